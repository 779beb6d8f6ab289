"""Runs whole programs with the references, over an array laid out as the program's memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.operations import OPTIMIZERS
from visualnn.engine.program import SYNC, Op, Parameter, Program
from visualnn.engine.reference.base import REFERENCE, Floats, Operation, Step, Update

if TYPE_CHECKING:
    from visualnn.data.dataset import Dataset

_ONCE = np.zeros(1, np.int64)  # static operations see a batch of one row


class ReferenceRunner:
    """Runs a program.

    Args:
        program: what to run.
        data: the data set of each data block, by block id.
        memory: the program's memory to start from, such as a :class:`Runner`'s; a float64 copy is taken.
    """

    def __init__(self, program: Program, data: Mapping[str, Dataset], memory: np.ndarray[Any, Any]) -> None:
        self.program = program
        self.memory: Floats = np.array(memory[: program.size], np.float64)
        self._sources = {column.op: getattr(data[column.block], column.name) for column in program.columns}

    def forward(self, step: Step) -> None:
        """Bring the rows in and compute all results, losses last."""
        for number, op in enumerate(self.program.gathers):
            source = self._sources[number]
            kernel = "gather_byte" if source.dtype == np.uint8 else op.kernel
            REFERENCE[kernel](Operation(op.fields, self.memory, step, source))
        self._run_once(self.program.static_forward, step)
        self._run(self.program.forward, step)

    def gradients(self, step: Step) -> None:
        """Forward, backward, and the gradient of every parameter."""
        self.forward(step)
        self._run(self.program.backward, step)
        self._run(self.program.reductions, step)
        self._run_once(self.program.static_backward, step)

    def train(self, step: Step, learning_rate: float, clip: float = 0.0) -> None:
        """A whole step: gradients, weight penalties on matrices, clipping to a global norm (0: none), updates."""
        self.gradients(step)
        self.memory[f.LEARNING_RATE] = learning_rate
        updates = [self._update(parameter, step) for parameter in self.program.parameters]
        for parameter, update in zip(self.program.parameters, updates, strict=True):
            if len(parameter.shape) > 1:
                absolute, square = self.memory[f.PENALTY1], self.memory[f.PENALTY2]
                update.gradient[:] += absolute * np.sign(update.value) + square * update.value
        norm = np.sqrt(sum(np.sum(update.gradient**2) for update in updates))
        for update in updates:
            if 0 < clip < norm:
                update.gradient[:] *= clip / (norm + 1e-6)
            REFERENCE[self.program.optimizer](update)

    def _update(self, parameter: Parameter, step: Step) -> Update:
        size, slots = parameter.size, len(OPTIMIZERS[self.program.optimizer])
        return Update(
            value=self._numbers(parameter.value, size),
            gradient=self._numbers(parameter.gradient, size),
            slots=self._numbers(parameter.slots, slots * size).reshape(slots, size),
            hyper=self.memory[: f.HYPER_SIZE],
            step=step.number,
        )

    def _run(self, ops: Sequence[Op], step: Step) -> None:
        for op in ops:
            if op.kernel != SYNC:  # here there is nobody to wait for
                REFERENCE[op.kernel](Operation(op.fields, self.memory, step))

    def _run_once(self, ops: Sequence[Op], step: Step) -> None:
        self._run(ops, Step(_ONCE, step.number, step.seed, step.training))

    def _numbers(self, start: int, size: int) -> Floats:
        return self.memory[start : start + size]
