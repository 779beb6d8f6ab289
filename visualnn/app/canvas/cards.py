"""The cards of collapsed groups: which ports they have. Knows no Qt but what places have."""

from __future__ import annotations

from collections.abc import Mapping

from visualnn.app.canvas.geometry import Layout, PortRef, Side, lay_out
from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import Port
from visualnn.graph import groups
from visualnn.graph.model import Block, Graph


def card_port(cards: Mapping[str, str], port: PortRef) -> PortRef:
    """Where a port is shown: at its block, or as ``block id/port`` at the card of a group."""
    card = cards[port.block]
    return port if card == port.block else PortRef(card, port.side, f"{port.block}/{port.name}")


def real_port(port: PortRef) -> PortRef:
    """The port of a block that a port of a card stands for."""
    block, slash, name = port.name.rpartition("/")
    return PortRef(block, port.side, name) if slash else port


def layouts(graph: Graph, cards: Mapping[str, str]) -> dict[str, Layout]:
    """The layout of the card of every collapsed group that is to be seen.

    Its ports are those of its blocks that lead out of it or are still open, from top to bottom.
    """
    hidden = [block for block in graph.blocks if cards[block.id] != block.id]
    if not hidden:
        return {}
    inside: set[PortRef] = set()
    outside: set[PortRef] = set()
    for wire in graph.wires:
        inner = groups.is_inside(cards, wire)
        ends = PortRef(wire.source, "out", wire.source_port), PortRef(wire.target, "in", wire.target_port)
        (inside if inner else outside).update(ends)
    closed = inside - outside
    ports: dict[str, dict[Side, list[Port]]] = {cards[block.id]: {"in": [], "out": []} for block in hidden}
    for block in sorted(hidden, key=lambda block: (block.y, block.x)):
        for side, port in _ports(block):
            if PortRef(block.id, side, port.name) not in closed:
                ports[cards[block.id]][side].append(_labelled(block, side, port))
    return {group: lay_out(tuple(sides["in"]), tuple(sides["out"])) for group, sides in ports.items()}


def _ports(block: Block) -> list[tuple[Side, Port]]:
    spec = SPECS.get(block.kind)
    return [*(("in", port) for port in spec.inputs), *(("out", port) for port in spec.outputs)] if spec else []


def _labelled(block: Block, side: Side, port: Port) -> Port:
    """The port as the card of a group shows it: named after its block, and itself where that has several."""
    alone = sum(1 for other, _ in _ports(block) if other == side) == 1
    label = block.name if alone else f"{block.name}: {spec_text(port.label)}"
    return Port(f"{block.id}/{port.name}", label, port.help)
