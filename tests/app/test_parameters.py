"""Counting the trainable numbers of a network that is only drawn."""

from __future__ import annotations

from visualnn.app.parameters import ParameterShapes, total
from visualnn.blocks.check import check
from visualnn.data.catalogue import describe_all
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire


def shapes(graph: Graph) -> dict[str, dict[str, tuple[int, ...]]]:
    return ParameterShapes().of(graph, check(graph, *describe_all(graph)))


def test_every_block_with_parameters_says_their_shapes() -> None:
    graph, data = edits.add_block(Graph(), "text", "text", 0, 0)  # "hello": 4 different letters
    graph, rnn = edits.add_block(graph, "rnn", "rnn", 0, 0, {"units": 3})
    graph, dense = edits.add_block(graph, "dense", "dense", 0, 0, {"units": 2, "bias": False})
    graph = edits.connect(graph, Wire(data, "x", rnn, "in"))
    graph = edits.connect(graph, Wire(rnn, "out", dense, "in"))
    assert shapes(graph) == {rnn: {"Wx": (4, 3), "Wh": (3, 3), "b": (3,)}, dense: {"W": (3, 2)}}
    assert total(shapes(graph)[rnn]) == 24


def test_a_block_that_is_not_in_order_has_none_yet() -> None:
    graph, _ = edits.add_block(Graph(), "dense", "dense", 0, 0)
    assert shapes(graph) == {}
