"""Which ports a wire may lead to, and the sentence why not. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from visualnn.app.canvas.geometry import PortRef, Side
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.fit import downstream, shape_obstacle, upstream
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import Message, define

define(
    fit_same_side_out="A wire leads from an output to an input; this is another output.",
    fit_same_side_in="A wire leads from an output to an input; this is another input.",
    fit_circle="A wire to “{block}” would close a circle, so neither block could be computed first.",
)

_IMPOSSIBLE = {"fit_same_side_out", "fit_same_side_in", "fit_circle"}


def is_impossible(obstacle: Message | None) -> bool:
    """Whether such a wire cannot even be drawn; one whose shapes do not fit yet can, and is marked as wrong."""
    return obstacle is not None and obstacle.code in _IMPOSSIBLE


def wire_between(one: PortRef, other: PortRef) -> Wire:
    """The wire between an output and an input, given in either order."""
    source, target = (one, other) if one.side == "out" else (other, one)
    return Wire(source.block, source.name, target.block, target.name)


def obstacles(graph: Graph, checked: Checked, start: PortRef) -> dict[PortRef, Message | None]:
    """For every port of the graph, why a wire from ``start`` cannot end there, or None where it can.

    A wire that would replace another at the same input is judged without that one.
    """
    blocks = {block.id: block for block in graph.blocks}
    if start.block not in blocks:
        return {}
    wires_into: dict[str, list[Wire]] = {}
    for wire in graph.wires:
        wires_into.setdefault(wire.target, []).append(wire)
    unreachable = upstream(graph, start.block) if start.side == "out" else downstream(graph, start.block)
    found: dict[PortRef, Message | None] = {}
    for ref in ports_of(graph.blocks):
        if ref.side == start.side:
            found[ref] = Message(f"fit_same_side_{ref.side}")
        elif ref.block in unreachable:
            found[ref] = Message("fit_circle", {"block": blocks[ref.block].name})
        else:
            wire = wire_between(start, ref)
            found[ref] = shape_obstacle(blocks, wires_into.get(wire.target, []), checked, wire)
    return found


def companions(graph: Graph, selection: Collection[str], port: PortRef) -> list[PortRef]:
    """A port of each selected block, from top to bottom, for a gesture that began at one of them: the one called the
    same, or the first of that side. Just that port where its block is not one of several selected."""
    if len(selection) < 2 or port.block not in selection:
        return [port]
    found = []
    for block in sorted(graph.blocks, key=lambda block: (block.y, block.x)):
        names = [ref.name for ref in ports_of([block]) if ref.side == port.side]
        if block.id in selection and names:
            found.append(PortRef(block.id, port.side, port.name if port.name in names else names[0]))
    return found


def bundle(graph: Graph, checked: Checked, starts: list[PortRef], ends: list[PortRef]) -> list[Wire]:
    """Wires between many ports and many: as many outputs into one input go on to the inputs after it.

    Wires that cannot be drawn are left out.
    """
    if len(ends) == 1 and ends[0].side == "in":
        inputs = [ref for ref in ports_of([graph.block(ends[0].block)]) if ref.side == "in"]
        pairs = list(zip(starts, inputs[inputs.index(ends[0]) :], strict=False))
    else:
        pairs = [(start, end) for start in starts for end in ends]
    wires: list[Wire] = []
    for start, end in pairs:
        if not is_impossible(obstacles(graph, checked, start).get(end)):
            wires.append(wire_between(start, end))
            graph = edits.connect(graph, wires[-1])
    return wires


def kinds_that_fit(graph: Graph, checked: Checked, start: PortRef) -> dict[str, str]:
    """Block kinds that could stand at the other end of a wire from ``start``: kind -> the port it would take."""
    source = graph.block(start.block)
    fitting: dict[str, str] = {}
    for kind, spec in SPECS.items():
        new = Block("", kind, spec.label)
        for port in spec.inputs if start.side == "out" else spec.outputs:
            wire = wire_between(start, PortRef("", "in" if start.side == "out" else "out", port.name))
            if shape_obstacle({"": new, source.id: source}, [], checked, wire) is None:
                fitting.setdefault(kind, port.name)
    return fitting


def through_ports(kind: str) -> tuple[str, str] | None:
    """The input and the output by which a block of this kind can be put into a wire, or None."""
    spec = SPECS[kind]
    return (spec.inputs[0].name, spec.outputs[0].name) if spec.inputs and spec.outputs else None


def can_insert(graph: Graph, checked: Checked, kind: str, wire: Wire) -> bool:
    """Whether a new block of this kind can take what the wire carries."""
    ports = through_ports(kind)
    if ports is None:
        return False
    blocks = {"": Block("", kind, SPECS[kind].label), wire.source: graph.block(wire.source)}
    return shape_obstacle(blocks, [], checked, Wire(wire.source, wire.source_port, "", ports[0])) is None


def ports_of(blocks: Iterable[Block]) -> Iterator[PortRef]:
    """All ports of some blocks, a block's inputs before its outputs."""
    for block in blocks:
        if spec := SPECS.get(block.kind):
            sides: tuple[tuple[Side, tuple[str, ...]], ...] = (
                ("in", tuple(port.name for port in spec.inputs)),
                ("out", tuple(port.name for port in spec.outputs)),
            )
            yield from (PortRef(block.id, side, name) for side, names in sides for name in names)
