"""Horizontal bars on a logarithmic axis, one per layer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visualnn.app.colours import readable_on
from visualnn.app.theme import colours, theme

ROW = 15
"""The least height of a row, in pixels."""

EMPTY = -12
"""Decade at which the axis ends at the latest: smaller values have no bar."""


class Bar(NamedTuple):
    """One bar: its name, its value (drawn when it is above zero) and its colour ``#RRGGBB``."""

    name: str
    value: float
    colour: str


class Bars(QWidget):
    """Bars from the first at the top to the last at the bottom; the axis covers whole decades and grows only."""

    def __init__(self, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = axis
        self._bars: tuple[Bar, ...] = ()
        self._range = (0, 0)
        theme().changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn now."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars; names that differ from those before start a new axis."""
        if [bar.name for bar in bars] != [bar.name for bar in self._bars]:
            self._range = (0, 0)
            self.setMinimumHeight(len(bars) * ROW + self._foot())
        self._bars = tuple(bars)
        exponents = [math.log10(bar.value) for bar in bars if bar.value > 0 and math.isfinite(bar.value)]
        if exponents:
            low, high = math.floor(min(exponents) - 0.2), math.ceil(max(exponents) + 0.05)
            if self._range != (0, 0):
                low, high = min(low, self._range[0]), max(high, self._range[1])
            self._range = (max(low, EMPTY), max(high, EMPTY + 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, max(120, len(self._bars) * ROW + self._foot()))

    def _foot(self) -> int:
        return 2 * self.fontMetrics().height() + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(now.panel))
        low, high = self._range
        if not self._bars or low == high:
            return
        metrics = self.fontMetrics()
        names = min(self.width() // 3, max(metrics.horizontalAdvance(bar.name) for bar in self._bars)) + 18
        field = QRectF(names, 4, self.width() - names - 14, self.height() - self._foot() - 4)
        decade = field.width() / (high - low)
        every = max(1, math.ceil(metrics.horizontalAdvance("1e-10  ") / decade))
        for exponent in range(low, high + 1):
            x = field.left() + (exponent - low) * decade
            painter.setPen(QColor(now.line))
            painter.drawLine(round(x), round(field.top()), round(x), round(field.bottom()))
            if (high - exponent) % every == 0:
                painter.setPen(QColor(now.dim))
                box = QRectF(x - 40, field.bottom() + 1, 80, metrics.height())
                painter.drawText(box.translated(min(0.0, self.width() - 2 - (x + 20)), 0), _CENTRE, f"1e{exponent}")
        painter.setPen(QColor(now.dim))
        painter.drawText(
            QRectF(field.left(), self.height() - metrics.height() - 2, field.width(), metrics.height()),
            _CENTRE,
            self._axis,
        )
        self._draw_rows(painter, field, decade)

    def _draw_rows(self, painter: QPainter, field: QRectF, decade: float) -> None:
        now, metrics = colours(), self.fontMetrics()
        row = min(34.0, field.height() / len(self._bars))
        for index, bar in enumerate(self._bars):
            top = field.top() + index * row
            painter.setPen(QColor(now.text))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, int(field.left()) - 14)
            painter.drawText(QRectF(8, top, field.left() - 14, row), _LEFT, name)
            length = 0.0
            if bar.value > 0 and math.isfinite(bar.value):
                length = max(0.0, (math.log10(bar.value) - self._range[0]) * decade)
                thickness = min(18.0, row * 0.66)
                painter.fillRect(
                    QRectF(field.left(), top + (row - thickness) / 2, length, thickness),
                    QColor(bar.colour),
                )
            value = f"{bar.value:.1e}"
            width = metrics.horizontalAdvance(value) + 8
            inside = field.left() + length + width > field.right() + 10
            painter.setPen(QColor(readable_on(bar.colour) if inside else now.text))
            painter.drawText(QRectF(field.left() + length - (width if inside else -4), top, width, row), _LEFT, value)


_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
