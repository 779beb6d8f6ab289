"""States of a run at steps that lie evenly over it, so that one can go back to any of them.

Few are kept, and each is a copy of the state, so that it costs next to nothing: the distance grows with the run, and
when there are too many, the one goes whose neighbours lie closest.
"""

from __future__ import annotations

import bisect
import dataclasses
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visualnn.engine.runner import Checkpoint, Runner

MOST = 64
"""States that are kept."""

LIMIT = 256 << 20
"""Bytes that they may take."""

SHARE = 0.02
"""The share of the time that copying may take, where a copy takes longer than ``SHORT``."""

SHORT = 0.001
"""Seconds of a copy that nobody notices, since there are few."""


class Snapshots:
    """The kept states of a runner, and which of them it is in.

    ``steps``: the kept steps, ascending; the first is where the run began. ``present``: the state that training has
    reached, while the runner is in an older one; else None. ``note`` gives what is to be known again of a state that is
    kept, besides what is in it.
    """

    def __init__(
        self, runner: Runner, note: Callable[[], Any] = lambda: None, most: int = MOST, limit: int = LIMIT
    ) -> None:
        self._runner = runner
        self._note = note
        self._notes: dict[int, Any] = {}
        size = (runner.program.values_at - runner.program.state_at) * runner.memory.itemsize
        self._room = min(most, limit // max(1, size))
        self._kept: list[Checkpoint] = []
        self._copied = math.inf  # seconds that a copy takes when nothing comes between
        self._when = 0.0  # when it was made
        self.steps: tuple[int, ...] = ()
        self.present: Checkpoint | None = None

    def clear(self) -> None:
        """Forget all: another run begins, from the state that the runner is in."""
        self._kept.clear()
        self.present = None
        self._tell()

    def take(self, *, always: bool = False) -> None:
        """Keep the present state if it is time to (or ``always``); one of the same step is replaced."""
        step, now = self._runner.step, time.perf_counter()
        if self._room < 2:  # too large a network to keep anything
            return
        if self.present or (not always and self._kept and not self._due(step, now)):
            return
        checkpoint = self._runner.checkpoint()
        self._when = time.perf_counter()
        self._copied = min(self._copied, self._when - now)
        self._kept = [kept for kept in self._kept if kept.step < step]
        self._kept.append(checkpoint)
        self._notes[step] = self._note()
        while len(self._kept) > self._room:
            gaps = [after.step - before.step for before, after in zip(self._kept, self._kept[2:], strict=False)]
            del self._kept[gaps.index(min(gaps)) + 1]
        self._tell()

    def _due(self, step: int, now: float) -> bool:
        far = step - self._kept[-1].step >= max(1, step // self._room)
        return far and (self._copied < SHORT or now - self._when >= self._copied / SHARE)

    def look(self, step: int | None) -> None:
        """Put the runner into the last kept state that is not after ``step``; None: back to the present one, bit for
        bit."""
        if step is None:
            if self.present:
                self._runner.restore(self.present)
                self.present = None
            return
        if not self._kept:
            return
        place = max(0, bisect.bisect_right(self.steps, step) - 1)
        present = self.present or self._runner.checkpoint()
        if self._kept[place].step >= present.step:
            self.look(None)
            return
        self.present = present
        # The learning rate is the user's, not the past's.
        self._runner.restore(dataclasses.replace(self._kept[place], learning_rate=present.learning_rate))

    def kept(self, step: int) -> Checkpoint | None:
        """The state kept at exactly this step; None when there is none."""
        return next((kept for kept in self._kept if kept.step == step), None)

    def noted(self, step: int) -> Any:
        """What was noted of the state kept at exactly this step; None when there is none."""
        return self._notes.get(step)

    def set_learning_rate(self, rate: float) -> None:
        """Use another rate, also when the present state is back."""
        self._runner.set_learning_rate(rate)
        if self.present:
            self.present = dataclasses.replace(self.present, learning_rate=rate)

    def stay(self) -> None:
        """Give up the present for the state that is looked at, and all that came after it."""
        self.present = None
        self.forget_after(self._runner.step)

    def forget_after(self, step: int) -> None:
        """Forget states after ``step``: they belong to a course that was given up."""
        self._kept = [kept for kept in self._kept if kept.step <= step]
        self._tell()

    def _tell(self) -> None:
        self.steps = tuple(kept.step for kept in self._kept)
        self._notes = {step: self._notes[step] for step in self.steps}
