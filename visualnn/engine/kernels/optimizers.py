"""Update rules: numbers ``first`` to ``last`` of a parameter, while its gradient is in cache.

Here ``op`` is a row of the target table. The hyper-parameters stand at the start of the program's memory. Each rule
leaves the sums of w² and of the squared change of w at the start of the thread's own area.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import (
    AREA,
    AREAS,
    D_SQUARE,
    EPSILON,
    LEARNING_RATE,
    P_COLUMNS,
    P_GRADIENT,
    P_ROWS,
    P_SLOTS,
    P_VALUE,
    REST1,
    REST2,
    STEP,
    THREAD,
    W_SQUARE,
)
from visualnn.engine.kernels.base import ONE, ZERO, kernel, vector


@njit(inline="always")
def _slot(op: Any, memory: Any, number: int, first: int, last: int) -> Any:
    """Numbers ``first`` to ``last`` of a slot."""
    return vector(memory, op[P_SLOTS] + number * op[P_ROWS] * op[P_COLUMNS] + first, last - first)


@njit(inline="always")
def _leave(memory: Any, env: Any, squares: Any, changes: Any) -> None:
    """Leave the two sums where the interpreter collects them."""
    area = env[AREAS] + env[THREAD] * env[AREA]
    memory[area + W_SQUARE] = squares
    memory[area + D_SQUARE] = changes


@kernel
def sgd(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """w -= rate g (gradient descent)."""
    rate = memory[LEARNING_RATE]
    w = vector(memory, op[P_VALUE] + first, last - first)
    g = vector(memory, op[P_GRADIENT] + first, last - first)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        change = rate * g[i]
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def adam(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adam (Kingma & Ba 2015, algorithm 1): m and v are running means of g and g², corrected for starting at 0;
    w -= rate m / (sqrt(v) + epsilon)."""
    w = vector(memory, op[P_VALUE] + first, last - first)
    g = vector(memory, op[P_GRADIENT] + first, last - first)
    m, v = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    rest1, rest2, epsilon = memory[REST1], memory[REST2], memory[EPSILON]
    beta1, beta2 = ONE - rest1, ONE - rest2
    steps = env[STEP] + 1
    number = w.dtype.type  # both corrections are computed in float64, and used as what the memory holds
    rate = memory[LEARNING_RATE] / number(1 - (1 - np.float64(rest1)) ** steps)
    correction = ONE / number(math.sqrt(1 - (1 - np.float64(rest2)) ** steps))
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        m[i] = beta1 * m[i] + rest1 * g[i]
        v[i] = beta2 * v[i] + rest2 * g[i] * g[i]
        change = rate * m[i] / (np.sqrt(v[i]) * correction + epsilon)
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)
