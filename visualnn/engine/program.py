"""A compiled network as data: what the interpreter runs, in a form that can be read.

Operations carry the names of their kernels and the fields they set; ``table`` turns them into the integers of
``visualnn.engine.fields`` once kernels have addresses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.engine import fields as f

_NAMES = {
    f.X: "x",
    f.X2: "x2",
    f.Y: "y",
    f.DX: "dx",
    f.DX2: "dx2",
    f.DY: "dy",
    f.ADD: "add",
    f.ADD2: "add2",
    f.N: "n",
    f.M: "m",
    f.T: "t",
    f.W: "w",
    f.W2: "w2",
    f.W3: "w3",
    f.W4: "w4",
    f.WORK: "work",
    f.SETTINGS: "settings",
    f.SERIAL: "serial",
    f.SOURCE: "source",
    f.SCORE: "score",
    f.G: "g",
    f.LOCAL: "local",
} | {f.A0 + number: f"a{number}" for number in range(12)}
_PLACES = {
    f.X,
    f.X2,
    f.Y,
    f.DX,
    f.DX2,
    f.DY,
    f.W,
    f.W2,
    f.W3,
    f.W4,
    f.WORK,
    f.SETTINGS,
    f.SOURCE,
    f.SCORE,
    f.G,
    f.LOCAL,
}

SYNC = ""
"""The kernel name of the operation that waits for all threads; its address is 0."""


class Op(msgspec.Struct, frozen=True):
    """One operation: a kernel, the block it serves and its fields; those not named are -1 (places) or 0."""

    kernel: str
    block: str
    fields: dict[int, int]

    def row(self) -> list[int]:
        """The fields as a row of the operation table, the kernel's address left at 0."""
        row = [-1 if column in _PLACES else 0 for column in range(f.OP_WIDTH)]
        for column, value in self.fields.items():
            row[column] = value
        row[f.KERNEL] = 0
        return row

    def __str__(self) -> str:
        listed = " ".join(f"{_NAMES[column]}={value}" for column, value in sorted(self.fields.items()))
        return f"{self.kernel or 'sync'} {listed}".rstrip()


def table(ops: Sequence[Op], address: Callable[[str], int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The operations as an int64 array [ops, OP_WIDTH], with the kernels' addresses filled in."""
    rows = np.array([op.row() for op in ops], np.int64).reshape(len(ops), f.OP_WIDTH)
    rows[:, f.KERNEL] = [address(op.kernel) if op.kernel != SYNC else 0 for op in ops]
    return rows


class Place(msgspec.Struct, frozen=True):
    """Where a value stands: ``offset`` + row * ``size``; its gradient likewise, or -1 when it has none."""

    type: ValueType
    offset: int
    size: int
    gradient: int = -1


class Start(msgspec.Struct, frozen=True):
    """Where a trainable array starts: an initialiser and what it reads (see ``engine.initialisers``)."""

    initialiser: str
    mean: float = 0.0
    stddev: float = 1.0
    limits: tuple[float, float] = (-1.0, 1.0)
    fans: tuple[int, int] = (1, 1)


class Parameter(msgspec.Struct, frozen=True):
    """A trainable array. ``name`` is the key it is saved under (``block name/key``)."""

    name: str
    block: str
    shape: tuple[int, ...]
    start: Start
    value: int
    gradient: int
    slots: int

    @property
    def size(self) -> int:
        """Numbers it holds."""
        return math.prod(self.shape)


class State(msgspec.Struct, frozen=True):
    """An array that operations keep from step to step, such as running means; saved like a parameter."""

    name: str
    block: str
    shape: tuple[int, ...]
    initial: float
    value: int

    @property
    def size(self) -> int:
        """Numbers it holds."""
        return math.prod(self.shape)


class Target(msgspec.Struct, frozen=True):
    """A static value whose gradient is summed over the batch by the reductions ``first`` to ``last``, and when it is
    updated (``fields.NEVER``, ``AT_ONCE``, ``LATE``). The first targets are the parameters, in order."""

    value: int
    gradient: int
    rows: int
    columns: int
    first: int
    last: int
    update: int


class Column(msgspec.Struct, frozen=True):
    """A column of a data block that a gather operation (number ``op`` in ``gathers``) reads."""

    block: str
    name: str
    op: int


class Loss(msgspec.Struct, frozen=True):
    """A loss term: the kind of loss, its weight, where its predictions stand, whether it counts right answers."""

    block: str
    name: str
    weight: float
    prediction: Place
    target: Place | None
    scored: bool


@dataclass
class Program:
    """A network ready to run.

    ``size`` counts all numbers of the program's memory, to which each thread adds an area of ``scratch``;
    [``state_at``, ``values_at``) is the state of a run: parameters, kept arrays, gradients and optimizer slots.
    ``settings`` are the numbers that follow the hyper-parameters. ``outputs`` tells where what leaves a block's port
    stands; ``results`` lists every operation's output with its block, in order. The static
    tables run once a step on a single row.
    """

    batch: int
    optimizer: str
    gathers: list[Op] = field(default_factory=list)
    static_forward: list[Op] = field(default_factory=list)
    forward: list[Op] = field(default_factory=list)
    backward: list[Op] = field(default_factory=list)
    reductions: list[Op] = field(default_factory=list)
    static_backward: list[Op] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    constants: list[tuple[int, list[float]]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    settings: list[float] = field(default_factory=list)
    outputs: dict[tuple[str, str], Place] = field(default_factory=dict)
    results: list[tuple[Place, str]] = field(default_factory=list)
    flops: float = 0.0
    state_at: int = 0
    values_at: int = 0
    size: int = 0
    scratch: int = 0

    @property
    def parameter_count(self) -> int:
        """Trainable numbers."""
        return sum(parameter.size for parameter in self.parameters)

    @property
    def tables(self) -> dict[str, list[Op]]:
        """The operation tables by name, in the order in which a step runs them."""
        return {name: getattr(self, name) for name in TABLES}

    @property
    def waits_for_nobody(self) -> bool:
        """Whether a thread can take its rows forward and back without meeting others on the way."""
        return not self.static_forward and all(op.kernel != SYNC for op in (*self.forward, *self.backward))

    def kernels(self) -> list[str]:
        """The kernels it needs, each once, in the order of use."""
        names = [op.kernel for table in self.tables.values() for op in table if op.kernel != SYNC]
        return list(dict.fromkeys([*names, self.optimizer]))

    def dump(self) -> str:
        """The program as text, a line per operation."""
        lines = [f"batch {self.batch}  parameters {self.parameter_count}  memory {self.size}  {self.optimizer}"]
        for title, ops in self.tables.items():
            lines += [title, *(f"  {op}" for op in ops)] if ops else []
        lines += ["parameters"]
        lines += [f"  {p.name} {list(p.shape)} at {p.value}, {p.start.initialiser}" for p in self.parameters]
        return "\n".join(lines) + "\n"


TABLES = ("gathers", "static_forward", "forward", "backward", "reductions", "static_backward")
"""The names of a program's operation tables, in the order in which a step runs them."""
