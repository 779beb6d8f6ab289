"""A wire on the canvas: a smooth curve with the shape of what travels on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from visualnn.app.canvas import geometry
from visualnn.app.canvas.label import Spot, Words
from visualnn.app.canvas.style import SOME_DETAIL, Style
from visualnn.graph.model import Wire

_GRAB = 12.0
_THINNEST, _THICKEST = 0.8, 7.0


def _width(strength: float) -> float:
    """In steps of a quarter pixel, so that small changes cost no painting; a factor of 2 is 1.2 pixels."""
    width = 2.0 + 1.2 * math.log2(max(strength, 1e-6))
    return round(4 * min(_THICKEST, max(_THINNEST, width))) / 4


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
        self._near, self._far = Spot(), Spot()
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

    def place_label(self, near: bool, free: Callable[[QRectF], bool], needed: bool) -> None:
        """Move the label of the near or the far view to where there is room for it.

        Args:
            near: which of the two.
            free: whether it may lie in a box.
            needed: say it in the usual place if there is none that is free; else say nothing.
        """
        spot = self._near if near else self._far
        before = spot.label
        spot.place(self._said(near), self._style, self._label_places, free, needed)
        if spot.label != before:
            self._surround()
            self.update()

    @property
    def label_boxes(self) -> tuple[QRectF | None, QRectF | None]:
        """The room that the labels take, for the near and the far view."""
        near, far = self._near.label, self._far.label
        return (near.room if near else None), (far.room if far else None)

    @property
    def speaks(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.label or self.readings)

    def set_label(self, label: str, short: str, faulty: bool) -> None:
        """Say ``label``, or ``short`` where it is too long; ``faulty`` marks what cannot arrive as it is."""
        if (label, short, faulty) != (self.label, self.short_label, self.faulty):
            self.label, self.short_label, self.faulty = label, short, faulty
            self._measure()
            self.update()

    def show_readings(self, readings: tuple[str, ...], at_end: bool = False) -> bool:
        """Say the first of these that there is room for instead of the label: what travels here just now.

        Args:
            readings: the texts, the best first; none: the label again.
            at_end: before the input, where wires from the same output have parted.

        Returns:
            whether a place must be sought: there is not enough room where the label was.
        """
        if (readings, at_end) == (self.readings, self._at_end):
            return False
        known = bool(self.readings) == bool(readings) and at_end == self._at_end
        self.readings, self._at_end = readings, at_end
        spots = (self._near, True), (self._far, False)
        kept = known and all(spot.keep(self._said(near), self._style) for spot, near in spots)
        if not kept:
            self._measure(anew=not known)
        self.update()
        return not kept

    def set_style(self, style: Style) -> None:
        """Take another theme's pens and fonts."""
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
        zoom = painter.worldTransform().m11()
        spot = self._near if zoom >= self._style.full_detail else self._far if zoom >= SOME_DETAIL else None
        if spot and (label := spot.label):
            style = self._style
            ink = style.error if self.faulty else style.text if label.words.number else style.dim
            label.paint(painter, style, QPen(ink))

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

    def _said(self, near: bool) -> list[Words]:
        """What may be said, the best first: what is read here, or else the shape."""
        style = self._style
        font, number_font = (
            (style.text_font, style.reading_font) if near else (style.far_text_font, style.far_reading_font)
        )
        numbers = [Words(text, number_font, number=True) for text in self.readings]
        return numbers + [Words(text, font) for text in (self.label, self.short_label) if text]

    def _measure(self, anew: bool = True) -> None:
        """Put the labels where they usually are; ``anew``: there may be room now for texts that had none."""
        for spot, near in ((self._near, True), (self._far, False)):
            if anew:
                spot.forget()
            spot.place(self._said(near), self._style, self._label_places)
        self._surround()

    def _surround(self) -> None:
        """Remember how much room wire and labels take together."""
        bounds = self._path.controlPointRect().adjusted(-_GRAB, -_GRAB, _GRAB, _GRAB)
        for box in self.label_boxes:
            bounds = bounds.united(box) if box else bounds
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def _label_places(self, width: float) -> Iterator[QPointF]:
        course = self._course
        if not (self.readings and self._at_end and isinstance(course, geometry.Curve)):
            return course.label_places(width)
        mirrored = geometry.Curve(*(QPointF(-point.x(), point.y()) for point in reversed(course)))
        return (QPointF(-centre.x(), centre.y()) for centre in mirrored.label_places(width))
