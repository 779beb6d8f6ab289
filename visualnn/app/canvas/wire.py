"""A wire on the canvas: a smooth curve with the shape of what travels on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from visualnn.app.canvas import geometry
from visualnn.app.canvas.style import FULL_DETAIL, Style
from visualnn.graph.model import Wire

_GRAB = 12.0
_PADDING = QSizeF(6.0, 1.0)


class WireItem(QGraphicsItem):
    """One wire. The scene tells it where its ends are and what its label says."""

    def __init__(self, wire: Wire, style: Style) -> None:
        super().__init__()
        self.wire = wire
        self.label = ""
        self.faulty = False
        self.highlighted = False
        self._style = style
        self._course = geometry.course(QPointF(), QPointF())
        self._path = self._course.path
        self._text = QStaticText()
        self._label_box: QRectF | None = None
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)

    @property
    def course(self) -> geometry.Course:
        """Where the wire runs, in the scene."""
        return self._course

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(_GRAB)
        return stroker.createStroke(self._path)

    def set_ends(self, start: QPointF, end: QPointF) -> None:
        """Run from ``start`` to ``end``, in the scene."""
        if (start, end) != (self._course.start, self._course.end):
            self.prepareGeometryChange()
            self._course = geometry.course(start, end)
            self._path = self._course.path
            self._measure()

    def set_label(self, label: str, faulty: bool) -> None:
        """Say ``label``; ``faulty`` marks what cannot arrive as it is."""
        if (label, faulty) != (self.label, self.faulty):
            self.prepareGeometryChange()
            self.label, self.faulty = label, faulty
            self._measure()
            self.update()

    def set_style(self, style: Style) -> None:
        """Take another theme's pens and fonts."""
        self.prepareGeometryChange()
        self._style = style
        self._measure()
        self.update()

    def set_highlighted(self, highlighted: bool) -> None:
        """Show that a gesture would act on this wire."""
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setPen(self._pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if self._label_box is not None and painter.worldTransform().m11() >= FULL_DETAIL:
            self._paint_label(painter, self._label_box)

    def _pen(self) -> QPen:
        style = self._style
        if self.isSelected() or self.highlighted:
            return style.wire_selected
        if self.faulty:
            return style.wire_error
        return style.wire if self.label else style.wire_faint

    def _paint_label(self, painter: QPainter, box: QRectF) -> None:
        style = self._style
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.canvas)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(style.text_font)
        painter.setPen(style.error if self.faulty else style.dim)
        painter.drawStaticText(box.topLeft() + QPointF(_PADDING.width(), _PADDING.height()), self._text)

    def _measure(self) -> None:
        """Place the label, and remember how much room wire and label take together."""
        self._label_box = self._label_place() if self.label else None
        bounds = self._path.controlPointRect().adjusted(-_GRAB, -_GRAB, _GRAB, _GRAB)
        self._bounds = bounds.united(self._label_box) if self._label_box else bounds

    def _label_place(self) -> QRectF | None:
        self._text = self._style.lay_out(self.label, self._style.text_font)
        size = self._text.size() + _PADDING * 2
        centre = geometry.label_centre(self._course, size.width())
        if centre is None:
            return None
        return QRectF(QPointF(centre.x() - size.width() / 2, centre.y() - size.height() / 2), size)
