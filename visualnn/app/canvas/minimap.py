"""The whole drawing in a corner, and which part of it is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from visualnn.app.theme import theme
from visualnn.graph.model import Graph
from visualnn.project.format import Project

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

SIZE = QSize(190, 124)
_MARGIN, _INSET = 10, 7.0
_SMALLEST = 2.0


class Minimap(QWidget):
    """Click or drag on it to go there. It hides while the whole drawing is in view.

    The blocks are painted once for each change of the drawing, into a picture; scrolling only moves the frame.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._wanted = True
        self._picture: QPixmap | None = None
        self._bounds = QRectF()
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Minimap"))
        view.installEventFilter(self)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)
            bar.rangeChanged.connect(self._moved)  # zooming
        view.document.changed.connect(self._follow)
        theme().changed.connect(self._changed)
        self._changed()

    @property
    def wanted(self) -> bool:
        """Whether it shows itself when there is more than is in view."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Show the map from now on, or never."""
        self._wanted = wanted
        self._moved()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._moved()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._draw()
        colours = theme().colours
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(QColor(colours.accent), 1.4))
        fill = QColor(colours.accent)
        fill.setAlpha(26)
        painter.setBrush(fill)
        scale, origin = self._scale()
        seen = self._view.navigator.seen()
        frame = QRectF(origin + seen.topLeft() * scale, seen.size() * scale)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -2, -2)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        scale, origin = self._scale()
        self._view.navigator.pan(0, 0)  # what was fitted is no longer
        self._view.centerOn((event.position() - origin) / scale)
        event.accept()

    def _follow(self, old: Project, new: Project) -> None:
        if not _map_alike(old.graph, new.graph):
            self._changed()

    def _changed(self) -> None:
        """The drawing is another."""
        self._bounds = self._view.canvas.bounds()
        self._picture = None
        self._moved()

    def _moved(self) -> None:
        """Another part is in view."""
        useful = not self._bounds.isEmpty() and not self._view.navigator.seen().contains(self._bounds)
        self.setVisible(self._wanted and useful)
        if self.isVisible():
            room = self._view.rect()
            self.move(room.width() - self.width() - _MARGIN, room.height() - self.height() - _MARGIN)
            self.raise_()
            self.update()

    def _scale(self) -> tuple[float, QPointF]:
        """Pixels of the map per pixel of the scene, and where the scene's origin lies on it."""
        room = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        bounds = self._bounds
        scale = min(room.width() / max(bounds.width(), 1.0), room.height() / max(bounds.height(), 1.0))
        return scale, room.center() - bounds.center() * scale

    def _draw(self) -> QPixmap:
        """The ground, frames, and all blocks in the colours of their categories, comments above them."""
        colours = theme().colours
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(colours.window))
        painter = QPainter(picture)
        scale, origin = self._scale()
        inks: dict[str, QColor] = {}
        style = self._view.canvas.style_in_use
        areas = self._view.canvas.areas.values()
        for area in areas:
            if area.look.kind != "comment":
                ink = style.dim if area.look.kind == "group" else style.series(area.look.colour)
                _paint_frame(painter, QRectF(origin + area.rect.topLeft() * scale, area.rect.size() * scale), ink)
        for node in self._view.canvas.nodes.values():
            if not node.isVisible():
                continue
            kind = node.look.kind
            ink = inks.get(kind) or inks.setdefault(kind, style.category(kind))
            card = node.layout.card
            corner = origin + node.pos() * scale
            width, height = max(card.width() * scale, _SMALLEST), max(card.height() * scale, _SMALLEST)
            painter.fillRect(QRectF(corner.x(), corner.y(), width, height), ink)
        for area in areas:
            if area.look.kind == "comment":
                where = QRectF(origin + area.rect.topLeft() * scale, area.rect.size() * scale)
                painter.fillRect(where, style.comment)
                painter.setPen(style.comment_mark)
                painter.drawRect(where)
        painter.setPen(QColor(colours.border))
        painter.drawRect(QRectF(0, 0, self.width() - 1, self.height() - 1))
        painter.end()
        return picture


def _map_alike(one: Graph, other: Graph) -> bool:
    """Whether two drawings have the same map: settings and names are not on it."""
    if len(one.blocks) != len(other.blocks):
        return False
    areas = (one.groups, one.frames, one.comments) == (other.groups, other.frames, other.comments)
    pairs = zip(one.blocks, other.blocks, strict=True)
    return areas and all(a is b or (a.id, a.kind, a.x, a.y) == (b.id, b.kind, b.x, b.y) for a, b in pairs)


def _paint_frame(painter: QPainter, where: QRectF, ink: QColor) -> None:
    fill = QColor(ink)
    fill.setAlpha(40)
    painter.fillRect(where, fill)
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(where)
