"""What histograms are drawn from: how many numbers of an array lie where, in one pass without copies.

The panels look at every weight of a network thirty times a second while it trains; ``numpy.histogram``, which these
counts equal, takes twenty times as long.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from visualnn.engine.kernels.base import FASTMATH
from visualnn.engine.native import size_bits

MANTISSA, BIAS = {"float32": 23, "float64": 52}, {"float32": 127, "float64": 1023}
"""Bits of a number behind its exponent; what is added to its exponent."""


class Tally(NamedTuple):
    """Counts of the numbers in equal bins from ``low`` to ``high``; ``total`` and ``squares``: their sums, as floats;
    ``zeros``: how many are 0."""

    low: float
    high: float
    counts: np.ndarray[Any, np.dtype[np.int64]]
    total: float
    squares: float
    zeros: int


def tally(values: np.ndarray[Any, Any], bins: int, sizes: bool = False) -> Tally:
    """Count numbers from the least to the largest.

    Args:
        values: finite floats of any shape, at least one.
        bins: how many.
        sizes: the bins are of the decimal logarithm of the numbers' size, and zeros are in none.
    """
    flat = values.reshape(-1)
    if sizes:
        least, largest = _extent_of_sizes(flat)
        low, high = (math.log10(least), math.log10(largest)) if largest else (0.0, 0.0)
    else:
        low, high = float(flat.min()), float(flat.max())
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, bins + 1)
    counts = np.zeros((LANES, bins), np.int64)
    if sizes:
        mantissa, bias = MANTISSA[flat.dtype.name], BIAS[flat.dtype.name]
        _count_sizes(flat, 10.0**edges, low, high, mantissa, bias, counts)
    else:
        _count(flat, edges, counts)
    return Tally(low, high, counts.sum(axis=0), *_sums(flat))


LANES = 4
"""Neighbours are counted apart: most numbers fall into few bins, and a processor waits when it counts twice in one."""


@njit(nogil=True, cache=True, error_model="numpy")
def _count(values: Any, edges: Any, counts: Any) -> None:
    """Count into bins whose edges are evenly spaced, ``counts`` int64 [LANES, bins]: a guess, put right by the edges
    themselves."""
    bins, low = counts.shape[1], edges[0]
    norm = bins / (edges[bins] - low)
    for i in range(values.size):
        value = np.float64(values[i])
        _add(value, np.int64((value - low) * norm), edges, counts[i % LANES])


@njit(nogil=True, cache=True, error_model="numpy")
def _count_sizes(values: Any, edges: Any, low: float, high: float, mantissa: int, bias: int, counts: Any) -> None:
    """The same for sizes whose logarithms are evenly spaced. The bits of a number, read as an integer, are nearly its
    binary logarithm: good enough a guess."""
    bins = counts.shape[1]
    norm = bins / (high - low)
    bit = np.log10(2.0) / (1 << mantissa) * norm
    start = (bias * np.log10(2.0) + low) * norm
    for i in range(values.size):
        size = np.float64(abs(values[i]))
        if size > 0:
            _add(size, np.int64(size_bits(values[i]) * bit - start), edges, counts[i % LANES])


@njit(inline="always")
def _add(value: Any, guess: Any, edges: Any, counts: Any) -> None:
    guess = min(counts.size - 1, max(0, guess))
    while guess > 0 and value < edges[guess]:
        guess -= 1
    while guess < counts.size - 1 and value >= edges[guess + 1]:
        guess += 1
    counts[guess] += 1


@njit(nogil=True, cache=True, error_model="numpy", fastmath=FASTMATH)
def _sums(values: Any) -> Any:
    """The sum of the numbers, the sum of their squares, and how many are 0."""
    total, squares, zeros = 0.0, 0.0, 0
    for i in range(values.size):
        value = np.float64(values[i])
        total += value
        squares += value * value
        zeros += value == 0
    return total, squares, zeros


@njit(nogil=True, cache=True, error_model="numpy")
def _extent_of_sizes(values: Any) -> Any:
    """The least size above 0 and the largest, both 0 when there is none."""
    least, largest = np.inf, 0.0
    for i in range(values.size):
        size = np.float64(abs(values[i]))
        largest = max(largest, size)
        least = min(least, size if size > 0 else np.inf)
    return (least, largest) if largest > 0 else (0.0, 0.0)
