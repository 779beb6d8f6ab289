"""What histograms are drawn from: how many numbers of an array lie where, without copies.

The panels look at every weight of a network thirty times a second while it trains; ``numpy.histogram``, which these
counts equal, takes three to ten times as long.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from visualnn.engine.kernels.base import FASTMATH
from visualnn.engine.native import size_bits


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
        kind = np.finfo(flat.dtype)
        _count_sizes(flat, 10.0**edges, low, high, kind.nmant, kind.maxexp - 1, counts)
    else:
        _count(flat, edges, counts)
    return Tally(low, high, counts.sum(axis=0), *_sums(flat))


LANES = 4
"""Neighbours are counted apart: most numbers fall into few bins, and a processor waits when it counts twice in one."""


CHUNK = 1024
"""Numbers whose bins are computed before they are counted: the one is done for many at once, the other cannot be."""

NEAR = 1e-6
"""How near to an edge between bins, as a share of a bin, a number is looked up: far more than what rounding does."""


@njit(nogil=True, cache=True, error_model="numpy")
def _count(values: Any, edges: Any, counts: Any) -> None:
    """Count into bins whose edges are evenly spaced, ``counts`` int64 [LANES, bins]."""
    bins, low = counts.shape[1], edges[0]
    norm, last = bins / (edges[bins] - low), np.float64(bins - 1)
    places = np.empty(CHUNK, np.int32)
    for start in range(0, values.size, CHUNK):
        some = values[start : start + CHUNK]
        near = 0
        for i in range(some.size):
            place = (np.float64(some[i]) - low) * norm
            whole = min(max(np.floor(place + 0.5), 1.0), last)  # the nearest edge between two bins
            near += abs(place - whole) < NEAR
            places[i] = np.int32(min(place, last))
        for i in range(some.size):
            if near:
                _add(np.float64(some[i]), places[i], edges, counts[i % LANES])
            else:
                counts[i % LANES, places[i]] += 1


BULGE = 0.3445
"""The bits of a number, read as a fixed-point number, are its binary logarithm but for what this corrects."""


@njit(nogil=True, cache=True, error_model="numpy")
def _count_sizes(values: Any, edges: Any, low: float, high: float, mantissa: int, bias: int, counts: Any) -> None:
    """The same for sizes whose logarithms are evenly spaced, of numbers with so many bits of ``mantissa`` and this
    ``bias`` of their exponents. Where f is the part of a number's mantissa behind the
    point, log2(1 + f) is nearly f + ``BULGE`` f (1 - f): a guess, put right by the edges themselves."""
    norm, last = counts.shape[1] / (high - low), counts.shape[1] - 1.0
    unit, slope = 1.0 / (1 << mantissa), np.log10(2.0) * norm
    start = bias * slope + low * norm
    places = np.empty(CHUNK, np.int32)
    for begin in range(0, values.size, CHUNK):
        some = values[begin : begin + CHUNK]
        for i in range(some.size):
            logarithm = np.float64(size_bits(some[i])) * unit
            part = logarithm - np.floor(logarithm)
            place = (logarithm + BULGE * part * (1 - part)) * slope - start
            places[i] = np.int32(min(max(place, 0.0), last))
        for i in range(some.size):
            size = np.float64(abs(some[i]))
            if size > 0:
                _add(size, places[i], edges, counts[i % LANES])


@njit(inline="always")
def _add(value: Any, guess: Any, edges: Any, counts: Any) -> None:
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
