"""What a training run saw, kept small enough to draw at any time.

Every step is recorded. When a track is full, its curves are thinned to half as many points: of each run of neighbouring
steps the smallest and the largest number stay, in the order in which they came, and from then on what is added is
thinned alike. So all of a curve is kept equally fine, its chart looks the same at any zoom that fits a screen, and
spikes stay, each within its run of steps.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

CAPACITY = 12_000
"""Points of a curve, at most: every step of the workshop's trainings, and more than a screen has pixels. Every picture
of a curve reads them all."""

Floats = np.ndarray[Any, np.dtype[np.float64]]
Steps = np.ndarray[Any, np.dtype[np.int64]]


def _thinned(steps: Steps, values: Floats) -> tuple[Steps, Floats]:
    """From runs of neighbours, steps [runs, n] and values [runs, n, curves], two points each: the smallest and the
    largest number, at the first and the last step."""
    runs, _, curves = values.shape
    low_first = (values.argmin(1) < values.argmax(1))[:, None]
    low, high = values.min(1)[:, None], values.max(1)[:, None]
    pairs = np.concatenate([np.where(low_first, low, high), np.where(low_first, high, low)], 1)
    return steps[:, [0, -1]].ravel(), pairs.reshape(2 * runs, curves)


class Track:
    """Several curves over the same steps, thinned together. ``capacity`` is a multiple of 4."""

    def __init__(self, names: Sequence[str], capacity: int = CAPACITY) -> None:
        self.names = tuple(names)
        self._steps = np.zeros(capacity, np.int64)
        self._values = np.zeros((capacity, len(self.names)))
        self._size = 0
        self._run = 1  # how many neighbours two points stand for; 1: every point is kept
        self._rest: tuple[Steps, Floats] = (np.zeros(0, np.int64), np.zeros((0, len(self.names))))  # of a run, so far
        self._first = self._last = np.full(len(self.names), np.nan)
        self._lock = threading.Lock()  # the engine's thread writes while the window's reads

    def append(self, steps: Steps, values: Floats) -> None:
        """Add points: steps [n], values [n, curves]."""
        with self._lock:
            self._append(steps, values)

    def _append(self, steps: Steps, values: Floats) -> None:
        if len(steps):
            if not (self._size or len(self._rest[0])):
                self._first = values[0].copy()
            self._last = values[-1].copy()
        steps, values = np.concatenate([self._rest[0], steps]), np.concatenate([self._rest[1], values])
        while len(steps) >= self._run:
            room = len(self._steps) - self._size
            if self._run == 1:
                taken = min(room, len(steps))
                self._keep(steps[:taken], values[:taken])
            else:
                runs = min(room // 2, len(steps) // self._run)
                taken = runs * self._run
                self._keep(*_thinned(steps[:taken].reshape(runs, -1), values[:taken].reshape(runs, self._run, -1)))
            steps, values = steps[taken:], values[taken:]
            if self._size == len(self._steps):
                self._halve()
        self._rest = steps.copy(), values.copy()

    def _keep(self, steps: Steps, values: Floats) -> None:
        end = self._size + len(steps)
        self._steps[self._size : end], self._values[self._size : end] = steps, values
        self._size = end

    def _halve(self) -> None:
        """Two neighbouring runs become one; each four points become two."""
        groups = len(self._steps) // 4
        steps, values = _thinned(self._steps.reshape(groups, 4), self._values.reshape(groups, 4, -1))
        self._size = 0
        self._keep(steps, values)
        self._run = max(4, 2 * self._run)

    def copy(self, names: Sequence[str], since: int = 0) -> tuple[Steps, Floats]:
        """A copy of some curves as they are at one moment, from step ``since`` on: steps [n] and values [names, n]."""
        columns = [self.names.index(name) for name in names]
        with self._lock:
            steps, values = self._rest
            if len(steps) > 2:
                steps, values = _thinned(steps[None], values[None])
            kept = slice(int(np.searchsorted(self._steps[: self._size], since)), self._size)
            late = int(np.searchsorted(steps, since))
            steps, values, size = steps[late:], values[late:], kept.stop - kept.start
            copied = np.empty((len(columns), size + len(steps)))
            for row, column in zip(copied, columns, strict=True):
                row[:size], row[size:] = self._values[kept, column], values[:, column]
            return np.concatenate([self._steps[kept], steps]), copied

    def all(self) -> tuple[Steps, Floats]:
        """A copy of every curve: steps [n] and values [n, curves]."""
        steps, values = self.copy(self.names)
        return steps, values.T

    def cut(self, step: int) -> None:
        """Forget what came after ``step``."""
        steps, values = self.all()
        kept = int(np.searchsorted(steps, step, "right"))
        with self._lock:
            self._size = 0
            self._rest = self._rest[0][:0], self._rest[1][:0]
            whole = min(kept, len(self._steps))
            whole -= whole % 2 if self._run > 1 else 0  # points stand in pairs: half of one would leave room for half
            self._keep(steps[:whole], values[:whole])
            self._last = values[kept - 1].copy() if kept else np.full(len(self.names), np.nan)
            self._first = self._first if kept else self._last
            if self._size == len(self._steps):
                self._halve()

    def first(self, name: str) -> float | None:
        """The oldest value of a curve, exact; None before there is one."""
        return self._told(self._first, name)

    def last(self, name: str) -> float | None:
        """The newest value of a curve, exact; None before the first."""
        return self._told(self._last, name)

    def _told(self, values: Floats, name: str) -> float | None:
        value = float(values[self.names.index(name)])
        return None if np.isnan(value) else value


class History:
    """The curves of one run by name. ``version`` rises with every change.

    Who looks back (``look_back``) sees the curves as they were then: all that reads them follows.

    ``loss`` is the weighted sum that training makes small; ``accuracy`` the share of right answers where the loss
    counts them; ``r2`` the share of the variance of targets that are numbers which predictions explain; ``perplexity``
    e to the cross-entropy of sequences; ``gradient/<layer>`` the L2 norm of the gradient of all parameters of a layer.
    With several losses each has its own ``loss/<block>``, ``accuracy/<block>`` and so on. Names on the validation rows
    begin with ``validation_`` and have a value per epoch; those that begin with ``epoch_`` are means over the training
    rows of an epoch, and only there when an epoch has several steps.
    """

    def __init__(self, training: Sequence[str], validation: Sequence[str], epochs: Sequence[str] = ()) -> None:
        self._tracks = (Track(training), Track(validation), Track(epochs))
        self.version = 0
        self.until: int | None = None

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

    def look_back(self, step: int | None) -> None:
        """Show the curves as they were after ``step``, or again as they are."""
        self.until = step
        self.version += 1

    def cut(self, step: int) -> None:
        """Forget what came after ``step``."""
        for track in self._tracks:
            track.cut(step)
        self.until = None
        self.version += 1

    def thinned(self, points: int) -> tuple[tuple[tuple[str, ...], Steps, Floats], ...]:
        """The names, steps [n] and values [n, names] of all curves over common steps, as they are, in no more than
        ``points`` points; a multiple of 4."""
        found = []
        for track in self._tracks:
            if track.names:
                small = Track(track.names, points)
                small.append(*track.all())
                found.append((track.names, *small.all()))
        return tuple(found)

    def series(self, name: str, *, whole: bool = False) -> tuple[Steps, Floats]:
        """The steps and values of a curve; all of it if ``whole``, though one looks back. KeyError when the run has
        none of that name."""
        steps, values = self.together((name,), whole=whole)
        return steps, values[0]

    def together(self, names: Sequence[str], *, whole: bool = False, since: int = 0) -> tuple[Steps, Floats]:
        """The same of several curves over the same steps, as they are at one moment: steps [n], values [names, n]; from
        step ``since`` on."""
        steps, values = self._track(names[0]).copy(names, since)
        if self.until is None or whole:
            return steps, values
        seen = int(np.searchsorted(steps, self.until, "right"))
        return steps[:seen], values[:, :seen]

    def first(self, name: str) -> float | None:
        """The oldest value of a curve, exact, or None when there is none yet."""
        return self._track(name).first(name) if name in self.names else None

    def last(self, name: str) -> float | None:
        """The newest value of a curve, or None when there is none yet."""
        if name not in self.names:
            return None
        if self.until is None:
            return self._track(name).last(name)
        values = self.series(name)[1]
        return float(values[-1]) if len(values) and not np.isnan(values[-1]) else None
