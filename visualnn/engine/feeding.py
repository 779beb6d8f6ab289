"""Which data reaches a place of a program, found by following its operations back."""

from __future__ import annotations

from collections.abc import Iterable

from visualnn.engine import fields as f
from visualnn.engine.operations import LOSSES
from visualnn.engine.program import Column, Loss, Place, Program

_LOSS_KERNELS = frozenset(operation.forward for operation in LOSSES.values())


def way(program: Program, places: Iterable[Place]) -> set[int]:
    """The offsets of all that stands at some places, and of all that it is computed from."""
    wanted = {place.offset for place in places}
    for op in reversed(program.static_forward + program.forward):
        if op.fields.get(f.Y) in wanted:
            read = (f.X,) if op.kernel in _LOSS_KERNELS else (f.X, f.X2, f.W, f.W2, f.W3, f.W4)
            wanted.update(op.fields[place] for place in read if op.fields.get(place, -1) >= 0)
    return wanted


def inputs(program: Program, places: Iterable[Place]) -> list[Column]:
    """The columns of inputs (not those of targets) that what stands at some places is computed from, one per block."""
    read = way(program, places)
    return [
        column for column in program.columns if column.name == "x" and program.gathers[column.op].fields[f.Y] in read
    ]


def aim(program: Program, loss: Loss) -> Column | None:
    """The column of the data that a loss aims at; None when it aims at something else, or at nothing."""
    if loss.target is None:
        return None
    offset = loss.target.offset
    return next((column for column in program.columns if program.gathers[column.op].fields[f.Y] == offset), None)
