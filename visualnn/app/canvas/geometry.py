"""Where things lie: sizes of blocks, places of ports, the course of wires. In scene pixels; no item knows better."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import Port
from visualnn.graph.arrange import GRID, Box

WIDTH = 160.0
HEADER = 64.0
PORT_ROW = 22.0
FOOT = 6.0
TILE = QRectF(10, 16, 30, 30)
TEXT_LEFT = 48.0
TEXT_RIGHT = 9.0
CORNER = 8.0
PORT_RADIUS = 4.6
PORT_REACH = 12.0
"""How far from its centre a port can still be grabbed, in pixels of the screen or the scene, whichever is more."""

STUB = 26.0
"""How far a wire that makes a detour runs straight out of its port."""

_ROUNDING = 14.0
_PIECES = 24

Side = Literal["in", "out"]


class PortRef(NamedTuple):
    """One port of one block."""

    block: str
    side: Side
    name: str


class Layout(NamedTuple):
    """The geometry of a block kind: its card and the centres of its ports, relative to the block's top left corner."""

    card: QRectF
    ports: dict[tuple[Side, str], QPointF]
    rows: tuple[tuple[Side, Port, float], ...]
    """Port labels that are always shown: side, port and height of the row's centre; none for one-port sides."""

    @property
    def box(self) -> Box:
        """The same for ``graph.arrange``."""
        heights = {key: point.y() for key, point in self.ports.items()}
        return Box(
            self.card.width(),
            self.card.height(),
            {name: y for (side, name), y in heights.items() if side == "in"},
            {name: y for (side, name), y in heights.items() if side == "out"},
        )


@cache
def layout(kind: str) -> Layout:
    """The layout of a block kind; one without ports for a kind that is not known."""
    spec = SPECS.get(kind)
    return lay_out(spec.inputs, spec.outputs) if spec else lay_out((), ())


def lay_out(inputs: tuple[Port, ...], outputs: tuple[Port, ...]) -> Layout:
    """The layout of a card with these ports."""
    sides: list[tuple[Side, float, tuple[Port, ...]]] = [("in", 0.0, inputs), ("out", WIDTH, outputs)]
    ports: dict[tuple[Side, str], QPointF] = {}
    rows: list[tuple[Side, Port, float]] = []
    for side, x, listed in sides:
        for number, port in enumerate(listed):
            y = HEADER / 2 if len(listed) == 1 else HEADER + PORT_ROW * (number + 0.5)
            ports[side, port.name] = QPointF(x, y)
            if len(listed) > 1:
                rows.append((side, port, y))
    count = max((len(listed) for _, _, listed in sides if len(listed) > 1), default=0)
    height = HEADER + (count * PORT_ROW + FOOT if count else 0)
    return Layout(QRectF(0, 0, WIDTH, height), ports, tuple(rows))


class Curve(NamedTuple):
    """The course of a wire that runs to the right: the control points of a cubic."""

    start: QPointF
    leave: QPointF
    arrive: QPointF
    end: QPointF

    def path(self) -> QPainterPath:
        """The wire as it is drawn."""
        path = QPainterPath(self.start)
        path.cubicTo(self.leave, self.arrive, self.end)
        return path

    def points(self) -> list[QPointF]:
        """Points along the wire, near enough to each other to stand for it."""
        return [self._at(i / _PIECES) for i in range(_PIECES + 1)]

    def label_places(self, width: float) -> Iterator[QPointF]:
        """Where the middle of a label of this width may be, the best first: just behind the output, then further on;
        none when there is no room."""
        room = self.end.x() - self.start.x() - 2 * PORT_RADIUS
        if room < width and abs(self.end.y() - self.start.y()) < 2 * HEADER:
            return
        x = self.start.x() + PORT_RADIUS + (min(room / 2, width / 2 + 12) if room >= width else width / 2)
        low, high = 0.0, 0.5
        for _ in range(10):  # x grows with t on the first half
            middle = (low + high) / 2
            low, high = (middle, high) if self._at(middle).x() < x else (low, middle)
        yield from map(self._at, (low, 0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85))

    def _at(self, t: float) -> QPointF:
        s = 1 - t
        return (
            self.start * (s * s * s)
            + self.leave * (3 * s * s * t)
            + self.arrive * (3 * s * t * t)
            + self.end * (t * t * t)
        )


class Detour(NamedTuple):
    """The course of a wire that runs back to the left, or past other cards: straight pieces with round corners."""

    start: QPointF
    middle: float
    """Height of the level piece."""
    end: QPointF
    leave: float = STUB
    arrive: float = STUB
    """How far from its ends it turns up or down."""

    @property
    def sides(self) -> tuple[float, float]:
        """Where the upright pieces are: behind the output, before the input."""
        return self.start.x() + self.leave, self.end.x() - self.arrive

    def path(self) -> QPainterPath:
        """The wire as it is drawn."""
        points = self.points()
        path = QPainterPath(points[0])
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            path.lineTo(_towards(corner, before))
            path.quadTo(corner, _towards(corner, after))
        path.lineTo(points[-1])
        return path

    def points(self) -> list[QPointF]:
        """The corners."""
        right, left = self.sides
        return [
            self.start,
            QPointF(right, self.start.y()),
            QPointF(right, self.middle),
            QPointF(left, self.middle),
            QPointF(left, self.end.y()),
            self.end,
        ]

    def label_places(self, width: float) -> Iterator[QPointF]:
        """Where the middle of a label of this width may be: along the level piece."""
        right, left = self.sides
        low, high = min(right, left) + width / 2, max(right, left) - width / 2
        for share in (0.5, 0.25, 0.75, 0.0, 1.0) if high >= low else ():
            yield QPointF(low + share * (high - low), self.middle)


Course = Curve | Detour


def course(start: QPointF, end: QPointF) -> Course:
    """The course of a wire from an output to an input: it leaves to the right and arrives from the left."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    if dx < -STUB:
        between = abs(dy) > 1.25 * HEADER  # two rows of cards
        return Detour(start, start.y() + dy / 2 if between else max(start.y(), end.y()) + 1.5 * HEADER, end)
    reach = max(dx / 2, min(0.5 * abs(dx) + 0.25 * abs(dy), 120.0), min(40.0, math.hypot(dx, dy) / 2))
    return Curve(start, start + QPointF(reach, 0), end - QPointF(reach, 0), end)


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """The point where the rounding of a corner meets the piece to another corner."""
    line = QLineF(corner, other)
    return line.pointAt(min(_ROUNDING / line.length(), 0.5)) if line.length() else corner


def snapped(point: QPointF) -> QPointF:
    """The nearest point of the grid."""
    return QPointF(round(point.x() / GRID) * GRID, round(point.y() / GRID) * GRID)
