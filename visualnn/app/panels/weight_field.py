"""Typing a weight in place."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from visualnn.blocks.literals import read_number

STEP = 0.1
"""What the arrow keys add or take away."""

WIDEST = "-0.00000000e-00"


class WeightField(QLineEdit):
    """A field over a weight: Enter or a click elsewhere gives what was typed, Esc leaves the weight as it was.

    What is no weight keeps the field open and is answered with a sentence. Arrow keys change the weight at once.
    """

    given = Signal(float)
    """The user made another value of it, which 32 bits can hold."""

    closed = Signal()
    """It is about to be hidden; ``hasFocus`` tells whether a key closed it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._before = self._value = 0.0  # when it was opened, and as it was given last
        self._open = False
        self._place: Callable[[], QPoint] = QPoint
        self.setAccessibleName(self.tr("Weight"))
        self.returnPressed.connect(lambda: self._take(stay=True))
        parent.installEventFilter(self)
        self.hide()

    def open_at(self, place: Callable[[], QPoint], name: str, value: float) -> None:
        """Open for the weight of this name, which has this value, and stay below its place on the parent."""
        self._place = place
        self._before = self._value = value
        self._open = True
        self.setAccessibleName(name)
        self.setText(_text(value))
        self.selectAll()
        self.ensurePolished()  # for its size
        self.resize(self.fontMetrics().horizontalAdvance(WIDEST) + 16, self.sizeHint().height())
        self._follow()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def commit(self) -> None:
        """Give what was typed, if it is a weight, and close."""
        if self._open:
            self._take(stay=False)

    def leave(self) -> None:
        """Close without giving anything."""
        if self._open:
            self._open = False  # hiding takes the focus, which must not count as leaving the field
            self.closed.emit()
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._open:
            self._follow()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # that of its own menu
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if math.isfinite(self._before):
                self._give(self._before)
            self.leave()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            value = self._typed()
            if value is not None:
                self._give(_held(float(_text(value)) + (STEP if event.key() == Qt.Key.Key_Up else -STEP)))
                self.setText(_text(self._value))
        else:
            super().keyPressEvent(event)
        event.accept()  # what the field does not use must not choose cells of the map below

    def _follow(self) -> None:
        place = self._place()
        left = min(max(0, place.x() - self.width() // 2), self._over.width() - self.width())
        self.move(left, min(place.y() + 6, self._over.height() - self.height()))

    def _take(self, stay: bool) -> None:
        value = self._typed()
        if value is None:
            sentence = self.tr("“{text}” is no weight: type a number like 0.5 or 1e-3, between -3.4e38 and 3.4e38.")
            place = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(place, sentence.format(text=self.text()), self._over)
            if stay:
                return
        else:
            self._give(value)
        self.leave()

    def _typed(self) -> float | None:
        """The weight that was typed, as 32 bits hold it; None if it is none."""
        number = read_number(self.text())
        value = math.nan if number is None else _held(number)
        return value if math.isfinite(value) else None

    def _give(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.given.emit(value)


def _held(value: float) -> float:
    """What 32 bits hold of a number."""
    with np.errstate(over="ignore"):
        return float(np.float32(value))


def _text(value: float) -> str:
    """In as many digits as tell 32-bit numbers apart: no more than nine, often fewer."""
    texts = [f"{value:.{digits}g}" for digits in range(6, 10)]
    return next((text for text in texts if _held(float(text)) == value), texts[-1])
