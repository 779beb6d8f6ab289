"""The command palette: every action of every menu, found by a few letters and run with Enter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QBrush, QColor, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QTreeWidgetItem, QWidget

from visualnn.app.enabling import why_not
from visualnn.app.fuzzy import score
from visualnn.app.searchbox import SearchBox
from visualnn.app.theme import colours

_MNEMONIC = re.compile(r"\(&\w\)")  # as menus are written where letters are not Latin: 파일(&F)
_SIZE = QSize(620, 460)
_TOP = 64


class Entry(NamedTuple):
    """An action and the menus that lead to it."""

    path: tuple[str, ...]
    action: QAction

    @property
    def name(self) -> str:
        """What the action is called, without the mark of its mnemonic."""
        return plain(self.action.text())

    @property
    def shortcut(self) -> str:
        """The first shortcut, as the platform writes it."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class CommandPalette(SearchBox):
    """Lists the actions of a menu bar; those that are disabled are dimmed and say why."""

    columns = 2

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = bar
        self._entries: list[Entry] = []
        self.setAccessibleName(self.tr("Command palette"))
        self.name_field(self.tr("Search commands"), self.tr("Commands found"))

    def open(self) -> None:
        """Open at the top of the window with the actions as they are now."""
        self._entries = list(entries(self._bar))
        width = min(_SIZE.width(), self.ground.width())
        self.open_at(QPoint((self.ground.width() - width) // 2, _TOP), _SIZE)

    def show_matches(self, query: str) -> None:
        dim = QBrush(QColor(colours().dim))
        for number in ranked(query, self._entries):
            entry = self._entries[number]
            where = " → ".join(entry.path)
            reason = why_not(entry.action)
            item = self.add_entry(f"{where} → {entry.name}", reason or entry.shortcut)
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, dim)
            if reason:
                item.setForeground(0, dim)
                for column in range(self.columns):
                    item.setToolTip(column, reason)
            if entry.action.isCheckable():
                item.setText(0, f"{'☑' if entry.action.isChecked() else '☐'} {item.text(0)}")

    def stays(self, item: QTreeWidgetItem) -> bool:
        return not self._entry(item).action.isEnabled()

    def take(self, item: QTreeWidgetItem) -> None:
        self._entry(item).action.trigger()

    def _entry(self, item: QTreeWidgetItem) -> Entry:
        return self._entries[item.data(0, Qt.ItemDataRole.UserRole)]


def entries(bar: QMenuBar) -> Iterator[Entry]:
    """Every action of every menu with the menus that lead to it, in the order of the bar."""
    yield from _walk(bar.actions(), ())


def ranked(query: str, found: list[Entry]) -> list[int]:
    """The places of the entries that match, best first; in the order of the menus for an empty query."""
    if not query.strip():
        return list(range(len(found)))
    scores: list[tuple[float, int]] = []
    for number, entry in enumerate(found):
        by_name = score(query, entry.name)
        by_path = score(query, " ".join((*entry.path, entry.name)))
        best = max((value for value in (by_name, by_path and by_path - 5) if value is not None), default=None)
        if best is not None:
            scores.append((-best, number))
    return [number for _, number in sorted(scores)]


def plain(text: str) -> str:
    """A menu's text without the mark of its mnemonic and the dots that promise a dialog."""
    text = _MNEMONIC.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _walk(actions: list[QAction], path: tuple[str, ...]) -> Iterator[Entry]:
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()  # fills those that are made anew each time
            yield from _walk(menu.actions(), (*path, plain(action.text())))
        elif not action.isSeparator():
            yield Entry(path, action)
