"""The first look at a data block's source, in the inspector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from visualnn.app.document import Document
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.inspector.preview import SourcePreview
from visualnn.app.inspector.preview_parts import Cells, Ranges, Spread, Thumbnails
from visualnn.graph import edits
from visualnn.graph.model import Graph
from visualnn.project.format import Project


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    path.write_text("size,zip,colour,kind\n1.5,10,red,p\n2.5,,blue,q\n3.5,20,red,p\n4.5,10,red,q\n")
    return path


@pytest.fixture
def show(qtbot: QtBot):
    """Show the inspector with one block of a kind selected, once its source was looked at."""

    def select(kind: str, **params: object) -> tuple[Inspector, Document]:
        graph, block_id = edits.add_block(Graph(), kind, "mine", 0, 0)
        for name, value in params.items():
            graph = edits.set_param(graph, (block_id,), name, value, None)
        document = Document(Project(graph=graph))
        inspector = Inspector(document)
        qtbot.addWidget(inspector)
        inspector.resize(320, 700)
        inspector.show()
        inspector.set_selection((block_id,))
        qtbot.waitUntil(lambda: bool(preview(inspector).parts), timeout=20_000)
        return inspector, document

    return select


def preview(inspector: Inspector) -> SourcePreview:
    found = inspector.page.preview
    assert isinstance(found, SourcePreview)
    return found


def part(inspector: Inspector, kind: type):
    return next(part for part in preview(inspector).parts if type(part) is kind)


def test_a_table_shows_its_first_rows_its_ranges_and_its_classes(show, table: Path) -> None:
    inspector, _ = show("csv", file=str(table), missing="drop", test=0.0)
    cells, ranges, spread = part(inspector, Cells), part(inspector, Ranges), part(inspector, Spread)

    assert [cells.item(0, column).text() for column in range(4)] == ["1.5", "10", "red", "p"]
    assert [ranges.item(1, column).text() for column in range(3)] == ["zip", "1", "10"]
    assert ranges.item(2, 2).text() == "2 categories"
    assert spread.toolTip() == "p: 2\nq: 2"
    assert preview(inspector).state.text() == "3 rows for training"


def test_pictures_are_drawn(show) -> None:
    inspector, _ = show("digits")
    picture = part(inspector, Thumbnails).grab().toImage()

    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)}
    assert len(colours) > 5


def test_a_source_that_cannot_be_read_says_why(show) -> None:
    inspector, _ = show("csv")

    said = [label.text() for label in inspector.findChildren(QLabel) if "“mine” has no file yet" in label.text()]
    assert len(said) == 1  # not once more below


def test_another_setting_is_looked_at_again(show, table: Path, qtbot: QtBot) -> None:
    inspector, document = show("csv", file=str(table), missing="drop", test=0.0)
    before = preview(inspector).parts
    other = table.with_name("other.csv")
    other.write_text("a,b\n1,2\n3,4\n")
    document.edit_graph("other", lambda graph: edits.set_param(graph, ("b1",), "file", str(other), ""))

    qtbot.waitUntil(lambda: preview(inspector).parts is not before, timeout=5000)
    assert part(inspector, Cells).columnCount() == 2


def test_a_block_that_is_no_source_has_no_preview(qtbot: QtBot) -> None:
    graph, block_id = edits.add_block(Graph(), "dense", "dense 1", 0, 0)
    inspector = Inspector(Document(Project(graph=graph)))
    qtbot.addWidget(inspector)
    inspector.set_selection((block_id,))

    assert inspector.page.preview is None


def test_closing_at_once_leaves_nothing_behind(qtbot: QtBot) -> None:
    graph, block_id = edits.add_block(Graph(), "generator", "mine", 0, 0)
    inspector = Inspector(Document(Project(graph=graph)))
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.set_selection((block_id,))
    qtbot.waitUntil(lambda: preview(inspector)._running is not None, timeout=5000)
    inspector.close()


def test_colours_and_captions(qtbot: QtBot) -> None:
    red = np.zeros((3, 4, 4, 3), np.uint8)
    red[..., 0] = 200
    thumbnails = Thumbnails(red, ("a", "a long name of a class", "c"))
    qtbot.addWidget(thumbnails)
    thumbnails.resize(200, 100)

    assert thumbnails.grab().toImage().pixelColor(10, 10).getRgb()[:3] == (200, 0, 0)


class TestColumns:
    def names(self, inspector: Inspector) -> dict[str, list[str]]:
        lists = inspector.page.fields["columns"].editor.lists
        return {role: [names.item(row).text() for row in range(names.count())] for role, names in lists.items()}

    def test_the_columns_of_the_file_are_offered(self, show, table: Path) -> None:
        inspector, _ = show("csv", file=str(table))

        assert self.names(inspector) == {"inputs": ["size", "zip", "colour"], "targets": ["kind"], "": []}

    def test_a_column_is_moved_and_undone(self, show, table: Path) -> None:
        inspector, document = show("csv", file=str(table))
        editor = inspector.page.fields["columns"].editor
        editor.move_names(["zip"], "")
        editor.move_names(["size"], "targets", 0)
        assert document.graph.block("b1").params["columns"] == {"inputs": ["colour"], "targets": ["size", "kind"]}
        assert self.names(inspector)[""] == ["zip"]

        document.undo()
        document.undo()
        assert "columns" not in document.graph.block("b1").params
        assert self.names(inspector)["inputs"] == ["size", "zip", "colour"]

    def test_what_is_so_by_default_is_not_written_down(self, show, table: Path) -> None:
        inspector, document = show("csv", file=str(table))
        editor = inspector.page.fields["columns"].editor
        editor.move_names(["colour"], "")
        editor.move_names(["colour"], "inputs")

        assert "columns" not in document.graph.block("b1").params

    def test_numbers_are_ticked_as_categories(self, show, table: Path) -> None:
        inspector, document = show("csv", file=str(table))
        item = inspector.page.fields["columns"].editor.lists["inputs"].item(1)
        item.setCheckState(item.checkState().Checked)

        assert document.graph.block("b1").params["columns"] == {"categories": ["zip"]}

    def test_buttons_move_what_is_selected(self, show, table: Path) -> None:
        inspector, document = show("csv", file=str(table))
        editor = inspector.page.fields["columns"].editor
        editor.lists["inputs"].item(0).setSelected(True)
        editor.lists["inputs"].item(2).setSelected(True)
        assert editor.selected() == ["size", "colour"]
        editor.move_names(editor.selected(), "")

        assert document.graph.block("b1").params["columns"] == {"inputs": ["zip"], "targets": ["kind"]}
