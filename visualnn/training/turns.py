"""Who makes steps next: the variants of a race take turns on fewer lanes, a thread for each processor."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from visualnn.training.entrant import Entrant

TURN_SECONDS = 0.03
"""How long a turn of one variant should last: of few, all move from picture to picture, and ten on two processors are
seen to move six times a second. Shorter ones cost time, since between two a lane waits for Python's lock, which a
window that draws holds."""

LEAD = 2
"""So many turns may a variant be ahead of the slowest: with less, lanes would often wait for each other."""


class Turn(NamedTuple):
    """Whose turn it is, and from which step to which."""

    entrant: Entrant
    first: int
    until: int
    began: float


class Turns:
    """Gives turns to those who are furthest behind, all of the same number of steps. Lanes need not wait for each other
    before all is done, so what holds one up, such as a window that draws, costs the others nothing.

    Every method may be called from any thread.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._steps = 1  # of a turn
        self._seconds: dict[str, float] = {}  # of a step of each variant, as its last turn was
        self._there: list[Entrant] = []  # whose turn may come
        self._away: list[Entrant] = []  # whose turn it is
        self._target = self._furthest = 0

    @property
    def target(self) -> int:
        """The step that all have made when there is no next turn."""
        return self._target

    def begin(self, entrants: Sequence[Entrant], target: int) -> None:
        """From now on these make steps, up to this one."""
        with self._changed:
            self._there = list(entrants)
            self._target, self._furthest = target, max(map(_step, entrants), default=target)

    def finish(self) -> None:
        """Give turns only until all have made as many steps as the foremost will have after its turn."""
        with self._changed:
            self._target = min(self._target, self._furthest)

    def stop(self) -> None:
        """Give no more turns."""
        with self._changed:
            self._target = 0

    def take(self) -> Turn | None:
        """The next turn, to be given back with :meth:`over`; None when there is none. Waits while those who are behind
        make theirs on other lanes."""
        with self._changed:
            while True:
                behind = [entrant for entrant in self._there if _step(entrant) < self._target]
                if not behind and not self._away:
                    return None
                slowest = min(map(_step, behind + self._away))
                last = min(behind, key=_step, default=None)
                if last and _step(last) < slowest + LEAD * self._steps:
                    break
                self._changed.wait()
            self._there.remove(last)
            self._away.append(last)
            first = _step(last)
            until = min(first + self._steps, self._target)
            self._furthest = max(self._furthest, until)
            return Turn(last, first, until, time.perf_counter())

    def over(self, turn: Turn) -> None:
        """A turn has ended; who dropped out gets no other."""
        entrant, made = turn.entrant, _step(turn.entrant) - turn.first
        with self._changed:
            self._away.remove(entrant)
            if entrant.problem is None:
                self._there.append(entrant)
            if made > 0:
                self._seconds[entrant.value] = (time.perf_counter() - turn.began) / made
                mean = sum(self._seconds.values()) / len(self._seconds)
                self._steps = max(1, min(4 * max(made, self._steps), int(TURN_SECONDS / mean)))
            self._changed.notify_all()


def _step(entrant: Entrant) -> int:
    return entrant.position.step
