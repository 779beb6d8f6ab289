"""Edits: pure functions from graph to graph.

Every change of a drawing is one of these, or a few in a row. None of them looks at what a block means, so a graph may
be wrong in between (a cycle, shapes that do not fit): ``check.py`` says so. What always holds afterwards is that ids
of elements and names of blocks are unique, that wires join blocks of the graph, that an input port holds at most one
wire, that wires are sorted, and that no group is empty. The id of a group stands for all that is in it as well.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import structs

from visualnn.graph import groups
from visualnn.graph.model import Block, Comment, Element, Frame, Graph, Group, Wire, fresh_ids
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
    block = Block(id=next(fresh_ids(graph, "b")), kind=kind, name=name, x=x, y=y, params=dict(params or {}))
    return structs.replace(graph, blocks=(*graph.blocks, block)), block.id


def add_frame(
    graph: Graph, title: str, x: float, y: float, width: float, height: float, colour: int = 0
) -> tuple[Graph, str]:
    """Append a frame on top of the others; returns the graph and the frame's id."""
    frame = Frame(next(fresh_ids(graph, "f")), title, x, y, width, height, colour)
    return structs.replace(graph, frames=(*graph.frames, frame)), frame.id


def add_comment(graph: Graph, text: str, x: float, y: float, width: float, height: float) -> tuple[Graph, str]:
    """Append a comment on top of the others; returns the graph and the comment's id."""
    comment = Comment(next(fresh_ids(graph, "c")), text, x, y, width, height)
    return structs.replace(graph, comments=(*graph.comments, comment)), comment.id


def remove(graph: Graph, ids: Collection[str] = (), wires: Collection[Wire] = ()) -> Graph:
    """Take out elements, blocks with all their wires, and further wires. A group goes with its last member."""
    gone = groups.with_members(graph, ids)
    dropped = frozenset(wires)
    left = Graph(
        tuple(block for block in graph.blocks if block.id not in gone),
        tuple(w for w in graph.wires if w not in dropped and w.source not in gone and w.target not in gone),
        tuple(group for group in graph.groups if group.id not in gone),
        tuple(frame for frame in graph.frames if frame.id not in gone),
        tuple(comment for comment in graph.comments if comment.id not in gone),
    )
    return groups.without_strays(left)


def dissolve(graph: Graph, ids: Collection[str]) -> Graph:
    """Take out blocks and rejoin their neighbours.

    A removed block with one incoming wire hands that wire's source on to everything it fed; one with none or several
    is just removed, because there is no telling which input its outputs should follow.
    """
    for block_id in sorted(groups.with_members(graph, ids)):
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
    return structs.replace(graph, wires=tuple(sorted((*others, wire))))


def disconnect(graph: Graph, *wires: Wire) -> Graph:
    """Take out wires; those that are not there are ignored."""
    return remove(graph, wires=wires)


def insert_on_wire(graph: Graph, wire: Wire, block_id: str, input_port: str, output_port: str) -> Graph:
    """Put a block of the graph into a wire: source -> block -> target."""
    graph = disconnect(graph, wire)
    graph = connect(graph, Wire(wire.source, wire.source_port, block_id, input_port))
    return connect(graph, Wire(block_id, output_port, wire.target, wire.target_port))


def move(graph: Graph, positions: Mapping[str, tuple[float, float]]) -> Graph:
    """Set the top left corners of some blocks, frames and comments, in scene pixels."""
    return _replace(graph, positions, lambda element: dict(zip("xy", positions[element.id], strict=True)))


def shift(graph: Graph, ids: Collection[str], dx: float, dy: float) -> Graph:
    """Move elements, groups with all that is in them."""
    moving = groups.with_members(graph, ids)
    areas = (e for e in graph.elements() if e.id in moving and not isinstance(e, Group))
    return move(graph, {element.id: (element.x + dx, element.y + dy) for element in areas})


def place(graph: Graph, element_id: str, x: float, y: float, width: float, height: float) -> Graph:
    """Set the rectangle of a frame or a comment, in scene pixels."""
    return change(graph, element_id, x=x, y=y, width=width, height=height)


def change(graph: Graph, element_id: str, **fields: Any) -> Graph:
    """Give some fields of an element other values; for those that no other edit is made for. KeyError: no such id."""
    return _replace(graph, [element_id], lambda _: fields)


def rename(graph: Graph, element_id: str, name: str) -> Graph:
    """Give a block, a group or a frame another name, stripped of surrounding white space.

    Raises:
        UserError: the name is empty, or that of a block is taken by another one or contains "/".
    """
    name = name.strip()
    if element_id in graph:
        _check_name(remove(graph, [element_id]), name)
    elif not name:
        raise UserError("name_empty")
    return change(graph, element_id, **{"title" if _is_frame(graph, element_id) else "name": name})


def bypass(graph: Graph, ids: Collection[str], bypassed: bool) -> Graph:
    """Have blocks hand on what arrives as it is, or work again."""
    return _replace(graph, ids, lambda _: {"bypassed": bypassed})


def set_param(graph: Graph, ids: str | Collection[str], name: str, value: Any, default: Any) -> Graph:
    """Set one setting of one or several blocks; a value equal to the default is not stored."""

    def changed(block: Element) -> dict[str, Any]:
        assert isinstance(block, Block)
        params = {key: old for key, old in block.params.items() if key != name}
        if value != default or type(value) is not type(default):
            params[name] = value
        return {"params": params}

    return _replace(graph, [ids] if isinstance(ids, str) else ids, changed)


def fragment(graph: Graph, ids: Collection[str]) -> Graph:
    """The part of a graph made of some elements and the wires between them: what copying puts on the clipboard."""
    kept = groups.with_members(graph, ids)
    return Graph(
        tuple(block for block in graph.blocks if block.id in kept),
        tuple(wire for wire in graph.wires if wire.source in kept and wire.target in kept),
        tuple(group for group in graph.groups if group.id in kept),
        tuple(frame for frame in graph.frames if frame.id in kept),
        tuple(comment for comment in graph.comments if comment.id in kept),
    )


def paste(graph: Graph, piece: Graph, dx: float = 0.0, dy: float = 0.0) -> tuple[Graph, tuple[str, ...]]:
    """Add a copy of another graph, moved by (dx, dy), under fresh ids and names; returns the new elements' ids as well:
    of a group its own only, not those of what is in it."""
    names = {block.name for block in graph.blocks}
    letters: tuple[tuple[Iterable[Element], str], ...] = (
        (piece.blocks, "b"),
        (piece.groups, "g"),
        (piece.frames, "f"),
        (piece.comments, "c"),
    )
    renamed = {
        element.id: new
        for elements, letter in letters
        for element, new in zip(elements, fresh_ids(graph, letter), strict=False)
    }
    copies: list[Block] = []
    for block in piece.blocks:
        name = block.name if block.name not in names else fresh_name(names, block.name)
        names.add(name)
        copies.append(structs.replace(block, id=renamed[block.id], name=name, x=block.x + dx, y=block.y + dy))
    wires = (structs.replace(wire, source=renamed[wire.source], target=renamed[wire.target]) for wire in piece.wires)
    nests = (
        structs.replace(group, id=renamed[group.id], members=tuple(renamed[member] for member in group.members))
        for group in piece.groups
    )
    pasted = Graph(
        (*graph.blocks, *copies),
        tuple(sorted((*graph.wires, *wires))),
        (*graph.groups, *nests),
        (*graph.frames, *_moved(piece.frames, renamed, dx, dy)),
        (*graph.comments, *_moved(piece.comments, renamed, dx, dy)),
    )
    inside = {member for group in piece.groups for member in group.members}
    return pasted, tuple(new for old, new in renamed.items() if old not in inside)


def duplicate(graph: Graph, ids: Collection[str], dx: float, dy: float) -> tuple[Graph, tuple[str, ...]]:
    """Copy elements with their inner wires beside themselves; returns the new ids as :func:`paste` does."""
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


def _is_frame(graph: Graph, element_id: str) -> bool:
    return any(frame.id == element_id for frame in graph.frames)


_Area = TypeVar("_Area", Frame, Comment)
_AnyElement = TypeVar("_AnyElement", Block, Group, Frame, Comment)


def _moved(areas: Iterable[_Area], renamed: Mapping[str, str], dx: float, dy: float) -> Iterator[_Area]:
    return (structs.replace(area, id=renamed[area.id], x=area.x + dx, y=area.y + dy) for area in areas)


def _replace(graph: Graph, ids: Iterable[str], fields: Callable[[Element], dict[str, Any]]) -> Graph:
    """Replace fields of some elements; ``fields`` maps an element to what changes. KeyError for an unknown id."""
    wanted = set(ids)
    if missing := wanted - {element.id for element in graph.elements()}:
        raise KeyError(min(missing))

    def replaced(elements: tuple[_AnyElement, ...]) -> tuple[_AnyElement, ...]:
        if not any(element.id in wanted for element in elements):
            return elements
        return tuple(structs.replace(e, **fields(e)) if e.id in wanted else e for e in elements)

    return Graph(
        replaced(graph.blocks),
        graph.wires,
        replaced(graph.groups),
        replaced(graph.frames),
        replaced(graph.comments),
    )
