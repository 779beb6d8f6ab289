"""Activations: each has only its function and its slope to say. Softmax, which looks at whole rows, comes last."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from visualnn.engine.fields import ADD, DX, DY, N, T, X, Y
from visualnn.engine.kernels import functions
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, kernel, matrix, vector


@njit(fastmath=FASTMATH)
def _forward(op: Any, memory: Any, first: int, last: int, function: Any) -> None:
    """y = function(x)."""
    width = op[N] * op[T]
    size = (last - first) * width
    x = vector(memory, op[X] + first * width, size)
    y = vector(memory, op[Y] + first * width, size)
    for i in range(size):
        y[i] = function(x[i])


@njit(fastmath=FASTMATH)
def _backward(op: Any, memory: Any, first: int, last: int, slope: Any) -> None:
    """dx = dy slope(x, y)."""
    width = op[N] * op[T]
    start, size = first * width, (last - first) * width
    x = vector(memory, op[X] + start, size)
    y = vector(memory, op[Y] + start, size)
    dy = vector(memory, op[DY] + start, size)
    dx = vector(memory, op[DX] + start, size)
    if op[ADD]:
        for i in range(size):
            dx[i] += dy[i] * slope(x[i], y[i])
    else:
        for i in range(size):
            dx[i] = dy[i] * slope(x[i], y[i])


@register_jitable
def _sigmoid_slope(x: Any, y: Any) -> Any:
    return y * (ONE - y)


@register_jitable
def _tanh_slope(x: Any, y: Any) -> Any:
    return ONE - y * y


@register_jitable
def _relu(x: Any) -> Any:
    return ZERO if x < ZERO else x  # written so that NaN stays


@register_jitable
def _relu_slope(x: Any, y: Any) -> Any:
    return ONE if y > ZERO else ZERO


@kernel
def sigmoid(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = 1 / (1 + e^-x)."""
    _forward(op, memory, first, last, functions.sigmoid)


@kernel
def sigmoid_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = y (1 - y)."""
    _backward(op, memory, first, last, _sigmoid_slope)


@kernel
def tanh(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = tanh x."""
    _forward(op, memory, first, last, functions.tanh)


@kernel
def tanh_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1 - y²."""
    _backward(op, memory, first, last, _tanh_slope)


@kernel
def relu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = max(0, x)."""
    _forward(op, memory, first, last, _relu)


@kernel
def relu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1 where y > 0, else 0."""
    _backward(op, memory, first, last, _relu_slope)


@kernel
def softmax(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Softmax over the last axis."""
    n, t = op[N], op[T]
    rows, start = (last - first) * t, first * t * n
    for i in range(rows):
        functions.softmax_row(vector(memory, op[X] + start + i * n, n), vector(memory, op[Y] + start + i * n, n))


@kernel
def softmax_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dx_i = y_i (dy_i - sum_j dy_j y_j)."""
    n, t = op[N], op[T]
    rows, start = (last - first) * t, first * t * n
    y = matrix(memory, op[Y] + start, rows, n)
    dy = matrix(memory, op[DY] + start, rows, n)
    dx = matrix(memory, op[DX] + start, rows, n)
    for i in range(rows):
        total = y[i, 0] - y[i, 0]
        for j in range(n):
            total += dy[i, j] * y[i, j]
        for j in range(n):
            before = dx[i, j] if op[ADD] else ZERO
            dx[i, j] = before + y[i, j] * (dy[i, j] - total)
