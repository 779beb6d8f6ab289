"""Products with a weight matrix: y = x W + b, and the same where x is one-hot and the product is a look-up."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.engine.fields import ADD, DY, ROWS, G, M, N, T, X
from visualnn.engine.kernels.base import gemm, kernel, matrix, vector
from visualnn.engine.kernels.products import affine, affine_lookup, input_gradient


@kernel
def dense(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = X W + b."""
    affine(op, memory, env, first, last)


@kernel
def dense_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """DX = DY W'."""
    input_gradient(op, memory, env, first, last)


@kernel
def weight_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DW = X' DY, over the whole batch."""
    n, m = op[N], op[M]
    rows = env[ROWS] * op[T]
    gemm(env, memory, 1, 0, last - first, m, rows, op[X] + first, n, op[DY], m, op[ADD], op[G] + first * m, m)


@kernel
def bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of Db: the sum of DY over the batch."""
    m, size = op[M], last - first
    rows = env[ROWS] * op[T]
    gradient = vector(memory, op[G] + first, size)
    if not op[ADD]:
        for j in range(size):
            gradient[j] = 0
    for i in range(rows):
        dy = vector(memory, op[DY] + first + i * m, size)
        for j in range(size):
            gradient[j] += dy[j]


@kernel
def dense_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = W[x] + b."""
    affine_lookup(op, memory, env, first, last)


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
