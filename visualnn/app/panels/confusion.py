"""Which classes are taken for which."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.elided import Elided
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.panels.pictures import PictureGrid, images, split_name
from visualnn.app.panels.views import Turns, View, held_out, most_probable, picked
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import theme
from visualnn.data.dataset import Dataset

ROWS = 1000
"""Rows counted at most."""

LINES = 10
"""Lines of text that the matrix is high at least."""

SHARES = 16
"""Of the rows, one of so many is asked about for each picture in turns."""


class Confusion(View):
    """A row per true class, a column per predicted one; a click on a cell shows its pictures."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        split = held_out(dataset)
        rows = picked(dataset, split, ROWS)
        self._x, self._truth = dataset.x[rows], dataset.y[rows]
        classes = dataset.info.types["y"].classes
        self._labels = dataset.info.labels or tuple(str(number) for number in range(classes))
        self._split, self._rows = split_name(split), dataset.info.rows[split]
        self._probabilities, self._predicted = np.zeros((0, classes)), self._truth
        self._turns, self._share = Turns(self, len(rows), others=True), 0
        self.counts = np.zeros((classes, classes), np.int64)
        self.map = HeatMap(square=True)
        self.map.longest = str(np.bincount(self._truth).max(initial=0))
        self.map.clicked.connect(self.choose)
        self.grid: PictureGrid | None = None
        row = bare(QHBoxLayout(), spacing=6)
        row.addWidget(scrolled(self.map), 3)
        self._hint = Elided(self.tr("Click on a cell to see its pictures."))
        self._hint.setContentsMargins(8, 0, 8, 4)
        if dataset.info.picture:
            self.grid = PictureGrid(images(self._x, dataset), self._truth, self._labels)
            self.grid.order = np.zeros(0, np.int64)
            self._side = scrolled(self.grid)
            self._side.hide()  # until there is something in it: the matrix needs the room
            row.addWidget(self._side, 2)
        column = bare(QVBoxLayout(self))
        column.addLayout(row, 1)
        column.addWidget(self._hint)
        self._hint.setVisible(self.grid is not None)
        theme().changed.connect(self._draw)
        theme().changed.connect(self._keep_legible)
        self._keep_legible()

    def question(self, loss: int) -> tuple[Any, ...]:
        """About a share of the rows, and about all when training rests."""
        self._share = (self._share + 1) % SHARES
        rows = self._turns.next(loss, lambda: np.arange(self._share, len(self._truth), SHARES))
        return "predict", self._x[rows], loss

    def show_answer(self, answer: np.ndarray) -> None:
        probabilities = self._probabilities = by_class(self._turns.complete(answer))
        self._predicted = most_probable(probabilities)
        classes = max(len(self._labels), probabilities.shape[1])
        if classes > len(self._labels):  # another loss, with more classes than the data name
            self._labels = (*self._labels, *(str(number) for number in range(len(self._labels), classes)))
        told = self._predicted >= 0
        flat = np.bincount(self._truth[told] * classes + self._predicted[told], minlength=classes**2)
        self.counts = flat.reshape(classes, classes)
        self._draw()
        if self.map.selected:
            self.choose(*self.map.selected)

    def choose(self, truth: int, predicted: int) -> None:
        """Show the pictures of a cell."""
        self.map.selected = (truth, predicted)
        self.map.update()
        rows = np.flatnonzero((self._truth == truth) & (self._predicted == predicted))
        if self.grid:
            self.grid.title = self.tr("{truth}, taken for {predicted}: {count}").format(
                truth=self._labels[truth], predicted=self._labels[predicted], count=len(rows)
            )
            self.grid.show_order(rows)
            if len(self._probabilities):
                self.grid.show_predictions(self._probabilities, sort=False)
            self._side.show()
            self._hint.hide()

    def _keep_legible(self) -> None:
        """Where it is lower, the matrix is scrolled: its names have room below each other."""
        self.map.setMinimumHeight(LINES * self.fontMetrics().height())

    def _draw(self) -> None:
        if self._predicted is self._truth:  # nothing has been answered yet
            return
        right = int(np.trace(self.counts))
        told = self.tr("{right} of {all} {split} rows right ({share})")
        if len(self._truth) < self._rows:
            told = self.tr("{right} of {all} right ({share}), from {rows} {split} rows")
        share = f"{right / len(self._truth):.1%}"
        self.map.title = told.format(
            right=right, all=len(self._truth), split=self._split, share=share, rows=f"{self._rows:,}"
        )
        shares = self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1)
        self.map.show_values(
            self.counts.astype(float),
            Axis(self.tr("predicted"), self._labels),
            Axis(self.tr("true class"), self._labels),
            palettes.sequential(),
            0.0,
            1.0,
            _told,
            written=True,
            heat=np.sqrt(shares),
        )
        self.map.ends = ("0%", "100%")


def _told(count: float) -> str:
    return f"{count:.0f}" if count else ""


def by_class(prediction: np.ndarray) -> np.ndarray:
    """Probabilities ``[rows, classes]``; a single number counts as the probability of the second of two classes."""
    flat = prediction.reshape(len(prediction), -1)
    return np.concatenate([1 - flat, flat], axis=1) if flat.shape[1] == 1 else flat
