"""Small histograms side by side, one per layer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent

from visualnn.app.panels.chart import Chart, fitting_ticks, tick_text, ticks
from visualnn.app.panels.digits import short
from visualnn.app.panels.taking import csv_text
from visualnn.app.theme import colours, theme
from visualnn.training.inspection import Statistics

WIDTH, HEIGHT = 168, 104
"""The least size of a histogram, in pixels."""

ROOMY = 8
"""Lines of type that a histogram must be high to have its axis named."""

GAP = 8
"""Room between the name of a layer and its trouble, in pixels."""


class Note(NamedTuple):
    """What is written to a layer: the share of its units in trouble, if it is of those that can be, and figures."""

    trouble: str
    figures: str


class Histograms(Chart):
    """Bars of what share of the numbers lies where, for every layer on axes of its own, under a line of figures."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: tuple[Statistics, ...] = ()
        self._colour = ""
        self._notes: list[Note] = []
        self._axis = ""
        self._powers = False

    def show_layers(
        self, layers: Sequence[Statistics], notes: Sequence[Note], colour: str, axis: str, powers: bool
    ) -> None:
        """Draw these layers, with a note each.

        Args:
            axis: what the numbers are, in words.
            powers: the numbers are logarithms: the axis shows powers of ten.
        """
        before = (len(self.layers), self._colour, self._axis, self._powers)
        shown = [*zip(self.layers, self._notes, strict=True)]
        self.layers, self._notes, self._colour = tuple(layers), list(notes), colour
        self._axis, self._powers = axis, powers
        self._fit()
        if before != (len(layers), colour, axis, powers):
            self.update()
        else:
            for n, (old, was) in enumerate(shown):
                if (old.name, was) != (layers[n].name, notes[n]):
                    self.update(self._cell(n).toAlignedRect())
                elif old is not layers[n]:
                    self.update(self._below_head(self._cell(n)).toAlignedRect())

    def sizeHint(self) -> QSize:
        return QSize(2 * WIDTH, 2 * HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def table(self) -> str:
        ends = ("log10 from", "log10 to") if self._powers else ("from", "to")
        rows: list[tuple[object, ...]] = [("layer", *ends, "count")]
        for layer in self.layers:
            width = (layer.high - layer.low) / len(layer.counts)
            for number, count in enumerate(layer.counts):
                start = layer.low + number * width
                rows.append((layer.name, f"{start:.9g}", f"{start + width:.9g}", int(count)))
        return csv_text(rows)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        for number, layer in enumerate(self.layers):
            cell = self._cell(number)
            if self.region.intersects(cell.toAlignedRect()):
                self._draw_layer(painter, cell.adjusted(0, 0, -10, -4), layer, self._notes[number])

    def _cell(self, number: int) -> QRectF:
        """Where a layer is drawn, with the gap to the next."""
        columns, area = self._columns(), self.area()
        row, column = divmod(number, columns)
        width, height = area.width() / columns, area.height() / math.ceil(len(self.layers) / columns)
        return QRectF(area.left() + column * width, area.top() + row * height, width, height)

    def _below_head(self, cell: QRectF) -> QRectF:
        """What changes with the numbers, down to the gap to the next row."""
        return cell.adjusted(0, 2 * self.fontMetrics().height(), 0, -2)

    def _columns(self) -> int:
        wide = WIDTH * theme().scale
        return max(1, min(len(self.layers), int(self.area().width() // wide)))

    def _fit(self) -> None:
        rows = math.ceil(len(self.layers) / self._columns()) if self.layers else 1
        self.setMinimumHeight(round(rows * HEIGHT * theme().scale) + 10)

    def _draw_layer(self, painter: QPainter, cell: QRectF, layer: Statistics, note: Note) -> None:
        now, metrics = colours(), self.fontMetrics()
        line = metrics.height()
        named = line if cell.height() >= ROOMY * line else 0
        aside = metrics.horizontalAdvance("100%") + 4
        field = cell.adjusted(aside, 2.5 * line, 0, -line - 2 - named)
        head = QRectF(cell.topLeft(), self._below_head(cell).topRight())
        if self.region.intersects(head.adjusted(0, 1, 0, -1).toRect()):  # neighbours share a row of pixels
            self._head(painter, cell, layer.name, note)
        share = float(layer.counts.max() / max(1, layer.counts.sum()))
        if share and field.height() > 4:
            mark = ticks(0, share, 3)[-1]
            y = field.bottom() - mark / share * field.height()
            painter.setPen(QPen(QColor(now.line), theme().scale))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(now.dim))
            painter.drawText(QRectF(cell.left(), y - line / 2, aside - 4, line), _RIGHT, f"{mark:.0%}")
            bar, bottom = field.width() / len(layer.counts), field.bottom()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            tall = (layer.counts * (field.height() / layer.counts.max())).tolist()
            painter.drawRects(
                [QRectF(field.left() + n * bar, bottom - high, bar - 0.5, high) for n, high in enumerate(tall)]
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.border), theme().scale))
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        painter.setPen(QColor(now.dim))
        for value, text in self._marks(layer.low, layer.high, field.width()) if share else ():  # else it has no range
            x = field.left() + (value - layer.low) / (layer.high - layer.low) * field.width()
            width = metrics.horizontalAdvance(text) + 2
            left = min(max(x - width / 2, field.left()), field.right() - width)
            painter.drawText(QRectF(left, field.bottom() + 1, width, line), _CENTRE, text)
        if named:
            painter.drawText(QRectF(field.left(), field.bottom() + 1 + line, field.width(), line), _CENTRE, self._axis)

    def _head(self, painter: QPainter, cell: QRectF, name: str, note: Note) -> None:
        """The name of a layer with its trouble at the right, which may take what the name leaves, and half of the room
        at least; below, its figures."""
        now, metrics = colours(), self.fontMetrics()
        width, line = int(cell.width()), metrics.height()
        free = max(width // 2, width - metrics.horizontalAdvance(name))
        beside = min(metrics.horizontalAdvance(note.trouble) + GAP, free) if note.trouble else 0
        lines = (
            (now.text, 0, _LEFT, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width - beside)),
            (now.dim, 0, _RIGHT, metrics.elidedText(note.trouble, Qt.TextElideMode.ElideRight, beside - GAP // 2)),
            (now.dim, line, _LEFT, metrics.elidedText(note.figures, Qt.TextElideMode.ElideRight, width)),
        )
        for colour, below, side, text in lines:
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(cell.left(), cell.top() + below, cell.width(), line), side, text)

    def _marks(self, low: float, high: float, length: float) -> list[tuple[float, str]]:
        """Where along the axis which number stands: round ones, or both ends where those are less than two."""
        width = self.fontMetrics().horizontalAdvance
        if self._powers:
            powers = _powers(low, high, max(2, int(length / width("1e-00   "))))
            told = [(float(value), f"1e{value}") for value in powers]
        else:
            told = fitting_ticks(low, high, length, lambda text: 8 + width(text))
        if len(told) < 2:
            told = [
                (end, short(f"{10**end:.1e}") if self._powers else tick_text(end, high - low)) for end in (low, high)
            ]
        return told


def _powers(low: float, high: float, most: int) -> range:
    """About ``most`` whole exponents from ``low`` to ``high``."""
    first, last = math.ceil(low), math.floor(high)
    return range(first, last + 1, max(1, round((last - first + 1) / most)))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
