"""How the histograms of layers change over the steps, as plain arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from visualnn.training.inspection import Statistics

COLUMNS, ROWS = 160, 48
"""Resolution of the picture over time, at most so many columns."""

ROUND = 0.05
"""What the ends of the numbers' axis are rounded to, in powers of ten below their range: an axis that moved a little
with every picture could not be read, and takes time to draw."""


class Picture(NamedTuple):
    """Shares [rows, columns], the highest numbers in the first row, from ``low`` to ``high``; every column stands for
    the same number of steps, the first of which is ``first_step`` and the last the one before ``end_step``."""

    shares: np.ndarray
    first_step: int
    end_step: int
    low: float
    high: float


class Film:
    """The histograms of one layer, in columns of equally many steps.

    A column keeps the last that was seen of its steps. When there are too many columns, they get twice as wide; so the
    past is kept as evenly as the present, and a picture changes in its last column only, but for now and then.
    """

    def __init__(self) -> None:
        self._width = 1  # steps
        self._seen: dict[int, Statistics] = {}  # by column, counted from step 0
        self._last = -1  # step
        self._low, self._high = math.inf, -math.inf
        self._shares = np.zeros((ROWS, COLUMNS))  # of the columns from the first on, in bins from low to high
        self._first = 0
        self._computed: set[int] = set()  # columns whose shares are there

    def __bool__(self) -> bool:
        return bool(self._seen)

    def add(self, step: int, seen: Statistics) -> None:
        """Add what the layer looks like after ``step``, and forget what was thought to come later."""
        self.cut(step)
        self._last = step
        self._put(step, seen)

    def cut(self, step: int) -> None:
        """Forget what came after ``step``: also the column in which it lies, unless that ends with it."""
        if step < self._last:
            self._seen = {column: old for column, old in self._seen.items() if (column + 1) * self._width <= step + 1}
            self._last = step
            self._anew()

    def insert(self, step: int, seen: Statistics) -> None:
        """Add what the layer looked like after a step of the past, where nothing is known yet."""
        if step // self._width not in self._seen:
            self._last = max(self._last, step)
            self._put(step, seen)

    def missing(self, steps: Sequence[int]) -> int | None:
        """Of these steps the one that lies farthest from all columns that are there, so that the past fills up evenly;
        None when all are there."""
        wanted = np.array([step for step in steps if step // self._width not in self._seen])
        if not wanted.size or not self._seen:
            return int(wanted[0]) if wanted.size else None
        there = np.array(list(self._seen))
        return int(wanted[np.abs(wanted[:, None] // self._width - there).min(axis=1).argmax()])

    def picture(self) -> Picture:
        """The histograms, of which there is at least one, side by side on common axes, each lasting until the next."""
        columns = np.array(sorted(self._seen))
        first, end = int(columns[0]), int(columns[-1]) + 1
        if first != self._first:
            self._first = first
            self._computed.clear()
        edges = np.linspace(self._low, self._high, ROWS + 1)
        for column in self._seen.keys() - self._computed:
            self._shares[:, column - first] = _rebinned(self._seen[column], edges)
            self._computed.add(column)
        latest = columns[np.searchsorted(columns, np.arange(first, end), "right") - 1]
        shares = self._shares[::-1, latest - first]
        return Picture(shares, first * self._width, end * self._width, self._low, self._high)

    def _put(self, step: int, seen: Statistics) -> None:
        column = step // self._width
        self._seen[column] = seen
        self._computed.discard(column)
        while max(self._seen) - min(self._seen) >= COLUMNS:
            self._width *= 2
            self._seen = {column // 2: old for column, old in sorted(self._seen.items())}
            self._anew()
        if not self._low <= seen.low <= seen.high <= self._high:
            self._anew()

    def _anew(self) -> None:
        """Find the axis of the numbers."""
        self._computed.clear()
        low = min((seen.low for seen in self._seen.values()), default=math.inf)
        high = max((seen.high for seen in self._seen.values()), default=-math.inf)
        if low < high:
            unit = ROUND * 10.0 ** math.floor(math.log10(high - low))
            low, high = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
        self._low, self._high = low, high


def _rebinned(seen: Statistics, edges: np.ndarray) -> np.ndarray:
    """The shares of a histogram in other bins, those between ``edges``; within a bin, numbers are taken to lie
    evenly."""
    below = np.concatenate([[0], np.cumsum(seen.counts)]) / max(1, seen.counts.sum())
    return np.diff(np.interp(edges, np.linspace(seen.low, seen.high, len(below)), below))
