"""A sequence of numbers and what the network makes of it, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from visualnn.app.panels.panel import number
from visualnn.app.panels.pictures import split_name
from visualnn.app.panels.plots import Line, Plot, Reading
from visualnn.app.panels.strip import WINDOWS
from visualnn.app.panels.views import View, held_out
from visualnn.app.panels.widgets import Legend, bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

LEAST = 150
"""Pixels that the figures keep of the width: when there is less, the words before the number of the window go."""


class Wave(View):
    """One window of the data: the true numbers and the predicted ones over the steps of time.

    The windows are those that tell best what was learned, see :func:`held_out`; where a step has several numbers, one
    of them is chosen.
    """

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        """``dataset.y``: ``[windows, steps, numbers]``."""
        super().__init__(parent)
        split = held_out(dataset)
        rows = dataset.split(split)
        self._x = dataset.x[rows][:WINDOWS]
        self._y = dataset.y[rows][:WINDOWS]
        self._asked = self._row = 0  # the window that was asked for, and the one that is shown
        self._answer = np.zeros((0, 0))
        self._readings: tuple[Reading, ...] = ()
        names = dataset.info.columns
        numbers = self._y.shape[-1]
        self.window_number = QSpinBox()
        self.window_number.setRange(1, len(self._y))
        self.window_number.setAccessibleName(self.tr("Window"))
        self.window_number.valueChanged.connect(self.asks)
        self.output = QComboBox()
        self.output.setAccessibleName(self.tr("Output"))
        self.output.setToolTip(self.tr("Which of the predicted numbers is shown"))
        self.output.addItems(list(names[-numbers:]) or [str(place + 1) for place in range(numbers)])
        self.output.setVisible(numbers > 1)
        self.output.currentIndexChanged.connect(self._draw)
        self.legend = Legend()
        self.plot = Plot(self.tr("step"), self.tr("value"), self.tr("True and predicted values"))
        self.plot.read.connect(self._read)
        head = bare(QHBoxLayout(), spacing=6, margins=(10, 0, 10, 0))
        self._window = QLabel(self.tr("{split} window").format(split=split_name(split)))
        self.window_number.setToolTip(self._window.text())
        head.addWidget(self._window)
        head.addWidget(self.window_number)
        head.addWidget(self.output)
        head.addSpacing(6)
        head.addWidget(self.legend, 1)
        column = bare(QVBoxLayout(self), spacing=2)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        theme().changed.connect(self._draw)
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, the figures have the room of the words before the number of the window."""
        others = (self._window, self.window_number, *([] if self.output.isHidden() else [self.output]))
        room = self.width() - sum(part.sizeHint().width() for part in others)
        self._window.setVisible(room >= LEAST * theme().scale)

    def question(self, loss: int) -> tuple[Any, ...]:
        """About the chosen window alone."""
        self._asked = self.window_number.value() - 1
        return "predict", self._x[self._asked : self._asked + 1], loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Draw the prediction ``[1, steps, numbers]`` of the window asked for."""
        self._row, self._answer = self._asked, answer[0].astype(np.float64)
        self._draw()

    def _draw(self) -> None:
        true = self._y[self._row].astype(np.float64)
        if self._answer.shape != true.shape:  # another loss, which aims at something else
            self.plot.show_lines({})
            self.legend.clear()
            return
        place, now, steps = max(0, self.output.currentIndex()), colours(), np.arange(1.0, len(true) + 1)
        self.plot.show_lines({})  # they are others now, not the same ones grown
        self.plot.show_lines(
            {
                self.tr("true"): Line(steps, true[:, place], now.of_series(0), smooth=True),
                self.tr("predicted"): Line(steps, self._answer[:, place], now.of_series(1), smooth=True),
            }
        )
        self._read(self._readings)

    def _read(self, readings: tuple[Reading, ...]) -> None:
        """Say the values of the step under the cursor, or of the last."""
        self._readings = readings
        steps = [int(reading.x) for reading in readings or self.plot.last()]
        where = self.tr("step {step}").format(step=steps[0]) if steps else ""
        entries = []
        for (name, line), step in zip(self.plot.lines.items(), steps, strict=False):
            entries.append((line.colour, name, number(float(line.y[step - 1]))))
        self.legend.show_values(entries, where)
