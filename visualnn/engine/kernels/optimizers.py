"""Update rules: numbers ``first`` to ``last`` of a parameter, while its gradient is in cache.

Here ``op`` is a row of the parameter table. The hyper-parameters stand at the start of the program's memory.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from visualnn.engine.fields import (
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
)
from visualnn.engine.kernels.base import ONE, kernel, vector


@kernel
def sgd(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """w -= rate g (gradient descent)."""
    rate = memory[LEARNING_RATE]
    w = vector(memory, op[P_VALUE] + first, last - first)
    g = vector(memory, op[P_GRADIENT] + first, last - first)
    for i in range(last - first):
        w[i] -= rate * g[i]


@kernel
def adam(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adam (Kingma & Ba 2015, algorithm 1): m and v are running means of g and g², corrected for starting at 0;
    w -= rate m / (sqrt(v) + epsilon)."""
    size = op[P_ROWS] * op[P_COLUMNS]
    w = vector(memory, op[P_VALUE] + first, last - first)
    g = vector(memory, op[P_GRADIENT] + first, last - first)
    m = vector(memory, op[P_SLOTS] + first, last - first)
    v = vector(memory, op[P_SLOTS] + size + first, last - first)
    rest1, rest2, epsilon = memory[REST1], memory[REST2], memory[EPSILON]
    beta1, beta2 = ONE - rest1, ONE - rest2
    steps = env[STEP] + 1
    rate = memory[LEARNING_RATE] / np.float32(1 - (1 - np.float64(rest1)) ** steps)
    correction = ONE / np.float32(math.sqrt(1 - (1 - np.float64(rest2)) ** steps))
    for i in range(last - first):
        m[i] = beta1 * m[i] + rest1 * g[i]
        v[i] = beta2 * v[i] + rest2 * g[i] * g[i]
        w[i] -= rate * m[i] / (np.sqrt(v[i]) * correction + epsilon)
