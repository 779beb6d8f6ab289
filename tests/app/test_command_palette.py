"""Every action of the window can be found by its name and run with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from visualnn.app.command_palette import entries, plain
from visualnn.app.enabling import why_not

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, window):
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    return window


def open_palette(window):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CTRL_SHIFT)
    assert window.command_palette.isVisible()
    return window.command_palette


def lines(palette):
    return [(item.text(0), item.text(1)) for item in palette.entries()]


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def write(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_it_lists_every_action_of_every_menu_with_its_shortcut(window):
    listed = lines(open_palette(window))
    assert ("Edit → Select all", "Ctrl+A") in listed
    assert "☐ View → Theme → Dark" in [name for name, _ in listed]
    assert len(listed) == len(list(entries(window.menuBar())))


def test_every_action_is_in_a_menu(window):
    in_menus = {id(entry.action) for entry in entries(window.menuBar())}
    loose = [action.text() for action in (*window.actions(), *window.canvas.actions()) if id(action) not in in_menus]
    assert not loose


def test_a_few_letters_and_enter_run_a_command_where_the_focus_was(window):
    window.canvas.add_block("dense")
    open_palette(window)
    write("dupl")
    press(Qt.Key.Key_Return)
    assert not window.command_palette.isVisible()
    assert window.canvas.hasFocus()
    assert [block.name for block in window.document_.graph.blocks] == ["dense 1", "dense 2"]


def test_arrow_keys_choose_among_what_was_found(window):
    palette = open_palette(window)
    write("add block")
    assert lines(palette)[0][0] == "Edit → Add block"
    write(" dense")
    press(Qt.Key.Key_Escape)
    palette = open_palette(window)
    write("zoom")
    wanted = [name for name, _ in lines(palette)].index("View → Zoom out")
    for _ in range(wanted):
        press(Qt.Key.Key_Down)
    before = window.canvas.navigator.zoom
    press(Qt.Key.Key_Return)
    assert window.canvas.navigator.zoom < before


def test_a_disabled_action_says_why_and_stays(window):
    palette = open_palette(window)
    write("duplicate")
    assert lines(palette)[0] == ("Edit → Duplicate", "Select a block first.")
    press(Qt.Key.Key_Return)
    assert palette.isVisible()
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.canvas.hasFocus()


def test_every_disabled_action_has_a_reason_of_its_own(window):
    vague = [e.name for e in entries(window.menuBar()) if why_not(e.action) == "Not possible just now."]
    assert vague in ([], ["No files yet"])


def test_a_click_elsewhere_closes_it(window):
    palette = open_palette(window)
    window.palette_.search.setFocus()
    assert not palette.isVisible()


def test_names_are_shown_without_what_only_menus_need():
    assert [plain(text) for text in ("&Open…", "파일(&F)", "Fish && Chips")] == ["Open", "파일", "Fish & Chips"]
