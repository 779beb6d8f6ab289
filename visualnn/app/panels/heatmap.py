"""Numbers in rows and columns as colours."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QRegion
from PySide6.QtWidgets import QToolTip, QWidget

from visualnn.app.colours import readable_on
from visualnn.app.panels import palettes
from visualnn.app.panels.chart import Chart, draw_cells, fitting_ticks, tick_text
from visualnn.app.panels.digits import short
from visualnn.app.panels.taking import csv_text, save_widget
from visualnn.app.theme import colours, theme

BAR = 10
"""Width of the colour scale, in pixels."""

LEGIBLE = 42
"""Width of a column from which its name is cut to it; in narrower ones only some names are written."""

WIDER = 2.0
"""How much wider than high square cells may get, so that the names of columns fit."""

REMEMBERED = 5000
"""Texts whose widths are remembered, at most."""

COMPARED = 20_000
"""Cells up to which those that changed are looked for: in larger maps it would cost more than to paint all."""

FEW_ROWS = 12
"""Rows up to which each is painted anew by itself, not all that lies between them."""

Cell = tuple[int, int]


class Axis(NamedTuple):
    """One side of a heat map: what it measures, and the names of its rows (or columns) or the range they cover, of
    which only ``whole`` numbers may be written.

    ``told``: says of which whole numbers, from and to, a cell is; one that does not stay the same paints the axis anew.
    """

    label: str
    names: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    told: Callable[[float, float], str] | None = None


_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class HeatMap(Chart):
    """A matrix of colours with axes and a colour scale; exact values are told under the cursor.

    ``clicked`` is emitted with (row, column), also when the arrow keys choose a cell and Enter is pressed.
    """

    clicked = Signal(int, int)

    def __init__(self, title: str = "", square: bool = False, parent: QWidget | None = None) -> None:
        """``square``: cells are as wide as high, or somewhat wider where the names of columns are."""
        super().__init__(title, parent)
        self.values = np.zeros((0, 0))
        self.selected: Cell | None = None
        self._square = square
        self._x = self._y = Axis("")
        self._low, self._high = 0.0, 1.0
        self._palette = np.zeros((256, 3), np.uint8)
        self._text: Callable[[float], str] = lambda value: short(f"{value:.3g}")
        self._written = False
        self._heat = self.values
        self.longest = ""  # of the texts to be written into cells: for it, too, they are wider than high
        self._widths: dict[str, int] = {}  # of texts, remembered: figures come again
        self._placed: tuple[object, QRectF] | None = None  # where the cells are, and what that depends on
        self.ends: tuple[str, str] | None = None  # what the ends of the colour scale are called, if not by their values
        self._image: tuple[Cell, QImage] | None = None  # and of every how many rows and columns it is made
        self._looked: tuple[object, ...] = ()
        self._whole: dict[Cell, str] = {}  # the values in all digits, once they were needed
        self._told: tuple[object, tuple[int, dict[Cell, str]]] | None = None  # what is written, and for which room
        self.setMinimumSize(160, 110)

    def show_values(
        self,
        values: np.ndarray,
        x: Axis,
        y: Axis,
        palette: np.ndarray,
        low: float,
        high: float,
        text: Callable[[float], str] | None = None,
        written: bool = False,
        heat: np.ndarray | None = None,
    ) -> None:
        """Show ``values`` [rows, columns], the first row at the top; what is not a number is left out.

        Args:
            x, y: the axes. palette: colours from ``low`` to ``high``, ``[256, 3]``.
            text: how a value is told.
            written: also write every value into its cell.
            heat: the numbers that are coloured, when they are others than the values.
        """
        old, old_heat = self.values, self._heat
        changed = _differ(old, values) if values.shape == old.shape and values.size <= COMPARED else None
        if changed is None or not (written and self._written and text in (None, self._text)):
            self._whole.clear()
        self.values, self._x, self._y = values, x, y
        self._palette, self._low, self._high = palette, low, high
        self._text = text or self._text
        self._written = written
        self._heat = values if heat is None else heat
        self._image = self._told = None
        if changed is not None and self._whole:
            self._whole |= self._texts_of(np.argwhere(changed))
        before, self._looked = self._looked, self._looks()
        if before != self._looked:
            self.update()
        elif changed is None:
            self.update(self.field().toAlignedRect().adjusted(-1, -1, 1, 1))
        elif old_heat is old and heat is None:
            self._update_cells(changed)
        else:
            self._update_cells(changed | _differ(old_heat, self._heat))

    def _looks(self) -> tuple[object, ...]:
        """What is drawn but for the cells, or changes all of them."""
        return self.ground(), self._low, self._high, self._scale_names(), self._tell()[0]

    def _update_cells(self, changed: np.ndarray) -> None:
        """Have only the cells that changed painted anew, and what lies between them: in few rows, in each of them."""
        field, region = self.field(), QRegion()
        rows = np.flatnonzero(changed.any(axis=1))
        for part in np.split(rows, len(rows)) if 0 < len(rows) <= FEW_ROWS else [rows]:
            if part.size:
                columns = np.flatnonzero(changed[part].any(axis=0))
                first = self._place(field, (int(part[0]), int(columns[0])))
                last = self._place(field, (int(part[-1]), int(columns[-1])))
                region += (first | last).toAlignedRect().adjusted(-1, -1, 1, 1)
        self.update(region)

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def save_picture(self, path: Path) -> None:
        save_widget(self, path, fills=True)

    def table(self) -> str:
        known = np.flatnonzero(~np.isnan(self.values).all(axis=0))  # not those that are still to come
        heads = [self._head(self._x, column, 1) for column in known.tolist()]
        rows = [[" \\ ".join(axis.label for axis in (self._y, self._x) if axis.label), *heads]]
        for row, values in enumerate(self.values[:, known]):
            rows.append([self._head(self._y, row, 0), *(f"{value:.9g}" for value in values)])
        return csv_text(rows)

    def ground(self) -> object:
        return self._x, self._y, self.values.shape, self._palette.tobytes()

    def draw_ground(self, painter: QPainter, area: QRectF) -> None:
        if self.values.size:
            field = self.field()
            self._draw_axes(painter, field)
            self._draw_scale(painter, field)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self.values.size:
            return
        field = self.field()
        draw_cells(painter, field, self._painted(field.size() * painter.deviceTransform().m11()))
        self._name_scale(painter, field)
        self._write(painter, field)
        if self.selected:
            painter.setPen(QPen(QColor(colours().text), 2 * theme().scale))
            painter.drawRect(self.cell_rect(self.selected))

    def _painted(self, pixels: QSizeF) -> QImage:
        """The cells as they are drawn on so many pixels: where there are more cells, some of them."""
        sides = zip(self._heat.shape, (pixels.height(), pixels.width()), strict=True)
        rows, columns = (max(1, int(cells // max(1.0, room))) for cells, room in sides)
        if self._image is None or self._image[0] != (rows, columns):
            drawn = self._heat[::rows, ::columns]
            self._image = (rows, columns), palettes.painted(drawn, self._palette, self._low, self._high)
        return self._image[1]

    def field(self) -> QRectF:
        """Where the cells are."""
        sides = self._x.names, self._y, self.values.shape, self.longest
        looks = (self.size(), bool(self._title), self.font().key(), *sides)
        if self._placed is None or self._placed[0] != looks:
            self._placed = looks, self._fitting_field()
        return QRectF(self._placed[1])

    def _fitting_field(self) -> QRectF:
        area, metrics = self.area(), self.fontMetrics()
        names = self._y.names or tuple(text for _, text in fitting_ticks(self._y.low, self._y.high, np.inf, len))
        left = min(area.width() * 0.4, self._widest(names) + 6) + metrics.height() + 6
        right = metrics.horizontalAdvance("-0.00e-0") + BAR + 4
        below = 2 * metrics.height() + 4
        field = area.adjusted(left, 2, -right, -below)
        if self._square and self.values.size:
            rows, columns = self.values.shape
            side = min(field.width() / columns, field.height() / rows)
            widest = max(self._widest(self._x.names), self._widest((self.longest,))) + 8
            wide = min(field.width() / columns, max(side, min(widest, WIDER * side)))  # rather than cut names
            field.setSize(QSizeF(wide * columns, side * rows))
        return field

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._widths.clear()
        super().changeEvent(event)

    def _widest(self, texts: Collection[str]) -> int:
        """How wide the widest text is."""
        if len(self._widths) > REMEMBERED:
            self._widths.clear()
        for text in texts:
            if text not in self._widths:
                self._widths[text] = self.fontMetrics().horizontalAdvance(text)
        return max(map(self._widths.__getitem__, texts), default=0)

    def cell_rect(self, cell: Cell) -> QRectF:
        """Where a cell is."""
        return self._place(self.field(), cell)

    def _place(self, field: QRectF, cell: Cell) -> QRectF:
        rows, columns = self.values.shape
        width, height = field.width() / columns, field.height() / rows
        return QRectF(field.left() + cell[1] * width, field.top() + cell[0] * height, width, height)

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell under a place of the widget."""
        field = self.field()
        if not self.values.size or not field.contains(position):
            return None
        rows, columns = self.values.shape
        row = int((position.y() - field.top()) / field.height() * rows)
        column = int((position.x() - field.left()) / field.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(*cell)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, columns = self.values.shape
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self.values.size:
            row, column = np.add(self.selected, step) if self.selected else (0, 0)
            self.selected = int(np.clip(row, 0, rows - 1)), int(np.clip(column, 0, columns - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.clicked.emit(*self.selected)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(QPointF(event.pos()))
            if cell:
                QToolTip.showText(event.globalPos(), self.explain(cell), self)
                return True
        return super().event(event)

    def explain(self, cell: Cell) -> str:
        """What a cell says, in words."""
        row, column = cell
        where = [
            axis.told(*self._stretch(axis, number, side))
            if axis.told
            else f"{axis.label}: {self._name(axis, number, side)}"
            for axis, number, side in ((self._y, row, 0), (self._x, column, 1))
            if axis.label
        ]
        return "\n".join([*where, self._text(float(self.values[row, column]))])

    def _name(self, axis: Axis, number: int, side: int) -> str:
        if axis.names:
            return axis.names[number]
        return tick_text(float(f"{self._middle(axis, number, side):.4g}"))

    def _head(self, axis: Axis, number: int, side: int) -> str:
        """What a row or a column is called in a table: numbers in all their digits."""
        if axis.names:
            return axis.names[number]
        first, last = self._stretch(axis, number, side)
        return axis.told(first, last) if axis.told and first < last else f"{self._middle(axis, number, side):.9g}"

    def _middle(self, axis: Axis, number: float, side: int) -> float:
        """The number in the middle of a row or a column."""
        count = self.values.shape[side]
        place = (number + 0.5) / count if side else 1 - (number + 0.5) / count  # numbers rise upwards
        return axis.low + place * (axis.high - axis.low)

    def _stretch(self, axis: Axis, number: int, side: int) -> tuple[int, int]:
        """The first and the last whole number in a row or a column."""
        low, high = sorted(self._middle(axis, number + half, side) for half in (-0.5, 0.5))
        return round(low + 0.5), round(high - 0.5)

    def _draw_axes(self, painter: QPainter, field: QRectF) -> None:
        now, metrics = colours(), self.fontMetrics()
        height = metrics.height()
        painter.setPen(QColor(now.dim))
        names_left = self.area().left() + height + 6
        for place, name in self._marks(self._y, field.height(), height, 0):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(field.left() - names_left - 4))
            painter.drawText(
                QRectF(names_left, field.top() + place - height / 2, field.left() - names_left - 5, height),
                _RIGHT,
                text,
            )
        for place, name in self._marks(self._x, field.width(), 0, 1):
            if self._x.names:
                room = field.width() / len(self._x.names)
                name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(max(room, LEGIBLE)))  # ends differ
            width = metrics.horizontalAdvance(name) + 2
            painter.drawText(QRectF(field.left() + place - width / 2, field.bottom() + 2, width, height), _CENTRE, name)
        below = QRectF(field.left(), field.bottom() + height + 2, field.width(), height)
        painter.drawText(below, _CENTRE, _cut(metrics, self._x.label, below.width()))
        most = self.area().bottom() - field.top()  # above the cells is the title
        name = _cut(metrics, self._y.label, most)
        long = min(most, metrics.horizontalAdvance(name) + 2)
        painter.save()
        painter.translate(self.area().left(), max(field.center().y(), field.top() + long / 2))
        painter.rotate(-90)
        painter.drawText(QRectF(-long / 2, 0, long, height), _CENTRE, name)
        painter.restore()

    def _marks(self, axis: Axis, length: float, room: float, side: int) -> list[tuple[float, str]]:
        """Where along an axis which text stands: of all names as far as there is room, or of round numbers."""
        if axis.names:
            count = len(axis.names)
            widest = room or 8 + max(self.fontMetrics().horizontalAdvance(name) for name in axis.names)
            if not room and length / count >= LEGIBLE:
                widest = 0  # cut rather than left out
            every = max(1, int(np.ceil(widest / (length / count))))
            return [((i + 0.5) * length / count, axis.names[i]) for i in range(0, count, every)]
        span = axis.high - axis.low or 1.0
        width = self.fontMetrics().horizontalAdvance
        told = fitting_ticks(axis.low, axis.high, length, lambda text: room or 8 + width(text), axis.whole)
        shares = [((value - axis.low) / span, text) for value, text in told]
        return [((share if side else 1 - share) * length, text) for share, text in shares]

    def _draw_scale(self, painter: QPainter, field: QRectF) -> None:
        painter.drawImage(_bar(field), palettes.image(self._palette[::-1, None]))

    def _name_scale(self, painter: QPainter, field: QRectF) -> None:
        """Write what the ends of the colour scale stand for, which changes with the values."""
        height, bar = self.fontMetrics().height(), _bar(field)
        if self.exposed.right() < bar.left():
            return
        painter.setPen(QColor(colours().dim))
        left, width = bar.right() + 3, self.width() - bar.right() - 4
        low, high = self._scale_names()
        painter.drawText(QRectF(left, bar.top() - 2, width, height), _LEFT, high)
        painter.drawText(QRectF(left, bar.bottom() - height + 2, width, height), _LEFT, low)

    def _scale_names(self) -> tuple[str, str]:
        return self.ends or (self._text(self._low), self._text(self._high))

    def _write(self, painter: QPainter, field: QRectF) -> None:
        texts = self.texts()
        if not texts:
            return
        shades = palettes.shaded(self._heat, self._palette, self._low, self._high)
        for cell in self._exposed(field):
            place = self._place(field, cell)
            if self.region.intersects(place.toAlignedRect()):
                red, green, blue = shades[cell]
                painter.setPen(QColor(readable_on(f"#{red:02X}{green:02X}{blue:02X}")))
                painter.drawText(place, _CENTRE, texts[cell])

    def _exposed(self, field: QRectF) -> Iterator[Cell]:
        """The cells in the rectangle that is painted now."""
        part = self.exposed.translated(-field.topLeft())
        rows, columns = self.values.shape
        across = _touched(part.left(), part.right(), field.width(), columns)
        return itertools.product(_touched(part.top(), part.bottom(), field.height(), rows), across)

    def _texts_of(self, cells: np.ndarray) -> dict[Cell, str]:
        """The values of these cells [n, 2], in all digits."""
        return {(row, column): self._text(float(self.values[row, column])) for row, column in cells.tolist()}

    def texts(self) -> dict[Cell, str]:
        """What is written into the cells: all values, with fewer digits where there is little room, or none of them:
        some alone would look as if the others were missing."""
        return self._tell()[1]

    def _tell(self) -> tuple[int, dict[Cell, str]]:
        """Which of the ways to write values is taken, and the texts."""
        if not (self._written and self.values.size):
            return 0, {}
        metrics, room = self.fontMetrics(), self.cell_rect((0, 0)).size()
        if room.height() <= metrics.height():
            return 0, {}
        key = (room.width(), self.font().key())
        if self._told is None or self._told[0] != key:
            whole = self._whole = self._whole or self._texts_of(np.argwhere(np.ones(self.values.shape, bool)))
            brief = ({cell: _brief(text, digits) for cell, text in whole.items()} for digits in (2, 1))
            fitting = (
                (way, texts)
                for way, texts in enumerate((whole, *brief), start=1)
                if self._widest(texts.values()) < room.width()
            )
            self._told = key, next(fitting, (0, {}))
        return self._told[1]


def roomy(columns: int) -> int:
    """So many columns, and room for a few more, so that the axis, which is dear, is not painted anew for each."""
    unit = 1 << max(0, (columns // 8).bit_length() - 1)
    return -(-columns // unit) * unit


def _cut(metrics: QFontMetrics, name: str, room: float) -> str:
    """As much of a name as has room."""
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room))


def _touched(low: float, high: float, length: float, count: int) -> range:
    """Which of so many equal parts of a length lie between two places."""
    return range(max(0, int(low / length * count)), min(count, int(high / length * count) + 1))


def _differ(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Which numbers are others than before; what is none is like what was none."""
    return (old != new) & ~(np.isnan(old) & np.isnan(new))


def _bar(field: QRectF) -> QRectF:
    """Where the colour scale is."""
    return QRectF(field.right() + 8, field.top(), BAR, field.height())


def _brief(text: str, digits: int) -> str:
    """A number with so many decimals; any other text as it is."""
    try:
        return f"{float(text):z.{digits}f}" if "." in text and "e" not in text else text
    except ValueError:
        return text


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
