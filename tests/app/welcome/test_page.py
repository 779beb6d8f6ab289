"""The welcome page, with real clicks and keys, in the window it lies over."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from visualnn.app import main
from visualnn.app.main import make_window
from visualnn.app.settings import Settings
from visualnn.project import course, store
from visualnn.project.autosave import Autosave, leftovers
from visualnn.project.format import Project

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, tmp_path):
    settings = Settings()
    settings.tick_lesson("constants")
    mine = tmp_path / "mine.vnn"
    store.save(mine, Project(title="mine"))
    settings.remember(mine)
    window = make_window(settings)
    window.trainer.prepare = lambda: None  # the engine is not needed here
    qtbot.addWidget(window, before_close_func=lambda window: window.document_.mark_saved(tmp_path / "kept.vnn"))
    with qtbot.waitExposed(window):
        window.show_welcome()
        window.show()
    qtbot.waitUntil(lambda: window.welcome.focusWidget() is not None)
    yield window
    window.trainer.close()


@pytest.fixture
def page(window):
    return window.welcome


def card(page, sample):
    return next(card for card in page.shelf.cards if card.lesson.sample == sample)


def lines(page, name):
    return page.findChildren(QPushButton, name)


def test_a_click_on_a_card_opens_its_lesson_and_ticks_it(qtbot, window, page):
    assert card(page, "constants").opened
    assert not card(page, "shapes").opened
    assert page.count.text() == f"1 of {len(course.lessons())} lessons opened"

    qtbot.mouseClick(card(page, "shapes"), LEFT)

    assert window.document_.path == store.find("shapes")
    assert not page.isVisible()
    window.actions_.welcome.trigger()
    assert card(page, "shapes").opened


def test_it_covers_canvas_and_docks_but_not_the_bars(window, page):
    window.resize(1100, 700)
    QApplication.processEvents()
    for hidden in (window.canvas, window.inspector, window.palette_):
        assert page.isAncestorOf(window.childAt(hidden.mapTo(window, QPoint(30, 30))))
    assert page.geometry().top() == window.toolbar.geometry().bottom() + 1
    assert page.geometry().bottom() + 1 == window.statusBar().geometry().top()


def test_arrow_keys_go_from_card_to_card_and_enter_opens(qtbot, window, page):
    first = card(page, "constants")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page.focusWidget() is card(page, "shapes")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_End)
    last = page.shelf.cards[-1]
    assert page.focusWidget() is last
    qtbot.keyClick(last, Qt.Key.Key_Up)
    above = page.focusWidget()
    assert above.y() < last.y()
    qtbot.keyClick(above, Qt.Key.Key_Down)
    assert page.focusWidget().y() == last.y()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Home)
    assert page.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert window.document_.path == store.find("constants")


def test_the_first_lesson_not_opened_yet_has_the_focus(page):
    assert page.focusWidget() is card(page, "shapes")


def test_search_keeps_the_lessons_that_have_all_words(qtbot, window, page):
    qtbot.keyClicks(page.focusWidget(), "x")  # what is typed on a card goes to the search
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "or relu")
    assert [card.lesson.sample for card in page.shelf.cards] == ["xor_relu"]
    assert not page.shelf.none.isVisible()
    qtbot.keyClicks(page.search, " zzz")
    assert page.shelf.cards == []
    assert page.shelf.none.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.isVisible()
    page.search.insert("사라지는")  # as an input method does
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert window.document_.path == store.find("vanishing")


def test_tab_stays_on_the_page(qtbot, page):
    seen = set()
    for _ in range(len(page.shelf.cards) + 12):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.isAncestorOf(QApplication.focusWidget())
        seen.add(QApplication.focusWidget())
    assert {page.search, page.new, page.open, page.at_start} <= seen


def test_escape_and_shortcuts_lead_to_what_is_behind(qtbot, window, page):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.canvas.hasFocus()
    window.show_welcome()
    window.actions_.goto[1].trigger()
    assert not page.isVisible()


def test_an_empty_network_and_files_used_before(qtbot, window, page, tmp_path):
    (line,) = lines(page, "line")
    assert line.text() == "mine.vnn"
    qtbot.mouseClick(line, LEFT)
    assert window.document_.value.title == "mine"
    window.show_welcome()
    assert page.back.isVisible()
    qtbot.mouseClick(page.new, LEFT)
    assert window.document_.path is None
    assert not page.isVisible()


def test_work_left_behind_is_offered_and_recovered(qtbot, window, page):
    project = store.load(store.find("xor"))
    kept = Autosave()
    kept.write(project, None)
    kept._lock.close()  # as when the process ends
    window.show_welcome(leftovers())
    (line,) = lines(page, "recover")
    qtbot.mouseClick(line, LEFT)
    assert window.document_.value == project
    assert window.isWindowModified()
    assert not page.isVisible()


def test_the_choice_not_to_show_it_at_the_start_is_kept(qtbot, page):
    assert Settings().welcome
    qtbot.mouseClick(page.at_start, LEFT, pos=QPoint(8, page.at_start.height() // 2))
    assert not Settings().welcome


def test_without_the_page_the_program_opens_with_a_lesson(qtbot, window):
    window.welcome.leave()
    main._begin(window, None)
    assert window.document_.path == store.find(main.FIRST)


def test_an_edit_behind_it_brings_the_canvas_back(window, page):
    window.canvas.add_block("dense")
    assert not page.isVisible()


def test_the_canvas_can_be_worked_on_when_the_page_is_gone(qtbot, window, page):
    page.leave()
    window.canvas.add_block("digits")
    canvas = window.canvas
    item = canvas.canvas.nodes[canvas.document.graph.blocks[0].id]
    port = canvas.mapFromScene(item.pos() + item.layout.ports["out", "x"])
    qtbot.mousePress(canvas.viewport(), LEFT, pos=port)
    for step in range(1, 6):
        qtbot.mouseMove(canvas.viewport(), port + QPoint(20 * step, -4 * step))
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=port + QPoint(110, -20))
    assert canvas.placing.box.isVisible()
