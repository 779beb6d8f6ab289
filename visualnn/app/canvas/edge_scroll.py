"""Scrolling by itself while something is dragged near the edge of the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QGraphicsView

from visualnn.app.canvas.navigator import Navigator

EDGE = 28
"""How near to the edge, in pixels, scrolling begins."""

INTERVAL = 16
FASTEST = 18.0
"""Pixels a turn at the edge itself and beyond."""


class EdgeScroll(QObject):
    """Calls ``scrolled`` after every move of the picture, so that a gesture can follow."""

    def __init__(self, view: QGraphicsView, navigator: Navigator, scrolled: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._navigator = navigator
        self._scrolled = scrolled
        self._speed = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._scroll)

    def follow(self, pixel: QPoint) -> None:
        """The mouse is at a pixel of the view while it drags something."""
        room = self._view.viewport().rect()
        self._speed = _speed(pixel.x(), room.width()), _speed(pixel.y(), room.height())
        if any(self._speed):
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _scroll(self) -> None:
        self._navigator.pan(*self._speed)
        self._scrolled()


def _speed(at: int, room: int) -> float:
    """How far the picture moves a turn: to the right near the left edge, the faster the nearer."""
    if at < EDGE:
        return min(1.0, (EDGE - at) / EDGE) * FASTEST
    if at > room - EDGE:
        return -min(1.0, (at - room + EDGE) / EDGE) * FASTEST
    return 0.0
