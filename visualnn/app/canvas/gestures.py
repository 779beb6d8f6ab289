"""Which gesture a press of a mouse button begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, Qt

from visualnn.app.canvas.areas import EDGE
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.interactions.base import Interaction, Pointer
from visualnn.app.canvas.interactions.box_select import BoxSelect
from visualnn.app.canvas.interactions.cut_wires import CutWires
from visualnn.app.canvas.interactions.drag_wire import DragWire
from visualnn.app.canvas.interactions.move_blocks import MoveBlocks
from visualnn.app.canvas.interactions.pan import Pan
from visualnn.app.canvas.interactions.resize_area import ResizeArea
from visualnn.graph.model import Wire

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


def gesture(view: CanvasView, pointer: Pointer, button: Qt.MouseButton, *, panning: bool) -> Interaction | None:
    """The gesture for a button, by what lies under the mouse; ``panning``: every one moves the picture."""
    scene = view.canvas
    if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and panning):
        return Pan(view, pointer)
    if button == Qt.MouseButton.RightButton and pointer.ctrl:
        return CutWires(view, pointer)
    if button != Qt.MouseButton.LeftButton:
        return None
    if port := scene.port_at(pointer.scene, view.navigator.zoom):
        return _wire_gesture(view, pointer, port)
    if node := scene.node_at(pointer.scene):
        return MoveBlocks(view, pointer, node.element_id)
    area = scene.area_at(pointer.scene)
    if area and (corner := area.corner_at(pointer.scene, EDGE)):
        return ResizeArea(view, pointer, area, corner)
    if item := scene.wire_at(pointer.scene):
        scene.select(wires=[item.wire])
        to_start = QLineF(pointer.scene, item.course.start).length()
        to_end = QLineF(pointer.scene, item.course.end).length()
        return DragWire(view, pointer, _end_of(item.wire, "in" if to_start < to_end else "out"), item.wire)
    if area:
        return MoveBlocks(view, pointer, area.element_id)
    return BoxSelect(view, pointer)


def _wire_gesture(view: CanvasView, pointer: Pointer, port: PortRef) -> Interaction:
    """Pull a new wire from a port, or take off the wire that ends at an input."""
    if port.side == "in":
        for wire in view.document.graph.into(port.block):
            if wire.target_port == port.name:
                return DragWire(view, pointer, _end_of(wire, "out"), wire)
    return DragWire(view, pointer, port)


def _end_of(wire: Wire, side: str) -> PortRef:
    """The port at one end of a wire."""
    return (
        PortRef(wire.source, "out", wire.source_port) if side == "out" else PortRef(wire.target, "in", wire.target_port)
    )
