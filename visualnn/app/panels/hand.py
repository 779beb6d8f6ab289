"""A network as a truth table, the way it is worked out by hand: a row of data a line, and for each unit what it answers
with the sum that goes into it in parentheses. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from visualnn.app.canvas.matrix import number
from visualnn.blocks.fit import upstream

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from visualnn.blocks.check import Types
    from visualnn.graph.model import Block, Graph
    from visualnn.training.tensors import Tensor

Tensors = Mapping[tuple[str, str], "Tensor"]

MOST = 12
"""Columns of a table that can still be worked out by hand."""


class Column(NamedTuple):
    """A number a row, and of a unit the sum that goes into it."""

    head: str
    values: np.ndarray
    sums: np.ndarray | None = None

    def texts(self) -> list[str]:
        """What stands in the cells."""
        if self.sums is None:
            return [number(value) for value in self.values]
        return [f"{number(value)} ({number(total)})" for value, total in zip(self.values, self.sums, strict=True)]


def answers(graph: Graph, types: Types) -> list[Block]:
    """The activations that no other activation depends on, and before which there are few enough units and inputs: each
    ends a table. In the order they were drawn in."""
    found = [block for block in graph.blocks if block.kind == "activation"]
    before = {other for block in found for other in upstream(graph, block.id) if other != block.id}
    return [block for block in found if block.id not in before and _width(graph, types, block) <= MOST]


def _width(graph: Graph, types: Types, answer: Block) -> int:
    """About how many columns the table that ends with a block's answers has: inputs and units before it."""
    ancestors = upstream(graph, answer.id)
    counted = [b for b in graph.blocks if b.id in ancestors and (b.kind == "activation" or not any(graph.into(b.id)))]
    used = {(wire.source, wire.source_port) for block in counted for wire in graph.out_of(block.id)}
    ends = {(answer.id, "out")} | {end for end in used if graph.block(end[0]).kind not in ("variable", "constant")}
    return sum(types[end].shape[-1] if types[end].shape else 1 for end in ends if end in types)


def table(graph: Graph, order: Sequence[str], tensors: Tensors, answer: Block) -> list[Column] | None:
    """The columns of the table that ends with a block's answers; None where there is none: other shapes, or too many of
    them."""
    ends = tensors.get((answer.id, "out"))
    if ends is None or ends.value.ndim != 2:
        return None
    rows = len(ends.value)
    ancestors = upstream(graph, answer.id)
    columns: list[Column] = []
    for block_id in order:
        block = graph.block(block_id)
        if any(graph.into(block_id)):
            continue
        wanted = block.kind == "constant" and not any(graph.out_of(block_id))  # the answers to compare with
        if wanted or (block_id in ancestors and _carries_rows(graph, block_id, answer.id)):
            columns += _numbers(block, tensors, rows)
    for block_id in order:
        block = graph.block(block_id)
        if block_id in ancestors and block.kind == "activation":
            columns += _units(graph, block, tensors, rows)
    return columns if 0 < len(columns) <= MOST else None


def _carries_rows(graph: Graph, source: str, target: str) -> bool:
    """Whether there is a way on which rows stay rows: not into a matrix product from the right."""
    if source == target:
        return True
    kinds = {block.id: block.kind for block in graph.blocks}
    return any(
        _carries_rows(graph, wire.target, target)
        for wire in graph.out_of(source)
        if not (kinds[wire.target] == "matmul" and wire.target_port == "b")
    )


def _numbers(block: Block, tensors: Tensors, rows: int) -> Iterator[Column]:
    """The columns of a source: of data, inputs and targets."""
    for (block_id, port), tensor in tensors.items():
        if block_id == block.id and tensor.value.ndim == 2 and len(tensor.value) == rows:
            names = _names(block.name if port == "out" else port, tensor.value.shape[1])
            for name, column in zip(names, tensor.value.T, strict=True):
                yield Column(name, column)


def _units(graph: Graph, block: Block, tensors: Tensors, rows: int) -> Iterator[Column]:
    """The columns of an activation: what it answers (what goes into it)."""
    wire = next(graph.into(block.id))
    after, before = tensors.get((block.id, "out")), tensors.get((wire.source, wire.source_port))
    if after is None or before is None or after.value.shape != before.value.shape or len(after.value) != rows:
        return
    for place, name in enumerate(_names(block.name, after.value.shape[1])):
        yield Column(name, after.value[:, place], before.value[:, place])


def _names(name: str, count: int) -> list[str]:
    """A name for each column; one like “x1, x2” names both."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == count:
        return parts
    return [name] if count == 1 else [f"{name} {place + 1}" for place in range(count)]
