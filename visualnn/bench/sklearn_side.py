"""scikit-learn's side of a comparison: ``MLPClassifier``, where it can train the same network."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from visualnn.bench.works import Work
from visualnn.blocks.catalogue import SPECS
from visualnn.data.dataset import Dataset

Arrays = Mapping[str, np.ndarray[Any, Any]]

_FUNCTIONS = {"relu": "relu", "tanh": "tanh", "sigmoid": "logistic"}


def hidden(work: Work) -> tuple[list[int], str] | None:
    """The units of the hidden layers and their function, or None when scikit-learn has no such network: it knows
    Dense layers with one function throughout and the cross-entropy that fits the output."""
    blocks = work.graph.blocks[1:-1]
    layers, functions, last = blocks[::2], blocks[1::2], blocks[-1]
    names = {SPECS[block.kind].settings(block).get("function", "") for block in functions}
    loss = SPECS["loss"].settings(work.graph.blocks[-1])["loss"]
    fits = (
        all(block.kind == "dense" for block in layers)
        and all(block.kind == "activation" for block in functions)
        and len(layers) == len(functions) + 1
        and len(names) == 1
        and names <= set(_FUNCTIONS)
        and loss == ("binary_cross_entropy" if last.params["units"] == 1 else "softmax_cross_entropy")
    )
    return ([block.params["units"] for block in layers[:-1]], _FUNCTIONS[names.pop()]) if fits else None


class SklearnSide:
    """Trains a work with scikit-learn, a pass over some batches per call; BLAS may use all cores meanwhile."""

    name = "sklearn"

    def __init__(self, work: Work, data: Dataset, weights: Arrays) -> None:
        shape = hidden(work)
        assert shape, "not a network that scikit-learn can train"
        train = data.split("train")
        x = data.x[train]
        self._x = x.astype(np.float32) / np.float32(255) if x.dtype == np.uint8 else x.astype(np.float32)
        self._y = data.y[train].reshape(-1).astype(np.int64)
        self._classes = np.unique(self._y)
        self._work, self._weights, self._shape = work, weights, shape
        self._batch = work.training.batch_size or len(self._x)
        self._begin()

    def _begin(self) -> None:
        units, function = self._shape
        training = self._work.training
        self._model = MLPClassifier(
            units,
            activation=function,
            solver=training.optimizer,
            alpha=0.0,
            batch_size=min(self._batch, len(self._x)),
            learning_rate_init=training.learning_rate,
            momentum=0.0,
            shuffle=False,
        )
        rows = slice(0, self._batch)
        self._model.partial_fit(self._x[rows], self._y[rows], classes=self._classes)  # makes the arrays; now ours go in
        names = [block.name for block in self._work.graph.blocks[1:-1:2]]
        self._model.coefs_ = [self._weights[f"{name}/W"].copy() for name in names]
        self._model.intercepts_ = [self._weights[f"{name}/b"].copy() for name in names]
        del self._model._optimizer
        self._at = 0

    def _pass(self, steps: int) -> int:
        """Train on up to so many batches that follow; returns how many there were."""
        rows = slice(self._at, min(self._at + steps * self._batch, len(self._x)))
        with threadpool_limits(os.cpu_count(), "blas"):
            self._model.partial_fit(self._x[rows], self._y[rows])
        self._at = rows.stop % len(self._x)
        return -(-(rows.stop - rows.start) // self._batch)

    def losses(self, steps: int) -> np.ndarray[Any, Any]:
        """See ``measure.Trainer``."""
        self._begin()
        found = []
        for _ in range(steps):
            self._pass(1)
            found.append(self._model.loss_)
        return np.array(found)

    def run(self, steps: int) -> None:
        """See ``measure.Side``."""
        while steps > 0:
            steps -= self._pass(steps)

    def close(self) -> None:
        """Nothing to let go of."""
