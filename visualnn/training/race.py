"""Several sessions side by side: the variants of a race, from the same seed and data, in step with each other.

A :class:`Contest` has lanes, a thread for each processor, on which the sessions make steps in turns (``turns``), so
that they share the machine fairly and none is far ahead of another. A thread of its own does what lies between two
stretches: there all have made the same steps. Every method may be called from any thread and returns at once, but
:meth:`wait` and :meth:`join`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from visualnn.blocks.variants import variants
from visualnn.engine.budget import processors
from visualnn.graph.stopping import Stopping
from visualnn.messages import Message, UserError, define
from visualnn.project.format import Project
from visualnn.training.entrant import Entrant, Position, SharedData
from visualnn.training.priority import step_back
from visualnn.training.recording import Keep
from visualnn.training.session import Session
from visualnn.training.turns import Turns

define(
    race_preparing="Preparing {variant} ({number} of {all})",
    race_none_left="No variant can go on: see the table for what happened to each.",
)

State = Literal["preparing", "ready", "running", "paused", "finished", "failed", "closed"]

PACE_SECONDS = 0.03
"""How often all move in a race that is slowed down."""

POINTS = 64
"""Points of a path through the weights, for a race of the planned length; up to twice as many in a longer one."""

PATH_BYTES = 256e6
"""What all paths together may hold; a race of larger networks keeps none."""

_POLL_SECONDS = 0.05


class Contest:
    """Runs the race of a project. All go the same way: conditions that end a training early do not count.

    Args:
        project: what to race; ``project.race`` says how.
        base: the folder that relative paths in the project start from.
        polite: let the engine step back behind the other threads of the process, as a window wants it.
        overrides: sources that replace those of data blocks: block name -> path.
        keep: takes the run of every variant when it begins, rests or ends; called on the race's thread.

    Raises:
        UserError: the race cannot be run; says why.
    """

    def __init__(
        self,
        project: Project,
        *,
        base: Path | None = None,
        polite: bool = False,
        overrides: dict[str, str] | None = None,
        keep: Keep | None = None,
    ) -> None:
        assert project.race
        self.project = project
        self.entrants = tuple(
            Entrant(  # all make the same steps: none ends early
                variant.value,
                msgspec.structs.replace(project, graph=variant.graph, training=variant.training, stopping=Stopping()),
            )
            for variant in variants(project.graph, project.training, project.race)
        )
        self.state: State = "preparing"
        self.progress: tuple[float, Message] = (0.0, Message("preparing_engine"))
        self.problem: Message | None = None
        self.paths_kept = True
        self.resting = False
        """Whether the race, slowed down, leaves the processors time for others."""
        self._base, self._polite, self._overrides = base, polite, dict(overrides or {})
        self._keep, self._keeping = keep, False
        self._until = self._step = self._total = 0
        self._turns = Turns()
        self._stretch = 1.0  # of the distances between the points of paths
        self._ordered: Callable[[], int] | None = None  # where to run to, asked before it can
        self._pace = 0.0
        self._pausing = self._resetting = self._closing = False
        self._changed = threading.Condition()
        self._lanes = ThreadPoolExecutor(processors(), "visualnn race lane", initializer=step_back if polite else None)
        self._thread = threading.Thread(target=self._run, name="visualnn race", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------------ what others call

    def start(self) -> None:
        """Run up to the end of the plan; from there, the length of the plan again. While preparing: once ready."""
        self._order(lambda: self._until if self._until > self._step else self._planned())

    def step(self) -> None:
        """Let every variant make one step, then pause."""
        self._order(lambda: self._step + 1)

    def run_to(self, step: int) -> None:
        """Run until every variant has made so many steps."""
        self._order(lambda: step)

    def set_pace(self, seconds: float) -> None:
        """Let a race of the planned length last at least so long, for who watches it; 0: as short as it can be."""
        with self._changed:
            self._pace = seconds
            self._turns.finish()
            self._changed.notify_all()

    def pause(self) -> None:
        """Stop after the turn under way; ``start`` goes on."""
        with self._changed:
            self._pausing = True
            self._ordered = None
            self._turns.finish()
            self._changed.notify_all()

    def reset(self) -> None:
        """Back to step 0 with the same initial weights."""
        with self._changed:
            self._resetting, self._ordered = True, None
            self._turns.stop()
            self._changed.notify_all()

    @property
    def step_count(self) -> int:
        """Steps that every variant which did not drop out has made."""
        return min((entrant.position.step for entrant in self._alive()), default=self._step)

    @property
    def total_steps(self) -> int:
        """How long the race is; 0 until it is known."""
        return max(self._total, self._until)

    def poll(self) -> tuple[Position, ...]:
        """Where all variants stand; cheap."""
        return tuple(entrant.position for entrant in self.entrants)

    def wait(self, timeout: float | None = None) -> State:
        """Block until the race neither prepares nor runs; returns its state."""
        with self._changed:
            self._changed.wait_for(
                lambda: not (self._resetting or self._keeping) and self.state not in ("preparing", "running"), timeout
            )
        return self.state

    def close(self) -> None:
        """End all sessions; the state becomes ``closed`` when they have let go of everything."""
        with self._changed:
            self._closing = True
            self._turns.stop()
            self._changed.notify_all()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end of a closed race's threads."""
        deadline = None if timeout is None else time.monotonic() + timeout
        self._thread.join(timeout)
        for entrant in self.entrants:
            if entrant.session:
                entrant.session.join(None if deadline is None else max(0.0, deadline - time.monotonic()))

    # ------------------------------------------------------------------ the race's thread

    def _order(self, until: Callable[[], int]) -> None:
        with self._changed:
            self._pausing = False
            if self.state == "preparing" or self._resetting:
                self._ordered = until
            elif self.state in ("ready", "paused", "finished"):
                self._go(until)

    def _go(self, until: Callable[[], int]) -> None:
        """Begin to run; the lock is held."""
        if self._alive():
            self._until = max(self._step, until())
            self._become("running" if self._until > self._step else self.state)

    def _planned(self) -> int:
        return self._total if self._step < self._total else self._step + self._total

    def _become(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._prepare()
            while not self._closing:
                with self._changed:
                    self._changed.wait_for(lambda: self._closing or self._resetting or self.state == "running")
                if self._closing:
                    break
                if self._resetting:
                    self._back()
                elif self.state == "running":
                    self._run_stretch()
                    self._keep_runs()
        except UserError as error:
            self.problem = error.message
        except Exception as error:
            self.problem = Message("session_failed", {"reason": f"{type(error).__name__}: {error}"})
        self._end_runs()
        if not self._closing:
            self._become("failed")
            with self._changed:
                self._changed.wait_for(lambda: self._closing)
        self._lanes.shutdown()
        for entrant in self.entrants:
            if entrant.session:
                entrant.session.close()
        self._become("closed")
        for entrant in self.entrants:
            if entrant.session:
                entrant.session.join()

    def _prepare(self) -> None:
        """Open the sessions one after the other: what one compiled, the next finds ready."""
        shared = SharedData()
        count = len(self.entrants)
        for number, entrant in enumerate(self.entrants):
            message = Message("race_preparing", {"variant": entrant.value, "number": number + 1, "all": count})
            self.progress = (number / count, message)
            if self._closing:
                return
            entrant.session = session = Session(
                entrant.project,
                base=self._base,
                overrides=self._overrides,
                threads=1,
                polite=self._polite,
                load=shared.load,
            )
            while session.state == "preparing" and not self._closing:
                session.wait(_POLL_SECONDS)
            if session.state == "failed":
                entrant.problem = session.problem
        shared.forget()
        ready = [entrant.session.layout for entrant in self.entrants if entrant.session and entrant.session.layout]
        if not ready:
            problem = next((e.problem for e in self.entrants if e.problem), Message("race_none_left"))
            raise UserError(problem.code, **problem.arguments)
        self._total = max(layout.total_steps for layout in ready)
        numbers = max(layout.parameter_count for layout in ready)
        self.paths_kept = 2 * POINTS * len(ready) * numbers * 4 <= PATH_BYTES
        self._keep_points()
        with self._changed:
            self.progress = (1.0, Message("preparing_done"))
        self._be_ready()

    def _alive(self) -> list[Entrant]:
        return [entrant for entrant in self.entrants if entrant.problem is None and entrant.session]

    def _run_stretch(self) -> None:
        """Let every variant make the same number of steps."""
        began, first = time.perf_counter(), self._step
        alive = self._alive()
        if self._keep:
            for entrant in alive:
                entrant.begin_run(self._keep, first)
        target = self._until
        if self.paths_kept:
            target = min(target, max(first + 1, self._next_point()))
        if self._pace:
            target = min(target, first + max(1, int(self._total * PACE_SECONDS / self._pace)))
        with self._changed:
            self._turns.begin(alive, target)
            if self._pausing or self._interrupted():
                self._turns.finish()
        list(self._lanes.map(self._take_turns, range(processors())))
        if self._interrupted():
            return
        self._step = self._turns.target
        if self.paths_kept and self._alive() and self._step >= self._next_point():
            self._keep_points()
        with self._changed:
            self._keeping = self._keep is not None
            if not self._alive():
                self.problem = Message("race_none_left")
                self._become("finished")
            elif self._step >= self._until:
                self._become("finished" if self._step >= self._total else "paused")
            elif self._pausing:
                self._become("paused")
            else:
                self._changed.notify_all()
                if not self._pace:
                    self.resting = False
                else:
                    took = time.perf_counter() - began
                    rest = self._pace * (self._step - first) / max(1, self._total) - took
                    self.resting = rest > 0.5 * took
                    self._changed.wait_for(self._disturbed, max(0.0, rest))
                    if self._pausing:
                        self._become("paused")

    def _interrupted(self) -> bool:
        return self._closing or self._resetting

    def _disturbed(self) -> bool:
        """Whether a rest between two stretches is over before its time."""
        return self._interrupted() or self._pausing or not self._pace

    def _take_turns(self, lane: int) -> None:
        """On a lane: let variants make turns, until all have made the steps of this stretch."""
        while turn := self._turns.take():
            entrant, session = turn.entrant, turn.entrant.session
            assert session
            try:
                session.drive(turn.until)
                if session.step_count < turn.until and session.problem:
                    entrant.problem = session.problem
                    self._turns.finish()  # what it has reached is to be kept
            finally:
                self._turns.over(turn)

    def _back(self) -> None:
        """To the start, for all that ever got ready."""
        self._end_runs()
        for entrant in self.entrants:
            if entrant.session and entrant.session.layout:
                entrant.session.reset()
                entrant.session.wait()
                entrant.problem = entrant.session.problem
            entrant.path.clear()
        with self._changed:
            self.problem = None
            self._step, self._until, self._stretch = 0, 0, 1.0
        self._keep_points()
        self._be_ready()

    def _be_ready(self) -> None:
        """Ready, and on to what was asked meanwhile."""
        with self._changed:
            self._resetting = False
            self._become("ready")
            if self._ordered:
                self._go(self._ordered)
            self._ordered = None

    # ------------------------------------------------------------------ runs

    def _keep_runs(self) -> None:
        """Keep what was reached by who dropped out, and once all rest, by all."""
        if self._keep:
            for entrant in self.entrants:
                if entrant.problem:
                    entrant.keep_run(self._keep, "diverged")
                elif self.state == "finished" or self.state == "paused":
                    entrant.keep_run(self._keep, self.state)
        with self._changed:
            self._keeping = False
            self._changed.notify_all()

    def _end_runs(self) -> None:
        if self._keep:
            for entrant in self.entrants:
                entrant.end_run(self._keep)

    # ------------------------------------------------------------------ paths

    def _next_point(self) -> int:
        """The step at which the next point of the paths is due: close together at first, where all move most."""
        made = max((len(entrant.path) for entrant in self._alive()), default=0)
        spacing = self._stretch * (made / POINTS) ** 2
        return max(self._step if made == 0 else 0, int(np.ceil(self._total * spacing)))

    def _keep_points(self) -> None:
        if not self.paths_kept:
            return
        for entrant in self._alive():
            entrant.add_point(self._step)
        if max(len(entrant.path) for entrant in self._alive()) > 2 * POINTS:
            for entrant in self.entrants:
                entrant.path[:] = entrant.path[::2]
            self._stretch *= 4
