"""The vanilla RNN: h_t = f(x_t Wx + h_(t-1) Wh + b), h_(-1) = 0 (Elman 1990; through time backwards, Werbos 1990).

States are stored batch-major, ``[batch, steps, units]``: the product with the inputs is one large product over all
steps, and one step's rows are ``steps * units`` numbers apart, which BLAS takes as a leading dimension.
"""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from visualnn.engine.fields import ADD, DX, DY, ROWS, W3, G, M, T, X, Y
from visualnn.engine.kernels import functions
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, gemm, kernel, matrix, vector
from visualnn.engine.kernels.products import affine, affine_lookup, input_gradient


@njit(error_model="numpy", fastmath=FASTMATH)
def _states(op: Any, memory: Any, env: Any, first: int, last: int, function: Any) -> None:
    """Turn Y = X Wx + b into the hidden states, one step after the other."""
    t, m = op[T], op[M]
    rows, start = last - first, op[Y] + first * t * m
    for step in range(t):
        here = start + step * m
        if step > 0:
            gemm(env, memory, 0, 0, rows, m, m, here - m, t * m, op[W3], m, 1, here, t * m)
        for i in range(rows):
            h = vector(memory, here + i * t * m, m)
            for j in range(m):
                h[j] = function(h[j])


@njit(error_model="numpy", fastmath=FASTMATH)
def _states_backward(op: Any, memory: Any, env: Any, first: int, last: int, slope: Any) -> None:
    """Turn DY, the gradient of the states, into that of what entered f, from the last step to the first."""
    t, m = op[T], op[M]
    rows, start = last - first, first * t * m
    for step in range(t - 1, -1, -1):
        here = start + step * m
        if step < t - 1:
            gemm(env, memory, 0, 1, rows, m, m, op[DY] + here + m, t * m, op[W3], m, 1, op[DY] + here, t * m)
        for i in range(rows):
            h = vector(memory, op[Y] + here + i * t * m, m)
            dz = vector(memory, op[DY] + here + i * t * m, m)
            for j in range(m):
                dz[j] *= slope(h[j])


@register_jitable
def _tanh_slope(h: Any) -> Any:
    return ONE - h * h


@register_jitable
def _relu_slope(h: Any) -> Any:
    return ONE if h > ZERO else ZERO


@kernel
def rnn_tanh(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Hidden states with f = tanh."""
    affine(op, memory, env, first, last)
    _states(op, memory, env, first, last, functions.tanh)


@kernel
def rnn_tanh_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The same for one-hot inputs."""
    affine_lookup(op, memory, env, first, last)
    _states(op, memory, env, first, last, functions.tanh)


@kernel
def rnn_tanh_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dz_t = (dh_t + dz_(t+1) Wh') (1 - h_t²), in place of DY."""
    _states_backward(op, memory, env, first, last, _tanh_slope)
    input_gradient(op, memory, env, first, last)


@kernel
def rnn_relu(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Hidden states with f = ReLU."""
    affine(op, memory, env, first, last)
    _states(op, memory, env, first, last, functions.relu)


@kernel
def rnn_relu_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The same for one-hot inputs."""
    affine_lookup(op, memory, env, first, last)
    _states(op, memory, env, first, last, functions.relu)


@kernel
def rnn_relu_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dz_t = (dh_t + dz_(t+1) Wh') where h_t > 0, in place of DY."""
    _states_backward(op, memory, env, first, last, _relu_slope)
    input_gradient(op, memory, env, first, last)


@kernel
def recurrent_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DWh = sum over t of h_(t-1)' dz_t."""
    t, m = op[T], op[M]
    rows, add = env[ROWS], op[ADD]
    if t == 1 and not add:
        gradient = vector(memory, op[G] + first * m, (last - first) * m)
        for i in range(gradient.size):
            gradient[i] = ZERO
    for step in range(1, t):
        h, dz = op[Y] + (step - 1) * m + first, op[DY] + step * m
        gemm(env, memory, 1, 0, last - first, m, rows, h, t * m, dz, t * m, add, op[G] + first * m, m)
        add = 1


@kernel
def last_step(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The last of T steps."""
    t, m = op[T], op[M]
    x = matrix(memory, op[X], last, t * m)
    y = matrix(memory, op[Y], last, m)
    for i in range(first, last):
        for j in range(m):
            y[i, j] = x[i, (t - 1) * m + j]


@kernel
def last_step_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The gradient goes to the last step; the others get none from here."""
    t, m = op[T], op[M]
    dx = matrix(memory, op[DX], last, t * m)
    dy = matrix(memory, op[DY], last, m)
    for i in range(first, last):
        if not op[ADD]:
            for j in range((t - 1) * m):
                dx[i, j] = ZERO
        for j in range(m):
            before = dx[i, (t - 1) * m + j] if op[ADD] else ZERO
            dx[i, (t - 1) * m + j] = before + dy[i, j]
