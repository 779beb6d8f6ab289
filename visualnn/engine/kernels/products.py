"""Products with a weight matrix, which layers of every kind are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import ADD, DX, DY, W2, M, N, T, W, X, Y
from visualnn.engine.kernels.base import FASTMATH, gemm, matrix, vector


@njit(error_model="numpy", fastmath=FASTMATH)
def affine(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = X W + b, where b is W2 and may be missing."""
    t, n, m = op[T], op[N], op[M]
    rows, start = (last - first) * t, first * t
    if op[W2] >= 0:
        bias = vector(memory, op[W2], m)
        y = matrix(memory, op[Y] + start * m, rows, m)
        for i in range(rows):
            for j in range(m):
                y[i, j] = bias[j]
    gemm(env, memory, 0, 0, rows, m, n, op[X] + start * n, n, op[W], m, op[W2] >= 0, op[Y] + start * m, m)


@njit(error_model="numpy", fastmath=FASTMATH)
def affine_lookup(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = W[x] + b for class numbers x: the same product where X is one-hot."""
    t, m = op[T], op[M]
    x = vector(memory, op[X], last * t)
    w = matrix(memory, op[W], op[N], m)
    y = matrix(memory, op[Y], last * t, m)
    for i in range(first * t, last * t):
        row = np.int64(x[i])
        if op[W2] >= 0:
            bias = vector(memory, op[W2], m)
            for j in range(m):
                y[i, j] = w[row, j] + bias[j]
        else:
            for j in range(m):
                y[i, j] = w[row, j]


@njit(error_model="numpy", fastmath=FASTMATH)
def input_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """DX = DY W', where anyone asks for it."""
    if op[DX] < 0:
        return
    t, n, m = op[T], op[N], op[M]
    rows, start = (last - first) * t, first * t
    gemm(env, memory, 0, 1, rows, n, m, op[DY] + start * m, m, op[W], m, op[ADD], op[DX] + start * n, n)
