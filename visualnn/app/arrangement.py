"""Where docks are: where the user puts them, but for the room that a race, values or an audience have for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

from visualnn.app.panels.panel import on_screen
from visualnn.graph.race import Race

AUDIENCE, READING = 0.55, 0.24
"""The share of the window's height that the panels at the bottom have before an audience, and where the canvas shows
values."""

LEAST, MOST = 0.38, 0.48
"""The share that a race has: the drawing above keeps the rest."""

FEW = 6
"""Variants up to which a race has the least room, which their list fits into; with four more it has the most."""

SLACK = 3
"""Pixels by which docks may be higher or lower than they were asked to be, or the user has dragged them."""

BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


class Use(NamedTuple):
    """What the window is used for, as far as docks make room for it.

    Attributes:
        race: the share of its height that a race needs; 0: none has the room.
        reads: whether values on the canvas need the room.
        computes: whether nothing learns, so that most panels have nothing to show.
        first: the dock that comes to the front.
        audience: whether all is drawn large, without what only the one at the desk needs.
    """

    race: float = 0.0
    reads: bool = False
    computes: bool = False
    first: QDockWidget | None = None
    audience: bool = False

    @property
    def own(self) -> bool:
        """Whether docks are just as the user puts them: with and without a race are two arrangements of the user's."""
        return not (self.audience or self.reads or self.computes or (self.first and not self.race))

    @property
    def height(self) -> tuple[str, float] | None:
        """What gives the docks at the bottom their height, and the share of the window's; None: the user."""
        if self.audience:
            return "audience", AUDIENCE
        if self.race:
            return "race", self.race
        return ("reads", READING) if self.reads else None


def needed(race: Race) -> float:
    """The share of the window's height that a race needs."""
    return min(MOST, LEAST + max(0, len(race.values) - FEW) * (MOST - LEAST) / 4)


class _Place(NamedTuple):
    """Where a dock is, as far as a user puts it there: ``floating``, where on the screen; None: in its area."""

    area: Qt.DockWidgetArea
    floating: QRect | None
    hidden: bool


class Arrangement:
    """Keeps how the user arranges docks, with a race and without one, while they make room for something else.

    A race has the whole width at the bottom, with all else that was there in tabs behind it. Every other use begins
    with the user's own arrangement, hides what is not needed and gives the rest its height; nothing of that is kept.
    Docks that were moved, floated, closed or opened in any use are so in all others.

    Args:
        place: puts all docks where they are in a new window.
        race: the dock of the race.
        sides: docks that only the one at the desk needs.
        learning: docks with nothing to show where nothing learns.
    """

    def __init__(
        self,
        window: QMainWindow,
        docks: Sequence[QDockWidget],
        place: Callable[[], object],
        race: QDockWidget,
        sides: Sequence[QDockWidget],
        learning: Sequence[QDockWidget],
    ) -> None:
        self._window, self._docks, self._place_all = window, docks, place
        self._race, self._sides, self._learning = race, sides, learning
        self.use = Use()
        self._begun = False
        self._offered = False  # whether room was made for a race of this project
        self._forget()

    def _forget(self) -> None:
        # What is kept for both arrangements, without a race and with one:
        self._kept: dict[bool, QByteArray] = {}  # how docks were when they were last just as the user puts them
        self._moved: dict[bool, dict[QDockWidget, tuple[_Place, Sequence[QDockWidget]]]] = {False: {}, True: {}}
        self._front: dict[bool, list[QDockWidget]] = {False: [], True: []}  # tabs chosen since
        self._dragged: dict[str, float] = {}  # the shares of the window's height that the user gave to uses
        self._opened: set[QDockWidget] = set()  # docks that the user wants although they are not needed
        self._entered: dict[QDockWidget, _Place] = {}  # where docks were put for this use
        self._asked: int | None = None  # the height of those at the bottom

    def begin(self, own: QByteArray | None, race: QByteArray | None, dragged: float | None) -> None:
        """Arrange docks as they were kept."""
        self._begun = True
        if own:
            self._place_all()  # also those that it does not know
        self._kept = {raced: state for raced, state in ((False, own), (True, race)) if state}
        if dragged is not None:
            self._dragged["race"] = dragged
        self._enter(self.use)

    def restore(self, use: Use) -> None:
        """Arrange docks as in a new window."""
        self._forget()
        self._enter(use)

    def open(self, use: Use) -> None:
        """Make room for what another project needs."""
        self._offered = False
        self.change(use)

    def started(self, race: Race) -> None:
        """A race begins: who starts one wants to see it. Once for each project; what the user makes of it stays."""
        if not self._offered and not self._race.isFloating() and not self._race.visibleRegion().isEmpty():
            self._offered = True
            self.change(Use(needed(race), first=self._race, audience=self.use.audience))

    def change(self, use: Use, between: Callable[[], object] = lambda: None) -> None:
        """Make room for something else; ``between``: what changes when docks were noted, before they are moved."""
        # Not before it begins: docks tabbed in a hidden window leave tab bars behind (Qt 6.11).
        moves = self._begun and (use != self.use or use.race)
        if moves:
            self._leave()
        between()
        if moves:
            self._enter(use)
        else:
            self.use = use

    def kept(self) -> tuple[QByteArray | None, float | None]:
        """Return to the user's own arrangement; tells that with a race, to :meth:`begin` with."""
        self._leave()
        if True in self._kept and self._moved[True]:
            self._arrange(raced=True)
            self._kept[True] = self._window.saveState()
        self._enter(Use())
        return self._kept.get(True), self._dragged.get("race")

    def _leave(self) -> None:
        """Note what the user did to docks."""
        raced = bool(self.use.race)
        self._note_height()
        self._note_moved(raced)
        if self.use.own:
            self._kept[raced] = self._window.saveState()
            self._moved[raced], self._front[raced] = {}, []
        else:
            self._front[raced] = [dock for dock in self._docks if dock is not self.use.first and self._in_front(dock)]

    def _enter(self, use: Use) -> None:
        self.use = use
        self._arrange(bool(use.race))
        if use.own:
            self._opened.clear()
        for dock in self._unneeded():
            if dock not in self._opened:
                dock.hide()
        if use.race:
            self._race.show()
        for front in (*self._front[bool(use.race)], use.first):
            if front and not front.isHidden():
                front.raise_()
        self._resize(1)
        self._asked = None  # not before they are laid out
        # Qt shows the tabs of docks that were moved only when it lays them out once more, for another size.
        QTimer.singleShot(0, self._window, self._resize)
        self._entered = {dock: self._place(dock) for dock in self._docks}

    def _unneeded(self) -> list[QDockWidget]:
        learning = [dock for dock in self._learning if not dock.isFloating()]
        return [*(self._sides if self.use.audience else ()), *(learning if self.use.computes else ())]

    def _arrange(self, raced: bool) -> None:
        """Put docks where the user has them."""
        if raced in self._kept:
            self._window.restoreState(self._kept[raced])
        elif raced:
            self._arrange(raced=False)
            self._clear_bottom()
        else:
            self._place_all()
        for dock, (place, tabs) in self._moved[raced].items():
            self._put(dock, place, [self._race] if raced and place.area == BOTTOM else tabs)

    def _clear_bottom(self) -> None:
        """Give the race the whole width, and put what was there in tabs behind it."""
        window, there = self._window, self._bottom()
        behind = [dock for dock in there if dock is not self._race]
        hidden = [dock for dock in behind if dock.isHidden()]
        for dock in (*there, self._race):
            window.removeDockWidget(dock)  # docks that are only moved leave their tab bars behind (Qt 6.11)
        window.addDockWidget(BOTTOM, self._race)
        self._race.show()
        for dock in behind:
            window.tabifyDockWidget(self._race, dock)
            dock.setHidden(dock in hidden)

    def _resize(self, more: int = 0) -> None:
        """Give docks at the bottom the height that the user or else their use gives them."""
        if self.use.height:
            kind, share = self.use.height
            self._asked = round(self._window.height() * self._dragged.get(kind, share)) + more
            docks = [self._race] if self.use.race else [dock for dock in self._bottom() if not dock.isHidden()]
            self._window.resizeDocks(docks, [self._asked] * len(docks), Qt.Orientation.Vertical)

    def _bottom(self) -> list[QDockWidget]:
        docks = (dock for dock in self._docks if self._window.dockWidgetArea(dock) == BOTTOM)
        return [dock for dock in docks if not dock.isFloating()]

    def _note_height(self) -> None:
        height = next((self._height(dock) for dock in self._bottom() if on_screen(dock)), None)
        if self.use.height and self._asked is not None and height and abs(height - self._asked) > SLACK:
            self._dragged[self.use.height[0]] = height / self._window.height()

    def _height(self, dock: QDockWidget) -> int:
        """The height of a dock as ``resizeDocks`` counts it: with its tabs."""
        tabs = self._window.findChild(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return dock.height() + (tabs.height() if tabs and self._window.tabifiedDockWidgets(dock) else 0)

    def _note_moved(self, raced: bool) -> None:
        """Note which docks the user has moved; that of the race has a place of its own while it has the room."""
        unneeded = self._unneeded()
        for dock, was in self._entered.items():
            place = self._place(dock)
            if place == was:
                continue
            self._opened.add(dock)
            for other, moved in self._moved.items():
                if place.hidden and dock in unneeded:  # it was opened for this use only
                    moved.pop(dock, None)
                    self._opened.discard(dock)
                elif raced or dock is not self._race or not other:
                    moved[dock] = place, self._window.tabifiedDockWidgets(dock)

    def _in_front(self, dock: QDockWidget) -> bool:
        return not dock.isFloating() and bool(self._window.tabifiedDockWidgets(dock)) and on_screen(dock)

    def _place(self, dock: QDockWidget) -> _Place:
        floating = dock.geometry() if dock.isFloating() else None
        return _Place(self._window.dockWidgetArea(dock), floating, dock.isHidden())

    def _put(self, dock: QDockWidget, place: _Place, tabs: Sequence[QDockWidget]) -> None:
        if place.area != self._window.dockWidgetArea(dock):
            self._window.addDockWidget(place.area, dock)
            there = [other for other in tabs if other is not dock]
            beside = [other for other in there if self._window.dockWidgetArea(other) == place.area]
            if beside:
                self._window.tabifyDockWidget(beside[0], dock)
        dock.setFloating(place.floating is not None)
        if place.floating is not None:
            dock.setGeometry(place.floating)
        dock.setHidden(place.hidden)
