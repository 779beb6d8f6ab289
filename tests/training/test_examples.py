"""The examples that a loss learns from: rows of the data and what is aimed at."""

from dataclasses import replace

import msgspec
import numpy as np
from networks import Net

from visualnn.training.examples import examples

ROWS = np.arange(8.0).reshape(4, 2)


def found(net):
    """The examples of each loss, in their order."""
    return list(examples(net.program(), net.data).values())


def test_every_loss_has_those_of_its_own_data():
    net = Net()
    for _ in range(2):
        data = net.source(ROWS, ROWS[:, :1])
        net.loss(net.dense((data, "x"), units=1), (data, "y"), "mse")

    assert all(one is other for one, other in zip(found(net), net.data.values(), strict=True))


def test_rows_and_targets_may_come_from_two_blocks():
    net = Net()
    one, other = net.source(ROWS, ROWS), net.source(ROWS, [0, 2, 1, 0], classes=3)
    net.loss(net.dense((one, "x"), units=3), (other, "y"), "softmax_cross_entropy")

    (data,) = found(net)
    assert data.x is net.data[one].x
    assert data.y is net.data[other].y
    assert data.info.types["y"].classes == 3


def test_an_autoencoder_aims_at_what_it_reads():
    net = Net()
    data = net.source(ROWS, ROWS[:, :1])
    net.loss(net.dense((data, "x"), units=2), (data, "x"), "mse")

    (autoencoded,) = found(net)
    assert autoencoded.y is net.data[data].x


def test_rows_and_targets_are_scaled_as_the_ports_that_they_leave():
    net = Net()
    one, other = net.source(ROWS, ROWS), net.source(ROWS, ROWS)
    net.loss(net.dense((one, "x"), units=2), (other, "y"), "mse")
    net.loss(net.dense((other, "x"), units=2), (other, "x"), "mse")
    for block, scaled in ((one, {"x": (True, False), "y": (True, True)}), (other, {"y": (False, True)})):
        info = msgspec.structs.replace(net.data[block].info, scaled=scaled)
        net.data[block] = replace(net.data[block], info=info)

    assert [data.info.scaled for data in found(net)] == [
        {"x": (True, False), "y": (False, True)},
        {"x": (), "y": ()},
    ]


def test_there_are_none_of_several_inputs_nor_of_a_target_that_is_computed():
    net = Net()
    one, other = net.source(ROWS, ROWS[:, :1]), net.source(ROWS, ROWS[:, :1])
    both = net.join("concatenate", (one, "x"), (other, "x"))
    net.loss(net.dense(both, units=1), (one, "y"), "mse")
    net.loss(net.dense((one, "x"), units=1), net.join("add", (one, "y"), (other, "y")), "mse")

    assert found(net) == [None, None]
