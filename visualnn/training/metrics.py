"""What a training run saw, kept small enough to draw at any time.

Every step is recorded. When a track is full, its curves are thinned to half as many points: of each run of neighbouring
steps the smallest and the largest number stay, in the order in which they came, with their mean, and from then on what
is added is thinned alike. So all of a curve is kept equally fine, its chart looks the same at any zoom that fits a
screen, and spikes stay, each within its run of steps.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

CAPACITY = 12_000
"""Points of a curve, at most: every step of the workshop's trainings, and more than a screen has pixels. Every picture
of a curve reads them all."""

Floats = np.ndarray[Any, np.dtype[np.float64]]
Steps = np.ndarray[Any, np.dtype[np.int64]]
Ends = Mapping[str, float | None]


class Points(NamedTuple):
    """Points of curves: ``steps`` [n], ``values`` and ``means`` [n, curves], or [n] of one curve.

    A point that stands for several steps has the smallest or the largest number of these as its value; their mean is
    what may be averaged further, and what is to be read: extremes alone say nothing of what is usual.
    """

    steps: Steps
    values: Floats
    means: Floats

    def part(self, which: slice) -> Points:
        """Some of the points."""
        return Points(self.steps[which], self.values[which], self.means[which])

    def joined(self, others: Points) -> Points:
        """These and, after them, others."""
        return Points(*(np.concatenate(pair) for pair in zip(self, others, strict=True)))

    def thinned(self, run: int) -> Points:
        """Of every ``run`` neighbours two points: the smallest and the largest number, at the first and the last step,
        both with the mean."""
        steps = self.steps.reshape(-1, run)
        values, means = (array.reshape(-1, run, array.shape[1]) for array in (self.values, self.means))
        low_first = (values.argmin(1) < values.argmax(1))[:, None]
        low, high = values.min(1)[:, None], values.max(1)[:, None]
        pairs = np.concatenate([np.where(low_first, low, high), np.where(low_first, high, low)], 1)
        mean = np.repeat(means.mean(1), 2, axis=0)
        return Points(steps[:, [0, -1]].ravel(), pairs.reshape(mean.shape), mean)

    def runs(self) -> Floats:
        """The steps that the points of one curve stand for, [n, 5]: the first and the last step of each run, the mean,
        the lowest and the highest number. A run of which only the first point is there is left out."""
        steps, values, means = self
        one, other = (means[at : len(means) // 2 * 2 : 2] for at in (0, 1))
        alike = np.zeros(len(steps), bool)
        alike[: 2 * len(one)] = np.repeat((one == other) | (np.isnan(one) & np.isnan(other)), 2)
        whole = alike | (values == means) | np.isnan(means)
        first = np.flatnonzero(whole & ~(alike & (np.arange(len(steps)) % 2 == 1)))
        last = first + alike[first]
        ends = np.stack([values[first], values[last]])
        return np.stack([steps[first], steps[last], means[first], ends.min(0), ends.max(0)], axis=1)


class Track:
    """Several curves over the same steps, thinned together. ``capacity`` is a multiple of 4."""

    def __init__(self, names: Sequence[str], capacity: int = CAPACITY) -> None:
        self.names = tuple(names)
        self._points = _empty(capacity, len(self.names))
        self._size = 0
        self._run = 1  # how many neighbours two points stand for; 1: every point is kept
        self._rest = _empty(0, len(self.names))  # of a run, so far
        self._first = self._last = np.full(len(self.names), np.nan)
        self._lock = threading.Lock()  # the engine's thread writes while the window's reads

    def append(self, steps: Steps, values: Floats) -> None:
        """Add points: steps [n], values [n, curves]."""
        with self._lock:
            if len(steps):
                if not (self._size or len(self._rest.steps)):
                    self._first = values[0].copy()
                self._last = values[-1].copy()
            self._append(Points(steps, values, values))

    def _append(self, points: Points) -> None:
        points = self._rest.joined(points)
        while len(points.steps) > (self._run if self._run > 1 else 0):  # the last one stays as it is
            room = len(self._points.steps) - self._size
            if not room:
                self._halve()
                continue
            if self._run == 1:
                taken = min(room, len(points.steps))
                self._keep(points.part(slice(taken)))
            else:
                taken = min(room // 2, (len(points.steps) - 1) // self._run) * self._run
                self._keep(points.part(slice(taken)).thinned(self._run))
            points = points.part(slice(taken, None))
        values = points.values.copy()
        self._rest = Points(points.steps.copy(), values, values)

    def _keep(self, points: Points) -> None:
        end = self._size + len(points.steps)
        for array, new in zip(self._points, points, strict=True):
            array[self._size : end] = new
        self._size = end

    def _halve(self) -> None:
        """Two neighbouring runs become one; each four points become two."""
        points = self._points.thinned(4)
        self._size = 0
        self._keep(points)
        self._run = max(4, 2 * self._run)

    def _end(self) -> Points:
        """What is not kept yet: its extremes, and its last point as it is."""
        count = len(self._rest.steps) - 1
        if count < 2:
            return self._rest
        return self._rest.part(slice(count)).thinned(count).joined(self._rest.part(slice(count, None)))

    def read(self, names: Sequence[str], since: int = 0) -> Points:
        """A copy of some curves as they are at one moment, from step ``since`` on."""
        columns = [self.names.index(name) for name in names]
        with self._lock:
            kept, end = (
                points.part(slice(int(np.searchsorted(points.steps, since)), None))
                for points in (self._points.part(slice(self._size)), self._end())
            )
            values = _columns(kept.values, end.values, columns)
            means = values if self._run == 1 else _columns(kept.means, end.means, columns)
            return Points(np.concatenate([kept.steps, end.steps]), values, means)

    def span(self, step: int) -> tuple[int, int]:
        """The first and the last of the steps that the point at or next after ``step`` stands for."""
        with self._lock:
            steps = self._points.steps[: self._size]
            place = int(np.searchsorted(steps, step))
            if place == len(steps):
                steps = self._rest.steps
                place = min(int(np.searchsorted(steps, step)), len(steps) - 1)
                if place < len(steps) - 1:  # all but the last stand together, see _end
                    return int(steps[0]), int(steps[-2])
            elif self._run > 1:
                return int(steps[place - place % 2]), int(steps[place - place % 2 + 1])
            return (int(steps[place]),) * 2 if len(steps) else (step, step)

    def cut(self, step: int, last: Floats | None = None) -> None:
        """Forget what came after ``step``. ``last``: the values that the curves ended with there, where they are known;
        of those that were thinned, the mean of the last steps there are stands for them."""
        with self._lock:
            few = len(self._rest.steps) < 3
            rest = self._rest if few else self._rest.thinned(len(self._rest.steps))
            points = self._points.part(slice(self._size)).joined(rest)
            kept = int(np.searchsorted(points.steps, step, "right"))
            self._size = 0
            self._rest = self._rest.part(slice(0))
            whole = min(kept, len(self._points.steps))
            whole -= whole % 2 if self._run > 1 else 0  # points stand in pairs: half of one would leave room for half
            self._keep(points.part(slice(whole)))
            if not kept:
                self._first = np.full(len(self.names), np.nan)
            if last is None:
                last = points.means[whole - 1].copy() if whole else self._first
            self._last = last

    def first(self, name: str) -> float | None:
        """The oldest value of a curve, exact; None before there is one."""
        return self._told(self._first, name)

    def last(self, name: str) -> float | None:
        """The newest value of a curve, exact; None before the first."""
        return self._told(self._last, name)

    def _told(self, values: Floats, name: str) -> float | None:
        value = float(values[self.names.index(name)])
        return None if np.isnan(value) else value


def _empty(points: int, curves: int) -> Points:
    # Curve by curve in memory: pictures read one of them, and would go through the others' numbers, too.
    return Points(np.zeros(points, np.int64), np.zeros((curves, points)).T, np.zeros((curves, points)).T)


def _columns(kept: Floats, end: Floats, columns: Sequence[int]) -> Floats:
    """Some columns of two tables, below each other, one after the other in memory."""
    copied = np.empty((len(columns), len(kept) + len(end))).T
    for place, column in enumerate(columns):
        copied[: len(kept), place], copied[len(kept) :, place] = kept[:, column], end[:, column]
    return copied


class History:
    """The curves of one run by name. ``version`` rises with every change.

    Who looks back (``look_back``) sees the curves as they were then: all that reads them follows. Thinned curves do not
    tell what they ended with at a step; who wants to come back to it keeps their ``ends``.

    ``loss`` is the weighted sum that training makes small, weight penalties apart; ``accuracy`` the share of right
    answers where the loss counts them; ``r2`` the share of the variance of targets that are numbers which predictions
    explain; ``perplexity`` e to the cross-entropy of sequences; ``gradient/<layer>`` the L2 norm of the gradient of all
    parameters of a layer.
    With several losses each has its own ``loss/<block>``, ``accuracy/<block>`` and so on. Names on the validation rows
    begin with ``validation_`` and have a value per epoch; those that begin with ``epoch_`` are means over the training
    rows of an epoch, and only there when an epoch has several steps.
    """

    def __init__(self, training: Sequence[str], validation: Sequence[str], epochs: Sequence[str] = ()) -> None:
        self._tracks = (Track(training), Track(validation), Track(epochs))
        self._ends: Ends | None = None  # where one looks
        self.version = 0
        self.until: int | None = None
        self.cuts: list[int] = []  # the steps after which everything was forgotten, once for each time

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

    @property
    def ends(self) -> Ends:
        """The newest values of all curves."""
        return {name: self.last(name) for name in self.names}

    def look_back(self, step: int | None, ends: Ends | None = None) -> None:
        """Show the curves as they were after ``step``, when they had these ``ends``, or again as they are."""
        self.until, self._ends = step, ends
        self.version += 1

    def cut(self, step: int, ends: Ends | None = None) -> None:
        """Forget what came after ``step``, when the curves had these ``ends``."""
        for track in self._tracks:
            track.cut(step, None if ends is None else np.array([ends[name] for name in track.names], np.float64))
        self.cuts.append(step)
        self.until = self._ends = None
        self.version += 1

    def all(self) -> tuple[tuple[tuple[str, ...], Points], ...]:
        """The names and points of all curves over common steps, as they are."""
        return tuple((track.names, track.read(track.names)) for track in self._tracks if track.names)

    def series(self, name: str, *, whole: bool = False) -> tuple[Steps, Floats]:
        """The steps and values of a curve; all of it if ``whole``, though one looks back. KeyError when the run has
        none of that name."""
        steps, values, _ = self.read(name, whole=whole)
        return steps, values

    def read(self, name: str, *, whole: bool = False) -> Points:
        """The same with the means."""
        steps, values, means = self.together((name,), whole=whole)
        return Points(steps, values[:, 0], means[:, 0])

    def span(self, name: str, step: float) -> tuple[int, int]:
        """The first and the last of the steps that a curve's point at a step stands for."""
        return self._track(name).span(int(step))

    def together(self, names: Sequence[str], *, whole: bool = False, since: int = 0) -> Points:
        """The same of several curves over the same steps, as they are at one moment; from step ``since`` on."""
        points = self._track(names[0]).read(names, since)
        if self.until is None or whole:
            return points
        return points.part(slice(int(np.searchsorted(points.steps, self.until, "right"))))

    def first(self, name: str) -> float | None:
        """The oldest value of a curve, exact, or None when there is none yet."""
        return self._track(name).first(name) if name in self.names else None

    def last(self, name: str) -> float | None:
        """The newest value of a curve, or None when there is none yet."""
        if name not in self.names:
            return None
        if (ends := self._ends) is not None:
            return ends[name]
        if self.until is None:
            return self._track(name).last(name)
        means = self.read(name).means
        return float(means[-1]) if len(means) and not np.isnan(means[-1]) else None
