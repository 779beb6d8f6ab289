"""Selecting by a rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from visualnn.app.canvas.interactions.base import ABOVE_ALL, Interaction, Pointer

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class BoxSelect(Interaction):
    """Blocks that the rectangle touches are selected: instead of the others, with Shift besides them, with Ctrl the
    other way round. A click without movement clears the selection."""

    def __init__(self, view: CanvasView, pointer: Pointer) -> None:
        super().__init__(view, pointer)
        self._before = set(self.scene.selection)
        self._wires = self.scene.selected_wires
        style = self.scene.style_in_use
        self._box = QGraphicsRectItem()
        pen = QPen(style.accent, 1.2)
        pen.setCosmetic(True)
        self._box.setPen(pen)
        fill = QColor(style.accent)
        fill.setAlpha(36)
        self._box.setBrush(fill)
        self._box.setZValue(ABOVE_ALL)
        self.scene.addItem(self._box)
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        box = QRectF(self.start.scene, pointer.scene).normalized()
        self._box.setRect(box)
        touched = {element_id for element_id in self.scene.nodes if self.scene.rect(element_id).intersects(box)}
        touched |= {element_id for element_id in self.scene.areas if box.contains(self.scene.rect(element_id))}
        if pointer.ctrl:
            self.scene.select(self._before ^ touched)
        elif pointer.shift:
            self.scene.select(self._before | touched)
        else:
            self.scene.select(touched)

    def finish(self, pointer: Pointer) -> None:
        self.scene.removeItem(self._box)

    def cancel(self) -> None:
        self.scene.removeItem(self._box)
        self.scene.select(self._before, self._wires)
