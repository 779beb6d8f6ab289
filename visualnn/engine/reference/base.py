"""How a reference is declared, and what it sees: the same operation as the kernel, with memory as ordinary arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from visualnn.engine import fields as f

Floats = np.ndarray[Any, np.dtype[np.float64]]
Function = TypeVar("Function", bound=Callable[..., None])

REFERENCE: dict[str, Callable[..., None]] = {}
"""The reference of every kernel, by the kernel's name."""


def reference(function: Function) -> Function:
    """Declare the reference of the kernel that has the same name."""
    REFERENCE[function.__name__] = function
    return function


@dataclass(frozen=True)
class Step:
    """What the kernels' environment tells: the rows of the data set in this batch, and which step it is."""

    rows: np.ndarray[Any, np.dtype[np.int64]]
    number: int = 0
    seed: int = 0
    training: bool = True


class Operation:
    """A row of an operation table over the program's memory.

    ``op[N]`` is a field (-1: none). ``rows`` and ``t`` are the rows of the batch and the inner rows of each, so that
    most arrays are ``op.array(X, op.rows, op.t, op[N])``. ``source`` is the data column of a gather operation.
    """

    def __init__(self, fields: Mapping[int, int], memory: Floats, step: Step, source: Any = None) -> None:
        self._fields = fields
        self._memory = memory
        self.step = step
        self.rows = len(step.rows)
        self.t = fields.get(f.T, 0)
        self.source = source

    def __getitem__(self, field: int) -> int:
        return self._fields.get(field, -1)

    def has(self, field: int) -> bool:
        """Whether a place is set."""
        return self[field] >= 0

    def array(self, field: int, *shape: int) -> Floats:
        """The array that begins at a place; writing to it writes to memory."""
        start = self[field]
        assert start >= 0, "the operation has no such place"
        return self._memory[start : start + int(np.prod(shape, dtype=np.int64))].reshape(shape)

    def give(self, field: int, gradient: Floats, add: int = f.ADD) -> None:
        """Write a gradient to a place, or add it where the field ``add`` says that another reader came before; where
        there is no place, nobody asks for it."""
        if not self.has(field):
            return
        place = self.array(field, *gradient.shape)
        place[:] = place + gradient if self[add] == 1 else gradient

    # The arrays nearly every operation has: [rows, t, width], of the first input, the output and their gradients.

    @property
    def x(self) -> Floats:
        """The first input."""
        return self.array(f.X, self.rows, self.t, self[f.N])

    @property
    def y(self) -> Floats:
        """The output."""
        return self.array(f.Y, self.rows, self.t, self[f.M])

    @property
    def dy(self) -> Floats:
        """The gradient of the output."""
        return self.array(f.DY, self.rows, self.t, self[f.M])


@dataclass(frozen=True)
class Update:
    """What an update rule works on: a parameter, its gradient, the rule's own arrays and the hyper-parameters."""

    value: Floats
    gradient: Floats
    slots: Floats
    hyper: Floats
    step: int
