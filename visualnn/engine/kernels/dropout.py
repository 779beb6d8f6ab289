"""Inverted dropout (Srivastava et al. 2014) on counter-based random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.engine.fields import ADD, DX, DY, SEED, SERIAL, SETTINGS, STEP, TRAINING, WORK, N, T, X, Y
from visualnn.engine.kernels.base import ONE, ZERO, kernel, vector
from visualnn.engine.random import DROPOUT, philox


@kernel
def dropout(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = x m / keep, m = 1 with probability keep, else 0; when predicting y = x. Keeps m / keep for the way back.

    The number for column j of row i at step s of operation o is word j % 4 of philox(j // 4, i, s, o).
    """
    n = op[N] * op[T]
    if not env[TRAINING]:
        x = vector(memory, op[X] + first * n, (last - first) * n)
        y = vector(memory, op[Y] + first * n, (last - first) * n)
        for i in range(x.size):
            y[i] = x[i]
        return
    keep = memory[op[SETTINGS]]
    scale = ONE / keep
    below = np.uint32(min(np.float64(keep) * 4294967296.0, 4294967295.0))
    for i in range(first, last):
        x = vector(memory, op[X] + i * n, n)
        y = vector(memory, op[Y] + i * n, n)
        mask = vector(memory, op[WORK] + i * n, n)
        for quarter in range(n // 4):
            r0, r1, r2, r3 = philox(quarter, i, env[STEP], op[SERIAL], env[SEED], DROPOUT)
            j = 4 * quarter
            mask[j] = scale if r0 < below else ZERO
            mask[j + 1] = scale if r1 < below else ZERO
            mask[j + 2] = scale if r2 < below else ZERO
            mask[j + 3] = scale if r3 < below else ZERO
        if n % 4:
            r0, r1, r2, r3 = philox(n // 4, i, env[STEP], op[SERIAL], env[SEED], DROPOUT)
            j = n // 4 * 4
            mask[j] = scale if r0 < below else ZERO
            if n % 4 > 1:
                mask[j + 1] = scale if r1 < below else ZERO
            if n % 4 > 2:
                mask[j + 2] = scale if r2 < below else ZERO
        for j in range(n):
            y[j] = x[j] * mask[j]


@kernel
def dropout_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dx = dy m / keep."""
    n = op[N] * op[T]
    start, size = first * n, (last - first) * n
    mask = vector(memory, op[WORK] + start, size)
    dy = vector(memory, op[DY] + start, size)
    dx = vector(memory, op[DX] + start, size)
    if op[ADD]:
        for i in range(size):
            dx[i] += dy[i] * mask[i]
    else:
        for i in range(size):
            dx[i] = dy[i] * mask[i]
