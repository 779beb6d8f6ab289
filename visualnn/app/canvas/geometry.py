"""Where things lie: sizes of blocks, places of ports, the course of wires. In scene pixels; no item knows better."""

from __future__ import annotations

import math
from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF
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
    sides: list[tuple[Side, float, tuple[Port, ...]]] = (
        [("in", 0.0, spec.inputs), ("out", WIDTH, spec.outputs)] if spec else []
    )
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


class Course(NamedTuple):
    """The curve of a wire: the control points of a cubic."""

    start: QPointF
    leave: QPointF
    arrive: QPointF
    end: QPointF

    @property
    def path(self) -> QPainterPath:
        """The curve as a path."""
        path = QPainterPath(self.start)
        path.cubicTo(self.leave, self.arrive, self.end)
        return path

    def at(self, t: float) -> QPointF:
        """The point at ``t`` between 0 (start) and 1 (end)."""
        s = 1 - t
        return (
            self.start * (s * s * s)
            + self.leave * (3 * s * s * t)
            + self.arrive * (3 * s * t * t)
            + self.end * (t * t * t)
        )


def course(start: QPointF, end: QPointF) -> Course:
    """The course of a wire from an output to an input: it leaves to the right and arrives from the left."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    distance = math.hypot(dx, dy)
    reach = max(dx / 2, min(0.5 * abs(dx) + 0.25 * abs(dy), 120.0), min(40.0, distance / 2))
    return Course(start, start + QPointF(reach, 0), end - QPointF(reach, 0), end)


def label_centre(course: Course, width: float) -> QPointF | None:
    """Where a wire's label of this width goes: on the curve, just behind the output; None when there is no room."""
    room = course.end.x() - course.start.x() - 2 * PORT_RADIUS
    if room < width and abs(course.end.y() - course.start.y()) < 2 * HEADER:
        return None
    x = course.start.x() + PORT_RADIUS + (min(room / 2, width / 2 + 12) if room >= width else width / 2)
    low, high = 0.0, 0.5
    for _ in range(10):  # x grows with t on the first half
        middle = (low + high) / 2
        low, high = (middle, high) if course.at(middle).x() < x else (low, middle)
    return QPointF(x, course.at(low).y())


def snapped(point: QPointF) -> QPointF:
    """The nearest point of the grid."""
    return QPointF(round(point.x() / GRID) * GRID, round(point.y() / GRID) * GRID)
