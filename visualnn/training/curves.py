"""Which curves a program yields, and how the engine's record becomes their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.engine.fields import G_SQUARE, STATS
from visualnn.training.measures import REGRESSIONS, Spreads

if TYPE_CHECKING:
    from visualnn.engine.program import Program

Floats = np.ndarray[Any, np.dtype[np.float64]]


_Measure = Callable[[Floats, str], Floats]
"""From loss, score, loss, score, ... [n, 2 losses] on a split to a measure [n]."""


def _column(number: int) -> _Measure:
    return lambda columns, split: columns[:, number]


def _r2(loss: int, spreads: Spreads) -> _Measure:
    """1 - mean squared error / variance of the targets: 1 is perfect, 0 no better than their mean."""
    return lambda columns, split: 1 - columns[:, 2 * loss + 1] / (spreads[split][loss] or np.nan)


def _perplexity(loss: int) -> _Measure:
    """e to the cross-entropy: among how many equally likely symbols the network chooses, as it were."""
    return lambda columns, split: np.exp(np.minimum(columns[:, 2 * loss], 700.0))


class Curves:
    """Names the columns of a program's record (see ``engine.interpreter.train``) and computes curves from them.

    Args:
        program: the program.
        names: the name of every block by id.
        validation: whether there are validation rows.
        spreads: the variance of each loss's target by split, for R² (see ``training.measures.spreads``).
    """

    def __init__(
        self, program: Program, names: Mapping[str, str], validation: bool, spreads: Spreads | None = None
    ) -> None:
        losses = program.losses
        several = len(losses) > 1
        self._loss_count = len(losses)
        self._weights = np.array([loss.weight for loss in losses])
        self._per_loss: dict[str, _Measure] = {}
        for number, loss in enumerate(losses):
            suffix = f"/{names[loss.block]}" if several else ""
            if several:
                self._per_loss[f"loss{suffix}"] = _column(2 * number)
            if loss.scored:
                self._per_loss[f"accuracy{suffix}"] = _column(2 * number + 1)
            elif spreads and loss.name in REGRESSIONS and spreads["train"][number] > 0:
                self._per_loss[f"r2{suffix}"] = _r2(number, spreads)
            if loss.name == "softmax_cross_entropy" and len(loss.prediction.type.shape) > 1:
                self._per_loss[f"perplexity{suffix}"] = _perplexity(number)
        self.layers = list(dict.fromkeys(parameter.block for parameter in program.parameters))
        blocks = [parameter.block for parameter in program.parameters]
        self._firsts = np.array([blocks.index(layer) for layer in self.layers], np.int64)  # they lie block by block
        self.measures = ["loss", *self._per_loss]
        self.training = [*self.measures, *(f"gradient/{names[layer]}" for layer in self.layers)]
        self.validation = [f"validation_{name}" for name in self.measures] if validation else []

    def _measure(self, columns: Floats, split: str) -> Floats:
        """From loss and score per loss on a split, [n, 2 losses], to the measures [n, measures]."""
        total = columns[:, ::2] @ self._weights
        return np.column_stack([total, *(measure(columns, split) for measure in self._per_loss.values())])

    def of_training(self, record: Floats) -> Floats:
        """The curves of training, [n, curves]. Losses are those of the data, without weight penalties: on validation
        rows there are none, and what lies between the two would not be what was learned by heart."""
        split = 1 + 2 * self._loss_count
        squares = record[:, 1 + 4 * self._loss_count + G_SQUARE :: STATS]
        measures = self._measure(record[:, 1:split], "train")
        # Of a layer's own columns alone: in a product with 0 and 1, one infinite gradient would make all layers' NaN.
        return np.column_stack([measures, np.sqrt(np.add.reduceat(squares, self._firsts, axis=1))])

    def of_validation(self, record: Floats) -> Floats:
        """The curves on the validation rows, [n, curves]; NaN in steps that do not end an epoch."""
        if not self.validation:
            return np.empty((len(record), 0))
        split = 1 + 2 * self._loss_count
        return self._measure(record[:, split : split + 2 * self._loss_count], "validation")

    def summary(self, evaluated: Floats, split: str = "train") -> dict[str, float]:
        """Measures by name from mean loss and score per loss on a split [losses, 2]."""
        values = self._measure(evaluated.reshape(1, -1), split)[0]
        return {name: float(value) for name, value in zip(self.measures, values, strict=True)}
