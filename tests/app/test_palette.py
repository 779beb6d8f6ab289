"""The palette: found by typing, added with a key, dragged to the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from visualnn.app.find import matching
from visualnn.app.palette import BLOCK_MIME, Palette
from visualnn.blocks.catalogue import SPECS


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    widget = Palette()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def listed(palette: Palette) -> dict[str, list[str]]:
    """Labels by heading."""
    groups = [palette.tree.topLevelItem(i) for i in range(palette.tree.topLevelItemCount())]
    return {group.text(0): [group.child(i).text(0) for i in range(group.childCount())] for group in groups}


def test_every_kind_is_listed_under_its_category(palette: Palette) -> None:
    found = listed(palette)
    assert all(spec.label in found[spec.category] for spec in SPECS.values())


def test_typing_narrows_the_list_and_enter_adds_the_best_match(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.search, "dropo")
    assert listed(palette) == {"Regularisation": ["Dropout"]}
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen.args == ["dropout"]
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert len(listed(palette)) > 1


def test_a_double_click_adds(palette: Palette, qtbot: QtBot) -> None:
    item = palette.tree.topLevelItem(0).child(0)
    spot = palette.tree.visualItemRect(item).center()
    qtbot.mouseClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseDClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == ["table"]


def test_pulling_an_entry_starts_a_drag_that_carries_its_kind(
    palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = []
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, _: carried.append(bytes(drag.mimeData().data(BLOCK_MIME).data()).decode())
    )
    group = palette.tree.topLevelItem(0)
    for item in (group.child(1), group):  # a heading carries nothing
        drag_away(palette, item)
    assert carried == ["csv"]


def drag_away(palette: Palette, item: QTreeWidgetItem) -> None:
    """Press on an entry and pull it off with the button held."""
    viewport = palette.tree.viewport()
    spot = palette.tree.visualItemRect(item).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=spot)
    for step in (20, 60):
        place = QPointF(spot) + QPointF(step, 0)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = QMouseEvent(
            QEvent.Type.MouseMove, place, viewport.mapToGlobal(place), none, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, held)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=spot)


def test_blocks_explain_themselves(palette: Palette) -> None:
    assert "neurons" in palette.tree.topLevelItem(1).child(0).toolTip(0)


@pytest.mark.parametrize(
    ("query", "first"),
    [("", "table"), ("dense", "dense"), ("DRO", "dropout"), ("relu", "activation"), ("mnist", "idx"), ("elman", None)],
)
def test_blocks_are_found_by_label_choice_and_help(query: str, first: str | None) -> None:
    assert next(iter(matching(query)), None) == first
