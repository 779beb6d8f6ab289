"""Axes write numbers that can be told apart and do not touch."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from visualnn.app.panels.chart import fitting_ticks
from visualnn.app.panels.plots import Line, Plot
from visualnn.app.panels.ruler import Ruler

FONT_HEIGHT = 12


@pytest.fixture
def logarithmic(qtbot):
    plot = Plot("step", "loss")
    qtbot.addWidget(plot)
    plot.set_log(x=True, y=True)
    return lambda side: plot.getPlotItem().getAxis(side)


@pytest.mark.parametrize("low", [-7.0, -1.75, 0.0, 2.9])
@pytest.mark.parametrize("decades", [0.04, 0.3, 0.99, 1.0, 1.8, 2.5, 7, 14])
@pytest.mark.parametrize("size", [70, 110, 400, 900])
def test_numbers_of_a_logarithmic_axis_never_overlap(logarithmic, low, decades, size):
    """A range of less than two decades used to write all of 0.1, 0.2, ... 0.9 on top of each other."""
    axis = logarithmic("left")
    told = axis.tickValues(low, low + decades, size)[0][1]
    assert told
    places = [place / decades * size for place in sorted(told)]
    assert all(later - earlier >= FONT_HEIGHT for earlier, later in itertools.pairwise(places))
    texts = axis.tickStrings(told, 1.0, 1.0)
    assert len(set(texts)) == len(texts)


def test_a_logarithmic_axis_writes_what_is_usual(logarithmic):
    axis = logarithmic("left")
    assert axis.tickStrings([-2, -1, 0, 1], 1.0, 1.0) == ["0.01", "0.1", "1", "10"]
    assert axis.tickStrings([-8, -4, 0], 1.0, 1.0) == ["1e-8", "1e-4", "1e0"]
    assert axis.tickStrings([-8, -4], 1.0, 0.0) == ["", ""]


def test_millions_of_steps_are_told_apart(qapp):
    axis = Ruler("bottom")
    assert axis.tickStrings([1_234_000, 1_235_000], 1.0, 1000) == ["1,234,000", "1,235,000"]
    assert axis.tickStrings([0, 0.05], 1.0, 0.05) == ["0.00", "0.05"]


@pytest.mark.parametrize(
    ("low", "high"), [(1.984, 1.985), (10.068, 10.072), (0.30001, 0.30003), (2e12, 2e12 + 8), (-1.985, -1.984)]
)
def test_numbers_of_a_narrow_range_differ(qapp, low, high):
    apart, places = Ruler("left").tickValues(low, high, 200)[0]
    for texts in (
        Ruler("left").tickStrings(places, 1.0, apart),
        [text for _, text in fitting_ticks(low, high, 400, len)],
    ):
        assert len(texts) > 1
        assert len({float(text.replace(",", "")) for text in texts}) == len(texts)


def test_numbers_of_an_axis_are_those_of_the_lines(qtbot):
    """They were scaled by a thousand where all values were below one when the axis was named again."""
    plot = Plot("step", "loss")
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    plot.show()
    plot.show_lines({"training": Line(np.arange(10.0), np.linspace(0.1, 0.5, 10), "#d62728")})
    plot.set_labels("step", "accuracy", "Accuracy")
    axis = plot.getPlotItem().getAxis("left")
    assert axis.autoSIPrefixScale == 1.0
    plot.show_lines({"training": Line(np.arange(10.0), np.linspace(1e9, 5e9, 10), "#d62728")})
    plot.set_labels("step", "loss", "Loss")
    assert axis.autoSIPrefixScale == 1.0


def test_a_name_longer_than_its_axis_is_cut_and_whole_in_the_tool_tip(qtbot):
    """Names of two plots side by side ran into each other."""
    name = "progression, true (mean 0, deviation 1)"
    plot = Plot(name, "loss")
    qtbot.addWidget(plot)
    axis = plot.getPlotItem().getAxis("bottom")
    plot.show()
    for width, cut in ((200, True), (600, False), (200, True)):
        plot.resize(width, 200)
        qtbot.waitUntil(lambda cut=cut: axis.label.toPlainText().endswith("…") == cut)
        left = axis.label.mapRectToParent(axis.label.boundingRect()).left()
        assert left + axis.label.document().documentMargin() >= 0
        assert axis.label.toolTip() == name * cut
