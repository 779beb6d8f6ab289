"""What the canvas says about the thing under the mouse."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QPointF

from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.scene import Scene
from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS


def tip(scene: Scene, point: QPointF, zoom: float) -> str:
    """The tool tip for a point of the scene, as HTML; empty where there is nothing to say."""
    if port := scene.port_at(point, zoom):
        return _port_tip(scene, port)
    if node := scene.node_at(point):
        look = node.look
        lines = [f"<b>{escape(look.name)}</b>", *(escape(text) for text in (look.summary, look.count) if text)]
        if look.problem:
            lines.insert(1, f"<b>{escape(look.problem)}</b>")
        if node.activity is not None:
            lines.append(escape(_tr("Gradient: 1e{exponent:.1f}").format(exponent=node.activity)))
        return _paragraphs(lines)
    if wire := scene.wire_at(point):
        ends = [scene.nodes[block_id].look.name for block_id in (wire.wire.source, wire.wire.target)]
        return _paragraphs([escape(" → ".join(ends)), escape(wire.label)])
    return ""


def _port_tip(scene: Scene, port: PortRef) -> str:
    spec = SPECS[scene.nodes[port.block].look.kind]
    declared = next(p for p in (spec.inputs if port.side == "in" else spec.outputs) if p.name == port.name)
    lines = [f"<b>{escape(spec_text(declared.label))}</b>", escape(spec_text(declared.help))]
    if type := scene.document.checked.types.get((port.block, port.name)) if port.side == "out" else None:
        lines.append(escape(_tr("{shape} a row").format(shape=type)))
    return _paragraphs(lines)


def _paragraphs(lines: list[str]) -> str:
    return "<br>".join(line for line in lines if line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasTips", text)
