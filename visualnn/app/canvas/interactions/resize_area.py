"""Giving a frame or a comment another size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from visualnn.app.canvas.areas import SMALLEST, AreaItem, Corner
from visualnn.app.canvas.geometry import snapped
from visualnn.app.canvas.interactions.base import Interaction, Pointer
from visualnn.graph import edits

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class ResizeArea(Interaction):
    """Drag a corner; the opposite one stays. It keeps to the grid; Ctrl while dragging does the opposite."""

    def __init__(self, view: CanvasView, pointer: Pointer, area: AreaItem, corner: Corner) -> None:
        super().__init__(view, pointer)
        self._area = area
        self._corner = corner
        self._rect = area.rect
        slanted = corner in ("top left", "bottom right")
        self.cursor = Qt.CursorShape.SizeFDiagCursor if slanted else Qt.CursorShape.SizeBDiagCursor
        self.scene.select([area.element_id])

    def move(self, pointer: Pointer) -> None:
        self._area.set_rect(self._reached(pointer))

    def finish(self, pointer: Pointer) -> None:
        rect = self._area.rect
        self.scene.settle()
        self.document.edit_graph(
            self.tr("Resize"),
            lambda graph: edits.place(graph, self._area.element_id, rect.x(), rect.y(), rect.width(), rect.height()),
        )

    def cancel(self) -> None:
        self.scene.settle()

    def _reached(self, pointer: Pointer) -> QRectF:
        """The rectangle with its corner where the mouse took it, but never smaller than can be grabbed again."""
        before = self._rect
        vertical, horizontal = self._corner.split()
        grabbed = QPointF(
            before.left() if horizontal == "left" else before.right(),
            before.top() if vertical == "top" else before.bottom(),
        )
        point = grabbed + pointer.scene - self.start.scene
        if self.view.snap != pointer.ctrl:
            point = snapped(point)
        rect = QRectF(before)
        if horizontal == "left":
            rect.setLeft(min(point.x(), before.right() - SMALLEST))
        else:
            rect.setRight(max(point.x(), before.left() + SMALLEST))
        if vertical == "top":
            rect.setTop(min(point.y(), before.bottom() - SMALLEST))
        else:
            rect.setBottom(max(point.y(), before.top() + SMALLEST))
        return rect
