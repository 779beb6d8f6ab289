"""In what trainings differ: settings, blocks, settings of blocks, wires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from visualnn.blocks.catalogue import SPECS
from visualnn.graph.model import Graph
from visualnn.graph.training import Training
from visualnn.project.format import Project


class Difference(NamedTuple):
    """One thing that is not the same everywhere, and what it is in each project; None where there is no such thing.

    kind: ``training`` (a setting of the training, ``key``), ``setting`` (of a block), ``kind`` (of a block),
        ``bypassed`` (whether a block is) or ``wires`` (what leads into a block).
    block: the name of the block, in the first project that has it.
    """

    kind: Literal["training", "setting", "kind", "bypassed", "wires"]
    block: str
    key: str
    values: tuple[Any, ...]


def differences(projects: Sequence[Project]) -> tuple[Difference, ...]:
    """Everything in which projects differ, but titles, notes, where blocks stand and what they are called.

    A block is the same in two projects when its id is, since it keeps that when it is renamed.
    """
    found = [*_of_training([project.training for project in projects]), *_of_graphs([p.graph for p in projects])]
    return tuple(
        difference for difference in found if any(value != difference.values[0] for value in difference.values)
    )


def _of_training(settings: Sequence[Training]) -> Iterator[Difference]:
    read = [msgspec.structs.asdict(training) | training.resolved() for training in settings]
    optional = {name for name in Training.__struct_fields__ if getattr(Training(), name) is msgspec.UNSET}
    for name in Training.__struct_fields__:
        if name == "threads":
            continue  # says nothing about the outcome
        values = tuple(
            None if name in optional and name not in training.defaults() else values[name]
            for training, values in zip(settings, read, strict=True)
        )
        yield Difference("training", "", name, values)


def _of_graphs(graphs: Sequence[Graph]) -> Iterator[Difference]:
    by_id = [{block.id: block for block in graph.blocks} for graph in graphs]
    names = {block.id: block.name for graph in reversed(graphs) for block in graph.blocks}
    order = dict.fromkeys(block.id for graph in graphs for block in graph.blocks)
    into = [_into(graph) for graph in graphs]
    for block_id in order:
        blocks = [there.get(block_id) for there in by_id]
        name = names[block_id]
        yield Difference("kind", name, "", tuple(block.kind if block else None for block in blocks))
        present = [block for block in blocks if block]
        kinds = {block.kind for block in present}
        if len(kinds) == 1:
            settings = [SPECS[block.kind].settings(block) if block else None for block in blocks]
            for param in SPECS[present[0].kind].params:
                values = tuple(None if values is None else values[param.name] for values in settings)
                if len({repr(value) for value, block in zip(values, blocks, strict=True) if block}) > 1:
                    yield Difference("setting", name, param.name, values)
        yield Difference("bypassed", name, "", tuple(block.bypassed if block else None for block in blocks))
        if len(present) == len(graphs):
            leads = tuple(
                ", ".join(sorted(names.get(source, source) for source in wires.get(block_id, ()))) for wires in into
            )
            yield Difference("wires", name, "", leads)


def _into(graph: Graph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for wire in graph.wires:
        found.setdefault(wire.target, []).append(wire.source)
    return found
