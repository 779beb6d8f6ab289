"""A chart that is painted by hand: a title, a drawing, and its numbers to take along."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QImage,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QMenu, QWidget

from visualnn.app.panels import taking
from visualnn.app.panels.digits import places, short
from visualnn.app.theme import colours, theme

EDGE = 8
"""Room at the left and right, in pixels."""

TICKS = 6
"""Numbers along an axis, at most."""

CLOSE = 1000
"""Times their distance from which on numbers may need more than four digits to differ."""

CRISP = 2
"""Points for each pixel of the screen of cells in a drawing of lines."""


class Chart(QWidget):
    """The base of painted charts. ``title`` stands above the drawing, also in saved pictures, and is its name for who
    cannot see it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below is not painted with it
        self._title = title
        self.setAccessibleName(title)
        self._kept: tuple[object, QPixmap] | None = None
        self._kept_title: tuple[object, QFont, str] | None = None  # as it is painted, and what that depends on
        # What is painted now, a part of what can be seen or all of it for a saved picture, and the rectangle round it.
        self.region, self.exposed = QRegion(), QRectF()
        theme().changed.connect(self.update)

    @property
    def title(self) -> str:
        """What is shown."""
        return self._title

    @title.setter
    def title(self, title: str) -> None:
        if title != self._title:
            moved = bool(title) != bool(self._title)
            self._title = title
            self.setAccessibleName(title)
            self.update(self.rect() if moved else self._title_place().toAlignedRect())
            if moved:
                self.fit()

    def fit(self) -> None:
        """Ask for another height: the title has come or gone."""

    def ground(self) -> object:
        """What the drawing's ground (:meth:`draw_ground`) depends on, beside size, type and theme. As long as
        it is the same, the ground is painted from memory; None: it never is."""
        return None

    def draw_ground(self, painter: QPainter, area: QRectF) -> None:
        """Draw what stays while figures change: axes, names."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw everything but the title into ``area``."""
        raise NotImplementedError

    def table(self) -> str:
        """The numbers as CSV."""
        raise NotImplementedError

    def save_picture(self, path: Path) -> None:
        """Write what is drawn as PNG, or as SVG when the name ends so."""
        taking.save_widget(self, path)

    def area(self) -> QRectF:
        """Where the drawing is."""
        top = self.fontMetrics().height() + 6 if self._title else 4
        return QRectF(EDGE, top, self.width() - 2 * EDGE, self.height() - top - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.region, self.exposed = event.region(), QRectF(event.rect())
        painter = QPainter(self)
        ground = self.ground()
        if ground is not None and painter.paintEngine().type() == QPaintEngine.Type.Raster:
            painter.drawPixmap(0, 0, self._ground_picture(ground, painter.deviceTransform().m11()))
        else:
            self._paint_ground(painter)
        if self._title and event.rect().top() < self.area().top():
            self._paint_title(painter)
        self.draw(painter, self.area())

    def _ground_picture(self, ground: object, sharp: float) -> QPixmap:
        """The ground as it was painted last, or anew when it is another one."""
        font = self.font()
        looks = (self.size(), sharp, theme().colours, font.key(), bool(self._title), ground)
        if self._kept is None or self._kept[0] != looks:
            picture = QPixmap(self.size() * sharp)
            picture.setDevicePixelRatio(sharp)
            brush = QPainter(picture)
            brush.setFont(font)
            self._paint_ground(brush)
            brush.end()
            self._kept = (looks, picture)
        return self._kept[1]

    def _paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(colours().panel))
        self.draw_ground(painter, self.area())

    def _paint_title(self, painter: QPainter) -> None:
        """Apart from the ground: many a title tells a figure that changes all the time."""
        place, usual = self._title_place(), self.font()
        bold, name = self._named(self._title, int(place.width()), usual.key())
        painter.setFont(bold)
        painter.setPen(QColor(colours().text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(usual)

    def _named(self, title: str, width: int, font: str) -> tuple[QFont, str]:
        """The type of a title and as much of it as has room, remembered: it is painted with most pictures."""
        looks = (title, width, font)
        if self._kept_title is None or self._kept_title[0] != looks:
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            self._kept_title = looks, bold, QFontMetrics(bold).elidedText(title, Qt.TextElideMode.ElideRight, width)
        return self._kept_title[1:]

    def _title_place(self) -> QRectF:
        return QRectF(EDGE, 2, self.width() - 2 * EDGE, self.fontMetrics().height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        taking.offer(self, event.globalPos(), self.table, self.save_picture)

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the chart can be taken along."""
        taking.fill(menu, self, self.table, self.save_picture)


def draw_cells(painter: QPainter, place: QRectF, cells: QImage) -> None:
    """Draw an image whose pixels are cells with sharp edges."""
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        # Whoever shows a drawing of lines would let the colours of neighbours run into each other. Not by index: Qt
        # enlarges such an image in steps of 1/4096 of a cell, so that edges far to the right stand aside.
        pixels = (place.size() * painter.deviceTransform().m11() * CRISP).toSize()
        cells = cells.convertToFormat(QImage.Format.Format_RGB32).scaled(pixels)
    painter.drawImage(place, cells)


def ticks(low: float, high: float, count: int) -> list[float]:
    """About ``count`` round numbers from ``low`` to ``high``: multiples of 1, 2 or 5 times a power of ten."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low or count < 1:
        return []
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [step * number for number in range(first, math.floor(high / step + 1e-9) + 1)]


def fitting_ticks(
    low: float, high: float, length: float, room: Callable[[str], float], whole: bool = False
) -> list[tuple[float, str]]:
    """Round numbers from ``low`` to ``high`` and what is written, as many as have room beside each other.

    Args:
        length: of the axis. room: what a text takes of it. whole: only whole numbers.
    """
    told: list[tuple[float, str]] = []
    for count in range(TICKS, 0, -1):
        numbers = [value for value in ticks(low, high, count) if not whole or value == round(value)]
        apart = numbers[1] - numbers[0] if len(numbers) > 1 else math.inf
        told = [(value, tick_text(value, apart)) for value in numbers]
        if len(told) * 1.2 * max((room(text) for _, text in told), default=0.0) <= length:
            break
    return told


def tick_text(value: float, apart: float = math.inf) -> str:
    """A round number as axes print it, and so that it differs from the next one, which is so far apart."""
    if abs(value) >= CLOSE * apart:
        text = f"{value:,.{places(apart)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:,.1f}".removesuffix(".0") if abs(value) >= 1000 else short(f"{value:.4g}")
