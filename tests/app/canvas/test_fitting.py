"""Which ports a wire may lead to."""

from __future__ import annotations

import pytest

from tests.app.canvas.hand import network
from visualnn.app.canvas import fitting
from visualnn.app.canvas.geometry import PortRef
from visualnn.blocks.check import Checked, check
from visualnn.data.catalogue import describe_all
from visualnn.graph import edits
from visualnn.graph.model import Graph


def checked(graph: Graph) -> Checked:
    return check(graph, *describe_all(graph))


def reasons(graph: Graph, start: PortRef) -> dict[tuple[str, str], str]:
    """Names of ports -> code of the reason, empty where a wire fits."""
    found = fitting.obstacles(graph, checked(graph), start)
    return {(graph.block(ref.block).name, ref.name): why.code if why else "" for ref, why in found.items()}


def test_every_port_says_whether_it_fits() -> None:
    assert reasons(network(), PortRef("b2", "out", "out")) == {
        ("table 1", "x"): "fit_same_side_out",
        ("table 1", "y"): "fit_same_side_out",
        ("dense 1", "in"): "fit_circle",
        ("dense 1", "out"): "fit_same_side_out",
        ("loss 1", "prediction"): "",
        ("loss 1", "target"): "",
        ("activation 1", "in"): "",
        ("activation 1", "out"): "fit_same_side_out",
    }


def test_shapes_are_judged_by_the_rule_of_the_block_that_would_take_them() -> None:
    graph, rnn = edits.add_block(network(), "rnn", "rnn 1", 0, 0)
    assert reasons(graph, PortRef("b2", "out", "out"))["rnn 1", "in"] == "needs_sequence"
    assert reasons(graph, PortRef(rnn, "in", "in"))["table 1", "x"] == "needs_sequence"


def test_only_what_cannot_be_drawn_at_all_is_impossible() -> None:
    graph, _ = edits.add_block(network(), "rnn", "rnn 1", 0, 0)
    found = fitting.obstacles(graph, checked(graph), PortRef("b2", "out", "out"))
    assert fitting.is_impossible(found[PortRef("b2", "in", "in")])
    assert not fitting.is_impossible(found[PortRef("b5", "in", "in")])


@pytest.mark.parametrize(
    ("start", "fits", "does_not"),
    [
        (PortRef("b2", "out", "out"), {"dense": "in", "loss": "prediction"}, {"rnn", "table"}),
        (PortRef("b4", "in", "in"), {"dense": "out", "digits": "x"}, {"loss"}),
    ],
)
def test_kinds_are_offered_with_the_port_they_would_take(
    start: PortRef, fits: dict[str, str], does_not: set[str]
) -> None:
    graph = network()
    found = fitting.kinds_that_fit(graph, checked(graph), start)
    assert fits.items() <= found.items()
    assert not does_not & found.keys()
