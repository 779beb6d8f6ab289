"""Lines that grow look the same as lines that are drawn at once, and cost what is new in them."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtGui import QImage

from visualnn.app.panels.plots import Line, Plot
from visualnn.app.panels.traces import Traces, shared

INK = "#0072B2"


@pytest.fixture
def plot(qtbot):
    plot = Plot("step", "loss")
    qtbot.addWidget(plot)
    plot.resize(420, 260)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def line(count, smooth=False, noise=0.1, seed=0):
    x = np.arange(1, count + 1)
    y = np.exp(-x / 2000) + noise * np.random.default_rng(seed).random(count)
    return Line(x, y, INK, smooth)


def pixels(plot):
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def inked(plot):
    """Which pixels have the line's colour, more or less."""
    return np.abs(pixels(plot) - [0xB2, 0x72, 0x00]).sum(axis=2) < 120


@pytest.mark.parametrize("axes", ["", "x", "xy"])
@pytest.mark.parametrize("smooth", [False, True])
def test_what_grew_looks_like_what_was_drawn_at_once(plot, qtbot, smooth, axes):
    plot.set_log(x="x" in axes, y="y" in axes)
    whole = line(3000, smooth, noise=0.0 if smooth else 0.1)
    plot.show_lines({"loss": whole})
    plot.grab()
    shown = plot._view.viewRange()
    at_once = inked(plot)
    plot.show_lines({})
    plot.show_lines({"loss": Line(whole.x[:1000], whole.y[:1000], INK, smooth)})
    plot._following = False
    plot._view.setRange(xRange=shown[0], yRange=shown[1], padding=0)
    plot.grab()
    for count in range(1047, 3001, 47):
        plot.show_lines({"loss": Line(whole.x[:count], whole.y[:count], INK, smooth)})
    plot.show_lines({"loss": whole})
    grown = inked(plot)
    assert at_once.sum() > 400
    assert (grown & at_once).sum() > 0.85 * at_once.sum()
    assert grown.sum() < 1.4 * at_once.sum()


def test_only_the_new_end_is_painted_anew(plot, monkeypatch):
    whole = line(3000)
    plot.show_lines({"loss": Line(whole.x[:2900], whole.y[:2900], INK)})
    plot.grab()
    asked = []
    monkeypatch.setattr(Traces, "update", lambda self, *rect: asked.extend(rect or ["all"]))
    plot.show_lines({"loss": whole})
    (touched,) = asked
    assert touched.left() > 2850
    assert touched.right() < 3100


def test_a_revised_end_goes_on_and_another_curve_is_drawn_anew(plot, monkeypatch):
    whole = line(1000)
    revised = whole.y.copy()
    revised[-1] = 0.7
    plot.show_lines({"loss": whole})
    plot.grab()
    asked = []
    monkeypatch.setattr(Traces, "update", lambda self, *rect: asked.append(rect))
    plot.show_lines({"loss": Line(np.append(whole.x, 1001), np.append(revised, 0.72), INK)})
    assert len(asked) == 1
    assert asked[0], "only the end"
    plot.show_lines({"loss": line(1001, seed=1)})
    assert () in asked, "everything"


def test_spikes_among_a_million_points_are_seen_and_drawing_them_is_quick(plot):
    x = np.arange(1_000_000)
    y = np.zeros(len(x))
    y[500_000] = 1.0
    plot.show_lines({"loss": Line(x, y, INK)})
    began = time.thread_time()
    there = inked(plot)
    assert time.thread_time() - began < 1
    assert there.sum(axis=0).max() > 100, "a column of the spike's height"
    assert plot.readings(500_000)[0].y == 1.0


def test_gaps_stay_open_and_infinities_are_left_out(plot):
    y = np.array([1.0, np.nan, 2.0, 3.0, np.inf, 1.0, 2.0])
    plot.show_lines({"loss": Line(np.arange(7), y, INK)})
    assert inked(plot).any()
    assert plot._traces.extent() == (0, 6, 1, 3)
    plot.set_log(y=True)
    assert plot._traces.extent()[2:] == pytest.approx((0, np.log10(3)))


def test_what_has_no_place_on_a_logarithmic_axis_is_left_out(plot):
    plot.set_log(x=True)
    plot.show_lines({"loss": Line(np.array([0, 1, 10, 100]), np.array([50.0, 1.0, 2.0, 3.0]), INK, smooth=True)})
    left, right, bottom, top = plot._traces.extent()
    assert (left, right, bottom, top) == (0, 2, 1, 3)
    assert inked(plot).any()


def test_what_arrays_share_is_told_bit_for_bit():
    old = np.array([1.0, np.nan, 3.0])
    assert shared(old, np.array([1.0, np.nan, 3.0, 4.0])) == 3
    assert shared(old, np.array([1.0, np.nan, 3.5])) == 2
    assert shared(np.zeros(0), old) == 0
    assert shared(np.int64([1, 2]), np.float64([1, 2])) == 2
