"""Pulling a wire, from either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from visualnn.app.canvas import fitting
from visualnn.app.canvas.geometry import PortRef, course
from visualnn.app.canvas.interactions.base import ABOVE_ALL, Interaction, Pointer
from visualnn.app.text import translate
from visualnn.graph import edits, groups
from visualnn.graph.model import Graph, Wire

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class DragWire(Interaction):
    """Pull a wire from ``fixed`` to another port.

    Ports that fit are lit, blocks that have none are dimmed, and a port that does not fit says why. With ``replugged``
    an existing wire is taken off its other end: dropped on nothing, it is removed. A new wire dropped on nothing offers
    the blocks that fit there. From a port of one of several selected blocks, wires from all of them are pulled; to a
    port of one of several, each gets a wire.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: CanvasView, pointer: Pointer, fixed: PortRef, replugged: Wire | None = None) -> None:
        super().__init__(view, pointer)
        self._fixed = fixed
        self._replugged = replugged
        graph = self.document.graph if replugged is None else edits.disconnect(self.document.graph, replugged)
        self._obstacles = fitting.obstacles(graph, self.document.checked, fixed)
        self._hovered: PortRef | None = None
        self._planned: list[Wire] = []
        selection = groups.with_members(graph, self.scene.selection) & set(self.scene.cards)
        self._selection = selection if replugged is None else frozenset()
        self._starts = fitting.companions(graph, self._selection, fixed)
        self._line = QGraphicsPathItem()
        self._line.setPen(QPen(self.scene.style_in_use.wire_selected))
        self._line.setZValue(ABOVE_ALL)
        self.scene.addItem(self._line)
        if replugged:
            self.scene.wires[replugged].setOpacity(0.0)  # hiding would deselect it
        self.scene.show_lit([*self._starts, *(port for port, obstacle in self._obstacles.items() if obstacle is None)])
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        self._hover(self._port_under(pointer))
        self._line.setPath(self._drawn(pointer))
        obstacle = self._obstacles.get(self._hovered) if self._hovered else None
        self.view.hint.say(translate(obstacle) if obstacle else "", pointer.pixel)

    def finish(self, pointer: Pointer) -> None:
        target, replugged, wires = self._hovered, self._replugged, self._planned
        pulled = (pointer.pixel - self.start.pixel).manhattanLength() >= self.view.drag_distance
        self.cancel()
        if not pulled:
            return
        if target is not None:
            if wires:
                label = self.tr("Connect") if len(wires) == 1 else self.tr("Connect several")
                self.document.edit_graph(label, lambda graph: _connected(_without(graph, replugged), wires))
        elif replugged is not None:
            self.document.edit_graph(self.tr("Disconnect"), lambda graph: edits.disconnect(graph, replugged))
        else:
            self.view.placing.search_for(self._fixed, pointer)

    def cancel(self) -> None:
        self._hover(None)
        self.view.hint.say("")
        self.scene.removeItem(self._line)
        self.scene.show_lit(None)
        if self._replugged in self.scene.wires:
            self.scene.wires[self._replugged].setOpacity(1.0)

    def _wires(self, target: PortRef) -> list[Wire]:
        """The wires that dropping on a port draws."""
        graph, checked = _without(self.document.graph, self._replugged), self.document.checked
        if len(self._starts) > 1 or target.block not in self._selection:
            return fitting.bundle(graph, checked, self._starts, [target])
        return fitting.bundle(graph, checked, self._starts, fitting.companions(graph, self._selection, target))

    def _drawn(self, pointer: Pointer) -> QPainterPath:
        """The wires as they would be: those to a port that takes them, or loose ends at the mouse."""
        path = QPainterPath()
        wires, position = self._planned, self.scene.port_position
        for wire in wires:
            start = position(PortRef(wire.source, "out", wire.source_port))
            path.addPath(course(start, position(PortRef(wire.target, "in", wire.target_port))).path())
        loose = position(self._hovered) if self._hovered else pointer.scene
        for anchor in map(position, self._starts) if not wires else ():
            path.addPath((course(anchor, loose) if self._fixed.side == "out" else course(loose, anchor)).path())
        return path

    def _port_under(self, pointer: Pointer) -> PortRef | None:
        """The port the wire would end at: the one under the mouse, or the first that fits of the block there."""
        port = self.scene.port_at(pointer.scene, self.view.navigator.zoom)
        if port is None and (node := self.scene.node_at(pointer.scene)):
            here = [ref for ref in self._obstacles if self.scene.cards[ref.block] == node.element_id]
            candidates = [ref for ref in here if ref.side != self._fixed.side]
            port = next((ref for ref in candidates if self._obstacles[ref] is None), next(iter(candidates), None))
        return None if port == self._fixed else port

    def _hover(self, port: PortRef | None) -> None:
        if port != self._hovered:
            self.scene.show_hovered(port)
            self._hovered = port
            self._planned = self._wires(port) if port else []


def _connected(graph: Graph, wires: list[Wire]) -> Graph:
    for wire in wires:
        graph = edits.connect(graph, wire)
    return graph


def _without(graph: Graph, wire: Wire | None) -> Graph:
    return graph if wire is None else edits.disconnect(graph, wire)
