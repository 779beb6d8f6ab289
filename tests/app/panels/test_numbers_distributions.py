"""The distributions panel on real trainings: histograms and figures of what NumPy computes by hand."""

import csv
import io

import numpy as np
import pytest
import real_runs

from visualnn.app.panels.distributions import DistributionsPanel

CASES = {
    "xor": {"steps": 60, "learning_rate": 1.0},
    "iris": {"steps": 20, "learning_rate": 0.1},
    "diabetes": {"steps": 20},
    "hello_rnn": {"steps": 20, "learning_rate": 0.5},
    "sine": {"steps": 12, "learning_rate": 0.1},
    "wide_deep": {"steps": 12, "learning_rate": 0.1},
}
ROUNDING = 2e-5
"""How far a number of the engine may be off, as a share of the largest of its layer."""


@pytest.fixture
def learned(qtbot, begin, show):
    """A panel before which a sample has learned, and the network by hand, with its last step."""

    def learned(name):
        trainer, by_hand = begin(name, **CASES[name])
        panel = show(DistributionsPanel, trainer, (900, 500))
        real_runs.learn(qtbot, trainer)
        return panel, by_hand, by_hand.train(trainer.layout.total_steps)

    return learned


def activations(by_hand):
    """What leaves every block for at most 128 training rows, evenly taken."""
    count = by_hand.data.info.rows["train"]
    rows = np.linspace(0, count - 1, min(count, 128)).astype(int)
    blocks = {block.name for block in by_hand.graph.blocks if any(by_hand.graph.into(block.id))}
    values = by_hand.values(by_hand.data.x[rows])
    losses = {loss.name for loss in by_hand.losses}
    return {name: values[name] for name in values if name in blocks - losses}


def gradients(made):
    """The last step's gradient of all weights but the biases, layer by layer."""
    layers = {}
    for key, gradient in made[-1].gradients.items():
        if gradient.ndim > 1:
            layers.setdefault(key.rpartition("/")[0], []).append(gradient.ravel())
    return {layer: np.concatenate(parts) for layer, parts in layers.items()}


def bins(panel):
    """What is copied of the histograms: edges and counts by layer."""
    found = {}
    for layer, low, high, count in list(csv.reader(io.StringIO(panel.now.table())))[1:]:
        found.setdefault(layer, []).append((float(low), float(high), int(count)))
    return {layer: np.array(rows).T for layer, rows in found.items()}


def assert_counted(edges, counts, low, high):
    """So many numbers lie below each edge, where each is known to lie from ``low`` to ``high``."""
    below = np.cumsum(counts)[:-1]
    most, least = ((end.ravel() < edges[1:-1, None]).sum(axis=1) for end in (low, high))
    assert (least <= below).all()
    assert (below <= most).all()


@pytest.mark.parametrize("name", CASES)
def test_activations(qtbot, learned, name):
    panel, by_hand, _ = learned(name)
    panel.kind.button("activations").click()
    expected = activations(by_hand)

    def agree():
        shown = bins(panel)
        assert shown.keys() == expected.keys()
        for layer in panel.now.layers:
            values, (low, high, counts) = expected[layer.name], shown[layer.name]
            off = ROUNDING * np.abs(values).max()
            assert counts.sum() == values.size
            assert (low[0], high[-1]) == pytest.approx((values.min(), values.max()), abs=off)
            assert_counted(np.append(low, high[-1]), counts, values - off, values + off)
            assert (layer.mean, layer.std) == pytest.approx((values.mean(), values.std()), abs=off)

    qtbot.waitUntil(agree)
    for layer, note in zip(panel.now.layers, panel.now._notes, strict=True):
        block, values = by_hand.graph.block(layer.block_id), expected[layer.name]
        function = block.params.get("function", "relu") if block.kind == "activation" else None
        if block.kind == "rnn":
            assert note.trouble == f"{(np.abs(values) > 0.9).mean():.0%} saturated"
        if function == "relu":
            assert note.trouble == f"{(values == 0).all(axis=0).mean():.0%} dead"
        elif function == "sigmoid":
            assert note.trouble == f"{(np.abs(values - 0.5) > 0.45).mean():.0%} saturated"


@pytest.mark.parametrize("name", CASES)
def test_gradients(qtbot, learned, name):
    panel, _, made = learned(name)
    panel.kind.button("gradients").click()
    expected = gradients(made)

    def agree():
        shown = bins(panel)
        assert shown.keys() == expected.keys()
        for layer in panel.now.layers:
            (low, high, counts), sizes = shown[layer.name], np.abs(expected[layer.name])
            off = ROUNDING * sizes.max()
            assert counts.sum() == (sizes > 0).sum()
            assert 10 ** high[-1] == pytest.approx(sizes.max(), rel=ROUNDING)
            assert 10 ** low[0] == pytest.approx(sizes[sizes > 0].min(), abs=off)
            there = sizes[sizes > 0]
            assert_counted(10 ** np.append(low, high[-1]), counts, there - off, there + off)
            assert layer.std == pytest.approx(expected[layer.name].std(), rel=1e-4)
            assert layer.zeros == (sizes == 0).mean()

    qtbot.waitUntil(agree)


def test_over_time_a_column_holds_the_activations_after_its_step(qtbot, learned):
    """Shares of a column lie in other bins than were counted: at each edge they may differ by what one bin holds."""
    panel, by_hand, made = learned("xor")
    panel.kind.button("activations").click()
    panel.view.button("time").click()
    qtbot.waitUntil(lambda: panel.layer.findText("sigmoid 1") >= 0)
    panel.layer.setCurrentIndex(panel.layer.findText("sigmoid 1"))
    kept = [step for step in panel.trainer.latest.kept_steps if step]
    qtbot.waitUntil(lambda: panel.time.title.startswith("sigmoid 1") and panel._missing() is None, timeout=20_000)
    shares = panel.time.values[::-1]  # the lowest numbers first
    axis = panel.time._y
    edges = np.linspace(axis.low, axis.high, len(shares) + 1)
    assert len(kept) > 10
    for step in kept:
        by_hand.weights = made[step - 1].weights
        values = activations(by_hand)["sigmoid 1"]
        slack = np.ptp(values) / 40 + 1e-5
        below = np.cumsum(shares[:, step - int(panel.time._x.low + 0.5)])[:-1]
        assert ((values.ravel() < edges[1:-1, None] - slack).mean(axis=1) <= below + 1e-9).all()
        assert (below <= (values.ravel() < edges[1:-1, None] + slack).mean(axis=1) + 1e-9).all()
