"""Measuring side by side: rounds in which everyone has a turn, so that what else the machine does hits all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec
import numpy as np

WARM_UP = 0.05
"""Steps before each turn that are not timed, as a share of the turn: caches fill, other libraries' threads wake up."""


class Side(Protocol):
    """Someone who trains a work."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    def run(self, steps: int) -> None:
        """Train for so many steps more."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class Trainer(Side, Protocol):
    """A side whose losses can be compared."""

    def losses(self, steps: int) -> np.ndarray[Any, Any]:
        """The loss of each of the first steps, float64 [steps], from the common initial weights."""
        ...


class Times(msgspec.Struct, frozen=True):
    """Seconds per step, a number per round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return float(np.median(self.rounds))

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles, as a share of the median."""
        low, high = np.percentile(self.rounds, (25, 75))
        return float((high - low) / 2 / self.median)


class Ratio(msgspec.Struct, frozen=True):
    """How many times as long one side took as another: the median over rounds, the smallest and the largest."""

    median: float
    low: float
    high: float


def ratio(longer: Times, shorter: Times) -> Ratio:
    """Round by round, so that a slow moment of the machine falls out."""
    each = np.array(longer.rounds) / np.array(shorter.rounds)
    return Ratio(float(np.median(each)), float(each.min()), float(each.max()))


def alternate(
    sides: Sequence[Side], rounds: int, seconds: float, clock: Callable[[], float] = time.perf_counter
) -> dict[str, Times]:
    """Time sides in turn, by name.

    Args:
        sides: who takes part; the order turns round from one round to the next.
        rounds: turns of each.
        seconds: about how long a turn lasts; each side makes as many steps as fit.
        clock: tells seconds.
    """
    lengths = {side.name: _steps_within(side, seconds, clock) for side in sides}
    taken: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(rounds):
        for side in sides if number % 2 == 0 else reversed(sides):
            steps = lengths[side.name]
            side.run(max(1, round(steps * WARM_UP)))
            began = clock()
            side.run(steps)
            taken[side.name].append((clock() - began) / steps)
    return {name: Times(tuple(times)) for name, times in taken.items()}


def _steps_within(side: Side, seconds: float, clock: Callable[[], float]) -> int:
    """How many steps a side makes in that time; at least one."""
    steps = 1
    while True:
        began = clock()
        side.run(steps)
        took = clock() - began
        if took >= seconds / 4:
            return max(1, round(steps * seconds / took))
        steps *= 2


class Agreement(msgspec.Struct, frozen=True):
    """Whether two sides do the same work: how far their losses are apart, relatively, over so many first steps."""

    deviation: float
    steps: int
    agrees: bool


STEPWISE, ON_AVERAGE = 5e-3, 0.1
"""How far losses may be apart: step by step (scikit-learn's Adam adds its epsilon in another place, which shows after
some steps), and their mean where steps draw random numbers."""


def agreement(ours: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], random: bool) -> Agreement:
    """Compare the losses of the first steps; with ``random`` only their means."""
    if random:
        first, second, allowed = ours.mean(keepdims=True), theirs.mean(keepdims=True), ON_AVERAGE
    else:
        first, second, allowed = ours, theirs, STEPWISE
    deviation = float(np.max(np.abs(first - second) / np.maximum(np.abs(second), 1e-12)))
    return Agreement(deviation, len(ours), bool(deviation <= allowed))


def fastest(times: Mapping[str, Times], names: Sequence[str]) -> str:
    """Which of the names took least time."""
    return min(names, key=lambda name: times[name].median)
