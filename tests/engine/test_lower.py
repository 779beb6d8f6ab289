"""From graph to program."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from networks import Net, classifier, xor

from visualnn.engine import fields as f
from visualnn.engine.lower import lower
from visualnn.messages import UserError

GOLDEN = Path(__file__).with_name("xor.program.txt")


def kernels(program, table):
    """The kernels of a table, in order."""
    return [op.kernel for op in getattr(program, table)]


def test_the_program_of_xor():
    """When the change is meant, write ``xor().program().dump()`` to the file and read the difference."""
    assert xor().program().dump() == GOLDEN.read_text()


def test_lowering_twice_gives_the_same_program():
    assert classifier().program() == classifier().program()


def test_what_no_loss_needs_is_left_out():
    net = classifier()
    needed = net.program()
    lonely = net.dense(("b0", "x"), units=50, name="lonely")
    net.activation(lonely, "tanh")

    assert net.checked.ok
    assert net.program().dump() == needed.dump()


def test_a_column_that_nobody_reads_is_not_gathered():
    net = classifier()
    net.source(np.zeros((37, 3)), np.zeros((37, 1)))

    assert [(column.block, column.name) for column in net.program().columns] == [("b0", "x"), ("b0", "y")]


def test_readers_of_one_value_add_their_gradients():
    net = Net()
    data = net.source(np.zeros((4, 3)), np.zeros((4, 2)))
    shared = net.dense((data, "x"), units=5, name="shared")
    for name in ("left", "middle", "right"):
        net.loss(net.dense(shared, units=2, name=name), (data, "y"), "mse")
    net.loss(shared, shared, "mse")

    program = net.program()
    place = program.outputs[shared].gradient
    writes = [op.fields[f.ADD] for op in program.backward if op.fields[f.DX] == place]

    assert writes == [0, 1, 1, 1], "the first writes, so that nothing has to be set to 0 before; the others add"


def test_no_gradient_is_computed_for_data():
    program = classifier().program()

    assert kernels(program, "backward") == ["softmax_cross_entropy_backward", "dense_backward", "relu_backward"]
    assert all(op.fields[f.DX] >= 0 for op in program.backward)


@pytest.mark.parametrize(
    ("activation", "loss", "kept"),
    [
        ("softmax", "softmax_cross_entropy", False),
        ("sigmoid", "binary_cross_entropy", False),
        ("sigmoid", "softmax_cross_entropy", True),
        ("softmax", "mse", True),
    ],
)
def test_a_cross_entropy_takes_the_logits_before_a_matching_activation(activation, loss, kept):
    net = Net()
    data = net.source(np.zeros((4, 3)), np.zeros((4, 2)))
    net.loss(net.activation(net.dense((data, "x"), units=2), activation), (data, "y"), loss)

    assert (activation in kernels(net.program(), "forward")) == kept


def test_the_activation_stays_when_something_else_reads_it():
    net = Net()
    data = net.source(np.zeros((4, 3)), np.zeros((4, 2)))
    squashed = net.activation(net.dense((data, "x"), units=2), "softmax")
    net.loss(squashed, (data, "y"), "softmax_cross_entropy")
    net.loss(net.dense(squashed, units=2, name="after"), (data, "y"), "mse")

    assert kernels(net.program(), "forward").count("softmax") == 1


def test_one_hot_data_are_looked_up_and_written_out_only_where_they_must_be():
    net = Net()
    text = net.source(np.zeros((4, 3)), np.zeros((4, 3)), symbols=5, classes=5)
    net.loss(net.dense((text, "x"), units=5, name="look up"), (text, "y"), "softmax_cross_entropy")
    assert kernels(net.program(), "forward") == ["dense_onehot", "softmax_cross_entropy"]

    net.loss(net.activation((text, "x"), "sigmoid"), (text, "y"), "mse")
    assert kernels(net.program(), "forward").count("one_hot") == 1


def test_arrays_do_not_overlap():
    program = classifier().program(optimizer="adam")
    taken = [(p.value, p.size) for p in program.parameters] + [(p.gradient, p.size) for p in program.parameters]
    taken += [(p.slots, 2 * p.size) for p in program.parameters]
    taken += [(place.offset, program.batch * place.size) for place in program.outputs.values()]
    taken += [(p.gradient, program.batch * p.size) for p in program.outputs.values() if p.gradient >= 0]
    taken.sort()

    assert all(start + size <= after for (start, size), (after, _) in itertools.pairwise(taken))
    assert taken[0][0] >= f.HYPER_SIZE
    assert taken[-1][0] + taken[-1][1] <= program.size


def test_fifty_layers_lower():
    net = Net()
    data = net.source(np.zeros((10, 8)), np.zeros((10, 8)))
    value = (data, "x")
    for number in range(25):
        value = net.activation(net.dense(value, units=8, name=f"dense {number}"), "tanh")
    net.loss(value, (data, "y"), "mse")

    program = net.program()

    assert kernels(program, "forward") == ["dense", "tanh"] * 25 + ["mse"]
    assert program.parameter_count == 25 * (8 * 8 + 8)


def test_a_broken_graph_is_refused_with_its_first_problem():
    net = xor()
    net.dense(("b0", "y"), units=3, name="odd", initialiser="magic")

    with pytest.raises(UserError, match=r"cannot be trained yet.*“odd”.*magic"):
        lower(net.graph, net.checked, batch=4, optimizer="sgd")
