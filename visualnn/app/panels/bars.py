"""Horizontal bars on a logarithmic axis, one per layer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from visualnn.app.colours import readable_on
from visualnn.app.panels.chart import Chart
from visualnn.app.panels.digits import short
from visualnn.app.panels.taking import csv_text
from visualnn.app.theme import colours, theme

ROW = 15
"""The least height of a row, in pixels."""

COLUMN = 170
"""The least width of a column, in pixels: when there is less, columns stand below each other."""

ROOM = 12
"""Pixels beside a column, which a value may use."""

EMPTY = -12
"""Decade at which the axis ends at the latest: smaller values have no bar."""

BARE = (-3, 0)
"""Decades of the axis while no value is above zero."""


class Bar(NamedTuple):
    """One bar: its name, its value (drawn when it is above zero), its colour ``#RRGGBB`` and the column it is in."""

    name: str
    value: float
    colour: str
    column: int = 0


class _Place(NamedTuple):
    """A column: its left edge, where its bars are, the height of a row and the width of a decade."""

    left: float
    field: QRectF
    row: float
    decade: float


class Bars(Chart):
    """Bars from the first at the top to the last at the bottom, in columns side by side that share one axis.

    The axis covers whole decades; while the names stay the same it only grows, so that bars do not jump.
    """

    def __init__(self, title: str = "", measure: str = "", parent: QWidget | None = None) -> None:
        """``measure``: what is measured, in which unit; it stands in the table."""
        super().__init__(title, parent)
        self._measure = measure
        self._bars: tuple[Bar, ...] = ()
        self._columned: tuple[tuple[str, int], ...] = ()  # their names and columns
        self._range = (0, 0)
        self._fitted: object = None  # for what its height is
        self._standing: tuple[object, list[tuple[_Place, list[int]]]] | None = None  # the columns, and for what

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn now."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars; names that differ from those before start a new axis."""
        before = self._columned, self._range
        self._bars, self._columned = tuple(bars), tuple((bar.name, bar.column) for bar in bars)
        if self._columned != before[0]:
            self._range = (0, 0)
        self._fit()
        exponents = [math.log10(bar.value) for bar in bars if bar.value > 0 and math.isfinite(bar.value)]
        if exponents:
            low, high = math.floor(min(exponents) - 0.2), math.ceil(max(exponents) + 0.05)
            if self._range != (0, 0):
                low, high = min(low, self._range[0]), max(high, self._range[1])
            self._range = (max(low, EMPTY), max(high, EMPTY + 1))
        if before == (self._columned, self._range):
            for place, _ in self._placed(self.area()):
                self.update(place.field.adjusted(0, 0, ROOM, 0).toAlignedRect())
        else:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        looks = (self._columned, self.width(), self.font().key(), theme().scale, self.title)
        if looks == self._fitted:
            return
        self._fitted = looks
        rows = sum(max(map(len, line)) for line in self._lines())
        feet = max(1, len(self._lines())) * self._foot()
        height = round(rows * ROW * theme().scale + feet + self.area().top())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(300, max(120, self.minimumHeight()))

    def table(self) -> str:
        return csv_text([("name", self._measure or "value"), *((bar.name, f"{bar.value:.9g}") for bar in self._bars)])

    def ground(self) -> object:
        return self._decades, self._columned

    def draw_ground(self, painter: QPainter, area: QRectF) -> None:
        metrics = self.fontMetrics()
        for place, bars in self._placed(area):
            names = place.field.left() - place.left
            self._draw_axis(painter, place)
            painter.setPen(QColor(colours().text))
            for index, bar in enumerate(bars):
                name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, int(names) - 12)
                line = QRectF(place.left + 8, place.field.top() + index * place.row, names - 12, place.row)
                painter.drawText(line, _LEFT, name)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        for place, bars in self._placed(area):
            for index, bar in enumerate(bars):
                line = QRectF(place.field.left(), place.field.top() + index * place.row, place.field.width(), place.row)
                self._draw_bar(painter, line, bar, place.decade)

    def _placed(self, area: QRectF) -> list[tuple[_Place, list[Bar]]]:
        """Every column of bars and where it stands, which is remembered: usually only lengths change."""
        looks = (self.ground(), area, self.size(), self.font().key(), theme().scale)
        if self._standing is None or self._standing[0] != looks:
            self._standing = looks, list(self._place(area))
        return [(place, [self._bars[number] for number in numbers]) for place, numbers in self._standing[1]]

    def _place(self, area: QRectF) -> Iterator[tuple[_Place, list[int]]]:
        """Every column of bars by their numbers."""
        if not self._bars:
            return
        low, high = self._decades
        lines, metrics = self._lines(), self.fontMetrics()
        width = self.width() / len(lines[0])
        rows = sum(max(map(len, line)) for line in lines)
        room = self.height() - area.top() - len(lines) * self._foot()
        row = min(34.0 * theme().scale, room / rows)
        top = area.top()
        for line in lines:
            height = row * max(map(len, line)) if len(lines) > 1 else room
            for number, bars in enumerate(line):
                column = QRectF(number * width, top, width - ROOM, height)
                widest = max(metrics.horizontalAdvance(self._bars[bar].name) for bar in bars)
                field = column.adjusted(min(column.width() / 2.5, widest) + 18, 0, 0, 0)
                yield _Place(column.left(), field, row, field.width() / (high - low)), bars
            top += height + self._foot()

    def _lines(self) -> list[list[list[int]]]:
        """The columns, as many beside each other as there is room for."""
        columns = self._columns()
        most = max(1, int(self.width() // (COLUMN * theme().scale)))
        lines = -(-len(columns) // most)
        each = -(-len(columns) // lines) if lines else 1
        return [columns[first : first + each] for first in range(0, len(columns), each)]

    def _columns(self) -> list[list[int]]:
        columns = sorted({bar.column for bar in self._bars})
        return [[number for number, bar in enumerate(self._bars) if bar.column == column] for column in columns]

    def _foot(self) -> int:
        return self.fontMetrics().height() + 4

    @property
    def _decades(self) -> tuple[int, int]:
        """The exponents at which the axis begins and ends."""
        return self._range if self._range[0] < self._range[1] else BARE

    def _draw_axis(self, painter: QPainter, place: _Place) -> None:
        low, high = self._decades
        field = place.field
        painter.setPen(QColor(colours().line))
        for exponent in range(low, high + 1):
            x = round(field.left() + (exponent - low) * place.decade)
            painter.drawLine(x, round(field.top()), x, round(field.bottom()))
        painter.setPen(QColor(colours().dim))
        for label, where in self._labels(place):
            painter.drawText(where, _LEFT, label)

    def _labels(self, place: _Place) -> list[tuple[str, QRectF]]:
        """What is written below the axis, and where: within the column, and none touching another."""
        low, high = self._decades
        field, metrics = place.field, self.fontMetrics()
        gap = metrics.horizontalAdvance("  ")
        every = max(1, math.ceil((metrics.horizontalAdvance(f"1e{low}") + gap) / place.decade))
        labels: list[tuple[str, QRectF]] = []
        for exponent in range(low, high + 1, every):
            label = f"1e{exponent}"
            width = metrics.horizontalAdvance(label)
            middle = field.left() + (exponent - low) * place.decade
            left = max(place.left, min(middle - width / 2, field.right() + 10 - width))
            if not labels or labels[-1][1].right() + gap <= left:
                labels.append((label, QRectF(left, field.bottom() + 1, width + 1, metrics.height())))
        return labels

    def _draw_bar(self, painter: QPainter, place: QRectF, bar: Bar, decade: float) -> None:
        length = 0.0
        if bar.value > 0 and math.isfinite(bar.value):
            length = max(0.0, (math.log10(bar.value) - self._decades[0]) * decade)
        thickness = min(18.0 * theme().scale, place.height() * 0.7)
        painter.fillRect(
            QRectF(place.left(), place.center().y() - thickness / 2, length, thickness), QColor(bar.colour)
        )
        value = short(f"{bar.value:.1e}") if bar.value else "0"
        width = self.fontMetrics().horizontalAdvance(value) + 6
        inside = length + width > place.width() + 8
        left = place.left() + (max(2.0, length - width) if inside else length + 4)
        painter.setPen(QColor(readable_on(bar.colour) if inside else colours().text))
        painter.drawText(QRectF(left, place.top(), width, place.height()), _LEFT, value)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
