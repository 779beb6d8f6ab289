"""The colours keep the contrasts that WCAG 2.2 AA asks for: 4.5:1 for text, 3:1 for lines that carry meaning."""

from __future__ import annotations

import itertools
from typing import get_args

import numpy as np
import pytest

from visualnn.app.canvas.style import Style
from visualnn.app.colours import DARK, LIGHT, Colours, contrast, readable_on
from visualnn.blocks.spec import Category

GROUNDS = ("window", "panel", "field", "canvas", "node")


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Colours:
    return request.param


def test_contrast_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


@pytest.mark.parametrize("role", ["text", "dim", "error", "warning", "success"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable_on_every_ground(colours, role, ground):
    assert contrast(getattr(colours, role), getattr(colours, ground)) >= 4.5


def test_every_category_of_the_palette_has_a_colour_of_its_own(colours):
    assert set(get_args(Category)) <= set(colours.category)
    assert len(set(colours.category.values())) == len(colours.category)


def test_text_on_the_accent_and_on_every_category_is_readable(colours):
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for name, ground in colours.category.items():
        assert contrast(readable_on(ground), ground) >= 4.5, name


@pytest.mark.parametrize("role", ["wire", "wire_selected", "wire_error", "node_border", "node_selected", "port"])
def test_the_drawing_stands_out_from_the_canvas(colours, role):
    assert contrast(getattr(colours, role), colours.canvas) >= 3


def test_the_edge_of_a_card_stands_out_from_the_canvas_as_it_is_painted(qapp, colours):
    edge = Style(colours).border.color().name()
    assert contrast(edge, colours.canvas) >= 3
    assert contrast(edge, colours.node) >= 3


def test_every_line_of_a_plot_stands_out_from_its_ground(colours):
    for colour in colours.series:
        assert contrast(colour, colours.panel) >= 3, colour


def test_borders_of_controls_are_visible(colours):
    for ground in ("window", "panel", "field"):
        assert contrast(colours.border, getattr(colours, ground)) >= 3, ground


SIGHTS = {
    "every cone": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""What becomes of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""


def seen(colour: str, sight: str) -> np.ndarray:
    """A colour as CIE L*a*b* (D65) to eyes of a kind: distances in it are differences that are seen."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    left = np.clip(np.asarray(SIGHTS[sight]) @ linear, 0, 1)
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.asarray(to_xyz) @ left / [0.95047, 1, 1.08883]
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("sight", SIGHTS)
def test_lines_of_a_plot_are_told_apart_by_all_eyes(colours, sight):
    for one, other in itertools.combinations(colours.series, 2):
        assert np.linalg.norm(seen(one, sight) - seen(other, sight)) > 12, (one, other)


@pytest.mark.parametrize("sight", SIGHTS)
def test_scales_of_heat_maps_are_read_by_all_eyes(colours, sight):
    lightness = np.array([seen(colour, sight)[0] for colour in colours.scale])
    steps = np.diff(lightness) * (1 if colours.dark else -1)
    assert (steps > 8).all(), lightness
    low, middle, high = (seen(colour, sight) for colour in (colours.negative, colours.neutral, colours.positive))
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations((low, middle, high), 2)) > 50
