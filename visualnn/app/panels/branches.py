"""Which layers belong together."""

from __future__ import annotations

from collections.abc import Sequence

from visualnn.graph.model import Graph


def branches(graph: Graph, block_ids: Sequence[str]) -> list[list[str]]:
    """Group blocks that gradients flow between; networks that only share their data are groups of their own.

    Blocks keep their order within a group, and groups are in the order of their first block.
    """
    fed = {wire.target for wire in graph.wires}
    group = {block.id: {block.id} for block in graph.blocks}
    for wire in graph.wires:
        # What has no inputs is data: no gradient flows back through it from one network to another.
        if wire.source in fed and group[wire.source] is not group[wire.target]:
            merged = group[wire.source] | group[wire.target]
            for block_id in merged:
                group[block_id] = merged
    found: dict[int, list[str]] = {}
    for block_id in block_ids:
        found.setdefault(id(group[block_id]), []).append(block_id)
    return list(found.values())
