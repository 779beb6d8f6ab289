"""What no engine gets below: the matrix products of a step alone, and how fast this machine multiplies at best."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from msgspec.structs import replace

from visualnn.bench.engine_side import make_program
from visualnn.bench.works import Work
from visualnn.data.dataset import Dataset
from visualnn.engine.products import Products, record, square
from visualnn.engine.runner import Runner


class FloorSide:
    """Makes the matrix products of a work's steps and nothing else: the engine's own calls of ``sgemm``, thread by
    thread, without waiting for one another. ``flops`` counts those of a step."""

    def __init__(self, work: Work, data: Dataset, threads: int) -> None:
        self._runner = Runner(make_program(work, data), {work.data.id: data}, replace(work.training, threads=threads))
        self._products = record(self._runner)
        self.flops = sum(products.flops for products in self._products)
        self._team = _Team(len(self._products))
        self.name = "floor"

    def run(self, steps: int) -> None:
        """See ``measure.Side``."""
        self._team.replay(self._products, steps)

    def close(self) -> None:
        """See ``measure.Side``."""
        self._team.close()
        self._runner.close()


class _Team:
    """Threads that replay products at the same time."""

    def __init__(self, threads: int) -> None:
        self._others = ThreadPoolExecutor(max(1, threads - 1), "floor")

    def replay(self, shares: list[Products], times: int) -> None:
        """Each thread its own share, so many times."""
        waiting = [self._others.submit(products.replay, times) for products in shares[1:]]
        shares[0].replay(times)
        for other in waiting:
            other.result()

    def close(self) -> None:
        self._others.shutdown()


PEAK_SIZE, PEAK_ROUNDS = 768, 12


def peak(threads: int) -> float:
    """The most float32 operations per second of large square products, one per thread at the same time."""
    shares = [square(PEAK_SIZE) for _ in range(threads)]
    team = _Team(threads)
    team.replay(shares, 2)
    taken = []
    for _ in range(PEAK_ROUNDS):
        began = time.perf_counter()
        team.replay(shares, 4)
        taken.append((time.perf_counter() - began) / 4)
    team.close()
    return float(threads * shares[0].flops / np.min(taken))
