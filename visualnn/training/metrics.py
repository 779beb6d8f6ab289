"""What a training run saw, kept small enough to draw at any time.

Every step is recorded. When a track is full, its curves are thinned to half as many points: of each run of neighbouring
steps the smallest and the largest number stay, in the order in which they came, with their mean, and from then on what
is added is thinned alike. So all of a curve is kept equally fine, its chart looks the same at any zoom that fits a
screen, and spikes stay, each within its run of steps. What comes after a cut is finer at first: it has the room of what
was forgotten.
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

    def thinned(self, run: int, widths: Floats | None = None) -> Points:
        """Of every ``run`` neighbours two points: the smallest and the largest number, at the first and the last step,
        both with the mean. ``widths`` [n]: how many steps each point stands for, where they differ."""
        steps = self.steps.reshape(-1, run)
        values, means = (array.reshape(-1, run, array.shape[1]) for array in (self.values, self.means))
        low_first = (values.argmin(1) < values.argmax(1))[:, None]
        low, high = values.min(1)[:, None], values.max(1)[:, None]
        pairs = np.concatenate([np.where(low_first, low, high), np.where(low_first, high, low)], 1)
        if widths is None:
            mean = means.mean(1)
        else:
            weights = widths.reshape(-1, run, 1)
            mean = (means * weights).sum(1) / weights.sum(1)
        mean = np.repeat(mean, 2, axis=0)
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
    """Several curves over the same steps, thinned together. ``capacity`` is a multiple of 4.

    Points stand in pairs: two for a run of neighbouring steps, or two that are steps themselves.
    """

    def __init__(self, names: Sequence[str], capacity: int = CAPACITY) -> None:
        self.names = tuple(names)
        self._points = _empty(capacity, len(self.names))
        self._widths = np.zeros(capacity // 2, np.int64)  # how many steps each pair stands for; 2: each point is one
        self._size = 0
        self._run = 1  # how many steps the next pair stands for; 1: every point is kept
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
                self._keep(points.part(slice(taken)), 2)
            else:
                taken = min(room // 2, (len(points.steps) - 1) // self._run) * self._run
                self._keep(points.part(slice(taken)).thinned(self._run), self._run)
            points = points.part(slice(taken, None))
        values = points.values.copy()
        self._rest = Points(points.steps.copy(), values, values)

    def _keep(self, points: Points, widths: Steps | int) -> None:
        end = self._size + len(points.steps)
        for array, new in zip(self._points, points, strict=True):
            array[self._size : end] = new
        self._widths[self._size // 2 : (end + 1) // 2] = widths
        self._size = end

    def _halve(self) -> None:
        """Two neighbouring runs become one; each four points become two. Runs that are wider than new ones are now, and
        what came before these, stay: there was a cut after them."""
        wider = np.flatnonzero(self._widths > max(2, self._run))
        first = int(wider[-1]) + 1 if len(wider) else 0
        first += (len(self._widths) - first) % 2
        widths = self._widths[first:]
        points = self._points.part(slice(2 * first, None)).thinned(4, np.repeat(widths / 2, 2))
        self._size = 2 * first
        self._keep(points, widths[::2] + widths[1::2])
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
            means = values if self._widths[0] <= 2 else _columns(kept.means, end.means, columns)
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
            elif self._widths[place // 2] > 2:
                return int(steps[place - place % 2]), int(steps[place - place % 2 + 1])
            return (int(steps[place]),) * 2 if len(steps) else (step, step)

    def cut(self, step: int, last: Floats | None = None) -> None:
        """Forget what came after ``step``. ``last``: the values that the curves ended with there, where they are known;
        of those that were thinned, the mean of the last steps there are stands for them.

        Of a run that is cut in two it is not known what its steps up to there were, but for the last, and the very
        first of the curve.
        """
        with self._lock:
            going_on = int(np.searchsorted(self._rest.steps, step, "right"))
            self._rest = self._rest.part(slice(going_on))
            if going_on:
                self._last = self._rest.values[-1].copy()
                return
            steps = self._points.steps[: self._size]
            whole = kept = int(np.searchsorted(steps, step, "right"))
            known: dict[int, Floats] = {}
            if kept % 2 and (width := int(self._widths[kept // 2])) > 2:
                whole = kept - 1
                if not whole:
                    known[int(steps[0])] = self._first
                if last is not None and steps[kept] - steps[whole] == width - 1:  # every step was recorded
                    known.setdefault(step, last)
            self._size, self._run = whole, 1
            for place, values in known.items():
                self._keep(Points(np.array([place]), values[None], values[None]), 2)
            if not kept:
                self._first = last = np.full(len(self.names), np.nan)
            self._last = self._points.means[self._size - 1].copy() if last is None else last

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

    @property
    def several(self) -> bool:
        """Whether the run has several losses."""
        return any(name.startswith("loss/") for name in self.names)

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
