"""Panning: the picture follows the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from visualnn.app.canvas.interactions.base import Interaction, Pointer

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class Pan(Interaction):
    """Drag with the middle button, or with Space held."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def __init__(self, view: CanvasView, pointer: Pointer) -> None:
        super().__init__(view, pointer)
        self._last = pointer.pixel

    def move(self, pointer: Pointer) -> None:
        delta = pointer.pixel - self._last
        self._last = pointer.pixel
        self.view.navigator.pan(delta.x(), delta.y())
