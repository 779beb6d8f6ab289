"""Small histograms side by side, one per layer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent

from visualnn.app.panels.chart import Chart, tick_text, ticks
from visualnn.app.panels.taking import csv_text
from visualnn.app.theme import colours, theme
from visualnn.training.inspection import Statistics

WIDTH, HEIGHT = 168, 104
"""The least size of a histogram, in pixels."""


class Histograms(Chart):
    """Bars of how many numbers lie where, for every layer on an axis of its own, with a line of figures under each."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: tuple[Statistics, ...] = ()
        self._colour = ""
        self._notes: list[str] = []
        self._powers = False

    def show_layers(self, layers: Sequence[Statistics], notes: Sequence[str], colour: str, powers: bool) -> None:
        """Draw these layers, with a note each.

        Args:
            powers: the numbers are logarithms: the axis shows powers of ten.
        """
        before = (len(self.layers), self._colour, self._powers)
        new = [n for n, layer in enumerate(layers) if n >= len(self.layers) or layer is not self.layers[n]]
        self.layers, self._notes, self._colour, self._powers = tuple(layers), list(notes), colour, powers
        self._fit()
        if before != (len(layers), colour, powers):
            self.update()
        else:
            for n in new:
                self.update(self._cell(n).toAlignedRect())

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

    def _columns(self) -> int:
        wide = WIDTH * theme().scale
        return max(1, min(len(self.layers), int(self.area().width() // wide)))

    def _fit(self) -> None:
        rows = math.ceil(len(self.layers) / self._columns()) if self.layers else 1
        self.setMinimumHeight(round(rows * HEIGHT * theme().scale) + 10)

    def _draw_layer(self, painter: QPainter, cell: QRectF, layer: Statistics, note: str) -> None:
        now, metrics = colours(), self.fontMetrics()
        line = metrics.height()
        painter.setPen(QColor(now.text))
        name = metrics.elidedText(layer.name, Qt.TextElideMode.ElideMiddle, int(cell.width()))
        painter.drawText(QRectF(cell.left(), cell.top(), cell.width(), line), _LEFT, name)
        painter.setPen(QColor(now.dim))
        note = metrics.elidedText(note, Qt.TextElideMode.ElideRight, int(cell.width()))
        painter.drawText(QRectF(cell.left(), cell.top() + line, cell.width(), line), _LEFT, note)
        field = cell.adjusted(0, 2 * line + 2, 0, -line - 2)
        highest = int(layer.counts.max()) if len(layer.counts) else 0
        if highest and field.height() > 4:
            bar, bottom = field.width() / len(layer.counts), field.bottom()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            tall = (layer.counts * (field.height() / highest)).tolist()
            painter.drawRects(
                [QRectF(field.left() + n * bar, bottom - high, bar - 0.5, high) for n, high in enumerate(tall)]
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.border), theme().scale))
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        painter.setPen(QColor(now.dim))
        if highest:
            half = len(layer.counts) // 2
            side = _RIGHT if layer.counts[:half].max() > layer.counts[half:].max() else _LEFT  # beside the peak
            painter.drawText(QRectF(field.left(), field.top() - 2, field.width(), line), side, f"{highest:,}")
        most = max(2, int(field.width() / metrics.horizontalAdvance("-0.000   ")) - 1)
        for value in _powers(layer.low, layer.high, most) if self._powers else ticks(layer.low, layer.high, most):
            text = f"1e{value:.0f}" if self._powers else tick_text(value)
            x = field.left() + (value - layer.low) / (layer.high - layer.low) * field.width()
            width = metrics.horizontalAdvance(text) + 2
            left = min(max(x - width / 2, field.left()), field.right() - width)
            painter.drawText(QRectF(left, field.bottom() + 1, width, line), Qt.AlignmentFlag.AlignCenter, text)


def _powers(low: float, high: float, most: int) -> range:
    """About ``most`` whole exponents from ``low`` to ``high``."""
    first, last = math.ceil(low), math.floor(high)
    return range(first, last + 1, max(1, round((last - first + 1) / most)))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
