"""The document: edits, history, and what it tells those who listen."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from visualnn.app.document import Document
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire
from visualnn.project.format import Project


def titled(text: str):
    """An edit that sets the title."""
    return lambda project: msgspec.structs.replace(project, title=text)


def add(kind: str, name: str):
    """An edit of the graph that appends a block."""
    return lambda graph: edits.add_block(graph, kind, name, 0, 0)[0]


@pytest.fixture
def document(qapp: object) -> Document:
    return Document()


def test_an_edit_is_told_with_both_values_and_can_be_taken_back(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.changed) as told:
        document.apply("Title", titled("new"))
    assert [project.title for project in told.args] == ["", "new"]
    assert document.undo_label == "Title"
    document.undo()
    assert document.value == Project()
    assert (document.undo_label, document.redo_label) == ("", "Title")
    document.redo()
    assert document.value.title == "new"


def test_an_edit_that_changes_nothing_leaves_no_trace(document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.changed):
        assert not document.apply("Title", titled(""))
    assert not document.undo_label


def test_typing_is_one_step_until_it_is_sealed(document: Document) -> None:
    for text in ("n", "ne", "new"):
        document.apply("Title", titled(text), merge="title")
    document.seal()
    document.apply("Title", titled("newer"), merge="title")
    document.undo()
    assert document.value.title == "new"
    document.undo()
    assert document.value.title == ""


def test_what_was_undone_is_forgotten_by_the_next_edit(document: Document) -> None:
    document.apply("Title", titled("one"))
    document.undo()
    document.apply("Title", titled("two"))
    assert not document.redo_label


def test_it_is_dirty_while_it_differs_from_what_was_saved(document: Document, tmp_path: Path) -> None:
    assert not document.dirty
    document.apply("Title", titled("new"))
    assert document.dirty
    document.mark_saved(tmp_path / "new.vnn")
    assert not document.dirty
    document.undo()
    assert document.dirty
    document.apply("Title", titled("new"))
    assert not document.dirty
    assert document.path == tmp_path / "new.vnn"


def test_another_project_starts_clean(document: Document, qtbot: QtBot) -> None:
    document.apply("Title", titled("old"))
    with qtbot.waitSignal(document.opened):
        document.replace(Project(title="other"))
    assert not document.dirty
    assert not document.undo_label


def test_the_check_follows_edits_but_not_moves(document: Document, qtbot: QtBot) -> None:
    assert document.checked.problems[0].message.code == "graph_empty"
    document.edit_graph("Add", add("table", "data"))
    document.edit_graph("Add", add("dense", "dense 1"))
    document.edit_graph("Connect", lambda graph: edits.connect(graph, Wire("b1", "x", "b2", "in")))
    assert document.checked.types["b2", "out"].shape == (16,)
    with qtbot.assertNotEmitted(document.checked_changed):
        document.edit_graph("Move", lambda graph: edits.move(graph, {"b2": (50, 0)}))


def test_an_edit_that_fails_changes_nothing(document: Document) -> None:
    with pytest.raises(KeyError):
        document.edit_graph("Move", lambda graph: edits.move(graph, {"nobody": (0, 0)}))
    assert document.value == Project()


@given(st.lists(st.sampled_from(["a", "b", "undo", "redo"]), max_size=30))
def test_undoing_all_returns_to_the_start_and_redoing_all_to_the_end(qapp: object, moves: list[str]) -> None:
    document = Document()
    for move in moves:
        if move == "undo":
            document.undo()
        elif move == "redo":
            document.redo()
        else:
            document.edit_graph("Add", lambda graph, kind=move: add("dense", edits.fresh_name(graph, kind))(graph))
    while document.redo_label:
        document.redo()
    end = document.value
    while document.undo_label:
        document.undo()
    assert document.graph == Graph()
    while document.redo_label:
        document.redo()
    assert document.value == end
