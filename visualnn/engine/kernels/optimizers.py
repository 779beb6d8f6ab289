"""Update rules: numbers ``first`` to ``last`` of a parameter, while its gradient is in cache.

Here ``op`` is a row of the target table. The hyper-parameters stand at the start of the program's memory. Each rule
leaves the sums of w² and of the squared change of w at the start of the thread's own area.

In the formulas w is a weight, g its gradient, rate the learning rate, e epsilon and t the number of the step from 1.
Epsilon is always added to the root, as in PyTorch. (TensorFlow 1 adds it under the root in RMSProp, and to the root
before the correction in Adam; the rules differ only where gradients are about as small as epsilon.) Names, hyper-
parameters and all else are TensorFlow 1's, which for rules that PyTorch has too is the same.
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
    DECAY,
    EPSILON,
    L1,
    L2,
    LEARNING_RATE,
    MOMENTUM,
    NESTEROV,
    P_COLUMNS,
    P_GRADIENT,
    P_ROWS,
    P_SLOTS,
    P_VALUE,
    REST,
    REST1,
    REST2,
    STEP,
    THREAD,
    W_SQUARE,
)
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, kernel, vector


@njit(inline="always")
def _weights(op: Any, memory: Any, first: int, last: int) -> Any:
    """Numbers ``first`` to ``last`` of the parameter and of its gradient."""
    return vector(memory, op[P_VALUE] + first, last - first), vector(memory, op[P_GRADIENT] + first, last - first)


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


@njit(inline="always")
def _shrunk(x: Any, by: Any) -> Any:
    """x brought nearer to 0 by ``by``, and 0 if it would go past it: sign(x) max(|x| - by, 0)."""
    return ZERO if abs(x) <= by else (x - by if x > ZERO else x + by)  # written so that NaN stays


@njit(fastmath=FASTMATH, error_model="numpy")
def _descend(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """w -= rate g."""
    rate = memory[LEARNING_RATE]
    w, g = _weights(op, memory, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        change = rate * g[i]
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def sgd(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Gradient descent: w -= rate g."""
    _descend(op, memory, env, first, last)


@kernel
def momentum(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Momentum (Polyak 1964): v = momentum v + g; w -= rate v.

    With Nesterov's look ahead (in the form of Sutskever et al. 2013): w -= rate (g + momentum v).
    """
    rate, kept = memory[LEARNING_RATE], memory[MOMENTUM]
    own, share = (ONE, kept) if memory[NESTEROV] > ZERO else (ZERO, ONE)
    w, g = _weights(op, memory, first, last)
    v = _slot(op, memory, 0, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        v[i] = kept * v[i] + g[i]
        change = rate * (own * g[i] + share * v[i])
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def adagrad(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adagrad (Duchi, Hazan & Singer 2011): n += g²; w -= rate g / (sqrt(n) + e)."""
    rate, epsilon = memory[LEARNING_RATE], memory[EPSILON]
    w, g = _weights(op, memory, first, last)
    n = _slot(op, memory, 0, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        n[i] += g[i] * g[i]
        change = rate * g[i] / (np.sqrt(n[i]) + epsilon)
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def adagrad_da(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adagrad by dual averaging (Duchi, Hazan & Singer 2011, "primal-dual"), as in TensorFlow 1:
    z += g; n += g²; w = -rate shrunk(z, l1 t) / (l2 t rate + sqrt(n)).

    The weights follow from the sum of gradients alone: where they started is forgotten in the first step.
    """
    rate = memory[LEARNING_RATE]
    if rate == ZERO:  # the end of a schedule: nothing moves
        _descend(op, memory, env, first, last)
        return
    steps = np.float32(env[STEP] + 1)
    l1, l2 = memory[L1] * steps, memory[L2] * steps * rate
    w, g = _weights(op, memory, first, last)
    n, z = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        z[i] += g[i]
        n[i] += g[i] * g[i]
        after = ZERO if abs(z[i]) <= l1 else -rate * _shrunk(z[i], l1) / (l2 + np.sqrt(n[i]))
        change = w[i] - after
        w[i] = after
        squares += after * after
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def adadelta(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adadelta (Zeiler 2012): n = rho n + (1 - rho) g²; d = sqrt(u + e) / sqrt(n + e) g;
    u = rho u + (1 - rho) d²; w -= rate d. Epsilon stands under the roots, as in the paper."""
    rate, epsilon, rest = memory[LEARNING_RATE], memory[EPSILON], memory[REST]
    kept = ONE - rest
    w, g = _weights(op, memory, first, last)
    n, u = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        n[i] = kept * n[i] + rest * g[i] * g[i]
        update = np.sqrt(u[i] + epsilon) / np.sqrt(n[i] + epsilon) * g[i]
        u[i] = kept * u[i] + rest * update * update
        change = rate * update
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def rmsprop(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """RMSProp (Tieleman & Hinton 2012) with momentum: n = rho n + (1 - rho) g²; v = momentum v + g / (sqrt(n) + e);
    w -= rate v. In TensorFlow 1 n starts at 1, in PyTorch at 0."""
    rate, epsilon, rest, momentum = memory[LEARNING_RATE], memory[EPSILON], memory[REST], memory[MOMENTUM]
    kept = ONE - rest
    w, g = _weights(op, memory, first, last)
    n, v = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        n[i] = kept * n[i] + rest * g[i] * g[i]
        v[i] = momentum * v[i] + g[i] / (np.sqrt(n[i]) + epsilon)
        change = rate * v[i]
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@njit(fastmath=FASTMATH, error_model="numpy")
def _adam(op: Any, memory: Any, env: Any, first: int, last: int, decay: Any) -> None:
    """Adam, with a share of each weight taken off beside it."""
    w, g = _weights(op, memory, first, last)
    m, v = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    rest1, rest2, epsilon = memory[REST1], memory[REST2], memory[EPSILON]
    beta1, beta2 = ONE - rest1, ONE - rest2
    steps = env[STEP] + 1
    rate = memory[LEARNING_RATE] / w.dtype.type(1 - (1 - np.float64(rest1)) ** steps)
    correction = ONE / w.dtype.type(math.sqrt(1 - (1 - np.float64(rest2)) ** steps))
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        m[i] = beta1 * m[i] + rest1 * g[i]
        v[i] = beta2 * v[i] + rest2 * g[i] * g[i]
        change = rate * m[i] / (np.sqrt(v[i]) * correction + epsilon) + decay * w[i]
        w[i] -= change
        squares += w[i] * w[i]
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def adam(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adam (Kingma & Ba 2015, algorithm 1): m and v are running means of g and g², corrected for starting at 0;
    w -= rate m / (sqrt(v) + e)."""
    _adam(op, memory, env, first, last, ZERO)


@kernel
def adamw(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """AdamW (Loshchilov & Hutter 2019): Adam, and w -= rate decay w."""
    _adam(op, memory, env, first, last, memory[LEARNING_RATE] * memory[DECAY])


@kernel
def ftrl(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Follow the regularised leader, proximally (McMahan et al. 2013, algorithm 1), as in TensorFlow 1:
    n' = n + g²; z += g - (sqrt(n') - sqrt(n)) / rate w; w = -shrunk(z, l1) / (sqrt(n') / rate + 2 l2).

    The paper's lambda2 is 2 l2, and its beta is 0.
    """
    rate = memory[LEARNING_RATE]
    if rate == ZERO:  # the end of a schedule: nothing moves
        _descend(op, memory, env, first, last)
        return
    l1, l2 = memory[L1], memory[L2] + memory[L2]
    pace = ONE / rate
    w, g = _weights(op, memory, first, last)
    n, z = _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        square = g[i] * g[i]
        before = np.sqrt(n[i])
        n[i] += square
        root = np.sqrt(n[i])
        # sqrt(n') - sqrt(n), which would lose its digits
        z[i] += g[i] - (ZERO if root == ZERO else square / (root + before)) * pace * w[i]
        after = ZERO if abs(z[i]) <= l1 else -_shrunk(z[i], l1) / (root * pace + l2)
        change = w[i] - after
        w[i] = after
        squares += after * after
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def proximal_gradient_descent(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Forward-backward splitting (Duchi & Singer 2009): w = shrunk(w - rate g, rate l1) / (1 + rate l2)."""
    rate = memory[LEARNING_RATE]
    l1, share = rate * memory[L1], ONE / (ONE + rate * memory[L2])
    w, g = _weights(op, memory, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        after = _shrunk(w[i] - rate * g[i], l1) * share
        change = w[i] - after
        w[i] = after
        squares += after * after
        changes += change * change
    _leave(memory, env, squares, changes)


@kernel
def proximal_adagrad(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The same with Adagrad's rate for each weight (Duchi, Hazan & Singer 2011, "composite mirror descent"):
    n += g²; r = rate / sqrt(n); w = shrunk(w - r g, r l1) / (1 + r l2)."""
    rate, l1, l2 = memory[LEARNING_RATE], memory[L1], memory[L2]
    w, g = _weights(op, memory, first, last)
    n = _slot(op, memory, 0, first, last)
    squares, changes = ZERO, ZERO
    for i in range(last - first):
        n[i] += g[i] * g[i]
        root = np.sqrt(n[i])
        own = ZERO if root == ZERO else rate / root
        after = _shrunk(w[i] - own * g[i], own * l1) / (ONE + own * l2)
        change = w[i] - after
        w[i] = after
        squares += after * after
        changes += change * change
    _leave(memory, env, squares, changes)
