"""How fast the engine trains, and how much faster than PyTorch on the same machine.

The two take turns, so that a busy or a warm machine is unfair to both alike; the median of the rounds counts.
Both run the same network on the same rows with the same batch size, loss and update rule. PyTorch runs eagerly with the
threads it chooses; its rows lie in memory as float32, and only its training loop is timed.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from visualnn import api
from visualnn.data import catalogue
from visualnn.messages import UserError, define
from visualnn.project.format import Project

define(bench_no_torch="PyTorch is not installed, so there is nothing to compare with: pip install torch==2.13.0")

ROWS = 12_000
"""Images of the made-up stand-in for MNIST: the speed does not depend on what they show."""


class Speed(msgspec.Struct, frozen=True):
    """Steps per second of a sample's training, medians; ``torch`` is None when it was not asked for."""

    name: str
    steps: int
    visualnn: float
    torch: float | None

    def __str__(self) -> str:
        line = f"{self.name:6} {self.steps:6,} steps  visualnn {self.visualnn:12,.0f} steps/s"
        if self.torch is not None:
            line += f"  torch {self.torch:8,.0f} steps/s  {self.visualnn / self.torch:6,.1f} times as fast"
        return line


def measure(against_torch: bool, rounds: int = 3) -> Iterator[Speed]:
    """Time the samples xor (10,001 steps) and mnist (four epochs of made-up images).

    Raises:
        UserError: PyTorch is asked for but not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        _write_images(Path(folder))
        for name, data, steps in (("xor", {}, 10_001), ("mnist", {"mnist": folder}, 4 * ROWS // 100)):
            project = api.load(name)
            theirs = _torch(project, data) if against_torch else None
            ours: list[float] = []
            others: list[float] = []
            with api.train(project, data=data, steps=0) as run:
                run.train(steps)  # compiled and warm
                if theirs is not None:
                    theirs(max(1, steps // 20))
                for _ in range(rounds):
                    before = run.seconds
                    run.train(steps)
                    ours.append(steps / (run.seconds - before))
                    if theirs is not None:
                        others.append(steps / theirs(steps))
            yield Speed(name, steps, statistics.median(ours), statistics.median(others) if others else None)


def _write_images(folder: Path) -> None:
    """IDX files in the shape of MNIST, with noise for pictures."""
    random = np.random.default_rng(0)
    for name, shape, limit in (("images-idx3", (ROWS, 28, 28), 256), ("labels-idx1", (ROWS,), 10)):
        header = bytes((0, 0, 8, len(shape))) + np.array(shape, ">u4").tobytes()
        (folder / f"train-{name}-ubyte").write_bytes(
            header + random.integers(limit, size=shape, dtype=np.uint8).tobytes()
        )


def _torch(project: Project, data: dict[str, str]) -> Callable[[int], float]:
    """The same training in PyTorch: a function that makes so many steps and returns the seconds they took."""
    try:
        import torch
    except ImportError as error:
        raise UserError("bench_no_torch") from error
    block = next(block for block in project.graph.blocks if catalogue.is_data(block))
    rows = catalogue.load(block, data)
    x = torch.tensor(np.float32(rows.x) / (255 if rows.x.dtype == np.uint8 else 1))
    training = project.training
    network: Any
    compare: Any
    if rows.y.dtype == np.int32:
        y = torch.tensor(rows.y, dtype=torch.int64)
        network = torch.nn.Sequential(
            torch.nn.Linear(784, 256),
            torch.nn.ReLU(),
            torch.nn.Linear(256, 256),
            torch.nn.ReLU(),
            torch.nn.Linear(256, 10),
        )
        compare = torch.nn.CrossEntropyLoss()
    else:
        y = torch.tensor(rows.y)
        network = torch.nn.Sequential(
            torch.nn.Linear(2, 2), torch.nn.Sigmoid(), torch.nn.Linear(2, 1), torch.nn.Sigmoid()
        )
        compare = torch.nn.BCELoss()
    rule = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[training.optimizer]
    optimizer = rule(network.parameters(), lr=training.learning_rate)
    batch = training.batch_size or len(x)

    def steps(count: int) -> float:
        began = time.perf_counter()
        for step in range(count):
            start = step * batch % len(x)
            if start == 0:
                order = torch.randperm(len(x)) if batch < len(x) else None
            part = slice(None) if order is None else order[start : start + batch]
            optimizer.zero_grad()
            compare(network(x[part]), y[part]).backward()
            optimizer.step()
        return time.perf_counter() - began

    return steps
