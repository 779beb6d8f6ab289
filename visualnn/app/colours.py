"""The colours of the window, by role, for a light and a dark room.

Categories and series use the hues of Okabe and Ito (2008, "Color Universal Design"), which people with every common
kind of colour blindness tell apart; some are darkened on the light theme and lightened on the dark one so that a line
on a plot keeps a contrast of 3:1. The fifth to seventh series, for which those hues leave no room, differ in lightness,
too: a test looks at all pairs as the colour-blind see them. Text keeps 4.5:1 on every ground it stands on (WCAG 2.2
AA); a test computes both.
Every colour is a string ``#RRGGBB``, which QColor, pyqtgraph and style sheets all take.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec


class Colours(msgspec.Struct, frozen=True):
    """Named colour roles. A text colour may stand on ``window``, ``panel``, ``canvas``, ``node`` and ``field``."""

    dark: bool

    window: str  # ground of the window, docks, toolbars
    panel: str  # ground of plots, lists and panels
    field: str  # ground of text fields and pressed buttons
    line: str  # hairlines between areas; decoration only
    border: str  # outlines that carry meaning (fields, buttons): 3:1

    text: str
    dim: str  # secondary text: units, axes, hints
    accent: str  # focus, selection, links, the main button
    on_accent: str  # text on ``accent``
    error: str
    warning: str
    success: str

    canvas: str
    grid: str
    node: str
    node_border: str
    node_selected: str
    port: str
    wire: str
    wire_selected: str
    wire_error: str

    negative: str  # the ends of the diverging scale of weights and decision surfaces
    neutral: str
    positive: str
    scale: tuple[str, ...]  # sequential scale, from low to high, perceptually ordered

    category: dict[str, str]  # by BlockSpec.category
    series: tuple[str, ...]  # lines of plots, in order of use

    def of_category(self, name: str) -> str:
        """The colour of a block category; ``dim`` for one that has none of its own."""
        return self.category.get(name, self.dim)

    def of_series(self, index: int) -> str:
        """The colour of the n-th line of a plot; they repeat after the last."""
        return self.series[index % len(self.series)]


LIGHT = Colours(
    dark=False,
    window="#F3F4F6",
    panel="#FFFFFF",
    field="#FFFFFF",
    line="#DDE1E6",
    border="#868E99",
    text="#1B1F24",
    dim="#59626D",
    accent="#0072B2",
    on_accent="#FFFFFF",
    error="#B3261E",
    warning="#8A5A00",
    success="#00704F",
    canvas="#F7F8FA",
    grid="#E4E7EB",
    node="#FFFFFF",
    node_border="#868E99",
    node_selected="#0072B2",
    port="#59626D",
    wire="#6B7480",
    wire_selected="#0072B2",
    wire_error="#B3261E",
    negative="#D55E00",
    neutral="#F7F7F7",
    positive="#0072B2",
    scale=("#F7F8FA", "#C6DCEB", "#7FB3D5", "#2F86BF", "#005A8D", "#00365A"),
    category={
        "Input": "#009E73",
        "Layer": "#0072B2",
        "Activation": "#E69F00",
        "Regularisation": "#CC79A7",
        "Recurrent": "#56B4E9",
        "Merge": "#F0E442",
        "Tensor": "#8B95A1",
        "Output": "#D55E00",
    },
    series=("#0072B2", "#D55E00", "#009E73", "#CC6FA5", "#6B4A00", "#4B2A99", "#3A434D"),
)

DARK = Colours(
    dark=True,
    window="#1E2227",
    panel="#16191D",
    field="#252A31",
    line="#343A42",
    border="#7D8793",
    text="#E8EAED",
    dim="#A6AEB8",
    accent="#56B4E9",
    on_accent="#0E1114",
    error="#FF8A80",
    warning="#F2B84B",
    success="#3DCB9B",
    canvas="#191C21",
    grid="#262B31",
    node="#252A31",
    node_border="#6B7480",
    node_selected="#56B4E9",
    port="#A6AEB8",
    wire="#8B95A1",
    wire_selected="#56B4E9",
    wire_error="#FF8A80",
    negative="#E8702A",
    neutral="#22262B",
    positive="#56B4E9",
    scale=("#191C21", "#11385A", "#10598F", "#2B86C3", "#74B8E6", "#D6ECFA"),
    category={
        "Input": "#009E73",
        "Layer": "#3C8FC9",
        "Activation": "#E69F00",
        "Regularisation": "#CC79A7",
        "Recurrent": "#56B4E9",
        "Merge": "#F0E442",
        "Tensor": "#8B95A1",
        "Output": "#E8702A",
    },
    series=("#56B4E9", "#E8702A", "#17A67D", "#E59CC6", "#E6B800", "#8B7BFF", "#F4F6F8"),
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 (the same) to 21 (black on white), as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with a share from 0 to 1 of ``other`` in it."""
    channels = (round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in channels)


@lru_cache(maxsize=1024)
def readable_on(ground: str) -> str:
    """Near-black or white: whichever reads better as text on ``ground``."""
    return max(("#111418", "#FFFFFF"), key=lambda colour: contrast(colour, ground))
