"""A wire on the canvas: a smooth curve with the shape of what travels on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPainterPathStroker, QPen, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from visualnn.app.canvas import geometry
from visualnn.app.canvas.style import SOME_DETAIL, Style
from visualnn.graph.model import Wire

_GRAB = 12.0
_PADDING = QSizeF(6.0, 1.0)


_THINNEST, _THICKEST = 0.8, 7.0


def _width(strength: float) -> float:
    """In steps of a quarter pixel, so that small changes cost no painting; a factor of 2 is 1.2 pixels."""
    width = 2.0 + 1.2 * math.log2(max(strength, 1e-6))
    return round(4 * min(_THICKEST, max(_THINNEST, width))) / 4


class _Label(NamedTuple):
    """A text laid out and its place, in the scene."""

    text: QStaticText
    font: QFont
    box: QRectF


class WireItem(QGraphicsItem):
    """One wire. The scene tells it where its ends are and what its label says."""

    def __init__(self, wire: Wire, style: Style) -> None:
        super().__init__()
        self.wire = wire
        self.label = ""
        self.short_label = ""
        self.faulty = False
        self.readings: tuple[str, ...] = ()
        self._at_end = False
        self.highlighted = False
        self._width: float | None = None
        self._style = style
        self._course = geometry.course(QPointF(), QPointF())
        self._path = self._course.path()
        self._shapes: tuple[_Label | None, _Label | None] = (None, None)
        self._near: _Label | None = None
        self._far: _Label | None = None
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

    def set_course(self, course: geometry.Course) -> None:
        """Run somewhere else, in the scene."""
        if course != self._course:
            self.prepareGeometryChange()
            self._course = course
            self._path = course.path()
            self._measure()

    def place_labels(self, free: Callable[[QRectF, bool], bool], needed: bool) -> None:
        """Move the labels to where there is room for them.

        Args:
            free: whether a label may lie in a box; and whether it is the one for the near view.
            needed: say it in the usual place if there is none that is free; else say nothing.
        """
        style, label, short = self._style, self.label, self.short_label
        near = self._lay_out(style.text_font, label, short, fits=lambda box: free(box, True), needed=needed)
        far = self._lay_out(style.far_text_font, label, short, fits=lambda box: free(box, False), needed=needed)
        if (near, far) != self._shapes:
            self.prepareGeometryChange()
            self._shapes = near, far
            self._say()
            self.update()

    @property
    def label_boxes(self) -> tuple[QRectF | None, QRectF | None]:
        """Where the labels with the shape are, for the near and the far view."""
        near, far = self._shapes
        return (near.box if near else None), (far.box if far else None)

    def set_label(self, label: str, short: str, faulty: bool) -> None:
        """Say ``label``, or ``short`` where it is too long; ``faulty`` marks what cannot arrive as it is."""
        if (label, short, faulty) != (self.label, self.short_label, self.faulty):
            self.prepareGeometryChange()
            self.label, self.short_label, self.faulty = label, short, faulty
            self._measure()
            self.update()

    def show_readings(self, readings: tuple[str, ...], at_end: bool = False) -> None:
        """Say the first of these that there is room for instead of the label: what travels here just now.

        ``at_end``: before the input, where wires from the same output have parted.
        """
        if (readings, at_end) != (self.readings, self._at_end):
            self.prepareGeometryChange()
            self.readings, self._at_end = readings, at_end
            self._say()
            self.update()

    def set_style(self, style: Style) -> None:
        """Take another theme's pens and fonts."""
        self.prepareGeometryChange()
        self._style = style
        self._measure()
        self.update()

    def set_strength(self, strength: float | None) -> None:
        """Be as thick as the signal is strong, 1 being the usual thickness; None: no matter how strong."""
        width = None if strength is None else _width(strength)
        if width != self._width:
            self._width = width
            self.update()

    @property
    def width(self) -> float | None:
        """How thick it is drawn for its strength, in scene pixels."""
        return self._width

    def set_highlighted(self, highlighted: bool) -> None:
        """Show that a gesture would act on this wire."""
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setPen(self._pen())
        painter.drawPath(self._path)
        if not self._near and not self._far:
            return
        zoom = painter.worldTransform().m11()
        label = self._near if zoom >= self._style.full_detail else self._far if zoom >= SOME_DETAIL else None
        if label:
            self._paint_label(painter, label)

    def _pen(self) -> QPen:
        style = self._style
        if self.isSelected() or self.highlighted:
            return style.wire_selected
        if self.faulty:
            return style.wire_error
        if self._width is None or not self.label:
            return style.wire if self.label else style.wire_faint
        pen = QPen(style.wire)
        pen.setWidthF(self._width)
        return pen

    def _paint_label(self, painter: QPainter, label: _Label) -> None:
        style, box = self._style, label.box
        painter.fillRect(box, style.canvas)
        painter.setFont(label.font)
        painter.setPen(style.error if self.faulty else style.text if self.readings else style.dim)
        painter.drawStaticText(box.topLeft() + QPointF(_PADDING.width(), _PADDING.height()), label.text)

    def _measure(self) -> None:
        """Put the labels where they usually are."""
        style = self._style
        self._shapes = (
            self._lay_out(style.text_font, self.label, self.short_label),
            self._lay_out(style.far_text_font, self.label, self.short_label),
        )
        self._say()

    def _say(self) -> None:
        """Show what is read here, or else the shape, and remember how much room wire and labels take together."""
        style = self._style
        self._near, self._far = self._shapes
        if self.readings:
            self._near = self._lay_out(style.reading_font, *self.readings, self.label, self.short_label)
            self._far = self._lay_out(style.far_reading_font, *self.readings, self.label, self.short_label)
        self._bounds = self._path.controlPointRect().adjusted(-_GRAB, -_GRAB, _GRAB, _GRAB)
        for label in (self._near, self._far):
            if label:
                self._bounds = self._bounds.united(label.box)

    def _lay_out(
        self, font: QFont, *texts: str, fits: Callable[[QRectF], bool] | None = None, needed: bool = True
    ) -> _Label | None:
        """The first of some texts that there is room for, in the first place that fits, or else the usual one."""
        usual: _Label | None = None
        for text in filter(None, texts):
            static = self._style.label(text, font)
            size = static.size() + _PADDING * 2
            for centre in self._label_places(size.width()):
                label = _Label(static, font, QRectF(centre - QPointF(size.width() / 2, size.height() / 2), size))
                if fits is None or fits(label.box):
                    return label
                usual = usual or label
        return usual if needed else None

    def _label_places(self, width: float) -> Iterator[QPointF]:
        course = self._course
        if not (self.readings and self._at_end and isinstance(course, geometry.Curve)):
            return course.label_places(width)
        mirrored = geometry.Curve(*(QPointF(-point.x(), point.y()) for point in reversed(course)))
        return (QPointF(-centre.x(), centre.y()) for centre in mirrored.label_places(width))
