"""Automatic layout: left to right along the wires, nothing on top of anything."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from visualnn.graph import edits
from visualnn.graph.arrange import Box, arrange
from visualnn.graph.model import Graph, Wire

BOX = Box(180, 50, inputs={"in": 25, "target": 40}, outputs={"out": 25, "y": 40})


def graph_of(count: int, *wires: tuple[int, int] | tuple[int, int, str]) -> Graph:
    """Blocks b0, b1, ... and wires between them by number; a third item names the input port."""
    graph = Graph()
    for number in range(count):
        graph, _ = edits.add_block(graph, "dense", f"block {number}", 7.0, 9.0)
    for source, target, *port in wires:
        ids = [block.id for block in graph.blocks]
        graph = edits.connect(graph, Wire(ids[source], "out", ids[target], port[0] if port else "in"))
    return graph


def placed(graph: Graph) -> list[tuple[float, float]]:
    positions = arrange(graph, lambda _: BOX)
    return [positions[block.id] for block in graph.blocks]


def test_an_empty_graph_needs_no_places() -> None:
    assert arrange(Graph(), lambda _: BOX) == {}


def test_a_row_of_blocks_is_level_and_starts_where_the_drawing_was() -> None:
    (x0, y0), (x1, y1), (x2, y2) = placed(graph_of(3, (0, 1), (1, 2)))
    assert (x0, y0) == (7, 9)
    assert x0 < x1 < x2
    assert y0 == y1 == y2


def test_two_branches_lie_beside_each_other_and_meet_again() -> None:
    start, upper, lower, end = placed(graph_of(4, (0, 1), (0, 2), (1, 3), (2, 3, "target")))
    assert upper[0] == lower[0]
    assert upper[1] + BOX.height < lower[1]
    assert start[0] < upper[0] < end[0]
    assert upper[1] < end[1] < lower[1]


def test_a_wire_over_several_columns_has_a_lane_that_no_block_stands_in() -> None:
    # 0 -> 1 -> 2 -> 3, and 0 -> 3 directly: the blocks between make room.
    start, *middle, end = placed(graph_of(4, (0, 1), (1, 2), (2, 3), (0, 3, "target")))
    straight = min(start[1] + BOX.outputs["out"], end[1] + BOX.inputs["target"])
    assert all(y + BOX.height <= straight for _, y in middle) or all(
        y >= max(start[1] + BOX.outputs["out"], end[1] + BOX.inputs["target"]) for _, y in middle
    )


def test_a_long_chain_is_broken_into_rows_of_like_length() -> None:
    places = placed(graph_of(18, *((i, i + 1) for i in range(17))))
    rows = [[place for place in places if place[1] == y] for y in sorted({y for _, y in places})]
    assert [len(row) for row in rows] == [6, 6, 6]
    assert {row[0][0] for row in rows} == {7}


def test_blocks_without_wires_stand_in_a_row_below() -> None:
    first, second, alone, other = placed(graph_of(4, (0, 1)))
    assert first[1] == second[1] < alone[1] == other[1]
    assert alone[0] < other[0]


def test_a_circle_is_laid_out_all_the_same() -> None:
    places = placed(graph_of(3, (0, 1), (1, 2), (2, 0)))
    assert len({x for x, _ in places}) == 3


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 14))
    node = st.integers(0, count - 1)
    return graph_of(count, *draw(st.lists(st.tuples(node, node, st.sampled_from(["in", "target"])), max_size=24)))


@given(graphs())
def test_no_two_blocks_overlap_and_every_block_has_a_place(graph: Graph) -> None:
    places = placed(graph)
    assert len(places) == len(graph.blocks)
    for (ax, ay), (bx, by) in itertools.combinations(places, 2):
        assert abs(ax - bx) >= BOX.width or abs(ay - by) >= BOX.height


@given(graphs())
def test_wires_of_a_graph_without_circles_lead_to_the_right_or_to_a_row_below(graph: Graph) -> None:
    order = {block.id: number for number, block in enumerate(graph.blocks)}
    graph = Graph(graph.blocks, tuple(wire for wire in graph.wires if order[wire.source] < order[wire.target]))
    positions = arrange(graph, lambda _: BOX)
    for wire in graph.wires:
        source, target = positions[wire.source], positions[wire.target]
        assert source[0] < target[0] or source[1] + BOX.height < target[1]
