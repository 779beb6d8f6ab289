"""The check of a graph: the type of every wire, and a sentence for everything that is wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from networks import Net, classifier, everything, xor

from visualnn.blocks.check import Checked, check
from visualnn.blocks.findings import Memory, topological_order
from visualnn.blocks.spec import ValueType
from visualnn.data.catalogue import describe_all
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import Message

DATA = {"x": ValueType((4,)), "y": ValueType((), "index", 3)}


def sentences(checked, severity="error"):
    """What is wrong, as sentences."""
    return [problem.message.text for problem in checked.problems if problem.severity == severity]


def only_sentence(checked):
    """The one thing that is wrong."""
    (sentence,) = sentences(checked)
    assert not checked.ok
    return sentence


def network(*blocks, wires, data=DATA):
    """A check of these blocks and of wires written as ``a.x b.in``, with a data block ``data`` of type table."""
    drawn = [Wire(*source.split("."), *target.split(".")) for source, target in (wire.split() for wire in wires)]
    graph = Graph((Block("data", "table", "the data"), *blocks), tuple(sorted(drawn)))
    return check(graph, {"data": data})


DENSE = Block("dense", "dense", "classifier", params={"units": 3})
LOSS = Block("loss", "loss", "the loss")
WIRES = ("data.x dense.in", "dense.out loss.prediction", "data.y loss.target")


def test_a_network_in_order_has_types_on_every_wire():
    checked = network(DENSE, LOSS, wires=WIRES)

    assert checked.ok
    assert checked.problems == ()
    assert checked.types == {
        ("data", "x"): ValueType((4,)),
        ("data", "y"): ValueType((), "index", 3),
        ("dense", "out"): ValueType((3,)),
    }
    assert checked.order == ("data", "dense", "loss")


@pytest.mark.parametrize("net", [xor(), classifier(), everything()], ids=["xor", "classifier", "everything"])
def test_networks_of_other_tests_are_in_order(net):
    assert sentences(net.checked) == []


# ---------------------------------------------------------------------- what is wrong


def test_an_empty_canvas():
    assert "canvas is empty" in only_sentence(check(Graph(), {}))


def test_no_loss():
    checked = network(DENSE, wires=["data.x dense.in"])

    assert "add a Loss block" in only_sentence(checked)


def test_results_of_a_drawing_that_only_calculates_need_no_reader():
    graph = Graph(
        (Block("a", "constant", "a"), Block("b", "reduce_sum", "sum")),
        (Wire("a", "out", "b", "in"),),
    )

    assert check(graph, {}).problems == ()


def test_an_output_that_nobody_reads_is_a_warning():
    lonely = Block("lonely", "dense", "lonely one")
    checked = network(DENSE, LOSS, lonely, wires=[*WIRES, "data.x lonely.in"])

    assert checked.ok
    assert sentences(checked) == []
    (warning,) = sentences(checked, "warning")
    assert "“lonely one”" in warning


def test_a_cycle_names_the_blocks_on_it_but_not_those_behind_it():
    one, two = Block("one", "dense", "first"), Block("two", "dense", "second")
    behind = Block("behind", "dense", "third")
    checked = network(
        DENSE, LOSS, one, two, behind, wires=[*WIRES, "one.out two.in", "two.out one.in", "two.out behind.in"]
    )

    sentence = only_sentence(checked)
    assert "“first”, “second”" in sentence
    assert "“third”" not in sentence
    assert set(checked.order) == {"data", "dense", "loss"}


def test_a_block_wired_to_itself():
    checked = network(DENSE, LOSS, Block("one", "dense", "snake"), wires=[*WIRES, "one.out one.in"])

    assert "“snake”" in only_sentence(checked)


@pytest.mark.parametrize("missing", WIRES)
def test_a_missing_wire_names_port_and_block(missing):
    checked = network(DENSE, LOSS, wires=[wire for wire in WIRES if wire != missing])
    block, port = missing.split()[1].split(".")

    sentence = only_sentence(checked)
    assert f"“{port}”" in sentence
    assert {"dense": "“classifier”", "loss": "“the loss”"}[block] in sentence
    (problem,) = (problem for problem in checked.problems if problem.severity == "error")
    assert (problem.block, problem.port) == (block, port)


def test_mismatched_shapes_name_both_blocks_and_both_shapes():
    numbers = {"x": ValueType((4,)), "y": ValueType((2,))}
    checked = network(DENSE, Block("loss", "loss", "the loss", params={"loss": "mse"}), wires=WIRES, data=numbers)

    sentence = only_sentence(checked)
    for part in ("“classifier” (3 ", "“the data” (2 ", "“the loss”"):
        assert part in sentence


def test_as_many_outputs_as_classes_are_asked_for():
    checked = network(Block("dense", "dense", "classifier", params={"units": 5}), LOSS, wires=WIRES)

    sentence = only_sentence(checked)
    for part in ("“classifier”", "5", "“the data”", "3 classes", "Set the units"):
        assert part in sentence


def test_labels_cannot_go_into_a_layer():
    checked = network(DENSE, LOSS, wires=[*WIRES[1:], "data.y dense.in"])

    assert "class numbers" in only_sentence(checked)


def test_a_recurrent_layer_needs_a_sequence():
    checked = network(
        DENSE, LOSS, Block("rnn", "rnn", "memory"), wires=["data.x rnn.in", "rnn.out dense.in", *WIRES[1:]]
    )

    sentence = only_sentence(checked)
    assert "“memory” needs a sequence" in sentence
    assert "“the data” gives 4" in sentence


def test_labels_cannot_be_predictions():
    checked = network(DENSE, LOSS, wires=["data.x dense.in", "data.y loss.prediction", "data.y loss.target"])

    assert any("“the loss” needs numbers" in sentence for sentence in sentences(checked))


def test_an_unknown_kind():
    checked = network(DENSE, LOSS, Block("odd", "quantum", "odd one"), wires=WIRES)

    sentence = only_sentence(checked)
    assert "“odd one”" in sentence
    assert "“quantum”" in sentence


def test_a_wire_to_a_port_that_is_not_there():
    checked = network(DENSE, LOSS, wires=[*WIRES, "data.x dense.side"])

    sentence = only_sentence(checked)
    assert "“side”" in sentence
    assert "“classifier”" in sentence


@pytest.mark.parametrize("source", ["data.z", "ghost.out", "loss.out"])
def test_a_wire_from_something_that_is_not_there(source):
    checked = network(DENSE, LOSS, wires=[f"{source} dense.in", *WIRES[1:]])

    assert any("wire to “in” of “classifier” comes from an output that is not there" in s for s in sentences(checked))


def test_a_wire_to_a_block_that_is_not_there():
    checked = network(DENSE, LOSS, wires=[*WIRES, "dense.out ghost.in"])

    assert "“classifier” leads to a block that is not there" in only_sentence(checked)


def test_a_setting_out_of_range_is_named():
    checked = network(Block("dense", "dense", "classifier", params={"units": 0}), LOSS, wires=WIRES)

    assert "“classifier”: units is 0" in only_sentence(checked)


def test_a_source_that_cannot_be_read_passes_its_sentence_on():
    graph = Graph((Block("data", "idx", "images"), LOSS))
    broken = Message("port_open", {"port": "folder", "block": "images"})

    assert broken.text in sentences(check(graph, {}, {"data": broken}))


def test_all_problems_are_told_at_once():
    odd, wrong = Block("odd", "quantum", "odd one"), Block("dense", "dense", "classifier", params={"units": -1})

    assert len(sentences(network(wrong, odd, LOSS, wires=WIRES))) == 2


def test_what_follows_from_a_problem_is_not_told_again():
    chain = [Block(f"d{number}", "dense", f"layer {number}") for number in range(3)]
    checked = network(
        *chain, LOSS, wires=["d0.out d1.in", "d1.out d2.in", "d2.out loss.prediction", "data.y loss.target"]
    )

    assert "“layer 0”" in only_sentence(checked)


# ---------------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (ValueType(()), "1"),
        (ValueType((784,)), "784"),
        (ValueType((1, 28, 28)), "1 x 28 x 28"),
        (ValueType((4, 5), "onehot"), "4 x 5"),
        (ValueType((), "index", 10), "class of 10"),
        (ValueType((4,), "index", 5), "class of 5 x 4"),
    ],
)
def test_a_wire_says_its_shape(shape, text):
    assert str(shape) == text


def test_large_graphs_are_checked_whole():
    net = Net()
    value = (net.source(np.zeros((4, 3)), np.zeros((4, 3))), "x")
    for number in range(200):
        value = net.activation(net.dense(value, units=3, name=f"layer {number}"), "tanh")
    net.loss(value, ("b0", "y"), "mse")

    assert net.checked.ok
    assert len(net.checked.types) == 402


# ---------------------------------------------------------------------- order


@st.composite
def graphs(draw, cyclic=False):
    """Blocks in any drawing order; unless ``cyclic``, wires lead from a lower to a higher number."""
    count = draw(st.integers(1, 12))
    numbers = draw(st.permutations(range(count)))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    pairs = draw(st.lists(ends, max_size=30))
    wires = {
        Wire(f"b{a}", "out", f"b{b}", "in")
        for a, b in (pairs if cyclic else (sorted(pair) for pair in pairs))
        if a != b
    }
    return Graph(tuple(Block(f"b{number}", "dense", f"dense {number}") for number in numbers), tuple(sorted(wires)))


@given(graphs())
def test_every_block_comes_after_all_that_feed_it(graph):
    order = topological_order(graph)

    assert sorted(order) == sorted(block.id for block in graph.blocks)
    assert all(order.index(wire.source) < order.index(wire.target) for wire in graph.wires)


@given(graphs(cyclic=True))
def test_blocks_on_circles_or_behind_them_are_left_out(graph):
    order = set(topological_order(graph))

    for block in graph.blocks:
        feeding = {wire.source for wire in graph.wires if wire.target == block.id}
        assert (block.id in order) == (feeding <= order)


@given(graphs(cyclic=True))
def test_a_check_never_raises(graph):
    checked = check(graph, {})

    assert all(problem.message.text for problem in checked.problems)


class TestRemembering:
    """A check that remembers the last one says what one without memory says."""

    @pytest.fixture
    def memory(self) -> Memory:
        return Memory()

    def both(self, graph: Graph, memory: Memory, problems: dict[str, Message] | None = None) -> Checked:
        types, faults = describe_all(graph)
        remembered = check(graph, types, {**faults, **(problems or {})}, memory)
        assert remembered == check(graph, types, {**faults, **(problems or {})})
        return remembered

    def test_after_every_kind_of_edit(self, memory: Memory) -> None:
        graph = Graph()
        for kind, name in (("digits", "data"), ("dense", "a"), ("dense", "b"), ("loss", "loss"), ("rnn", "r")):
            graph, _ = edits.add_block(graph, kind, name, 0, 0)
            self.both(graph, memory)
        for ends in (("b1", "x", "b2", "in"), ("b2", "out", "b3", "in"), ("b3", "out", "b4", "prediction")):
            graph = edits.connect(graph, Wire(*ends))
            self.both(graph, memory)
        for edit in (
            lambda graph: edits.connect(graph, Wire("b1", "y", "b4", "target")),
            lambda graph: edits.set_param(graph, "b2", "units", 7, 16),
            lambda graph: edits.set_param(graph, "b3", "units", 10, 16),
            lambda graph: edits.set_param(graph, "b3", "units", -1, 16),
            lambda graph: edits.rename(graph, "b2", "first"),
            lambda graph: edits.bypass(graph, ["b3"], True),
            lambda graph: edits.connect(graph, Wire("b2", "out", "b5", "in")),
            lambda graph: edits.connect(graph, Wire("b3", "out", "b2", "in")),
            lambda graph: edits.remove(graph, ["b3"]),
            lambda graph: edits.remove(graph, ["b1"]),
            lambda graph: structs.replace(graph, wires=(*graph.wires, Wire("b9", "x", "b2", "in"))),
        ):
            graph = edit(graph)
            self.both(graph, memory)

    def test_only_what_is_new_is_judged(self, memory: Memory) -> None:
        graph, _ = edits.add_block(Graph(), "digits", "data", 0, 0)
        for n in range(2, 6):
            graph, _ = edits.add_block(graph, "dense", f"dense {n}", 0, 0)
            graph = edits.connect(graph, Wire(f"b{n - 1}", "x" if n == 2 else "out", f"b{n}", "in"))
        self.both(graph, memory)
        before = dict(memory.findings)
        self.both(edits.set_param(graph, "b3", "units", 5, 16), memory)
        assert {i for i in before if memory.findings[i] is not before[i]} == {"b3", "b4"}

    def test_a_source_that_is_mended_is_in_order_again(self, memory: Memory) -> None:
        graph, _ = edits.add_block(Graph(), "digits", "data", 0, 0)
        assert self.both(graph, memory, {"b1": Message("graph_empty")}).types == {}
        assert self.both(graph, memory).types
