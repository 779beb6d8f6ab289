"""Losses, each with its prediction, its loss per row and a score per row: the share of right answers, or where targets
are numbers the mean squared error.

A loss reads logits X and targets X2, writes predictions Y, row losses and row scores; the way back writes the gradient
of ``weight * mean over the batch`` into DX. Rows of several positions (sequences) count as the mean over positions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from visualnn.engine.fields import ADD, DX, LABELS, ROWS, SCORE, SETTINGS, SOURCE, X2, M, N, T, X, Y
from visualnn.engine.kernels import functions
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, kernel, matrix, vector

_HALF = np.float32(0.5)


@njit(inline="always")
def _scale(op: Any, memory: Any, env: Any, per_row: int) -> Any:
    """What the gradient of the sum is multiplied by, so that it is that of the weighted mean."""
    return memory[op[SETTINGS]] / np.float32(env[ROWS] * per_row)


@njit(inline="always")
def _target(op: Any, target: Any, position: int, column: int) -> Any:
    """The target number: one-hot from a class number, or as it stands."""
    if op[LABELS]:
        return ONE if np.int64(target[position]) == column else ZERO
    return target[position * op[N] + column]


@njit(fastmath=FASTMATH, error_model="numpy")
def _leads(x: Any, label: int) -> Any:
    """1 where the label's number is the first of the largest, else 0; counted, which vectorises, not searched for."""
    wanted, ahead = x[label], 0
    for c in range(x.size):
        ahead += x[c] > wanted
    for c in range(label):
        ahead += x[c] == wanted
    return ONE if ahead == 0 else ZERO


@kernel
def softmax_cross_entropy(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """-sum_c target_c log softmax(x)_c; right where the target's largest is the largest logit."""
    t, n, m = op[T], op[N], op[M]
    losses, scores = vector(memory, op[SOURCE], last), vector(memory, op[SCORE], last)
    for i in range(first, last):
        loss, right = ZERO, ZERO
        for j in range(i * t, i * t + t):
            x, target = vector(memory, op[X] + j * n, n), vector(memory, op[X2] + j * m, m)
            logarithm = functions.softmax_row(x, vector(memory, op[Y] + j * n, n))
            if op[LABELS]:
                label: Any = np.int64(target[0])
                loss += logarithm - x[label]
            else:
                label = 0
                for c in range(n):
                    loss += target[c] * (logarithm - x[c]) if target[c] != ZERO else ZERO
                    label = c if target[c] > target[label] else label
            right += _leads(x, label)
        losses[i] = loss / np.float32(t)
        scores[i] = right / np.float32(t)


@kernel
def softmax_cross_entropy_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dx = (softmax(x) sum(target) - target) weight / (rows * positions)."""
    t, n, m = op[T], op[N], op[M]
    scale = _scale(op, memory, env, t)
    for j in range(first * t, last * t):
        y, dx = vector(memory, op[Y] + j * n, n), vector(memory, op[DX] + j * n, n)
        target = vector(memory, op[X2] + j * m, m)
        if not op[ADD]:
            for c in range(n):
                dx[c] = 0
        if op[LABELS]:
            for c in range(n):
                dx[c] += y[c] * scale
            dx[np.int64(target[0])] -= scale
        else:
            total = ZERO
            for c in range(n):
                total += target[c]
            for c in range(n):
                dx[c] += (y[c] * total - target[c]) * scale


@kernel
def binary_cross_entropy(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """log(1 + e^x) - x y, the mean over outputs; right where x > 0 exactly if y > 1/2."""
    t, n, m = op[T], op[N], op[M]
    x = matrix(memory, op[X], last * t, n)
    y = matrix(memory, op[Y], last * t, n)
    target = vector(memory, op[X2], last * t * m)
    losses, scores = vector(memory, op[SOURCE], last), vector(memory, op[SCORE], last)
    for i in range(first, last):
        loss, right = ZERO, ZERO
        for j in range(i * t, i * t + t):
            for c in range(n):
                logit, wanted = x[j, c], _target(op, target, j, c)
                y[j, c] = functions.sigmoid(logit)
                loss += functions.softplus(logit) - logit * wanted
                right += ONE if (y[j, c] > np.float32(0.5)) == (wanted > np.float32(0.5)) else ZERO
        losses[i] = loss / np.float32(t * n)
        scores[i] = right / np.float32(t * n)


@kernel
def binary_cross_entropy_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dx = (sigmoid(x) - y) weight / (rows * outputs)."""
    t, n, m = op[T], op[N], op[M]
    y = matrix(memory, op[Y], last * t, n)
    dx = matrix(memory, op[DX], last * t, n)
    target = vector(memory, op[X2], last * t * m)
    scale = _scale(op, memory, env, t * n)
    for j in range(first * t, last * t):
        for c in range(n):
            before = dx[j, c] if op[ADD] else ZERO
            dx[j, c] = before + (y[j, c] - _target(op, target, j, c)) * scale


@njit(fastmath=FASTMATH, error_model="numpy")
def _distance(op: Any, memory: Any, first: int, last: int, measure: Any, edge: Any) -> None:
    """The mean over outputs of ``measure(x - y, edge)``; the score is the mean of (x - y)², or against class numbers
    the share of positions where x is largest at the right one."""
    t, n, m = op[T], op[N], op[M]
    losses, scores = vector(memory, op[SOURCE], last), vector(memory, op[SCORE], last)
    for i in range(first, last):
        loss, score = ZERO, ZERO
        for j in range(i * t, i * t + t):
            x, y = vector(memory, op[X] + j * n, n), vector(memory, op[Y] + j * n, n)
            target = vector(memory, op[X2] + j * m, m)
            if op[LABELS]:
                label: Any = np.int64(target[0])
                for c in range(n):
                    y[c] = x[c]
                    loss += measure(x[c] - (ONE if c == label else ZERO), edge)
                score += _leads(x, label)
            else:
                for c in range(n):
                    y[c] = x[c]
                    difference = x[c] - target[c]
                    loss += measure(difference, edge)
                    score += difference * difference
        losses[i] = loss / np.float32(t * n)
        scores[i] = score / np.float32(t if op[LABELS] else t * n)


@njit(fastmath=FASTMATH, error_model="numpy")
def _distance_backward(op: Any, memory: Any, env: Any, first: int, last: int, slope: Any, edge: Any) -> None:
    """dx = slope(x - y, edge) weight / (rows * outputs)."""
    t, n, m = op[T], op[N], op[M]
    scale = _scale(op, memory, env, t * n)
    for j in range(first * t, last * t):
        x, dx = vector(memory, op[X] + j * n, n), vector(memory, op[DX] + j * n, n)
        target = vector(memory, op[X2] + j * m, m)
        if not op[ADD]:
            for c in range(n):
                dx[c] = ZERO
        if op[LABELS]:
            label = np.int64(target[0])
            for c in range(n):
                dx[c] += slope(x[c] - (ONE if c == label else ZERO), edge) * scale
        else:
            for c in range(n):
                dx[c] += slope(x[c] - target[c], edge) * scale


@register_jitable
def _square(d: Any, edge: Any) -> Any:
    return d * d


@register_jitable
def _square_slope(d: Any, edge: Any) -> Any:
    return d + d


@register_jitable
def _absolute(d: Any, edge: Any) -> Any:
    return abs(d)


@register_jitable
def _absolute_slope(d: Any, edge: Any) -> Any:
    return ONE if d > ZERO else (-ONE if d < ZERO else d)  # d is 0 or NaN in the end


@register_jitable
def _huber(d: Any, edge: Any) -> Any:
    size = abs(d)
    return _HALF * d * d if size <= edge else edge * (size - _HALF * edge)


@register_jitable
def _huber_slope(d: Any, edge: Any) -> Any:
    return edge if d > edge else (-edge if d < -edge else d)


@kernel
def mse(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """(x - y)²."""
    _distance(op, memory, first, last, _square, ZERO)


@kernel
def mse_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """2 (x - y)."""
    _distance_backward(op, memory, env, first, last, _square_slope, ZERO)


@kernel
def mae(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """|x - y|."""
    _distance(op, memory, first, last, _absolute, ZERO)


@kernel
def mae_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The sign of x - y; 0 where they are equal."""
    _distance_backward(op, memory, env, first, last, _absolute_slope, ZERO)


@kernel
def huber(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """With d = x - y: d² / 2 where |d| <= delta, delta (|d| - delta / 2) beyond (Huber 1964)."""
    _distance(op, memory, first, last, _huber, memory[op[SETTINGS] + 1])


@kernel
def huber_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """x - y, held between -delta and delta."""
    _distance_backward(op, memory, env, first, last, _huber_slope, memory[op[SETTINGS] + 1])


@kernel
def value(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The sum of a row's numbers, as it stands: what is to be made small is computed before."""
    t, n = op[T], op[N]
    x, y = matrix(memory, op[X], last, t * n), matrix(memory, op[Y], last, t * n)
    losses, scores = vector(memory, op[SOURCE], last), vector(memory, op[SCORE], last)
    for i in range(first, last):
        total = ZERO
        for j in range(t * n):
            y[i, j] = x[i, j]
            total += x[i, j]
        losses[i] = total
        scores[i] = ZERO


@kernel
def value_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """1 for every number."""
    t, n = op[T], op[N]
    dx = matrix(memory, op[DX], last, t * n)
    scale = _scale(op, memory, env, 1)
    for i in range(first, last):
        for j in range(t * n):
            dx[i, j] = scale + (dx[i, j] if op[ADD] else ZERO)
