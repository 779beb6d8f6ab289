"""What gradients, weights and activations look like, layer by layer."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
import numpy as np

from visualnn.blocks.catalogue import SPECS

if TYPE_CHECKING:
    from visualnn.engine.program import Place
    from visualnn.engine.runner import Checkpoint, Runner
    from visualnn.graph.model import Block, Graph

ROWS = 128
"""Rows of the data on which activations are looked at."""

MANY = 50_000
"""Of a layer with more weights than these, about so many are looked at thirty times a second."""

PARTS = 8
"""In so many looks, :class:`Rolling` has looked at all rows."""

FLAT = {"sigmoid": (0.05, 0.95), "tanh": (-0.9, 0.9)}
"""Outside these values a function's slope is less than a fifth of its steepest: the unit is called saturated."""

Kind = Literal["gradients", "weights", "activations"]
Array = np.ndarray[Any, Any]


class Statistics(msgspec.Struct, frozen=True):
    """How the numbers of one layer are distributed.

    counts: how many lie in each of equal bins from ``low`` to ``high``; for gradients the bins are of the decimal
        logarithm of their size, and those that are 0 are in none.
    mean, std: of the numbers themselves.
    zeros: the share that is exactly 0.
    dead: of a ReLU, the share of units that are 0 for every row: of channels, where those are pictures; else None.
    saturated: of a sigmoid or tanh, the share of numbers in its flat ends; else None.
    """

    name: str
    block_id: str
    low: float
    high: float
    counts: Array
    mean: float
    std: float
    zeros: float
    dead: float | None = None
    saturated: float | None = None


def statistics(
    runner: Runner,
    graph: Graph,
    kind: Kind,
    bins: int = 40,
    block_ids: Sequence[str] | None = None,
    *,
    seen: Mapping[str, Array],
    at: Checkpoint | None = None,
) -> tuple[Statistics, ...]:
    """The distribution of one kind of numbers in every layer, from input to output.

    Args:
        runner: the network; for gradients, those of its last step.
        graph: what it was compiled from.
        kind: ``gradients`` and ``weights`` of layers with weights (of their weights, not their biases), or
            ``activations``: what leaves every block.
        bins: how many bins.
        block_ids: only these layers, for those who look thirty times a second while training runs: of large ones not at
            all weights, see :data:`MANY`.
        seen: the activations, by block id: see :class:`Rolling`.
        at: the gradients or weights of this state instead of those of now.
    """
    numbers: Iterable[tuple[str, Array]]
    if kind == "activations":
        numbers = ((one, seen[one]) for one in seen if block_ids is None or one in block_ids)
    else:
        numbers = _parameters(runner, kind, block_ids, at)
        if block_ids is not None:
            numbers = ((block_id, _some(values)) for block_id, values in numbers)
    return tuple(_describe(graph.block(block_id), values, kind, bins) for block_id, values in numbers)


class Rolling:
    """What leaves the blocks for some rows of the data: all of them, or, for those who look thirty times a second and
    would slow a large network down, :data:`PARTS` of them after the other."""

    def __init__(self, runner: Runner, graph: Graph, x: Mapping[str, Array]) -> None:
        """``x``: rows of data by data block; at most :data:`ROWS` of them, evenly taken, are used."""
        self._blocks = [block.id for block in _leaving(graph, runner.program.outputs)]
        self._runner = runner
        self._places = [runner.program.outputs[block_id, "out"] for block_id in self._blocks]
        self._rows = {block: taken(rows) for block, rows in x.items()}
        count = len(next(iter(self._rows.values()), ()))
        ends = np.linspace(0, count, min(PARTS, max(1, count)) + 1).astype(np.int64).tolist()
        self._parts = [slice(*part) for part in itertools.pairwise(ends)]
        self._turn = 0
        self._values: dict[str, Array] = {}

    def anew(self) -> dict[str, Array]:
        """The values by block id, for all rows as they are now."""
        return self._named(self._collector(slice(None))())

    def look(self) -> dict[str, Array]:
        """The values by block id: those of one part of the rows as they are now, those of the others as they were when
        it was their turn; all as they are now the first time."""
        if not self._values:
            self._values = self.anew()
        else:
            part, values = self._questions[self._turn % len(self._parts)]
            self._turn += 1
            for block_id, new in self._named(values()).items():
                self._values[block_id][part] = new
        return self._values

    @cached_property
    def _questions(self) -> list[tuple[slice, Callable[[], list[Array]]]]:
        """Every part, and what gives its values as they are now."""
        return [(part, self._collector(part)) for part in self._parts]

    def _collector(self, part: slice) -> Callable[[], list[Array]]:
        if not self._blocks:
            return list  # nothing depends on the data, or there are none
        return self._runner.collector({block: rows[part] for block, rows in self._rows.items()}, self._places)

    def _named(self, values: list[Array]) -> dict[str, Array]:
        return dict(zip(self._blocks, values, strict=True))


class Seen(NamedTuple):
    """Predictions [rows, ...], and what leaves blocks [rows, ...] by block id, from input to output."""

    prediction: Array
    values: dict[str, Array]


def see(runner: Runner, graph: Graph, x: Array, loss: int, block_ids: Sequence[str] | None = None) -> Seen:
    """The predictions of a loss for rows of ``x`` and what leaves these blocks (by default all) on the way there."""
    from visualnn.engine.feeding import way

    program = runner.program
    predicted, places = program.losses[loss].prediction, program.outputs
    there = way(program, [predicted])
    wanted = [block.id for block in _visible(runner, graph) if block_ids is None or block.id in block_ids]
    wanted = [block_id for block_id in wanted if places[block_id, "out"].offset in there]
    prediction, *values = runner.collect(x, [predicted, *(places[block_id, "out"] for block_id in wanted)])
    return Seen(prediction, dict(zip(wanted, values, strict=True)))


def taken(x: Array, rows: int = ROWS) -> Array:
    """At most ``rows`` rows of ``x``, evenly taken."""
    return x if len(x) <= rows else x[np.linspace(0, len(x) - 1, rows).astype(np.int64)]


def _parameters(
    runner: Runner, kind: Kind, block_ids: Sequence[str] | None, at: Checkpoint | None
) -> Iterator[tuple[str, Array]]:
    """The weights of every layer, or their gradients; of a layer without weights, what it has. By block id."""
    parameters = runner.program.parameters
    for block_id in dict.fromkeys(parameter.block for parameter in parameters):
        if block_ids is not None and block_id not in block_ids:
            continue
        own = [parameter for parameter in parameters if parameter.block == block_id]
        own = [parameter for parameter in own if len(parameter.shape) > 1] or own
        views = [runner.view(parameter, kind == "gradients", at) for parameter in own]
        yield block_id, views[0] if len(views) == 1 else np.concatenate([view.ravel() for view in views])


def _some(values: Array) -> Array:
    """About :data:`MANY` of them, evenly taken."""
    every = values.size // MANY
    if every < 2:
        return values
    return np.ascontiguousarray(values.reshape(-1)[:: every | 1])  # odd: not always the same of 2, 4, 8 ... columns


def _visible(runner: Runner, graph: Graph) -> list[Block]:
    """The blocks that something computed for every row leaves, from input to output."""
    computed = {block for _, block in runner.program.results}  # not what a loss looks through: its prediction is that
    return [block for block in _leaving(graph, runner.program.outputs) if block.id in computed]


def _leaving(graph: Graph, places: Mapping[tuple[str, str], Place]) -> list[Block]:
    """The blocks that something leaves for every row, from input to output."""
    blocks = [graph.block(block_id) for block_id, port in places if port == "out"]
    return [block for block in blocks if SPECS[block.kind].inputs and not places[block.id, "out"].type.static]


def _describe(block: Block, values: Array, kind: Kind, bins: int) -> Statistics:
    from visualnn.engine.tally import tally  # on demand: the window, which knows Statistics, shows before numba

    finite = values if np.isfinite(values).all() else values[np.isfinite(values)]
    if not finite.size:
        return Statistics(block.name, block.id, -0.5, 0.5, np.zeros(bins, np.int64), np.nan, np.nan, 0.0)
    found = tally(finite, bins, sizes=kind == "gradients")
    settings = SPECS[block.kind].settings(block) if kind == "activations" else {}
    function = settings.get("function", settings.get("activation"))  # recurrent layers have one of their own
    dead = saturated = None
    if function == "relu":
        # At any place of a picture [rows, channels, height, width] and at any step of a sequence it is the same unit.
        over = (0, 2, 3) if values.ndim == 4 else tuple(range(max(1, values.ndim - 1)))
        dead = float((~values.any(axis=over)).mean())
    elif function in FLAT:
        below, above = FLAT[str(function)]
        saturated = float(((values < below) | (values > above)).mean())
    mean = found.total / finite.size
    std = math.sqrt(max(0.0, found.squares / finite.size - mean**2))
    zeros = found.zeros / values.size
    return Statistics(block.name, block.id, found.low, found.high, found.counts, mean, std, zeros, dead, saturated)
