"""Gated recurrent layers: LSTM and GRU, with the gates, their order and their formulas as PyTorch has them.

What is kept stands step-major in ``WORK``: the numbers of one step side by side, so that each step is one product with
``Wh``, and each weight gradient one product over all rows and steps. For each of these parts there are, per row and
step, as many numbers as stand in brackets:

LSTM: gates [4 units], hidden states [units], cells [units], inputs [features, unless one-hot], and, once for all steps,
the gradients of the cells and of the hidden states [2 units].
GRU: gates [3 units], products with Wh [3 units], hidden states [units], inputs [features, unless one-hot], and, once,
the gradient of the hidden states [units].

Backward writes the gradients of what entered the gates over the gates, and those of the products over these. Geometry:
``A0`` width of the gates, and where the parts begin, in numbers per row: ``A1`` products with Wh (the LSTM's gates),
``A2`` hidden states, ``A3`` inputs (-1: one-hot), ``A4`` cells, ``A5`` what there is once. ``LOCAL`` holds, in units:
the thread's part of the bias gradients [4], zeros [1], room [1].
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import (
    A0,
    A1,
    A2,
    A3,
    A4,
    A5,
    ADD,
    AREA,
    AREAS,
    DX,
    DY,
    LOCAL,
    ROWS,
    THREAD,
    THREADS,
    W2,
    W3,
    W4,
    WORK,
    G,
    M,
    N,
    T,
    W,
    X,
    Y,
)
from visualnn.engine.kernels import functions
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, gemm, kernel, vector


@njit(inline="always")
def _local(op: Any, env: Any, thread: int) -> int:
    """Where a thread's own sums begin."""
    return env[AREAS] + thread * env[AREA] + op[LOCAL]


@njit(inline="always")
def _part(op: Any, env: Any, part: int, step: int, row: int, width: int) -> int:
    """Where the numbers of a row at a step stand in a part of the work that begins ``part`` numbers per row into it."""
    return op[WORK] + env[ROWS] * part + (step * env[ROWS] + row) * width


@njit(error_model="numpy", fastmath=FASTMATH)
def _enter(op: Any, memory: Any, env: Any, first: int, last: int, step: int) -> None:
    """Gates = x Wx + b for one step."""
    t, n, width = op[T], op[N], op[A0]
    bias, onehot = vector(memory, op[W2], width), op[A3] < 0
    for row in range(first, last):
        gate = vector(memory, _part(op, env, 0, step, row, width), width)
        if onehot:
            weights = vector(memory, op[W] + np.int64(memory[op[X] + row * t + step]) * width, width)
            for j in range(width):
                gate[j] = weights[j] + bias[j]
        else:
            _copy(
                vector(memory, op[X] + (row * t + step) * n, n), vector(memory, _part(op, env, op[A3], step, row, n), n)
            )
            _copy(bias, gate)
    if not onehot:
        x, gates = _part(op, env, op[A3], step, first, n), _part(op, env, 0, step, first, width)
        gemm(env, memory, 0, 0, last - first, width, n, x, n, op[W], width, 1, gates, width)


@njit(error_model="numpy", fastmath=FASTMATH)
def _leave(op: Any, memory: Any, env: Any, first: int, last: int, step: int) -> None:
    """DX = dgates Wx' for one step, where anyone asks for it."""
    if op[DX] >= 0:
        t, n, width = op[T], op[N], op[A0]
        gates, dx = _part(op, env, 0, step, first, width), op[DX] + (first * t + step) * n
        gemm(env, memory, 0, 1, last - first, n, width, gates, width, op[W], width, op[ADD], dx, t * n)


@njit(error_model="numpy", fastmath=FASTMATH)
def _squash(x: Any) -> None:
    """Sigmoid, in place."""
    for i in range(x.size):
        x[i] = functions.sigmoid(x[i])


@njit(error_model="numpy", fastmath=FASTMATH)
def _bend(x: Any, y: Any) -> None:
    """y = tanh x."""
    for i in range(x.size):
        y[i] = functions.tanh(x[i])


@njit(error_model="numpy", fastmath=FASTMATH)
def _copy(x: Any, y: Any) -> None:
    for i in range(x.size):
        y[i] = x[i]


@njit(error_model="numpy", fastmath=FASTMATH)
def _fill(x: Any) -> None:
    for i in range(x.size):
        x[i] = ZERO


@njit(error_model="numpy", fastmath=FASTMATH)
def _gather(x: Any, total: Any) -> None:
    for i in range(x.size):
        total[i] += x[i]


# Loops over few arrays each: the compiler vectorises a loop only when it takes few checks that the arrays are apart.


@njit(error_model="numpy", fastmath=FASTMATH)
def _lstm_state(gate: Any, before: Any, cell: Any, h: Any, y: Any) -> None:
    """One row of a step: from what entered the gates to the gates, the cell and the hidden state."""
    m = cell.size
    i, f, g, o = gate[:m], gate[m : 2 * m], gate[2 * m : 3 * m], gate[3 * m :]
    _squash(gate[: 2 * m])
    _bend(g, g)
    _squash(o)
    for j in range(m):
        cell[j] = f[j] * before[j] + i[j] * g[j]
    for j in range(m):
        h[j] = o[j] * functions.tanh(cell[j])
    _copy(h, y)


@njit(error_model="numpy", fastmath=FASTMATH)
def _lstm_slope(gate: Any, before: Any, cell: Any, dh: Any, dc: Any, bent: Any) -> None:
    """One row of a step backwards: dgates over the gates, and dc from this step's cell to the one before."""
    m = cell.size
    i, f, g, o = gate[:m], gate[m : 2 * m], gate[2 * m : 3 * m], gate[3 * m :]
    _bend(cell, bent)
    for j in range(m):
        dc[j] += dh[j] * o[j] * (ONE - bent[j] * bent[j])
    for j in range(m):
        o[j] = dh[j] * bent[j] * o[j] * (ONE - o[j])
    for j in range(m):
        entered, kept = i[j], g[j]
        i[j] = dc[j] * kept * entered * (ONE - entered)
        g[j] = dc[j] * entered * (ONE - kept * kept)
    for j in range(m):
        stayed = f[j]
        f[j] = dc[j] * before[j] * stayed * (ONE - stayed)
        dc[j] *= stayed


@kernel
def lstm(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """i, f, o = sigmoid, g = tanh of their parts of x_t Wx + h_(t-1) Wh + b (in the order i, f, g, o);
    c_t = f c_(t-1) + i g; h_t = o tanh c_t (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000)."""
    t, m = op[T], op[M]
    nothing = _local(op, env, env[THREAD]) + 4 * m
    _fill(vector(memory, nothing, m))
    for step in range(t):
        _enter(op, memory, env, first, last, step)
        if step > 0:
            h, gates = _part(op, env, op[A2], step - 1, first, m), _part(op, env, 0, step, first, 4 * m)
            gemm(env, memory, 0, 0, last - first, 4 * m, m, h, m, op[W3], 4 * m, 1, gates, 4 * m)
        for row in range(first, last):
            before = _part(op, env, op[A4], step - 1, row, m) if step > 0 else nothing
            _lstm_state(
                vector(memory, _part(op, env, 0, step, row, 4 * m), 4 * m),
                vector(memory, before, m),
                vector(memory, _part(op, env, op[A4], step, row, m), m),
                vector(memory, _part(op, env, op[A2], step, row, m), m),
                vector(memory, op[Y] + (row * t + step) * m, m),
            )


@kernel
def lstm_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Gradients of what entered the gates, from the last step to the first; DX, and this thread's Db."""
    t, m, rows = op[T], op[M], last - first
    dc, dh = _part(op, env, op[A5], 0, first, m), _part(op, env, op[A5], 1, first, m)
    local = _local(op, env, env[THREAD])
    sums, nothing, bent = vector(memory, local, 4 * m), local + 4 * m, local + 5 * m
    _fill(vector(memory, local, 5 * m))
    _fill(vector(memory, dc, rows * m))
    _fill(vector(memory, dh, rows * m))
    for step in range(t - 1, -1, -1):
        if step < t - 1:
            after = _part(op, env, 0, step + 1, first, 4 * m)
            gemm(env, memory, 0, 1, rows, m, 4 * m, after, 4 * m, op[W3], 4 * m, 0, dh, m)
        for row in range(first, last):
            before = _part(op, env, op[A4], step - 1, row, m) if step > 0 else nothing
            gate = vector(memory, _part(op, env, 0, step, row, 4 * m), 4 * m)
            slope = vector(memory, dh + (row - first) * m, m)
            _gather(vector(memory, op[DY] + (row * t + step) * m, m), slope)
            _lstm_slope(
                gate,
                vector(memory, before, m),
                vector(memory, _part(op, env, op[A4], step, row, m), m),
                slope,
                vector(memory, dc + (row - first) * m, m),
                vector(memory, bent, m),
            )
            _gather(gate, sums)
        _leave(op, memory, env, first, last, step)


@njit(error_model="numpy", fastmath=FASTMATH)
def _gru_state(gate: Any, met: Any, before: Any, h: Any, y: Any) -> None:
    """One row of a step: from x Wx + b and h Wh + bn to the gates and the hidden state."""
    m = h.size
    z, n, product = gate[m : 2 * m], gate[2 * m :], met[2 * m :]
    reset = gate[:m]
    _gather(met[: 2 * m], gate[: 2 * m])
    _squash(gate[: 2 * m])
    for j in range(m):
        n[j] = functions.tanh(n[j] + reset[j] * product[j])
    for j in range(m):
        h[j] = n[j] + z[j] * (before[j] - n[j])
    _copy(h, y)


@njit(error_model="numpy", fastmath=FASTMATH)
def _gru_slope(gate: Any, met: Any, before: Any, dh: Any) -> None:
    """One row of a step backwards: the gradients of the gates over them, and of h Wh + bn over that; dh turns into
    what goes straight to the state before."""
    m = dh.size
    r, z, n, product = gate[:m], gate[m : 2 * m], gate[2 * m :], met[2 * m :]
    for j in range(m):
        kept, new = z[j], n[j]
        z[j] = dh[j] * (before[j] - new) * kept * (ONE - kept)
        n[j] = dh[j] * (ONE - kept) * (ONE - new * new)
        dh[j] *= kept
    for j in range(m):
        reset, was = r[j], product[j]
        r[j] = n[j] * was * reset * (ONE - reset)
        product[j] = n[j] * reset
    _copy(gate[: 2 * m], met[: 2 * m])


@kernel
def gru(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """r, z = sigmoid of their parts of x_t Wx + b + h_(t-1) Wh, n = tanh(x_t Wxn + bn_x + r (h_(t-1) Whn + bn)) (in
    the order r, z, n); h_t = (1 - z) n + z h_(t-1) (Cho et al. 2014, in the form of PyTorch and cuDNN)."""
    t, m = op[T], op[M]
    nothing = _local(op, env, env[THREAD]) + 4 * m
    _fill(vector(memory, nothing, m))
    bias = vector(memory, op[W4], m)
    for step in range(t):
        _enter(op, memory, env, first, last, step)
        meets = _part(op, env, op[A1], step, first, 3 * m)
        for row in range(last - first):
            _fill(vector(memory, meets + row * 3 * m, 2 * m))
            _copy(bias, vector(memory, meets + row * 3 * m + 2 * m, m))
        if step > 0:
            h = _part(op, env, op[A2], step - 1, first, m)
            gemm(env, memory, 0, 0, last - first, 3 * m, m, h, m, op[W3], 3 * m, 1, meets, 3 * m)
        for row in range(first, last):
            before = _part(op, env, op[A2], step - 1, row, m) if step > 0 else nothing
            _gru_state(
                vector(memory, _part(op, env, 0, step, row, 3 * m), 3 * m),
                vector(memory, meets + (row - first) * 3 * m, 3 * m),
                vector(memory, before, m),
                vector(memory, _part(op, env, op[A2], step, row, m), m),
                vector(memory, op[Y] + (row * t + step) * m, m),
            )


@kernel
def gru_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Gradients of what entered the gates, from the last step to the first; DX, and this thread's Db and Dbn."""
    t, m, rows = op[T], op[M], last - first
    dh, local = _part(op, env, op[A5], 0, first, m), _local(op, env, env[THREAD])
    sums, new_sums, nothing = vector(memory, local, 3 * m), vector(memory, local + 3 * m, m), local + 4 * m
    _fill(vector(memory, local, 5 * m))
    _fill(vector(memory, dh, rows * m))
    for step in range(t - 1, -1, -1):
        if step < t - 1:
            after = _part(op, env, op[A1], step + 1, first, 3 * m)
            gemm(env, memory, 0, 1, rows, m, 3 * m, after, 3 * m, op[W3], 3 * m, 1, dh, m)
        for row in range(first, last):
            before = _part(op, env, op[A2], step - 1, row, m) if step > 0 else nothing
            gate = vector(memory, _part(op, env, 0, step, row, 3 * m), 3 * m)
            met = vector(memory, _part(op, env, op[A1], step, row, 3 * m), 3 * m)
            slope = vector(memory, dh + (row - first) * m, m)
            _gather(vector(memory, op[DY] + (row * t + step) * m, m), slope)
            _gru_slope(gate, met, vector(memory, before, m), slope)
            _gather(gate, sums)
            _gather(met[2 * m :], new_sums)
        _leave(op, memory, env, first, last, step)


@kernel
def gates_input_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DWx = sum over t of x_t' dgates_t."""
    n, width, rows = op[N], op[A0], op[T] * env[ROWS]
    x, gates = _part(op, env, op[A3], 0, 0, n) + first, op[WORK]
    gemm(env, memory, 1, 0, last - first, width, rows, x, n, gates, width, op[ADD], op[G] + first * width, width)


@kernel
def gates_input_gradient_onehot(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """The same where x is one-hot: each row of dgates is added to the row that was looked up."""
    t, width = op[T], op[A0]
    if not op[ADD]:
        _fill(vector(memory, op[G] + first * width, (last - first) * width))
    for step in range(t):
        for row in range(env[ROWS]):
            symbol = np.int64(memory[op[X] + row * t + step])
            if first <= symbol < last:
                gate = vector(memory, _part(op, env, 0, step, row, width), width)
                _gather(gate, vector(memory, op[G] + symbol * width, width))


@kernel
def gates_recurrent_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of DWh = sum over t of h_(t-1)' times the gradient of h_(t-1) Wh."""
    m, width, rows = op[M], op[A0], (op[T] - 1) * env[ROWS]
    h, met = _part(op, env, op[A2], 0, 0, m) + first, _part(op, env, op[A1], 1, 0, width)
    gemm(env, memory, 1, 0, last - first, width, rows, h, m, met, width, op[ADD], op[G] + first * width, width)


@njit(error_model="numpy", fastmath=FASTMATH)
def _sum_parts(op: Any, memory: Any, env: Any, begin: int, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of a bias gradient: the sum of what the threads left ``begin`` numbers into their
    own sums."""
    gradient = vector(memory, op[G] + first, last - first)
    if not op[ADD]:
        _fill(gradient)
    for thread in range(env[THREADS]):
        _gather(vector(memory, _local(op, env, thread) + begin + first, last - first), gradient)


@kernel
def gates_bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Db, from the threads' sums."""
    _sum_parts(op, memory, env, 0, first, last)


@kernel
def gru_new_bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Dbn of the GRU, which stands behind Db in the threads' sums."""
    _sum_parts(op, memory, env, op[A0], first, last)
