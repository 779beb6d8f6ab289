"""A bypassed block hands on what arrives."""

from __future__ import annotations

from visualnn.blocks.check import check
from visualnn.data import catalogue
from visualnn.engine.lower import lower
from visualnn.graph import edits
from visualnn.graph.model import Graph
from visualnn.paths import samples
from visualnn.project.store import load


def checked(graph: Graph):
    return check(graph, *catalogue.describe_all(graph))


def dump(graph: Graph) -> str:
    return lower(graph, checked(graph), batch=4, optimizer="sgd").dump()


def test_the_network_is_the_one_without_the_block() -> None:
    graph = load(samples() / "xor.vnn").graph
    sigmoid = graph.find("sigmoid 1").id
    assert dump(edits.bypass(graph, [sigmoid], True)) == dump(edits.dissolve(graph, [sigmoid])) != dump(graph)


def test_the_shape_passes_through_and_whoever_cannot_take_it_says_so() -> None:
    graph = load(samples() / "xor.vnn").graph
    output = graph.find("output layer").id
    found = checked(edits.bypass(graph, [output], True))
    assert str(found.types[output, "out"]) == "2"
    assert [problem.message.code for problem in found.problems] == ["loss_shapes"]


def test_a_block_without_just_one_input_and_output_cannot_be_bypassed() -> None:
    graph = load(samples() / "xor.vnn").graph
    found = checked(edits.bypass(graph, [graph.find("loss").id], True))
    assert [problem.message.code for problem in found.problems] == ["bypass_ports"]
    assert "“loss” has not just one input" in str(found.problems[0].message)
