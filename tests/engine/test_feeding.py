"""Predictions of networks with several data blocks: each gets its own rows, or a sentence says what is missing."""

import numpy as np
import pytest
from networks import Net

from visualnn.messages import UserError

RANDOM = np.random.default_rng(3)
LEFT, RIGHT = RANDOM.normal(size=(2, 6, 3)).astype(np.float32)
Y = RANDOM.normal(size=(6, 2))


@pytest.fixture
def runners():
    """Make a runner that is closed at the end."""
    made = []

    def make(net):
        made.append(net.runner(batch=4))
        return made[-1]

    yield make
    for runner in made:
        runner.close()


def apart():
    """Two networks in one drawing, each with data of its own."""
    net = Net()
    for x in (LEFT, RIGHT):
        source = net.source(x, Y)
        net.loss(net.dense((source, "x"), units=2), (source, "y"), "mse")
    return net


def together():
    """One network that reads two data blocks."""
    net = Net()
    left, right = net.source(LEFT, Y), net.source(RIGHT, Y)
    joined = net.join("concatenate", (left, "x"), (right, "x"))
    net.loss(net.dense(joined, units=2), (left, "y"), "mse")
    return net


def dense(runner, number, x):
    weights = list(runner.weights().values())
    return x @ weights[2 * number] + weights[2 * number + 1]


def test_each_loss_predicts_from_the_data_block_before_it(runners):
    runner = runners(apart())

    for loss, x in ((0, LEFT), (1, RIGHT), (1, LEFT + 1)):
        np.testing.assert_allclose(runner.predict(x, loss), dense(runner, loss, x), rtol=1e-5, atol=1e-6)


def test_rows_are_given_by_block_where_there_are_several(runners):
    runner = runners(together())
    left, right = (column.block for column in runner.program.columns if column.name == "x")

    found = runner.predict({right: RIGHT[:5] - 1, left: LEFT[:5]})

    expected = dense(runner, 0, np.concatenate([LEFT[:5], RIGHT[:5] - 1], axis=1))
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("given", ["array", "one block"])
def test_rows_for_one_of_several_blocks_are_refused(runners, given):
    runner = runners(together())
    left = next(column.block for column in runner.program.columns if column.name == "x")

    with pytest.raises(UserError, match="several data blocks: give rows for each of"):
        runner.predict(LEFT if given == "array" else {left: LEFT})


def test_different_numbers_of_rows_are_refused(runners):
    runner = runners(together())
    left, right = (column.block for column in runner.program.columns if column.name == "x")

    with pytest.raises(UserError, match="same number of rows, but were given 6, 5"):
        runner.predict({left: LEFT, right: RIGHT[:5]})
