"""A network as a small picture: its blocks as tiles in the colours of their categories, and the wires between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from visualnn.app.canvas import geometry
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.colours import Colours
from visualnn.app.glyphs import paint_tile
from visualnn.blocks.catalogue import SPECS
from visualnn.graph.model import Graph

LARGEST = 0.34
"""How much of their size on the canvas blocks keep at most: small networks are not blown up."""

_SIGN = 9.0  # height of a card, in pixels, from which there is room for its block's sign


def paint_network(painter: QPainter, room: QRectF, graph: Graph, colours: Colours) -> None:
    """Paint a network into the middle of ``room``; nothing for an empty one."""
    cards = {block.id: geometry.layout(block.kind).card.translated(block.x, block.y) for block in graph.blocks}
    if not cards:
        return
    bounds = QRectF()
    for card in cards.values():
        bounds = bounds.united(card)
    scale = min(LARGEST, room.width() / bounds.width(), room.height() / bounds.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    ports = {
        PortRef(block.id, side, name): point + cards[block.id].topLeft()
        for block in graph.blocks
        for (side, name), point in geometry.layout(block.kind).ports.items()
    }
    painter.setPen(QPen(QColor(colours.wire), max(1.1 / scale, 3.0)))
    for wire in graph.wires:
        start = ports.get(PortRef(wire.source, "out", wire.source_port))
        end = ports.get(PortRef(wire.target, "in", wire.target_port))
        if start is not None and end is not None:
            painter.drawPath(geometry.course(start, end).path())
    for block in graph.blocks:
        _paint_card(painter, cards[block.id], block.kind, scale, colours)
    painter.restore()


def _paint_card(painter: QPainter, card: QRectF, kind: str, scale: float, colours: Colours) -> None:
    spec = SPECS.get(kind)
    category = QColor(colours.of_category(spec.category if spec else ""))
    signed = card.height() * scale >= _SIGN
    painter.setPen(QPen(QColor(colours.node_border) if signed else category.darker(120), 1.0 / scale))
    painter.setBrush(QColor(colours.node) if signed else category)
    painter.drawRoundedRect(card, 14, 14)
    if signed:
        side = 0.72 * min(card.height(), geometry.HEADER)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QPointF(card.center()))
        paint_tile(painter, place, kind, colours)
