"""Cutting wires with a stroke."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from visualnn.app.canvas.geometry import Course
from visualnn.app.canvas.interactions.base import ABOVE_ALL, Interaction, Pointer
from visualnn.graph import edits

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class CutWires(Interaction):
    """Drag with Ctrl and the right button: every wire the stroke crosses is removed."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: CanvasView, pointer: Pointer) -> None:
        super().__init__(view, pointer)
        self._stroke = QPainterPath(pointer.scene)
        pen = QPen(self.scene.style_in_use.error, 1.6, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._line = QGraphicsPathItem(self._stroke)
        self._line.setPen(pen)
        self._line.setZValue(ABOVE_ALL)
        self.scene.addItem(self._line)

    def move(self, pointer: Pointer) -> None:
        cut = QLineF(self._stroke.currentPosition(), pointer.scene)
        self._stroke.lineTo(pointer.scene)
        self._line.setPath(self._stroke)
        for item in self.scene.wires.values():
            if not item.highlighted and _crosses(item.course, cut):
                item.set_highlighted(True)

    def finish(self, pointer: Pointer) -> None:
        cut = [wire for wire, item in self.scene.wires.items() if item.highlighted]
        self.cancel()
        self.document.edit_graph(self.tr("Cut wires"), lambda graph: edits.disconnect(graph, *cut))

    def cancel(self) -> None:
        self.scene.removeItem(self._line)
        for item in self.scene.wires.values():
            item.set_highlighted(False)


def _crosses(course: Course, cut: QLineF) -> bool:
    """Whether a straight cut crosses a wire, taken as a line of many short pieces."""
    pieces = (QLineF(start, end) for start, end in itertools.pairwise(course.points()))
    bounded = QLineF.IntersectionType.BoundedIntersection
    return any(piece.intersects(cut)[0] == bounded for piece in pieces)
