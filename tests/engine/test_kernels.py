"""Every kernel against its reference: after a step, each number of the engine's memory is the reference's."""

import numpy as np
import pytest
from networks import everything

from visualnn.engine import fields as f
from visualnn.engine.kernels import KERNELS
from visualnn.engine.operations import OPTIMIZERS
from visualnn.engine.random import shuffle
from visualnn.engine.reference import REFERENCE, ReferenceRunner, Step

TOLERANCE = {np.float32: 3e-5, np.float64: 1e-11}
NET = everything()


def test_every_kernel_has_a_reference():
    assert set(REFERENCE) == set(KERNELS)


def test_the_network_of_these_tests_uses_every_kernel():
    used = {*NET.program().kernels(), "gather_byte", *OPTIMIZERS}

    assert used == set(KERNELS)


def where(program, place):
    """The operation that a place in memory belongs to, for the sentence of a failing test."""
    owners = [
        (offset, f"{op.kernel} of {op.block}, field {column}")
        for table in program.tables.values()
        for op in table
        for column, offset in op.fields.items()
        if column in (f.Y, f.DX, f.G, f.WORK, f.SOURCE, f.SCORE) and offset <= place
    ]
    return max(owners, default=(0, "settings"))[1]


def assert_same(program, engine, reference, tolerance):
    """Each number agrees, within a tolerance relative to numbers above 1 and absolute below."""
    error = np.abs(engine - reference) / np.maximum(1, np.abs(reference))
    worst = int(np.nanargmax(np.where(np.isnan(error), np.inf, error)))
    message = f"{where(program, worst)}: {engine[worst]} instead of {reference[worst]}"
    assert error[worst] <= tolerance, message


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_memory_after_each_step_is_that_of_the_references(dtype, threads, optimizer):
    runner = NET.runner(dtype, optimizer=optimizer, threads=threads, learning_rate=0.05, seed=3)
    reference = ReferenceRunner(runner.program, NET.data, runner.memory)
    rows = np.arange(NET.rows)

    for number in range(3):
        runner.advance(1)
        reference.train(Step(rows, number, seed=3), learning_rate=0.05)
        assert_same(runner.program, runner.memory[: runner.program.size], reference.memory, TOLERANCE[dtype])
    runner.close()


def test_predicting_switches_dropout_off():
    runner = NET.runner(seed=3)
    reference = ReferenceRunner(runner.program, NET.data, runner.memory)

    runner.evaluate("train")
    reference.forward(Step(np.arange(NET.rows), training=False))

    assert_same(runner.program, runner.memory[: runner.program.size], reference.memory, 3e-5)


def test_batches_are_gathered_in_the_order_of_the_epoch():
    runner = NET.runner(batch=4, seed=5)
    reference = ReferenceRunner(runner.program, NET.data, runner.memory)

    for number in range(2 * runner.steps_per_epoch):
        runner.advance(1)
        epoch, batch = divmod(number, runner.steps_per_epoch)
        order = np.arange(NET.rows, dtype=np.int32)
        shuffle(order, 5, epoch)
        reference.train(Step(order[4 * batch : 4 * batch + 4].astype(np.int64), number, seed=5), learning_rate=0.1)
        assert_same(runner.program, runner.memory[: runner.program.size], reference.memory, 1e-4)
