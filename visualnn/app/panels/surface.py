"""What a network of two inputs answers over the plane."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from visualnn.app.panels.plots import Plot
from visualnn.app.panels.scale import Scale
from visualnn.app.panels.truth import TruthTable
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

RESOLUTION = 64
"""Points of the surface along each axis."""

POINTS = 2000
"""Data points drawn at most."""

TABLE = 16
"""Rows up to which the predictions are listed beside the surface as well."""


class Surface(QWidget):
    """A heat map of one output over both inputs, with the rows of the data as points in the colour of their target."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = dataset.info.columns or (self.tr("input 1"), self.tr("input 2"))
        self._x = dataset.x.reshape(len(dataset.x), 2).astype(np.float32)
        self._y = dataset.y.reshape(len(dataset.y), -1)
        low, high = self._x.min(axis=0).astype(float), self._x.max(axis=0).astype(float)
        margin = np.maximum(high - low, 1e-3) * 0.25
        self._low, self._high = low - margin, high + margin
        self._grid = np.stack(
            np.meshgrid(*(np.linspace(self._low[i], self._high[i], RESOLUTION, dtype=np.float32) for i in (0, 1))), -1
        ).reshape(-1, 2)
        self._answer = np.zeros((0, 1), np.float32)
        self.output = QComboBox()
        self.output.addItems(dataset.info.columns[2:] or [str(i + 1) for i in range(self._y.shape[1])])
        self.output.setVisible(self.output.count() > 1)
        self.output.currentIndexChanged.connect(self._draw)
        self.plot = Plot(names[0], names[1])
        self.image = _SmoothImage()
        self.points = pg.ScatterPlotItem(size=11)
        self.plot.addItem(self.image)
        self.plot.addItem(self.points)
        self.plot.getPlotItem().showGrid(x=False, y=False)
        self.plot.setRange(xRange=(self._low[0], self._high[0]), yRange=(self._low[1], self._high[1]), padding=0)
        self.scale = Scale()
        self.table = TruthTable(dataset) if len(self._x) <= TABLE else None
        left = bare(QVBoxLayout(), spacing=2)
        left.addWidget(self.output)
        left.addWidget(self.plot, 1)
        row = bare(QHBoxLayout(self), spacing=6, margins=(0, 0, 6, 4))
        row.addLayout(left, 1)
        row.addWidget(self.scale)
        if self.table:
            row.addWidget(self.table)
        theme().changed.connect(self._draw)

    def question(self) -> np.ndarray:
        """The grid, then the rows that are listed: ``[n, 2]`` float32."""
        return np.concatenate((self._grid, self._x)) if self.table else self._grid

    def show_answer(self, prediction: np.ndarray) -> None:
        """Draw the predictions for ``question``: ``[n, outputs]``."""
        answer = prediction.reshape(len(prediction), -1)
        self._answer = answer[: RESOLUTION**2]
        if self.table:
            self.table.show_answer(answer[RESOLUTION**2 :])
        self._draw()

    def _draw(self) -> None:
        if not len(self._answer):
            return
        output = max(0, self.output.currentIndex())
        target = self._y[:, min(output, self._y.shape[1] - 1)].astype(np.float64)
        low, high = float(target.min()), float(target.max())
        if low == high:
            low, high = low - 0.5, high + 0.5
        palette = _diverging()
        self.image.setImage(
            self._answer[:, output].reshape(RESOLUTION, RESOLUTION), levels=(low, high), lut=palette, autoLevels=False
        )
        self.image.setRect(QRectF(*self._low, *(self._high - self._low)))
        rows = slice(0, POINTS)
        shades = palette[np.clip((target[rows] - low) / (high - low) * 255, 0, 255).astype(int)]
        self.points.setData(
            pos=self._x[rows],
            brush=[pg.mkBrush(*shade) for shade in shades],
            pen=pg.mkPen(QColor(colours().text), width=1.5),
        )
        self.scale.show_scale(palette, low, high)


class _SmoothImage(pg.ImageItem):
    """An image interpolated between its points: the surface is a function, not mosaic."""

    def paint(self, painter: QPainter, *arguments: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, *arguments)


def _diverging() -> np.ndarray:
    """256 colours from the negative end over neutral to the positive end, ``[256, 3]`` uint8."""
    now = colours()
    ends = [QColor(colour) for colour in (now.negative, now.neutral, now.positive)]
    channels = ([end.red() for end in ends], [end.green() for end in ends], [end.blue() for end in ends])
    place = np.linspace(0, 2, 256)
    return np.stack([np.interp(place, (0, 1, 2), channel) for channel in channels], -1).astype(np.uint8)
