"""Groups: a way to look at blocks, and no change to the network."""

from __future__ import annotations

import pytest

from visualnn.graph import edits, groups
from visualnn.graph.groups import GROUP
from visualnn.graph.model import Graph, Wire


@pytest.fixture
def chain() -> Graph:
    """b1 -> b2 -> b3 -> b4 in a row."""
    graph = Graph()
    for number in range(4):
        graph, _ = edits.add_block(graph, "dense", f"dense {number + 1}", 200 * number, 10 * number)
    for number in range(1, 4):
        graph = edits.connect(graph, Wire(f"b{number}", "out", f"b{number + 1}", "in"))
    return graph


def test_a_group_is_collapsed_and_changes_neither_blocks_nor_wires(chain: Graph) -> None:
    graph, made = groups.group(chain, ["b2", "b3"], "middle")
    assert graph.groups[0].members == ("b2", "b3")
    assert (graph.blocks, graph.wires) == (chain.blocks, chain.wires)
    assert groups.cards(graph) == {"b1": "b1", "b2": made, "b3": made, "b4": "b4"}
    assert groups.ungroup(graph, [made]) == chain


def test_what_is_to_be_seen_has_one_block_for_it(chain: Graph) -> None:
    graph, made = groups.group(chain, ["b2", "b3"], "middle")
    seen = groups.folded(graph)
    assert [(block.id, block.kind, block.x, block.y) for block in seen.blocks[1:2]] == [(made, GROUP, 200, 10)]
    assert seen.wires == (Wire("b1", "out", made, "b2/in"), Wire(made, "b3/out", "b4", "in"))
    assert groups.folded(groups.collapse(graph, [made], False)).blocks == chain.blocks


def test_groups_lie_in_groups(chain: Graph) -> None:
    graph, inner = groups.group(chain, ["b2", "b3"], "inner")
    graph, outer = groups.group(graph, [inner, "b4"], "outer")
    assert groups.cards(graph)["b2"] == outer
    opened = groups.collapse(graph, [outer], False)
    assert groups.cards(opened) == {"b1": "b1", "b2": inner, "b3": inner, "b4": "b4"}
    assert groups.with_members(graph, [outer]) == {outer, inner, "b2", "b3", "b4"}
    assert [block.id for block in groups.blocks_of(graph, outer)] == ["b2", "b3", "b4"]
    kept = groups.ungroup(graph, [outer])
    assert [group.id for group in kept.groups] == [inner]


def test_a_group_made_inside_another_stays_there(chain: Graph) -> None:
    graph, outer = groups.group(chain, ["b1", "b2", "b3"], "outer")
    graph, inner = groups.group(graph, ["b1", "b2"], "inner")
    assert groups.parents(graph) == {"b3": outer, inner: outer, "b1": inner, "b2": inner}
    assert groups.parents(groups.ungroup(graph, [inner])) == {"b1": outer, "b2": outer, "b3": outer}


def test_members_of_different_groups_leave_them(chain: Graph) -> None:
    graph, _ = groups.group(chain, ["b1", "b2"], "left")
    graph, made = groups.group(graph, ["b2", "b3"], "across")
    assert groups.parents(graph) == {"b1": "g1", "b2": made, "b3": made}
    graph, last = groups.group(graph, ["b1", "b4"], "ends")
    assert {group.id for group in graph.groups} == {made, last}, "a group without members is gone"


def test_nothing_to_group(chain: Graph) -> None:
    with pytest.raises(ValueError, match="nothing"):
        groups.group(chain, ["f1"], "empty")


def test_a_group_goes_with_its_last_member(chain: Graph) -> None:
    graph, inner = groups.group(chain, ["b2"], "inner")
    graph, _ = groups.group(graph, [inner], "outer")
    assert edits.remove(graph, ["b2"]).groups == ()


def test_edits_of_a_group_are_edits_of_what_is_in_it(chain: Graph) -> None:
    graph, made = groups.group(chain, ["b2", "b3"], "middle")
    assert [block.id for block in edits.remove(graph, [made]).blocks] == ["b1", "b4"]
    assert edits.dissolve(graph, [made]).wires == (Wire("b1", "out", "b4", "in"),)
    copied, new = edits.duplicate(graph, [made], 0, 50)
    assert new == ("g2",)
    assert copied.groups[1].members == ("b5", "b6")
    assert Wire("b5", "out", "b6", "in") in copied.wires


def test_a_copy_of_members_alone_leaves_the_group_behind(chain: Graph) -> None:
    graph, _ = groups.group(chain, ["b2", "b3"], "middle")
    piece = edits.fragment(graph, ["b2"])
    assert (len(piece.blocks), piece.groups) == (1, ())


def test_renaming_a_group(chain: Graph) -> None:
    graph, made = groups.group(chain, ["b2"], "middle")
    assert edits.rename(graph, made, " heart ").groups[0].name == "heart"
