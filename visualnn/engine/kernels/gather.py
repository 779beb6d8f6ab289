"""Bring the rows of a batch from the data set into the program's memory."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types

from visualnn.engine.fields import ORDER, SOURCE, START, M, N, T, X, Y
from visualnn.engine.kernels.base import kernel, matrix
from visualnn.engine.native import pointer_to


@njit(inline="always")
def _row(env: Any, position: int) -> Any:
    """The row of the data set at a position of the batch."""
    if env[ORDER] == 0:
        return env[START] + position
    return np.int64(pointer_to(env[ORDER], types.int32(0))[env[START] + position])


@kernel
def gather_real(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """float32 columns."""
    n = op[N]
    source = pointer_to(op[SOURCE], types.float32(0))
    y = matrix(memory, op[Y], last, n)
    for i in range(first, last):
        start = _row(env, i) * n
        for j in range(n):
            y[i, j] = source[start + j]


@kernel
def gather_byte(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """uint8 columns, which stand for value / 255."""
    n = op[N]
    scale = np.float32(1 / 255)
    source = pointer_to(op[SOURCE], types.uint8(0))
    y = matrix(memory, op[Y], last, n)
    for i in range(first, last):
        start = _row(env, i) * n
        for j in range(n):
            y[i, j] = np.float32(source[start + j]) * scale


@kernel
def gather_index(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """int32 columns of class numbers; kept as numbers like all else (exact up to 2**24 classes)."""
    n = op[N]
    source = pointer_to(op[SOURCE], types.int32(0))
    y = matrix(memory, op[Y], last, n)
    for i in range(first, last):
        start = _row(env, i) * n
        for j in range(n):
            y[i, j] = np.float32(source[start + j])


@kernel
def one_hot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Class numbers written out as rows of zeros with a single one."""
    t, m = op[T], op[M]
    x = matrix(memory, op[X], last, t)
    y = matrix(memory, op[Y], last * t, m)
    for i in range(first, last):
        for j in range(t):
            for c in range(m):
                y[i * t + j, c] = 0
            y[i * t + j, np.int64(x[i, j])] = 1
