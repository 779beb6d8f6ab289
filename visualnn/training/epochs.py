"""Means over whole epochs of what every step saw."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Steps = np.ndarray[Any, np.dtype[np.int64]]


class Begun(NamedTuple):
    """An epoch under way: how many of its steps were added, and the sum of their values, [curves]."""

    steps: int = 0
    total: Floats | float = 0.0


NONE = Begun()


class EpochMeans:
    """Takes the values of steps as they come and gives the mean of every epoch that is over. ``begun``: the one that is
    not; who comes back to a step in its middle goes on with that."""

    def __init__(self, steps_per_epoch: int, begun: Begun = NONE) -> None:
        self._length = steps_per_epoch
        self.begun = begun

    def add(self, steps: Steps, values: Floats) -> tuple[Steps, Floats]:
        """Add successive steps [n], counted from 1, with values [n, curves].

        Returns the last steps of the epochs that are over with these, [m], and the means, [m, curves]. An epoch of
        which not all steps were added, after a jump, counts with those that were.
        """
        if not len(steps):
            return steps, values
        starts = np.flatnonzero((steps - 1) % self._length == 0)
        if not len(starts) or starts[0]:
            starts = np.concatenate([[0], starts])
        sums = np.add.reduceat(values, starts, axis=0)
        counts = np.diff(np.append(starts, len(steps)))
        if (steps[0] - 1) % self._length:  # goes on with the epoch begun before
            sums[0] += self.begun.total
            counts[0] += self.begun.steps
        over = len(starts) - bool(steps[-1] % self._length)
        self.begun = Begun(int(counts[-1]), sums[-1].copy()) if over < len(starts) else NONE
        ends = np.append(starts[1:], len(steps))[:over] - 1
        return steps[ends], sums[:over] / counts[:over, None]
