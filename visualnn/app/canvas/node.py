"""A block on the canvas: paints the card, its ports and its badges. It knows what it shows, not why."""

from __future__ import annotations

from functools import cache

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from visualnn.app.canvas import geometry
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.matrix import Line
from visualnn.app.canvas.reading import Reading
from visualnn.app.canvas.style import LEAST_DETAIL, SOME_DETAIL, Style
from visualnn.app.glyphs import paint_tile
from visualnn.app.text import spec_text
from visualnn.graph.groups import GROUP

_MARGIN = 14.0
_BADGE = 8.0
_BADGE_AT = QPointF(-3, 3)
_FADED = 0.45
_FAR_EDGE = 2.5  # pixels of the screen
_STRIP = QRectF(11, 0, 6, 0)


class NodeLook(msgspec.Struct, frozen=True):
    """All that a card shows apart from its place."""

    kind: str
    name: str
    summary: str = ""
    count: str = ""  # third line: how many parameters
    problem: str = ""  # the sentence behind the badge
    severe: bool = False  # whether the problem is an error
    bypassed: bool = False
    wired: frozenset[tuple[str, str]] = frozenset()  # (side, port) of ports that hold a wire


class NodeItem(QGraphicsItem):
    """The card of a block or of a collapsed group, whose ports are called ``block id/port``.

    ``ports_lit`` and ``hovered_port`` belong to gestures, ``activity`` to training.
    """

    def __init__(self, element_id: str, look: NodeLook, style: Style, layout: geometry.Layout | None = None) -> None:
        super().__init__()
        self.element_id = element_id
        self.look = look
        self.layout = layout or geometry.layout(look.kind)
        self.reading: Reading | None = None
        self._bounds = self._room()
        self._style = style
        self.activity: float | None = None
        self.picture: QImage | None = None
        self.hovered_port: PortRef | None = None
        self.ports_lit: frozenset[tuple[str, str]] | None = None
        self._texts: dict[str, QStaticText] = {}
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1)
        self._prepare()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.layout.card)
        return path

    def port_position(self, side: geometry.Side, name: str) -> QPointF:
        """Centre of a port in the scene; the middle of the edge for a port the kind does not have."""
        local = self.layout.ports.get((side, name))
        if local is None:
            card = self.layout.card
            local = QPointF(card.right() if side == "out" else card.left(), card.center().y())
        return self.pos() + local

    def port_at(self, point: QPointF, reach: float) -> PortRef | None:
        """The port nearest to a point of the scene, if one is within reach."""
        local = point - self.pos()
        distances = [
            ((centre - local).manhattanLength(), side, name) for (side, name), centre in self.layout.ports.items()
        ]
        distance, side, name = min(distances, default=(reach + 1, "in", ""))
        return PortRef(self.element_id, side, name) if distance <= reach else None

    def badge_at(self, point: QPointF) -> bool:
        """Whether a point of the scene lies on the badge of a problem."""
        corner = self.pos() + self.layout.card.topRight() + _BADGE_AT
        return bool(self.look.problem) and (corner - point).manhattanLength() <= 1.5 * _BADGE

    def set_layout(self, layout: geometry.Layout) -> None:
        """Have other ports: those of a group change with what is in it."""
        if layout != self.layout:
            self.prepareGeometryChange()
            self.layout = layout
            self._bounds = self._room()
            self._prepare()

    def show_look(self, look: NodeLook) -> None:
        """Show something else; the kind never changes."""
        if look != self.look:
            self.look = look
            self._prepare()
            self.update()

    def set_style(self, style: Style) -> None:
        """Take another theme's pens and fonts."""
        self._style = style
        self._prepare()
        if self.reading:
            self.show_reading(self.reading.lines, anew=True)
        self.update()

    def set_activity(self, exponent: float | None) -> None:
        """Show how large the block's gradient is, as the power of ten; None for no bar."""
        if exponent != self.activity:
            self.activity = exponent
            self.update()

    def set_picture(self, picture: QImage | None) -> None:
        """Show small weights in the place of the tile; None: the tile."""
        if picture is not None or self.picture is not None:
            self.picture = picture
            self.update()

    def show_reading(self, lines: tuple[Line, ...], anew: bool = False) -> None:
        """Write some lines below the card; none: nothing."""
        if anew or lines != (self.reading.lines if self.reading else ()):
            self.prepareGeometryChange()
            self.reading = Reading(lines, self._style) if lines else None
            self._bounds = self._room()
            self.update()

    def set_hovered_port(self, port: PortRef | None) -> None:
        """Which port shows its label and ring."""
        if port != self.hovered_port:
            self.hovered_port = port
            self.update()

    def set_ports_lit(self, ports: frozenset[tuple[str, str]] | None) -> None:
        """While a wire is pulled: the ports it fits, the rest of the card is dimmed; None otherwise."""
        if ports != self.ports_lit:
            self.ports_lit = ports
            self.setOpacity(0.4 if ports is not None and not ports else 1.0)
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = painter.worldTransform().m11()
        if zoom < SOME_DETAIL:
            self._paint_tiny(painter, zoom)
        else:
            near = zoom >= self._style.full_detail
            if not self._stamp_ground(painter, near):
                self._paint_ground(painter, near)
            self._paint_texts(painter, near)
            self._paint_marked_ports(painter)
        if self.activity is not None:
            self._paint_activity(painter)
        if self.reading and zoom >= SOME_DETAIL:
            self.reading.paint(painter, self.layout.card, zoom)
        if self.look.problem:
            self._paint_badge(painter)

    def _stamp_ground(self, painter: QPainter, near: bool) -> bool:
        """Draw the ground from a picture of it; a group has ports of its own, so there is none."""
        look = self.look
        if look.kind == GROUP:
            return False
        key = look.kind, near, self.isSelected(), look.bypassed, look.wired, self.picture is None
        return self._style.stencils.stamp(painter, self.layout.card, key, lambda ink: self._paint_ground(ink, near))

    def _paint_ground(self, painter: QPainter, near: bool) -> None:
        """All of a card that others of its kind have too: everything but its own texts."""
        opacity = painter.opacity()
        self._paint_card(painter)
        if self.look.bypassed:
            self._paint_through(painter)
            painter.setOpacity(opacity * _FADED)
        if not near:
            self._paint_strip(painter)
        elif self.picture is None:
            paint_tile(painter, geometry.TILE, self.look.kind, self._style.colours)
        painter.setOpacity(opacity)
        self._paint_ports(painter, self._style.text_font if near else self._style.far_text_font)

    def _room(self) -> QRectF:
        """All that it paints on."""
        room = self.layout.card.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        return room.united(self.reading.room(self.layout.card)) if self.reading else room

    def _prepare(self) -> None:
        """Lay the texts out once; painting only draws them."""
        style, look = self._style, self.look
        width = self.layout.card.width() - geometry.TEXT_LEFT - geometry.TEXT_RIGHT
        far_width = self.layout.card.width() - _STRIP.right() - 12
        self._texts = {
            "name": style.lay_out(look.name, style.name_font, width),
            "summary": style.lay_out(look.summary, style.text_font, width, lines=1 if look.count else 2),
            "count": style.lay_out(look.count, style.text_font, width),
            "far name": style.lay_out(look.name, style.far_font, far_width),
            "far summary": style.lay_out(look.summary, style.far_text_font, far_width),
        }

    def _paint_card(self, painter: QPainter) -> None:
        style, card = self._style, self.layout.card
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.shadow)
        painter.drawRoundedRect(card.translated(0, 2), geometry.CORNER, geometry.CORNER)
        if self.look.kind == GROUP:  # a second card looks out from below
            painter.setBrush(style.node)
            painter.setPen(style.border)
            painter.drawRoundedRect(card.adjusted(5, 5, 4, 4), geometry.CORNER, geometry.CORNER)
        painter.setBrush(style.node)
        painter.setPen(style.border_selected if self.isSelected() else style.border)
        painter.drawRoundedRect(card, geometry.CORNER, geometry.CORNER)

    def _paint_through(self, painter: QPainter) -> None:
        """A bypassed block is a wire with a name."""
        painter.setPen(self._style.wire)
        ends = list(self.layout.ports.values())
        if len(ends) == 2:
            painter.drawLine(ends[0], ends[1])

    def _paint_texts(self, painter: QPainter, near: bool) -> None:
        """Name and what else there is to say, and weights in the place of the tile."""
        style, look, opacity = self._style, self.look, painter.opacity()
        if look.bypassed:
            painter.setOpacity(opacity * _FADED)
        if near and self.picture is not None:
            self._paint_picture(painter, self.picture)
        said = [line for line in ("summary", "count") if getattr(look, line)]
        lines = ["name", *said] if near else ["far name", *(["far summary"] if look.summary else [])]
        heights = [self._texts[line].size().height() for line in lines]
        middle = geometry.TILE.center().y() if near else geometry.HEADER / 2
        left, y = geometry.TEXT_LEFT if near else _STRIP.right() + 6, middle - sum(heights) / 2
        name_font, font = (style.name_font, style.text_font) if near else (style.far_font, style.far_text_font)
        for line, height in zip(lines, heights, strict=True):
            painter.setFont(name_font if line == lines[0] else font)
            painter.setPen(style.text if line == lines[0] else style.dim)
            painter.drawStaticText(QPointF(left, y), self._texts[line])
            y += height
        painter.setOpacity(opacity)

    def _paint_picture(self, painter: QPainter, picture: QImage) -> None:
        """Weights with square cells where there is room, framed in the colour of the category."""
        room = geometry.TILE.adjusted(0, -3, 3, 3)  # not over the port at the left edge
        size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSizeF(8, 8))
        place = QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)
        painter.setPen(QPen(self._style.category(self.look.kind), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-1, -1, 1, 1))
        painter.drawImage(place, picture)

    def _paint_strip(self, painter: QPainter) -> None:
        """From afar the tile shrinks to a strip, so that the text can be larger."""
        strip = QRectF(_STRIP.left(), 10, _STRIP.width(), geometry.HEADER - 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.category(self.look.kind))
        painter.drawRoundedRect(strip, 3, 3)

    def _paint_tiny(self, painter: QPainter, zoom: float) -> None:
        """From very far the whole card is the tile; hundreds are in view, so each is only a few strokes."""
        style, card, kind = self._style, self.layout.card, self.look.kind
        if self.isSelected():
            edge = _FAR_EDGE / zoom
            painter.fillRect(card.adjusted(-edge, -edge, edge, edge), style.far_selected)
        painter.fillRect(card, style.category(kind))
        if zoom >= LEAST_DETAIL:
            picture, side = style.tile(kind), card.height()
            painter.drawPixmap(QRectF((card.width() - side) / 2, 0, side, side), picture, _whole(picture))

    def _paint_ports(self, painter: QPainter, font: QFont) -> None:
        style, look = self._style, self.look
        painter.setFont(font)
        painter.setPen(style.dim)
        for side, port, y in self.layout.rows:
            width = self.layout.card.width() - 2 * geometry.TEXT_RIGHT - 4
            where = QRectF(geometry.TEXT_RIGHT + 2, y - geometry.PORT_ROW / 2, width, geometry.PORT_ROW)
            across = Qt.AlignmentFlag.AlignLeft if side == "in" else Qt.AlignmentFlag.AlignRight
            painter.drawText(where, across | Qt.AlignmentFlag.AlignVCenter, spec_text(port.label))
        painter.setPen(style.port)
        for key, centre in self.layout.ports.items():
            painter.setBrush(style.port.color() if key in look.wired else style.node)
            painter.drawEllipse(centre, geometry.PORT_RADIUS, geometry.PORT_RADIUS)

    def _paint_marked_ports(self, painter: QPainter) -> None:
        """Ports that a wire being pulled fits, and the one under the mouse, with a halo."""
        if self.ports_lit is None and self.hovered_port is None:
            return
        style = self._style
        for key, centre in self.layout.ports.items():
            lit = self.ports_lit is not None and key in self.ports_lit
            if lit or (self.hovered_port is not None and self.hovered_port[1:] == key):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.halo)
                painter.drawEllipse(centre, geometry.PORT_RADIUS * 2.2, geometry.PORT_RADIUS * 2.2)
                painter.setPen(style.port_lit)
                painter.setBrush(style.port_lit.color() if key in self.look.wired else style.node)
                painter.drawEllipse(centre, geometry.PORT_RADIUS, geometry.PORT_RADIUS)

    def _paint_activity(self, painter: QPainter) -> None:
        """A bar along the lower edge: full for a gradient of 1 and above, empty for 1e-8 and below."""
        style, card = self._style, self.layout.card
        share = min(1.0, max(0.0, 1 + (self.activity or 0.0) / 8))
        track = QRectF(card.left() + 10, card.bottom() - 7, card.width() - 20, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.track)
        painter.drawRoundedRect(track, 2, 2)
        painter.setBrush(style.accent)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), max(4.0, track.width() * share), 4), 2, 2)

    def _paint_badge(self, painter: QPainter) -> None:
        style, corner = self._style, self.layout.card.topRight() + _BADGE_AT
        painter.setPen(style.badge_edge)
        painter.setBrush(style.error if self.look.severe else style.warning)
        painter.drawEllipse(corner, _BADGE, _BADGE)
        painter.setPen(style.badge_mark)
        painter.drawLine(corner + QPointF(0, -3.6), corner + QPointF(0, 0.6))
        painter.drawPoint(corner + QPointF(0, 3.8))


@cache
def _square(side: int) -> QRectF:
    return QRectF(0, 0, side, side)


def _whole(picture: QPixmap) -> QRectF:
    """All of a square picture."""
    return _square(picture.width())
