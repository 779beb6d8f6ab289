"""Does a wire fit, judged by the shape rule of the block it leads to?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import Inputs, ShapeError, ValueType
from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import Message


def shape_obstacle(
    blocks: Mapping[str, Block], wires_into: Iterable[Wire], checked: Checked, wire: Wire
) -> Message | None:
    """What the target's own shape rule says of a wire; None as well while its other inputs are not known.

    Args:
        blocks: by id, at least those at the ends of the wires.
        wires_into: the wires there are at the target; one at the same port is replaced.
        checked: the types of what leaves the sources.
        wire: the wire.
    """
    target = blocks[wire.target]
    spec = SPECS[target.kind]
    arriving = [other for other in wires_into if other.target_port != wire.target_port] + [wire]
    types: dict[str, ValueType] = {}
    for other in arriving:
        if type := checked.types.get((other.source, other.source_port)):
            types[other.target_port] = type
    if target.bypassed or any(port.name not in types for port in spec.inputs):
        return None
    sources = {other.target_port: blocks[other.source].name for other in arriving}
    try:
        spec.infer(Inputs(target, spec.settings(target), types, sources))
    except ShapeError as error:
        return error.message
    return None


def upstream(graph: Graph, block_id: str) -> set[str]:
    """A block and all that feed it."""
    return _reach(block_id, [(wire.target, wire.source) for wire in graph.wires])


def downstream(graph: Graph, block_id: str) -> set[str]:
    """A block and all that it feeds."""
    return _reach(block_id, [(wire.source, wire.target) for wire in graph.wires])


def _reach(start: str, edges: list[tuple[str, str]]) -> set[str]:
    """Everything that can be reached from ``start`` along the edges, itself included."""
    following: dict[str, list[str]] = {}
    for here, there in edges:
        following.setdefault(here, []).append(there)
    reached, waiting = {start}, [start]
    while waiting:
        for there in following.get(waiting.pop(), ()):
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return reached
