"""The colours keep the contrasts that WCAG 2.2 AA asks for: 4.5:1 for text, 3:1 for lines that carry meaning."""

from __future__ import annotations

from typing import get_args

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
