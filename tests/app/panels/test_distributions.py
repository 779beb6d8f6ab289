"""Histograms show what the engine counts, now and over time."""

from __future__ import annotations

import re

import msgspec
import numpy as np
import pytest

from visualnn.app.panels.distributions import DistributionsPanel
from visualnn.app.panels.histograms import Histograms, Note
from visualnn.training.inspection import Statistics


def layer(name="hidden layer", low=0.0, high=1.0, counts=(1, 2, 3, 4), **figures):
    return Statistics(name, name, low, high, np.array(counts), 0.5, 0.25, 0.0, **figures)


def texts(path):
    """What is written in a drawing."""
    return [text.strip() for text in re.findall(r">([^<>]+)</text>", path.read_text())]


@pytest.fixture
def panel(open_project, show):
    trainer = open_project("xor")
    answers = (layer(), layer("sigmoid 1", saturated=0.25), layer("relu", dead=0.5))
    trainer.session.answers["statistics"] = lambda kind, bins, block_ids=None: tuple(
        one for one in answers if block_ids is None or one.block_id in block_ids
    )
    return show(DistributionsPanel, trainer, (500, 320))


def test_every_layer_has_a_histogram_with_its_figures(panel):
    panel.trainer._tick()
    assert [shown.name for shown in panel.now.layers] == ["hidden layer", "sigmoid 1", "relu"]
    assert panel.now._notes[1] == ("25% saturated", "mean 0.5, std 0.25")
    assert panel.now._notes[2] == ("50% dead", "mean 0.5, std 0.25")
    assert panel.now.table().splitlines()[:3] == [
        "layer,from,to,count",
        "hidden layer,0,0.25,1",
        "hidden layer,0.25,0.5,2",
    ]
    assert not panel.grab().isNull()


def test_axes_of_narrow_histograms_can_be_read(qtbot, tmp_path):
    """Both have numbers and a name, and no text is cut."""
    histograms = Histograms()
    qtbot.addWidget(histograms)
    note = Note("50% saturated", "mean -1.234, std 0.001234")
    layers = [layer(low=-6.0, high=5.0)] * 3
    histograms.show_layers(layers, [note] * 3, "#0072B2", "activation", False)
    histograms.save_picture(tmp_path / "now.svg")
    numbers = ["-6", "-4", "-2", "0", "2", "4"]
    assert texts(tmp_path / "now.svg") == ["hidden layer", *note, "40%", *numbers, "activation"] * 3
    layers = [layer(low=-3.6, high=-3.1)]
    histograms.show_layers(layers, [note], "#0072B2", "|gradient|", True)
    histograms.save_picture(tmp_path / "now.svg")
    assert texts(tmp_path / "now.svg")[-3:] == ["2.5e-4", "7.9e-4", "|gradient|"], "no power of ten lies between"
    histograms.show_layers([layer(counts=(0, 0, 0, 0))], [note], "#0072B2", "|gradient|", True)
    histograms.save_picture(tmp_path / "now.svg")
    assert texts(tmp_path / "now.svg") == ["hidden layer", *note, "|gradient|"], "all are 0: there is no range"
    histograms.show_layers([layer(low=10.0662, high=10.0731)], [note], "#0072B2", "weight", False)
    histograms.save_picture(tmp_path / "now.svg")
    assert texts(tmp_path / "now.svg")[-4:] == ["10.068", "10.07", "10.072", "weight"]


def test_only_the_histograms_that_changed_are_painted_anew(panel, qtbot, monkeypatch):
    panel.trainer._tick()
    qtbot.wait(20)
    painted = []
    monkeypatch.setattr(Histograms, "_draw_layer", lambda self, painter, cell, layer, note: painted.append(layer.name))
    now = panel.now
    layers = (now.layers[0], layer("sigmoid 1", counts=(9, 9, 9, 9)), now.layers[2])
    now.show_layers(layers, now._notes, now._colour, "activation", False)
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == ["sigmoid 1"]
    painted.clear()
    now.show_layers(layers, now._notes, now._colour, "|gradient|", True)  # other axes
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == ["hidden layer", "sigmoid 1", "relu"]


def test_a_head_is_painted_when_its_figures_change(panel, qtbot, monkeypatch):
    panel.trainer._tick()
    qtbot.wait(20)
    painted = []
    monkeypatch.setattr(Histograms, "_head", lambda self, painter, cell, name, note: painted.append((name, *note)))
    now = panel.now
    for notes, expected in (
        (now._notes, []),
        ([now._notes[0], Note("", "mean 2"), now._notes[2]], [("sigmoid 1", "", "mean 2")]),
    ):
        bars = [layer(one.name, counts=(9, 9, 9, 9)) for one in now.layers]
        now.show_layers(bars, notes, now._colour, "activation", False)
        now.repaint(now._below_head(now._cell(0)).toRect())
        qtbot.wait(20)
        assert painted == expected


def test_figures_are_told_anew_when_they_can_have_been_read(panel, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("visualnn.app.panels.panel.time.monotonic", lambda: clock[0])
    panel.trainer._tick()
    panel.trainer.session.state = "running"
    before = list(panel._notes)
    panel._latest = tuple(msgspec.structs.replace(one, mean=7.0) for one in panel._latest)
    for later, expected in ((0.1, before[0].figures), (0.5, "mean 7, std 0.25")):
        clock[0] = 100.0 + later
        panel._draw()
        assert panel.now._notes[0].figures == expected
    panel._latest = panel._latest[:2]
    panel._draw()
    assert len(panel.now._notes) == 2, "other layers are told at once"


def test_while_training_runs_layers_are_looked_at_in_turns(panel, qtbot):
    session, asked = panel.trainer.session, []
    panel.trainer._tick()

    def statistics(kind, bins, block_ids=None):
        asked.append(block_ids)
        names = ("hidden layer", "sigmoid 1", "relu")
        return tuple(layer(name, counts=(len(asked), 0, 0, 0)) for name in names if not block_ids or name in block_ids)

    session.answers["statistics"] = statistics
    session.state = "running"
    for step in range(3):
        session.record(loss=[step])
        panel.trainer._tick()
        qtbot.waitUntil(lambda made=step + 1: len(asked) == made)
    panel.trainer._tick()
    assert sorted(asked) == [("hidden layer",), ("relu",), ("sigmoid 1",)]
    assert [one.name for one in panel.now.layers] == ["hidden layer", "sigmoid 1", "relu"]  # all are shown
    assert sorted(int(one.counts[0]) for one in panel.now.layers) == [1, 2, 3]
    session.state = "paused"
    session.record(loss=[9.0])
    panel.trainer._tick()
    qtbot.waitUntil(lambda: asked[-1] is None)


def test_over_time_one_layer_is_a_heat_map(panel, qtbot, tmp_path):
    session = panel.trainer.session
    panel.trainer._tick()
    panel._inquiry.pause = 1
    panel.view.button("time").click()
    session.record(loss=[1.0] * 10)
    panel.trainer._tick()
    qtbot.waitUntil(lambda: panel.time.values.shape[1] > 1)
    sums = panel.time.values.sum(axis=0)
    np.testing.assert_allclose(sums[~np.isnan(sums)], 1)  # at the right there is room for those to come
    assert panel.time.title == "hidden layer: share of activations · mean 0.5, std 0.25"
    assert panel.layer.count() == 3
    for name in ("map.png", "map.svg"):
        panel.time.save_picture(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_the_box_of_layers_has_room_for_their_names(panel, qtbot):
    answers = panel.trainer.session.answers
    answers["statistics"] = lambda kind, bins, block_ids=None: (layer("a" if kind == "weights" else "hidden layer"),)
    panel.view.button("time").click()
    panel.kind.button("weights").click()
    panel.trainer._tick()
    assert panel.layer.currentText() == "a"
    panel.kind.button("activations").click()
    arrow = 30
    room = panel.layer.fontMetrics().horizontalAdvance("hidden layer") + arrow
    qtbot.waitUntil(lambda: panel.layer.currentText() == "hidden layer" and panel.layer.width() >= room, timeout=1000)


def test_before_the_first_step_the_axis_of_steps_has_no_fractions(panel, tmp_path):
    panel.view.button("time").click()
    panel.trainer._tick()
    panel.time.save_picture(tmp_path / "map.svg")
    assert not [text for text in texts(tmp_path / "map.svg") if text.startswith("-0.")]


def test_what_was_before_the_panel_was_opened_is_filled_in_from_the_steps_that_are_kept(panel, qtbot, monkeypatch):
    session = panel.trainer.session
    asked = []

    def at(step, kind, bins):
        asked.append((step, kind))
        return None if step == 40 else (layer(counts=(step, 1, 1, 1)),)  # one is let go of meanwhile

    session.answers["statistics_at"] = at
    monkeypatch.setattr(session, "kept_steps", (0, 20, 40, 60, 80))
    session.record(loss=[1.0] * 100)
    panel.trainer._tick()
    assert not asked  # now does not need the past
    panel.view.button("time").click()
    qtbot.waitUntil(lambda: len(asked) == 4, timeout=5000)
    assert sorted(asked) == [(step, "activations") for step in (20, 40, 60, 80)]  # 0 was seen
    qtbot.waitUntil(lambda: (~np.isnan(panel.time.values[0])).sum() == 101, timeout=5000)  # a column for every step

    def seen(step):
        return panel.time.values[:, step].tolist()

    qtbot.waitUntil(lambda: seen(20) != seen(19) and seen(60) != seen(59), timeout=5000)
    assert seen(40) == seen(20)
    assert panel.time.explain((0, 0)).startswith("activation")
    steps = panel.time.table().splitlines()[0].split(",")[1:]
    assert (steps[0], steps[-1], len(steps)) == ("0", "100", 101)


def test_a_course_that_was_given_up_is_forgotten_also_while_another_kind_is_shown(panel, qtbot, monkeypatch):
    session, old, new = panel.trainer.session, (1, 0, 0, 0), (0, 0, 0, 1)
    now = [old]
    session.answers["statistics"] = lambda kind, bins, block_ids=None: (layer(counts=now[0]),)
    session.answers["statistics_at"] = lambda step, kind, bins: (layer(counts=now[0] if step > 40 else old),)
    monkeypatch.setattr(session, "kept_steps", (20, 40, 60, 80, 100))

    def steps(counts):
        """Those whose column shows these counts: at its other end there is nothing."""
        return np.flatnonzero(panel.time.values[0 if counts is old else -1] == 0).tolist()

    panel.trainer._tick()
    session.record(loss=[1.0] * 100)
    panel.view.button("time").click()
    panel.trainer._tick()
    qtbot.waitUntil(lambda: {at for name, at, *_ in session.asked if name == "statistics_at"} >= {20, 40, 60, 80})
    qtbot.waitUntil(lambda: steps(old)[-1:] == [100])
    panel.kind.button("weights").click()
    session.history.cut(40)
    session.step_count, now[0] = 40, new
    session.record(loss=[1.0] * 60)
    panel.trainer._tick()
    panel.kind.button("activations").click()
    qtbot.waitUntil(lambda: steps(new) == [*range(60, 101)], timeout=2000)
    assert steps(old)[-1] == 59, "it lasts until the next that is kept"


def test_over_time_every_picture_has_the_layer_that_is_shown_and_some_the_others(panel):
    panel.trainer._tick()
    panel.view.button("time").click()
    panel.layer.setCurrentIndex(1)
    panel.trainer.session.state = "running"
    asked = [panel._turn() for _ in range(24)]
    assert all("sigmoid 1" in layers for layers in asked)
    assert {name for layers in asked for name in layers} == {"hidden layer", "sigmoid 1", "relu"}
    assert sum(map(len, asked)) < 36


def test_looking_back_before_anything_was_seen_says_what_to_do(panel, monkeypatch):
    monkeypatch.setattr(type(panel.trainer), "looking_back", True)
    panel.view.button("time").click()
    panel.trainer._tick()
    assert panel.hint.isVisible()


def test_over_time_a_low_dock_scrolls(panel):
    panel.trainer._tick()
    panel.view.button("time").click()
    assert panel.minimumSizeHint().height() <= 150


def test_where_nothing_depends_on_data_it_does_not_ask_to_train(panel, qtbot):
    panel.trainer.session.answers["statistics"] = lambda kind, bins, block_ids=None: ()
    panel.trainer._tick()
    panel.kind.button("weights").click()
    assert not panel.nothing.isVisible()
    panel.kind.button("activations").click()
    qtbot.waitUntil(panel.nothing.isVisible)
    panel.kind.button("gradients").click()
    assert panel.hint.isVisible()


def test_gradients_of_an_untrained_network_are_not_shown(panel):
    panel.kind.button("gradients").click()
    assert panel.hint.isVisible()
