"""The graph as an immutable value.

A :class:`Graph` holds blocks and wires and nothing else. Edits (``edits.py``) are functions from graph to graph; two
graphs are the same network drawing exactly when they are equal, so undo is the previous value and "changed since" is
``!=``. Nothing here knows what a block of some kind means: that is ``visualnn.blocks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block on the canvas.

    ``id`` is unique in the graph and never changes; ``name`` is what the canvas shows and what weights are saved
    under, unique too. ``params`` holds only values that differ from the defaults of the block's kind, and is treated
    as immutable. ``x`` and ``y`` are scene coordinates of the top left corner in pixels at 100 %.
    """

    id: str
    kind: str
    name: str
    x: float = 0.0
    y: float = 0.0
    params: dict[str, Any] = {}


class Wire(msgspec.Struct, frozen=True, order=True):
    """A connection from an output port of one block to an input port of another."""

    source: str
    source_port: str
    target: str
    target_port: str


class Graph(msgspec.Struct, frozen=True):
    """Blocks and wires. The order of ``blocks`` is the order they are painted in; wires are kept sorted."""

    blocks: tuple[Block, ...] = ()
    wires: tuple[Wire, ...] = ()

    def __contains__(self, block_id: str) -> bool:
        return any(block.id == block_id for block in self.blocks)

    def block(self, block_id: str) -> Block:
        """The block with this id; KeyError when there is none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def find(self, name: str) -> Block | None:
        """The block shown under this name, if any."""
        return next((block for block in self.blocks if block.name == name), None)

    def into(self, block_id: str) -> Iterator[Wire]:
        """Wires that end at the block."""
        return (wire for wire in self.wires if wire.target == block_id)

    def out_of(self, block_id: str) -> Iterator[Wire]:
        """Wires that start at the block."""
        return (wire for wire in self.wires if wire.source == block_id)
