"""The panel of values shows what NumPy computes with the same weights, and the gradients of the chain rule."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QMenu

from visualnn.app.canvas.matrix import number
from visualnn.app.document import Document
from visualnn.app.panels.taking import fill_for_all
from visualnn.app.panels.tensor_text import shape_text, tensor_text
from visualnn.app.panels.values import ValuesPanel
from visualnn.app.theme import theme
from visualnn.app.trainer import Trainer
from visualnn.graph.model import Block, Graph, Wire
from visualnn.project import store
from visualnn.project.format import Project


@pytest.fixture
def open_real(qtbot):
    """A trainer with a real session, ready."""
    trainers: list[Trainer] = []

    def open_real(project: Project) -> Trainer:
        document = Document(project)
        trainer = Trainer(document)
        document.setParent(trainer)
        trainers.append(trainer)
        trainer.prepare()
        qtbot.waitUntil(lambda: trainer.session is not None, timeout=120_000)
        return trainer

    yield open_real
    for trainer in trainers:
        trainer.close()


def shown(panel: ValuesPanel) -> dict[str, list[str]]:
    """The table by the name of the output."""
    cells = [[panel.table.item(row, column).text() for column in range(5)] for row in range(panel.table.rowCount())]
    return {row[0]: row[1:] for row in cells}


def test_the_forward_pass_of_an_example_number_by_number(qtbot, open_real, show):
    trainer = open_real(store.load(store.find("xor")))
    panel = show(ValuesPanel, trainer)
    panel.example.setValue(2)  # x = (0, 1)
    qtbot.waitUntil(lambda: shown(panel).get("xor data · x", [""] * 4)[2] == "[0, 1]", timeout=10_000)
    weights = trainer.session.request("weights").result()
    hidden = np.array([0, 1], np.float32) @ weights["hidden layer/W"] + weights["hidden layer/b"]
    assert shown(panel)["hidden layer"][:3] == ["(2,)", "1", tensor_text(hidden)]
    assert shown(panel)["hidden layer"][3] != ""


def test_values_and_derivatives_of_a_function_without_data(qtbot, open_real, show):
    """f = 3 w: the value is 3 w, and the derivative of f by w is 3."""
    blocks = (
        Block("c", "constant", "three", params={"value": "3"}),
        Block("w", "variable", "w", params={"shape": "", "initialiser": "normal"}),
        Block("p", "multiply", "product"),
        Block("f", "minimise", "f"),
    )
    wires = (Wire("c", "out", "p", "a"), Wire("p", "out", "f", "in"), Wire("w", "out", "p", "b"))
    project = Project(Graph(blocks, wires))
    trainer = open_real(replace(project, training=replace(project.training, steps=1)))
    panel = show(ValuesPanel, trainer)
    qtbot.waitUntil(lambda: "product" in shown(panel), timeout=10_000)
    w = float(trainer.session.request("weights").result()["w/value"])
    assert shown(panel)["three"] == ["()", "0", "3", ""]
    assert shown(panel)["w"] == ["()", "0", tensor_text(np.float32(w)), "3"]
    assert shown(panel)["product"] == ["()", "0", tensor_text(np.float32(3) * np.float32(w)), "1"]


def test_shapes_as_numpy_writes_them():
    assert [shape_text(shape) for shape in ((), (4,), (2, 2), (1, 2, 3, 4))] == ["()", "(4,)", "(2, 2)", "(1, 2, 3, 4)"]


def test_long_values_are_cut_in_the_middle():
    assert tensor_text(np.arange(100.0)) == "[0, 1, 2, ..., 97, 98, 99]"


DECK = """
0 | 0 | 0 | 0 (-8) | 1 (3)   | 0 (-5)
0 | 1 | 1 | 0 (-3) | 0 (-4)  | 1 (6)
1 | 0 | 1 | 0 (-3) | 0 (-4)  | 1 (6)
1 | 1 | 0 | 1 (2)  | 0 (-11) | 0 (-5)
"""


def cells(panel: ValuesPanel) -> list[list[str]]:
    truth = panel.truth
    return [
        [truth.item(row, column).text() for column in range(truth.columnCount())] for row in range(truth.rowCount())
    ]


def test_the_table_of_xor_by_hand_cell_by_cell(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("xor_by_hand"))))

    expected = [[cell.strip() for cell in line.split("|")] for line in DECK.strip().splitlines()]
    qtbot.waitUntil(lambda: cells(panel) == expected, timeout=10_000)
    heads = [panel.truth.horizontalHeaderItem(column).text() for column in range(6)]
    assert heads == ["x1", "x2", "XOR", "Y1", "Y2", "Y"]


def test_the_same_table_without_rounding(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("xor_by_hand"))))

    panel.answer.setCurrentText("y")

    qtbot.waitUntil(lambda: panel.truth.rowCount() == 4 and cells(panel)[0][-1] == "0.0112 (-4.48)", timeout=10_000)


def test_the_truth_table_of_a_trained_gate(qtbot, open_real, show):
    """Inputs, target, and what the unit answers, for the four rows of AND."""
    trainer = open_real(store.load(store.find("neuron")))
    panel = show(ValuesPanel, trainer)
    assert not panel.truth.isVisible()

    qtbot.mouseClick(panel.choice.button("truth"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.truth.isVisible() and panel.truth.rowCount() == 4, timeout=10_000)

    assert [row[:3] for row in cells(panel)] == [["0", "0", "0"], ["0", "1", "0"], ["1", "0", "0"], ["1", "1", "1"]]
    weights = trainer.session.request("weights").result()
    total = float(np.array([1, 1]) @ weights["weights/value"].ravel() + weights["bias/value"][0])
    assert cells(panel)[3][3] == f"{number(1 / (1 + np.exp(-total)))} ({number(total)})"


def test_of_a_large_network_no_truth_table_is_offered(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("digits"))))
    qtbot.waitUntil(lambda: panel.table.rowCount() > 0, timeout=10_000)

    assert not panel.choice.isVisible()


def test_where_there_is_no_network_nothing_is_offered(qtbot, open_real, show):
    trainer = open_real(store.load(store.find("neuron")))
    panel = show(ValuesPanel, trainer)
    qtbot.waitUntil(lambda: panel.choice.isVisible() and panel.example.isVisible(), timeout=10_000)
    trainer.document.replace(Project())
    trainer.clear()
    qtbot.waitUntil(lambda: not panel.choice.isVisible() and not panel.example.isVisible())


def test_names_and_figures_stand_on_one_line(qtbot, open_real, show):
    """The lowest ink of “matmul” and of the digits beside it is in the same row of pixels."""
    panel = show(ValuesPanel, open_real(store.load(store.find("matmul"))))
    qtbot.waitUntil(lambda: "matmul" in shown(panel), timeout=10_000)
    table = panel.table
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == "matmul")
    table.scrollToItem(table.item(row, 0), table.ScrollHint.PositionAtTop)
    picture = table.viewport().grab().toImage()

    def lowest(column: int) -> int:
        place = table.visualItemRect(table.item(row, column))
        ground = picture.pixelColor(place.right() - 1, place.top() + 1)
        inked = range(place.left(), place.right() - 1)
        return max(
            y for y in range(place.top(), place.top() + 22) if any(picture.pixelColor(x, y) != ground for x in inked)
        )

    assert lowest(0) == lowest(2)  # the rank: one digit


def test_the_menu_has_no_row_of_its_own_where_there_is_nothing_to_choose(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("matmul"))))
    qtbot.waitUntil(lambda: "matmul" in shown(panel), timeout=10_000)
    head = panel.table.horizontalHeader()
    qtbot.waitUntil(lambda: panel.more.parent() is head and panel.more.isVisible())
    qtbot.waitUntil(lambda: panel.more.x() > head.width() / 2)

    panel = show(ValuesPanel, open_real(store.load(store.find("xor"))))
    qtbot.waitUntil(lambda: "hidden layer" in shown(panel), timeout=10_000)
    qtbot.waitUntil(lambda: panel.more.parent() is panel and panel.more.isVisible())


def test_before_an_audience_figures_have_the_room_they_are_drawn_in(qtbot, open_real, show):
    theme().choose("light")
    panel = show(ValuesPanel, open_real(store.load(store.find("xor"))), (900, 300))
    qtbot.waitUntil(lambda: "hidden layer" in shown(panel), timeout=10_000)
    table, value = panel.table, 3
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == "hidden layer")
    usual = table.columnWidth(value), table.rowHeight(row)
    theme().project(True)
    try:
        qtbot.waitUntil(lambda: table.columnWidth(value) > 1.2 * usual[0] and table.rowHeight(row) > 1.2 * usual[1])
        drawn = panel.table.viewport().grab(table.visualItemRect(table.item(row, value))).toImage()
        ground = drawn.pixelColor(0, 0)
        edge = [drawn.pixelColor(x, y) for x in range(drawn.width() - 3, drawn.width()) for y in range(drawn.height())]
        assert set(map(QColor.name, edge)) == {ground.name()}  # no digit runs into the gradient's
        panel.choice.button("truth").click()
        qtbot.waitUntil(panel.truth.isVisible, timeout=10_000)
        assert panel.truth.sizeHintForColumn(3) <= panel.truth.columnWidth(3)
    finally:
        theme().project(False)
    panel.choice.button("blocks").click()
    qtbot.waitUntil(lambda: (table.columnWidth(value), table.rowHeight(row)) == usual, timeout=10_000)


def copied(panel: ValuesPanel) -> list[list[str]]:
    """What “Copy Data as CSV” leaves on the clipboard."""
    menu = QMenu(panel)
    fill_for_all(menu, panel)
    next(action for action in menu.actions() if action.text() == "Copy Data as CSV").trigger()
    return [*csv.reader(QGuiApplication.clipboard().text().splitlines())]


def test_the_truth_table_can_be_taken_along_sums_in_columns_of_their_own(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("xor_by_hand"))))
    qtbot.waitUntil(panel.truth.isVisible, timeout=10_000)
    assert copied(panel)[:2] == [
        ["x1", "x2", "XOR", "Y1", "Y1, sum", "Y2", "Y2, sum", "Y", "Y, sum"],
        ["0", "0", "0", "0", "-8", "1", "3", "0", "-5"],
    ]


def test_values_are_taken_along_whole_in_all_their_digits(qtbot, open_real, show):
    trainer = open_real(store.load(store.find("digits")))
    panel = show(ValuesPanel, trainer)
    qtbot.waitUntil(lambda: panel.table.rowCount() > 0, timeout=10_000)
    tensors = trainer.session.request("tensors", 0, 1).result()
    picture = next(tensor.value[0] for (_, port), tensor in tensors.items() if port == "x")
    written = next(row[3] for row in copied(panel) if row[0].endswith(" · x"))
    assert np.array_equal(np.array(json.loads(written), np.float32), picture)


def test_columns_of_the_truth_table_are_as_wide_as_their_figures(qtbot, open_real, show):
    """The sums in parentheses can be read, and short inputs leave the room to the answers."""
    trainer = open_real(store.load(store.find("neuron")))
    weights = trainer.session.request("weights").result() | {"bias/value": np.array([-13.4], np.float32)}
    trainer.session.request("set_weights", weights).result()
    panel = show(ValuesPanel, trainer)
    panel.choice.button("truth").click()
    qtbot.waitUntil(lambda: panel.truth.rowCount() == 4 and "e-06 (-13.4)" in cells(panel)[0][3], timeout=10_000)
    truth = panel.truth
    assert truth.sizeHintForColumn(3) <= truth.columnWidth(3)
    assert truth.columnWidth(0) < truth.columnWidth(3) / 2


def test_no_truth_table_of_what_has_no_units(qtbot, open_real, show):
    panel = show(ValuesPanel, open_real(store.load(store.find("matmul"))))

    qtbot.waitUntil(lambda: "matmul" in shown(panel), timeout=10_000)
    assert not panel.choice.isVisible()


def test_figures_that_change_do_not_have_the_window_laid_out_anew(qtbot, open_real, show):
    trainer = open_real(store.load(store.find("xor")))
    panel = show(ValuesPanel, trainer)
    qtbot.waitUntil(lambda: "hidden layer" in shown(panel), timeout=10_000)
    before = shown(panel)["hidden layer"]
    requests = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.LayoutRequest and watched is panel:
                requests.append(watched)
            return False

    watch = Watch()
    qtbot.wait(50)
    panel.installEventFilter(watch)
    trainer.step()
    qtbot.waitUntil(lambda: shown(panel)["hidden layer"] != before, timeout=10_000)
    qtbot.wait(50)
    panel.removeEventFilter(watch)

    assert requests == []
