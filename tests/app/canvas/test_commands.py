"""What keys and menus do to the drawing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.app.canvas.hand import CTRL, NONE, SHIFT, Hand

XIN = ("table 1", "x", "dense 1", "in")
OUT = ("dense 1", "out", "loss 1", "prediction")
TARGET = ("table 1", "y", "loss 1", "target")


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_and_backspace_remove_the_selected_blocks_with_their_wires(hand: Hand, key: Qt.Key) -> None:
    hand.click(hand.on("dense 1"))
    hand.key(key)
    assert "dense 1" not in hand.see()
    assert hand.wires() == {TARGET}


def test_undo_and_redo(hand: Hand) -> None:
    hand.click(hand.on("dense 1"))
    hand.key(Qt.Key.Key_Delete)
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.wires() == {XIN, OUT, TARGET}
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert hand.wires() == {TARGET}


def test_undo_says_what_it_would_take_back(hand: Hand) -> None:
    undo = hand.view.commands.undo
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    hand.view.add_block("dense")
    assert (undo.text(), undo.isEnabled()) == ("Undo: Add Dense", True)


def test_delete_and_rejoin_leaves_no_gap(hand: Hand) -> None:
    hand.click(hand.on("dense 1"))
    hand.key(Qt.Key.Key_Delete, CTRL)
    assert hand.wires() == {("table 1", "x", "loss 1", "prediction"), TARGET}


def test_a_duplicate_lies_beside_the_original_and_is_selected(hand: Hand) -> None:
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_D, CTRL)
    assert hand.selected() == {"table 2", "dense 2", "loss 2", "activation 2"}
    assert ("table 2", "x", "dense 2", "in") in hand.wires()
    assert hand.place("dense 2") == (280, 20)


def test_copies_travel_as_the_text_of_a_project(hand: Hand) -> None:
    hand.click(hand.on("dense 1"))
    hand.click(hand.on("loss 1"), SHIFT)
    hand.key(Qt.Key.Key_C, CTRL)
    assert '"dense 1"' in QGuiApplication.clipboard().text()
    hand.key(Qt.Key.Key_V, CTRL)
    assert hand.selected() == {"dense 2", "loss 2"}
    assert ("dense 2", "out", "loss 2", "prediction") in hand.wires()
    assert hand.document.graph.find("dense 2").params == {"units": 1}


def test_cut_takes_away_and_paste_brings_back_under_the_same_name(hand: Hand) -> None:
    hand.click(hand.on("activation 1"))
    hand.key(Qt.Key.Key_X, CTRL)
    assert "activation 1" not in hand.see()
    hand.key(Qt.Key.Key_V, CTRL)
    assert "activation 1" in hand.see()


def test_pasting_something_else_changes_nothing(hand: Hand) -> None:
    for text in ("", "hello", "[1, 2]", '{"visualnn": 1}'):
        QGuiApplication.clipboard().setText(text)
        hand.key(Qt.Key.Key_V, CTRL)
    assert len(hand.see()) == 4
    assert not hand.document.undo_label


def test_arrow_keys_nudge_and_count_as_one_step(hand: Hand) -> None:
    hand.click(hand.on("activation 1"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        hand.key(key)
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert hand.place("activation 1") == (280, 211)
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.place("activation 1") == (260, 200)


def test_esc_clears_the_selection(hand: Hand) -> None:
    hand.click(hand.on("dense 1"))
    hand.key(Qt.Key.Key_Escape)
    assert hand.selected() == set()


def test_f2_renames_in_place(hand: Hand) -> None:
    hand.click(hand.on("dense 1"))
    hand.key(Qt.Key.Key_F2)
    hand.type("hidden")
    hand.hit(Qt.Key.Key_Return)
    assert "hidden" in hand.see()
    assert hand.view.hasFocus()


def test_a_name_that_is_taken_keeps_the_field_open(hand: Hand) -> None:
    hand.double_click(hand.on("dense 1"))
    hand.type("loss 1")
    hand.hit(Qt.Key.Key_Return)
    assert not hand.view.hasFocus()
    hand.hit(Qt.Key.Key_Escape)
    assert hand.view.hasFocus()
    assert "dense 1" in hand.see()


def test_arrange_puts_everything_in_columns_in_one_step(hand: Hand) -> None:
    hand.drag(hand.on("dense 1"), QPointF(-100, 150))
    before = hand.document.graph
    hand.key(Qt.Key.Key_L, CTRL)
    assert hand.place("table 1")[0] < hand.place("dense 1")[0] < hand.place("loss 1")[0]
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.document.graph == before


def test_blocks_added_without_the_mouse_do_not_lie_on_each_other(hand: Hand) -> None:
    for _ in range(3):
        hand.view.add_block("dense")
    places = {hand.place(name) for name in ("dense 2", "dense 3", "dense 4")}
    assert len(places) == 3


def test_keys_that_text_fields_need_count_only_on_the_canvas(hand: Hand, qtbot: QtBot) -> None:
    hand.click(hand.on("dense 1"))
    field = QLineEdit("abc", hand.view)  # stands for any field of the window
    field.show()
    field.setFocus()
    for key, keys in ((Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_A, CTRL), (Qt.Key.Key_X, CTRL), (Qt.Key.Key_A, SHIFT)):
        qtbot.keyClick(field, key, keys)
    assert field.text().casefold() == "a"
    assert len(hand.see()) == 4
    assert hand.selected() == {"dense 1"}


def test_everything_in_the_menu_is_named_and_has_its_own_shortcut(hand: Hand) -> None:
    actions = hand.view.actions()
    assert all(action.text() for action in actions)
    shortcuts = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(shortcuts) == len(set(shortcuts))
