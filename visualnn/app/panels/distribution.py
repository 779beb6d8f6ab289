"""Histograms and how they change over the steps, as plain arrays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from visualnn.training.inspection import Statistics

FRAMES = 200
"""Histograms of a layer that are kept; when there are more, every second one is dropped."""

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
                del frames[1:-1:2]

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
        there = [frame.step for frames in self._frames.values() for frame in frames]
        if not there or not steps:
            return steps[0] if steps else None
        column = (max(*there, *steps) - min(*there, *steps)) / COLUMNS
        far = {step: min(abs(step - other) for other in there) for step in steps}
        step = max(steps, key=far.__getitem__)
        return step if far[step] > column else None

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
    low = min(frame.statistics.low for frame in frames)
    high = max(frame.statistics.high for frame in frames)
    edges = np.linspace(low, high, rows + 1)
    shares = np.stack([_rebinned(frame.statistics, edges) for frame in frames], axis=1)
    places = np.linspace(steps[0], steps[-1], columns) if len(steps) > 1 else steps.astype(float)
    nearest = np.searchsorted(steps, places, "right") - 1
    return Picture(shares[::-1, nearest], int(steps[0]), int(steps[-1]), low, high)


def _rebinned(layer: Statistics, edges: np.ndarray) -> np.ndarray:
    """The shares of a histogram in other bins; within a bin, numbers are taken to lie evenly."""
    own = np.linspace(layer.low, layer.high, len(layer.counts) + 1)
    total = layer.counts.sum() or 1
    below = np.concatenate([[0.0], np.cumsum(layer.counts) / total])
    return np.diff(np.interp(edges, own, below))
