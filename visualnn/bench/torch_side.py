"""PyTorch's side of a comparison: the modules of its users (see ``torch_twin``), one after the other in an eager loop.

PyTorch is spared what is not its arithmetic: images, one-hot rows and labels are tensors before the clock starts, a
batch is a slice of them, no loss is read back, and the way from layer to layer is a plain loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from visualnn.bench.torch_twin import LAYERS, LOSSES, Layer, Request, Twin
from visualnn.bench.works import Work
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.data.dataset import Dataset
from visualnn.graph.training import Training

Arrays = Mapping[str, np.ndarray[Any, Any]]


def _stages(work: Work, checked: Checked, weights: Arrays) -> list[Layer]:
    """The twin of every block between data and loss, with the given weights."""
    stages, arriving = [], checked.types[work.data.id, "x"]
    for block in work.graph.blocks[1:-1]:
        leaving = checked.types[block.id, "out"]
        request = Request(SPECS[block.kind].settings(block), {"in": arriving}, leaving, torch.float32)
        layer = LAYERS[block.kind](request)
        with torch.no_grad():
            for key, weight in (dict(layer.weights) | dict(layer.kept)).items():
                weight.view(weight.tensor).copy_(torch.from_numpy(weights[f"{block.name}/{key}"]))
        stages.append(layer)
        arriving = leaving
    return stages


def _optimizer(training: Training, parameters: Sequence[Tensor]) -> torch.optim.Optimizer:
    kinds: dict[str, Callable[..., torch.optim.Optimizer]] = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    return kinds[training.optimizer](parameters, lr=training.learning_rate)


class TorchSide:
    """Trains a work with PyTorch on a number of threads; its modules' defaults are kept otherwise."""

    def __init__(self, work: Work, data: Dataset, checked: Checked, weights: Arrays, threads: int) -> None:
        self.name = f"torch {threads}"
        self._threads, self._work, self._checked, self._weights = threads, work, checked, weights
        columns = Twin(work.graph, checked).columns({work.data.id: data}, data.split("train"))
        self._x, self._y = columns[work.data.id, "x"], columns[work.data.id, "y"]
        self._batch = work.training.batch_size or len(self._x)
        self._settings = SPECS["loss"].settings(work.graph.blocks[-1])
        self._loss = LOSSES[self._settings["loss"]].function
        self._begin()

    def _begin(self) -> None:
        torch.manual_seed(self._work.training.seed)
        stages = _stages(self._work, self._checked, self._weights)
        self._stages = [stage.run for stage in stages]
        trained = [weight.tensor for stage in stages for weight in stage.weights.values()]
        self._optimizer = _optimizer(self._work.training, trained)
        self._at = 0

    def _step(self) -> Tensor:
        x, y = self._x[self._at : self._at + self._batch], self._y[self._at : self._at + self._batch]
        self._at = (self._at + self._batch) if self._at + self._batch < len(self._x) else 0
        self._optimizer.zero_grad()
        for stage in self._stages:
            x = stage(x)
        loss = self._loss(x, y, self._settings)
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        return loss

    def losses(self, steps: int) -> np.ndarray[Any, Any]:
        """See ``measure.Trainer``."""
        self._begin()
        return np.array([self._step().item() for _ in range(steps)])

    def run(self, steps: int) -> None:
        """See ``measure.Side``."""
        torch.set_num_threads(self._threads)
        for _ in range(steps):
            self._step()

    def close(self) -> None:
        """Nothing to let go of."""


def threads_worth_trying() -> list[int]:
    """PyTorch's own choice, and one: which is faster depends on the work."""
    return sorted({1, torch.get_num_threads()})
