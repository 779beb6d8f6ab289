"""Predicted numbers against the true ones."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from visualnn.app.panels.elided import Elided
from visualnn.app.panels.panel import number
from visualnn.app.panels.pictures import split_name
from visualnn.app.panels.plots import Line, Plot
from visualnn.app.panels.views import NONE, View, held_out, in_units, picked
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

ROWS = 500
"""Rows drawn at most."""


class Regression(View):
    """Left, every row's prediction over its target: on the line they agree. Right, the residuals over the
    prediction: a pattern in them is something the network has not learned."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        split = held_out(dataset)
        rows = picked(dataset, split, ROWS)
        self._x = dataset.x[rows]
        self._targets = dataset.y[rows].reshape(len(rows), -1).astype(np.float64)
        self._answer = np.zeros((0, 1))
        outputs = self._targets.shape[1]
        names = dataset.info.columns[-outputs:] or tuple(str(i + 1) for i in range(outputs))
        self._named = bool(dataset.info.columns)
        self.output = QComboBox()
        self.output.setAccessibleName(self.tr("Output"))
        self.output.setToolTip(self.tr("Which of the predicted numbers is shown"))
        self.output.addItems(list(names))
        self.output.setVisible(outputs > 1)
        self.output.currentIndexChanged.connect(self._name)
        self.figures = Elided()
        self._split = split_name(split)
        self.scatter = Plot("", "")
        self.residuals = Plot("", "")
        head = bare(QHBoxLayout(), spacing=8, margins=(10, 0, 10, 0))
        head.addWidget(self.output)
        head.addWidget(self.figures, 1)
        plots = bare(QHBoxLayout(), spacing=2)
        plots.addWidget(self.scatter)
        plots.addWidget(self.residuals)
        column = bare(QVBoxLayout(self), spacing=2)
        column.addLayout(head)
        column.addLayout(plots, 1)
        theme().changed.connect(self._draw)
        self._name()

    def _name(self) -> None:
        """Name the axes after the number that is predicted."""
        true, predicted, difference = self.tr("true"), self.tr("predicted"), self.tr("true - predicted")
        if self._named:
            named = self.output.currentText()
            true, predicted = f"{named}, {true}", f"{named}, {predicted}"
        names, place = (true, predicted, difference), max(0, self.output.currentIndex())
        true, predicted, difference = (in_units(name, self._dataset, "y", place) for name in names)
        self.scatter.set_labels(true, predicted, self.tr("Predicted against true"))
        self.residuals.set_labels(predicted, difference, self.tr("Residuals"))
        self._draw()

    def question(self, loss: int) -> tuple[Any, ...]:
        return "predict", self._x, loss

    def show_answer(self, answer: np.ndarray) -> None:
        self._answer = answer.reshape(len(answer), -1).astype(np.float64)
        self._draw()

    def _draw(self) -> None:
        output = max(0, self.output.currentIndex())
        if self._answer.shape != self._targets.shape:  # another loss, which aims at something else
            return
        true, predicted = self._targets[:, output], self._answer[:, output]
        self._say(true, predicted)
        finite = np.isfinite(predicted)
        self._plot(true[finite], predicted[finite])

    def _say(self, true: np.ndarray, predicted: np.ndarray) -> None:
        """How far off the predictions are. Where some are no numbers there is no such figure: of the other rows alone
        it would praise a network that broke."""
        rows, broken = len(true), int((~np.isfinite(predicted)).sum())
        if broken:
            text = self.tr("{broken} of {rows} {split} rows: no finite prediction")
            self.figures.setText(text.format(broken=broken, rows=rows, split=self._split))
            return
        squares = float(((true - predicted) ** 2).sum())
        spread = float(((true - true.mean()) ** 2).sum())
        self.figures.setText(
            self.tr("{rows} {split} rows: root mean squared error {error}, R² {r2}").format(
                rows=rows,
                split=self._split,
                error=number(math.sqrt(squares / rows)),
                r2=number(1 - squares / spread) if spread else NONE,
            )
        )

    def _plot(self, true: np.ndarray, predicted: np.ndarray) -> None:
        if not len(true):
            self.scatter.show_lines({})
            self.residuals.show_lines({})
            return
        now = colours()
        ends = np.array([min(true.min(), predicted.min()), max(true.max(), predicted.max())])
        ideal, dots = self.tr("ideal"), self.tr("rows")
        by_true, by_prediction = np.argsort(true), np.argsort(predicted)
        ink = now.of_series(0)
        self.scatter.show_lines(
            {
                ideal: Line(ends, ends, now.dim, smooth=True),
                dots: Line(true[by_true], predicted[by_true], ink, dots=True),
            }
        )
        reach = np.array([predicted.min(), predicted.max()])
        self.residuals.show_lines(
            {
                ideal: Line(reach, np.zeros(2), now.dim, smooth=True),
                dots: Line(predicted[by_prediction], (true - predicted)[by_prediction], ink, dots=True),
            }
        )
