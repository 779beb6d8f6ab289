"""What a network of two inputs answers over the plane."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.confusion import by_class
from visualnn.app.panels.plane import Plane
from visualnn.app.panels.plots import Plot
from visualnn.app.panels.scale import Scale
from visualnn.app.panels.taking import csv_text
from visualnn.app.panels.truth import TruthTable
from visualnn.app.panels.views import Broken, View
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

RESOLUTION = 64
"""Points of the surface along each axis."""

POINTS = 2000
"""Data points drawn at most."""

TABLE = 16
"""Rows up to which the predictions are listed beside the surface as well."""

LEAST = 150
"""Pixels that the surface keeps of the width: when there is less, the list beside it goes (there is a view of it)."""


class Surface(View):
    """A heat map of one output over both inputs, with the rows of the data as points in the colour of their target.

    Where the target is a class, the outputs are the classes' probabilities.
    """

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane = plane = Plane(dataset, RESOLUTION)
        y = dataset.info.types["y"]
        classes = dataset.y.reshape(-1)[:, None] == np.arange(y.classes) if y.kind == "index" else dataset.y
        self._y = classes.reshape(len(dataset.y), -1)
        self._answer = np.zeros((0, 1), np.float32)
        self._drawn_points: tuple[object, ...] = ()
        self.output = QComboBox()
        self.output.setAccessibleName(self.tr("Output"))
        named = dataset.info.labels if y.kind == "index" else dataset.info.columns[2:]
        self.output.addItems(list(named) or [str(i + 1) for i in range(self._y.shape[1])])
        self.output.setVisible(self.output.count() > 1)
        self.output.currentIndexChanged.connect(self._draw)
        self.plot = Plot(plane.names[0], plane.names[1], self.tr("Prediction over both inputs"))
        self.image = SmoothImage()
        self.points = pg.ScatterPlotItem(size=11)
        self.plot.addItem(self.image)
        self.plot.addItem(self.points)
        self.plot.getPlotItem().showGrid(x=False, y=False)
        self.plot.setRange(xRange=(plane.low[0], plane.high[0]), yRange=(plane.low[1], plane.high[1]), padding=0)
        self.plot.tabulate = self.table_text
        self.scale = self.plot.beside = Scale()
        self.broken = Broken()
        self.table = TruthTable(dataset) if len(dataset.x) <= TABLE else None
        left = bare(QVBoxLayout(), spacing=2)
        left.addWidget(self.output)
        left.addWidget(self.plot, 1)
        left.addWidget(self.broken)
        row = bare(QHBoxLayout(self), spacing=6, margins=(0, 0, 6, 4))
        row.addLayout(left, 1)
        row.addWidget(self.scale)
        if self.table:
            row.addWidget(self.table)
        theme().changed.connect(self._dress)

    def question(self, loss: int) -> tuple[Any, ...]:
        """About the grid, then the rows that are listed."""
        grid = self._plane.grid
        return "predict", np.concatenate((grid, self.table.inputs)) if self.table else grid, loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Draw the predictions: ``[n, outputs]``."""
        if self._y.shape[1] > 1 or self._y.dtype == bool:
            answer = by_class(answer)
        flat = answer.reshape(len(answer), -1)
        self._answer = flat[: RESOLUTION**2]
        self.broken.judge(self._answer)
        if self.table:
            self.table.show_answer(answer[RESOLUTION**2 :])
        self._draw()

    def table_text(self) -> str:
        """The surface as CSV: both inputs and the output."""
        output = max(0, self.output.currentIndex())
        grid = self._plane.grid.reshape(-1, 2)
        rows = zip(grid[:, 0], grid[:, 1], self._answer[:, output], strict=True) if len(self._answer) else ()
        return csv_text([(*self._plane.names, "output"), *((f"{a:.9g}", f"{b:.9g}", f"{c:.9g}") for a, b, c in rows)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.table:
            beside = self.table.sizeHint().width() + self.scale.sizeHint().width()
            self.table.setVisible(event.size().width() >= beside + LEAST * theme().scale)

    def _dress(self) -> None:
        self.plot.getPlotItem().showGrid(x=False, y=False)
        self._draw()

    def _draw(self) -> None:
        output = max(0, self.output.currentIndex())
        if not len(self._answer) or output >= self._answer.shape[1]:
            return
        target = self._y[:, min(output, self._y.shape[1] - 1)].astype(np.float64)
        low, high = float(target.min()), float(target.max())
        if low == high:
            low, high = low - 0.5, high + 0.5
        palette = palettes.diverging()
        plane = self._plane
        self.image.setImage(
            self._answer[:, output].reshape(RESOLUTION, RESOLUTION), levels=(low, high), lut=palette, autoLevels=False
        )
        self.image.setRect(QRectF(*plane.low, *(plane.high - plane.low)))
        drawn = (colours().dark, theme().scale, output)
        if drawn != self._drawn_points:  # they stay while the surface moves
            self._drawn_points = drawn
            rows = slice(0, POINTS)
            shades = palette[np.clip((target[rows] - low) / (high - low) * 255, 0, 255).astype(int)]
            self.points.setData(
                pos=plane.points[rows],
                size=(11 if len(plane.points) < 200 else 7) * theme().scale,
                brush=[pg.mkBrush(*shade) for shade in shades],
                pen=pg.mkPen(QColor(colours().text), width=1.5 if len(plane.points) < 200 else 0.7),
            )
        self.scale.show_scale(palette, low, high)


class SmoothImage(pg.ImageItem):
    """An image interpolated between its points: the surface is a function, not mosaic."""

    def paint(self, painter: QPainter, *arguments: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, *arguments)
