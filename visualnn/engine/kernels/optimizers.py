"""Update rules: numbers ``first`` to ``last`` of a parameter, while its gradient is in cache.

Here ``op`` is a row of the target table. The hyper-parameters stand at the start of the program's memory. Each rule has
only to say what becomes of one weight; ``_update`` does the rest, and leaves the sums of w² and of the squared
change of w at the start of the thread's own area.

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
from numba.extending import register_jitable

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
def _slot(op: Any, memory: Any, number: int, first: int, last: int) -> Any:
    """Numbers ``first`` to ``last`` of a slot."""
    return vector(memory, op[P_SLOTS] + number * op[P_ROWS] * op[P_COLUMNS] + first, last - first)


@njit(inline="always")
def _two_slots(op: Any, memory: Any, first: int, last: int) -> Any:
    return _slot(op, memory, 0, first, last), _slot(op, memory, 1, first, last)


@njit(fastmath=FASTMATH, error_model="numpy")
def _update(op: Any, memory: Any, env: Any, first: int, last: int, rule: Any, slots: Any, numbers: Any) -> None:
    """Give every weight the value that ``rule(i, w, g, slots, numbers)`` has for it.

    ``rule`` gets the place in ``slots``, the weight, its gradient, and ``numbers``, which are the same for all weights;
    it writes what it keeps into the slots.
    """
    size = last - first
    w, gradient = vector(memory, op[P_VALUE] + first, size), vector(memory, op[P_GRADIENT] + first, size)
    squares, changes = ZERO, ZERO
    for i in range(size):
        after = rule(i, w[i], gradient[i], slots, numbers)
        change = w[i] - after
        w[i] = after
        squares += after * after
        changes += change * change
    area = env[AREAS] + env[THREAD] * env[AREA]
    memory[area + W_SQUARE] = squares
    memory[area + D_SQUARE] = changes


@register_jitable
def _shrunk(x: Any, by: Any) -> Any:
    """x brought nearer to 0 by ``by``, and 0 if it would go past it: sign(x) max(|x| - by, 0)."""
    return ZERO if abs(x) <= by else (x - by if x > ZERO else x + by)  # written so that NaN stays


@register_jitable
def _sgd(i: int, w: Any, g: Any, slots: Any, rate: Any) -> Any:
    return w - rate * g


@kernel
def sgd(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Gradient descent: w -= rate g."""
    _update(op, memory, env, first, last, _sgd, (), memory[LEARNING_RATE])


@register_jitable
def _momentum(i: int, w: Any, g: Any, v: Any, numbers: Any) -> Any:
    rate, kept, own, share = numbers
    v[i] = kept * v[i] + g
    return w - rate * (own * g + share * v[i])


@kernel
def momentum(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Momentum (Polyak 1964): v = momentum v + g; w -= rate v.

    With Nesterov's look ahead (in the form of Sutskever et al. 2013): w -= rate (g + momentum v).
    """
    rate, kept = memory[LEARNING_RATE], memory[MOMENTUM]
    own, share = (ONE, kept) if memory[NESTEROV] > ZERO else (ZERO, ONE)
    v = _slot(op, memory, 0, first, last)
    _update(op, memory, env, first, last, _momentum, v, (rate, kept, own, share))


@register_jitable
def _adagrad(i: int, w: Any, g: Any, n: Any, numbers: Any) -> Any:
    rate, epsilon = numbers
    n[i] += g * g
    return w - rate * g / (np.sqrt(n[i]) + epsilon)


@kernel
def adagrad(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adagrad (Duchi, Hazan & Singer 2011): n += g²; w -= rate g / (sqrt(n) + e)."""
    n = _slot(op, memory, 0, first, last)
    _update(op, memory, env, first, last, _adagrad, n, (memory[LEARNING_RATE], memory[EPSILON]))


@register_jitable
def _adagrad_da(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    n, z = slots
    rate, l1, l2 = numbers
    z[i] += g
    n[i] += g * g
    return ZERO if abs(z[i]) <= l1 else -rate * _shrunk(z[i], l1) / (l2 + np.sqrt(n[i]))


@kernel
def adagrad_da(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adagrad by dual averaging (Duchi, Hazan & Singer 2011, "primal-dual"), as in TensorFlow 1:
    z += g; n += g²; w = -rate shrunk(z, l1 t) / (l2 t rate + sqrt(n)).

    The weights follow from the sum of gradients alone: where they started is forgotten in the first step.
    """
    rate = memory[LEARNING_RATE]
    if rate == ZERO:  # the end of a schedule: nothing moves
        _update(op, memory, env, first, last, _sgd, (), rate)
        return
    steps = np.float32(env[STEP] + 1)
    numbers = rate, memory[L1] * steps, memory[L2] * steps * rate
    _update(op, memory, env, first, last, _adagrad_da, _two_slots(op, memory, first, last), numbers)


@register_jitable
def _adadelta(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    n, u = slots
    rate, epsilon, rest = numbers
    n[i] = (ONE - rest) * n[i] + rest * g * g
    update = np.sqrt(u[i] + epsilon) / np.sqrt(n[i] + epsilon) * g
    u[i] = (ONE - rest) * u[i] + rest * update * update
    return w - rate * update


@kernel
def adadelta(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adadelta (Zeiler 2012): n = rho n + (1 - rho) g²; d = sqrt(u + e) / sqrt(n + e) g;
    u = rho u + (1 - rho) d²; w -= rate d. Epsilon stands under the roots, as in the paper."""
    numbers = memory[LEARNING_RATE], memory[EPSILON], memory[REST]
    _update(op, memory, env, first, last, _adadelta, _two_slots(op, memory, first, last), numbers)


@register_jitable
def _rmsprop(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    n, v = slots
    rate, epsilon, rest, momentum = numbers
    n[i] = (ONE - rest) * n[i] + rest * g * g
    v[i] = momentum * v[i] + g / (np.sqrt(n[i]) + epsilon)
    return w - rate * v[i]


@kernel
def rmsprop(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """RMSProp (Tieleman & Hinton 2012) with momentum: n = rho n + (1 - rho) g²; v = momentum v + g / (sqrt(n) + e);
    w -= rate v. In TensorFlow 1 n starts at 1, in PyTorch at 0."""
    numbers = memory[LEARNING_RATE], memory[EPSILON], memory[REST], memory[MOMENTUM]
    _update(op, memory, env, first, last, _rmsprop, _two_slots(op, memory, first, last), numbers)


@register_jitable
def _adam(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    m, v = slots
    rate, correction, epsilon, rest1, rest2, decay = numbers
    m[i] = (ONE - rest1) * m[i] + rest1 * g
    v[i] = (ONE - rest2) * v[i] + rest2 * g * g
    return w - (rate * m[i] / (np.sqrt(v[i]) * correction + epsilon) + decay * w)


@njit(inline="always")
def _update_adam(op: Any, memory: Any, env: Any, first: int, last: int, decay: Any) -> None:
    """Adam, with a share of each weight taken off beside it."""
    slots = _two_slots(op, memory, first, last)
    real = slots[0].dtype.type
    rest1, rest2 = memory[REST1], memory[REST2]
    steps = env[STEP] + 1
    rate = memory[LEARNING_RATE] / real(1 - (1 - np.float64(rest1)) ** steps)
    correction = ONE / real(math.sqrt(1 - (1 - np.float64(rest2)) ** steps))
    _update(op, memory, env, first, last, _adam, slots, (rate, correction, memory[EPSILON], rest1, rest2, decay))


@kernel
def adam(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Adam (Kingma & Ba 2015, algorithm 1): m and v are running means of g and g², corrected for starting at 0;
    w -= rate m / (sqrt(v) + e)."""
    _update_adam(op, memory, env, first, last, ZERO)


@kernel
def adamw(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """AdamW (Loshchilov & Hutter 2019): Adam, and w -= rate decay w."""
    _update_adam(op, memory, env, first, last, memory[LEARNING_RATE] * memory[DECAY])


@register_jitable
def _ftrl(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    n, z = slots
    pace, l1, l2 = numbers
    square, before = g * g, np.sqrt(n[i])
    n[i] += square
    root = np.sqrt(n[i])
    # sqrt(n') - sqrt(n), which would lose its digits
    z[i] += g - (ZERO if root == ZERO else square / (root + before)) * pace * w
    return ZERO if abs(z[i]) <= l1 else -_shrunk(z[i], l1) / (root * pace + l2)


@kernel
def ftrl(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Follow the regularised leader, proximally (McMahan et al. 2013, algorithm 1), as in TensorFlow 1:
    n' = n + g²; z += g - (sqrt(n') - sqrt(n)) / rate w; w = -shrunk(z, l1) / (sqrt(n') / rate + 2 l2).

    The paper's lambda2 is 2 l2, and its beta is 0.
    """
    rate = memory[LEARNING_RATE]
    if rate == ZERO:  # the end of a schedule: nothing moves
        _update(op, memory, env, first, last, _sgd, (), rate)
        return
    numbers = ONE / rate, memory[L1], memory[L2] + memory[L2]
    _update(op, memory, env, first, last, _ftrl, _two_slots(op, memory, first, last), numbers)


@register_jitable
def _proximal_gradient_descent(i: int, w: Any, g: Any, slots: Any, numbers: Any) -> Any:
    rate, l1, share = numbers
    return _shrunk(w - rate * g, l1) * share


@kernel
def proximal_gradient_descent(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Forward-backward splitting (Duchi & Singer 2009): w = shrunk(w - rate g, rate l1) / (1 + rate l2)."""
    rate = memory[LEARNING_RATE]
    numbers = rate, rate * memory[L1], ONE / (ONE + rate * memory[L2])
    _update(op, memory, env, first, last, _proximal_gradient_descent, (), numbers)


@register_jitable
def _proximal_adagrad(i: int, w: Any, g: Any, n: Any, numbers: Any) -> Any:
    rate, l1, l2 = numbers
    n[i] += g * g
    root = np.sqrt(n[i])
    own = ZERO if root == ZERO else rate / root
    return _shrunk(w - own * g, own * l1) / (ONE + own * l2)


@kernel
def proximal_adagrad(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The same with Adagrad's rate for each weight (Duchi, Hazan & Singer 2011, "composite mirror descent"):
    n += g²; r = rate / sqrt(n); w = shrunk(w - r g, r l1) / (1 + r l2)."""
    n = _slot(op, memory, 0, first, last)
    _update(op, memory, env, first, last, _proximal_adagrad, n, (memory[LEARNING_RATE], memory[L1], memory[L2]))
