"""The paths of a race as one item of a plot: thirty items would cost more than all their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from visualnn.app.panels.race_looks import Look
from visualnn.app.panels.traces import DASHES
from visualnn.app.theme import colours, theme

WIDTH, MARKER, RIM = 2.2, 9.0, 1.5
"""Pixels: of a path, of the marks at its ends, and of what sets those off."""

ROOM = 0.2
"""How far marks may reach beyond the paths, as a share of their extent."""


class Walk(NamedTuple):
    """Who went where, ``[points, 2]``, and how that is drawn."""

    name: str
    path: np.ndarray
    look: Look


class Walks(pg.GraphicsObject):
    """Paths, each with a square where it begins and a dot where it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.walks: tuple[Walk, ...] = ()
        self._bounds = QRectF()
        self._lines: list[QPolygonF] = []

    def show_walks(self, walks: Sequence[Walk]) -> None:
        """Draw exactly these, the first at the bottom."""
        self.prepareGeometryChange()
        self.walks = tuple(walks)
        self._lines = [QPolygonF([QPointF(x, y) for x, y in walk.path.tolist()]) for walk in walks]
        bounds = QRectF()
        for line in self._lines:
            bounds = bounds.united(line.boundingRect())
        wide, high = ROOM * bounds.width(), ROOM * bounds.height()
        self._bounds = bounds.adjusted(-wide, -high, wide, high)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, view = colours(), painter.worldTransform()
        painter.resetTransform()  # marks are round whatever the scales of the axes, and pens count points
        for line, walk in zip(self._lines, self.walks, strict=True):
            painter.setPen(_pen(walk.look.colour, WIDTH, style=DASHES[walk.look.dash]))
            painter.drawPolyline(view.map(line))
        size = MARKER * theme().scale
        for line, walk in zip(self._lines, self.walks, strict=True):
            mark = QRectF(0, 0, size, size)
            painter.setPen(_pen(now.text, RIM))
            painter.setBrush(QColor(now.panel))
            mark.moveCenter(view.map(line.first()))
            painter.drawRect(mark)
            painter.setPen(_pen(now.panel, RIM))
            painter.setBrush(QColor(walk.look.colour))
            mark.moveCenter(view.map(line.last()))
            painter.drawEllipse(mark)


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(QColor(colour), width * theme().scale, style)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
