"""The graph as an immutable value.

A :class:`Graph` holds blocks and wires, and what helps to read them: groups, frames and comments, which nothing but the
canvas looks at. Blocks, groups, frames and comments are its *elements*; no two have the same id. Edits (``edits.py``)
are functions from graph to graph; two graphs are the same drawing exactly when they are equal, so undo is the previous
value and "changed since" is ``!=``. Nothing here knows what a block of some kind means: that is ``visualnn.blocks``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import msgspec


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block on the canvas.

    ``id`` is unique in the graph and never changes; ``name`` is what the canvas shows and what weights are saved
    under, unique too. ``params`` holds only values that differ from the defaults of the block's kind, and is treated
    as immutable. ``x`` and ``y`` are scene coordinates of the top left corner in pixels at 100 %. A block that is
    ``bypassed`` hands on what arrives, as if it were not there; it has one input and one output then.
    """

    id: str
    kind: str
    name: str
    x: float = 0.0
    y: float = 0.0
    params: dict[str, Any] = {}
    bypassed: bool = False


class Wire(msgspec.Struct, frozen=True, order=True):
    """A connection from an output port of one block to an input port of another."""

    source: str
    source_port: str
    target: str
    target_port: str


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some blocks, and groups of blocks, under a name. While it is ``collapsed`` one card stands for all of them.

    A group is never empty, and an element is a member of one group at most.
    """

    id: str
    name: str
    members: tuple[str, ...]
    collapsed: bool = False


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """A titled rectangle drawn behind blocks; ``colour`` counts in the colours that lines of plots have."""

    id: str
    title: str
    x: float
    y: float
    width: float
    height: float
    colour: int = 0


class Comment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text on the canvas."""

    id: str
    text: str
    x: float
    y: float
    width: float
    height: float


Element = Block | Group | Frame | Comment


class Graph(msgspec.Struct, frozen=True, omit_defaults=True):
    """The order of ``blocks``, ``frames`` and ``comments`` is the one they are painted in; wires are kept sorted."""

    blocks: tuple[Block, ...] = ()
    wires: tuple[Wire, ...] = ()
    groups: tuple[Group, ...] = ()
    frames: tuple[Frame, ...] = ()
    comments: tuple[Comment, ...] = ()

    def __contains__(self, block_id: str) -> bool:
        """Whether there is a block with this id."""
        return any(block.id == block_id for block in self.blocks)

    def elements(self) -> Iterator[Element]:
        """Blocks, groups, frames and comments."""
        return itertools.chain(self.blocks, self.groups, self.frames, self.comments)

    def element(self, element_id: str) -> Element | None:
        """The element with this id, if any."""
        return next((element for element in self.elements() if element.id == element_id), None)

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


def fresh_ids(graph: Graph, letter: str) -> Iterator[str]:
    """Ids that no element has: a letter and a number above all that follow this letter."""
    used = (int(match[1]) for element in graph.elements() if (match := re.fullmatch(rf"{letter}(\d+)", element.id)))
    return (f"{letter}{number}" for number in itertools.count(max(used, default=0) + 1))
