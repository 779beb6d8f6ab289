"""The room that a race has in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visualnn.app.theme import theme
from visualnn.graph.race import Race

LEAST, MOST = 0.38, 0.48
"""The share of the window's height that a race has: the drawing above keeps the rest."""

FEW = 6
"""Variants up to which a race has the least room, which their list fits into; with four more it has the most."""

SLACK = 3
"""Pixels by which a dock may be higher or lower than it was asked to be, or the user has dragged it."""


class _Place(NamedTuple):
    """Where a dock is, as far as a user puts it there: ``floating``, where on the screen; None: in its area."""

    area: Qt.DockWidgetArea
    floating: QRect | None
    hidden: bool


class RaceRoom:
    """Gives the dock of the race the whole width at the bottom while a project with a race is shown, with all else that
    was there in tabs behind it, and puts everything back where it was afterwards. The next race finds the room as the
    user left it; docks that were moved, floated, closed or opened in one of the two arrangements are so in the other.

    Args:
        window: its ``docks``, the race's ``dock`` among them.
        measure: the size of a dock as ``QMainWindow.resizeDocks`` counts it.
    """

    def __init__(
        self,
        window: QMainWindow,
        dock: QDockWidget,
        docks: Sequence[QDockWidget],
        measure: Callable[[QDockWidget], QSize],
    ) -> None:
        self._window, self._dock, self._docks, self._measure = window, dock, docks, measure
        self._before: QByteArray | None = None  # the other arrangement, while a race has the room
        self._left: QByteArray | None = None  # how docks stood when a race last had it
        self._dragged: float | None = None  # the share of the window's height that the user gave it
        self._entered: dict[QDockWidget, _Place] = {}  # where docks were put when they were arranged otherwise
        self._offered = False  # whether room was made for this project
        self._share = LEAST
        self._asked: int | None = None  # pixels in height

    @property
    def given(self) -> bool:
        """Whether a race has it."""
        return self._before is not None

    def forget(self) -> None:
        """What is arranged now is the user's own, and a race gets its room as in a new window."""
        self.recall(None, None)

    def recall(self, left: QByteArray | None, dragged: float | None) -> None:
        """What is arranged now is the user's own, and a race gets its room as it was :meth:`kept`."""
        self._before, self._left, self._dragged = None, left, dragged
        self._enter()

    def kept(self) -> tuple[QByteArray | None, float | None]:
        """Return the user's own arrangement; tells the other one to be recalled at the next start."""
        if self._left and self._moved():
            self._take()
        self.end()
        return self._left, self._dragged

    def give(self, race: Race) -> None:
        """Make room for a race."""
        self._take()
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
        if not theme().projector:  # before an audience docks are higher than they are to be again
            self._note_height()
            self._left = self._window.saveState()
        before, self._before, self._asked = self._before, None, None
        self._exchange(before)

    def fresh(self) -> None:
        """Another project is opened."""
        self._offered = False

    def started(self, race: Race) -> None:
        """A race begins: who starts one wants to see it. Once for each project; what the user makes of it stays."""
        if not self._offered and not self._dock.isFloating() and not self._dock.visibleRegion().isEmpty():
            self._offered = True
            self.give(race)

    def resize(self, more: int = 0) -> None:
        """Be as high as the user wants it or else the race needs, if it has the room."""
        if self._before is None:
            return
        self._asked = round(self._window.height() * (self._dragged or self._share)) + more
        self._window.resizeDocks([self._dock], [self._asked], Qt.Orientation.Vertical)

    def _note_height(self) -> None:
        if self._asked is not None and self._dock.isVisible() and not self._dock.isFloating():
            height = self._measure(self._dock).height()
            if abs(height - self._asked) > SLACK:
                self._dragged = height / self._window.height()

    def _take(self) -> None:
        if self._before is not None:
            return
        self._before = self._window.saveState()
        if self._left:
            self._exchange(self._left)
        else:
            self._clear_bottom()
            self._enter()

    def _clear_bottom(self) -> None:
        """Give the race the whole width, and put what was there in tabs behind it."""
        window, bottom = self._window, Qt.DockWidgetArea.BottomDockWidgetArea
        there = [dock for dock in self._docks if window.dockWidgetArea(dock) == bottom and not dock.isFloating()]
        behind = [dock for dock in there if dock is not self._dock]
        hidden = [dock for dock in behind if dock.isHidden()]
        for dock in (*there, self._dock):
            window.removeDockWidget(dock)  # docks that are only moved leave their tab bars behind (Qt 6.11)
        window.addDockWidget(bottom, self._dock)
        self._dock.show()
        for dock in behind:
            window.tabifyDockWidget(self._dock, dock)
            dock.setHidden(dock in hidden)

    def _exchange(self, state: QByteArray) -> None:
        """Arrange docks as they were, but for those that the user has moved since they were arranged otherwise."""
        moved = {dock: (self._place(dock), self._window.tabifiedDockWidgets(dock)) for dock in self._moved()}
        self._window.restoreState(state)
        for dock, (place, tabs) in moved.items():
            self._put(dock, place, tabs)
        self._enter()

    def _enter(self) -> None:
        self._entered = {dock: self._place(dock) for dock in self._docks}

    def _moved(self) -> list[QDockWidget]:
        """The docks that the user has moved; that of the race has a place of its own while it has the room."""
        moved = [dock for dock, was in self._entered.items() if self._place(dock) != was]
        return [dock for dock in moved if self.given or dock is not self._dock]

    def _place(self, dock: QDockWidget) -> _Place:
        floating = dock.geometry() if dock.isFloating() else None
        return _Place(self._window.dockWidgetArea(dock), floating, dock.isHidden())

    def _put(self, dock: QDockWidget, place: _Place, tabs: Sequence[QDockWidget]) -> None:
        if place.area != self._window.dockWidgetArea(dock):
            self._window.addDockWidget(place.area, dock)
            if self.given and place.area == Qt.DockWidgetArea.BottomDockWidgetArea:
                tabs = [self._dock]
            beside = [other for other in tabs if self._window.dockWidgetArea(other) == place.area]
            if beside:
                self._window.tabifyDockWidget(beside[0], dock)
        dock.setFloating(place.floating is not None)
        if place.floating is not None:
            dock.setGeometry(place.floating)
        dock.setHidden(place.hidden)
