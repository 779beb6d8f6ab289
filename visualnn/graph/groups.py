"""Groups: blocks under a name, which one card can stand for.

A group is a way to look at the flat list of blocks and wires, so check, engine and export need not know of it. Groups
may lie in groups: each lists its members, and together they form trees.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping

from msgspec import structs

from visualnn.graph.model import Block, Graph, Group, Wire, fresh_ids

GROUP = "group"
"""The kind that :func:`folded` gives to the block which stands for a group."""


def with_members(graph: Graph, ids: Collection[str]) -> frozenset[str]:
    """Ids of elements, and of all that is in the groups among them."""
    members = {group.id: group.members for group in graph.groups}
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        element_id = waiting.pop()
        if element_id not in found:
            found.add(element_id)
            waiting += members.get(element_id, ())
    return frozenset(found)


def parents(graph: Graph) -> dict[str, str]:
    """The group that each member of one lies in."""
    return {member: group.id for group in graph.groups for member in group.members}


def without_strays(graph: Graph) -> Graph:
    """The graph whose groups list what is there alone; groups left without a member go too."""
    if not graph.groups:
        return graph
    there = {element.id for element in graph.elements()}
    kept = [structs.replace(group, members=tuple(m for m in group.members if m in there)) for group in graph.groups]
    if all(group.members for group in kept):
        return structs.replace(graph, groups=tuple(kept))
    return without_strays(structs.replace(graph, groups=tuple(group for group in kept if group.members)))


def group(graph: Graph, ids: Collection[str], name: str) -> tuple[Graph, str]:
    """Put blocks and groups into a new, collapsed group; returns the graph and the group's id.

    It lies in the group that all of them lie in, if there is one; else its members leave the groups they were in.

    Raises:
        ValueError: there is no block or group among the ids.
    """
    nests = {group.id for group in graph.groups}
    outer = parents(graph)
    chosen = {i for i in ids if i in nests or i in graph}
    there = [*(block.id for block in graph.blocks), *(group.id for group in graph.groups)]
    tops = [i for i in there if i in chosen and not chosen & set(_above(outer, i))]
    if not tops:
        raise ValueError("nothing to group")
    made = Group(next(fresh_ids(graph, "g")), name, tuple(tops), collapsed=True)
    around = {outer.get(member) for member in tops}
    around_all = next(iter(around)) if len(around) == 1 else None
    others = []
    for other in graph.groups:
        members = tuple(member for member in other.members if member not in tops)
        others.append(structs.replace(other, members=(*members, made.id) if other.id == around_all else members))
    return without_strays(structs.replace(graph, groups=(*others, made))), made.id


def ungroup(graph: Graph, ids: Collection[str]) -> Graph:
    """Take groups away and leave what was in them where they were."""
    for group_id in ids:
        gone = next((group for group in graph.groups if group.id == group_id), None)
        if gone is None:
            continue
        left = []
        for other in graph.groups:
            members = (gone.members if member == group_id else (member,) for member in other.members)
            if other is not gone:
                left.append(structs.replace(other, members=tuple(itertools.chain(*members))))
        graph = structs.replace(graph, groups=tuple(left))
    return graph


def collapse(graph: Graph, ids: Collection[str], collapsed: bool) -> Graph:
    """Show groups as one card, or as what is in them."""
    return structs.replace(
        graph,
        groups=tuple(structs.replace(g, collapsed=collapsed) if g.id in ids else g for g in graph.groups),
    )


def cards(graph: Graph) -> dict[str, str]:
    """What shows each block: the outermost collapsed group around it, or itself."""
    if not graph.groups:
        return {block.id: block.id for block in graph.blocks}
    outer = parents(graph)
    collapsed = {group.id for group in graph.groups if group.collapsed}
    return {
        block.id: next((g for g in reversed(list(_above(outer, block.id))) if g in collapsed), block.id)
        for block in graph.blocks
    }


def is_inside(shown: Mapping[str, str], wire: Wire) -> bool:
    """Whether a wire is hidden in the card of a group; ``shown`` is what :func:`cards` says."""
    return shown[wire.source] == shown[wire.target] != wire.source


def opened(graph: Graph) -> tuple[Group, ...]:
    """Groups whose members are to be seen, inner ones before those around them."""
    outer = parents(graph)
    collapsed = {group.id for group in graph.groups if group.collapsed}
    depths = {group.id: list(_above(outer, group.id)) for group in graph.groups}
    seen = [g for g in graph.groups if g.id not in collapsed and not collapsed.intersection(depths[g.id])]
    return tuple(sorted(seen, key=lambda group: -len(depths[group.id])))


def blocks_of(graph: Graph, group_id: str) -> tuple[Block, ...]:
    """The blocks in a group and in the groups in it, in painting order."""
    inside = with_members(graph, [group_id])
    return tuple(block for block in graph.blocks if block.id in inside)


def folded(graph: Graph) -> Graph:
    """What is to be seen: a collapsed group is a block of the kind ``GROUP``, at the top left corner of what is in it,
    with the ports ``block id/port`` at which wires end."""
    if not any(group.collapsed for group in graph.groups):
        return graph
    shown = cards(graph)
    names = {group.id: group.name for group in graph.groups}
    blocks: dict[str, Block] = {}
    for block in graph.blocks:
        card = shown[block.id]
        before = blocks.get(card)
        if card == block.id:
            blocks[card] = block
        elif before is None:
            blocks[card] = Block(card, GROUP, names[card], block.x, block.y)
        else:
            blocks[card] = structs.replace(before, x=min(before.x, block.x), y=min(before.y, block.y))

    def end(block_id: str, port: str) -> tuple[str, str]:
        card = shown[block_id]
        return (card, port) if card == block_id else (card, f"{block_id}/{port}")

    wires = (
        Wire(*end(wire.source, wire.source_port), *end(wire.target, wire.target_port))
        for wire in graph.wires
        if not is_inside(shown, wire)
    )
    return structs.replace(graph, blocks=tuple(blocks.values()), wires=tuple(sorted(wires)))


def _above(outer: dict[str, str], element_id: str) -> Iterator[str]:
    """The groups around an element, from the inside out."""
    while (above := outer.get(element_id)) is not None:
        yield above
        element_id = above
