"""Every value of a network and its gradient, for looking at: what stands on each wire for a few rows.

Training computes only what a loss needs and keeps no more than a batch. To see everything, also what no loss reads or
a network without any, the whole graph is compiled a second time for a handful of rows, with the weights of the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

if TYPE_CHECKING:
    from visualnn.blocks.check import Checked
    from visualnn.data.dataset import Dataset
    from visualnn.engine.program import Place
    from visualnn.engine.runner import Runner
    from visualnn.graph.model import Graph
    from visualnn.graph.training import Training

ROWS = 8
"""Most rows looked at in one go."""

Array = np.ndarray[Any, Any]


class Tensor(msgspec.Struct, frozen=True):
    """A value: with a row per example, ``[rows, ...]``, or static, of its own shape. ``gradient`` is that of the loss
    by it, of the same shape; None where there is none. Class numbers stand for one-hot rows."""

    value: Array
    gradient: Array | None
    static: bool


class Tensors:
    """The whole of a graph, ready to be looked at; used by the thread that owns the run.

    Args:
        graph, checked: the network and its check.
        data: the data set of each data block, by block id.
        training: the settings of the run; its seed gives the first weights of what no loss trains.
    """

    def __init__(self, graph: Graph, checked: Checked, data: Mapping[str, Dataset], training: Training) -> None:
        from visualnn.engine.lower import lower
        from visualnn.engine.runner import Runner

        rows = min((dataset.info.rows["train"] for dataset in data.values()), default=1)
        program = lower(graph, checked, batch=max(1, min(ROWS, rows)), optimizer="sgd", whole=True)
        settings = msgspec.structs.replace(training, optimizer="sgd", threads=1)
        self._runner = Runner(program, data, settings)

    def look(self, run: Runner, first: int, rows: int) -> dict[tuple[str, str], Tensor]:
        """What leaves every port, by (block id, port), for ``rows`` training rows from ``first`` on, with the weights
        that ``run`` has now; in training mode, as the next step would see it."""
        runner = self._runner
        if runner.seed != run.seed:
            runner.reset(run.seed)
        runner.set_weights(runner.weights() | run.weights())
        count = max(1, min(rows, runner.program.batch, runner.rows["train"] - first))
        runner.gradients(count, first, run.step)
        return {port: self._tensor(place, count) for port, place in runner.program.outputs.items()}

    def _tensor(self, place: Place, rows: int) -> Tensor:
        shape = place.type.shape[:-1] if place.type.kind == "onehot" else place.type.shape
        extents = shape if place.type.static else (rows, *shape)

        def copied(offset: int) -> Array:
            return self._runner.memory[offset : offset + int(np.prod(extents, dtype=np.int64))].reshape(extents).copy()

        gradient = copied(place.gradient) if place.gradient >= 0 and self._runner.program.losses else None
        return Tensor(copied(place.offset), gradient, place.type.static)

    def close(self) -> None:
        """Let its memory go."""
        self._runner.close()
