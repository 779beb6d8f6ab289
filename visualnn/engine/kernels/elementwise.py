"""Activations: each has only its function and its slope to say. Leaky ReLU, which has a setting, and softmax, which
looks at whole rows, come last."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from visualnn.engine.fields import ADD, DX, DY, SETTINGS, N, T, X, Y
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
def _relu_slope(x: Any, y: Any) -> Any:
    return ONE if y > ZERO else ZERO


@register_jitable
def _step(x: Any) -> Any:
    if x != x:  # NaN stays
        return x
    return ONE if x > ZERO else ZERO


@register_jitable
def _flat(x: Any, y: Any) -> Any:
    return ZERO


@register_jitable
def _elu(x: Any) -> Any:
    return x if x > ZERO else functions.expm1(x)


@register_jitable
def _elu_slope(x: Any, y: Any) -> Any:
    return ONE if x > ZERO else functions.exp(x)


@register_jitable
def _selu(x: Any) -> Any:
    scale, alpha = functions.selu_numbers(x)
    return scale * (x if x > ZERO else alpha * functions.expm1(x))


@register_jitable
def _selu_slope(x: Any, y: Any) -> Any:
    scale, alpha = functions.selu_numbers(x)
    return scale * (ONE if x > ZERO else alpha * functions.exp(x))


@register_jitable
def _gelu(x: Any) -> Any:
    return x * functions.normal_below(x)


@register_jitable
def _gelu_slope(x: Any, y: Any) -> Any:
    return functions.normal_below(x) + x * functions.normal_density(x)


@register_jitable
def _softplus_slope(x: Any, y: Any) -> Any:
    return functions.sigmoid(x)


@register_jitable
def _swish(x: Any) -> Any:
    return x * functions.sigmoid(x)


@register_jitable
def _swish_slope(x: Any, y: Any) -> Any:
    share = functions.sigmoid(x)
    return share + y * (ONE - share)


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
    _forward(op, memory, first, last, functions.relu)


@kernel
def relu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1 where y > 0, else 0."""
    _backward(op, memory, first, last, _relu_slope)


@kernel
def threshold(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = 1 above 0, else 0 (Rosenblatt 1958)."""
    _forward(op, memory, first, last, _step)


@kernel
def threshold_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 0."""
    _backward(op, memory, first, last, _flat)


@kernel
def elu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = x above 0, e^x - 1 below (Clevert et al. 2016)."""
    _forward(op, memory, first, last, _elu)


@kernel
def elu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1 above 0, e^x below."""
    _backward(op, memory, first, last, _elu_slope)


@kernel
def selu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = 1.0507 x above 0, 1.0507 * 1.6733 (e^x - 1) below (Klambauer et al. 2017)."""
    _forward(op, memory, first, last, _selu)


@kernel
def selu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1.0507 above 0, 1.0507 * 1.6733 e^x below."""
    _backward(op, memory, first, last, _selu_slope)


@kernel
def gelu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = x P(x), P the cumulative standard normal distribution (Hendrycks & Gimpel 2016)."""
    _forward(op, memory, first, last, _gelu)


@kernel
def gelu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = P(x) + x p(x), p the density."""
    _backward(op, memory, first, last, _gelu_slope)


@kernel
def softplus(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = log(1 + e^x)."""
    _forward(op, memory, first, last, functions.softplus)


@kernel
def softplus_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = sigmoid(x)."""
    _backward(op, memory, first, last, _softplus_slope)


@kernel
def swish(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = x sigmoid(x) (Ramachandran et al. 2017)."""
    _forward(op, memory, first, last, _swish)


@kernel
def swish_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = s + y (1 - s), s = sigmoid(x)."""
    _backward(op, memory, first, last, _swish_slope)


@kernel
def leaky_relu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = x above 0, slope x below (Maas et al. 2013)."""
    width = op[N] * op[T]
    start, size = first * width, (last - first) * width
    slope = memory[op[SETTINGS]]
    x, y = vector(memory, op[X] + start, size), vector(memory, op[Y] + start, size)
    for i in range(size):
        y[i] = x[i] if x[i] > ZERO else slope * x[i]


@kernel
def leaky_relu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy/dx = 1 above 0, slope below."""
    width = op[N] * op[T]
    start, size = first * width, (last - first) * width
    slope = memory[op[SETTINGS]]
    x = vector(memory, op[X] + start, size)
    dy = vector(memory, op[DY] + start, size)
    dx = vector(memory, op[DX] + start, size)
    if op[ADD]:
        for i in range(size):
            dx[i] += dy[i] * (ONE if x[i] > ZERO else slope)
    else:
        for i in range(size):
            dx[i] = dy[i] * (ONE if x[i] > ZERO else slope)


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
