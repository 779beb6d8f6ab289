"""Tensor arithmetic: number by number, matrix by matrix, and moves of numbers; per row, or once for the batch."""

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
    A6,
    A7,
    ADD,
    ADD2,
    DX,
    DX2,
    DY,
    SETTINGS,
    X2,
    M,
    N,
    T,
    X,
    Y,
)
from visualnn.engine.kernels.base import FASTMATH, ZERO, gemm, kernel, matrix, vector


@njit(inline="always")
def _span(op: Any, first: int, last: int) -> Any:
    """Where the rows begin and how many numbers they hold, for operations whose sides have one size."""
    width = op[N] * op[T]
    return first * width, (last - first) * width


@njit(fastmath=FASTMATH)
def _give(memory: Any, to: int, add: int, dy: Any, factor: Any) -> None:
    """Add or write ``dy * factor`` to a gradient, where there is one."""
    if to < 0:
        return
    dx = vector(memory, to, dy.size)
    if add:
        for i in range(dy.size):
            dx[i] += dy[i] * factor
    else:
        for i in range(dy.size):
            dx[i] = dy[i] * factor


@njit(inline="always")
def _shifted(offset: int, start: int) -> int:
    """An offset some numbers further on; none stays none."""
    return offset + start if offset >= 0 else -1


@kernel
def add(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = a + b."""
    start, size = _span(op, first, last)
    a, b = vector(memory, op[X] + start, size), vector(memory, op[X2] + start, size)
    y = vector(memory, op[Y] + start, size)
    for i in range(size):
        y[i] = a[i] + b[i]


@kernel
def add_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """da = dy, db = dy."""
    start, size = _span(op, first, last)
    dy = vector(memory, op[DY] + start, size)
    _give(memory, _shifted(op[DX], start), op[ADD], dy, np.float32(1))
    _give(memory, _shifted(op[DX2], start), op[ADD2], dy, np.float32(1))


@kernel
def subtract(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = a - b."""
    start, size = _span(op, first, last)
    a, b = vector(memory, op[X] + start, size), vector(memory, op[X2] + start, size)
    y = vector(memory, op[Y] + start, size)
    for i in range(size):
        y[i] = a[i] - b[i]


@kernel
def subtract_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """da = dy, db = -dy."""
    start, size = _span(op, first, last)
    dy = vector(memory, op[DY] + start, size)
    _give(memory, _shifted(op[DX], start), op[ADD], dy, np.float32(1))
    _give(memory, _shifted(op[DX2], start), op[ADD2], dy, np.float32(-1))


@kernel
def multiply(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = a b, number by number."""
    start, size = _span(op, first, last)
    a, b = vector(memory, op[X] + start, size), vector(memory, op[X2] + start, size)
    y = vector(memory, op[Y] + start, size)
    for i in range(size):
        y[i] = a[i] * b[i]


@njit(fastmath=FASTMATH)
def _give_product(memory: Any, to: int, add: int, dy: Any, other: Any) -> None:
    if to < 0:
        return
    dx = vector(memory, to, dy.size)
    if add:
        for i in range(dy.size):
            dx[i] += dy[i] * other[i]
    else:
        for i in range(dy.size):
            dx[i] = dy[i] * other[i]


@kernel
def multiply_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """da = dy b, db = dy a."""
    start, size = _span(op, first, last)
    a, b = vector(memory, op[X] + start, size), vector(memory, op[X2] + start, size)
    dy = vector(memory, op[DY] + start, size)
    _give_product(memory, _shifted(op[DX], start), op[ADD], dy, b)
    _give_product(memory, _shifted(op[DX2], start), op[ADD2], dy, a)


@kernel
def matmul(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = A B for the T x N matrix A and the N x M matrix B of each row."""
    t, n, m = op[T], op[N], op[M]
    for i in range(first, last):
        a, b, y = op[X] + i * t * n, op[X2] + i * n * m, op[Y] + i * t * m
        gemm(env, memory, 0, 0, t, m, n, a, n, b, m, 0, y, m)


@kernel
def matmul_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """DA = DY B', DB = A' DY."""
    t, n, m = op[T], op[N], op[M]
    for i in range(first, last):
        a, b, dy = op[X] + i * t * n, op[X2] + i * n * m, op[DY] + i * t * m
        if op[DX] >= 0:
            gemm(env, memory, 0, 1, t, n, m, dy, m, b, m, op[ADD], op[DX] + i * t * n, n)
        if op[DX2] >= 0:
            gemm(env, memory, 1, 0, n, m, t, a, n, dy, m, op[ADD2], op[DX2] + i * n * m, m)


@kernel
def concatenate(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = a followed by b along the last axis."""
    n, m = op[N], op[M]
    rows, start = (last - first) * op[T], first * op[T]
    a = matrix(memory, op[X] + start * n, rows, n)
    b = matrix(memory, op[X2] + start * (m - n), rows, m - n)
    y = matrix(memory, op[Y] + start * m, rows, m)
    for i in range(rows):
        for j in range(n):
            y[i, j] = a[i, j]
        for j in range(n, m):
            y[i, j] = b[i, j - n]


@njit(fastmath=FASTMATH)
def _give_columns(memory: Any, to: int, add: int, dy: Any, begin: int, width: int) -> None:
    """Give the columns from ``begin`` on to a gradient of ``width`` columns, where there is one."""
    if to < 0:
        return
    dx = matrix(memory, to, dy.shape[0], width)
    for i in range(dy.shape[0]):
        for j in range(width):
            before = dx[i, j] if add else ZERO
            dx[i, j] = before + dy[i, begin + j]


@kernel
def concatenate_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Each side takes its columns of dy."""
    n, m = op[N], op[M]
    rows, start = (last - first) * op[T], first * op[T]
    dy = matrix(memory, op[DY] + start * m, rows, m)
    _give_columns(memory, _shifted(op[DX], start * n), op[ADD], dy, 0, n)
    _give_columns(memory, _shifted(op[DX2], start * (m - n)), op[ADD2], dy, n, m - n)


@kernel
def strided(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y[i0, i1, i2, i3] = x[i0 s0 + i1 s1 + i2 s2 + i3 s3], for extents A0..A3 and strides A4..A7: broadcasting (a
    stride of 0) and transposition."""
    size, taken = op[A0] * op[A1] * op[A2] * op[A3], op[N] * op[T]
    for row in range(first, last):
        x, y = vector(memory, op[X] + row * taken, taken), vector(memory, op[Y] + row * size, size)
        to = 0
        for i0 in range(op[A0]):
            for i1 in range(op[A1]):
                for i2 in range(op[A2]):
                    at = i0 * op[A4] + i1 * op[A5] + i2 * op[A6]
                    for i3 in range(op[A3]):
                        y[to] = x[at + i3 * op[A7]]
                        to += 1


@kernel
def strided_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Each number of x gets the sum of the gradients of the places it was copied to."""
    size, taken = op[A0] * op[A1] * op[A2] * op[A3], op[N] * op[T]
    for row in range(first, last):
        dx, dy = vector(memory, op[DX] + row * taken, taken), vector(memory, op[DY] + row * size, size)
        if not op[ADD]:
            for i in range(taken):
                dx[i] = ZERO
        to = 0
        for i0 in range(op[A0]):
            for i1 in range(op[A1]):
                for i2 in range(op[A2]):
                    at = i0 * op[A4] + i1 * op[A5] + i2 * op[A6]
                    for i3 in range(op[A3]):
                        dx[at + i3 * op[A7]] += dy[to]
                        to += 1


@kernel
def reduce(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y[o, i] = scale times the sum over l of x[o, l, i], for extents A0 (o), A1 (l), A2 (i)."""
    outer, length, inner = op[A0], op[A1], op[A2]
    scale = memory[op[SETTINGS]]
    for row in range(first, last):
        x = vector(memory, op[X] + row * outer * length * inner, outer * length * inner)
        y = matrix(memory, op[Y] + row * outer * inner, outer, inner)
        for o in range(outer):
            for i in range(inner):
                total = ZERO
                for l in range(length):  # noqa: E741
                    total += x[(o * length + l) * inner + i]
                y[o, i] = total * scale


@kernel
def reduce_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dx[o, l, i] = scale dy[o, i]."""
    outer, length, inner = op[A0], op[A1], op[A2]
    scale = memory[op[SETTINGS]]
    for row in range(first, last):
        dx = vector(memory, op[DX] + row * outer * length * inner, outer * length * inner)
        dy = matrix(memory, op[DY] + row * outer * inner, outer, inner)
        for o in range(outer):
            for l in range(length):  # noqa: E741
                for i in range(inner):
                    at = (o * length + l) * inner + i
                    before = dx[at] if op[ADD] else ZERO
                    dx[at] = before + dy[o, i] * scale


@kernel
def argmax(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y[o, i] = the l for which x[o, l, i] is largest, the first of several; extents as for ``reduce``."""
    outer, length, inner = op[A0], op[A1], op[A2]
    for row in range(first, last):
        x = vector(memory, op[X] + row * outer * length * inner, outer * length * inner)
        y = matrix(memory, op[Y] + row * outer * inner, outer, inner)
        for o in range(outer):
            for i in range(inner):
                best = 0
                for l in range(length):  # noqa: E741
                    here = (o * length + l) * inner + i
                    best = l if x[here] > x[(o * length + best) * inner + i] else best
                y[o, i] = best
