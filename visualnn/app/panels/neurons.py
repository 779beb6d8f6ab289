"""What every neuron answers over the plane of two inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.chart import Chart
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.panels.plane import Plane
from visualnn.app.panels.taking import csv_text, exact
from visualnn.app.panels.views import Broken, View
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset
from visualnn.graph.model import Graph

if TYPE_CHECKING:
    from visualnn.training.inspection import Seen

RESOLUTION = 40
"""Points of a surface along each axis."""

UNITS = 24
"""Neurons of a layer shown at most."""

TILE, GAP = 58, 8

LEAST = 168
"""Pixels that the small surfaces keep of the width: two columns, or one before an audience."""

BESIDE = 70
"""Pixels that the large surface is wider than high, with all that stands around it."""


class Tile(NamedTuple):
    """One neuron: the name of its layer, its number there, and its answers ``[RESOLUTION, RESOLUTION]`` with the
    highest second input in the first row. All neurons of a layer share a scale from ``low`` to ``high``."""

    layer: str
    unit: int
    values: np.ndarray
    low: float
    high: float

    @property
    def palette(self) -> np.ndarray:
        """Diverging around zero where there are answers below it."""
        return palettes.diverging() if self.low < 0 else palettes.sequential()


class Neurons(View):
    """A small surface for every neuron, layer below layer; the one that is clicked on is shown large."""

    def __init__(self, dataset: Dataset, graph: Graph, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane = Plane(dataset, RESOLUTION)
        self._names = {block.id: block.name for block in graph.blocks}
        self._hidden = {block.id for block in graph.blocks if block.kind != "dropout"}
        self.tiles = Tiles(self._plane)
        self.tiles.clicked.connect(self.choose)
        self.large = HeatMap(square=True)
        self._chosen = -1
        self.broken = Broken()
        row = bare(QHBoxLayout(), spacing=6, margins=(2, 0, 4, 4))
        row.addWidget(scrolled(self.tiles), 1)
        row.addWidget(self.large)
        column = bare(QVBoxLayout(self))
        column.addLayout(row, 1)
        column.addWidget(self.broken)
        theme().changed.connect(self._draw)

    def question(self, loss: int) -> tuple[Any, ...]:
        return "see", self._plane.grid, loss, tuple(self._hidden)

    def show_answer(self, answer: Seen) -> None:
        layers = [(self._names[block_id], values) for block_id, values in answer.values.items()]
        layers.append((self.tr("prediction"), answer.prediction))
        shown = [(name, values.reshape(len(values), -1)[:, :UNITS]) for name, values in layers]
        tiles = []
        for name, values in shown:
            low, high = _reach(values)
            for unit in range(values.shape[1]):
                surface = values[:, unit].reshape(RESOLUTION, RESOLUTION)[::-1]
                tiles.append(Tile(name, unit, surface, low, high))
        self.broken.judge(*(values for _, values in shown))
        self.tiles.show_tiles(tiles)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The large surface takes what it can use of the width."""
        super().resizeEvent(event)
        usable = event.size().height() + round(BESIDE * theme().scale)
        self.large.setFixedWidth(max(LEAST, min(usable, event.size().width() - LEAST)))

    def choose(self, number: int) -> None:
        """Show one of the tiles large."""
        self._chosen = number
        self._draw()

    def _draw(self) -> None:
        tiles = self.tiles.tiles
        if not tiles:
            return
        chosen = self._chosen if -1 < self._chosen < len(tiles) else len(tiles) - 1
        self.tiles.select(chosen)
        tile = tiles[chosen]
        plane = self._plane
        self.large.title = self.tr("{layer}, neuron {number}").format(layer=tile.layer, number=tile.unit + 1)
        self.large.show_values(
            tile.values,
            Axis(plane.names[0], low=plane.low[0], high=plane.high[0]),
            Axis(plane.names[1], low=plane.low[1], high=plane.high[1]),
            tile.palette,
            tile.low,
            tile.high,
        )


def _reach(values: np.ndarray) -> tuple[float, float]:
    """The ends of the scale of a layer's answers."""
    finite = values[np.isfinite(values)]
    low, high = float(finite.min(initial=0)), float(finite.max(initial=0))
    if low < 0:
        reach = max(-low, high)
        return -reach, reach
    return 0.0, 1.0 if high <= 1 else high  # up to 1: a probability or a sigmoid


class Tiles(Chart):
    """Rows of small surfaces, each row under the name of its layer. ``clicked`` is emitted with a tile's number."""

    clicked = Signal(int)

    def __init__(self, plane: Plane) -> None:
        """``plane``: where the tiles lie."""
        super().__init__(
            self.tr("What each neuron answers over {across} (across) and {up} (up)").format(
                across=plane.names[0], up=plane.names[1]
            )
        )
        self._plane = plane
        self.tiles: list[Tile] = []
        self._images: list[QImage] = []
        self._selected = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self._paint_tiles)

    def show_tiles(self, tiles: list[Tile]) -> None:
        """Show these tiles, in the order of their layers."""
        self.tiles = tiles
        self._paint_tiles()

    def select(self, number: int) -> None:
        """Frame a tile."""
        self._selected = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * (TILE + GAP), 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def table(self) -> str:
        rows: list[tuple[object, ...]] = [("layer", "neuron", *self._plane.names, "value")]
        places = [(exact(x), exact(y)) for x, y in self._plane.grid.reshape(-1, 2)]
        for tile in self.tiles:
            values = tile.values[::-1].ravel().tolist()  # as the grid: the second input rises
            rows += [
                (tile.layer, tile.unit + 1, *place, exact(value)) for place, value in zip(places, values, strict=True)
            ]
        return csv_text(rows)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        now = colours()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        named = ""
        for number, (tile, place) in enumerate(zip(self.tiles, self._places(), strict=True)):
            if tile.layer != named:
                named = tile.layer
                painter.setPen(QColor(now.dim))
                heading = QRectF(place.left(), place.top() - self._line(), area.width(), self._line())
                painter.drawText(heading, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, named)
            painter.drawImage(place, self._images[number])
            painter.setPen(QPen(QColor(now.accent), 3) if number == self._selected else QPen(QColor(now.border), 1))
            painter.drawRect(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self._places()):
            if place.contains(event.position()) and event.button() == Qt.MouseButton.LeftButton:
                self.clicked.emit(number)
                return
        super().mousePressEvent(event)

    def _paint_tiles(self) -> None:
        self._images = [palettes.painted(tile.values, tile.palette, tile.low, tile.high) for tile in self.tiles]
        self._fit()
        self.update()

    def _line(self) -> int:
        return self.fontMetrics().height() + 2

    def _fit(self) -> None:
        places = self._places()
        self.setMinimumHeight(round(places[-1].bottom()) + GAP if places else 0)

    def _places(self) -> list[QRectF]:
        """Where the tiles are: a new row for each layer, and where one is full."""
        side, area = TILE * theme().scale, self.area()
        x, y = area.left(), area.top() - side - GAP
        places, named = [], ""
        for tile in self.tiles:
            if tile.layer != named:
                named, x = tile.layer, area.left()
                y += side + GAP + self._line()
            elif x + side > area.right():
                x = area.left()
                y += side + GAP
            places.append(QRectF(x, y, side, side))
            x += side + GAP
        return places
