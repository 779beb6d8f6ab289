"""A session that trains nothing: panels are tested with figures chosen by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import real_runs

from visualnn.app.document import Document
from visualnn.app.trainer import Trainer
from visualnn.data import catalogue
from visualnn.graph.model import Block
from visualnn.graph.stopping import Stopping
from visualnn.messages import Message
from visualnn.project import store
from visualnn.project.format import Project
from visualnn.training.metrics import History
from visualnn.training.network import LayerInfo, Layout
from visualnn.training.session import Progress, Update
from visualnn.training.worker import Answer


class FakeSession:
    """Ready at once; ``answers`` maps the name of a request to what is answered, ``asked`` keeps the requests."""

    def __init__(self, project: Project, base: Path | None = None) -> None:
        graph = project.graph
        source = next(block for block in graph.blocks if not any(graph.into(block.id)))
        data = catalogue.load(source)
        self.data = {block.id: data for block in graph.blocks if block.kind == "loss"}
        self.state = "ready"
        self.progress = Progress(1.0, Message("preparing_done"))
        self.problem: Message | None = None
        self.stopped = False
        layers = [block for block in graph.blocks if block.kind in ("dense", "rnn")]
        self.layout = Layout(
            tuple(LayerInfo(block.name, block.id, {"W": (2, 2), "b": (2,)}) for block in layers),
            12, 0, 4, 1, 1000, 1, data.info,
        )  # fmt: skip
        names = [f"gradient/{block.name}" for block in layers]
        losses = [f"loss/{block.name}" for block in graph.blocks if block.kind == "loss"]
        several = losses if len(losses) > 1 else []
        self.history = History(("loss", "accuracy", *several, *names), ("validation_loss",))
        self.step_count = 0
        self.stopping = project.stopping
        self.restored: int | None = None
        self.run_id: str | None = None
        self.seconds = 0.0
        self.kept_steps: tuple[int, ...] = ()
        self.present: int | None = None
        self.measured: dict[str, float] = {}
        self.answers: dict[str, Callable[..., Any]] = {}
        self.asked: list[tuple[Any, ...]] = []

    def poll(self) -> Update:
        return Update(
            self.state, self.step_count, 0.0, 0.0, None, self.history, self.kept_steps, self.present, self.measured
        )

    def set_stopping(self, stopping: Stopping) -> None:
        self.stopping = stopping

    def request(self, name: str, *arguments: Any) -> Answer:
        self.asked.append((name, *arguments))
        future = Answer()
        future.set_result(self.answers[name](*arguments))
        return future

    def record(self, validation: float = np.nan, **curves: list[float]) -> None:
        """Append values to curves, all of the same length; those not named are 0."""
        training = self.history._tracks[0]
        count = len(next(iter(curves.values())))
        values = np.zeros((count, len(training.names)))
        for name, numbers in curves.items():
            values[:, training.names.index(name.replace("__", "/").replace("_", " "))] = numbers
        steps = np.arange(self.step_count + 1, self.step_count + count + 1)
        self.step_count += count
        measured = np.full((count, 1), np.nan)
        measured[-1] = validation
        self.history.append(steps, values, measured)

    def start(self) -> None:
        self.state = "running"

    def pause(self) -> None:
        self.state = "paused"

    def close(self) -> None:
        self.state = "closed"

    def join(self, timeout: float | None = None) -> None:
        pass


@pytest.fixture
def begin(qtbot: Any) -> Iterator[real_runs.Begin]:
    """Begins real trainings: see :func:`real_runs.beginning`."""
    yield from real_runs.beginning(qtbot)


@pytest.fixture
def open_project(qtbot, request):
    """Open a project (a sample's name or a value) with a fake session; returns the trainer, its session ready."""
    trainers: list[Trainer] = []

    def open_project(project: str | Project) -> Trainer:
        value = store.load(store.find(project)) if isinstance(project, str) else project
        document = Document(value)
        trainer = Trainer(document, open_session=FakeSession)
        document.setParent(trainer)
        trainers.append(trainer)
        trainer.prepare()
        return trainer

    yield open_project
    for trainer in trainers:
        trainer.close()


@pytest.fixture
def show(qtbot):
    """Show a panel for a trainer."""

    def show(kind, trainer, size=(420, 260)):
        panel = kind(trainer)
        qtbot.addWidget(panel)
        panel.resize(*size)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return show


def table(name: str, columns: list[str], targets: int, rows: list[list[float]]) -> Block:
    """A data block with a table."""
    return Block("data", "table", name, params={"table": {"columns": columns, "targets": targets, "rows": rows}})
