"""Dropping a block from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from visualnn.app.canvas.geometry import snapped
from visualnn.app.canvas.interactions.base import ABOVE_ALL, Interaction, Pointer
from visualnn.app.canvas.wire import WireItem

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class DropBlock(Interaction):
    """Drag a kind of block over the canvas: an outline shows where it would lie; on a wire it fits, it is put in."""

    def __init__(self, view: CanvasView, pointer: Pointer, kind: str) -> None:
        super().__init__(view, pointer)
        self._kind = kind
        self._wire: WireItem | None = None
        self._ghost = QGraphicsRectItem(view.placing.card(kind))
        accent = self.scene.style_in_use.accent
        self._ghost.setPen(QPen(accent, 1.6))
        fill = QColor(accent)
        fill.setAlpha(40)
        self._ghost.setBrush(fill)
        self._ghost.setZValue(ABOVE_ALL)
        self.scene.addItem(self._ghost)
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        self._ghost.setPos(self._corner(pointer.scene))
        wire = self.view.placing.wire_to_insert(self._kind, pointer.scene)
        if self._wire and self._wire is not wire:
            self._wire.set_highlighted(False)
        if wire:
            wire.set_highlighted(True)
        self._wire = wire

    def finish(self, pointer: Pointer) -> None:
        wire = self._wire
        self.cancel()
        self.view.placing.place(self._kind, self._corner(pointer.scene), into=wire.wire if wire else None)

    def cancel(self) -> None:
        self.scene.removeItem(self._ghost)
        if self._wire:
            self._wire.set_highlighted(False)

    def _corner(self, centre: QPointF) -> QPointF:
        corner = centre - self._ghost.rect().center()
        return snapped(corner) if self.view.snap else corner
