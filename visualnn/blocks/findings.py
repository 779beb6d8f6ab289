"""What a check of a graph found, kept so that the next one looks only at what is new.

A graph is a value whose parts an edit leaves as they are, so "the same" can be asked by identity: a block that is the
same object, and is given the same types by the same names, is judged as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import Problem, ValueType
from visualnn.graph.model import Block, Graph, Wire

Ends = dict[str, tuple[str, str]]
"""Where what arrives at a block comes from: input port -> (block id, output port)."""


class Structure(msgspec.Struct, frozen=True):
    """What of a check depends on ids, kinds and wires alone.

    ``order`` is topological and leaves out blocks on a circle; ``loose`` are the wires that begin or end at something
    that is not there; ``unread`` are the blocks whose outputs lead nowhere.
    """

    order: tuple[str, ...]
    arriving: dict[str, Ends]
    loose: tuple[Wire, ...]
    unread: tuple[str, ...]
    categories: frozenset[str]


class Finding(msgspec.Struct, frozen=True):
    """How a block was judged, and on what grounds."""

    block: Block
    types: tuple[ValueType | None, ...]
    """What arrived at the ports that wires end at, in the order of the wires."""
    names: tuple[str, ...]
    """What the blocks are called that it comes from."""
    data: Mapping[str, ValueType]
    problems: list[Problem]
    outputs: dict[tuple[str, str], ValueType]


class Memory:
    """The last graph that was checked, its structure, and a finding for each block. For one drawing at a time."""

    def __init__(self) -> None:
        self.findings: dict[str, Finding] = {}
        self._graph: Graph | None = None
        self._structure: Structure | None = None

    def structure(self, graph: Graph) -> Structure:
        """The structure of a graph: that of the last one if ids, kinds and wires are the same."""
        if self._structure is None or self._graph is None or not _alike(self._graph, graph):
            self._structure = structure(graph)
            self.findings = {i: self.findings[i] for i in self._structure.order if i in self.findings}
        self._graph = graph
        return self._structure


def structure(graph: Graph) -> Structure:
    """What a check needs to know of ids, kinds and wires."""
    kinds = {block.id: SPECS.get(block.kind) for block in graph.blocks}
    arriving: dict[str, Ends] = {block_id: {} for block_id in kinds}
    outputs = {block_id: {port.name for port in spec.outputs} for block_id, spec in kinds.items() if spec}
    loose: list[Wire] = []
    for wire in graph.wires:
        if wire.target in arriving:
            arriving[wire.target][wire.target_port] = (wire.source, wire.source_port)
        there = wire.source in kinds and (kinds[wire.source] is None or wire.source_port in outputs[wire.source])
        if wire.target not in kinds or not there:
            loose.append(wire)
    read = {wire.source for wire in graph.wires}
    unread = (i for i, spec in kinds.items() if spec and i not in read and spec.inputs and spec.outputs)
    categories = frozenset(spec.category for spec in kinds.values() if spec)
    return Structure(topological_order(graph), arriving, tuple(loose), tuple(unread), categories)


def topological_order(graph: Graph) -> tuple[str, ...]:
    """Block ids, each after all that feed it; blocks on a circle, or fed by one, are left out.

    Blocks that nothing feeds go first, in the order they are drawn; the others as soon as all that feed them have gone
    (Kahn 1962).
    """
    ids = [block.id for block in graph.blocks]
    waiting = dict.fromkeys(ids, 0)
    readers: dict[str, list[str]] = {block_id: [] for block_id in ids}
    for wire in graph.wires:
        if wire.source in waiting and wire.target in waiting:
            waiting[wire.target] += 1
            readers[wire.source].append(wire.target)
    free = [block_id for block_id in ids if not waiting[block_id]]
    for block_id in free:
        for reader in readers[block_id]:
            waiting[reader] -= 1
            if not waiting[reader]:
                free.append(reader)
    return tuple(free)


def _alike(one: Graph, other: Graph) -> bool:
    """Whether two graphs have the same structure, so far as identity tells."""
    if one.wires is not other.wires or len(one.blocks) != len(other.blocks):
        return False
    pairs = zip(one.blocks, other.blocks, strict=True)
    return all(a is b or (a.id == b.id and a.kind == b.kind) for a, b in pairs)
