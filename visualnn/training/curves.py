"""Which curves a program yields, and how the engine's record becomes their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.engine.fields import G_SQUARE, STATS

if TYPE_CHECKING:
    from visualnn.engine.program import Program

Floats = np.ndarray[Any, np.dtype[np.float64]]


class Curves:
    """Names the columns of a program's record (see ``engine.interpreter.train``) and computes curves from them.

    Args:
        program: the program.
        names: the name of every block by id.
        validation: whether there are validation rows.
    """

    def __init__(self, program: Program, names: Mapping[str, str], validation: bool) -> None:
        losses = program.losses
        several = len(losses) > 1
        self._loss_count = len(losses)
        self._weights = np.array([loss.weight for loss in losses])
        self._per_loss: list[tuple[str, int]] = []  # curve, column among loss, score, loss, score, ...
        for number, loss in enumerate(losses):
            suffix = f"/{names[loss.block]}" if several else ""
            if several:
                self._per_loss.append((f"loss{suffix}", 2 * number))
            if loss.scored:
                self._per_loss.append((f"accuracy{suffix}", 2 * number + 1))
        self.layers = list(dict.fromkeys(parameter.block for parameter in program.parameters))
        member = [[p.block == layer for p in program.parameters] for layer in self.layers]
        self._member = np.array(member, np.float64).reshape(len(self.layers), len(program.parameters))
        self.measures = ["loss", *(name for name, _ in self._per_loss)]
        self.training = [*self.measures, *(f"gradient/{names[layer]}" for layer in self.layers)]
        self.validation = [f"validation_{name}" for name in self.measures] if validation else []

    def _measure(self, columns: Floats) -> Floats:
        """From loss and score per loss, [n, 2 losses], to the measures [n, measures]."""
        total = columns[:, ::2] @ self._weights
        return np.column_stack([total, *(columns[:, column] for _, column in self._per_loss)])

    def of_training(self, record: Floats) -> Floats:
        """The curves of training, [n, curves]."""
        split = 1 + 2 * self._loss_count
        squares = record[:, 1 + 4 * self._loss_count + G_SQUARE :: STATS]
        measures = self._measure(record[:, 1:split])
        measures[:, 0] = record[:, 0]  # with the weight penalties
        return np.column_stack([measures, np.sqrt(squares @ self._member.T)])

    def of_validation(self, record: Floats) -> Floats:
        """The curves on the validation rows, [n, curves]; NaN in steps that do not end an epoch."""
        if not self.validation:
            return np.empty((len(record), 0))
        split = 1 + 2 * self._loss_count
        return self._measure(record[:, split : split + 2 * self._loss_count])

    def summary(self, evaluated: Floats) -> dict[str, float]:
        """Measures by name from mean loss and score per loss [losses, 2]."""
        values = self._measure(evaluated.reshape(1, -1))[0]
        return {name: float(value) for name, value in zip(self.measures, values, strict=True)}
