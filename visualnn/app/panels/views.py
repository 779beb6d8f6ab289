"""What views of predictions have in common, and which fit a data set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from visualnn.app.panels.elided import Elided
from visualnn.app.panels.inquiry import PAUSE
from visualnn.blocks.catalogue import SPECS
from visualnn.data.dataset import SPLITS, Dataset
from visualnn.graph.model import Graph

NONE = "—"
"""Stands for what there is not: the class of a network whose numbers broke."""

REST = 500
"""Milliseconds between two questions about all rows, see :class:`Turns`."""


class View(QWidget):
    """A widget that asks the engine for predictions and shows them.

    ``asks`` is emitted when it wants to ask although the network is the same.
    """

    PAUSE = PAUSE
    """Least milliseconds between two questions."""

    asks = Signal()

    def question(self, loss: int) -> tuple[Any, ...] | None:
        """Name and arguments of the request (``Session.request``) about the predictions of a loss; None: nothing to
        ask now."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what was answered to the question last asked."""
        raise NotImplementedError


class Turns:
    """Which rows a view asks about: all of them at first, then only some, and all of them again every half a second,
    or, where those in between are others each time, half a second after the last. All of them thirty times a second
    would slow a large network down."""

    def __init__(self, view: View, rows: int, others: bool = False) -> None:
        """``others``: those in between are others each time, and soon every one of them has been."""
        self._all = np.arange(rows)
        self._asked = self._all[:0]
        self._loss = -1
        self._answer: np.ndarray | None = None
        self._resting = QTimer(view)  # while it runs, only some are asked about
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST)
        self._resting.timeout.connect(self._ask_about_the_rest)
        self._others = others
        self._view = view

    def next(self, loss: int, some: Callable[[], np.ndarray]) -> np.ndarray:
        """The numbers of the rows to ask a loss about now. ``some``: gives those to ask about in between."""
        if self._resting.isActive() and self._answer is not None and loss == self._loss:
            self._asked = some()
            if self._others:
                self._resting.start()
        else:
            self._asked, self._answer, self._loss = self._all, None, loss
            self._resting.start()
        return self._asked

    def _ask_about_the_rest(self) -> None:
        if len(self._asked) < len(self._all):
            self._view.asks.emit()

    def complete(self, answer: np.ndarray) -> np.ndarray:
        """The answers about all rows ``[rows, ...]``: those just given, and for the others those given last."""
        whole = answer if self._answer is None else self._answer.copy()
        whole[self._asked] = answer
        self._answer = whole
        return whole


class Broken(Elided):
    """Says that answers hold what is no finite number, and is hidden while they do not."""

    def __init__(self) -> None:
        super().__init__(_tr("Not all numbers of the network are finite."))
        self.setContentsMargins(8, 0, 8, 2)
        self.hide()

    def judge(self, *answers: np.ndarray) -> None:
        """Look through what the network answered."""
        broken = not all(np.isfinite(answer).all() for answer in answers)
        if broken == self.isHidden():
            self.setVisible(broken)


class Choice(NamedTuple):
    """A view that can be chosen."""

    title: str
    make: Callable[[], View]


def fitting_views(dataset: Dataset, graph: Graph, losses: Sequence[str]) -> Mapping[str, Choice]:
    """The views that fit a data set, the best one first. ``losses``: the ids of their blocks, in their order."""
    from visualnn.app.panels.confusion import Confusion
    from visualnn.app.panels.neurons import Neurons
    from visualnn.app.panels.pad import Pad
    from visualnn.app.panels.pictures import Pictures
    from visualnn.app.panels.regression import Regression
    from visualnn.app.panels.strip import TextStrip
    from visualnn.app.panels.surface import Surface
    from visualnn.app.panels.truth import TruthTable
    from visualnn.app.panels.wave import Wave
    from visualnn.app.panels.writing import Writing

    x, y = dataset.info.types["x"], dataset.info.types["y"]
    choices: dict[str, Choice] = {}
    if dataset.info.picture and y.kind == "index" and not y.shape:
        choices["pictures"] = Choice(_tr("Pictures"), lambda: Pictures(dataset))
        choices["confusion"] = Choice(_tr("Confusion"), lambda: Confusion(dataset))
        choices["draw"] = Choice(_tr("Draw"), lambda: Pad(dataset))
        return choices
    if writes_text(dataset):
        choices["steps"] = Choice(_tr("Steps"), lambda: TextStrip(dataset, [recurrent(graph, loss) for loss in losses]))
        choices["writing"] = Choice(_tr("Writing"), lambda: Writing(dataset))
        return choices
    if y.kind == "real" and dataset.y.ndim == 3:  # numbers in steps of time
        choices["wave"] = Choice(_tr("Wave"), lambda: Wave(dataset))
    if x.kind == "real" and x.size == 2:
        choices["surface"] = Choice(_tr("Surface"), lambda: Surface(dataset))
        choices["neurons"] = Choice(_tr("Neurons"), lambda: Neurons(dataset, graph))
    choices["table"] = Choice(_tr("Table"), lambda: TruthTable(dataset))
    if y.kind == "index" and not y.shape:
        choices["confusion"] = Choice(_tr("Confusion"), lambda: Confusion(dataset))
    elif y.kind == "real" and not np.isin(dataset.y[:1000], (0, 1)).all():
        choices["regression"] = Choice(_tr("Scatter"), lambda: Regression(dataset))
    return choices


def writes_text(dataset: Dataset) -> bool:
    """Whether the network reads symbols and predicts the one after each of them."""
    x, y = dataset.info.types["x"], dataset.info.types["y"]
    symbols = dataset.x.ndim == 2 and dataset.x.dtype == np.int32
    return symbols and x.kind in ("onehot", "index") and y.kind == "index" and dataset.y.shape == dataset.x.shape


def recurrent(graph: Graph, loss: str) -> tuple[str, ...]:
    """The first block that hands on a hidden state on the way to a loss, or nothing."""
    way = [loss]
    for block_id in way:
        way += {wire.source for wire in graph.into(block_id)}.difference(way)
    blocks = [block.id for block in graph.blocks if SPECS[block.kind].category == "Recurrent" and block.id in way]
    return tuple(blocks[:1])


def most_probable(probabilities: np.ndarray) -> np.ndarray:
    """The number of the most probable class of each row ``[rows, classes]``; -1 where they are not numbers."""
    found: np.ndarray = probabilities.argmax(axis=1)
    highest = probabilities[np.arange(len(found)), found]  # NaN where there is any: it counts as the largest
    found[np.isnan(highest)] = -1
    return found


def held_out(dataset: Dataset) -> str:
    """The split that tells best what the network learned: test rows, else validation rows, else training rows."""
    return next(name for name in reversed(SPLITS) if dataset.info.rows.get(name))


def picked(dataset: Dataset, split: str, most: int) -> np.ndarray:
    """The numbers of at most ``most`` rows of a split, drawn at random, always the same ones, in order."""
    rows = np.arange(len(dataset.x))[dataset.split(split)]
    if len(rows) > most:
        rows = np.sort(np.random.default_rng(0).choice(rows, most, replace=False))
    return rows


def in_units(name: str, dataset: Dataset, port: str, place: int) -> str:
    """The name of the numbers that stand at a place of a port of the data, and that they were scaled, if they were."""
    if any(dataset.info.scaled.get(port, ())[place : place + 1]):
        return _tr("{name} (scaled)").format(name=name)
    return name


def _tr(text: str) -> str:
    return QCoreApplication.translate("views", text)
