"""Building, wiring and training a network without the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from visualnn.project import store

Key = Qt.Key
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
PATIENCE = 60_000


class Typist:
    """A person with a keyboard and nothing else: all keys go where the focus is."""

    def __init__(self, window) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget()

    def press(self, *keys: Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, held)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def add(self, kind: str) -> None:
        self.press(Key.Key_Tab)
        self.write(kind)
        self.press(Key.Key_Return)

    def connect(self, target: str) -> None:
        self.press(Key.Key_C)
        self.write(target)
        self.press(Key.Key_Return)

    def reach(self, name: str) -> None:
        """Go on to the field of this name and select what is in it."""
        while self.focus.accessibleName() != name:
            self.press(Key.Key_Tab)
        self.press(Key.Key_A, held=CTRL)

    def set_first(self, value: str) -> None:
        """Give the first setting of the selected block a value and come back."""
        self.press(Key.Key_Return)
        self.press(Key.Key_A, held=CTRL)
        self.write(value)
        self.press(Key.Key_Escape)

    @property
    def selected(self) -> str:
        (block_id,) = self.window.canvas.selection()
        return self.window.document_.graph.block(block_id).name

    @property
    def wires(self) -> set[tuple[str, str, str, str]]:
        graph = self.window.document_.graph
        name = {block.id: block.name for block in graph.blocks}
        return {(name[w.source], w.source_port, name[w.target], w.target_port) for w in graph.wires}


@pytest.fixture
def typist(window):
    window.activateWindow()
    window.setFocus()
    QTest.keyClick(window, Key.Key_1, CTRL)
    assert window.canvas.hasFocus()
    return Typist(window)


def test_xor_is_built_and_trained_with_keys_alone(qtbot, typist):
    window = typist.window
    typist.add("table")
    typist.add("dense")
    typist.set_first("8")
    typist.add("tanh")
    typist.set_first("tanh")
    typist.add("dense")
    typist.set_first("1")
    typist.add("loss")
    typist.set_first("binary")
    typist.press(Key.Key_Left, held=ALT)
    assert typist.selected == "dense 2"
    typist.connect("loss prediction")
    typist.press(Key.Key_Left, held=ALT)
    typist.connect("dense 2")
    typist.press(Key.Key_Left, held=ALT)
    typist.connect("activation 1")
    typist.press(Key.Key_Left, held=ALT)
    assert typist.selected == "table 1"
    typist.connect("x dense 1")
    typist.connect("y loss")
    assert typist.wires == {
        ("table 1", "x", "dense 1", "in"),
        ("dense 1", "out", "activation 1", "in"),
        ("activation 1", "out", "dense 2", "in"),
        ("dense 2", "out", "loss 1", "prediction"),
        ("table 1", "y", "loss 1", "target"),
    }
    assert window.document_.checked.ok
    typist.press(Key.Key_Escape)  # nothing is selected: the settings are those of training
    typist.press(Key.Key_3, held=CTRL)
    typist.reach("Learning rate")
    typist.write("0.05")
    assert window.document_.value.training.learning_rate == 0.05
    typist.reach("Steps")
    typist.write("1000")
    typist.press(Key.Key_Escape)
    assert window.canvas.hasFocus()
    qtbot.waitUntil(lambda: window.trainer.state in ("ready", "none"), timeout=PATIENCE)
    typist.press(Key.Key_F5)
    qtbot.waitUntil(lambda: window.trainer.state == "finished", timeout=PATIENCE)
    assert window.trainer.latest.history.last("loss") < 0.05


def test_a_wire_that_cannot_be_drawn_says_why(typist):
    for kind in ("table", "dense", "dense"):
        typist.add(kind)
    typist.press(Key.Key_Left, held=ALT)
    typist.connect("dense 2")
    typist.press(Key.Key_Right, held=ALT)
    typist.press(Key.Key_C)
    typist.write("dense 1 in")
    connector = typist.window.canvas.keyboard.connector
    assert "circle" in connector.entries()[0].text(1)
    typist.press(Key.Key_Return)
    assert connector.isVisible()
    typist.press(Key.Key_Escape)
    assert len(typist.wires) == 1


def test_a_wire_is_removed_by_keys(typist):
    typist.add("table")
    typist.add("dense")
    typist.press(Key.Key_Left, held=ALT)
    typist.connect("dense")
    assert len(typist.wires) == 1
    typist.press(Key.Key_C, held=SHIFT)
    typist.press(Key.Key_Return)
    assert not typist.wires
    assert typist.window.canvas.hasFocus()


def test_blocks_added_by_keys_stand_beside_each_other(typist):
    for _ in range(3):
        typist.add("dense")
    places = [(block.x, block.y) for block in typist.window.document_.graph.blocks]
    assert places[0][0] < places[1][0] < places[2][0]
    assert len({y for _, y in places}) == 1


def test_keys_walk_from_block_to_block(typist):
    for kind in ("table", "dense", "loss"):
        typist.add(kind)
    typist.press(Key.Key_Left, held=ALT)
    assert typist.selected == "dense 1"
    typist.press(Key.Key_Right, held=ALT)
    typist.press(Key.Key_Right, held=ALT)
    assert typist.selected == "loss 1"
    typist.press(Key.Key_N)
    assert typist.selected == "table 1"
    typist.press(Key.Key_N, held=SHIFT)
    assert typist.selected == "loss 1"


def test_every_part_of_the_window_is_reached_by_a_key_and_left_by_esc(typist):
    window = typist.window
    for number, dock in enumerate(window.docks[:2], start=2):
        typist.press(Key(Key.Key_0 + number), held=CTRL)
        assert dock.isAncestorOf(typist.focus)
        typist.press(Key.Key_Escape)
        assert window.canvas.hasFocus()


def test_tab_goes_through_the_controls_of_a_panel_to_its_menu_and_then_to_what_it_shows(qtbot, typist):
    """Of buttons of which one is down, that one has the focus; the arrow keys go to the others."""
    window = typist.window
    assert window.filing.open(store.find("xor"))
    predictions, values = window.predictions, window.values

    def focus(button):
        qtbot.waitUntil(button.isVisible)
        window.activateWindow()
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)

    qtbot.waitUntil(lambda: predictions.view is not None, timeout=60_000)
    focus(predictions.choice.button("surface"))
    typist.press(Key.Key_Tab)
    assert typist.focus is predictions.more
    typist.press(Key.Key_Tab)
    assert predictions.view.isAncestorOf(typist.focus)

    window._values_dock.raise_()
    qtbot.waitUntil(lambda: values.table.rowCount() > 0 and values.choice.isVisible(), timeout=60_000)
    focus(values.choice.button("blocks"))
    for expected in (values.example, values.more, values.table):
        typist.press(Key.Key_Tab)
        assert typist.focus is expected
    typist.press(Key.Key_Tab)
    assert not values.isAncestorOf(typist.focus)  # not from cell to cell


def test_find_goes_to_blocks_by_name_and_by_kind(typist):
    window = typist.window
    for kind in ("table", "dense", "dense", "loss"):
        typist.add(kind)
    typist.press(Key.Key_F, held=CTRL)
    typist.write("loss")
    assert typist.selected == "loss 1"
    typist.press(Key.Key_A, held=CTRL)
    typist.write("16 units")
    assert window.canvas.keyboard.finder.tally.text().startswith("2 ")
    first = typist.selected
    typist.press(Key.Key_Return)
    second = typist.selected
    assert {first, second} == {"dense 1", "dense 2"}
    typist.press(Key.Key_Return)
    assert typist.selected == first  # round and round
    typist.press(Key.Key_Down)
    assert typist.selected == second
    centre = window.canvas.mapToScene(window.canvas.viewport().rect().center())
    card = window.canvas.canvas.bounds(window.canvas.selection())
    assert card.contains(centre)
    typist.press(Key.Key_Escape)
    assert typist.selected == second
    assert window.canvas.hasFocus()


def test_finding_nothing_says_so(typist):
    typist.add("table")
    typist.press(Key.Key_F, held=CTRL)
    typist.write("qqq")
    assert typist.window.canvas.keyboard.finder.tally.text().startswith("0 ")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_Escape)
    assert typist.selected == "table 1"
