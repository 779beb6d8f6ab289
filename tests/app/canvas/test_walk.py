"""Where the selection goes when it is moved by keys."""

from __future__ import annotations

import pytest

from visualnn.app.canvas.walk import following, neighbour
from visualnn.graph.model import Block, Graph

PLACES = {"middle": (0, 0), "near": (200, 30), "far": (400, 0), "below": (20, 150), "above": (-10, -150)}


@pytest.mark.parametrize(
    ("direction", "found"), [("right", "near"), ("down", "below"), ("up", "above"), ("left", None)]
)
def test_the_nearest_block_that_way(direction, found) -> None:
    assert neighbour(PLACES, "middle", direction) == found


def test_next_and_previous_follow_the_computation_and_go_round() -> None:
    graph = Graph(tuple(Block(name, "dense", name) for name in ("loop", "last", "first")))
    order = ("first", "last")  # "loop" is on a circle
    assert [following(graph, order, here, 1) for here in (None, "first", "last", "loop")] == [
        "first",
        "last",
        "loop",
        "first",
    ]
    assert following(graph, order, "first", -1) == "loop"
    assert following(Graph(), (), None, 1) is None
