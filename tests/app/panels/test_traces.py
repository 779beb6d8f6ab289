"""Lines that grow look the same as lines that are drawn at once, and cost what is new in them."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from visualnn.app.panels.plots import Line, Plot
from visualnn.app.panels.traces import Logs, Trace, Traces, _Frame, shared

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


def test_a_fine_line_is_painted_again_when_it_leaves_what_it_has_filled(plot, monkeypatch):
    """Of a million steps thousands lie in one column of pixels: most pictures of them are alike."""
    x = np.arange(200_000)
    y = np.tile([0.0, 1.0], 100_000)
    y[100_000:100_010] = 0.5
    plot.show_lines({"loss": Line(x, y, INK)})
    plot._following = False
    plot._view.setRange(xRange=(0, 200_000), yRange=(-1, 3), padding=0)
    plot.show_lines({"loss": Line(x[:100_000], y[:100_000], INK)})
    plot.grab()
    asked = []
    monkeypatch.setattr(Traces, "update", lambda self, *rect: asked.append(rect))
    plot.show_lines({"loss": Line(x[:100_005], y[:100_005], INK)})
    asked.clear()
    plot.show_lines({"loss": Line(x[:100_010], y[:100_010], INK)})
    assert not asked, "nothing new can be seen"
    y[100_010] = 2.0
    plot.show_lines({"loss": Line(x[:100_011], y[:100_011], INK)})
    assert asked, "it has risen"
    asked.clear()
    plot.show_lines({"loss": Line(x[:102_000], y[:102_000], INK)})
    assert asked, "it has come further"


@pytest.mark.parametrize("sharp", [1.0, 2.0, 3.0])
def test_a_fine_line_ends_where_it_should_on_every_screen(qapp, sharp):
    """Many points lie in one column of the screen; none waits for the next one but those whose place is filled."""
    traces, frame = Traces(), _Frame(0, 0, 40, 40, sharp, 0.02, 0, -20, 30)
    trace = Trace(Line(np.arange(2), np.array([0.0, 1.0]), INK), Logs())
    x, y = np.arange(1500), np.tile([0.0, 1.0], 750)
    image, behind = frame.image(), []
    painter = QPainter(image)
    traces._begin(painter, frame, trace)
    for count in range(10, 1500, 10):
        trace.grow(Line(x[:count], y[:count], INK), Logs(), {})
        traces._go_on(painter, frame, trace)
        opaque = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3]
        inked = np.flatnonzero(opaque.max(axis=0) > 100)
        behind.append(int(sharp * 0.02 * (count - 1)) - inked.max(initial=0))
    painter.end()  # before anything fails: Qt does not forgive an image that goes while it is painted on
    assert max(behind) <= 1


@pytest.mark.parametrize("sharp", [1.0, 2.0])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("angle", [0, 30, 45, 90])
def test_a_bold_line_is_as_thick_in_all_directions_and_on_every_screen(qapp, angle, scale, sharp):
    traces, frame = Traces(), _Frame(0, 0, 200, 200, sharp, 1, 0, 1, 0)
    traces.scale_ = scale
    image = frame.image()
    painter = QPainter(image)
    x = 100 + np.linspace(-80, 80, 9) * np.cos(np.radians(angle))
    y = 100 + np.linspace(-80, 80, 9) * np.sin(np.radians(angle))
    traces._stroke(painter, frame, Line(x, y, INK, smooth=True), x, y, fine=True)
    painter.end()
    opaque = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3] / 255
    assert opaque.sum() / (160 * sharp) == pytest.approx(2 * scale * sharp, rel=0.25)
    assert opaque.max() > 0.95


@pytest.mark.parametrize("dash", [1, 2, 3])
def test_the_pattern_of_a_line_that_grows_goes_on(plot, dash):
    def dark():
        return pixels(plot)[:, 60:400, 2].min(axis=0) < 130

    x = np.arange(401)
    plot._following = False
    plot._view.setRange(xRange=(0, 400), yRange=(-1, 1), padding=0)
    whole = Line(x, np.zeros(401), INK, smooth=True, dash=dash)
    plot.show_lines({"loss": whole})
    at_once = dark()
    plot.show_lines({})
    for count in range(51, 402, 50):
        plot.show_lines({"loss": whole._replace(x=x[:count], y=np.zeros(count))})
        plot.grab()
    assert 0.5 < at_once.mean() < 0.95, "there are gaps"
    assert (dark() == at_once).mean() > 0.85, "by chance three quarters would be alike"


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
