"""The room that a race has in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visualnn.graph.race import Race

LEAST, MOST = 0.38, 0.48
"""The share of the window's height that a race has: the drawing above keeps the rest."""

FEW = 6
"""Variants up to which a race has the least room, which their list fits into; with four more it has the most."""


class RaceRoom:
    """Gives the dock of the race the whole width at the bottom while a project with a race is shown, with all else that
    was there in tabs behind it, and puts everything back where it was afterwards."""

    def __init__(self, window: QMainWindow, dock: QDockWidget) -> None:
        self._window, self._dock = window, dock
        self._before: QByteArray | None = None
        self._offered = False  # whether room was made for this project
        self._share = LEAST

    @property
    def arrangement(self) -> QByteArray:
        """The user's own arrangement: what is to be kept."""
        return self._before or self._window.saveState()

    def forget(self) -> None:
        """What is arranged now is the user's own."""
        self._before = None

    def give(self, race: Race | None, docks: Sequence[QDockWidget]) -> None:
        """Make room for a race, or end doing so; ``docks``: all docks of the window."""
        racing = race is not None
        if not racing and self._before:
            self._window.restoreState(self._before)
            self._before = None
        elif racing and not self._before:
            self._before = self._window.saveState()
            self._enter(docks)
        if race is not None:
            self._share = min(MOST, LEAST + max(0, len(race.values) - FEW) * (MOST - LEAST) / 4)
            self._resize(1)
            self._dock.show()
            self._dock.raise_()
            # Qt shows the tabs of docks that were moved only when it lays them out once more, for another size.
            QTimer.singleShot(0, self._window, self._resize)

    def fresh(self) -> None:
        """Another project is opened."""
        self._offered = False

    def started(self, race: Race, docks: Sequence[QDockWidget]) -> None:
        """A race begins: who starts one wants to see it. Once for each project; what the user makes of it stays."""
        if not self._offered and not self._dock.isFloating() and not self._dock.visibleRegion().isEmpty():
            self._offered = True
            self.give(race, docks)

    def _resize(self, more: int = 0) -> None:
        height = round(self._window.height() * self._share) + more
        self._window.resizeDocks([self._dock], [height], Qt.Orientation.Vertical)

    def _enter(self, docks: Sequence[QDockWidget]) -> None:
        window, bottom = self._window, Qt.DockWidgetArea.BottomDockWidgetArea
        there = [dock for dock in docks if window.dockWidgetArea(dock) == bottom and not dock.isFloating()]
        behind = [dock for dock in there if not dock.isHidden() and dock is not self._dock]
        for dock in (*there, self._dock):
            window.removeDockWidget(dock)  # docks that are only moved leave their tab bars behind (Qt 6.11)
        window.addDockWidget(bottom, self._dock)
        self._dock.show()
        for dock in behind:
            window.tabifyDockWidget(self._dock, dock)
            dock.show()
