"""Histograms and how they change over the steps, as plain arrays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from visualnn.training.inspection import Statistics

FRAMES = 200
"""Histograms of a layer that are kept while it learns."""

COLUMNS, ROWS = 160, 48
"""Resolution of the picture over time."""


class Frame(NamedTuple):
    """What a layer looked like after a step."""

    step: int
    statistics: Statistics


class Film:
    """The distributions of every layer over the steps, thinned out evenly."""

    def __init__(self) -> None:
        self._frames: dict[str, list[Frame]] = {}

    def add(self, step: int, layers: tuple[Statistics, ...]) -> None:
        """Add what all layers look like after ``step``; a step that was there before is replaced."""
        for layer in layers:
            frames = self._frames.setdefault(layer.block_id, [])
            if frames and frames[-1].step >= step:
                frames[:] = [frame for frame in frames if frame.step < step]
            frames.append(Frame(step, layer))
            if len(frames) > FRAMES:
                steps = np.array([frame.step for frame in frames])
                del frames[1 + int((steps[2:] - steps[:-2]).argmin())]  # those left lie as evenly as may be

    def insert(self, step: int, layers: tuple[Statistics, ...]) -> None:
        """Add what all layers looked like after a step of the past; a step that is there already is left as it is."""
        for layer in layers:
            frames = self._frames.setdefault(layer.block_id, [])
            place = bisect_left(frames, step, key=lambda frame: frame.step)
            if place == len(frames) or frames[place].step != step:
                frames.insert(place, Frame(step, layer))

    def missing(self, steps: Sequence[int]) -> int | None:
        """Of these steps the one that lies farthest from all frames, so that the past fills up evenly; None when every
        one is as near to a frame as the columns of the picture are to each other."""
        there = np.unique([frame.step for frames in self._frames.values() for frame in frames])
        wanted = np.array(steps)
        if not there.size or not wanted.size:
            return steps[0] if steps else None
        column = (max(there[-1], wanted.max()) - min(there[0], wanted.min())) / COLUMNS
        after = np.searchsorted(there, wanted)
        nearest = np.stack([there[np.maximum(after - 1, 0)], there[np.minimum(after, there.size - 1)]])
        far = np.abs(nearest - wanted).min(axis=0)
        place = int(far.argmax())
        return steps[place] if far[place] > column else None

    def of(self, block_id: str) -> list[Frame]:
        """What is kept of a layer, by step."""
        return self._frames.get(block_id, [])


class Picture(NamedTuple):
    """Shares [rows, columns], the highest numbers in the first row, and what they cover."""

    shares: np.ndarray
    first_step: int
    last_step: int
    low: float
    high: float


def picture(frames: list[Frame], columns: int = COLUMNS, rows: int = ROWS) -> Picture:
    """The histograms of at least one frame side by side on common axes, each lasting until the next."""
    steps = np.array([frame.step for frame in frames])
    lows = np.array([frame.statistics.low for frame in frames])
    highs = np.array([frame.statistics.high for frame in frames])
    low, high = float(lows.min()), float(highs.max())
    counts = np.stack([frame.statistics.counts for frame in frames])
    shares = _rebinned(counts, lows, highs, np.linspace(low, high, rows + 1)).T
    places = np.linspace(steps[0], steps[-1], columns) if len(steps) > 1 else steps.astype(float)
    nearest = np.searchsorted(steps, places, "right") - 1
    return Picture(shares[::-1, nearest], int(steps[0]), int(steps[-1]), low, high)


def _rebinned(counts: np.ndarray, lows: np.ndarray, highs: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The shares of histograms in other bins; within a bin, numbers are taken to lie evenly.

    Args:
        counts: [histograms, bins] in equal bins from ``lows`` to ``highs``, each [histograms].
        edges: [rows + 1], of the bins they are wanted in.

    Returns:
        [histograms, rows].
    """
    bins = counts.shape[1]
    below = np.zeros((len(counts), bins + 2))  # an end more, for what lies at the last
    np.cumsum(counts, axis=1, out=below[:, 1:-1])
    below[:, -1] = below[:, -2]
    below /= np.maximum(below[:, -1:], 1)
    places = np.clip((edges - lows[:, None]) * (bins / (highs - lows))[:, None], 0, bins)
    whole = places.astype(np.int64)
    before = np.take_along_axis(below, whole, axis=1)
    return np.diff(before + (places - whole) * (np.take_along_axis(below, whole + 1, axis=1) - before), axis=1)
