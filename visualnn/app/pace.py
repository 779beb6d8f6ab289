"""How often to draw while the engine computes beside it, and how the two share the processors."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

if TYPE_CHECKING:
    from visualnn.training.session import Session

SHARE, LEAST_SHARE = 0.12, 0.03
"""The share of one processor's time that drawing may take when the engine has work for all processors: while one draws,
the engine has about half of its speed. What the engine answers beside, it stops for: that is taken off twice, down to
the least share."""

AVERAGED = 1.0
"""Seconds over which is averaged how long the engine works on answers."""

FASTEST, SLOWEST = 0.031, 0.5
"""Seconds between two pictures: at least, and at most however long a picture takes."""


_PAINTED = QEvent.Type(QEvent.registerEventType())


class Painting(QObject):
    """Tells when what is drawn in this turn of the event loop has been painted."""

    done = Signal()

    def __init__(self, parent: QObject, last: bool = False) -> None:
        """``last``: after the others that wait for it."""
        super().__init__(parent)
        self.awaited = False
        self._priority = Qt.EventPriority.LowEventPriority.value - (2 if last else 1)

    def wait(self) -> None:
        """Emit ``done`` after everything that drawing posts: Qt paints at a low priority, this is a lower one."""
        if not self.awaited:
            self.awaited = True
            QCoreApplication.postEvent(self, QEvent(_PAINTED), self._priority)

    def forget(self) -> None:
        """Nobody waits any more."""
        self.awaited = False

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED and self.awaited:
            self.awaited = False
            self.done.emit()
            return True
        return super().event(event)


class Pace(QObject):
    """Spaces pictures so that the thread that draws uses no more than its share.

    What a picture costs is what the thread computes from the moment it is made until it has been painted.
    """

    def __init__(self, parent: QObject, share: float = SHARE) -> None:
        super().__init__(parent)
        self._most = share
        self._answered = 0.0  # seconds that the engine worked on answers since the last picture
        self._answering = 0.0  # the share of its time that it does
        self._drawn = 0.0  # on the monotonic clock
        self._began = 0.0  # on the thread's clock
        self._cost = 0.0  # seconds of computing per picture, smoothed
        self._debt = 0.0  # seconds of computing that were spent before they were due, when the last picture was made
        self._painting = Painting(self)
        self._painting.done.connect(self._count)

    @property
    def share(self) -> float:
        """The share of a processor's time that drawing may take now."""
        return max(LEAST_SHARE, self._most - 2 * self._answering)

    def answered(self, seconds: float) -> None:
        """So long the engine has worked on something that is to be drawn."""
        self._answered += seconds

    def due(self, crowded: bool) -> bool:
        """Whether to draw now. ``crowded``: drawing takes time away from the engine."""
        waited = time.monotonic() - self._drawn
        if crowded and waited < SLOWEST and self._debt > self.share * waited:
            return False
        return waited >= FASTEST - 0.005

    def begin(self, counted: bool = True) -> None:
        """A picture is made now. ``counted``: what it costs tells how often to draw; not when other things are done
        with it."""
        now = time.monotonic()
        waited = max(FASTEST, now - self._drawn)
        self._answering += min(1.0, waited / AVERAGED) * (self._answered / waited - self._answering)
        self._answered = 0.0
        # What was not spent counts for one picture more, so that those that are just too dear to be made with every
        # turn of a timer are made with most, not with every second.
        self._debt = self._cost + min(0.0, max(self._debt - self.share * (now - self._drawn), -self.share * FASTEST))
        self._began, self._drawn = time.thread_time(), now
        if counted:
            self._painting.wait()
        else:
            self._painting.forget()

    def end(self) -> None:
        """No more pictures are made."""
        self._painting.forget()

    def _count(self) -> None:
        more = 0.3 * (time.thread_time() - self._began - self._cost)
        self._cost += more
        self._debt += more


YIELDING = 0.004
"""Seconds that a picture waits at most for the engine to leave a processor: steps of a large network take longer, and
then it is drawn as it is."""


class Elbowroom(QObject):
    """Has the engine leave a processor to this thread while it draws.

    Otherwise the system takes one from a thread of the engine, and the others wait for that one: a picture would cost
    the time of all of them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._painting = Painting(self, last=True)
        self._painting.done.connect(self._leave)

    def make(self, session: Session) -> None:
        """From now until what is drawn in this turn of the event loop is painted."""
        if self._session is None:
            self._session = session
            session.give_way(True)
            session.wait_for_room(YIELDING)
            self._painting.wait()

    def _leave(self) -> None:
        if self._session:
            self._session.give_way(False)
            self._session = None
