"""Products with a weight matrix: y = x W + b, and the same where x is one-hot and the product is a look-up."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.engine.fields import ADD, DX, DY, ROWS, W2, G, M, N, T, W, X, Y
from visualnn.engine.kernels.base import gemm, kernel, matrix, vector


@kernel
def dense(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = X W + b."""
    t, n, m = op[T], op[N], op[M]
    rows, start = (last - first) * t, first * t
    if op[W2] >= 0:
        bias = vector(memory, op[W2], m)
        y = matrix(memory, op[Y] + start * m, rows, m)
        for i in range(rows):
            for j in range(m):
                y[i, j] = bias[j]
    gemm(env, memory, 0, 0, rows, m, n, op[X] + start * n, n, op[W], m, op[W2] >= 0, op[Y] + start * m, m)


@kernel
def dense_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """DX = DY W'."""
    t, n, m = op[T], op[N], op[M]
    rows, start = (last - first) * t, first * t
    gemm(env, memory, 0, 1, rows, n, m, op[DY] + start * m, m, op[W], m, op[ADD], op[DX] + start * n, n)


@kernel
def weight_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DW = X' DY, over the whole batch."""
    n, m = op[N], op[M]
    rows = env[ROWS] * op[T]
    gemm(env, memory, 1, 0, last - first, m, rows, op[X] + first, n, op[DY], m, op[ADD], op[G] + first * m, m)


@kernel
def bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of Db: the sum of DY over the batch."""
    m = op[M]
    rows = env[ROWS] * op[T]
    gradient = vector(memory, op[G], m)
    dy = matrix(memory, op[DY], rows, m)
    if not op[ADD]:
        for j in range(first, last):
            gradient[j] = 0
    for i in range(rows):
        for j in range(first, last):
            gradient[j] += dy[i, j]


@kernel
def dense_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = W[x] + b."""
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


@kernel
def weight_gradient_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DW, where X is one-hot: each row of DY is added to the row that was looked up."""
    m = op[M]
    rows = env[ROWS] * op[T]
    x = vector(memory, op[X], rows)
    dy = matrix(memory, op[DY], rows, m)
    gradient = matrix(memory, op[G], op[N], m)
    if not op[ADD]:
        for i in range(first, last):
            for j in range(m):
                gradient[i, j] = 0
    for i in range(rows):
        row = np.int64(x[i])
        if first <= row < last:
            for j in range(m):
                gradient[row, j] += dy[i, j]
