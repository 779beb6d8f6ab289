"""What the engine tells of gradients, weights and activations is what NumPy counts."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.graph.model import Block, Graph
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.training import inspection
from visualnn.training.inspection import PARTS, Rolling, statistics, taken
from visualnn.training.sampling import draw, sample
from visualnn.training.session import Session


@pytest.fixture(scope="module")
def digits():
    session = Session(store.load(store.find("digits")))
    session.run_to(40)
    session.wait()
    yield session
    session.close()
    session.join()


def test_weights(digits):
    weights = digits.request("weights").result()
    for layer in digits.request("statistics", "weights", 20).result():
        own = weights[f"{layer.name}/W"]
        counts, edges = np.histogram(own.astype(np.float64), 20, (own.min(), own.max()))
        np.testing.assert_array_equal(layer.counts, counts)
        assert (layer.low, layer.high) == (edges[0], edges[-1])
        assert layer.mean == pytest.approx(own.mean(), abs=1e-6)
        assert layer.std == pytest.approx(own.std(), rel=1e-5)


def test_gradients_are_counted_by_decades(digits):
    gradients = digits.request("gradients").result()
    for layer in digits.request("statistics", "gradients", 20).result():
        own = gradients[f"{layer.name}/W"].ravel()
        assert layer.counts.sum() == (own != 0).sum()
        assert layer.zeros == pytest.approx((own == 0).mean())
        assert layer.high == pytest.approx(np.log10(np.abs(own).max()), rel=1e-6)


def test_activations_and_dead_units(digits):
    (data,) = digits.data.values()
    rows = taken(data.x[data.split("train")])
    assert len(rows) == 128
    graph = digits.project.graph
    found = {layer.block_id: layer for layer in digits.request("statistics", "activations", 20).result()}
    relus = [block for block in graph.blocks if block.params.get("function", "relu") == "relu" and block.id in found]
    for block in graph.blocks:
        if block.id not in found:
            continue
        values = digits.request("values", block.id, rows).result()
        assert found[block.id].counts.sum() == values.size
        assert found[block.id].mean == pytest.approx(values.mean(), abs=1e-5)
        if block.kind == "activation" and block in relus:
            assert found[block.id].dead == (values == 0).all(axis=0).mean()
            assert found[block.id].zeros == pytest.approx((values == 0).mean())


def test_a_unit_is_dead_where_it_is_0_at_every_place_and_step():
    """Of pictures the places at the edge counted as dead units, though every filter was alive."""
    relu = Block("relu", "activation", "relu", params={"function": "relu"})
    pictures, steps = np.zeros((5, 4, 3, 3), np.float32), np.zeros((5, 7, 2), np.float32)
    pictures[0, :3, 1, 1] = 1.0
    steps[3, 6, 1] = 1.0
    for values, share in ((pictures, 0.25), (steps, 0.5), (steps[:, 6], 0.5)):
        (found,) = statistics(None, Graph((relu,)), "activations", seen={"relu": values})
        assert found.dead == share


def test_the_states_of_a_recurrent_layer_saturate_as_others_do():
    rnn = Block("rnn", "rnn", "rnn")
    (found,) = statistics(None, Graph((rnn,)), "activations", seen={"rnn": np.float32([[[-0.95, 0.5], [0.0, 0.99]]])})
    assert found.saturated == 0.5


@pytest.mark.parametrize("kind", ["weights", "gradients", "activations"])
def test_some_layers_are_told_as_all_are(digits, kind):
    whole = digits.request("statistics", kind, 20).result()
    ids = [layer.block_id for layer in whole[::2]]
    for one, other in zip(digits.request("statistics", kind, 20, ids).result(), whole[::2], strict=True):
        assert (one.name, one.low, one.high, one.mean, one.dead) == (
            other.name,
            other.low,
            other.high,
            other.mean,
            other.dead,
        )
        np.testing.assert_array_equal(one.counts, other.counts)


def test_of_a_large_layer_a_part_of_the_weights_is_looked_at_while_training_runs(digits, monkeypatch):
    """Evenly taken from all inputs and units; all of them are when nobody is in a hurry."""
    monkeypatch.setattr(inspection, "MANY", 500)
    (whole, _) = digits.request("statistics", "weights", 20).result()
    (part,) = digits.request("statistics", "weights", 20, [whole.block_id]).result()
    weights = digits.request("weights").result()["hidden/W"]
    assert whole.counts.sum() == weights.size == 64 * 32
    assert part.counts.sum() == len(weights.reshape(-1)[::5])
    assert part.mean == pytest.approx(weights.reshape(-1)[::5].mean(), abs=1e-6)
    assert whole.low <= part.low < part.high <= whole.high


def test_activations_roll_over_the_rows_part_by_part(digits):
    network = digits._network
    x, graph = network.runner.inputs("train"), digits.project.graph
    block = next(block.id for block in graph.blocks if block.kind == "dense")
    rolling = Rolling(network.runner, graph, x)
    before = rolling.look()[block].copy()
    (data,) = digits.data.values()
    rows = taken(data.x[data.split("train")])
    np.testing.assert_array_equal(before, digits.request("values", block, rows).result())
    weights = digits.request("weights").result()
    try:
        network.runner.set_weights({key: 2 * value for key, value in weights.items()})
        fresh = Rolling(network.runner, graph, x).look()[block]
        changed = [(rolling.look()[block] == fresh).all(axis=1).mean() for _ in range(PARTS)]
    finally:
        network.runner.set_weights(weights)
    np.testing.assert_allclose(changed, np.arange(1, PARTS + 1) / PARTS)


def test_saturated_sigmoids():
    session = Session(store.load(store.find("xor")))
    session.run_to(3000)
    session.wait()
    found = {layer.name: layer for layer in session.request("statistics", "activations", 10).result()}
    block = session.project.graph.find("sigmoid 1").id
    (data,) = session.data.values()
    values = session.request("values", block, data.x).result()
    assert found["sigmoid 1"].saturated == ((values < 0.05) | (values > 0.95)).mean()
    session.close()
    session.join()


def test_several_blocks_in_one_pass(digits):
    ids = [block.id for block in digits.project.graph.blocks if block.kind == "dense"]
    (data,) = digits.data.values()
    rows = data.x[:250]
    seen = digits.request("see", rows, 0, ids).result()
    np.testing.assert_array_equal(seen.prediction, digits.request("predict", rows).result())
    assert list(seen.values) == ids
    for block_id in ids:
        np.testing.assert_array_equal(seen.values[block_id], digits.request("values", block_id, rows).result())


def test_only_blocks_on_the_way_to_a_loss_are_seen():
    """Other networks beside it may read other data, of which no rows were given."""
    session = Session(store.load(store.find("gates")))
    session.wait()
    names = {block.id: block.name for block in session.project.graph.blocks}
    seen = [session.request("see", np.zeros((9, inputs)), loss, None).result() for loss, inputs in ((1, 2), (3, 1))]
    assert [[names[block_id] for block_id in each.values] for each in seen] == [["OR unit"], ["NOT unit"]]
    session.close()
    session.join()


def test_a_text_goes_on_with_what_was_learned():
    session = Session(store.load(store.find("hello_rnn")))
    session.run_to(300)
    session.wait()
    (data,) = session.data.values()
    labels = data.info.labels
    added = session.request("sample", [labels.index("h")], 4, 0.0, 0).result()
    assert "".join(labels[i] for i in added) == "ello"
    session.close()
    session.join()


def test_temperature_sharpens_and_flattens():
    shares = np.array([0.7, 0.2, 0.1])
    for temperature, expected in ((0.0, [1, 0, 0]), (1.0, shares), (2.0, np.sqrt(shares) / np.sqrt(shares).sum())):
        random = np.random.default_rng(0)
        drawn = np.bincount([draw(shares, temperature, random) for _ in range(4000)], minlength=3) / 4000
        np.testing.assert_allclose(drawn, expected, atol=0.03)


@pytest.mark.parametrize("temperature", [0.0, 0.8])
def test_nothing_is_drawn_from_what_are_no_numbers(temperature):
    with pytest.raises(UserError, match="no numbers any more"):
        draw(np.full(3, np.nan), temperature, np.random.default_rng(0))


def test_a_sample_reads_its_last_window():
    windows = []

    def predict(window):
        windows.append(window[0].tolist())
        return np.eye(5)[(window + 1) % 5]

    assert sample(predict, [0, 1], 4, length=3, temperature=0) == [2, 3, 4, 0]
    assert windows == [[0, 1, 0], [0, 1, 2], [1, 2, 3], [2, 3, 4]]


def test_without_data_there_are_no_activations_to_count():
    session = Session(store.load(store.find("derivatives")))
    session.wait()

    assert session.request("statistics", "activations", 20).result() == ()
    session.close()
    session.join()
