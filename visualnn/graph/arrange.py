"""Automatic layout: blocks in columns from left to right along the wires.

The usual three steps of layered drawing (Sugiyama, Tagawa, Toda 1981): the column of a block is the longest path that
leads to it; the order inside a column follows the barycentre of its neighbours; the height is the least-squares fit to
straight wires that keeps the order and the gaps, found by pooling adjacent violators. A wire that spans several
columns gets a narrow lane in each, so that it does not run through blocks. A long chain goes on in a row below.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire

GRID = 10
COLUMN_GAP = 80.0
ROW_GAP = 40.0
LONGEST_ROW = 8
LANE = 24.0
_ORDER_SWEEPS = 12
_LEVEL_SWEEPS = 48
_LANE_WEIGHT = 6.0
_NEARLY = 12.0


class Box(msgspec.Struct, frozen=True):
    """The size of a block in pixels and how far below its top edge its ports are, by name."""

    width: float
    height: float
    inputs: Mapping[str, float] = {}
    outputs: Mapping[str, float] = {}


class _Slot(msgspec.Struct):
    """A place in a column: a block, or a lane for a long wire (``block`` is then empty)."""

    block: str
    height: float
    weight: float
    y: float = 0.0


class _Link(msgspec.Struct):
    """A straight wish: slot ``left`` at y + ``out`` is level with slot ``right`` at y + ``into``."""

    left: int
    right: int
    out: float
    into: float


def arrange(graph: Graph, box: Callable[[str], Box]) -> dict[str, tuple[float, float]]:
    """New positions for all blocks; the drawing keeps its top left corner.

    ``box`` gives the size of a block by its id. Parts that no wire joins are stacked below each other, blocks without
    any wire stand in one row below. Cycles are laid out as if the wires that close them were not there.
    """
    if not graph.blocks:
        return {}
    left = min(block.x for block in graph.blocks)
    top = min(block.y for block in graph.blocks)
    parts = _components(graph)
    positions: dict[str, tuple[float, float]] = {}
    y = top
    for part in sorted((part for part in parts if len(part) > 1), key=len, reverse=True):
        placed = _arrange_part(edits.fragment(graph, part), box)
        positions |= {block_id: (left + dx, y + dy) for block_id, (dx, dy) in placed.items()}
        y = max(positions[block_id][1] + box(block_id).height for block_id in placed) + ROW_GAP
    x = left
    for (block_id,) in (part for part in parts if len(part) == 1):
        positions[block_id] = (x, y)
        x += box(block_id).width + ROW_GAP
    return {block_id: (_snapped(x, left), _snapped(y, top)) for block_id, (x, y) in positions.items()}


def _snapped(value: float, origin: float) -> float:
    return origin + GRID * round((value - origin) / GRID)


def _components(graph: Graph) -> list[list[str]]:
    """Ids of blocks that wires join, in the order of the graph."""
    root = {block.id: block.id for block in graph.blocks}

    def find(block_id: str) -> str:
        while root[block_id] != block_id:
            root[block_id] = block_id = root[root[block_id]]
        return block_id

    for wire in graph.wires:
        root[find(wire.source)] = find(wire.target)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for block in graph.blocks:
        parts[find(block.id)].append(block.id)
    return list(parts.values())


def _arrange_part(graph: Graph, box: Callable[[str], Box]) -> dict[str, tuple[float, float]]:
    """Positions of one connected part, its top left corner at (0, 0)."""
    wires = _without_cycles(graph)
    column_of = _columns(graph, wires)
    slots, columns, links = _slots(graph, wires, column_of, box)
    _order(columns, links)
    _level(slots, columns, links)
    _straighten(slots, columns, links)
    positions: dict[str, tuple[float, float]] = {}
    y = 0.0
    for row in _rows(slots, columns):
        blocks = [[slots[i] for i in column if slots[i].block] for column in row]
        top = min((slot.y for column in blocks for slot in column), default=0.0)
        x = 0.0
        for column in blocks:
            positions |= {slot.block: (x, y + slot.y - top) for slot in column}
            x += max((box(slot.block).width for slot in column), default=0.0) + COLUMN_GAP
        y += max((slot.y + slot.height for column in blocks for slot in column), default=top) - top + 2 * ROW_GAP
    return positions


def _rows(slots: Sequence[_Slot], columns: list[list[int]]) -> list[list[list[int]]]:
    """The columns as one row; a chain too long to be read in one is broken into rows of like length, as a text is."""
    is_chain = all(sum(bool(slots[i].block) for i in column) <= 1 for column in columns)
    count = -(-len(columns) // LONGEST_ROW) if is_chain else 1
    length = -(-len(columns) // count)
    return [columns[start : start + length] for start in range(0, len(columns), length)]


def _without_cycles(graph: Graph) -> list[Wire]:
    """The wires that are left when those that close a cycle in a depth-first walk are dropped."""
    outgoing: defaultdict[str, list[Wire]] = defaultdict(list)
    for wire in graph.wires:
        outgoing[wire.source].append(wire)
    kept: list[Wire] = []
    done: set[str] = set()
    for block in graph.blocks:
        if block.id in done:
            continue
        path = {block.id: iter(outgoing[block.id])}
        while path:
            current = next(reversed(path))
            for wire in path[current]:
                if wire.target in path:
                    continue
                kept.append(wire)
                if wire.target not in done:
                    path[wire.target] = iter(outgoing[wire.target])
                    break
            else:
                done.add(current)
                del path[current]
    return kept


def _columns(graph: Graph, wires: Sequence[Wire]) -> dict[str, int]:
    """The column of every block: the longest path to it; blocks without inputs move next to what they feed."""
    incoming: defaultdict[str, set[str]] = defaultdict(set)
    outgoing: defaultdict[str, set[str]] = defaultdict(set)
    for wire in wires:
        incoming[wire.target].add(wire.source)
        outgoing[wire.source].add(wire.target)
    waiting = {block.id: len(incoming[block.id]) for block in graph.blocks}
    ready = [block_id for block_id, count in waiting.items() if not count]
    column: dict[str, int] = {}
    for block_id in ready:  # grows while it is walked
        column[block_id] = max((column[source] + 1 for source in incoming[block_id]), default=0)
        for target in outgoing[block_id]:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for block_id in ready:
        if not incoming[block_id] and outgoing[block_id]:
            column[block_id] = min(column[target] for target in outgoing[block_id]) - 1
    return column


def _slots(
    graph: Graph, wires: Sequence[Wire], column_of: Mapping[str, int], box: Callable[[str], Box]
) -> tuple[list[_Slot], list[list[int]], list[_Link]]:
    """Blocks and lanes as slots, the slots of every column, and the links between neighbouring columns."""
    slots: list[_Slot] = []
    columns: list[list[int]] = [[] for _ in range(max(column_of.values()) + 1)]
    index: dict[str, int] = {}

    def add(slot: _Slot, column: int) -> int:
        slots.append(slot)
        columns[column].append(len(slots) - 1)
        return len(slots) - 1

    for block in sorted(graph.blocks, key=lambda block: block.y):
        index[block.id] = add(_Slot(block.id, box(block.id).height, 1.0, block.y), column_of[block.id])
    links: list[_Link] = []
    for wire in wires:
        source, target = box(wire.source), box(wire.target)
        left, out = index[wire.source], source.outputs.get(wire.source_port, source.height / 2)
        for column in range(column_of[wire.source] + 1, column_of[wire.target]):
            lane = add(_Slot("", LANE, _LANE_WEIGHT), column)
            links.append(_Link(left, lane, out, LANE / 2))
            left, out = lane, LANE / 2
        links.append(_Link(left, index[wire.target], out, target.inputs.get(wire.target_port, target.height / 2)))
    return slots, columns, links


def _order(columns: list[list[int]], links: Sequence[_Link]) -> None:
    """Sort every column by the barycentre of its neighbours, forth and back, and keep the order that crosses least."""
    best, fewest = [list(column) for column in columns], _crossings(columns, links)
    for sweep in range(_ORDER_SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            _sort_by_barycentre(column, columns, links, forward)
        crossings = _crossings(columns, links)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    columns[:] = best


def _ranks(columns: Sequence[Sequence[int]]) -> dict[int, int]:
    return {slot: rank for column in columns for rank, slot in enumerate(column)}


def _sort_by_barycentre(
    column: list[int], columns: Sequence[Sequence[int]], links: Sequence[_Link], forward: bool
) -> None:
    rank = _ranks(columns)
    places: defaultdict[int, list[float]] = defaultdict(list)
    for link in links:
        here, there, offset = (link.right, link.left, link.out) if forward else (link.left, link.right, link.into)
        places[here].append(rank[there] + offset * 1e-3)  # the height of the port decides between equals
    column.sort(key=lambda slot: sum(places[slot]) / len(places[slot]) if places[slot] else rank[slot])


def _crossings(columns: Sequence[Sequence[int]], links: Sequence[_Link]) -> int:
    """Pairs of links between the same two columns that cross."""
    rank = _ranks(columns)
    column_of = {slot: number for number, column in enumerate(columns) for slot in column}
    gaps: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for link in links:
        gaps[column_of[link.left]].append((rank[link.left] + link.out * 1e-3, rank[link.right] + link.into * 1e-3))
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for ends in gaps.values() for a, b in itertools.combinations(ends, 2))


def _level(slots: list[_Slot], columns: Sequence[Sequence[int]], links: Sequence[_Link]) -> None:
    """Choose heights: every column in turn takes the best fit to its neighbours, forth and back."""
    wishes: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for link in links:
        wishes[link.right].append((link.left, link.out - link.into))
        wishes[link.left].append((link.right, link.into - link.out))
    for column in columns:
        _stack(slots, column, [0.0] * len(column))
    for sweep in range(_LEVEL_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = []
            for i in column:
                near = [(slots[j].y + offset, slots[j].weight) for j, offset in wishes[i]]
                total = sum(weight for _, weight in near)
                wanted.append(sum(y * weight for y, weight in near) / total if total else slots[i].y)
            _stack(slots, column, wanted)


def _straighten(slots: list[_Slot], columns: Sequence[Sequence[int]], links: Sequence[_Link]) -> None:
    """Make a wire to a block that is alone in its column level where it very nearly is."""
    alone = {blocks[0] for column in columns if len(blocks := [i for i in column if slots[i].block]) == 1}
    for link in links:
        level = slots[link.left].y + link.out - link.into
        if link.right in alone and slots[link.left].block and abs(slots[link.right].y - level) < _NEARLY:
            slots[link.right].y = level


def _stack(slots: list[_Slot], column: Sequence[int], wanted: Sequence[float]) -> None:
    """Place a column as near as possible (weighted least squares) to the wanted heights, in order and with gaps."""
    offsets = [0.0]
    for upper, lower in itertools.pairwise(column):
        gap = ROW_GAP if slots[upper].block and slots[lower].block else ROW_GAP / 4
        offsets.append(offsets[-1] + slots[upper].height + gap)
    pools: list[tuple[float, float, int]] = []  # (mean of wanted - offset, weight, members)
    for i, offset, y in zip(column, offsets, wanted, strict=False):
        mean, weight, members = y - offset, slots[i].weight, 1
        while pools and pools[-1][0] > mean:
            upper_mean, upper_weight, upper_members = pools.pop()
            mean = (mean * weight + upper_mean * upper_weight) / (weight + upper_weight)
            weight, members = weight + upper_weight, members + upper_members
        pools.append((mean, weight, members))
    means = (mean for mean, _, members in pools for _ in range(members))
    for i, offset, mean in zip(column, offsets, means, strict=False):
        slots[i].y = mean + offset
