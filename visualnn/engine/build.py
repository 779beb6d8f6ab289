"""Compile the whole engine ahead of need: ``python -m visualnn.engine.build``.

A network needs a dozen kernels, which its session compiles when it is first prepared. This compiles all of them, in as
many processes as there are processors (numba compiles under Python's lock, so threads would not help), into the cache
that every later start reads.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np

from visualnn.engine.budget import processors
from visualnn.engine.fields import HYPER_SIZE, STATS
from visualnn.engine.kernels import KERNELS, LIBRARY
from visualnn.engine.program import Program
from visualnn.engine.runner import Runner
from visualnn.engine.tally import tally
from visualnn.graph.training import Training


def build(share: int, shares: int, report: Callable[[int, int], None] = lambda done, all: None) -> None:
    """Compile one of ``shares`` equal shares of the engine, numbered from 0. The interpreter, which takes as long as a
    dozen kernels, is the first thing in share 0, with what a window asks of it beside training."""
    names = list(KERNELS)[share::shares]
    if share == 0:
        runner = Runner(
            Program(batch=1, optimizer="sgd", size=HYPER_SIZE, scratch=STATS), {}, Training(optimizer="sgd")
        )
        runner.gradients(1)
        runner.close()
        for sizes in (False, True):
            tally(np.zeros(1, np.float32), 1, sizes)
    for done, name in enumerate(names):
        report(done, len(names))
        LIBRARY.address(name, np.dtype(np.float32))
    report(len(names), len(names))


def build_all(report: Callable[[int, int], None] = lambda done, all: None) -> None:
    """Compile everything, with the help of other processes; returns when all are done."""
    shares = processors()
    command = [sys.executable, "-m", "visualnn.engine.build"]
    helpers = [subprocess.Popen([*command, str(share), str(shares)]) for share in range(1, shares)]
    try:
        build(0, shares, report)
    finally:
        for helper in helpers:
            helper.wait()


if __name__ == "__main__":
    if len(sys.argv) == 3:
        build(int(sys.argv[1]), int(sys.argv[2]))
    else:
        build_all()
