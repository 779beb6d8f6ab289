"""The legend of a colour scale."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visualnn.app.panels.digits import short
from visualnn.app.theme import colours

BAR = 10  # pixels across

LEAST, EDGE = 36, 3
"""The least width, and the room beside the values, in pixels."""


class Scale(QWidget):
    """An upright bar of the colours with the values at its ends. It is as wide as these need, and never narrower than
    it was: what stands beside it would be laid out anew with every value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = np.zeros((1, 3), np.uint8)
        self._ends = ("", "")
        self._width = LEAST
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_scale(self, palette: np.ndarray, low: float, high: float) -> None:
        """Show ``palette`` (``[n, 3]`` uint8), which runs from ``low`` to ``high``."""
        self._palette = np.ascontiguousarray(palette[::-1])
        self._ends = (short(f"{low:.3g}"), short(f"{high:.3g}"))
        self._fit(self._width)
        self.update()

    def _fit(self, least: int) -> None:
        widest = max(map(self.fontMetrics().horizontalAdvance, self._ends)) + 2 * EDGE
        width = max(least, widest)
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit(LEAST)

    def sizeHint(self) -> QSize:
        return QSize(self._width, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ends[0]:
            return
        painter = QPainter(self)
        height = self.fontMetrics().height()
        bar = QRect((self.width() - BAR) // 2, height + 4, BAR, self.height() - 2 * height - 8)
        image = QImage(self._palette.data, 1, len(self._palette), 3, QImage.Format.Format_RGB888)
        painter.drawImage(bar, image)
        painter.setPen(QColor(colours().dim))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(0, 0, self.width(), height), centre, self._ends[1])
        painter.drawText(QRect(0, self.height() - height, self.width(), height), centre, self._ends[0])
