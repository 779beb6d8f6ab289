"""Tensor arithmetic: number by number, matrix by matrix, and moves of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def _other(op: Operation) -> Floats:
    """The second input, where it has the shape of the first."""
    return op.array(f.X2, *op.x.shape)


@reference
def add(op: Operation) -> None:
    """y = a + b."""
    op.y[:] = op.x + _other(op)


@reference
def add_backward(op: Operation) -> None:
    """da = dy, db = dy."""
    op.give(f.DX, op.dy)
    op.give(f.DX2, op.dy, f.ADD2)


@reference
def subtract(op: Operation) -> None:
    """y = a - b."""
    op.y[:] = op.x - _other(op)


@reference
def subtract_backward(op: Operation) -> None:
    """da = dy, db = -dy."""
    op.give(f.DX, op.dy)
    op.give(f.DX2, -op.dy, f.ADD2)


@reference
def multiply(op: Operation) -> None:
    """y = a b."""
    op.y[:] = op.x * _other(op)


@reference
def multiply_backward(op: Operation) -> None:
    """da = dy b, db = dy a."""
    op.give(f.DX, op.dy * _other(op))
    op.give(f.DX2, op.dy * op.x, f.ADD2)


def _right(op: Operation) -> Floats:
    """The right factor of each row's product."""
    return op.array(f.X2, op.rows, op[f.N], op[f.M])


@reference
def matmul(op: Operation) -> None:
    """Y = A B, row by row."""
    op.y[:] = op.x @ _right(op)


@reference
def matmul_backward(op: Operation) -> None:
    """DA = DY B', DB = A' DY."""
    op.give(f.DX, op.dy @ _right(op).swapaxes(1, 2))
    op.give(f.DX2, op.x.swapaxes(1, 2) @ op.dy, f.ADD2)


@reference
def concatenate(op: Operation) -> None:
    """y = [a, b]."""
    b = op.array(f.X2, op.rows, op.t, op[f.M] - op[f.N])
    op.y[:] = np.concatenate([op.x, b], -1)


@reference
def concatenate_backward(op: Operation) -> None:
    """[da, db] = dy."""
    op.give(f.DX, op.dy[..., : op[f.N]])
    op.give(f.DX2, op.dy[..., op[f.N] :], f.ADD2)


def _read_at(op: Operation) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Which number of a row of x each number of y is, in the order of y."""
    extents, strides = [op[f.A0 + axis] for axis in range(4)], [op[f.A4 + axis] for axis in range(4)]
    return (np.indices(extents).reshape(4, -1).T * strides).sum(1)


@reference
def strided(op: Operation) -> None:
    """y[i0, i1, i2, i3] = x[i0 s0 + i1 s1 + i2 s2 + i3 s3]."""
    places = _read_at(op)
    op.array(f.Y, op.rows, places.size)[:] = op.array(f.X, op.rows, op.t * op[f.N])[:, places]


@reference
def strided_backward(op: Operation) -> None:
    """Each number of x gets the gradients of all places it was copied to."""
    places = _read_at(op)
    gradient = np.zeros((op.rows, op.t * op[f.N]))
    for place, slope in zip(places, op.array(f.DY, op.rows, places.size).T, strict=True):
        gradient[:, place] += slope
    op.give(f.DX, gradient)


def _around(op: Operation) -> tuple[int, int, int, int]:
    """The extents [rows, outer, length, inner] of a reduction."""
    return op.rows, op[f.A0], op[f.A1], op[f.A2]


@reference
def reduce(op: Operation) -> None:
    """y = scale times the sum over the middle axis."""
    rows, outer, _, inner = _around(op)
    op.array(f.Y, rows, outer, inner)[:] = op.array(f.X, *_around(op)).sum(2) * op.array(f.SETTINGS, 1)


@reference
def reduce_backward(op: Operation) -> None:
    """dx = scale dy, at every position of the middle axis."""
    rows, outer, length, inner = _around(op)
    dy = op.array(f.DY, rows, outer, 1, inner)
    op.give(f.DX, np.repeat(dy, length, 2) * op.array(f.SETTINGS, 1))


@reference
def argmax(op: Operation) -> None:
    """The position of the largest along the middle axis."""
    rows, outer, _, inner = _around(op)
    op.array(f.Y, rows, outer, inner)[:] = op.array(f.X, *_around(op)).argmax(2)
