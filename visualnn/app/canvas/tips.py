"""What the canvas says about the thing under the mouse."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QPointF

from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.node import NodeItem
from visualnn.app.canvas.scene import Scene
from visualnn.app.repairs import repairs
from visualnn.app.text import spec_text, translate, type_text
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import groups


def tip(scene: Scene, point: QPointF, zoom: float) -> str:
    """The tool tip for a point of the scene, as HTML; empty where there is nothing to say."""
    if port := scene.port_at(point, zoom):
        return _port_tip(scene, port)
    if node := scene.node_at(point):
        look = node.look
        lines = [f"<b>{escape(look.name)}</b>", *(escape(text) for text in (look.summary, look.count) if text)]
        if look.problem:
            lines.insert(1, f"<b>{escape(look.problem)}</b>")
            offer = _tr("Click the badge: {repair}")
            lines[2:2] = [escape(offer.format(repair=text)) for text in _repairs(scene, node)]
        if node.activity is not None:
            lines.append(escape(_tr("Gradient: 1e{exponent:.1f}").format(exponent=node.activity)))
        return _paragraphs(lines)
    if wire := scene.wire_at(point):
        ends = [scene.document.graph.block(end).name for end in (wire.wire.source, wire.wire.target)]
        return _paragraphs([escape(" → ".join(ends)), escape(wire.label)])
    return ""


def _repairs(scene: Scene, node: NodeItem) -> list[str]:
    """What could be done about the problems of a card."""
    blocks = groups.with_members(scene.document.graph, [node.element_id])
    return [translate(repair.label) for problem, repair in repairs(scene.document) if problem.block in blocks]


def _port_tip(scene: Scene, port: PortRef) -> str:
    block = scene.document.graph.block(port.block)
    spec = SPECS[block.kind]
    declared = next(p for p in (spec.inputs if port.side == "in" else spec.outputs) if p.name == port.name)
    label = escape(spec_text(declared.label))
    if scene.cards[block.id] != block.id:  # at the card of a group
        label = f"{escape(block.name)}: {label}"
    lines = [f"<b>{label}</b>", escape(spec_text(declared.help))]
    if type := scene.document.checked.types.get((port.block, port.name)) if port.side == "out" else None:
        shape = str(list(type.shape)) if type.static else _tr("{shape} a row").format(shape=type_text(type))
        lines.append(escape(shape))
    return _paragraphs(lines)


def _paragraphs(lines: list[str]) -> str:
    return "<br>".join(line for line in lines if line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasTips", text)
