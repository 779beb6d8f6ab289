"""Small line drawings that tell blocks apart at a glance, white or black on the colour of the category.

A drawing is a string of commands in a square of 24 units: ``M x y`` move, ``L x y`` line, ``C`` cubic curve, ``Z``
close, ``O x y r`` circle. A kind without a drawing of its own takes its category's, or a cube.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from visualnn.app.colours import Colours, readable_on
from visualnn.blocks.catalogue import SPECS

_DRAWINGS = {
    "Input": "M3 12 L14 12 M10 8 L14 12 L10 16 M13 5 L20 5 L20 19 L13 19",
    "Layer": "O 6 6 2 O 6 18 2 O 18 6 2 O 18 18 2 M8 6 L16 6 M8 18 L16 18 M7.5 7.5 L16.5 16.5 M7.5 16.5 L16.5 7.5",
    "Activation": "M3 18 C 13 18 11 6 21 6",
    "Regularisation": "O 12 12 8 M6.5 17.5 L17.5 6.5",
    "Recurrent": "M19 9 C 16 2 5 3 5 12 C 5 21 16 22 19 15 M19.5 3.5 L19.5 9 L14 9",
    "Output": "O 12 12 8.5 O 12 12 3.5",
    "Merge": "M3 6 C 11 6 10 12 20 12 M3 18 C 11 18 10 12 20 12 M16 8 L20 12 L16 16",
    "Tensor": "M12 3 L20 7.5 L20 16.5 L12 21 L4 16.5 L4 7.5 Z M4 7.5 L12 12 L20 7.5 M12 12 L12 21",
    "group": "M4 8 L16 8 L16 20 L4 20 Z M8 8 L8 4 L20 4 L20 16 L16 16",
    "frame": "M3.5 5 L20.5 5 L20.5 19 L3.5 19 Z M3.5 9 L20.5 9",
    "comment": "M4 5 L20 5 L20 16 L12 16 L8 20 L8 16 L4 16 Z M8 9 L16 9 M8 12 L13 12",
    "table": "M4 5 L20 5 L20 19 L4 19 Z M4 10 L20 10 M4 14.5 L20 14.5 M12 5 L12 19",
    "digits": "M6 5 L17 5 L10 19.5 M8.5 12.5 L15.5 12.5",
    "idx": "M4 5 L20 5 L20 19 L4 19 Z M4 17 L9 11.5 L13 16 L16 13 L20 17 O 15 9 1.2",
    "csv": "M5 3 L14 3 L19 8 L19 21 L5 21 Z M14 3 L14 8 L19 8 M8 12.5 L16 12.5 M8 16.5 L16 16.5 M12 10.5 L12 18.5",
    "images": "M7 8 L21 8 L21 20 L7 20 Z M3.5 16 L3.5 4 L17 4 M7 18 L12 13 L15 16.5 L17 14.5 L21 18.5",
    "arrays": "M7 4 L4 4 L4 20 L7 20 M17 4 L20 4 L20 20 L17 20 O 9.5 9 1 O 14.5 9 1 O 9.5 15 1 O 14.5 15 1",
    "bundled": "O 12 12 2 O 12 6.5 2.8 O 12 17.5 2.8 O 6.5 12 2.8 O 17.5 12 2.8",
    "generator": "M3 12 C 6 2 9 2 12 12 C 15 22 18 22 21 12",
    "text": "M5 9 L5 5.5 L19 5.5 L19 9 M12 5.5 L12 19 M9 19 L15 19",
    "concatenate": "M3.5 5 L9 5 L9 19 L3.5 19 Z M15 5 L20.5 5 L20.5 19 L15 19 Z M9 12 L15 12",
    "add": "M12 4.5 L12 19.5 M4.5 12 L19.5 12",
    "subtract": "M4.5 12 L19.5 12",
    "multiply": "M6.5 6.5 L17.5 17.5 M17.5 6.5 L6.5 17.5",
    "constant": "M10 4.5 L8 19.5 M16 4.5 L14 19.5 M5 9.5 L20 9.5 M4 14.5 L19 14.5",
    "variable": "M3 8 L6.5 8 M11.5 8 L21 8 M3 16 L12.5 16 M17.5 16 L21 16 O 9 8 2.5 O 15 16 2.5",
    "matmul": "M8 4 L4 4 L4 20 L8 20 M16 4 L20 4 L20 20 L16 20 O 12 12 1.5",
    "reduce_mean": "M6 4.5 L18 4.5 M7 9.5 L17 19.5 M17 9.5 L7 19.5",
    "reduce_sum": "M17.5 8 L17.5 5 L6.5 5 L13 12 L6.5 19 L17.5 19 L17.5 16",
    "argmax": "M5 19.5 L5 13 M12 19.5 L12 5 M19 19.5 L19 10",
    "transpose": "M5 5 L19 19 M10 5 L5 5 L5 10 M19 14 L19 19 L14 19",
}
SIZE = 24.0


@cache
def glyph(kind: str) -> QPainterPath:
    """The drawing of a block kind, to be stroked in a square of ``SIZE`` units."""
    spec = SPECS.get(kind)
    names = (kind, spec.category if spec else "", "Tensor")
    return _parse(next(_DRAWINGS[name] for name in names if name in _DRAWINGS))


def paint_tile(painter: QPainter, square: QRectF, kind: str, colours: Colours) -> None:
    """Paint a block kind's tile, the drawing on a rounded square of the category's colour, into ``square``."""
    spec = SPECS.get(kind)
    ground = colours.of_category(spec.category if spec else "")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(square, square.width() * 0.22, square.width() * 0.22)
    painter.save()
    painter.translate(square.topLeft() + QPointF(square.width(), square.height()) * 0.14)
    painter.scale(square.width() * 0.72 / SIZE, square.height() * 0.72 / SIZE)
    pen = QPen(QColor(readable_on(ground)), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glyph(kind))
    painter.restore()


def tile_icon(kind: str, colours: Colours, size: int = 24) -> QIcon:
    """A block kind's tile as an icon for lists, sharp at up to twice the scale."""
    pixmap = QPixmap(2 * size, 2 * size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_tile(painter, QRectF(pixmap.rect()), kind, colours)
    painter.end()
    pixmap.setDevicePixelRatio(2.0)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # Qt would tint it
    return icon


def _parse(drawing: str) -> QPainterPath:
    path = QPainterPath()
    for command in "MLCZO":
        drawing = drawing.replace(command, f" {command} ")
    items = drawing.split()
    while items:
        command = items.pop(0)
        count = {"M": 2, "L": 2, "C": 6, "O": 3, "Z": 0}[command]
        numbers = [float(items.pop(0)) for _ in range(count)]
        points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        if command == "M":
            path.moveTo(points[0])
        elif command == "L":
            path.lineTo(points[0])
        elif command == "C":
            path.cubicTo(*points)
        elif command == "O":
            path.addEllipse(points[0], numbers[2], numbers[2])
        else:
            path.closeSubpath()
    return path
