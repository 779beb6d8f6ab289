"""Choosing which columns of a file are inputs and which targets, by dragging their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.inspector.editors import Editor
from visualnn.blocks.spec import Param

_LEAST, _MOST = 2, 7  # lines of a list that are seen at once


class ColumnsEditor(Editor):
    """Three lists, of inputs, targets and columns left out; names are dragged, or moved by the buttons below.

    A tick says that a column of numbers is taken as one of categories. Until the file was looked at
    (:meth:`show_columns`) only the names in the settings are known.
    """

    wide = True

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: dict[str, Any] = {}
        self._known: tuple[str, ...] = ()
        self._texts: frozenset[str] = frozenset()
        self.lists: dict[str, _Names] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        buttons = QHBoxLayout()
        for role, heading, action in (
            ("inputs", self.tr("Inputs"), self.tr("To inputs")),
            ("targets", self.tr("Targets"), self.tr("To targets")),
            ("", self.tr("Left out"), self.tr("Leave out")),
        ):
            names = self.lists[role] = _Names(self)
            names.setAccessibleName(heading)
            names.dropped.connect(lambda moved, place, role=role: self.move_names(moved, role, place))
            names.itemChanged.connect(self._read_tick)
            column.addWidget(QLabel(heading, self))
            column.addWidget(names)
            button = QPushButton(action, self)
            button.setToolTip(self.tr("Move the columns that are selected in the lists"))
            button.clicked.connect(lambda _, role=role: self.move_names(self.selected(), role))
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.setFocusProxy(self.lists["inputs"])

    def show_value(self, value: Any) -> None:
        self._value = dict(value)
        self._fill()

    def show_columns(self, names: Sequence[str], texts: Sequence[str]) -> None:
        """Say which columns the file has, and which of them hold texts: those are categories anyhow."""
        self._known, self._texts = tuple(names), frozenset(texts)
        self._fill()

    def selected(self) -> list[str]:
        """The names that are selected, in all lists."""
        return [name for names in self.lists.values() for name in names.selected()]

    def move_names(self, moved: Sequence[str], role: str, place: int | None = None) -> None:
        """Let these columns be ``inputs``, ``targets`` or left out (empty), in front of the one at ``place``."""
        if not moved:
            return
        roles = self._roles()
        roles.setdefault("", [])
        goal = roles[role]
        before = [name for name in goal[:place] if name not in moved] if place is not None else goal
        for names in roles.values():
            names[:] = [name for name in names if name not in moved]
        index = len(before) if place is not None else len(goal)
        goal[index:index] = moved
        self._tell(roles["inputs"], roles["targets"], list(self._value.get("categories", ())))

    def _roles(self) -> dict[str, list[str]]:
        """The names by what they are, as the settings mean them."""
        targets = list(self._value.get("targets", ()))
        inputs = list(self._value.get("inputs", ()))
        if not targets:
            targets = [name for name in self._known if name not in inputs][-1:]
        if not inputs:
            inputs = [name for name in self._known if name not in targets]
        return {"inputs": inputs, "targets": targets, "": [n for n in self._known if n not in inputs + targets]}

    def _fill(self) -> None:
        categories = self._value.get("categories", ())
        for role, names in self._roles().items():
            self.lists[role].show_names(names, categories, self._texts)

    def _read_tick(self, item: QListWidgetItem) -> None:
        name = item.text()
        categories = [other for other in self._value.get("categories", ()) if other != name]
        if item.checkState() == Qt.CheckState.Checked:
            categories.append(name)
        self._tell(list(self._value.get("inputs", ())), list(self._value.get("targets", ())), categories)

    def _tell(self, inputs: list[str], targets: list[str], categories: list[str]) -> None:
        """Tell the value; what is so by default is left unsaid, so that it holds for another file too."""
        if targets == list(self._known[-1:]) and inputs in ([], list(self._known[:-1])):
            inputs, targets = [], []
        value = {"inputs": inputs, "targets": targets, "categories": categories}
        self._value = {role: names for role, names in value.items() if names}
        self._fill()
        self.edited.emit(dict(self._value))
        self.finished.emit()


class _Names(QListWidget):
    """A list whose names can be dragged to another.

    Signals:
        dropped(names, place): names were dropped in front of the one at a place, or behind the last.
    """

    dropped = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setUniformItemSizes(True)

    def show_names(self, names: Sequence[str], categories: Sequence[str], texts: frozenset[str]) -> None:
        """List the names; those of ``categories`` are ticked, those of ``texts`` need no tick."""
        self.blockSignals(True)
        self.clear()
        for name in names:
            item = QListWidgetItem(name, self)
            if name not in texts:
                ticked = name in categories
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                item.setToolTip(self.tr("Tick it if its numbers only name things, as a postcode does"))
        self.blockSignals(False)
        line = self.sizeHintForRow(0) if names else self.fontMetrics().height() + 4
        self.setFixedHeight(line * max(_LEAST, min(_MOST, len(names))) + 2 * self.frameWidth() + 2)

    def selected(self) -> list[str]:
        """The names that are selected, from top to bottom."""
        return [self.item(row).text() for row in range(self.count()) if self.item(row).isSelected()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._answer(event)

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, _Names):
            event.setDropAction(Qt.DropAction.CopyAction)  # the lists are filled anew; nothing is to be removed
            event.accept()
            self.dropped.emit(source.selected(), self._place(event.position().toPoint()))

    def _answer(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, _Names) and source.parent() is self.parent():
            event.acceptProposedAction()
        else:
            event.ignore()

    def _place(self, point: QPoint) -> int:
        item = self.itemAt(point)
        if item is None:
            return self.count()
        return self.row(item) + (point.y() > self.visualItemRect(item).center().y())
