"""Trainings for panels to show: samples that learn with the real engine, and beside them the same by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from by_hand import ByHand
from msgspec.structs import replace

from visualnn.app.document import Document
from visualnn.app.trainer import Trainer
from visualnn.graph.race import Race
from visualnn.project import store

PATIENCE = 120_000
"""Milliseconds: on a new machine the engine is compiled first."""

Begin = Callable[..., tuple[Trainer, ByHand]]


def plain(name: str, race: Race | None = None, source: Mapping[str, Any] | None = None, **training: Any) -> Document:
    """A sample that learns by gradient descent, its rows in their order, so that it can be done by hand as well; with
    data made by these settings of a generator in place of its own, if there are any."""
    path = store.find(name)
    project = store.load(path)
    settings = {"optimizer": "sgd", "shuffle": False} | training
    graph = project.graph
    if source:
        made = replace(graph.blocks[0], kind="generator", params=source)
        graph = replace(graph, blocks=(made, *graph.blocks[1:]))
    return Document(replace(project, graph=graph, training=replace(project.training, **settings), race=race), path)


def beginning(qtbot: Any) -> Iterator[Begin]:
    """For a fixture: ``begin(sample, ...)``, see :func:`plain`, gives a ready trainer, and the network by hand."""
    trainers: list[Trainer] = []

    def begin(name: str, **training: Any) -> tuple[Trainer, ByHand]:
        document = plain(name, **training)
        trainer = Trainer(document)
        document.setParent(trainer)
        trainers.append(trainer)
        trainer.prepare()
        qtbot.waitUntil(lambda: trainer.state in ("ready", "failed"), timeout=PATIENCE)
        assert trainer.state == "ready"
        weights = trainer.session.request("weights").result(10)
        (data, *_) = trainer.session.data.values()  # of all losses the same
        return trainer, ByHand(document.value, data, weights)

    yield begin
    for trainer in trainers:
        trainer.close()
        trainer.join()


def learn(qtbot: Any, trainer: Trainer) -> None:
    """Train to the end of the plan, and let everything be shown."""
    trainer.train()
    qtbot.waitUntil(lambda: trainer.state == "finished", timeout=PATIENCE)
    steps = trainer.layout.total_steps
    qtbot.waitUntil(lambda: trainer.latest.step == steps)
