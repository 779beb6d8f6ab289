"""A plot in the manner of this program: colours of the theme, exact values under the cursor, data that can be taken
along as a picture or a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from pyqtgraph.exporters import ImageExporter, SVGExporter
from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from visualnn.app.panels.widgets import Hint
from visualnn.app.theme import colours, theme

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")


class Reading(NamedTuple):
    """The point of a line that is nearest to the cursor."""

    name: str
    x: float
    y: float


class Line(NamedTuple):
    """One line of a plot: where it goes and how it is drawn."""

    x: np.ndarray
    y: np.ndarray
    colour: str
    width: float = 1.5  # pixels


class Plot(pg.PlotWidget):
    """Lines over a common x axis.

    ``read`` is emitted with the readings under the cursor when it moves, and with an empty tuple when it leaves.
    """

    read = Signal(object)

    def __init__(self, x_label: str, y_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {"bottom": x_label, "left": y_label}
        self._lines: dict[str, Line] = {}
        self._items: dict[str, pg.PlotDataItem] = {}
        self._log = False
        self._hint = Hint(parent=self)
        self._hint.hide()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self.addItem(self._cursor, ignoreBounds=True)
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.ctrlMenu.setParent(self, plot.ctrlMenu.windowFlags())  # pyqtgraph would leave it behind
        plot.hideButtons()
        plot.getViewBox().setDefaultPadding(0.04)
        plot.layout.setContentsMargins(6, 4, 12, 2)
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def lines(self) -> Mapping[str, Line]:
        """What is drawn now, by name."""
        return self._lines

    def show_lines(self, lines: Mapping[str, Line]) -> None:
        """Draw exactly these lines; those that were there before are moved, not made anew."""
        for name in self._items.keys() - lines.keys():
            self.removeItem(self._items.pop(name))
        for name, line in lines.items():
            item = self._items.get(name)
            if item is None:
                item = self._items[name] = pg.PlotDataItem(connect="finite")
                item.setDownsampling(auto=True, method="peak")
                item.setClipToView(True)
                self.addItem(item)
                item.setLogMode(False, self._log)
            before = self._lines.get(name)
            if before is None or before[2:] != line[2:]:
                item.setPen(self._pen(line))
            item.setData(line.x, _positive(line.y) if self._log else line.y)
        self._lines = dict(lines)

    def set_log(self, log: bool) -> None:
        """Make the y axis logarithmic or linear; a logarithmic one leaves out what is not above zero."""
        self._log = log
        self.getPlotItem().setLogMode(False, log)
        self.show_lines(dict(self._lines))
        self.getPlotItem().enableAutoRange()

    def set_y_label(self, label: str) -> None:
        """Name the y axis."""
        self._labels["left"] = label
        self._dress()

    def set_hint(self, text: str) -> None:
        """Say in the middle of an empty plot what to do to fill it."""
        self._hint.setText(text)
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
        exporter = SVGExporter if path.suffix.lower() == ".svg" else ImageExporter
        exporter(self.getPlotItem()).export(str(path))

    def table(self) -> str:
        """The points of all lines as CSV: line, x, y."""
        rows = _Rows()
        writer = csv.writer(rows)
        writer.writerow(["line", self._labels["bottom"], self._labels["left"]])
        for name, line in self._lines.items():
            writer.writerows((name, f"{x:g}", f"{y:.9g}") for x, y in zip(line.x, line.y, strict=True))
        return "".join(rows)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Show All"), self.getPlotItem().enableAutoRange)
        menu.addSeparator()
        menu.addAction(self.tr("Copy Data as CSV"), lambda: QGuiApplication.clipboard().setText(self.table()))
        menu.addAction(self.tr("Save Picture…"), self._ask_where)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def leaveEvent(self, event: QEvent) -> None:
        self._cursor.hide()
        self.read.emit(())
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_hint"):  # the base class resizes itself while it is made
            self._hint.setGeometry(self.rect())

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save Picture"), "", "PNG (*.png);;SVG (*.svg)")
        if name:
            self.save_picture(Path(name) if Path(name).suffix else Path(f"{name}.png"))

    def _mouse_moved(self, position: QPointF) -> None:
        view = self.getPlotItem().getViewBox()
        inside = bool(self._lines) and view.sceneBoundingRect().contains(position)
        self._cursor.setVisible(inside)
        if inside:
            x = view.mapSceneToView(position).x()
            self._cursor.setPos(x)
            self.read.emit(self.readings(x))
        else:
            self.read.emit(())

    def _pen(self, line: Line) -> object:
        return pg.mkPen(QColor(line.colour), width=line.width)

    def _dress(self) -> None:
        now = colours()
        self.setBackground(now.panel)
        self._cursor.setPen(pg.mkPen(now.border))
        for side, label in self._labels.items():
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(now.line))
            axis.setTextPen(pg.mkPen(now.dim))
            axis.setTickPen(pg.mkPen(now.line))
            axis.setLabel(label, color=now.dim)
            axis.enableAutoSIPrefix(False)
        self.getPlotItem().showGrid(x=True, y=True, alpha=0.35)


class _Rows(list[str]):
    """A file for ``csv.writer`` in memory."""

    write = list.append


def _positive(values: np.ndarray) -> np.ndarray:
    """The values with gaps where there is no logarithm."""
    return np.where(values > 0, values, np.nan)
