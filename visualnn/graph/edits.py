"""Edits: pure functions from graph to graph.

Every change of a drawing is one of these, or a few in a row. None of them looks at what a block means, so a graph may
be wrong in between (a cycle, shapes that do not fit): ``check.py`` says so. What always holds afterwards is that ids
and names are unique, that wires join blocks of the graph, that an input port holds at most one wire, and that wires
are sorted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import UserError, define

define(
    name_empty="A block needs a name; type at least one letter.",
    name_taken='Another block is already called "{name}"; choose a different name.',
    name_slash='The name "{name}" contains a "/", which separates layer and array in weight files; leave it out.',
)


def add_block(
    graph: Graph, kind: str, name: str, x: float, y: float, params: Mapping[str, Any] | None = None
) -> tuple[Graph, str]:
    """Append a block on top of the others; returns the graph and the new block's id.

    Raises:
        UserError: the name is empty, taken, or contains "/" (see :func:`fresh_name`).
    """
    _check_name(graph, name)
    block_id = next(_fresh_ids(graph))
    block = Block(id=block_id, kind=kind, name=name, x=x, y=y, params=dict(params or {}))
    return Graph((*graph.blocks, block), graph.wires), block_id


def remove(graph: Graph, ids: Collection[str] = (), wires: Collection[Wire] = ()) -> Graph:
    """Take out blocks with all their wires, and further wires."""
    gone = frozenset(ids)
    dropped = frozenset(wires)
    return Graph(
        tuple(block for block in graph.blocks if block.id not in gone),
        tuple(w for w in graph.wires if w not in dropped and w.source not in gone and w.target not in gone),
    )


def dissolve(graph: Graph, ids: Collection[str]) -> Graph:
    """Take out blocks and rejoin their neighbours.

    A removed block with one incoming wire hands that wire's source on to everything it fed; one with none or several
    is just removed, because there is no telling which input its outputs should follow.
    """
    for block_id in ids:
        incoming = list(graph.into(block_id))
        outgoing = list(graph.out_of(block_id))
        graph = remove(graph, [block_id])
        if len(incoming) == 1 and incoming[0].source != block_id:
            feeder = incoming[0]
            for wire in outgoing:
                graph = connect(graph, Wire(feeder.source, feeder.source_port, wire.target, wire.target_port))
    return graph


def connect(graph: Graph, wire: Wire) -> Graph:
    """Add a wire, replacing the one that ended at the same input port.

    Raises:
        KeyError: one of the blocks is not in the graph.
    """
    graph.block(wire.source)
    graph.block(wire.target)
    end = (wire.target, wire.target_port)
    others = (other for other in graph.wires if (other.target, other.target_port) != end)
    return Graph(graph.blocks, tuple(sorted((*others, wire))))


def disconnect(graph: Graph, *wires: Wire) -> Graph:
    """Take out wires; those that are not there are ignored."""
    return remove(graph, wires=wires)


def insert_on_wire(graph: Graph, wire: Wire, block_id: str, input_port: str, output_port: str) -> Graph:
    """Put a block of the graph into a wire: source -> block -> target."""
    graph = disconnect(graph, wire)
    graph = connect(graph, Wire(wire.source, wire.source_port, block_id, input_port))
    return connect(graph, Wire(block_id, output_port, wire.target, wire.target_port))


def move(graph: Graph, positions: Mapping[str, tuple[float, float]]) -> Graph:
    """Set the top left corners of some blocks, in scene pixels."""
    return _replace_blocks(graph, positions, lambda block: dict(zip("xy", positions[block.id], strict=True)))


def rename(graph: Graph, block_id: str, name: str) -> Graph:
    """Give a block another name, stripped of surrounding white space.

    Raises:
        UserError: the name is empty, taken by another block, or contains "/".
    """
    name = name.strip()
    _check_name(remove(graph, [block_id]), name)
    return _replace_blocks(graph, [block_id], lambda _: {"name": name})


def set_param(graph: Graph, ids: str | Collection[str], name: str, value: Any, default: Any) -> Graph:
    """Set one setting of one or several blocks; a value equal to the default is not stored."""

    def changed(block: Block) -> dict[str, Any]:
        params = {key: old for key, old in block.params.items() if key != name}
        if value != default or type(value) is not type(default):
            params[name] = value
        return {"params": params}

    return _replace_blocks(graph, [ids] if isinstance(ids, str) else ids, changed)


def fragment(graph: Graph, ids: Collection[str]) -> Graph:
    """The part of a graph made of some blocks and the wires between them: what copying puts on the clipboard."""
    kept = frozenset(ids)
    return Graph(
        tuple(block for block in graph.blocks if block.id in kept),
        tuple(wire for wire in graph.wires if wire.source in kept and wire.target in kept),
    )


def paste(graph: Graph, piece: Graph, dx: float = 0.0, dy: float = 0.0) -> tuple[Graph, tuple[str, ...]]:
    """Add a copy of another graph, moved by (dx, dy), under fresh ids and names; returns the new ids as well."""
    names = {block.name for block in graph.blocks}
    renamed: dict[str, str] = {}
    copies: list[Block] = []
    for block, block_id in zip(piece.blocks, _fresh_ids(graph), strict=False):
        name = block.name if block.name not in names else fresh_name(names, block.name)
        names.add(name)
        renamed[block.id] = block_id
        copies.append(msgspec.structs.replace(block, id=block_id, name=name, x=block.x + dx, y=block.y + dy))
    wires = (
        msgspec.structs.replace(wire, source=renamed[wire.source], target=renamed[wire.target]) for wire in piece.wires
    )
    return Graph((*graph.blocks, *copies), tuple(sorted((*graph.wires, *wires)))), tuple(renamed.values())


def duplicate(graph: Graph, ids: Collection[str], dx: float, dy: float) -> tuple[Graph, tuple[str, ...]]:
    """Copy blocks with their inner wires beside themselves; returns the new ids as well."""
    return paste(graph, fragment(graph, ids), dx, dy)


def fresh_name(taken: Graph | Collection[str], base: str) -> str:
    """The first free name of the form ``base number``; a number that ends ``base`` is dropped first.

    >>> fresh_name({"dense 1", "dense 2"}, "dense")
    'dense 3'
    """
    names = {block.name for block in taken.blocks} if isinstance(taken, Graph) else taken
    stem = re.sub(r"\s+\d+$", "", base).replace("/", " ").strip() or "block"
    start = 2 if stem in names else 1
    return next(name for n in itertools.count(start) if (name := f"{stem} {n}") not in names)


def _check_name(graph: Graph, name: str) -> None:
    if not name.strip():
        raise UserError("name_empty")
    if "/" in name:
        raise UserError("name_slash", name=name)
    if graph.find(name) is not None:
        raise UserError("name_taken", name=name)


def _fresh_ids(graph: Graph) -> Iterator[str]:
    """Ids that no block of the graph has: ``b`` and a number above all numbers in use."""
    used = (int(match[1]) for block in graph.blocks if (match := re.fullmatch(r"b(\d+)", block.id)))
    return (f"b{number}" for number in itertools.count(max(used, default=0) + 1))


def _replace_blocks(graph: Graph, ids: Iterable[str], fields: Callable[[Block], dict[str, Any]]) -> Graph:
    """Replace fields of some blocks in place; ``fields`` maps a block to what changes. KeyError for an unknown id."""
    wanted = set(ids)
    if missing := wanted - {block.id for block in graph.blocks}:
        raise KeyError(min(missing))
    blocks = (
        msgspec.structs.replace(block, **fields(block)) if block.id in wanted else block for block in graph.blocks
    )
    return Graph(tuple(blocks), graph.wires)
