"""The room that a race has in the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visualnn.graph.race import Race

LEAST, MOST = 0.38, 0.48
"""The share of the window's height that a race has: the drawing above keeps the rest."""

FEW = 6
"""Variants up to which a race has the least room, which their list fits into; with four more it has the most."""


class _Place(NamedTuple):
    """Where a dock is, as far as a user puts it there: ``floating``, where on the screen; None: in its area."""

    area: Qt.DockWidgetArea
    floating: QRect | None
    hidden: bool


class RaceRoom:
    """Gives the dock of the race the whole width at the bottom while a project with a race is shown, with all else that
    was there in tabs behind it, and puts everything back where it was afterwards, but for the docks that the user has
    moved, floated, closed or opened meanwhile."""

    def __init__(self, window: QMainWindow, dock: QDockWidget) -> None:
        self._window, self._dock = window, dock
        self._before: QByteArray | None = None
        self._entered: dict[QDockWidget, _Place] = {}  # where docks were put when the race got its room
        self._offered = False  # whether room was made for this project
        self._share = LEAST

    @property
    def given(self) -> bool:
        """Whether a race has it."""
        return self._before is not None

    def forget(self) -> None:
        """What is arranged now is the user's own."""
        self._before = None

    def give(self, race: Race, docks: Sequence[QDockWidget]) -> None:
        """Make room for a race; ``docks``: all docks of the window."""
        if self._before is None:
            self._before = self._window.saveState()
            self._enter(docks)
        self._share = min(MOST, LEAST + max(0, len(race.values) - FEW) * (MOST - LEAST) / 4)
        self.resize(1)
        self._dock.show()
        self._dock.raise_()
        # Qt shows the tabs of docks that were moved only when it lays them out once more, for another size.
        QTimer.singleShot(0, self._window, self.resize)

    def end(self) -> None:
        """Return the user's own arrangement, with what the user did to docks since."""
        if self._before is None:
            return
        moved = {dock: place for dock, was in self._entered.items() if (place := self._place(dock)) != was}
        self._window.restoreState(self._before)
        self._before = None
        for dock, place in moved.items():
            self._put(dock, place)

    def fresh(self) -> None:
        """Another project is opened."""
        self._offered = False

    def started(self, race: Race, docks: Sequence[QDockWidget]) -> None:
        """A race begins: who starts one wants to see it. Once for each project; what the user makes of it stays."""
        if not self._offered and not self._dock.isFloating() and not self._dock.visibleRegion().isEmpty():
            self._offered = True
            self.give(race, docks)

    def resize(self, more: int = 0) -> None:
        """Be as high as the race needs, if it has the room."""
        if self._before is None:
            return
        height = round(self._window.height() * self._share) + more
        self._window.resizeDocks([self._dock], [height], Qt.Orientation.Vertical)

    def _enter(self, docks: Sequence[QDockWidget]) -> None:
        window, bottom = self._window, Qt.DockWidgetArea.BottomDockWidgetArea
        there = [dock for dock in docks if window.dockWidgetArea(dock) == bottom and not dock.isFloating()]
        behind = [dock for dock in there if dock is not self._dock]
        hidden = [dock for dock in behind if dock.isHidden()]
        for dock in (*there, self._dock):
            window.removeDockWidget(dock)  # docks that are only moved leave their tab bars behind (Qt 6.11)
        window.addDockWidget(bottom, self._dock)
        self._dock.show()
        for dock in behind:
            window.tabifyDockWidget(self._dock, dock)
            dock.setHidden(dock in hidden)
        self._entered = {dock: self._place(dock) for dock in docks}

    def _place(self, dock: QDockWidget) -> _Place:
        floating = dock.geometry() if dock.isFloating() else None
        return _Place(self._window.dockWidgetArea(dock), floating, dock.isHidden())

    def _put(self, dock: QDockWidget, place: _Place) -> None:
        if place.area != self._window.dockWidgetArea(dock):
            self._window.addDockWidget(place.area, dock)
        dock.setFloating(place.floating is not None)
        if place.floating is not None:
            dock.setGeometry(place.floating)
        dock.setHidden(place.hidden)
