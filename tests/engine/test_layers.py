"""What layers promise beyond their formulas: statistics that follow the data, rows shared out, places shared, NaN."""

import numpy as np
import pytest
from networks import Net

from visualnn.engine import fields as f

ROWS = 13


def source(net, *shape, seed=0, classes=3, **split):
    random = np.random.default_rng(seed)
    return net.source(random.normal(2, 3, (ROWS, *shape)), random.integers(0, classes, ROWS), classes=classes, **split)


def layered(kind, *shape, validation=0, **params):
    """Data, one layer, a Dense block, a loss."""
    net = Net()
    data = source(net, *shape, validation=validation)
    made = net.move(kind, (data, "x"), name="layer", **params)
    net.loss(net.dense(net.move("flatten", made), units=3, name="end"), (data, "y"), "softmax_cross_entropy")
    return net, data


def test_running_statistics_follow_those_of_the_batch():
    net, data = layered("batch_norm", 4, momentum=0.25)
    runner = net.runner(np.float64)
    x = net.data[data].x.astype(float)

    runner.advance(2)

    weights = runner.weights()
    np.testing.assert_allclose(weights["layer/mean"], x.mean(0) * (1 - 0.75**2), rtol=1e-9)
    unbiased = x.var(0, ddof=1)
    np.testing.assert_allclose(weights["layer/variance"], 0.75**2 + unbiased * (1 - 0.75**2), rtol=1e-9)


def test_predictions_depend_on_no_other_row():
    net, data = layered("batch_norm", 2, 3, 4)
    runner = net.runner()
    runner.advance(20)
    x = net.data[data].x

    alone = np.concatenate([runner.predict(x[i : i + 1]) for i in range(ROWS)])

    np.testing.assert_allclose(runner.predict(x), alone, atol=1e-6)


def test_evaluation_leaves_the_running_statistics_alone():
    net, _ = layered("batch_norm", 4, validation=3)
    runner = net.runner()
    before = runner.weights()

    runner.evaluate("validation")

    np.testing.assert_array_equal(runner.weights()["layer/mean"], before["layer/mean"])
    np.testing.assert_array_equal(runner.weights()["layer/variance"], before["layer/variance"])


def test_a_batch_of_one_row_keeps_the_running_variance():
    net, _ = layered("batch_norm", 4)
    runner = net.runner(batch=4)  # 13 rows: the last batch has one

    runner.advance(8)

    assert np.isfinite(runner.weights()["layer/variance"]).all()


LAYERS = {
    "lstm": ((5, 3), {"units": 6}),
    "gru": ((5, 3), {"units": 6, "output": "last"}),
    "layer_norm": ((5, 3), {}),
    "batch_norm": ((2, 4, 3), {}),
    "conv": ((2, 6, 6), {"filters": 4, "padding": 1}),
    "pool": ((2, 6, 6), {}),
}


@pytest.mark.parametrize("threads", [2, 3])
@pytest.mark.parametrize("kind", LAYERS)
def test_threads_agree(kind, threads):
    """In batches of which the last is partial, so that a thread may have no row."""
    shape, params = LAYERS[kind]
    net, _ = layered(kind, *shape, **params)
    one = net.runner(np.float64, batch=11, optimizer="adam", threads=1)
    several = net.runner(np.float64, batch=11, optimizer="adam", threads=threads)

    one.advance(6)
    several.advance(6)

    for key, weight in one.weights().items():
        np.testing.assert_allclose(several.weights()[key], weight, rtol=1e-8, atol=1e-10, err_msg=key)
    several.close()


@pytest.mark.parametrize("kind", LAYERS)
def test_not_a_number_is_not_swallowed(kind):
    shape, params = LAYERS[kind]
    net, data = layered(kind, *shape, **params)
    runner = net.runner()
    x = net.data[data].x[:2].copy()
    x[1] = np.nan

    answer = runner.predict(x)

    assert np.isfinite(answer[0]).all()
    assert np.isnan(answer[1]).all()


@pytest.mark.parametrize("where", range(4))
def test_pooling_lets_nan_through_wherever_it_stands(where):
    net, data = layered("pool", 1, 2, 2)
    x = net.data[data].x[:1].copy()
    x.reshape(-1)[where] = np.nan

    assert np.isnan(net.runner().predict(x)).all()


def test_reshaping_takes_no_memory_and_no_operation():
    net, _ = layered("reshape", 4, 6, shape="3, 8")
    program = net.program()

    assert {op.kernel for op in program.forward} == {"dense", "softmax_cross_entropy"}
    layer = next(block for block in net.graph.blocks if block.name == "layer")
    end = program.outputs[layer.id, "out"]
    assert end.type.shape == (3, 8)
    assert end.offset == program.gathers[0].fields[f.Y]


def test_the_fans_of_a_convolution_count_its_window():
    net, _ = layered("conv", 2, 6, 6, filters=4, initialiser="xavier_uniform")
    weights = net.runner().weights()["layer/W"]

    limit = np.sqrt(6 / (2 * 9 + 4 * 9))
    assert weights.shape == (4, 2, 3, 3)
    assert 0.8 * limit < np.abs(weights).max() <= limit
