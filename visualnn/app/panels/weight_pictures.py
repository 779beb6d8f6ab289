"""The weights of the first layer of a network that sees pictures, each neuron's as a picture."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QToolTip

from visualnn.app.panels import palettes
from visualnn.app.panels.chart import Chart, draw_cells
from visualnn.app.panels.taking import csv_text
from visualnn.app.theme import theme

MOST = 256
"""Neurons shown at most."""

TILE, GAP = 56, 6


class WeightPictures(Chart):
    """What each neuron looks for: positive weights in one colour, negative ones in the other, on a common scale."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = np.zeros((0, 1, 1), np.float32)
        self._reach = 1.0

    def show_pictures(self, pictures: np.ndarray) -> None:
        """Show weights ``[neurons, height, width]``."""
        self.pictures = pictures[:MOST]
        self._reach = reach = palettes.symmetric(self.pictures)
        self.title = self.tr("Weights of {count} neurons, from {low:.2g} to {high:.2g}").format(
            count=len(self.pictures), low=-reach, high=reach
        )
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(6 * (TILE + GAP), 3 * (TILE + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def table(self) -> str:
        rows = [("neuron", "row", "column", "weight")]
        rows += [
            (str(unit + 1), str(row), str(column), f"{weight:.9g}")
            for (unit, row, column), weight in np.ndenumerate(self.pictures)
        ]
        return csv_text(rows)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw those that are exposed, from one image of them all: making many small ones takes longer."""
        pitch, columns = self._side() + GAP, self._columns()
        first, last = (max(0, int((y - area.top()) // pitch)) for y in (self.exposed.top(), self.exposed.bottom()))
        shown = self.pictures[first * columns : (last + 1) * columns]
        if not len(shown):
            return
        _, height, width = shown.shape
        image = palettes.painted(shown.reshape(-1, width), palettes.diverging(), -self._reach, self._reach)
        for number in range(len(shown)):
            draw_cells(painter, self.place(first * columns + number), image.copy(0, number * height, width, height))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for number in range(len(self.pictures)):
                if self.place(number).contains(event.pos()):
                    text = self.tr("neuron {number}").format(number=number + 1)
                    QToolTip.showText(event.globalPos(), text, self)
                    return True
        return super().event(event)

    def place(self, number: int) -> QRectF:
        """Where a neuron's picture is."""
        row, column = divmod(number, self._columns())
        side, area = self._side(), self.area()
        return QRectF(area.left() + column * (side + GAP), area.top() + row * (side + GAP), side, side)

    def _side(self) -> float:
        width = self.pictures.shape[2]
        return max(1, round(TILE * theme().scale / width)) * width

    def _columns(self) -> int:
        return max(1, int((self.area().width() + GAP) // (self._side() + GAP)))

    def _fit(self) -> None:
        rows = math.ceil(len(self.pictures) / self._columns())
        self.setMinimumHeight(round(self.area().top() + rows * (self._side() + GAP)))


def as_pictures(weights: np.ndarray, picture: tuple[int, int] | None, channels: int = 1) -> np.ndarray | None:
    """Weights as one picture per neuron ``[neurons, height, width]``, or None when they read no picture.

    Args:
        weights: ``[pixels, neurons]`` of a dense layer, or ``[neurons, channels, height, width]`` of a convolution.
        picture: height and width of the pictures of the data, if they are pictures.

    Of several channels the mean is taken.
    """
    if weights.ndim == 4:
        return weights.mean(axis=1) if weights.shape[3] > 1 else None
    if picture is None or weights.ndim != 2 or weights.shape[0] != channels * picture[0] * picture[1]:
        return None
    pictures = weights.T.reshape(-1, channels, *picture)
    return pictures[:, 0] if channels == 1 else pictures.mean(axis=1)
