"""Convolution of images, as matrix products: Y = W cols(x) + b, an image at a time.

cols(x) has a row for each number of the window (channel, row, column) and a column for each place it is laid on.
Geometry: ``A0`` channels, ``A1`` height, ``A2`` width, ``A3`` output channels, ``A4`` extent of the window, ``A5``
stride, ``A6`` padding, ``A7`` output height, ``A8`` output width. ``LOCAL`` holds the thread's part of the gradients
of W (transposed) and then of b, and after them room for cols.
"""

from __future__ import annotations

from typing import Any

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
    A8,
    ADD,
    AREA,
    AREAS,
    DX,
    DY,
    LOCAL,
    THREAD,
    THREADS,
    W2,
    G,
    W,
    X,
    Y,
)
from visualnn.engine.kernels.base import FASTMATH, ZERO, gemm, kernel, vector


@njit(inline="always")
def _local(op: Any, env: Any, thread: int) -> int:
    """Where a thread's own numbers begin."""
    return env[AREAS] + thread * env[AREA] + op[LOCAL]


@njit(inline="always")
def _window(op: Any) -> int:
    """Numbers in a window: the rows of cols."""
    return op[A0] * op[A4] * op[A4]


@njit(inline="always")
def _within(offset: int, stride: int, extent: int, places: int) -> Any:
    """The places at which a number of the window, ``offset`` from the first one's position, lies on the image."""
    first = min(max(0, (stride - 1 - offset) // stride), places)
    return first, max(first, min(places, (extent - 1 - offset) // stride + 1))


@njit(error_model="numpy", fastmath=FASTMATH)
def _shift(
    memory: Any, source: int, target: int, width: int, height: int, top: int, bottom: int, left: int, right: int
) -> None:
    """A row of cols as wide as the image: all its rows in one copy, then zeros over what wrapped around the edges."""
    above, below = (
        vector(memory, target, top * width),
        vector(memory, target + bottom * width, (height - bottom) * width),
    )
    for c in range(above.size):
        above[c] = ZERO
    for c in range(below.size):
        below[c] = ZERO
    # the first and the last row lie on the image between left and right alone
    size = max(0, (bottom - top) * width - left - (width - right))
    here, there = vector(memory, source + top * width + left, size), vector(memory, target + top * width + left, size)
    for c in range(size):
        there[c] = here[c]
    _clear_edges(memory, target, width, top, bottom, left, right)


@njit(error_model="numpy", fastmath=FASTMATH)
def _clear_edges(memory: Any, target: int, width: int, top: int, bottom: int, left: int, right: int) -> None:
    """Zeros outside ``left`` to ``right`` in the rows from ``top`` to ``bottom``."""
    for r in range(top, bottom):
        for c in range(left):
            memory[target + r * width + c] = ZERO
        for c in range(right, width):
            memory[target + r * width + c] = ZERO


@njit(error_model="numpy", fastmath=FASTMATH)
def _shift_back(
    memory: Any, source: int, target: int, width: int, top: int, bottom: int, left: int, right: int
) -> None:
    """Add a row of cols as wide as the image to the image, all its rows at once: what would wrap around is zero."""
    _clear_edges(memory, source, width, top, bottom, left, right)
    size = max(0, (bottom - top) * width - left - (width - right))
    here, there = vector(memory, source + top * width + left, size), vector(memory, target + top * width + left, size)
    for c in range(size):
        there[c] += here[c]


@njit(error_model="numpy", fastmath=FASTMATH)
def _unroll(op: Any, memory: Any, x: int, cols: int) -> None:
    """Write cols of the image at ``x``; beyond its edge are zeros."""
    height, width, extent, stride = op[A1], op[A2], op[A4], op[A5]
    out_height, out_width = op[A7], op[A8]
    same = stride == 1 and out_width == width
    for i in range(_window(op)):
        row, column = i // extent % extent - op[A6], i % extent - op[A6]
        image, places = x + i // (extent * extent) * height * width, cols + i * out_height * out_width
        top, bottom = _within(row, stride, height, out_height)
        left, right = _within(column, stride, width, out_width)
        if same:
            _shift(memory, image + row * width + column, places, width, out_height, top, bottom, left, right)
            continue
        for r in range(out_height):
            target = vector(memory, places + r * out_width, out_width)
            if r < top or r >= bottom:
                for c in range(out_width):
                    target[c] = ZERO
                continue
            for c in range(left):
                target[c] = ZERO
            for c in range(right, out_width):
                target[c] = ZERO
            source = image + (row + r * stride) * width + column
            if stride == 1:
                near = vector(memory, source + left, right - left)
                there = target[left:right]
                for c in range(right - left):
                    there[c] = near[c]
            else:
                for c in range(left, right):
                    target[c] = memory[source + c * stride]


@njit(error_model="numpy", fastmath=FASTMATH)
def _roll(op: Any, memory: Any, cols: int, dx: int) -> None:
    """Add each number of cols to the number of the image it was copied from."""
    height, width, extent, stride = op[A1], op[A2], op[A4], op[A5]
    out_height, out_width = op[A7], op[A8]
    same = stride == 1 and out_width == width
    for i in range(_window(op)):
        row, column = i // extent % extent - op[A6], i % extent - op[A6]
        image, places = dx + i // (extent * extent) * height * width, cols + i * out_height * out_width
        top, bottom = _within(row, stride, height, out_height)
        left, right = _within(column, stride, width, out_width)
        if same:
            _shift_back(memory, places, image + row * width + column, width, top, bottom, left, right)
            continue
        for r in range(top, bottom):
            source = vector(memory, places + r * out_width + left, right - left)
            target = image + (row + r * stride) * width + column + left * stride
            if stride == 1:
                there = vector(memory, target, right - left)
                for c in range(right - left):
                    there[c] += source[c]
            else:
                for c in range(right - left):
                    memory[target + c * stride] += source[c]


@kernel
def conv(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Y = W cols(x) + b."""
    size, channels, window = op[A0] * op[A1] * op[A2], op[A3], _window(op)
    places = op[A7] * op[A8]
    cols = _local(op, env, env[THREAD]) + channels * (window + 1)
    for i in range(first, last):
        y = op[Y] + i * channels * places
        if op[W2] >= 0:
            for k in range(channels):
                out, bias = vector(memory, y + k * places, places), memory[op[W2] + k]
                for p in range(places):
                    out[p] = bias
        _unroll(op, memory, op[X] + i * size, cols)
        gemm(env, memory, 0, 0, channels, places, window, op[W], window, cols, places, op[W2] >= 0, y, places)


@kernel
def conv_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """This thread's part of DW' = sum of cols(x) dy' and Db = sum of dy; dcols = W' dy, whose numbers are added up in
    DX, where anyone asks for it."""
    size, channels, window = op[A0] * op[A1] * op[A2], op[A3], _window(op)
    places = op[A7] * op[A8]
    local = _local(op, env, env[THREAD])
    bias, cols = vector(memory, local + channels * window, channels), local + channels * (window + 1)
    own = vector(memory, local, channels * (window + 1))
    for j in range(own.size):
        own[j] = ZERO
    for i in range(first, last):
        dy = op[DY] + i * channels * places
        _unroll(op, memory, op[X] + i * size, cols)
        gemm(env, memory, 0, 1, window, channels, places, cols, places, dy, places, 1, local, channels)
        for k in range(channels):
            out, total = vector(memory, dy + k * places, places), ZERO
            for p in range(places):
                total += out[p]
            bias[k] += total
        if op[DX] >= 0:
            gemm(env, memory, 1, 0, window, places, channels, op[W], window, dy, places, 0, cols, places)
            if not op[ADD]:
                dx = vector(memory, op[DX] + i * size, size)
                for j in range(size):
                    dx[j] = ZERO
            _roll(op, memory, cols, op[DX] + i * size)


@kernel
def conv_weight_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Output channels ``first`` to ``last`` of DW, from the threads' parts of DW'."""
    window = _window(op)
    for k in range(first, last):
        gradient = vector(memory, op[G] + k * window, window)
        if not op[ADD]:
            for j in range(window):
                gradient[j] = ZERO
        for thread in range(env[THREADS]):
            part = _local(op, env, thread) + k
            for j in range(window):
                gradient[j] += memory[part + j * op[A3]]


@kernel
def conv_bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of Db, from the threads' parts."""
    for k in range(first, last):
        total = memory[op[G] + k] if op[ADD] else ZERO
        for thread in range(env[THREADS]):
            total += memory[_local(op, env, thread) + op[A3] * _window(op) + k]
        memory[op[G] + k] = total
