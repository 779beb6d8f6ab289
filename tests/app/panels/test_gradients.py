"""The gradients panel shows every layer from input to output, and judges."""

from __future__ import annotations

import csv
import itertools

import msgspec
import numpy as np
import pytest

from visualnn.app.panels.bars import Bar, Bars
from visualnn.app.panels.gradient_map import COLUMNS, GrowingMap, column_width, gradient_map
from visualnn.app.panels.gradients import GradientsPanel, Layer
from visualnn.app.panels.plots import RAW
from visualnn.app.theme import colours
from visualnn.graph.model import Graph
from visualnn.messages import Message
from visualnn.training.metrics import History


@pytest.fixture
def panel(open_project, show):
    return show(GradientsPanel, open_project("xor"))


@pytest.fixture
def session(panel):
    return panel.trainer.session


def test_empty_it_says_what_to_do(panel):
    assert panel.hint.isVisible()
    assert not panel.verdict.isVisible()
    document = panel.trainer.document
    project = document.value
    document.apply("", lambda project: msgspec.structs.replace(project, graph=Graph()))
    assert "choose a lesson" in panel.hint.text()
    document.apply("", lambda _: project)
    assert "Press Train" in panel.hint.text()


def test_bars_are_the_last_norms_from_input_to_output(panel, session):
    session.record(gradient__hidden_layer=[0.5, 0.002], gradient__output_layer=[0.5, 0.004])
    panel.trainer._tick()
    assert [(bar.name, bar.value) for bar in panel.bars.bars] == [("hidden layer", 0.002), ("output layer", 0.004)]
    assert "within a factor of 2 of each other, healthy" in panel.verdict.text()
    assert panel.bars.table().splitlines() == [
        "name,gradient norm (L2)",
        "hidden layer,0.002",
        "output layer,0.004",
    ]


def test_over_time_lines_equal_the_history(panel, session):
    session.record(gradient__hidden_layer=[0.5, 0.002], gradient__output_layer=[0.5, 0.004])
    panel.trainer._tick()
    panel.view.button("time").click()
    panel.smoothing.setValue(0)
    np.testing.assert_array_equal(panel.plot.lines["hidden layer"].y, [0.5, 0.002])
    np.testing.assert_array_equal(panel.plot.lines["output layer"].y, [0.5, 0.004])
    assert "output layer 0.004" in panel.legend.text()


def test_each_branch_is_judged_by_itself(open_project, show):
    panel = show(GradientsPanel, open_project("vanishing"))
    curves = {f"gradient__sigmoid_{n}": [10.0 ** (n - 9)] for n in range(1, 9)} | {"gradient__sigmoid_out": [1.0]}
    curves |= {f"gradient__relu_{n}": [0.5] for n in range(1, 9)} | {"gradient__relu_out": [1.0]}
    panel.trainer.session.record(**curves)
    panel.trainer._tick()
    assert "“sigmoid 1” receives 1/100,000,000 of the gradient of “sigmoid out”: vanishing" in panel.verdict.text()
    assert "“relu 1” to “relu out”: gradients within a factor of 2 of each other, healthy" in panel.verdict.text()
    assert [bar.column for bar in panel.bars.bars] == [0] * 9 + [1] * 9


def test_nan_is_said_not_drawn(panel, session):
    session.record(gradient__hidden_layer=[np.inf], gradient__output_layer=[0.1])
    panel.trainer._tick()
    panel.grab()
    assert "is not a number" in panel.verdict.text()


def test_after_a_weight_was_set_bars_and_verdict_are_those_of_now(panel, session):
    session.record(gradient__hidden_layer=[0.5], gradient__output_layer=[0.5])
    panel.trainer._tick()
    session.measured = {"gradient/hidden layer": 2e-5, "gradient/output layer": 0.2}
    session.answers["set_weights"] = lambda weights: None
    panel.trainer.set_weights({})
    panel.trainer._tick()
    assert [bar.value for bar in panel.bars.bars] == [2e-5, 0.2]
    assert "vanishing" in panel.verdict.text()
    panel.view.button("time").click()
    np.testing.assert_array_equal(panel.plot.lines["hidden layer"].y, [0.5], "what was, stays")


def test_after_training_diverged_nothing_is_healthy(panel, session):
    session.record(gradient__hidden_layer=[0.5], gradient__output_layer=[0.5])
    panel.trainer._tick()
    assert colours().success in panel.verdict.text()
    session.problem = Message("diverged", {"step": 2, "block": "hidden layer", "restored": 1})
    session.record(gradient__hidden_layer=[np.nan], gradient__output_layer=[np.nan])
    session.state = "paused"
    panel.trainer._tick()
    assert panel.bars.isVisible()
    assert "the loss is no longer a finite number" in panel.verdict.text()
    assert colours().success not in panel.verdict.text()


def test_the_map_shows_layers_over_steps(panel, session):
    panel.view.button("map").click()
    session.record(gradient__hidden_layer=[0.1, 0.001], gradient__output_layer=[1.0, 0.0])
    panel.trainer._tick()
    np.testing.assert_allclose(panel.map.values, [[0.1, 0.001], [1, 0]])
    assert panel.map.ends == ("1e-3", "1e0")
    assert panel.map.explain((0, 1)).splitlines() == ["layer: hidden layer", "step 2", "1e-3"]
    assert panel.map.table().splitlines()[:2] == ["layer \\ step,1,2", "hidden layer,0.1,0.001"]
    assert not panel.grab().isNull()


def test_many_steps_are_averaged():
    steps = np.arange(1, 1001)
    norms, first, end = gradient_map(steps, np.stack([10.0 ** -(steps % 2), np.full(1000, np.inf)]))
    assert (first, end) == (1, 1001)
    assert norms.shape == (2, 125)  # of eight steps each
    np.testing.assert_allclose(norms[0], 0.55)
    assert np.isnan(norms[1]).all()


def test_a_cell_of_the_map_is_the_mean_of_all_its_steps_however_many_there_are_and_says_so(panel, session):
    panel.view.button("map").click()
    steps = 163_840
    norms = 10.0 ** np.random.default_rng(0).uniform(-6, 0, steps)
    session.record(gradient__hidden_layer=norms, gradient__output_layer=norms)
    panel.trainer._tick()
    width = column_width(steps)
    np.testing.assert_allclose(panel.map.values[0, :-1], norms.reshape(-1, width).mean(axis=1)[:-1])
    assert panel.map.explain((0, 1)).splitlines()[1] == "mean of steps 1,025 to 2,048"
    assert next(csv.reader(panel.map.table().splitlines()))[2] == "mean of steps 1,025 to 2,048"


@pytest.mark.parametrize("count", [1, 2, COLUMNS, COLUMNS + 1, 1000, 123_456])
def test_a_map_has_few_columns_and_only_its_last_changes(count):
    def drawn(steps):
        return gradient_map(np.arange(5, 5 + steps), np.arange(1.0, 1 + steps)[None])

    norms, first, end = drawn(count)
    columns = norms.shape[1]
    assert min(count, COLUMNS / 2) <= columns <= COLUMNS
    assert first == 5
    assert 5 + count <= end < 5 + count + (end - first) / columns
    longer, _, _ = drawn(count + 1)
    if longer.shape[1] >= columns:
        np.testing.assert_array_equal(longer[:, : columns - 1], norms[:, :-1])


def test_a_map_that_grows_is_the_one_made_at_once():
    history, growing, norms = History(("a", "b"), ()), GrowingMap(), np.random.default_rng(0).lognormal(size=(900, 2))
    made = 0
    for length in (1, 1, 6, 30, 200, 3, 100, 559):
        steps = np.arange(made + 1, made + length + 1)
        history.append(steps, norms[steps - 1], np.empty((length, 0)))
        made += length
        width = column_width(made)
        points = history.together(("a", "b"))
        whole, _, _ = gradient_map(points.steps, points.means.T, width)
        np.testing.assert_allclose(growing(history, ("a", "b"), width), whole)
    history.cut(850)  # the network was set back, and went another way
    steps = np.arange(851, 901)
    history.append(steps, 2 * norms[steps - 1], np.empty((50, 0)))
    points = history.together(("a", "b"))
    whole, _, _ = gradient_map(points.steps, points.means.T, width)
    np.testing.assert_allclose(growing(history, ("a", "b"), width), whole)
    history.cut(0)
    assert growing(history, ("a", "b"), width).shape == (2, 0)
    other = History(("a", "b"), ())
    other.append(np.array([1]), norms[:1], np.empty((1, 0)))
    np.testing.assert_allclose(growing(other, ("a",), width), norms[:1, :1])


def test_a_gradient_of_zero_has_its_row_and_a_remark(open_project, show):
    """Where one unit has come to rest before anything was drawn: no bar, but not an empty chart either."""
    panel = show(GradientsPanel, open_project("xor_one_unit"))
    panel.trainer.session.record(gradient__one_unit=[0.0])
    panel.trainer._tick()
    ((place, bars),) = panel.bars._placed(panel.bars.area())
    assert [(bar.name, bar.value) for bar in bars] == [("one unit", 0.0)]
    assert [label for label, _ in panel.bars._labels(place)] == ["1e-3", "1e-2", "1e-1", "1e0"]
    assert "nothing more is learned" in panel.verdict.text()
    assert colours().dim in panel.verdict.text()
    assert colours().success not in panel.verdict.text()
    empty = panel.bars.grab().toImage()
    panel.trainer.session.record(gradient__one_unit=[0.01])
    panel.trainer._tick()
    assert panel.bars.grab().toImage() != empty


def test_many_networks_of_one_layer_are_not_judged(open_project, show):
    panel = show(GradientsPanel, open_project("gates"))
    panel._judge([(Layer(f"unit {n}", n, "#0072B2"), 0.1) for n in range(4)])
    assert panel.verdict.text() == ""
    panel._judge([(Layer(f"unit {n}", n, "#0072B2"), 0.0) for n in range(4)])
    assert "4 networks learn nothing more" in panel.verdict.text()
    panel._judge([(Layer(f"unit {n}", n, "#0072B2"), 1e-9) for n in range(2)])
    assert "2 networks learn next to nothing" in panel.verdict.text()
    assert "unit" not in panel.verdict.text(), "two such sentences take half of the dock"


@pytest.mark.parametrize("width", [90, 140, 200, 420])
def test_labels_of_the_axis_stay_in_their_column_and_do_not_touch(qtbot, width):
    bars = Bars()
    qtbot.addWidget(bars)
    bars.resize(2 * width, 200)
    bars.show_bars([Bar("a", 1e-12, "#0072B2", 0), Bar("b", 1e1, "#0072B2", 1)])
    for place, _ in bars._placed(bars.area()):
        labels = [where for _, where in bars._labels(place)]
        assert labels
        assert labels[0].left() >= place.left
        assert labels[-1].right() <= place.field.right() + 12
        assert all(one.right() < other.left() for one, other in itertools.pairwise(labels))


def test_over_time_every_line_is_named_in_a_narrow_dock(panel, session):
    session.record(gradient__hidden_layer=[0.5, 0.002], gradient__output_layer=[0.5, 0.004])
    panel.resize(260, 260)
    panel.trainer._tick()
    assert not panel.legend.isVisible()
    panel.view.button("time").click()
    assert panel.legend.isVisible()
    assert panel.legend.shown == [("hidden layer", "0.002"), ("output layer", "0.004")]


def test_many_networks_stand_below_each_other_with_room_for_their_names(qtbot):
    bars = Bars("Gradient norm (L2)")
    qtbot.addWidget(bars)
    bars.resize(420, 300)
    bars.show()
    bars.show_bars([Bar(f"a layer with a long name {n}", 0.1, "#0072B2", n % 6) for n in range(18)])
    places = [place for place, _ in bars._placed(bars.area())]
    assert len(places) == 6
    assert len({place.left for place in places}) == 2
    assert all(place.field.width() > 60 for place in places)
    for one in places:
        for other in places:
            assert one is other or not one.field.intersects(other.field)
    assert not bars.grab().isNull()


def test_of_many_verdicts_the_troubles_are_told_and_the_rest_counted(open_project, show, monkeypatch):
    panel = show(GradientsPanel, open_project("vanishing"))
    layers = [Layer(f"layer {n}", n // 2, "#0072B2") for n in range(12)]
    norms = [1e-6, 1.0] * 4 + [1.0, 1.0] * 2
    panel._judge(list(zip(layers, norms, strict=True)))
    text = panel.verdict.text()
    assert text.count("vanishing") == 2
    assert "2 more network(s) in trouble" in text
    assert text.count("healthy") == 2


def test_over_time_the_legend_says_of_which_steps_it_is_when_one_looks_back(panel, session):
    norms = np.arange(1.0, 24_001)
    session.record(gradient__hidden_layer=norms, gradient__output_layer=norms)
    panel.view.button("time").click()
    assert "mean of" not in panel.legend.text()
    session.history.look_back(998, {"gradient/hidden layer": 998.0, "gradient/output layer": 998.0})
    panel.trainer._tick()
    assert panel.legend.text() == "step 998   hidden layer 998   output layer 998"
    panel.plot.read.emit(panel.plot.readings(500.0))
    assert panel.legend.text().startswith("mean of steps 497 to 500   hidden layer 498.5")


def test_over_time_lines_are_smoothed_and_what_is_read_is_exact(panel, session):
    """From batch to batch norms differ so much that the lines of a mini-batch training hid each other entirely."""
    noise = np.random.default_rng(0).normal(size=400)
    session.record(gradient__hidden_layer=list(10**noise), gradient__output_layer=list(10 ** (noise - 1)))
    panel.trainer._tick()
    assert not panel.smoothing.isVisible()
    panel.view.button("time").click()
    assert panel.smoothing.isVisible()
    raw, line = panel.plot.lines[RAW + "hidden layer"], panel.plot.lines["hidden layer"]
    np.testing.assert_array_equal(raw.y, 10**noise)
    assert np.log10(line.y[50:]).std() < 0.4 * noise.std()
    panel.plot.read.emit(panel.plot.readings(100.0))
    text = f"step 100   hidden layer {10 ** noise[99]:.4g}   output layer {10 ** (noise[99] - 1):.4g}"
    assert panel.legend.text() == text
    heads = {row[0] for row in csv.reader(panel.plot.table().splitlines())}
    assert heads == {"line", "hidden layer", "hidden layer, smoothed", "output layer", "output layer, smoothed"}


def test_lines_of_many_layers_differ_by_more_than_their_colour(open_project, show):
    panel = show(GradientsPanel, open_project("vanishing"))
    layers = [layer for layer in panel._layers() if layer.branch == 0]
    assert len(layers) == 9
    assert all(one.dash != other.dash for one, other in itertools.pairwise(layers))
    assert len({(layer.colour, layer.dash) for layer in panel._layers()}) == 18
