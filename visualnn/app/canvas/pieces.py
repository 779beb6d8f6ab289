"""The user's own blocks on the canvas: which of their ports are open, where those lie, and which take a wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs
from PySide6.QtCore import QPointF, QRectF

from visualnn.app.canvas import cards
from visualnn.app.canvas.fitting import ports_of, wire_between
from visualnn.app.canvas.geometry import PortRef, Side, layout
from visualnn.blocks.check import Checked
from visualnn.blocks.fit import shape_obstacle
from visualnn.graph import edits, groups
from visualnn.graph.model import Comment, Frame, Graph, Group, Wire
from visualnn.messages import UserError
from visualnn.project import library


def loaded(keys: Iterable[str]) -> dict[str, Graph]:
    """The pieces under some keys of the library; those that cannot be read are left out."""
    found: dict[str, Graph] = {}
    for key in keys:
        try:
            found[key] = library.load(key)
        except UserError:
            continue
    return found


def open_ports(piece: Graph, side: Side) -> list[PortRef]:
    """The ports of a piece that no wire in it ends at, in reading order."""
    taken = {PortRef(wire.source, "out", wire.source_port) for wire in piece.wires}
    taken |= {PortRef(wire.target, "in", wire.target_port) for wire in piece.wires}
    ports = ports_of(sorted(piece.blocks, key=lambda block: (block.y, block.x)))
    return [port for port in ports if port.side == side and port not in taken]


def ports_that_fit(piece: Graph, graph: Graph, checked: Checked, start: PortRef) -> list[PortRef]:
    """The open ports of a piece at which a wire from a port of the drawing can end, in reading order."""
    there = {f"/{block.id}": structs.replace(block, id=f"/{block.id}") for block in piece.blocks}
    blocks = {**there, start.block: graph.block(start.block)}
    wires_into = list(graph.into(start.block)) if start.side == "in" else []
    blocks |= {wire.source: graph.block(wire.source) for wire in wires_into}
    inner = [structs.replace(wire, source=f"/{wire.source}", target=f"/{wire.target}") for wire in piece.wires]
    fitting = []
    for port in open_ports(piece, "in" if start.side == "out" else "out"):
        end = port._replace(block=f"/{port.block}")
        arriving = wires_into or [wire for wire in inner if wire.target == end.block]
        if shape_obstacle(blocks, arriving, checked, wire_between(start, end)) is None:
            fitting.append(port)
    return fitting


def through(piece: Graph, graph: Graph, checked: Checked, wire: Wire) -> tuple[PortRef, PortRef] | None:
    """The input and the output by which a piece is put into a wire: the only ones it has open, if they fit."""
    inputs = ports_that_fit(piece, graph, checked, PortRef(wire.source, "out", wire.source_port))
    outputs = open_ports(piece, "out")
    alone = len(inputs) == len(open_ports(piece, "in")) == len(outputs) == 1
    return (inputs[0], outputs[0]) if alone else None


def corner(piece: Graph) -> QPointF:
    """The top left corner of all that is drawn in a piece."""
    drawn = [element for element in piece.elements() if not isinstance(element, Group)]
    return QPointF(min(element.x for element in drawn), min(element.y for element in drawn))


def card(piece: Graph) -> QRectF:
    """The rectangle that a piece takes, from its top left corner."""
    bounds = QRectF()
    for shown in _shown(piece).values():
        bounds = bounds.united(shown)
    areas: tuple[Frame | Comment, ...] = (*piece.frames, *piece.comments)
    for area in areas:
        bounds = bounds.united(QRectF(area.x, area.y, area.width, area.height))
    return QRectF(0, 0, bounds.width(), bounds.height())


def port_place(piece: Graph, port: PortRef) -> QPointF:
    """Where a port lies, from the top left corner of the piece."""
    shown = groups.cards(piece)
    seen = cards.card_port(shown, port)
    block = groups.folded(piece).block(seen.block)
    ports = (cards.layouts(piece, shown).get(block.id) or layout(block.kind)).ports
    return QPointF(block.x, block.y) + ports[seen.side, seen.name] - corner(piece)


def pasted(graph: Graph, piece: Graph, at: QPointF) -> tuple[Graph, tuple[str, ...], Mapping[str, str]]:
    """Add a copy with its top left corner somewhere; returns the graph, the ids to select and the new id of each
    block."""
    offset = at - corner(piece)
    graph, copies = edits.paste(graph, piece, offset.x(), offset.y())
    added = graph.blocks[len(graph.blocks) - len(piece.blocks) :]
    return graph, copies, {block.id: new.id for block, new in zip(piece.blocks, added, strict=True)}


def _shown(piece: Graph) -> dict[str, QRectF]:
    """The cards of a piece."""
    layouts = cards.layouts(piece, groups.cards(piece))
    return {
        block.id: (layouts.get(block.id) or layout(block.kind)).card.translated(block.x, block.y)
        for block in groups.folded(piece).blocks
    }
