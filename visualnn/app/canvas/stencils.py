"""Pictures of what many cards have in common: painted once for a zoom, and stamped hundreds of times a frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

SHARPEST = 2.0
"""Pixels of the screen per pixel of the scene up to which pictures are kept: closer, few cards are in view."""

_MARGIN = 8.0  # what reaches beyond a card: ports, the shadow
_MOST = 400


class Stencils:
    """The pictures for one zoom at a time; another zoom begins anew."""

    def __init__(self) -> None:
        self._scale = 0.0
        self._pictures: dict[Hashable, QPixmap] = {}

    def stamp(self, painter: QPainter, card: QRectF, key: Hashable, paint: Callable[[QPainter], None]) -> bool:
        """Draw what ``paint`` draws of a card, the same for all with this key, moved by less than half a pixel.

        Nothing is drawn, and False returned, where it should be painted as it is.
        """
        world = painter.worldTransform()
        ratio = painter.device().devicePixelRatio()
        scale = world.m11() * ratio
        if scale > SHARPEST or world.m12():
            return False
        if scale != self._scale or len(self._pictures) > _MOST:
            self._scale = scale
            self._pictures.clear()
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _painted(card, scale, ratio, paint)
        corner = world.map(card.topLeft()) * ratio
        margin = math.ceil(_MARGIN * scale)
        painter.resetTransform()
        painter.drawPixmap(QPointF(round(corner.x()) - margin, round(corner.y()) - margin) / ratio, picture)
        painter.setWorldTransform(world)
        return True


def _painted(card: QRectF, scale: float, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    margin = math.ceil(_MARGIN * scale)
    picture = QPixmap(math.ceil(card.width() * scale) + 2 * margin, math.ceil(card.height() * scale) + 2 * margin)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(margin, margin)
    painter.scale(scale, scale)
    painter.translate(-card.topLeft())
    paint(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
