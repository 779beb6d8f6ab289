"""A plot in the manner of this program: colours of the theme, exact values under the cursor, data that can be taken
along as a picture or a table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QFont, QFontMetrics, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGraphicsPolygonItem, QMenu, QWidget

from visualnn.app.panels import taking
from visualnn.app.panels.ruler import Ruler
from visualnn.app.panels.traces import Extent, Line, Logs, Traces
from visualnn.app.panels.widgets import Entry, Hint, Legend
from visualnn.app.theme import colours, theme

__all__ = ["RAW", "Band", "Line", "Mark", "Plot", "Reading"]

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")


class Reading(NamedTuple):
    """The point of a line that is nearest to the cursor."""

    name: str
    x: float
    y: float


FIRST_ROW, NEXT_ROW = 0.93, 0.13
"""Where the words at marks stand: shares of the height."""

SHADE = 0.18
"""How opaque shaded bands are."""

BAND_POINTS = 250
"""Points of each edge of a shaded band, at most."""

FONT = 8.5
"""Size of the type at the axes, in points."""

TITLE = 18
"""Height of the title, in pixels."""

TITLE_ROOM = 28
"""Pixels beside the title and the axis at the left."""

MARGIN = 0.08
"""Room left around the lines, as a share of their extent."""

LOW = 150
"""Height in pixels below which a plot shows neither its title nor the name of the axis below."""

AHEAD = 0.14
"""Room left at the right of lines that grow: how far they may come before the axis, which is dear, is painted anew."""


RAW = "~"
"""Begins the names of curves that stand behind smoothed ones and are not told: those tell themselves."""


class Mark(NamedTuple):
    """A marked place of the x axis and what is said of it."""

    x: float
    text: str
    colour: str


class Band(NamedTuple):
    """What is shaded between two curves over the same x."""

    x: np.ndarray
    low: np.ndarray
    high: np.ndarray
    colour: str


class LogAxes(NamedTuple):
    """Two choices, one for each axis of a plot."""

    x: QAction
    y: QAction


class Plot(pg.PlotWidget):
    """Lines over a common x axis.

    ``read`` is emitted with the readings under the cursor when it moves, and with an empty tuple when it leaves.
    """

    read = Signal(object)

    def __init__(self, x_label: str, y_label: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, axisItems={side: Ruler(side) for side in ("bottom", "left")})
        self.tabulate: Callable[[], str] | None = None  # gives the numbers as CSV when they are not lines
        self.entries: Callable[[], list[Entry]] | None = None  # gives the legend of a saved picture, if not the lines
        self._title = title
        self._named = ""  # as much of the title as is shown
        self._low = False
        self._labels = {"bottom": x_label, "left": y_label}
        self._lines: dict[str, Line] = {}
        self._traces = Traces()
        self.addItem(self._traces, ignoreBounds=True)
        self.name_of: Callable[[str], str] = str  # what a line is called where it is taken along
        self.beside: QWidget | None = None  # what belongs to a picture of it, at its right
        self._shaded: tuple[Band, ...] = ()
        self._logs = Logs()
        self._shown: Extent | None = None
        self._hint = Hint(parent=self)
        self._hint.hide()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.addItem(self._cursor, ignoreBounds=True)
        self._bands: list[QGraphicsPolygonItem] = []
        self.marks: tuple[Mark, ...] = ()
        self._below = False
        self._uprights: list[pg.InfiniteLine] = []  # at the marks
        self.place: float | None = None  # where one looks
        self._place = pg.InfiniteLine(angle=90, movable=False)
        self._place.hide()
        self.addItem(self._place, ignoreBounds=True)
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.ctrlMenu.setParent(self, plot.ctrlMenu.windowFlags())  # pyqtgraph would leave it behind
        plot.hideButtons()
        for side in self._labels:  # painted anew only when they change: text and grid cost more than the lines
            plot.getAxis(side).setCacheMode(pg.QtWidgets.QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._view = plot.getViewBox()
        self._view.disableAutoRange()
        self._view.sigRangeChangedManually.connect(self._stop_following)
        self._following = True
        plot.layout.setContentsMargins(6, 4, 12, 2)
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def lines(self) -> Mapping[str, Line]:
        """What is drawn now, by name."""
        return self._lines

    def show_lines(self, lines: Mapping[str, Line]) -> None:
        """Draw exactly these lines; of those that only got longer, what is new is drawn."""
        self._lines = dict(lines)
        self._traces.show(self._lines, self._logs)
        self._follow()

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Shade exactly this."""
        if _alike(self._shaded, bands):
            return
        self._shaded = tuple(bands)
        while len(self._bands) < len(bands):
            self._bands.append(QGraphicsPolygonItem())
            self._bands[-1].setPen(QColor(Qt.GlobalColor.transparent))
            self._bands[-1].setZValue(-10)
            self.addItem(self._bands[-1], ignoreBounds=True)
        for item, band in itertools.zip_longest(self._bands, bands):
            item.setPolygon(QPolygonF([QPointF(*point) for point in self._edge(band)] if band else []))
            if band:
                shade = QColor(band.colour)
                shade.setAlphaF(SHADE)
                item.setBrush(shade)

    def _edge(self, band: Band) -> list[tuple[float, float]]:
        (_, low), (x, high) = self._logs.place(band.x, band.low), self._logs.place(band.x, band.high)
        there = np.isfinite(low) & np.isfinite(high)
        few = slice(None, None, max(1, int(there.sum()) // BAND_POINTS))
        x, low, high = x[there][few], low[there][few], high[there][few]
        return [*zip(x, low, strict=True), *zip(x[::-1], high[::-1], strict=True)]

    @property
    def bands(self) -> list[list[tuple[float, float]]]:
        """The corners of what is shaded."""
        edges = [item.polygon().toList() for item in self._bands]
        return [[(point.x(), point.y()) for point in edge] for edge in edges if edge]

    def show_marks(self, marks: Sequence[Mark], below: bool = False) -> None:
        """Mark exactly these places with a line and a few words each, in rows from the top down, or from ``below`` up
        where the lines end at the top."""
        if (*marks, below) == (*self.marks, self._below):
            return
        self.marks, self._below = tuple(marks), below
        for _ in range(len(self._uprights), len(marks)):
            line = pg.InfiniteLine(angle=90, movable=False, label=" ")
            self.addItem(line, ignoreBounds=True)
            self._uprights.append(line)
        self._dress_marks()

    def _dress_marks(self) -> None:
        font = self._type()
        for number, (line, mark) in enumerate(itertools.zip_longest(self._uprights, self.marks)):
            line.setVisible(mark is not None)
            if mark is not None:
                self._stand(line, mark.x)
                place = FIRST_ROW - number * NEXT_ROW
                line.label.setPosition(1 - place if self._below else place)
                line.setPen(_upright(mark.colour, 1, Qt.PenStyle.DashLine))
                line.label.setColor(mark.colour)
                line.label.setFont(font)
                line.label.setFormat(mark.text)

    def show_place(self, x: float | None) -> None:
        """Draw a line where one looks on the x axis; None takes it away."""
        self.place = x
        self._place.setVisible(x is not None)
        if x is not None:
            self._stand(self._place, x)

    def show_all(self) -> None:
        """Show all of all lines, and go on doing so while they grow."""
        self._following = True
        self._shown = None
        self._follow()

    def set_log(self, x: bool | None = None, y: bool | None = None) -> None:
        """Make axes logarithmic or linear, None leaves one as it is; a logarithmic one leaves out what is not above
        zero."""
        self._logs = Logs(self._logs.x if x is None else x, self._logs.y if y is None else y)
        shaded, self._shaded = self._shaded, ()
        self.show_bands(shaded)
        self.getPlotItem().setLogMode(*self._logs)
        self._dress_marks()
        self.show_place(self.place)
        self.show_lines(dict(self._lines))
        self.show_all()

    def log_axes(self) -> LogAxes:
        """Choices that make the axes logarithmic."""
        axes = LogAxes(
            QAction(self.tr("Logarithmic Axis Below"), self), QAction(self.tr("Logarithmic Axis at the Left"), self)
        )
        axes.x.setToolTip(self.tr("The beginning, where most happens, gets room"))
        axes.y.setToolTip(self.tr("Small values get room"))
        for axis in axes:
            axis.setCheckable(True)
        axes.x.toggled.connect(lambda log: self.set_log(x=log))
        axes.y.toggled.connect(lambda log: self.set_log(y=log))
        return axes

    def _stand(self, line: pg.InfiniteLine, x: float) -> None:
        """Put an upright line at a value of the x axis."""
        line.setPos(math.log10(x) if self._logs.x and x > 0 else x)

    def set_labels(self, x_label: str, y_label: str, title: str) -> None:
        """Name the axes and what is shown."""
        self._labels = {"bottom": x_label, "left": y_label}
        self._title = title
        self._dress()

    def set_hint(self, text: str) -> None:
        """Say in the middle of an empty plot what to do to fill it."""
        if text != self._hint.text():
            self._hint.setText(text)
        if bool(text) == self._hint.isHidden():
            self._hint.setVisible(bool(text))

    def readings(self, x: float) -> tuple[Reading, ...]:
        """The nearest point of every line to ``x``, not smoothed."""
        found = []
        for name, line in self._lines.items():
            if len(line.x):
                right = int(np.searchsorted(line.x, x).clip(1, max(1, len(line.x) - 1)))
                nearest = right if right < len(line.x) and line.x[right] - x < x - line.x[right - 1] else right - 1
                found.append(Reading(name, float(line.x[nearest]), float(line.told[nearest])))
        return tuple(found)

    def last(self) -> tuple[Reading, ...]:
        """The newest point of every line, and what is told of it."""
        return tuple(Reading(name, float(line.x[-1]), line.latest) for name, line in self._lines.items() if len(line.x))

    def save_picture(self, path: Path) -> None:
        """Write what is drawn as PNG, or as SVG when the name ends so."""
        axes = [self.getPlotItem().getAxis(side) for side in self._labels]
        legend, entries = Legend(), (self.entries or self._told)()
        legend.ROWS = legend.PROJECTED_ROWS = len(entries)
        legend.setContentsMargins(10, 0, 10, 0)
        legend.show_values(entries)
        cached = axes[0].cacheMode()
        dots = [item for item in self.getPlotItem().items if isinstance(item, pg.ScatterPlotItem)]
        ground = self.cacheMode()
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # what is remembered are pixels: a drawing would have them
        for axis in axes:
            axis.setCacheMode(pg.QtWidgets.QGraphicsItem.CacheMode.NoCache)
        for item in dots:
            item.setExportMode(True, {})
        try:
            taking.save_widget(self, path, legend if entries else None, self.beside, self._settle, clips=True)
        finally:
            self.setCacheMode(ground)
            for item in dots:
                item.setExportMode(False)
            for axis in axes:
                axis.setCacheMode(cached)
            legend.deleteLater()

    def _settle(self) -> None:
        """Give the axes the room that their numbers need: they find out when they are painted."""
        self.grab()
        self.getPlotItem().layout.activate()

    def _told(self) -> list[Entry]:
        """All lines by their names; those that grow with their last values, exact ones where a line is smoothed."""
        growing = not any(line.dots for line in self._lines.values())
        return [
            Entry(line.colour, self.name_of(name), f"{line.latest:.4g}" * growing, line.dash)
            for name, line in self._lines.items()
            if len(line.y) and name[:1] != RAW
        ]

    def table(self) -> str:
        """The points of all lines as CSV: line, x, y. Where some stand for several, every row says from where to where,
        and has the mean, the lowest and the highest y."""
        lines = {name: line for name, line in self._lines.items() if name[:1] != RAW}
        x_label, y_label = self._labels["bottom"], self._labels["left"]
        if any(line.thinned for line in lines.values()):
            columns, heads = slice(None), self._heads(x_label, y_label)
        else:
            columns, heads = slice(0, 3, 2), [x_label, y_label]
        rows: list[tuple[object, ...]] = [("line", *heads)]
        for name, line in lines.items():
            told = self.name_of(name)
            rows += [(told, *_written(*run)[columns]) for run in line.runs().tolist()]
            if RAW + name in self._lines:
                told = self.tr("{line}, smoothed").format(line=told)
                rows += [(told, *[*_written(x, x, y), "", ""][columns]) for x, y in zip(line.x, line.y, strict=True)]
        return taking.csv_text(rows)

    def _heads(self, x: str, y: str) -> list[str]:
        """What the columns of a table hold where points stand for several."""
        ends = (self.tr("first {axis}"), self.tr("last {axis}"))
        told = (self.tr("mean {axis}"), self.tr("lowest {axis}"), self.tr("highest {axis}"))
        return [*(text.format(axis=x) for text in ends), *(text.format(axis=y) for text in told)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()

    @property
    def title(self) -> str:
        """What is shown."""
        return self._title

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the plot can be taken along."""
        more = [(self.tr("Show All"), self.show_all)]
        taking.fill(menu, self, self.tabulate or self.table, self.save_picture, more)

    def leaveEvent(self, event: QEvent) -> None:
        self._cursor.hide()
        self.read.emit(())
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_hint") and self.plotItem is not None:  # the base class resizes it when it is made and closed
            self._hint.setGeometry(self.rect())
            low = self.height() < LOW * theme().scale
            if low != self._low or self._cut_title() != self._named:
                self._low = low
                self._name()
                self.plotItem.setGeometry(QRectF(self.viewport().rect()))  # the longer title kept it wider

    def _cut_title(self) -> str:
        """As much of the title as there is room for: the plot would rather be wider than its dock than cut it."""
        font = QFont(self.font())
        font.setPointSizeF(FONT * theme().scale)
        font.setBold(True)
        room = self.width() - self.getPlotItem().getAxis("left").width() - TITLE_ROOM
        return QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, int(room))

    def _mouse_moved(self, position: QPointF) -> None:
        inside = bool(self._lines) and self._view.sceneBoundingRect().contains(position)
        self._cursor.setVisible(inside)
        if inside:
            x = self._view.mapSceneToView(position).x()
            self._cursor.setPos(x)
            self.read.emit(self.readings(10.0**x if self._logs.x else x))
        else:
            self.read.emit(())

    def _stop_following(self) -> None:
        """The user has chosen what to look at."""
        self._following = False

    def _follow(self) -> None:
        """Keep all lines in view, and change the range seldom: each change paints the axes anew."""
        extent = self._extent()
        if not self._following or extent is None:
            return
        if self._shown is None or not _frames(self._shown, extent):
            left, right, bottom, top = extent
            margin = MARGIN * (top - bottom)
            room = right - left
            ahead = MARGIN if any(line.dots for line in self._lines.values()) else AHEAD
            self._shown = (left - MARGIN / 2 * room, right + ahead * room, bottom - margin, top + margin)
            self._view.setRange(xRange=self._shown[:2], yRange=self._shown[2:], padding=0)

    def _extent(self) -> Extent | None:
        """Left, right, bottom and top of all points, in the coordinates of the view, each side apart."""
        extent = self._traces.extent()
        if extent is None:
            return None
        left, right, bottom, top = extent
        least = 0.3 if self._logs.x else 1
        return left, max(right, left + least), bottom, max(top, bottom + 1e-9 + 1e-3 * abs(bottom))

    def _dress(self) -> None:
        now, scale = colours(), theme().scale
        self.setAccessibleName(self._title or f"{self._labels['left']} / {self._labels['bottom']}")
        self.setBackground(now.panel)
        self._cursor.setPen(_upright(now.border))
        self._place.setPen(_upright(now.accent, 2 * scale))
        font = self._type()
        self._dress_marks()
        for side, label in self._labels.items():
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(now.line))
            axis.setTextPen(pg.mkPen(now.dim))
            axis.setTickPen(pg.mkPen(now.line))
            axis.setStyle(tickFont=font)
            axis.label.setFont(font)
            axis.setLabel(label, color=now.dim)
            axis.resizeEvent()  # pyqtgraph would leave a label of another length where it began
        self._name()
        self.getPlotItem().showGrid(x=True, y=True, alpha=0.35)
        self._traces.scale_ = scale
        self._traces.redraw()

    def _type(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(FONT * theme().scale)
        return font

    def _name(self) -> None:
        """The title and the name of the axis below; a low plot keeps their room for its lines."""
        plot, scale = self.getPlotItem(), theme().scale
        self._named = self._cut_title()
        title = "" if self._low else self._named
        plot.setTitle(title or None, color=colours().text, size=f"{FONT * scale:g}pt", bold=True)
        if not title:
            plot.titleLabel.setText("")  # hidden, it would keep the plot as wide as it was
        else:
            height = round(TITLE * scale)
            plot.titleLabel.setMaximumHeight(height)
            plot.layout.setRowFixedHeight(0, height)
        plot.getAxis("bottom").showLabel(not self._low)
        plot.layout.activate()  # now: a picture may be saved at once


def _upright(colour: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """The pen of an upright line that ends with the plot: a square end sticks out of it in a drawing of lines."""
    pen: QPen = pg.mkPen(colour, width=width, style=style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _alike(some: Sequence[Band], others: Sequence[Band]) -> bool:
    """Whether the same is shaded in the same colours."""
    return len(some) == len(others) and all(
        one.colour == other.colour and all(map(np.array_equal, one[:3], other[:3]))
        for one, other in zip(some, others, strict=True)
    )


def _written(first: float, last: float, *told: float) -> list[str]:
    """Numbers of a row of a table."""
    return [_exactly(first), _exactly(last), *(f"{y:.9g}" for y in told)]


def _exactly(x: float) -> str:
    """A number in all its digits; of steps there are millions."""
    return f"{x:.0f}" if float(x).is_integer() else f"{x:.9g}"


def _frames(shown: Extent, extent: Extent) -> bool:
    """Whether a range holds all of an extent without leaving it too small."""
    left, right, bottom, top = extent
    inside = shown[0] <= left and right <= shown[1] and shown[2] <= bottom and top <= shown[3]
    return inside and right - left > 0.78 * (shown[1] - shown[0]) and top - bottom > 0.6 * (shown[3] - shown[2])
