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
        room = max(0.5, 1e-9 * abs(low))  # half a unit is nothing beside the largest numbers
        low, high = low - room, high + room
    edges = low + np.arange(bins + 1) * ((high - low) / bins)  # as numpy.linspace, which takes as long as the counting
    edges[-1] = high
    counts = np.zeros((LANES, bins), np.int64)
    if sizes:
        edges = 10.0**edges
        inner = np.clip(edges[1:-1], least, largest)  # beyond, where all sizes are the same, there are none
        ends = np.array([least, *inner, largest], flat.dtype)
        _count_sizes(flat, _bits(flat), _bits(ends), edges, 8 * flat.itemsize - 1 - CELLS, counts)
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
            places[i] = min(max(np.int32(min(place, last)), 0), bins - 1)  # whatever rounding does
        for i in range(some.size):
            if near:
                _add(np.float64(some[i]), places[i], edges, counts[i % LANES])
            else:
                counts[i % LANES, places[i]] += 1


CELLS = 15
"""Sizes with the same first so many bits (all of the exponent, and 7 or 4 of the mantissa) are a cell; nearly every
cell lies in one bin."""


@njit(nogil=True, cache=True, error_model="numpy")
def _count_sizes(values: Any, bits: Any, ends: Any, edges: Any, shift: int, counts: Any) -> None:
    """The same for sizes in bins of any width, looked up by the first of their ``bits``; ``ends`` are those of the
    edges, and behind ``shift`` of them is the number of a cell."""
    places = np.empty(1 << CELLS, np.int16)
    bins, mask = counts.shape[1], (1 << CELLS) - 1
    for place in range(bins):
        places[(ends[place] >> shift) + 1 : ends[place + 1] >> shift] = place
    for edge in range(bins, -1, -1):  # a cell with an edge is left to be looked up, from the first bin it touches
        places[ends[edge] >> shift] = ~max(0, edge - 1)
    places[0] = ~0  # here, among others, are zeros
    for i in range(values.size):
        place = places[(bits[i] >> shift) & mask]
        if place >= 0:
            counts[i % LANES, place] += 1
        elif values[i] != 0:
            _add(np.float64(abs(values[i])), ~place, edges, counts[i % LANES])


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


def _extent_of_sizes(values: np.ndarray[Any, Any]) -> tuple[float, float]:
    """The least size above 0 and the largest, both 0 when there is none."""
    bits = _bits(values)
    ends = np.array(_extent_of_bits(bits, np.iinfo(bits.dtype).max), bits.dtype).view(values.dtype)
    return float(ends[0]), float(ends[1])


@njit(nogil=True, cache=True, error_model="numpy")
def _extent_of_bits(bits: Any, mask: Any) -> Any:
    """The same for bits of numbers, ordered as sizes are where all but the sign is in ``mask``."""
    least, largest = mask, 0
    for i in range(bits.size):
        size = bits[i] & mask
        largest = max(largest, size)
        least = min(least, (size - 1) & mask)  # of 0, the most
    return (least + 1, largest) if largest else (0, 0)


def _bits(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The bits of floats as integers of their width."""
    return values.view(np.dtype(f"i{values.itemsize}"))
