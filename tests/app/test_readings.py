"""What a user reads on the canvas is what NumPy computes: the figures of the first lessons, on blocks and on wires."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt

from visualnn.app.canvas.routing import points
from visualnn.app.canvas.style import SOME_DETAIL
from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.app.evaluation import Evaluation
from visualnn.app.readings import Readings
from visualnn.app.theme import theme
from visualnn.app.trainer import Trainer
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.project import store
from visualnn.project.format import Project, decode, encode

PATIENCE = 60_000


class Canvas:
    """A canvas with a session behind it, and what stands on it by the names of the blocks."""

    def __init__(self, project):
        self.document = Document(project)
        self.trainer = Trainer(self.document)
        self.document.setParent(self.trainer)
        self.view = CanvasView(self.document)
        self.evaluation = Evaluation(self.trainer)
        self.readings = Readings(self.trainer, self.view, self.evaluation)
        self.said = []
        self.evaluation.refused.connect(self.said.append)

    def id(self, name):
        return self.document.graph.find(name).id

    def text(self, name):
        """What stands below a block, line by line."""
        reading = self.view.canvas.nodes[self.id(name)].reading
        return reading.plain.split("\n") if reading else [""]

    def cells(self, name):
        """The first piece of numbers below a block, as an array."""
        (piece, *_), *_ = self.view.canvas.nodes[self.id(name)].reading.lines
        return np.array(piece.cells, np.float64)

    def wire(self, source, target, port):
        """What a wire says at this zoom."""
        item = self.view.canvas.wires[Wire(self.id(source), "out", self.id(target), port)]
        return item.readings[0] if item.readings else ""


@pytest.fixture
def show(qtbot):
    canvases = []

    def show(project, shown=True):
        value = store.load(store.find(project)) if isinstance(project, str) else project
        canvas = Canvas(value)
        canvases.append(canvas)
        qtbot.addWidget(canvas.view)
        canvas.view.resize(900, 600)
        with qtbot.waitExposed(canvas.view):
            canvas.view.show()
        canvas.trainer.prepare()
        qtbot.waitUntil(lambda: canvas.trainer.session is not None, timeout=PATIENCE)
        if shown:
            first = canvas.document.graph.blocks[0].name
            qtbot.waitUntil(
                lambda: canvas.text(first)[0] and not canvas.text(first)[0].startswith("shape"), timeout=PATIENCE
            )
        return canvas

    yield show
    for canvas in canvases:
        canvas.trainer.close()
        canvas.trainer.join()
        canvas.trainer.deleteLater()


A, B = np.array([[1.0, 2], [3, 5]]), np.array([[2.0], [2]])
M = np.array([[1.0, 2], [3, 4]])
T = np.array([[0.0, 1, 2], [2, 1, 0]])
ELEVEN = np.arange(12.0).reshape(2, 2, 3)
TWELVE = np.array([1.0, 3, 5, 7, 9, 0, 2, 4, 6, 8, 3, 7])


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("matmul", {"matmul": A @ B, "multiply": A * B}),
        (
            "reduce",
            {
                "mean all": M.mean(),
                "mean down": M.mean(0),
                "mean across": M.mean(1),
                "sum all": M.sum(),
                "sum down": M.sum(0),
                "sum across": M.sum(1),
                "their mean": M.sum(1).mean(),
            },
        ),
        ("argmax", {"columns": T.argmax(0), "rows": T.argmax(1)}),
        ("reshape", {"threes": ELEVEN.reshape(-1, 3), "threes again": TWELVE.reshape(-1, 3), "twelve": TWELVE}),
        ("shapes", {"vector": np.arange(1, 5.0), "matrix": M}),
    ],
)
def test_tensors(show, sample, expected):
    canvas = show(sample)

    for name, value in expected.items():
        value = np.asarray(value, np.float64)
        np.testing.assert_array_equal(canvas.cells(name), np.atleast_2d(value))
        extents = ", ".join(map(str, value.shape))
        assert canvas.text(name)[-1] == f"shape [{extents}], rank {value.ndim}"


def test_shape_and_rank_of_a_tensor_of_rank_4(show):
    canvas = show("shapes")

    assert canvas.text("rank 4")[-1] == "shape [1, 2, 3, 4], rank 4"
    assert canvas.text("rank 4")[0] == "[[1 2 3 4] [5 6 7 8] [9 10 11 12]]"


def test_value_and_gradient_on_every_wire_of_the_derivatives(show):
    canvas = show("derivatives")

    expected = {
        ("x1", "0 · x1", "a"): "4  ∂ 0",
        ("f = 3", "∂ 3", "in"): "3  ∂ 1",
        ("x2", "∂ x", "in"): "4  ∂ 1",
        ("x3", "f = 2x", "a"): "4  ∂ 2",
        ("f = 2x", "∂ 2x", "in"): "8  ∂ 1",
        ("x4", "f = x + 3", "a"): "4  ∂ 1",
        ("f = x + 3", "∂ x + 3", "in"): "7  ∂ 1",
        ("x5", "f = x · y", "a"): "4  ∂ 5",
        ("y", "f = x · y", "b"): "5  ∂ 4",
        ("f = x · y", "∂ x · y", "in"): "20  ∂ 1",
        ("x6", "f = x + x", "a"): "4  ∂ 1",
        ("x6", "f = x + x", "b"): "4  ∂ 1",
        ("f = x + x", "∂ x + x", "in"): "8  ∂ 1",
    }
    assert {ends: canvas.wire(*ends) for ends in expected} == expected
    assert canvas.text("x6")[0] == "4 ∂ 2"  # both ways together


def test_nothing_written_lies_on_a_card(show):
    """In the samples laid out for it, at the zoom they are fitted to."""
    for sample in ("derivatives", "xor_by_hand", "gates", "reduce"):
        canvas = show(sample)
        canvas.view.fit()
        zoom = canvas.view.navigator.zoom
        nodes = canvas.view.canvas.nodes.values()
        for node in nodes:
            card = node.layout.card
            written = node.reading.rect(card, zoom).translated(node.pos())
            cards = {other.look.name: other.layout.card.translated(other.pos()) for other in nodes}
            assert [name for name, other in cards.items() if written.intersects(other)] == [], (sample, node.look.name)
        assert zoom > SOME_DETAIL


def test_xor_by_hand_number_by_number(show):
    canvas = show("xor_by_hand")
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    sums = x @ [[5, -7], [5, -7]] + [-8, 3]
    rounded = (sums > 0).astype(float)

    np.testing.assert_array_equal(canvas.cells("sums"), sums)
    np.testing.assert_array_equal(canvas.cells("Y1, Y2"), rounded)
    np.testing.assert_array_equal(canvas.cells("table sum"), rounded @ [[-11], [-11]] + 6)
    np.testing.assert_array_equal(canvas.cells("Y"), canvas.cells("XOR"))
    hidden = 1 / (1 + np.exp(-sums))
    np.testing.assert_allclose(canvas.cells("output sum"), hidden @ [[-11], [-11]] + 6, atol=0.005)


def test_the_rows_of_a_table_one_after_the_other_and_together(qtbot, show):
    canvas = show("neuron")
    stepper = canvas.readings.stepper
    assert stepper.isVisible()
    assert stepper.text() == "row 1 of 4"
    weights = canvas.trainer.session.request("weights").result()
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])

    qtbot.keyClick(stepper, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: canvas.text("AND")[0] == "x [0 1] shape [2], rank 1")
    expected = rows[1] @ weights["weights/value"] + weights["bias/value"]
    np.testing.assert_allclose(canvas.cells("plus bias").ravel(), expected, rtol=5e-3)

    canvas.readings.previous.trigger()
    canvas.readings.previous.trigger()
    qtbot.waitUntil(lambda: canvas.text("plus bias")[-1] == "shape [4, 1], rank 2")
    assert stepper.text() == "all rows"
    np.testing.assert_allclose(
        canvas.cells("plus bias"), rows @ weights["weights/value"] + weights["bias/value"], rtol=5e-3
    )


def test_numbers_follow_the_training(qtbot, show):
    canvas = show("derivatives")

    canvas.trainer.step()

    qtbot.waitUntil(lambda: canvas.text("x3")[0] == "3.8 ∂ 2")
    assert canvas.wire("x5", "f = x · y", "a") == "3.5  ∂ 4.6"


def test_numbers_follow_an_edit(qtbot, show):
    canvas = show("matmul")
    b = canvas.id("b")

    canvas.document.edit_graph("edit", lambda graph: edits.change(graph, b, params={"value": "[[1], [1]]"}))

    qtbot.waitUntil(lambda: canvas.text("matmul")[0] == "[[3] [8]]", timeout=PATIENCE)


def test_the_menu_takes_values_off_and_undo_brings_them_back(qtbot, show):
    canvas = show("matmul")

    canvas.readings.action.trigger()
    qtbot.waitUntil(lambda: canvas.text("matmul") == [""])
    assert canvas.document.value.values == ""

    canvas.document.undo()
    qtbot.waitUntil(lambda: canvas.text("matmul")[:1] == ["[[6] [16]]"])
    assert canvas.readings.action.isChecked()


def test_other_projects_show_none(qtbot, show):
    canvas = show("xor", shown=False)
    qtbot.wait(100)

    assert all(node.reading is None for node in canvas.view.canvas.nodes.values())
    assert not canvas.readings.stepper.isVisible()


def test_values_are_written_anew_in_another_theme(show):
    canvas = show("matmul")
    before = theme().mode
    try:
        for mode in ("dark", "light"):
            theme().choose(mode)
            assert canvas.text("matmul")[0] == "[[6] [16]]"
    finally:
        theme().choose(before)


def test_the_file_keeps_whether_values_are_shown():
    project = store.load(store.find("constants"))
    assert project.values == "run"
    assert decode(encode(project)) == project
    assert b'"values"' not in encode(replace(project, values=""))


def test_of_a_large_drawing_only_what_can_be_read_is_written(qtbot, show):
    blocks = tuple(
        Block(f"b{i}", "constant", f"c{i}", x=200.0 * (i % 20), y=200.0 * (i // 20), params={"value": str(i)})
        for i in range(100)
    )
    canvas = show(Project(Graph(blocks), values="shown"), shown=False)
    canvas.view.fit()
    qtbot.wait(50)
    written = [node for node in canvas.view.canvas.nodes.values() if node.reading]
    assert written == []  # from so far away

    canvas.view.navigator.set_zoom(1.0)
    canvas.view.centerOn(100, 100)

    qtbot.waitUntil(lambda: canvas.text("c21")[0] == "21", timeout=PATIENCE)
    assert canvas.text("c99") == [""]


@pytest.mark.parametrize("sample", ["neuron", "derivatives", "gates", "xor_by_hand"])
def test_no_wire_runs_through_what_is_written_and_no_label_lies_on_anything(show, sample):
    scene = show(sample).view.canvas
    for view, zoom in enumerate((1.0, SOME_DETAIL)):
        read = [(scene.rect(i), node.reading) for i, node in scene.nodes.items() if node.reading]
        written = [reading.rect(card, zoom) for card, reading in read]
        runs = {wire: [QPointF(*point) for point in points(item.course)] for wire, item in scene.wires.items()}
        assert not [
            wire for wire, run in runs.items() if any(text.contains(point) for text in written for point in run)
        ]
        boxes = {wire: box for wire, item in scene.wires.items() if (box := item.label_boxes[view])}
        assert {wire.source for wire in boxes} == {wire.source for wire in scene.wires}
        for own, box in boxes.items():
            others = [other for wire, other in boxes.items() if wire is not own]
            cards = [scene.rect(i) for i in scene.nodes]
            assert not any(box.intersects(other) for other in (*others, *cards, *written))
            assert not [wire for wire, run in runs.items() if wire != own and any(box.contains(at) for at in run)]
