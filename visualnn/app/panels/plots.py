"""A plot in the manner of this program: colours of the theme, exact values under the cursor, data that can be taken
along as a picture or a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QFont, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGraphicsPolygonItem, QMenu, QWidget

from visualnn.app.panels import taking
from visualnn.app.panels.traces import Extent, Line, Logs, Traces
from visualnn.app.panels.widgets import Hint
from visualnn.app.theme import colours, theme

__all__ = ["Line", "Plot", "Reading"]

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")


class Reading(NamedTuple):
    """The point of a line that is nearest to the cursor."""

    name: str
    x: float
    y: float


BAND_POINTS = 250
"""Points of each edge of a shaded band, at most."""

FONT = 8.5
"""Size of the type at the axes, in points."""

TITLE = 18
"""Height of the title, in pixels."""

MARGIN = 0.08
"""Room left around the lines, as a share of their extent."""

LOW = 150
"""Height in pixels below which a plot shows neither its title nor the name of the axis below."""

AHEAD = 0.14
"""Room left at the right of lines that grow: how far they may come before the axis, which is dear, is painted anew."""


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
        super().__init__(parent)
        self.tabulate: Callable[[], str] | None = None  # gives the numbers as CSV when they are not lines
        self._title = title
        self._low = False
        self.setAccessibleName(title or f"{y_label} / {x_label}")
        self._labels = {"bottom": x_label, "left": y_label}
        self._lines: dict[str, Line] = {}
        self._traces = Traces()
        self.addItem(self._traces, ignoreBounds=True)
        self._shaded: tuple[np.ndarray, ...] = ()
        self._logs = Logs()
        self._shown: Extent | None = None
        self._hint = Hint(parent=self)
        self._hint.hide()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.addItem(self._cursor, ignoreBounds=True)
        self._band = QGraphicsPolygonItem()
        self._band.setPen(QColor(Qt.GlobalColor.transparent))
        self._band.setZValue(-10)
        self.mark: tuple[float, str] | None = None  # the marked place and what is said of it
        self.place: float | None = None  # where one looks
        self._mark = pg.InfiniteLine(angle=90, movable=False, label=" ", labelOpts={"position": 0.93})
        self._mark.hide()
        self._place = pg.InfiniteLine(angle=90, movable=False)
        self._place.hide()
        for item in (self._band, self._mark, self._place):
            self.addItem(item, ignoreBounds=True)
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

    def show_band(self, x: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Shade what lies between two curves over the same x; nothing when they are empty."""
        (_, low), (x, high) = self._logs.place(x, low), self._logs.place(x, high)
        if len(self._shaded) and all(map(np.array_equal, self._shaded, (x, low, high))):
            return
        self._shaded = (x, low, high)
        there = np.isfinite(low) & np.isfinite(high)
        few = slice(None, None, max(1, int(there.sum()) // BAND_POINTS))
        x, low, high = x[there][few], low[there][few], high[there][few]
        edge = [*zip(x, low, strict=True), *zip(x[::-1], high[::-1], strict=True)]
        self._band.setPolygon(QPolygonF([QPointF(*point) for point in edge]))

    @property
    def band(self) -> list[tuple[float, float]]:
        """The corners of what is shaded."""
        return [(point.x(), point.y()) for point in self._band.polygon().toList()]

    def show_mark(self, x: float | None, text: str = "") -> None:
        """Mark a place of the x axis with a line and a few words; None takes the mark away."""
        wanted = None if x is None else (x, text)
        if wanted == self.mark:
            return
        self.mark = wanted
        self._mark.setVisible(x is not None)
        if x is not None:
            self._stand(self._mark, x)
            self._mark.label.setFormat(text)

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
        self._shaded = ()
        self.getPlotItem().setLogMode(*self._logs)
        if self.mark is not None:
            self._stand(self._mark, self.mark[0])
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
        """The nearest point of every line to ``x``, exact and undecimated."""
        found = []
        for name, line in self._lines.items():
            if len(line.x):
                right = int(np.searchsorted(line.x, x).clip(1, max(1, len(line.x) - 1)))
                nearest = right if right < len(line.x) and line.x[right] - x < x - line.x[right - 1] else right - 1
                found.append(Reading(name, float(line.x[nearest]), float(line.y[nearest])))
        return tuple(found)

    def last(self) -> tuple[Reading, ...]:
        """The newest point of every line."""
        lines = self._lines.items()
        return tuple(Reading(name, float(line.x[-1]), float(line.y[-1])) for name, line in lines if len(line.x))

    def save_picture(self, path: Path) -> None:
        """Write what is drawn as PNG, or as SVG when the name ends so."""
        taking.save_widget(self, path)

    def table(self) -> str:
        """The points of all lines as CSV: line, x, y."""
        rows: list[tuple[object, ...]] = [("line", self._labels["bottom"], self._labels["left"])]
        for name, line in self._lines.items():
            rows += [(name, f"{x:g}", f"{y:.9g}") for x, y in zip(line.x, line.y, strict=True)]
        return taking.csv_text(rows)

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
        if hasattr(self, "_hint"):  # the base class resizes itself while it is made
            self._hint.setGeometry(self.rect())
            low = self.height() < LOW * theme().scale
            if low != self._low:
                self._low = low
                self._name()

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
        self.setBackground(now.panel)
        self._cursor.setPen(pg.mkPen(now.border))
        self._mark.setPen(pg.mkPen(now.warning, style=Qt.PenStyle.DashLine))
        self._mark.label.setColor(now.warning)
        self._place.setPen(pg.mkPen(now.accent, width=2 * scale))
        shade = QColor(now.warning)
        shade.setAlphaF(0.18)
        self._band.setBrush(shade)
        font = QFont(self.font())
        font.setPointSizeF(FONT * scale)
        self._mark.label.setFont(font)
        size = f"{FONT * scale:g}pt"
        for side, label in self._labels.items():
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(now.line))
            axis.setTextPen(pg.mkPen(now.dim))
            axis.setTickPen(pg.mkPen(now.line))
            axis.setStyle(tickFont=font)
            axis.setLabel(label, **{"color": now.dim, "font-size": size})
            axis.enableAutoSIPrefix(False)
            axis.resizeEvent()  # pyqtgraph would leave a label of another length where it began
        self._name()
        self.getPlotItem().showGrid(x=True, y=True, alpha=0.35)
        self._traces.scale_ = scale
        self._traces.redraw()

    def _name(self) -> None:
        """The title and the name of the axis below; a low plot keeps their room for its lines."""
        plot, scale = self.getPlotItem(), theme().scale
        title = "" if self._low else self._title
        plot.setTitle(title or None, color=colours().text, size=f"{FONT * scale:g}pt", bold=True)
        if title:
            height = round(TITLE * scale)
            plot.titleLabel.setMaximumHeight(height)
            plot.layout.setRowFixedHeight(0, height)
        plot.getAxis("bottom").showLabel(not self._low)


def _frames(shown: Extent, extent: Extent) -> bool:
    """Whether a range holds all of an extent without leaving it too small."""
    left, right, bottom, top = extent
    inside = shown[0] <= left and right <= shown[1] and shown[2] <= bottom and top <= shown[3]
    return inside and right - left > 0.78 * (shown[1] - shown[0]) and top - bottom > 0.6 * (shown[3] - shown[2])
