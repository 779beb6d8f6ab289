"""How often to draw while the engine computes beside it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

SHARE = 0.06
"""The share of one processor's time that drawing may take when the engine has work for all processors."""

FASTEST, SLOWEST = 0.031, 0.5
"""Seconds between two pictures: at least, and at most however long a picture takes."""


PAINTED = 10
"""Milliseconds after which what was drawn has been painted, too."""


class Pace(QObject):
    """Spaces pictures so that the thread that draws uses no more than its share.

    What a picture costs is what the thread computes from the moment it is made until it has been painted.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drawn = 0.0  # on the monotonic clock
        self._began = 0.0  # on the thread's clock
        self._cost = 0.0  # seconds of computing per picture, smoothed
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(PAINTED)
        self._painted.timeout.connect(self._count)

    def due(self, crowded: bool) -> bool:
        """Whether to draw now. ``crowded``: drawing takes time away from the engine."""
        interval = min(SLOWEST, self._cost / SHARE) if crowded else FASTEST
        return time.monotonic() - self._drawn >= max(FASTEST, interval) - 0.005

    def begin(self, counted: bool = True) -> None:
        """A picture is made now. ``counted``: what it costs tells how often to draw; not when other things are done
        with it."""
        self._began, self._drawn = time.thread_time(), time.monotonic()
        if counted:
            self._painted.start()
        else:
            self._painted.stop()

    def end(self) -> None:
        """No more pictures are made."""
        self._painted.stop()

    def _count(self) -> None:
        self._cost += 0.3 * (time.thread_time() - self._began - self._cost)
