"""A recurrent network unrolled over a piece of text."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

CHOICES = 4
"""Most probable next characters shown per step."""

WINDOWS = 64
"""Windows of the text that can be chosen, from its beginning."""

COLUMN = 92
BOX = 30
ROW = 18


class TextStrip(QWidget):
    """One window of the text: every character, the most probable next ones, and the one that really follows."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self.window_number = QSpinBox()
        self.window_number.setRange(1, min(WINDOWS, len(dataset.x)))
        self.summary = QLabel()
        head = bare(QHBoxLayout(), spacing=6, margins=(10, 0, 10, 0))
        head.addWidget(QLabel(self.tr("window")))
        head.addWidget(self.window_number)
        head.addWidget(self.summary, 1)
        self.columns = _Columns(dataset.info.labels)
        body = bare(QVBoxLayout(self), spacing=2)
        body.addLayout(head)
        body.addWidget(scrolled(self.columns), 1)
        self._answer = np.zeros((0, 0, 0), np.float32)
        self.window_number.valueChanged.connect(self._draw)

    def question(self) -> np.ndarray:
        """The windows that can be chosen: ``[n, length]`` int32."""
        return self._dataset.x[:WINDOWS]

    def show_answer(self, prediction: np.ndarray) -> None:
        """Draw the probabilities of the next character: ``[n, length, vocabulary]``."""
        self._answer = prediction
        self._draw()

    def _draw(self) -> None:
        if not len(self._answer):
            return
        row = self.window_number.value() - 1
        x, y, answer = self._dataset.x[row], self._dataset.y[row], self._answer[row]
        self.columns.show_steps(x, y, answer)
        labels = self._dataset.info.labels
        said = "".join(labels[i] for i in answer.argmax(-1))
        right = int((answer.argmax(-1) == y).sum())
        self.summary.setText(
            self.tr("predicted “{said}”: {right} of {all} right").format(said=visible(said), right=right, all=len(y))
        )


class _Columns(QWidget):
    """The drawing: one column per step of time, from left to right."""

    def __init__(self, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._x = self._y = np.zeros(0, np.int32)
        self._answer = np.zeros((0, 0), np.float32)
        self.setMinimumHeight(2 * BOX + (CHOICES + 1) * ROW + 36)
        theme().changed.connect(self.update)

    def show_steps(self, x: np.ndarray, y: np.ndarray, answer: np.ndarray) -> None:
        """Draw inputs ``[t]``, targets ``[t]`` and probabilities ``[t, vocabulary]``."""
        self._x, self._y, self._answer = x, y, answer
        self.setMinimumWidth(len(x) * COLUMN + 20)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * COLUMN, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(colours().panel))
        for step in range(len(self._x)):
            column = QRectF(10 + step * COLUMN, 6, COLUMN, self.height())
            if column.right() >= event.rect().left() and column.left() <= event.rect().right():
                self._draw_column(painter, column, step)

    def _draw_column(self, painter: QPainter, column: QRectF, step: int) -> None:
        now = colours()
        middle = column.left() + (COLUMN - 12) / 2
        box = QRectF(middle - BOX / 2, column.top(), BOX, BOX)
        self._draw_character(painter, box, self._labels[self._x[step]], now.border, now.text)
        if step + 1 < len(self._x):  # the state that is handed on
            painter.setPen(QPen(QColor(now.dim), 1.5))
            y = box.center().y()
            end = box.left() + COLUMN - 4
            painter.drawLine(int(box.right() + 4), int(y), int(end), int(y))
            painter.drawLine(int(end - 5), int(y - 4), int(end), int(y))
            painter.drawLine(int(end - 5), int(y + 4), int(end), int(y))
        likely = np.argsort(-self._answer[step])[:CHOICES]
        top = box.bottom() + 8
        small = self.font()
        for index in likely:
            share = float(self._answer[step, index])
            wanted = index == self._y[step]
            row = QRectF(column.left(), top, COLUMN - 12, ROW - 3)
            painter.fillRect(QRectF(row.left() + 16, row.top(), (row.width() - 16), row.height()), QColor(now.window))
            painter.fillRect(
                QRectF(row.left() + 16, row.top(), (row.width() - 16) * share, row.height()),
                QColor(now.positive if wanted else now.border),
            )
            painter.setFont(small)
            painter.setPen(QColor(now.text))
            painter.drawText(QRectF(row.left(), row.top(), 14, row.height()), _CENTRE, visible(self._labels[index]))
            top += ROW
        right = likely[0] == self._y[step]
        ink = now.success if right else now.error
        target = QRectF(middle - BOX / 2, top + 6, BOX, BOX)
        self._draw_character(painter, target, self._labels[self._y[step]], ink, now.text)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(target.right() + 2, target.top(), 20, BOX), _CENTRE, "✓" if right else "✗")

    def _draw_character(self, painter: QPainter, box: QRectF, character: str, border: str, ink: str) -> None:
        painter.setPen(QPen(QColor(border), 2))
        painter.setBrush(QColor(colours().field))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 1.3)
        big.setBold(True)
        painter.setFont(big)
        painter.setPen(QColor(ink))
        painter.drawText(box, _CENTRE, visible(character))
        painter.setFont(self.font())


def visible(text: str) -> str:
    """The text with signs in the place of blanks."""
    return text.replace(" ", "␣").replace("\n", "⏎").replace("\t", "⇥")


_CENTRE = Qt.AlignmentFlag.AlignCenter
