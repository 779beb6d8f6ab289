"""One-click repairs: each mends the problem it is offered for, and is offered only where it can."""

from __future__ import annotations

import pytest

from visualnn.blocks.check import Checked, check
from visualnn.blocks.repairs import Repair, propose
from visualnn.data import catalogue
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire


def looked_at(graph: Graph) -> Checked:
    return check(graph, *catalogue.describe_all(graph))


def drawn(*blocks, wires=()) -> Graph:
    """Blocks as (kind, settings) in a row, called b1, b2, ...; wires as "b1.x b2.in"."""
    graph = Graph()
    for number, (kind, params) in enumerate(blocks):
        graph, _ = edits.add_block(graph, kind, f"{kind} {number + 1}", 220.0 * number, 0, params)
    for wire in wires:
        (source, port), (target, end) = (part.split(".") for part in wire.split())
        graph = edits.connect(graph, Wire(source, port, target, end))
    return graph


def repairs(graph: Graph) -> list[Repair]:
    checked = looked_at(graph)
    return [repair for problem in checked.problems if (repair := propose(graph, checked, problem))]


def mended(graph: Graph) -> tuple[list[str], Graph]:
    """What the repairs one after the other were called, and where they led."""
    done: list[str] = []
    while (found := repairs(graph)) and len(done) < 9:
        done.append(str(found[0].label))
        graph = found[0].graph
    return done, graph


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (
            drawn(
                ("table", {}), ("dense", {"units": 1}), ("activation", {"function": "sigmoid"}),
                wires=["b1.x b2.in", "b2.out b3.in"],
            ),
            ["Add a Loss block"],
        ),
        (drawn(("digits", {}), ("dense", {}), wires=["b1.x b2.in"]), ["Add a Loss block", "Set “dense 2” to 10 units"]),
        (
            drawn(("digits", {}), ("dense", {"units": 10}), ("loss", {}), wires=["b1.x b2.in", "b2.out b3.prediction"]),
            ["Connect “digits 1: y”"],
        ),
        (
            drawn(
                ("digits", {}), ("dense", {"units": 10}), ("loss", {}),
                wires=["b2.out b3.prediction", "b1.y b3.target"],
            ),
            ["Connect “digits 1: x”"],
        ),
        (
            drawn(("digits", {}), ("loss", {}), wires=["b1.x b2.prediction", "b1.y b2.target"]),
            ["Insert a Dense block of 10 units"],
        ),
        (
            drawn(
                ("digits", {"shape": "image"}), ("dense", {}), ("loss", {}),
                wires=["b1.x b2.in", "b2.out b3.prediction", "b1.y b3.target"],
            ),
            ["Insert Flatten before “dense 2”"],
        ),
        (
            drawn(
                ("digits", {}), ("dense", {}), ("activation", {}), ("loss", {"loss": "binary_cross_entropy"}),
                wires=["b1.x b2.in", "b2.out b3.in", "b3.out b4.prediction", "b1.y b4.target"],
            ),
            ["Use softmax cross-entropy", "Set “dense 2” to 10 units"],
        ),
        (
            drawn(
                ("table", {}), ("dense", {"units": 1}), ("loss", {"loss": "mse"}),
                wires=["b1.x b2.in", "b2.out b3.prediction", "b1.y b3.target", "b1.x b2.nowhere"],
            ),
            ["Remove the wire"],
        ),
    ],
    ids=["loss", "loss and units", "target", "input", "dense", "flatten", "binary", "stray wire"],
)  # fmt: skip
def test_repairs_one_after_the_other_lead_to_a_network_that_can_be_trained(graph: Graph, said: list[str]) -> None:
    done, graph = mended(graph)
    assert done == said
    assert looked_at(graph).ok


def test_an_added_loss_suits_the_targets() -> None:
    yes_no = drawn(
        ("table", {}), ("dense", {}), ("activation", {"function": "sigmoid"}), wires=["b1.x b2.in", "b2.out b3.in"]
    )
    assert repairs(yes_no)[0].graph.blocks[-1].params == {"loss": "binary_cross_entropy"}
    numbers = drawn(("table", {}), ("dense", {}), wires=["b1.x b2.in"])
    assert repairs(numbers)[0].graph.blocks[-1].params == {"loss": "mse"}


def test_a_circle_is_cut_where_it_leads_back() -> None:
    graph = drawn(("dense", {}), ("dense", {}), wires=["b1.out b2.in", "b2.out b1.in"])
    assert "Remove the wire from “dense 2” to “dense 1”" in [str(repair.label) for repair in repairs(graph)]


def test_a_block_that_cannot_be_bypassed_is_used_again() -> None:
    graph = edits.bypass(drawn(("loss", {})), ["b1"], True)
    assert "Use “loss 1” again" in [str(repair.label) for repair in repairs(graph)]


def test_nothing_is_offered_where_there_is_a_choice() -> None:
    graph = drawn(("table", {}), ("dense", {}), ("dense", {}), ("dense", {}), wires=["b1.x b2.in", "b1.x b3.in"])
    checked = looked_at(graph)
    problem = next(problem for problem in checked.problems if problem.message.code == "port_open")
    assert propose(graph, checked, problem) is None
