"""Lines that grow, drawn so that a picture costs what is new in it.

All lines of a plot are kept in one image. As long as the view stays and lines only get longer, the new ends are drawn
into it and only their surroundings are painted anew; else it is made again, from no more points than there are pixels.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen, QTransform

from visualnn.training.metrics import Points

Array = np.ndarray[Any, Any]


class Line(NamedTuple):
    """One line of a plot: where it goes and how it is drawn. ``x`` ascends."""

    x: Array
    y: Array
    colour: str
    smooth: bool = False  # without detail from point to point: drawn bold, from a few of its points
    dots: bool = False  # points that are not joined
    dash: int = 0  # which of :data:`DASHES`
    exact: Array | None = None  # what ``y`` stands for where it was smoothed: this is read and taken along
    end: float | None = None  # what is told of the line when none of its points is asked for, if not the last
    extremes: Array | None = None  # where points stand for several, and ``exact`` is their mean: see ``metrics.Points``

    @property
    def told(self) -> Array:
        """What is read off the line."""
        return self.y if self.exact is None else self.exact

    @property
    def latest(self) -> float:
        """What is told of the line, which has a point, when none is asked for."""
        return float(self.told[-1]) if self.end is None else self.end

    @property
    def thinned(self) -> bool:
        """Whether points stand for several."""
        return self.extremes is not None and not np.array_equal(self.extremes, self.told, equal_nan=True)

    def runs(self) -> Array:
        """What the points stand for, [n, 5]: the first and the last x, and the mean, the lowest and the highest y."""
        if self.extremes is not None and self.thinned:
            return Points(self.x, self.extremes, self.told).runs()
        return np.stack([self.x, self.x, self.told, self.told, self.told], axis=1)

    @property
    def look(self) -> tuple[str, bool, bool, int]:
        """How it is drawn."""
        return self.colour, self.smooth, self.dots, self.dash


DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""Patterns that tell lines apart where colours do not suffice."""

PATTERNS = ((), (5.0, 1.0), (2.0, 1.0), (5.0, 1.0, 2.0, 1.0))
"""The same as lengths of what is drawn and what is not, in widths of the line: Qt's, which have square ends."""

Extent = tuple[float, float, float, float]
"""Left, right, bottom, top."""

DOT = 6
"""Size of a point, in pixels."""

REVISED = 8
"""Points at the end of a curve that may change when it grows: its last run of steps is not over yet."""

STRIDE = 1.5
"""Pixels between the points of a bold line."""

FAR = 30_000
"""Pixels beyond which places are not told apart: the rasteriser takes no larger ones."""


class Logs(NamedTuple):
    """Which axes are logarithmic: what is not above zero has no place on such a one and is left out."""

    x: bool = False
    y: bool = False

    def place(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Points of a line in the coordinates of the view; a height is NaN where there is no place for the point."""
        y = np.asarray(y, np.float64)
        if not np.isfinite(y).all():
            y = np.where(np.isfinite(y), y, np.nan)
        if self.y:
            y = np.log10(np.where(y > 0, y, np.nan))
        if self.x:
            y = np.where(x > 0, y, np.nan)
            x = np.log10(x, out=np.full(len(x), -np.inf), where=x > 0)  # still ascends
        return x, y


class Trace:
    """A line as it is drawn, and how much of it stands in the image. ``x``, ``y``: its points in the view."""

    def __init__(self, line: Line, logs: Logs) -> None:
        self.line = line
        self.x, self.y = logs.place(line.x, line.y)
        self.extent = _extent(self.x, self.y)
        self.drawn = 0  # points that are in the image
        self.grown = False  # since it was drawn
        self.end: _End | None = None  # of a fine line in the image

    def grow(self, line: Line, logs: Logs, alike: dict[tuple[int, int], int]) -> bool:
        """Become a line that goes on where this one ends; returns whether it is one. ``alike``: how many points the
        x of lines have in common, which many lines share."""
        old = self.line
        if line is old:
            return True
        if line.look != old.look or line.dots or len(old.x) < 2:
            return False
        both = id(old.x), id(line.x)
        if both not in alike:
            alike[both] = shared(old.x, line.x)
        same = min(alike[both], shared(old.y, line.y))
        if same < len(old.x) - REVISED or not same:
            return False
        if same == len(line.x):
            self.line = line
            return True
        self.grown = True
        x, y = logs.place(line.x[same:], line.y[same:])
        gone = _extent(self.x[same:], self.y[same:])
        self.x = np.concatenate([self.x[:same], x]) if logs.x else line.x
        self.y = np.concatenate([self.y[:same], y])
        if gone and self.extent and (gone[2] <= self.extent[2] or gone[3] >= self.extent[3]):
            self.extent = _extent(self.x, self.y)  # what was revised was the lowest or the highest
        else:
            self.extent = _united(self.extent, _extent(x, y))
        self.line = line
        self.drawn = min(self.drawn, same)
        return True


class Traces(pg.GraphicsObject):
    """The lines of a plot. ``scale`` enlarges pens."""

    def __init__(self) -> None:
        super().__init__()
        self.scale_ = 1.0
        self._traces: dict[str, Trace] = {}
        self._logs = Logs()
        self._image: QImage | None = None
        self._frame: _Frame | None = None  # of the image; None: it is to be made again

    def show(self, lines: Mapping[str, Line], logs: Logs) -> None:
        """Draw exactly these lines, the first at the bottom."""
        names = list(lines)
        same = logs == self._logs and names == list(self._traces)
        alike: dict[tuple[int, int], int] = {}
        if same and all(self._traces[name].grow(line, logs, alike) for name, line in lines.items()):
            self._draw_ends()
            return
        self._traces = {name: Trace(line, logs) for name, line in lines.items()}
        self._logs = logs
        self.redraw()

    def redraw(self) -> None:
        """Make the image again."""
        self._frame = None
        self.update()

    def extent(self) -> Extent | None:
        """Left, right, bottom and top of all points, in the coordinates of the view; None when there are none."""
        extent: Extent | None = None
        for trace in self._traces.values():
            extent = _united(extent, trace.extent)
        return extent

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return view.viewRect() if view else QRectF()

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.redraw()

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()
        self.redraw()

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        if not self._traces:
            return
        world = painter.worldTransform()
        frame = _Frame.of(world, world.mapRect(self.boundingRect()), painter.deviceTransform().m11() / world.m11())
        painter.save()
        painter.resetTransform()
        if painter.paintEngine().type() != QPaintEngine.Type.Raster:  # into a drawing of lines
            painter.translate(frame.left, frame.top)
            painter.setClipRect(QRectF(0, 0, frame.width, frame.height))
            self._draw(painter, frame, anew=True)
        else:
            if frame != self._frame or self._image is None:
                self._frame, self._image = frame, frame.image()
                brush = QPainter(self._image)
                self._draw(brush, frame, anew=True)
                brush.end()
            painter.drawImage(QPointF(frame.left, frame.top), self._image)
        painter.restore()

    def _draw_ends(self) -> None:
        """Put what is new into the image, and have no more than that painted."""
        frame = self._frame
        if frame is None or self._image is None:
            self.update()
            return
        painter = QPainter(self._image)
        try:
            touched = self._draw(painter, frame, anew=False)
        finally:
            painter.end()
        if not touched.isEmpty():
            self.update(frame.back(touched))

    def _draw(self, painter: QPainter, frame: _Frame, anew: bool) -> QRectF:
        touched = QRectF()
        for trace in self._traces.values():
            if trace.line.dots:
                if anew:
                    self._dot(painter, frame, trace, slice(None))
            elif anew:
                self._begin(painter, frame, trace)
            elif trace.grown:
                touched |= self._go_on(painter, frame, trace)
        return touched

    def _begin(self, painter: QPainter, frame: _Frame, trace: Trace) -> None:
        """Draw all of a line that is in view."""
        line, trace.grown, trace.end = trace.line, False, None
        trace.drawn = len(line.x)
        if len(line.x) == 1:
            self._dot(painter, frame, trace, slice(None))
            return
        left, right = frame.across()
        first = max(0, int(np.searchsorted(trace.x, left)) - 1)
        last = int(np.searchsorted(trace.x, right, "right")) + 1
        x, y = frame.place(trace.x[first:last], trace.y[first:last])
        dense = len(x) > 2 * frame.width
        if line.smooth:
            x, y = _sampled(x, y) if dense else (x, y)
        elif dense:
            x, y = _columns(x, y)
        self._stroke(painter, frame, line, x, y, fine=not dense)

    def _go_on(self, painter: QPainter, frame: _Frame, trace: Trace) -> QRectF:
        """Draw what a line has more than the image, once it can be seen: a bold one when it is more than a pixel, a
        fine one when it leaves the part of a column of pixels that it has filled."""
        line, trace.grown = trace.line, False
        begin = max(0, trace.drawn - 1)
        x, y = frame.place(trace.x[begin:], trace.y[begin:])
        if len(x) < 2:
            return QRectF()
        if line.smooth and x[-1] - x[0] < STRIDE and np.abs(y - y[0]).max() < STRIDE:
            return QRectF()
        if not line.smooth:
            across = x * frame.sharp
            if trace.end and trace.end.holds(across, y):
                return QRectF()
            trace.end = _End.of(across, y, trace.end)
        trace.drawn = len(line.x)
        if line.smooth and len(x) > 8:
            x, y = _sampled(x, y)
        self._stroke(painter, frame, line, x, y, fine=x[-1] - x[0] > 2 * len(x))
        there = np.isfinite(y)
        if not there.any():
            return QRectF()
        room = 2 + 2 * self.scale_
        corner = QPointF(float(x[0]) - room, float(y[there].min()) - room)
        return QRectF(corner, QPointF(float(x[-1]) + room, float(y[there].max()) + room))

    def _stroke(self, painter: QPainter, frame: _Frame, line: Line, x: Array, y: Array, fine: bool) -> None:
        width = 2 * self.scale_ * frame.sharp if line.smooth else 1.0
        drawing = painter.paintEngine().type() != QPaintEngine.Type.Raster
        moves = _nib(1.0 if drawing else width, frame.sharp)
        painter.setPen(_pen(line, width, width if drawing else 1.0, float(x[0]) * frame.sharp))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, line.smooth or bool(fine))
        there = np.isfinite(y)
        parts = [(0, len(y))]
        if not there.all():
            edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
            parts = [(first, last) for first, last in edges.reshape(-1, 2).tolist() if last - first > 1]
        for first, last in parts:
            curve = pg.functions.arrayToQPolygonF(x[first:last], y[first:last])
            for move in moves:
                painter.drawPolyline(curve)
                painter.translate(*move)

    def _dot(self, painter: QPainter, frame: _Frame, trace: Trace, which: slice) -> None:
        x, y = frame.place(trace.x[which], trace.y[which])
        there = np.isfinite(y) & (np.abs(y) < FAR) & (np.abs(x) < FAR)
        pen = QPen(QColor(trace.line.colour), DOT * self.scale_ * frame.sharp)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if there.any():
            painter.drawPoints(pg.functions.arrayToQPolygonF(x[there], y[there]))


class _End(NamedTuple):
    """The column of the screen's pixels in which a line ends, and from where to where it fills it."""

    column: float
    top: float
    bottom: float

    @classmethod
    def of(cls, x: Array, y: Array, before: _End | None) -> _End | None:
        """The end of a line with these points, which goes on from one that had this end; None where it has a gap."""
        column = np.floor(x[-1])
        own = y[np.searchsorted(x, column) :]
        if not np.isfinite(own).all():
            return None
        top, bottom = float(own.min()), float(own.max())
        if before and before.column == column:
            top, bottom = min(top, before.top), max(bottom, before.bottom)
        return cls(float(column), top, bottom)

    def holds(self, x: Array, y: Array) -> bool:
        """Whether a line through these points does not leave what is filled."""
        there = np.floor(x[0]) == self.column == np.floor(x[-1])  # not where points before it were revised
        return bool(there and y.min() >= self.top and y.max() <= self.bottom)


class _Frame(NamedTuple):
    """Where the image lies in the widget (``left``, ``top``, ``width``, ``height`` in its pixels), how sharp it is, and
    how places of the view become places in it."""

    left: int
    top: int
    width: int
    height: int
    sharp: float
    right_by: float
    right_from: float
    down_by: float
    down_from: float

    @classmethod
    def of(cls, world: QTransform, field: QRectF, sharp: float) -> _Frame:
        area = field.toAlignedRect()
        left, top = area.left(), area.top()
        places = (world.m11(), world.dx() - left, world.m22(), world.dy() - top)
        return cls(left, top, area.width(), area.height(), sharp, *places)

    def image(self) -> QImage:
        """A transparent image of this size."""
        width, height = max(1, round(self.width * self.sharp)), max(1, round(self.height * self.sharp))
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self.sharp)
        image.fill(0)
        return image

    def place(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Places of the view as places in the image."""
        across = x * self.right_by + self.right_from
        return np.clip(across, -FAR, FAR), np.clip(y * self.down_by + self.down_from, -FAR, FAR)

    def across(self) -> tuple[float, float]:
        """What the view shows of the x axis."""
        return -self.right_from / self.right_by, (self.width - self.right_from) / self.right_by

    def back(self, rect: QRectF) -> QRectF:
        """A part of the image as a part of the view."""
        left, right = ((x - self.right_from) / self.right_by for x in (rect.left(), rect.right()))
        top, bottom = ((y - self.down_from) / self.down_by for y in (rect.top(), rect.bottom()))
        return QRectF(QPointF(left, top), QPointF(right, bottom)).normalized()


def _pen(line: Line, width: float, of: float, begin: float) -> QPen:
    """A pen for a line of this width in pixels of the screen, as thick as ``of``; its pattern goes on from what was
    drawn up to ``begin``."""
    pen = QPen(QColor(line.colour), of)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    pen.setCosmetic(True)
    if line.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([part * width / of for part in PATTERNS[line.dash]])
        pen.setDashOffset(begin / of)
    return pen


@functools.cache
def _nib(width: float, sharp: float) -> tuple[tuple[float, float], ...]:
    """How to move between copies of a line of one pixel that together look like one of this width, and at last back;
    the first lies in its middle. Qt draws thicker lines by another way, which takes as long as fifty of one pixel."""
    places, radius = [(0.0, 0.0)], (width - 1) / 2
    while radius > 0:
        count = max(4, math.ceil(2 * math.pi * radius))
        angles = [2 * math.pi * number / count for number in range(count)]
        places += [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
        radius -= 1
    moves = np.diff([*places, places[0]], axis=0) / sharp
    return tuple(map(tuple, moves.tolist()))


def shared(old: Array, new: Array) -> int:
    """How many numbers two arrays have in common at their beginning, bit for bit: NaN is like itself."""
    count = min(len(old), len(new))
    if old.dtype != new.dtype or old.itemsize != 8:
        differ = old[:count] != new[:count]
    else:
        differ = old[:count].view(np.int64) != new[:count].view(np.int64)
    return int(differ.argmax()) if differ.any() else count


def _extent(x: Array, y: Array) -> Extent | None:
    there = np.isfinite(y)
    if there.all() and len(y):
        return float(x[0]), float(x[-1]), float(y.min()), float(y.max())
    if not there.any():
        return None
    x, y = x[there], y[there]
    return float(x[0]), float(x[-1]), float(y.min()), float(y.max())


def _united(one: Extent | None, other: Extent | None) -> Extent | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), max(one[3], other[3])


def _sampled(x: Array, y: Array) -> tuple[Array, Array]:
    """Points of a line about ``STRIDE`` pixels apart, with the last."""
    wanted = np.arange(x[0], x[-1], STRIDE)
    kept = np.unique(np.append(np.searchsorted(x, wanted), len(x) - 1))
    return x[kept], y[kept]


def _columns(x: Array, y: Array) -> tuple[Array, Array]:
    """The lowest and the highest point of every column of pixels: on a screen the line looks the same."""
    column = np.floor(x)
    starts = np.append(0, np.flatnonzero(np.diff(column)) + 1)
    low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    return np.repeat(column[starts] + 0.5, 2), np.stack([low, high], axis=1).ravel()
