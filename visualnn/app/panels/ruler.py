"""Axes of plots: round numbers, on logarithmic ones as many as can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGraphicsSceneResizeEvent

from visualnn.app.panels.chart import CLOSE, ticks
from visualnn.app.panels.digits import places

PLAIN = 1e-3, 1e5
"""Between these a logarithmic axis writes ``0.01``, beyond ``1e-6``."""

LARGE = 1e12
"""Numbers from which on a linear axis writes ``1e+12``."""

MOST = 8
"""Numbers on a logarithmic axis, at most."""

LITTLE = 0.7
"""Decades below which 1, 2 and 5 are too few to read by."""

CLOSEST = math.log10(2)
"""Decades from 1 to 2, and from 5 to 10: what 1, 2 and 5 times a power of ten are apart, at least."""

APART = {"bottom": 60, "left": 20}
"""Pixels from one number to the next, at least."""


class Ruler(pg.AxisItem):
    """An axis that tells millions of steps apart, whose logarithmic numbers never overlap, and whose name is cut where
    it is longer than the axis: then all of it is its tool tip."""

    _written = ""  # of its name; the base class asks for it when it is made

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)

    def labelString(self) -> str:
        """As much of the name as has room, as HTML."""
        length = self.size().width() if self.orientation == "bottom" else self.size().height()
        name = QFontMetrics(self.label.font()).elidedText(self.labelText, Qt.TextElideMode.ElideRight, int(length))
        self.label.setToolTip(self.labelText if name != self.labelText else "")
        return f"<span style='color: {self.labelStyle.get('color', '')}'>{escape(name)}</span>"

    def resizeEvent(self, event: QGraphicsSceneResizeEvent | None = None) -> None:
        """Put the name where it belongs."""
        if self.label is not None and (written := self.labelString()) != self._written:  # there is none any more
            self._written = written
            self.label.setHtml(written)
        super().resizeEvent(event)

    def updateAutoSIPrefix(self) -> None:
        """Numbers are written as they are; pyqtgraph would scale them by the range, even to turn that off."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Levels of (distance, places), those with numbers first; on a logarithmic axis places are exponents."""
        if not self.logMode:
            return super().tickValues(low, high, size)
        low, high = min(low, high), max(low, high)
        largest = self.style["tickFont"].pointSizeF() / 8.5 if self.style["tickFont"] else 1.0
        count = min(MOST, max(1, int(size / (APART[self.orientation] * largest))))
        told = _within(low, high, count) if high - low < LITTLE else _powers(low, high, count)
        return [(1.0, told), (0.0, [place for place in _decades(low, high) if place not in told])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """What is written at places; nothing at those of a distance of 0."""
        if self.logMode:
            numbers = [10.0 ** (value * scale) for value in values]
            plain = all(PLAIN[0] <= number * 1.000001 and number < PLAIN[1] for number in numbers)
            return [_written(number, plain) if spacing else "" for number in numbers]
        apart = spacing * scale
        return [_plainly(value * scale, apart) for value in values]


def _decades(low: float, high: float, every: int = 1) -> list[float]:
    """Whole exponents."""
    first = math.ceil((low - 1e-9) / every) * every
    return [float(exponent) for exponent in range(first, math.floor(high + 1e-9) + 1, every)]


def _powers(low: float, high: float, count: int) -> list[float]:
    """Exponents of at most ``count`` powers of ten; also of 2 and 5 times those where there is room for all."""
    if high - low <= CLOSEST * count:
        marks = [decade + math.log10(factor) for decade in _decades(low - 1, high) for factor in (1, 2, 5)]
        return [mark for mark in marks if low <= mark <= high]
    return _decades(low, high, max(1, math.ceil((high - low) / count)))


def _within(low: float, high: float, count: int) -> list[float]:
    """Exponents of round numbers in a short range; of those that draw too near at the top, some are left out."""
    told: list[float] = []
    for number in ticks(10.0**low, 10.0**high, count):
        if number > 0 and (not told or math.log10(number) - told[-1] > 0.75 * (high - low) / count):
            told.append(math.log10(number))
    return told


def _plainly(number: float, apart: float) -> str:
    if abs(number) >= CLOSE * apart or (places(apart) < 4 and abs(number) < LARGE):
        return f"{number:,.{places(apart)}f}"
    return f"{number:.4g}"


def _written(number: float, plain: bool) -> str:
    if plain:
        return f"{number:,.0f}" if number >= 1000 else f"{number:.3g}"
    base, exponent = f"{number:.2e}".split("e")
    return f"{float(base):g}e{int(exponent)}"
