"""A recurrent network unrolled over a piece of text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QToolTip, QVBoxLayout, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.chart import Chart, draw_cells
from visualnn.app.panels.elided import Elided
from visualnn.app.panels.taking import csv_text, save_widget
from visualnn.app.panels.views import NONE, View, most_probable
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

if TYPE_CHECKING:
    from visualnn.training.inspection import Seen

CHOICES, FEWEST = 4, 2
"""Most probable next characters shown per step: where there is room, and at least."""

WINDOWS = 64
"""Windows of the text that can be chosen, from its beginning."""

UNITS = 32
"""Units of the hidden state shown at most."""

COLUMN, NARROWEST = 92, 62
"""Width of a step where there is room, and at least."""

STATE, FLATTEST = 80, 32
"""Height of a hidden state where there is room, and at least."""

BOX = 30
ROW = 18
GAP = 8


class TextStrip(View):
    """One window of the text: every character, the hidden state behind it as colours, the most probable next
    characters, and the one that really follows."""

    def __init__(self, dataset: Dataset, recurrent: Sequence[tuple[str, ...]], parent: QWidget | None = None) -> None:
        """``recurrent``: of each loss, the id of the block whose hidden state is shown, or nothing."""
        super().__init__(parent)
        self._dataset = dataset
        self._recurrent = recurrent
        self.window_number = QSpinBox()
        self.window_number.setAccessibleName(self.tr("Window"))
        self.window_number.setRange(1, min(WINDOWS, len(dataset.x)))
        self.summary = Elided()
        head = bare(QHBoxLayout(), spacing=6, margins=(10, 0, 10, 0))
        head.addWidget(QLabel(self.tr("window")))
        head.addWidget(self.window_number)
        head.addWidget(self.summary, 1)
        self.columns = _Columns(dataset.info.labels)
        body = bare(QVBoxLayout(self), spacing=2)
        body.addLayout(head)
        body.addWidget(scrolled(self.columns), 1)
        self._seen: Seen | None = None
        self.window_number.valueChanged.connect(self._draw)

    def question(self, loss: int) -> tuple[Any, ...]:
        """About the windows that can be chosen: ``[n, length]`` int32."""
        return "see", self._dataset.x[:WINDOWS], loss, self._recurrent[loss]

    def show_answer(self, answer: Seen) -> None:
        """Draw the probabilities of the next character ``[n, length, vocabulary]`` and the states."""
        self._seen = answer
        self._draw()

    def _draw(self) -> None:
        if self._seen is None or self._seen.prediction.ndim != 3:
            return
        row = self.window_number.value() - 1
        x, y, answer = self._dataset.x[row], self._dataset.y[row], self._seen.prediction[row]
        states = next((v[row] for v in self._seen.values.values() if v.ndim == 3), np.zeros((len(x), 0)))
        self.columns.show_steps(x, y, answer, states)
        labels = self._dataset.info.labels
        best = most_probable(answer)
        said = "".join(labels[i] if i >= 0 else NONE for i in best)
        right = int((best == y).sum())
        summary = self.tr("{right} of {all} right: predicted “{said}”").format(
            said=visible(said), right=right, all=len(y)
        )
        self.summary.setText(summary)
        self.columns.heading = self.tr("window {number}: {summary}").format(number=row + 1, summary=summary)
        self.columns.setAccessibleName(self.columns.heading)


class _Columns(Chart):
    """The drawing: one column per step of time, from left to right."""

    def __init__(self, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.heading = ""  # of a saved picture: on the screen there is a line above
        self._labels = labels
        self._x = self._y = np.zeros(0, np.int32)
        self._answer = np.zeros((0, 0), np.float32)
        self._states = np.zeros((0, 0), np.float32)

    def show_steps(self, x: np.ndarray, y: np.ndarray, answer: np.ndarray, states: np.ndarray) -> None:
        """Draw inputs ``[t]``, targets ``[t]``, probabilities ``[t, vocabulary]`` and hidden states ``[t, units]``."""
        self._x, self._y, self._answer, self._states = x, y, answer, states[:, :UNITS]
        scale = theme().scale
        self.setMinimumWidth(round(scale * (len(x) * NARROWEST + 20)))
        self.setMinimumHeight(round(scale * (self._bare_height() + min(FLATTEST, self._highest()) + FEWEST * ROW)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * COLUMN, self.minimumHeight())

    @staticmethod
    def _bare_height() -> int:
        """What a column takes without state and choices."""
        return 2 * BOX + 4 * GAP

    def _highest(self) -> float:
        """The height of the hidden state where there is room for it."""
        units = self._states.shape[1]
        return min(units * 10.0, max(units * 3.0, STATE))

    def _step(self) -> float:
        """The width of a step."""
        room = self.width() / theme().scale - 20
        return max(NARROWEST, min(COLUMN, room / max(1, len(self._x))))

    def _shared(self) -> tuple[float, int]:
        """The height of a state, and how many choices there are: the target below them is to be seen, too."""
        room = self.height() / theme().scale - self._bare_height()
        high = self._highest()
        choices = max(FEWEST, min(CHOICES, int((room - min(FLATTEST, high)) // ROW)))
        return max(min(FLATTEST, high), min(high, room - choices * ROW)), choices

    def save_picture(self, path: Path) -> None:
        heading = QLabel(self.heading)
        heading.setContentsMargins(10, 0, 10, 0)
        save_widget(self, path, above=heading)

    def table(self) -> str:
        units = range(1, self._states.shape[1] + 1)
        heads = ["step", "input", "target", *(f"p({label})" for label in self._labels), *(f"h{unit}" for unit in units)]
        rows: list[list[object]] = [list(heads)]
        for step, (read, follows) in enumerate(zip(self._x, self._y, strict=True)):
            figures = (*self._answer[step], *self._states[step])
            rows.append([step + 1, self._labels[read], self._labels[follows], *(f"{value:.6g}" for value in figures)])
        return csv_text(rows)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = theme().scale
        painter.scale(scale, scale)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() / scale)  # the painter enlarges it again
        painter.setFont(font)
        wide = self._step()
        for step in range(len(self._x)):
            column = QRectF(10 + step * wide, 6, wide, self.height() / scale)
            if column.right() * scale >= self.exposed.left() and column.left() * scale <= self.exposed.right():
                self._draw_column(painter, column, step)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            step = int((event.pos().x() / theme().scale - 10) // self._step())
            if 0 <= step < len(self._x) and self._states.shape[1]:
                values = ", ".join(f"{value:.2f}" for value in self._states[step])
                QToolTip.showText(event.globalPos(), self.tr("hidden state: {values}").format(values=values), self)
                return True
        return super().event(event)

    def _draw_column(self, painter: QPainter, column: QRectF, step: int) -> None:
        now = colours()
        high, choices = self._shared()
        inner = column.width() - 12
        middle = column.left() + inner / 2
        box = QRectF(middle - BOX / 2, column.top(), BOX, BOX)
        self._draw_character(painter, box, self._labels[self._x[step]], now.border, now.text)
        state = QRectF(middle - BOX / 2, box.bottom() + GAP, BOX, high)
        if state.height():
            shades = palettes.painted(self._states[step][:, None], palettes.diverging(), -1.0, 1.0)
            draw_cells(painter, state, shades)
            painter.setPen(QPen(QColor(now.border), 1))
            painter.drawRect(state)
        if step + 1 < len(self._x):
            handed = state if state.height() else box
            self._draw_arrow(painter, handed.right() + 4, handed.left() + column.width() - 4, handed.center().y())
        likely = np.argsort(-self._answer[step])[:choices]
        top = state.bottom() + GAP
        for index in likely:
            share = float(np.nan_to_num(self._answer[step, index]))
            wanted = index == self._y[step]
            row = QRectF(column.left(), top, inner, ROW - 3)
            painter.fillRect(QRectF(row.left() + 16, row.top(), (row.width() - 16), row.height()), QColor(now.window))
            painter.fillRect(
                QRectF(row.left() + 16, row.top(), (row.width() - 16) * share, row.height()),
                QColor(now.positive if wanted else now.border),
            )
            painter.setPen(QColor(now.text))
            painter.drawText(QRectF(row.left(), row.top(), 14, row.height()), _CENTRE, visible(self._labels[index]))
            top += ROW
        right = most_probable(self._answer[step : step + 1])[0] == self._y[step]
        ink = now.success if right else now.error
        target = QRectF(middle - BOX / 2, top + GAP - 2, BOX, BOX)
        self._draw_character(painter, target, self._labels[self._y[step]], ink, now.text)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(target.right() + 2, target.top(), 20, BOX), _CENTRE, "✓" if right else "✗")

    def _draw_arrow(self, painter: QPainter, start: float, end: float, y: float) -> None:
        """The state that is handed on to the next step."""
        painter.setPen(QPen(QColor(colours().dim), 1.5))
        for line in ((start, y, end, y), (end - 5, y - 4, end, y), (end - 5, y + 4, end, y)):
            painter.drawLine(*map(int, line))

    def _draw_character(self, painter: QPainter, box: QRectF, character: str, border: str, ink: str) -> None:
        painter.setPen(QPen(QColor(border), 2))
        painter.setBrush(QColor(colours().field))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        usual = painter.font()
        big = QFont(usual)
        big.setPointSizeF(big.pointSizeF() * 1.3)
        big.setBold(True)
        painter.setFont(big)
        painter.setPen(QColor(ink))
        painter.drawText(box, _CENTRE, visible(character))
        painter.setFont(usual)


def visible(text: str) -> str:
    """The text with signs in the place of blanks."""
    return text.replace(" ", "␣").replace("\n", "⏎").replace("\t", "⇥")


_CENTRE = Qt.AlignmentFlag.AlignCenter
