"""What lies behind and between blocks: frames, the outlines of open groups, and comments."""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from visualnn.app.canvas.style import SOME_DETAIL, Style

HEAD = 30.0
"""Height of the strip that holds a title, in scene pixels."""

EDGE = 7.0
"""How near to an edge or a corner it can be grabbed."""

SMALLEST = 60.0
PADDING = 20.0
"""How far a frame or outline reaches beyond the blocks it is drawn around."""

_CORNER = 10.0
_INSET = 10.0

Corner = Literal["top left", "top right", "bottom left", "bottom right"]
Kind = Literal["frame", "group", "comment"]
_DEPTH: dict[Kind, float] = {"frame": -20.0, "group": -10.0, "comment": 0.5}


class AreaLook(msgspec.Struct, frozen=True):
    """All that an area shows apart from its place."""

    kind: Kind
    text: str
    colour: int = 0


class AreaItem(QGraphicsItem):
    """A frame, the outline of an open group, or a comment. Its position is its top left corner."""

    def __init__(self, element_id: str, look: AreaLook, style: Style) -> None:
        super().__init__()
        self.element_id = element_id
        self.look = look
        self.size = QRectF(0, 0, SMALLEST, SMALLEST)
        self._style = style
        self._titles: tuple[QStaticText, QStaticText] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(_DEPTH[look.kind])

    @property
    def rect(self) -> QRectF:
        """Where it lies in the scene."""
        return self.size.translated(self.pos())

    @property
    def can_be_resized(self) -> bool:
        """Whether its corners can be pulled; an outline follows its blocks."""
        return self.look.kind != "group"

    def boundingRect(self) -> QRectF:
        return self.size.adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def shape(self) -> QPainterPath:
        """What can be grabbed: all of a comment, title and edges of the others."""
        path = QPainterPath()
        path.addRect(self.size.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        if self.look.kind != "comment":
            hole = QPainterPath()
            hole.addRect(self.size.adjusted(EDGE, HEAD, -EDGE, -EDGE))
            path = path.subtracted(hole)
        return path

    def title_rect(self) -> QRectF:
        """Where its title or text stands, in the scene."""
        if self.look.kind == "comment":
            return self.rect
        return QRectF(4, 2, self.size.width() - 8, HEAD - 2).translated(self.pos())

    def corner_at(self, point: QPointF, reach: float) -> Corner | None:
        """The corner that a point of the scene grabs, if any."""
        rect = self.rect
        corners: dict[Corner, QPointF] = {
            "bottom right": rect.bottomRight(),
            "bottom left": rect.bottomLeft(),
            "top right": rect.topRight(),
            "top left": rect.topLeft(),
        }
        near = (name for name, corner in corners.items() if (corner - point).manhattanLength() <= 2 * reach)
        return next(near, None) if self.can_be_resized else None

    def set_rect(self, rect: QRectF) -> None:
        """Lie somewhere else, in the scene."""
        if rect.size() != self.size.size():
            self.prepareGeometryChange()
            self.size = QRectF(QPointF(), rect.size())
            self._titles = None
        self.setPos(rect.topLeft())

    def show_look(self, look: AreaLook) -> None:
        """Show something else; the kind never changes."""
        if look != self.look:
            self.look = look
            self._titles = None
            self.update()

    def set_style(self, style: Style) -> None:
        """Take another theme's pens and fonts."""
        self._style = style
        self._titles = None
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = painter.worldTransform().m11()
        if self.look.kind == "comment":
            self._paint_comment(painter, zoom)
        else:
            self._paint_frame(painter, zoom)

    def _paint_frame(self, painter: QPainter, zoom: float) -> None:
        style, open_group = self._style, self.look.kind == "group"
        ink = style.dim if open_group else style.series(self.look.colour)
        fill = QColor(ink)
        fill.setAlpha(12 if style.colours.dark else 16 if open_group else 26)  # cards must stand out
        pen = QPen(style.node_selected if self.isSelected() else ink, 2.0 if self.isSelected() else 1.2)
        if open_group:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(self.size, _CORNER, _CORNER)
        if zoom < SOME_DETAIL:
            return
        near, far = self._laid_out()
        text, font = (near, style.name_font) if zoom >= style.full_detail else (far, style.far_font)
        painter.setFont(font)
        painter.setPen(style.dim if open_group else style.text)
        painter.drawStaticText(QPointF(_INSET + 2, (HEAD - text.size().height()) / 2 + 1), text)

    def _paint_comment(self, painter: QPainter, zoom: float) -> None:
        style = self._style
        painter.setPen(QPen(style.node_selected, 2.0) if self.isSelected() else QPen(style.line, 1.0))
        painter.setBrush(style.comment)
        painter.drawRoundedRect(self.size, 6, 6)
        painter.fillRect(QRectF(0, 6, 3, self.size.height() - 12), style.comment_mark)
        if zoom < SOME_DETAIL:
            return
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        room = self.size.adjusted(_INSET + 2, 7, -_INSET, -5)
        painter.setFont(style.far_text_font)
        painter.setPen(style.text)
        if zoom >= style.full_detail or not room.contains(painter.boundingRect(room, flags, self.look.text)):
            painter.setFont(style.text_font)
        painter.setClipRect(self.size, Qt.ClipOperation.IntersectClip)
        painter.drawText(room, flags, self.look.text)

    def _laid_out(self) -> tuple[QStaticText, QStaticText]:
        """The title for near and far, made once."""
        if self._titles is None:
            style, room = self._style, self.size.width() - 2 * _INSET
            text = f"▾ {self.look.text}" if self.look.kind == "group" else self.look.text
            self._titles = (
                style.lay_out(text, style.name_font, room),
                style.lay_out(text, style.far_font, room),
            )
        return self._titles
