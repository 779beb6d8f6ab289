"""Edits of a graph: what each one changes, and what all of them keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire
from visualnn.messages import UserError


def chain(*names: str) -> Graph:
    """Blocks b1, b2, ... in a row, each wired to the next."""
    graph = Graph()
    for number, name in enumerate(names):
        graph, _ = edits.add_block(graph, "dense", name, 200.0 * number, 0.0)
    for left, right in zip(graph.blocks, graph.blocks[1:], strict=False):
        graph = edits.connect(graph, Wire(left.id, "out", right.id, "in"))
    return graph


def ends(graph: Graph) -> list[tuple[str, str]]:
    return [(graph.block(wire.source).name, graph.block(wire.target).name) for wire in graph.wires]


def test_a_new_block_comes_last_and_gets_a_fresh_id() -> None:
    graph, first = edits.add_block(Graph(), "dense", "hidden", 10, 20, {"units": 2})
    graph, second = edits.add_block(graph, "dense", "output", 30, 40)
    assert [block.name for block in graph.blocks] == ["hidden", "output"]
    assert first != second
    assert graph.block(first).params == {"units": 2}


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_empty"), ("  ", "name_empty"), ("hidden", "name_taken"), ("a/b", "name_slash")]
)
def test_a_name_that_cannot_be_used_is_refused_with_a_sentence(name: str, code: str) -> None:
    graph = chain("hidden", "output")
    with pytest.raises(UserError) as refused:
        edits.rename(graph, "b2", name)
    assert refused.value.message.code == code


def test_a_block_may_keep_its_own_name_and_spaces_around_it_are_dropped() -> None:
    assert edits.rename(chain("hidden"), "b1", " hidden ") == chain("hidden")


def test_fresh_names_fill_the_first_gap_and_drop_a_number_that_is_there() -> None:
    assert edits.fresh_name(Graph(), "dense") == "dense 1"
    assert edits.fresh_name({"dense 1", "dense 3"}, "dense") == "dense 2"
    assert edits.fresh_name({"dense 7"}, "dense 7") == "dense 1"
    assert edits.fresh_name({"output"}, "output") == "output 2"


def test_an_input_port_holds_one_wire() -> None:
    graph = edits.connect(chain("a", "b", "c"), Wire("b1", "out", "b3", "in"))
    assert ends(graph) == [("a", "b"), ("a", "c")]


def test_removing_a_block_takes_its_wires_along() -> None:
    assert ends(edits.remove(chain("a", "b", "c"), ["b2"])) == []


def test_dissolving_blocks_rejoins_what_they_stood_between() -> None:
    graph = edits.dissolve(chain("a", "b", "c", "d"), ["b2", "b3"])
    assert ends(graph) == [("a", "d")]


def test_dissolving_the_first_or_last_of_a_row_just_removes_it() -> None:
    assert ends(edits.dissolve(chain("a", "b", "c"), ["b1"])) == [("b", "c")]
    assert ends(edits.dissolve(chain("a", "b", "c"), ["b3"])) == [("a", "b")]


def test_inserting_on_a_wire_puts_the_block_between() -> None:
    graph, new = edits.add_block(chain("a", "c"), "activation", "b", 0, 0)
    graph = edits.insert_on_wire(graph, graph.wires[0], new, "in", "out")
    assert ends(graph) == [("a", "b"), ("b", "c")]


def test_a_setting_equal_to_its_default_is_not_stored() -> None:
    graph = edits.set_param(chain("a", "b"), ["b1", "b2"], "units", 32, 16)
    assert [block.params for block in graph.blocks] == [{"units": 32}, {"units": 32}]
    assert edits.set_param(graph, ["b1", "b2"], "units", 16, 16) == chain("a", "b")


def test_duplicates_have_their_own_names_and_inner_wires() -> None:
    graph, copies = edits.duplicate(chain("a", "dense 1", "dense 2"), ["b2", "b3"], 20, 30)
    assert [graph.block(copy).name for copy in copies] == ["dense 3", "dense 4"]
    assert ends(graph)[-1:] == [("dense 3", "dense 4")]
    assert ("a", "dense 3") not in ends(graph)
    assert (graph.block(copies[0]).x, graph.block(copies[0]).y) == (220, 30)


def test_pasting_into_an_empty_graph_keeps_the_names() -> None:
    graph, _ = edits.paste(Graph(), chain("left", "right"))
    assert ends(graph) == [("left", "right")]


def test_editing_a_block_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        edits.move(chain("a"), {"b9": (0, 0)})
    with pytest.raises(KeyError):
        edits.connect(chain("a"), Wire("b1", "out", "b9", "in"))


@st.composite
def edited_graphs(draw: st.DrawFn) -> Graph:
    """A graph after a few random edits."""
    graph = Graph()
    for _ in range(draw(st.integers(0, 12))):
        ids = [block.id for block in graph.blocks]
        edit = draw(st.sampled_from(["add", "connect", "remove", "dissolve", "duplicate"])) if ids else "add"
        some = draw(st.sets(st.sampled_from(ids))) if ids else set()
        if edit == "add":
            graph, _ = edits.add_block(graph, "dense", edits.fresh_name(graph, "dense"), 0, 0)
        elif edit == "connect":
            source, target = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
            port = draw(st.sampled_from(["in", "target"]))
            graph = edits.connect(graph, Wire(source, "out", target, port))
        elif edit == "duplicate":
            graph, _ = edits.duplicate(graph, some, 10, 10)
        else:
            graph = (edits.remove if edit == "remove" else edits.dissolve)(graph, sorted(some))
    return graph


@given(edited_graphs())
def test_every_edit_keeps_a_graph_sound(graph: Graph) -> None:
    ids = [block.id for block in graph.blocks]
    names = [block.name for block in graph.blocks]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    assert list(graph.wires) == sorted(graph.wires)
    assert all(wire.source in ids and wire.target in ids for wire in graph.wires)
    assert len({(wire.target, wire.target_port) for wire in graph.wires}) == len(graph.wires)


@given(edited_graphs())
def test_a_duplicate_of_everything_is_a_second_copy(graph: Graph) -> None:
    doubled, copies = edits.duplicate(graph, [block.id for block in graph.blocks], 5, 5)
    assert len(doubled.wires) == 2 * len(graph.wires)
    assert edits.remove(doubled, copies) == graph


def test_frames_and_comments_are_moved_placed_copied_and_removed_like_blocks() -> None:
    graph, frame = edits.add_frame(Graph(), "Encoder", 0, 0, 300, 200)
    graph, comment = edits.add_comment(graph, "try four units", 10, 10, 200, 60)
    assert (frame, comment) == ("f1", "c1")
    graph = edits.move(graph, {frame: (5, 6), comment: (7, 8)})
    graph = edits.place(graph, frame, 5, 6, 400, 100)
    assert (graph.frames[0].x, graph.frames[0].width, graph.comments[0].y) == (5, 400, 8)
    graph = edits.rename(graph, frame, "Decoder")
    graph = edits.change(graph, comment, text="or eight")
    copied, new = edits.duplicate(graph, [frame, comment], 10, 10)
    assert new == ("f2", "c2")
    assert (copied.frames[1].title, copied.comments[1].text, copied.comments[1].x) == ("Decoder", "or eight", 17)
    assert edits.remove(copied, ["f2", "c2"]) == graph


def test_a_bypassed_block_can_work_again() -> None:
    graph, block = edits.add_block(Graph(), "dense", "dense", 0, 0)
    off = edits.bypass(graph, [block], True)
    assert off.block(block).bypassed
    assert edits.bypass(off, [block], False) == graph
