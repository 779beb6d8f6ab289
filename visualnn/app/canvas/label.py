"""What is said on a wire: which of several texts there is room for, and where. In scene pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter, QPen, QStaticText

from visualnn.app.canvas.style import Style

_PADDING = QSizeF(6.0, 1.0)
_SPARE = 12.0
"""Room for numbers comes in steps of this width, so that they seldom outgrow it."""

Places = Callable[[float], Iterator[QPointF]]
"""Centres that a label of a width may have, the best first."""


class Words(NamedTuple):
    """A text that may be said. Numbers change often and are put where they have room to."""

    text: str
    font: QFont
    number: bool = False


class Label(NamedTuple):
    """A text laid out, and the room that is kept for it: it stands in its middle."""

    words: Words
    text: QStaticText
    room: QRectF

    @property
    def box(self) -> QRectF:
        """Where it is painted."""
        box = QRectF(QPointF(), _size(self.text))
        box.moveCenter(self.room.center())
        return box

    def paint(self, painter: QPainter, style: Style, pen: QPen) -> None:
        """Paint it on the ground of the canvas, so that the wire does not cross it."""
        box = self.box
        painter.fillRect(box, style.canvas)
        painter.setFont(self.words.font)
        painter.setPen(pen)
        painter.drawStaticText(box.topLeft() + QPointF(_PADDING.width(), _PADDING.height()), self.text)


class Spot:
    """The label of a wire in one view, near or far. It stays where it is while its text fits the room it has."""

    def __init__(self) -> None:
        self.label: Label | None = None
        self._refused = math.inf
        """Texts from this width on have found no room; they are not tried again 30 times a second."""

    def forget(self) -> None:
        """There may be room now where there was none."""
        self._refused = math.inf

    def place(
        self,
        said: Sequence[Words],
        style: Style,
        places: Places,
        fits: Callable[[QRectF], bool] | None = None,
        needed: bool = True,
    ) -> None:
        """Say the first text that there is room for, in the first place that fits, or else, if it is needed, the usual
        one."""
        usual: Label | None = None
        for words in said:
            text = style.label(words.text, words.font)
            size = _size(text)
            rooms = (math.ceil(size.width() / _SPARE) * _SPARE,) if words.number else ()
            for width in (*rooms, size.width()):  # a tight place is better than none
                for centre in places(width):
                    room = QRectF(0, 0, width, size.height())
                    room.moveCenter(centre)
                    label = Label(words, text, room)
                    if fits is None or fits(room):
                        self.label = label
                        return
                    usual = usual or label
            self._refused = min(self._refused, size.width())
        self.label = usual if needed else None

    def keep(self, said: Sequence[Words], style: Style) -> bool:
        """Say the first text that fits the room there is; False if a longer one may have room elsewhere."""
        for words in said:
            text = style.label(words.text, words.font)
            size = _size(text)
            if self.label and size.width() <= self.label.room.width() and size.height() <= self.label.room.height():
                self.label = self.label._replace(words=words, text=text)
                return True
            if size.width() < self._refused:
                return False
        return self.label is None


def _size(text: QStaticText) -> QSizeF:
    return text.size() + _PADDING * 2
