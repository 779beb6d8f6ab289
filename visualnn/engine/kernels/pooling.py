"""Pooling of images: each window is reduced to its largest number or to its mean.

Geometry: ``A0`` channels, ``A1`` height, ``A2`` width, ``A3`` extent of the window, ``A4`` stride, ``A5`` output
height, ``A6`` output width.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import A0, A1, A2, A3, A4, A5, A6, ADD, DX, DY, WORK, X, Y
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, kernel, vector


@njit(inline="always")
def _larger(new: Any, best: Any) -> Any:
    """Whether a number takes the place of the largest so far; NaN does. Without a branch: none could be guessed."""
    return (new > best) | (new != new)


_TWO, _THREE = np.float32(2), np.float32(3)


@njit(fastmath=FASTMATH, error_model="numpy")
def _largest_of_four(upper: Any, lower: Any, y: Any, kept: Any) -> None:
    """A row of windows of 2 x 2 side by side: the way nearly all are laid."""
    for c in range(y.size):
        a, b, p, q = upper[2 * c], upper[2 * c + 1], lower[2 * c], lower[2 * c + 1]
        right, lower_right = _larger(b, a), _larger(q, p)
        above, below = b if right else a, q if lower_right else p
        down = _larger(below, above)
        y[c] = below if down else above
        kept[c] = (_THREE if lower_right else _TWO) if down else (ONE if right else ZERO)


@kernel
def max_pool(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = the largest number of the window, or NaN where it holds one; which it was, the first of several, is kept."""
    height, width, extent, stride, out_height, out_width = op[A1], op[A2], op[A3], op[A4], op[A5], op[A6]
    for image in range(first * op[A0], last * op[A0]):
        for r in range(out_height):
            out = (image * out_height + r) * out_width
            y, kept = vector(memory, op[Y] + out, out_width), vector(memory, op[WORK] + out, out_width)
            row = op[X] + (image * height + r * stride) * width
            if extent == 2 and stride == 2:
                _largest_of_four(vector(memory, row, width), vector(memory, row + width, width), y, kept)
                continue
            for c in range(out_width):
                corner = row + c * stride
                best, which = memory[corner], ZERO
                for i in range(extent):
                    for j in range(extent):
                        new = memory[corner + i * width + j]
                        larger = _larger(new, best)
                        best = new if larger else best
                        which = np.float32(i * extent + j) if larger else which
                y[c], kept[c] = best, which


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
