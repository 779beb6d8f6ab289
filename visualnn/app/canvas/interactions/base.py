"""What all gestures share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

ABOVE_ALL = 1e6
"""The z value of what a gesture draws for itself."""


class Pointer(NamedTuple):
    """Where the mouse is: in the scene, and in the pixels of the view."""

    scene: QPointF
    pixel: QPoint
    modifiers: Qt.KeyboardModifier

    @property
    def shift(self) -> bool:
        """Whether Shift is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)

    @property
    def ctrl(self) -> bool:
        """Whether Ctrl (Cmd on a Mac) is held."""
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)


class Interaction:
    """A gesture from press to release.

    It starts when it is made. The view then calls ``move`` for every movement and at the end exactly one of
    ``finish`` and ``cancel``, after which the scene must look as the document says. The document is edited in
    ``finish`` alone and in one step, so every gesture is one step of the history.
    """

    cursor: Qt.CursorShape | None = None
    scrolls = True
    """Whether the picture moves by itself while the mouse is near the edge of the view."""

    def __init__(self, view: CanvasView, pointer: Pointer) -> None:
        self.view = view
        self.scene = view.canvas
        self.document = view.document
        self.start = pointer

    def move(self, pointer: Pointer) -> None:
        """The mouse moved, or a modifier key changed."""

    def finish(self, pointer: Pointer) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Esc was pressed, or the gesture was taken away."""

    def tr(self, text: str) -> str:
        """Translate, for the history's labels."""
        return QCoreApplication.translate(type(self).__name__, text)
