"""A variant in a race: what it trains, where it stands, the run that is kept of it and its path through the weights."""

from __future__ import annotations

import contextlib
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from visualnn.data import catalogue
from visualnn.data.dataset import Dataset
from visualnn.messages import Message
from visualnn.project.format import Project
from visualnn.training.landscape import flat
from visualnn.training.metrics import History
from visualnn.training.network import Layout
from visualnn.training.recording import Keep, Recording
from visualnn.training.session import Session

if TYPE_CHECKING:
    from visualnn.graph.model import Block
    from visualnn.project.run import State as RunState


class Position(NamedTuple):
    """Where a variant stands: ``problem`` says why it dropped out, if it did; ``history`` is None until it is ready."""

    value: str
    step: int
    history: History | None
    layout: Layout | None
    problem: Message | None


class Entrant:
    """A variant with its session. ``path`` holds (step, weights) in order, weights as ``landscape.flat`` gives them."""

    def __init__(self, value: str, project: Project) -> None:
        self.value, self.project = value, project
        self.session: Session | None = None
        self.problem: Message | None = None
        self._recording: Recording | None = None
        self.path: list[tuple[int, np.ndarray[Any, Any]]] = []

    @property
    def position(self) -> Position:
        """Where it stands."""
        session = self.session
        if session is None or session.layout is None:
            return Position(self.value, 0, None, None, self.problem)
        return Position(self.value, session.step_count, session.history, session.layout, self.problem)

    def add_point(self, step: int) -> None:
        """Add where it is now to the path."""
        assert self.session
        self.path.append((step, flat(self.session.request("weights").result())))

    # ------------------------------------------------------------------ runs; called on the race's thread

    def begin_run(self, keep: Keep, step: int) -> None:
        """Before steps are made: keep that a run begins, or goes on."""
        if self._recording:
            self._recording = self._recording.resumed(keep, step)
        elif self.session and self.session.layout:
            weights = self.session.request("weights").result()
            race = self.project.race
            remark = Message("race_run", {"value": self.value, "vary": race.vary if race else ""})
            project = msgspec.structs.replace(self.project, race=None)
            self._recording = Recording(project, self.session.layout, weights, (remark,), step)
            keep(*self._recording.beginning())

    def keep_run(self, keep: Keep, state: RunState) -> None:
        """Keep what was reached, if there is anything new."""
        session, recording = self.session, self._recording
        if session is None or recording is None or not recording.behind(session.step_count):
            return

        def evaluate(split: str) -> dict[str, float]:
            found: dict[str, float] = session.request("evaluate", split).result()
            return found

        weights = session.request("weights").result()
        keep(*recording.reached(state, session.step_count, session.seconds, session.history, weights, evaluate))

    def end_run(self, keep: Keep) -> None:
        """The next step begins another run."""
        with contextlib.suppress(CancelledError):  # the session is gone: what was kept last stands
            self.keep_run(keep, "diverged" if self.problem else "interrupted")
        self._recording = None


class SharedData:
    """Loads the data of each source once, for all sessions."""

    def __init__(self) -> None:
        self._found: list[tuple[Block, Dataset]] = []

    def load(self, block: Block, *arguments: Any, **named: Any) -> Dataset:
        """See ``data.catalogue.load``."""
        for other, dataset in self._found:
            if (other.kind, other.params, other.name) == (block.kind, block.params, block.name):
                return dataset
        dataset = catalogue.load(block, *arguments, **named)
        self._found.append((block, dataset))
        return dataset

    def forget(self) -> None:
        """Keep nothing that no session holds."""
        self._found.clear()
