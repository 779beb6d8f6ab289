"""Where a value that stands once for the whole batch meets values that have a row each: it is copied to every row."""

from __future__ import annotations

from typing import Any

from visualnn.engine.fields import ADD, DY, ROWS, G, M, N, W, Y
from visualnn.engine.kernels.base import ZERO, kernel, matrix, vector


@kernel
def expand(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = W in every row; W has rows of N numbers, M in all."""
    m = op[M]
    w = vector(memory, op[W], m)
    y = matrix(memory, op[Y], last, m)
    for i in range(first, last):
        for j in range(m):
            y[i, j] = w[j]


@kernel
def expand_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DW: the sum of DY over the batch."""
    m, begin, end = op[M], first * op[N], last * op[N]
    gradient = vector(memory, op[G], m)
    dy = matrix(memory, op[DY], env[ROWS], m)
    if not op[ADD]:
        for j in range(begin, end):
            gradient[j] = ZERO
    for i in range(env[ROWS]):
        for j in range(begin, end):
            gradient[j] += dy[i, j]
