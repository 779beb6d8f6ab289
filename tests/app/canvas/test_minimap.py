"""The map in the corner shows what is out of view, and leads there."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.app.canvas.hand import Hand
from visualnn.app.canvas.minimap import SIZE
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph


def centre(hand: Hand) -> QPointF:
    """What is in the middle of the view."""
    return hand.view.mapToScene(hand.view.viewport().rect().center())


def test_it_hides_while_everything_is_in_view(hand: Hand) -> None:
    map_ = hand.view.keyboard.map
    hand.view.fit()
    assert not map_.isVisible()
    hand.view.navigator.set_zoom(3.0)
    assert map_.isVisible()
    hand.view.keyboard.minimap.trigger()
    assert not map_.isVisible()
    hand.view.keyboard.minimap.trigger()
    assert map_.isVisible()


def test_a_click_or_drag_moves_the_view(hand: Hand) -> None:
    hand.view.navigator.set_zoom(3.0)
    map_ = hand.view.keyboard.map
    corner = hand.view.canvas.bounds().topLeft()
    QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=QPoint(12, SIZE.height() // 2))
    left = centre(hand).x()
    assert abs(left - corner.x()) < 60
    spot = QPointF(SIZE.width() - 12, SIZE.height() / 2)
    common = (Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(map_, QMouseEvent(QEvent.Type.MouseMove, spot, map_.mapToGlobal(spot), *common))
    assert centre(hand).x() > left + 500
    assert hand.document.undo_label == ""


def test_the_block_that_is_added_is_on_it(hand: Hand) -> None:
    hand.view.navigator.set_zoom(3.0)
    map_ = hand.view.keyboard.map
    before = map_.grab().toImage()
    hand.document.edit_graph("add", lambda graph: edits.add_block(graph, "dense", "far", 2000, 900)[0])
    assert map_.grab().toImage() != before


def test_frames_and_comments_are_on_it(hand: Hand) -> None:
    hand.document.edit_graph("add", lambda graph: edits.add_block(graph, "dense", "far", 2000, 900)[0])
    hand.view.navigator.set_zoom(3.0)
    map_ = hand.view.keyboard.map
    bare = map_.grab().toImage()
    hand.document.edit_graph("frame", lambda graph: edits.add_frame(graph, "Part", 100, 300, 800, 400, 2)[0])
    framed = map_.grab().toImage()
    hand.document.edit_graph("note", lambda graph: edits.add_comment(graph, "See here", 1200, 500, 400, 300)[0])
    noted = map_.grab().toImage()
    assert bare != framed != noted


def test_two_thousand_blocks_are_painted_in_milliseconds(hand: Hand, qtbot: QtBot) -> None:
    blocks = tuple(Block(f"b{n}", "dense", f"dense {n}", n % 50 * 200, n // 50 * 100) for n in range(2000))
    hand.document.edit_graph("many", lambda _: Graph(blocks))
    hand.view.navigator.set_zoom(1.0)
    map_ = hand.view.keyboard.map
    map_.grab()
    start = time.perf_counter()
    for n in range(10):
        hand.view.centerOn(n * 100, 0)
        map_.grab()
    assert (time.perf_counter() - start) / 10 < 0.02
