"""Files dragged onto the canvas and chosen in dialogs become data blocks."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.app.own_data import OwnData
from visualnn.app.settings import Settings
from visualnn.graph import edits
from visualnn.graph.model import Wire


@pytest.fixture
def canvas(qtbot):
    canvas = CanvasView(Document())
    qtbot.addWidget(canvas)
    canvas.resize(700, 500)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


@pytest.fixture
def own(canvas):
    own = OwnData(canvas, Settings())
    canvas.file_dropped.connect(own.add)
    return own


@pytest.fixture
def iris(tmp_path):
    path = tmp_path / "my iris.csv"
    path.write_text("length,width,species\n1,2,a\n2,3,b\n3,4,a\n4,5,b\n")
    return path


def drop(canvas, path, at):
    """Drag a file over the canvas and let it go; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(canvas.viewport(), enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(canvas.viewport(), event)
    return event.isAccepted()


def test_a_table_dropped_on_the_canvas_becomes_a_block_there(canvas, own, iris):
    at = QPoint(200, 150)

    assert drop(canvas, iris, at)

    (block,) = canvas.document.graph.blocks
    assert (block.kind, block.name, block.params) == ("csv", "my iris", {"file": str(iris)})
    assert canvas.canvas.node_at(canvas.mapToScene(at)).element_id == block.id
    assert canvas.selection() == (block.id,)
    assert canvas.document.checked.types[block.id, "x"].shape == (2,)
    canvas.document.undo()
    assert canvas.document.graph.blocks == ()


def test_a_file_dropped_on_a_data_block_becomes_its_source_and_wires_stay(canvas, own, iris):
    def draw(graph):
        graph, data = edits.add_block(graph, "digits", "mine", 0, 0, {"test": 0.5})
        graph, dense = edits.add_block(graph, "dense", "dense", 300, 0)
        return edits.connect(graph, Wire(data, "x", dense, "in"))

    canvas.document.edit_graph("draw", draw)
    canvas.fit()
    before = canvas.document.graph
    block = before.find("mine")

    drop(canvas, iris, canvas.mapFromScene(canvas.canvas.rect(block.id).center()))

    now = canvas.document.graph
    assert now.block(block.id).kind == "csv"
    assert now.block(block.id).name == "mine"
    assert now.block(block.id).params == {"file": str(iris), "test": 0.5}  # what both kinds mean alike is kept
    assert now.wires == before.wires
    canvas.document.undo()
    assert canvas.document.graph == before


def test_projects_are_left_to_the_window(canvas, own, tmp_path):
    assert not drop(canvas, tmp_path / "mine.vnn", QPoint(50, 50))


def test_what_no_block_reads_is_told_and_nothing_changes(canvas, own, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_text("dear")
    said = []

    def read():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(box.text())
            box.button(QMessageBox.StandardButton.Ok).click()

    QTimer.singleShot(0, read)
    drop(canvas, path, QPoint(50, 50))
    assert "letter.docx" in said[0]
    assert ".csv" in said[0]
    assert canvas.document.graph.blocks == ()


def test_two_files_of_one_name_get_names_of_their_own(canvas, own, iris):
    own.add(iris)
    own.add(iris)
    names = [block.name for block in canvas.document.graph.blocks]
    assert names == ["my iris", "my iris 2"]


def test_chosen_in_a_dialog_that_remembers_its_folder(canvas, own, iris, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *arguments: asked.append(arguments[2]) or (str(iris), "")
    )
    assert own.ask_file()
    assert own.ask_file()
    assert asked[1] == str(iris.parent)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert not own.ask_file()
