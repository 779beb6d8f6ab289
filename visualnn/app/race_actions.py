"""The commands of a race: for menus, keys and the command palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from visualnn.app.enabling import enable
from visualnn.app.racing import Racing


class RaceActions(QObject):
    """Start or pause, step and reset the race of the document; their state stays true to it."""

    def __init__(self, racing: Racing, window: QWidget) -> None:
        super().__init__(window)
        self._racing = racing
        self.start = self._make(window, self.tr("Start &Race"), racing.toggle, "Shift+F5")
        self.step = self._make(window, self.tr("Step of the Race"), racing.step, "Shift+F6")
        self.reset = self._make(window, self.tr("Reset the Race"), racing.reset, "Shift+F8")
        racing.changed.connect(self._follow)
        self._follow()

    def all(self) -> list[QAction]:
        """The commands in the order of a menu."""
        return [self.start, self.step, self.reset]

    def _make(self, window: QWidget, text: str, do: Callable[[], object], shortcut: str) -> QAction:
        action = QAction(text, window)
        action.setShortcut(shortcut)
        action.triggered.connect(lambda: do())
        window.addAction(action)
        return action

    def _follow(self) -> None:
        running, obstacle = self._racing.running, self._racing.obstacle
        self.start.setText(self.tr("Pause the &Race") if running else self.tr("Start &Race"))
        enable(self.start, running or not obstacle, obstacle)
        enable(self.step, not running and not obstacle, obstacle or self.tr("Pause the race first."))
        enable(self.reset, self._racing.state != "none", self.tr("There is no race yet."))
