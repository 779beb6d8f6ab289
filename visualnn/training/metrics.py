"""What a training run saw, kept small enough to draw at any time.

Every step is recorded. When a track grows past ``CAPACITY`` points, each run of four neighbours is replaced by its
smallest and largest number, in the order in which they came: a chart drawn from it looks the same at any zoom that fits
a screen, and spikes stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

CAPACITY = 20_000

Floats = np.ndarray[Any, np.dtype[np.float64]]
Steps = np.ndarray[Any, np.dtype[np.int64]]


class Track:
    """Several curves over the same steps, decimated together."""

    def __init__(self, names: Sequence[str], capacity: int = CAPACITY) -> None:
        self.names = tuple(names)
        self._capacity = capacity
        self._steps = np.zeros(capacity, np.int64)
        self._values = np.zeros((capacity, len(self.names)))
        self._last = np.full(len(self.names), np.nan)
        self._size = 0

    def append(self, steps: Steps, values: Floats) -> None:
        """Add points: steps [n], values [n, curves]."""
        if len(steps):
            self._last = values[-1].copy()
        while len(steps):
            room = min(self._capacity - self._size, len(steps))
            self._steps[self._size : self._size + room] = steps[:room]
            self._values[self._size : self._size + room] = values[:room]
            self._size += room
            steps, values = steps[room:], values[room:]
            if self._size == self._capacity:
                self._halve()

    def _halve(self) -> None:
        groups = self._size // 4
        rest = slice(groups * 4, self._size)
        four = self._values[: groups * 4].reshape(groups, 4, -1)
        first_low = four.argmin(1) < four.argmax(1)
        low, high = four.min(1), four.max(1)
        steps = self._steps[: groups * 4].reshape(groups, 4)
        kept_steps = np.concatenate([steps[:, [0, 3]].ravel(), self._steps[rest]])
        pairs = np.stack([np.where(first_low, low, high), np.where(first_low, high, low)], 1)
        kept = np.concatenate([pairs.reshape(groups * 2, -1), self._values[rest]])
        self._size = len(kept)
        self._steps[: self._size], self._values[: self._size] = kept_steps, kept

    def series(self, name: str) -> tuple[Steps, Floats]:
        """A copy of one curve: steps and values."""
        column = self.names.index(name)
        return self._steps[: self._size].copy(), self._values[: self._size, column].copy()

    def last(self, name: str) -> float | None:
        """The newest value of a curve, exact; None before the first."""
        value = float(self._last[self.names.index(name)])
        return None if np.isnan(value) else value


class History:
    """The curves of one run by name. ``version`` rises with every change.

    ``loss`` is the weighted sum that training makes small; ``accuracy`` the share of right answers where the loss
    counts them; ``gradient/<layer>`` the L2 norm of the gradient of all parameters of a layer. With several losses each
    has its own ``loss/<block>`` and ``accuracy/<block>``. Names on the validation rows begin with ``validation_`` and
    have a value per epoch; those that begin with ``epoch_`` are means over the training rows of an epoch, and only
    there when an epoch has several steps.
    """

    def __init__(self, training: Sequence[str], validation: Sequence[str], epochs: Sequence[str] = ()) -> None:
        self._tracks = (Track(training), Track(validation), Track(epochs))
        self.version = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every curve, those of training first."""
        return tuple(name for track in self._tracks for name in track.names)

    def append(self, steps: Steps, training: Floats, validation: Floats) -> None:
        """Add what steps saw: training [n, curves], and validation [n, curves], whose rows are NaN between epochs."""
        self._tracks[0].append(steps, training)
        if validation.shape[1]:
            measured = ~np.isnan(validation[:, 0])
            self._tracks[1].append(steps[measured], validation[measured])
        self.version += 1

    def append_epochs(self, steps: Steps, means: Floats) -> None:
        """Add means over epochs [n, curves] that were over after these steps [n]."""
        self._tracks[2].append(steps, means)
        self.version += 1

    def _track(self, name: str) -> Track:
        for track in self._tracks:
            if name in track.names:
                return track
        raise KeyError(name)

    def series(self, name: str) -> tuple[Steps, Floats]:
        """The steps and values of a curve; KeyError when the run has none of that name."""
        return self._track(name).series(name)

    def last(self, name: str) -> float | None:
        """The newest value of a curve, or None when there is none yet."""
        return self._track(name).last(name) if name in self.names else None
