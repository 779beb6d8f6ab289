"""Moving blocks and what else is drawn, and putting a loose block into a wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from visualnn.app.canvas import fitting
from visualnn.app.canvas.geometry import snapped
from visualnn.app.canvas.interactions.base import Interaction, Pointer
from visualnn.app.canvas.wire import WireItem
from visualnn.graph import edits, groups
from visualnn.graph.model import Graph

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class MoveBlocks(Interaction):
    """Drag the selected elements by one of them; a frame takes along what lies in it.

    A click alone selects the element; with Shift or Ctrl it joins or leaves the selection. They keep to the grid; Ctrl
    while dragging does the opposite. One block without wires that is dropped on a wire it fits is put into it.
    """

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, view: CanvasView, pointer: Pointer, element_id: str) -> None:
        super().__init__(view, pointer)
        self._grabbed = element_id
        self._moving = False
        self._wire: WireItem | None = None
        selection = set(self.scene.selection)
        self._was_selected = element_id in selection
        if pointer.shift or pointer.ctrl:
            self.scene.select(selection ^ {element_id})
        elif not self._was_selected:
            self.scene.select([element_id])
        self._from = {moved: self.scene.item(moved).pos() for moved in self._moving_along()}
        self._offset = QPointF()

    def move(self, pointer: Pointer) -> None:
        if not self._moving:
            distance = (pointer.pixel - self.start.pixel).manhattanLength()
            self._moving = distance >= QApplication.startDragDistance() and self._grabbed in self._from
        if self._moving:
            delta = pointer.scene - self.start.scene
            if self.view.snap != pointer.ctrl:
                delta = snapped(self._from[self._grabbed] + delta) - self._from[self._grabbed]
            self._offset = delta
            self.scene.preview(self._from, delta)
            self._point_out(self._wire_below())

    def finish(self, pointer: Pointer) -> None:
        wire = self._wire
        self._point_out(None)
        if not self._moving:
            if self._was_selected and not (pointer.shift or pointer.ctrl):
                self.scene.select([self._grabbed])
            return
        self.scene.settle()

        def edit(graph: Graph) -> Graph:
            graph = edits.shift(graph, set(self._from), self._offset.x(), self._offset.y())
            ports = fitting.through_ports(graph.block(self._grabbed).kind) if wire else None
            return edits.insert_on_wire(graph, wire.wire, self._grabbed, *ports) if wire and ports else graph

        self.document.edit_graph(self.tr("Insert block") if wire else self.tr("Move"), edit)

    def cancel(self) -> None:
        self._point_out(None)
        self.scene.settle()

    def _moving_along(self) -> set[str]:
        """What moves with the selection: what lies in its frames, and what is shown of its open groups."""
        moving, waiting = set(self.scene.selection), list(self.scene.selection)
        while waiting:
            area = self.scene.areas.get(waiting.pop())
            if area is not None:
                inside = groups.with_members(self.document.graph, [area.element_id]) & set(self.scene.shown)
                more = (self.scene.within(area) | inside) - moving
                moving |= more
                waiting += more
        return moving

    def _wire_below(self) -> WireItem | None:
        """The wire that the moved block would be put into."""
        graph = self.document.graph
        loose = not any(self._grabbed in (wire.source, wire.target) for wire in graph.wires)
        if len(self._from) > 1 or self._grabbed not in graph or not loose:
            return None
        node = self.scene.nodes[self._grabbed]
        return self.view.placing.wire_to_insert(node.look.kind, node.layout.card.translated(node.pos()).center())

    def _point_out(self, wire: WireItem | None) -> None:
        if wire is not self._wire:
            if self._wire:
                self._wire.set_highlighted(False)
            if wire:
                wire.set_highlighted(True)
            self._wire = wire
