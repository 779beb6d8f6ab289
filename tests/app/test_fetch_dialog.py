"""Fetching MNIST from the window, from a server on this machine."""

import gzip
import hashlib
import json
import threading

import numpy as np
import pytest
from mirror import Server
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.app.fetch_dialog import FetchDialog
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.own_data import OwnData
from visualnn.app.settings import Settings
from visualnn.data import fetch as fetching
from visualnn.graph import edits
from visualnn.graph.model import Wire

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(server, tmp_path, monkeypatch):
    """Let MNIST be a small one that the server offers; returns where it will be put."""
    random = np.random.default_rng(0)
    for part, count in (("train", 1000), ("t10k", 100)):
        for what, shape in (("images-idx3", (count, 28, 28)), ("labels-idx1", (count,))):
            values = random.integers(0, 256 if len(shape) > 1 else 10, shape, np.uint8)
            header = bytes((0, 0, 8, len(shape))) + np.array(shape, ">u4").tobytes()
            server.files[f"{part}-{what}-ubyte.gz"] = gzip.compress(header + values.tobytes())
    entry = {
        "title": "MNIST",
        "mirrors": [server.url],
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in server.files.items()
        ],
    }
    (tmp_path / "mirrors.json").write_text(json.dumps({"mnist": entry}))
    monkeypatch.setattr(fetching, "resources", lambda: tmp_path)
    return fetching.default_folder("mnist")


@pytest.fixture
def document():
    document = Document()

    def draw(graph):
        graph, images = edits.add_block(graph, "idx", "pictures", 0, 0, {"shape": "image", "training_rows": 10})
        graph, flat = edits.add_block(graph, "flatten", "flat", 300, 0)
        return edits.connect(graph, Wire(images, "x", flat, "in"))

    document.edit_graph("draw", draw)
    return document


@pytest.fixture
def canvas(qtbot, document):
    canvas = CanvasView(document)
    qtbot.addWidget(canvas)
    return canvas


@pytest.fixture
def open_dialog(qtbot, canvas, document, folder):
    """Press the button on the page of the block of image files."""
    own = OwnData(canvas, Settings())
    inspector = Inspector(document)
    qtbot.addWidget(inspector)
    inspector.fetch_wanted.connect(own.fetch)

    def open_dialog():
        inspector.set_selection((document.graph.find("pictures").id,))
        qtbot.mouseClick(inspector.findChild(QPushButton, "fetch"), LEFT)
        dialog = canvas.findChild(FetchDialog)
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return open_dialog


def gone(canvas):
    return lambda: not any(dialog.isVisible() for dialog in canvas.findChildren(FetchDialog))


def test_what_is_fetched_becomes_the_source_of_the_block(qtbot, open_dialog, canvas, document, folder):
    before = document.graph
    dialog = open_dialog()
    assert dialog.folder.text() == str(folder)

    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(gone(canvas))

    block = document.graph.find("pictures")
    assert block.params == {"shape": "image", "training_rows": 10, "folder": str(folder)}
    assert document.checked.types[block.id, "x"].shape == (1, 28, 28)
    assert document.graph.wires == before.wires
    document.undo()
    assert document.graph == before


def test_stopped_on_the_way_it_goes_on_from_there(qtbot, open_dialog, canvas, server, document, folder):
    name = "train-images-idx3-ubyte.gz"
    server.faults[name] = "slow"
    dialog = open_dialog()
    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0)
    assert " of " in dialog.state.text()
    assert not dialog.digits.isEnabled()
    qtbot.mouseClick(dialog.stop, LEFT)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "goes on from there" in dialog.trouble.text()
    assert dialog.start.text() == "Try Again"

    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(gone(canvas))

    starts = [start for asked, start in server.asked if asked == name]
    assert starts[0] == 0
    assert 0 < starts[1] < len(server.files[name])
    assert document.graph.find("pictures").params["folder"] == str(folder)


def test_closing_the_dialog_stops_the_download(qtbot, open_dialog, canvas, server, document):
    server.faults["train-images-idx3-ubyte.gz"] = "slow"
    before = document.graph
    dialog = open_dialog()
    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(gone(canvas))
    qtbot.waitUntil(lambda: not any(thread.name == "visualnn fetch" for thread in threading.enumerate()))
    assert document.graph == before


def test_without_a_network_the_bundled_digits_take_its_place(qtbot, open_dialog, canvas, server, document):
    server.files.clear()
    before = document.graph
    dialog = open_dialog()
    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "404" in dialog.trouble.text()
    assert "Check the network" in dialog.trouble.text()

    qtbot.mouseClick(dialog.digits, LEFT)
    qtbot.waitUntil(gone(canvas))

    block = document.graph.find("pictures")
    assert (block.kind, block.params) == ("digits", {"shape": "image"})
    assert document.checked.types[block.id, "x"].shape == (1, 8, 8)
    assert document.graph.wires == before.wires
    document.undo()
    assert document.graph == before


def test_files_on_the_disk_will_do(qtbot, open_dialog, canvas, document, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "usb"))
    qtbot.mouseClick(open_dialog().disk, LEFT)
    qtbot.waitUntil(gone(canvas))
    assert document.graph.find("pictures").params["folder"] == str(tmp_path / "usb")


def test_without_a_block_of_images_one_is_added(qtbot, canvas, folder):
    canvas.document.undo()
    own = OwnData(canvas, Settings())
    own.fetch()
    qtbot.mouseClick(canvas.findChild(FetchDialog).start, LEFT)
    qtbot.waitUntil(gone(canvas))
    (block,) = canvas.document.graph.blocks
    assert (block.kind, block.name, block.params) == ("idx", "mnist", {"folder": str(folder)})
