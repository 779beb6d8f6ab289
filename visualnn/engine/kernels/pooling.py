"""Pooling of images: each window is reduced to its largest number or to its mean.

Geometry: ``A0`` channels, ``A1`` height, ``A2`` width, ``A3`` extent of the window, ``A4`` stride, ``A5`` output
height, ``A6`` output width.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import A0, A1, A2, A3, A4, A5, A6, ADD, DX, DY, WORK, X, Y
from visualnn.engine.kernels.base import FASTMATH, ZERO, kernel, vector


@kernel
def max_pool(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = the largest number of the window, or NaN where it holds one; which it was, the first of several, is kept."""
    height, width, extent, stride, out_height, out_width = op[A1], op[A2], op[A3], op[A4], op[A5], op[A6]
    for image in range(first * op[A0], last * op[A0]):
        for r in range(out_height):
            out = (image * out_height + r) * out_width
            y, kept = vector(memory, op[Y] + out, out_width), vector(memory, op[WORK] + out, out_width)
            row = op[X] + (image * height + r * stride) * width
            for c in range(out_width):
                y[c] = memory[row + c * stride]
                kept[c] = ZERO
            for i in range(1, extent * extent):
                x, number = row + i // extent * width + i % extent, np.float32(i)
                for c in range(out_width):
                    new = memory[x + c * stride]
                    larger = new > y[c] or new != new
                    y[c] = new if larger else y[c]
                    kept[c] = number if larger else kept[c]


@njit(fastmath=FASTMATH)
def _clear(op: Any, memory: Any, first: int, last: int) -> None:
    """Start the gradient of the images from zero, unless another reader wrote it before."""
    if not op[ADD]:
        size = op[A0] * op[A1] * op[A2]
        dx = vector(memory, op[DX] + first * size, (last - first) * size)
        for j in range(dx.size):
            dx[j] = ZERO


@kernel
def max_pool_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """dy goes to the number that was the largest."""
    height, width, extent, stride, out_height, out_width = op[A1], op[A2], op[A3], op[A4], op[A5], op[A6]
    _clear(op, memory, first, last)
    for image in range(first * op[A0], last * op[A0]):
        for r in range(out_height):
            out = (image * out_height + r) * out_width
            dy, kept = vector(memory, op[DY] + out, out_width), vector(memory, op[WORK] + out, out_width)
            row = op[DX] + (image * height + r * stride) * width
            for c in range(out_width):
                i = np.int64(kept[c])
                memory[row + i // extent * width + i % extent + c * stride] += dy[c]


@kernel
def average_pool(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = the mean of the window."""
    height, width, extent, stride, out_height, out_width = op[A1], op[A2], op[A3], op[A4], op[A5], op[A6]
    count = np.float32(extent * extent)
    for image in range(first * op[A0], last * op[A0]):
        for r in range(out_height):
            y = vector(memory, op[Y] + (image * out_height + r) * out_width, out_width)
            row = op[X] + (image * height + r * stride) * width
            for c in range(out_width):
                y[c] = ZERO
            for i in range(extent * extent):
                x = row + i // extent * width + i % extent
                for c in range(out_width):
                    y[c] += memory[x + c * stride]
            for c in range(out_width):
                y[c] /= count


@kernel
def average_pool_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Every number of the window gets its part of dy."""
    height, width, extent, stride, out_height, out_width = op[A1], op[A2], op[A3], op[A4], op[A5], op[A6]
    count = np.float32(extent * extent)
    _clear(op, memory, first, last)
    for image in range(first * op[A0], last * op[A0]):
        for r in range(out_height):
            dy = vector(memory, op[DY] + (image * out_height + r) * out_width, out_width)
            row = op[DX] + (image * height + r * stride) * width
            for i in range(extent * extent):
                x = row + i // extent * width + i % extent
                for c in range(out_width):
                    memory[x + c * stride] += dy[c] / count
