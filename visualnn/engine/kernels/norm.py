"""Normalisation: numbers brought to mean 0 and variance 1, over the features of a row or over the rows of a batch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import (
    A0,
    A1,
    A2,
    ADD,
    AREA,
    AREAS,
    DX,
    DY,
    LOCAL,
    ROWS,
    SETTINGS,
    THREAD,
    THREADS,
    TRAINING,
    W2,
    W3,
    W4,
    WORK,
    G,
    N,
    T,
    W,
    X,
    Y,
)
from visualnn.engine.kernels.base import FASTMATH, ONE, ZERO, kernel, share, vector


@kernel
def layer_norm(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = (x - mean) / sqrt(variance + epsilon) gain + bias over each inner row; mean and 1 / sqrt are kept."""
    t, n = op[T], op[N]
    gain, bias = vector(memory, op[W], n), vector(memory, op[W2], n)
    epsilon = memory[op[SETTINGS]]
    for i in range(first * t, last * t):
        x, y = vector(memory, op[X] + i * n, n), vector(memory, op[Y] + i * n, n)
        total, squares = ZERO, ZERO
        for j in range(n):
            total += x[j]
        mean = total / np.float32(n)
        for j in range(n):
            squares += (x[j] - mean) * (x[j] - mean)
        inverse = ONE / np.sqrt(squares / np.float32(n) + epsilon)
        for j in range(n):
            y[j] = (x[j] - mean) * inverse * gain[j] + bias[j]
        memory[op[WORK] + 2 * i], memory[op[WORK] + 2 * i + 1] = mean, inverse


@kernel
def layer_norm_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """With s = 1 / sqrt(variance + epsilon), u = (x - mean) s and d = dy gain: dx = s (d - mean(d) - u mean(d u))."""
    t, n = op[T], op[N]
    gain = vector(memory, op[W], n)
    for i in range(first * t, last * t):
        x, dy, dx = (
            vector(memory, op[X] + i * n, n),
            vector(memory, op[DY] + i * n, n),
            vector(memory, op[DX] + i * n, n),
        )
        mean, inverse = memory[op[WORK] + 2 * i], memory[op[WORK] + 2 * i + 1]
        total, product = ZERO, ZERO
        for j in range(n):
            total += dy[j] * gain[j]
            product += dy[j] * gain[j] * (x[j] - mean)
        total /= np.float32(n)
        product *= inverse * inverse / np.float32(n)
        if not op[ADD]:
            for j in range(n):
                dx[j] = ZERO
        for j in range(n):
            dx[j] += inverse * (dy[j] * gain[j] - total - (x[j] - mean) * product)


@kernel
def layer_norm_gain_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of Dgain: the sum of dy (x - mean) / sqrt(variance + epsilon)."""
    n, size = op[N], last - first
    gradient = vector(memory, op[G] + first, size)
    if not op[ADD]:
        for j in range(size):
            gradient[j] = ZERO
    for i in range(env[ROWS] * op[T]):
        x, dy = vector(memory, op[X] + i * n + first, size), vector(memory, op[DY] + i * n + first, size)
        mean, inverse = memory[op[WORK] + 2 * i], memory[op[WORK] + 2 * i + 1]
        for j in range(size):
            gradient[j] += dy[j] * (x[j] - mean) * inverse


# Batch normalisation. A row of the batch is A2 runs of A0 channels of A1 numbers. In LOCAL, a number per channel each:
_PART_MEAN, _PART_SQUARES, _MEAN, _INVERSE, _PART_DY, _PART_DYU, _TOTAL, _PRODUCT = range(8)
# the thread's mean and sum of squares around it, the batch's mean and 1 / sqrt(variance + epsilon); on the way back the
# thread's sums of dy and of dy u, where u is the normalised x, and their means over the batch.


@njit(inline="always")
def _local(op: Any, memory: Any, env: Any, thread: int, part: int) -> Any:
    """A part of a thread's own numbers."""
    return vector(memory, env[AREAS] + thread * env[AREA] + op[LOCAL] + part * op[A0], op[A0])


@njit(error_model="numpy", fastmath=FASTMATH)
def _sum(x: Any, shift: Any, total: Any, channels: int, inner: int, power: int) -> None:
    """Add (x - shift) ** power, power 1 or 2, to the total of each channel; x is any number of runs."""
    for run in range(x.size // (channels * inner)):
        start = run * channels * inner
        if inner == 1:
            row = x[start : start + channels]
            for c in range(channels):
                off = row[c] - shift[c]
                total[c] += off if power == 1 else off * off
        else:
            for c in range(channels):
                row, added = x[start + c * inner : start + (c + 1) * inner], ZERO
                for j in range(inner):
                    off = row[j] - shift[c]
                    added += off if power == 1 else off * off
                total[c] += added


@kernel
def batch_norm(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """In training: mean of each channel over this thread's rows, and the sum of squares around it."""
    if not env[TRAINING]:
        return
    channels, inner = op[A0], op[A1]
    row = op[A2] * channels * inner
    x = vector(memory, op[X] + first * row, (last - first) * row)
    mean, squares = (
        _local(op, memory, env, env[THREAD], _PART_MEAN),
        _local(op, memory, env, env[THREAD], _PART_SQUARES),
    )
    for c in range(channels):
        mean[c] = squares[c] = ZERO
    _sum(x, squares, mean, channels, inner, 1)
    count = np.float32(max(x.size // channels, 1))
    for c in range(channels):
        mean[c] /= count
    _sum(x, mean, squares, channels, inner, 2)


@njit(error_model="numpy")
def _statistics(op: Any, memory: Any, env: Any) -> None:
    """This thread's copy of the batch's mean and 1 / sqrt(variance + epsilon), from all threads' parts (Chan, Golub &
    LeVeque 1983). Thread 0 moves the running mean and variance towards the batch's, the variance in its unbiased form.
    """
    channels, settings = op[A0], op[SETTINGS]
    mean, inverse = _local(op, memory, env, env[THREAD], _MEAN), _local(op, memory, env, env[THREAD], _INVERSE)
    running_mean, running_variance = vector(memory, op[W3], channels), vector(memory, op[W4], channels)
    epsilon, momentum = memory[settings], memory[settings + 1]
    if not env[TRAINING]:
        for c in range(channels):
            mean[c] = running_mean[c]
            inverse[c] = ONE / np.sqrt(running_variance[c] + epsilon)
        return
    each = op[A1] * op[A2]
    count = env[ROWS] * each
    for c in range(channels):
        average, squares = ZERO, ZERO
        for thread in range(env[THREADS]):
            first, last = share(env[ROWS], thread, env[THREADS])
            average += np.float32((last - first) * each) * _local(op, memory, env, thread, _PART_MEAN)[c]
        average /= np.float32(count)
        for thread in range(env[THREADS]):
            first, last = share(env[ROWS], thread, env[THREADS])
            off = _local(op, memory, env, thread, _PART_MEAN)[c] - average
            squares += _local(op, memory, env, thread, _PART_SQUARES)[c]
            squares += np.float32((last - first) * each) * off * off
        mean[c] = average
        inverse[c] = ONE / np.sqrt(squares / np.float32(count) + epsilon)
        if env[THREAD] == 0 and count > 1:
            running_mean[c] += momentum * (average - running_mean[c])
            running_variance[c] += momentum * (squares / np.float32(count - 1) - running_variance[c])


@kernel
def batch_norm_sync(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """y = (x - mean) / sqrt(variance + epsilon) gain + bias, with the batch's statistics in training and the running
    ones when predicting (Ioffe & Szegedy 2015)."""
    _statistics(op, memory, env)
    channels, inner = op[A0], op[A1]
    mean, inverse = _local(op, memory, env, env[THREAD], _MEAN), _local(op, memory, env, env[THREAD], _INVERSE)
    gain, bias = vector(memory, op[W], channels), vector(memory, op[W2], channels)
    for run in range(first * op[A2], last * op[A2]):
        start, size = run * channels * inner, channels * inner
        x, y = vector(memory, op[X] + start, size), vector(memory, op[Y] + start, size)
        if inner == 1:
            for c in range(channels):
                y[c] = (x[c] - mean[c]) * (inverse[c] * gain[c]) + bias[c]
        else:
            for c in range(channels):
                shift, scale, offset = mean[c], inverse[c] * gain[c], bias[c]
                for j in range(c * inner, c * inner + inner):
                    y[j] = (x[j] - shift) * scale + offset


@kernel
def batch_norm_backward(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """This thread's sums, per channel, of dy and of dy u, with u the normalised x."""
    channels, inner = op[A0], op[A1]
    mean, inverse = _local(op, memory, env, env[THREAD], _MEAN), _local(op, memory, env, env[THREAD], _INVERSE)
    totals = _local(op, memory, env, env[THREAD], _PART_DY)
    products = _local(op, memory, env, env[THREAD], _PART_DYU)
    for c in range(channels):
        totals[c] = products[c] = ZERO
    for run in range(first * op[A2], last * op[A2]):
        start, size = run * channels * inner, channels * inner
        x, dy = vector(memory, op[X] + start, size), vector(memory, op[DY] + start, size)
        if inner == 1:
            for c in range(channels):
                totals[c] += dy[c]
            for c in range(channels):
                products[c] += dy[c] * (x[c] - mean[c])
        else:
            for c in range(channels):
                total, product, shift = ZERO, ZERO, mean[c]
                for j in range(c * inner, c * inner + inner):
                    total += dy[j]
                    product += dy[j] * (x[j] - shift)
                totals[c] += total
                products[c] += product
    for c in range(channels):
        products[c] *= inverse[c]


@kernel
def batch_norm_backward_sync(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """With s = 1 / sqrt(variance + epsilon): dx = s gain (dy - mean(dy) - u mean(dy u)), means over the batch."""
    if op[DX] < 0:
        return
    channels, inner = op[A0], op[A1]
    mean, inverse = _local(op, memory, env, env[THREAD], _MEAN), _local(op, memory, env, env[THREAD], _INVERSE)
    total, product = _local(op, memory, env, env[THREAD], _TOTAL), _local(op, memory, env, env[THREAD], _PRODUCT)
    gain = vector(memory, op[W], channels)
    count = np.float32(env[ROWS] * op[A1] * op[A2])
    for c in range(channels):
        total[c] = product[c] = ZERO
        for thread in range(env[THREADS]):
            total[c] += _local(op, memory, env, thread, _PART_DY)[c] / count
            product[c] += _local(op, memory, env, thread, _PART_DYU)[c] / count
        product[c] *= inverse[c]
    for run in range(first * op[A2], last * op[A2]):
        start, size = run * channels * inner, channels * inner
        x, dy, dx = (
            vector(memory, op[X] + start, size),
            vector(memory, op[DY] + start, size),
            vector(memory, op[DX] + start, size),
        )
        if not op[ADD]:
            for j in range(size):
                dx[j] = ZERO
        if inner == 1:
            for c in range(channels):
                dx[c] += inverse[c] * gain[c] * (dy[c] - total[c] - (x[c] - mean[c]) * product[c])
        else:
            for c in range(channels):
                shift, scale, less, slope = mean[c], inverse[c] * gain[c], total[c], product[c]
                for j in range(c * inner, c * inner + inner):
                    dx[j] += scale * (dy[j] - less - (x[j] - shift) * slope)


@njit(error_model="numpy")
def _sum_parts(op: Any, memory: Any, env: Any, part: int, first: int, last: int) -> None:
    """Numbers ``first`` to ``last`` of a gradient: the sum of a part over the threads."""
    gradient = vector(memory, op[G], op[A0])
    for c in range(first, last):
        total = gradient[c] if op[ADD] else ZERO
        for thread in range(env[THREADS]):
            total += _local(op, memory, env, thread, part)[c]
        gradient[c] = total


@kernel
def batch_norm_gain_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Dgain = sum of dy u, from the threads' sums."""
    _sum_parts(op, memory, env, _PART_DYU, first, last)


@kernel
def batch_norm_bias_gradient(op: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Dbias = sum of dy, from the threads' sums."""
    _sum_parts(op, memory, env, _PART_DY, first, last)
