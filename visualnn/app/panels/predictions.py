"""What the network says to the rows of its data, in the form that fits the data."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from visualnn.app.panels.panel import Panel
from visualnn.app.panels.pictures import Pictures
from visualnn.app.panels.strip import TextStrip
from visualnn.app.panels.surface import Surface
from visualnn.app.panels.truth import TruthTable
from visualnn.app.panels.widgets import Hint
from visualnn.data.dataset import Dataset

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update

LOSS = "loss/"
"""Begins the names of the curves of several losses."""

PAUSE = 200
"""Least milliseconds between two questions to the engine."""


class View(Protocol):
    """A widget that asks for predictions and shows them."""

    def question(self) -> np.ndarray:
        """Rows of inputs to predict."""
        ...

    def show_answer(self, prediction: np.ndarray) -> None:
        """Show the predictions for the rows last asked for."""
        ...


def fitting_view(dataset: Dataset) -> Surface | Pictures | TextStrip | TruthTable:
    """The view for a data set: a surface for two inputs, pictures for pictures, a strip for text, else a table."""
    x, y = dataset.info.types["x"], dataset.info.types["y"]
    if dataset.info.picture and y.kind == "index":
        return Pictures(dataset)
    if x.kind == "onehot" and y.kind == "index" and len(x.shape) == 2:
        return TextStrip(dataset)
    if x.kind == "real" and x.size == 2:
        return Surface(dataset)
    return TruthTable(dataset)


class PredictionsPanel(Panel):
    """Asks the engine for predictions a few times a second, only while it can be seen and something changed."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.hint = Hint(self.tr("What the network predicts is shown here once it is ready to train."))
        self.body.addWidget(self.hint, 1)
        self.view: Surface | Pictures | TextStrip | TruthTable | None = None
        self._dataset: Dataset | None = None
        self._question: Future[Any] | None = None
        self._due = False
        self.output = QComboBox()
        self.output.setToolTip(self.tr("The loss block whose predictions are shown"))
        self.output.hide()
        self.output.currentIndexChanged.connect(lambda: self.refresh(self.trainer.latest))
        self.head.addWidget(self.output)
        self.head.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._ask_if_due)

    def refresh(self, update: Update | None) -> None:
        session = self.trainer.session
        self._fit(session.data if session else None)
        self._name_outputs(update)
        self._due = self.view is not None
        if not self._timer.isActive():
            self._ask_if_due()

    def _fit(self, dataset: Dataset | None) -> None:
        if dataset is not self._dataset:
            self._dataset = dataset
            if self.view:
                self.view.hide()
                self.view.deleteLater()
                self.view = None
            if dataset is not None:
                self.view = fitting_view(dataset)
                self.body.addWidget(self.view, 1)
            self.hint.setVisible(self.view is None)

    def _name_outputs(self, update: Update | None) -> None:
        """Let the user choose between the predictions of several losses."""
        names = [name.removeprefix(LOSS) for name in update.history.names if name.startswith(LOSS)] if update else []
        if names != [self.output.itemText(index) for index in range(self.output.count())]:
            self.output.blockSignals(True)
            self.output.clear()
            self.output.addItems(names)
            self.output.blockSignals(False)
        self.output.setVisible(len(names) > 1)

    def _ask_if_due(self) -> None:
        if not (self._due and self.view and self.isVisible()):
            return
        if self._question is None or self._question.done():
            view = self.view
            self._due = False
            loss = max(0, self.output.currentIndex())
            self._question = self.trainer.ask(
                "predict", view.question(), loss, then=lambda answer: self._show(view, answer)
            )
        self._timer.start()

    def _show(self, view: View, answer: np.ndarray) -> None:
        if view is self.view:
            view.show_answer(answer)
