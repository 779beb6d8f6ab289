"""The engine's side of a comparison."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from msgspec.structs import replace

from visualnn.bench.works import Work, fifty_blocks
from visualnn.blocks.check import Checked, check
from visualnn.data import catalogue
from visualnn.data.dataset import Dataset
from visualnn.engine.lower import lower
from visualnn.engine.program import Program
from visualnn.engine.runner import Runner
from visualnn.graph.model import Graph


def checked(work: Work, data: Dataset) -> Checked:
    """The work's graph, checked."""
    return check(work.graph, {work.data.id: data.info.types})


def batch_size(work: Work, data: Dataset) -> int:
    """Rows per step."""
    return work.training.batch_size or data.info.rows["train"]


def make_program(work: Work, data: Dataset) -> Program:
    """The work, compiled."""
    return lower(work.graph, checked(work, data), batch=batch_size(work, data), optimizer=work.training.optimizer)


class EngineSide:
    """Trains a work with the engine. ``threads`` 0: as many as the engine chooses."""

    def __init__(self, work: Work, data: Dataset, threads: int = 0) -> None:
        self.runner = Runner(make_program(work, data), {work.data.id: data}, replace(work.training, threads=threads))
        self.name = f"visualnn {self.runner.threads}"

    def weights(self) -> dict[str, np.ndarray[Any, Any]]:
        """The initial weights, by key."""
        return self.runner.weights()

    def losses(self, steps: int) -> np.ndarray[Any, Any]:
        """See ``measure.Trainer``."""
        self.runner.reset(self.runner.seed)
        return np.concatenate([rows[:, 0] for rows in self._advance(steps)])

    def run(self, steps: int) -> None:
        """See ``measure.Side``."""
        self._advance(steps)

    def _advance(self, steps: int) -> list[np.ndarray[Any, Any]]:
        made = []
        while steps > 0:
            made.append(self.runner.advance(steps).rows)
            steps -= len(made[-1])
        return made

    def close(self) -> None:
        """See ``measure.Side``."""
        self.runner.close()


def compile_seconds(rounds: int) -> list[float]:
    """How long each of several checks and compilations of a graph of 50 blocks takes, in seconds."""
    graph: Graph = fifty_blocks()
    types, _ = catalogue.describe_all(graph)
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        lower(graph, check(graph, types), batch=100, optimizer="adam")
        taken.append(time.perf_counter() - began)
    return taken[1:]
