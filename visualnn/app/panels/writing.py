"""A text that the network writes."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSlider,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.panels import taking
from visualnn.app.panels.views import View
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

LENGTH, FEW = 120, 12
"""Characters written at first; of a small alphabet, as many as the network reads at once, but not too few."""

ROOM = 26
"""Pixels that the parts of the head keep from the edges and from each other."""

TENTHS = 20
"""The highest temperature, in tenths."""


class Writing(View):
    """Goes on with a text, character by character, from the network as it is now; the temperature says how daring."""

    PAUSE = 500

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = dataset.info.labels
        self._numbers = {label: i for i, label in enumerate(self._labels)}
        self._asked = ""
        self._seed = 0
        self.start = QLineEdit("".join(self._labels[i] for i in dataset.x[0][:1]))
        self.start.setMaximumWidth(140)
        self.start.setToolTip(self.tr("The text to go on with"))
        self.start.setAccessibleName(self.tr("Text to go on with"))
        self.length = QSpinBox()
        self.length.setRange(1, 2000)
        self.length.setToolTip(self.tr("How many characters are written"))
        self.length.setValue(LENGTH if len(self._labels) > 8 else max(FEW, dataset.x.shape[1]))
        self.temperature = QSlider(Qt.Orientation.Horizontal)
        self.temperature.setRange(0, TENTHS)
        self.temperature.setValue(8)
        self.temperature.setFixedWidth(90)
        self.temperature.setToolTip(
            self.tr("Low: the most probable character is taken. 1: as predicted. High: surprises.")
        )
        self.reading = QLabel()
        self.again = QPushButton(self.tr("Again"))
        self.again.setToolTip(self.tr("Draw other characters"))
        self.text = _Text()
        self.note = QLabel()
        self.note.setContentsMargins(10, 0, 10, 2)
        self.note.setWordWrap(True)
        text = bare(QHBoxLayout(), spacing=6)
        text.addWidget(self.start)
        text.addWidget(self.length)
        text.addWidget(self.again)
        text.addStretch(1)
        daring = bare(QHBoxLayout(), spacing=6)
        daring.addWidget(self.reading)
        daring.addWidget(self.temperature)
        daring.addStretch(1)
        self._rows = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=6, margins=(10, 2, 10, 0))
        self._parts = (text, daring)  # beside each other where there is room
        self._rows.addLayout(text)
        self._rows.addLayout(daring, 1)
        column = bare(QVBoxLayout(self), spacing=2)
        column.addLayout(self._rows)
        column.addWidget(self.note)
        column.addWidget(self.text, 1)
        self.start.textChanged.connect(self._changed)
        self.length.valueChanged.connect(self._changed)
        self.temperature.valueChanged.connect(self._changed)
        self.again.clicked.connect(self._draw_others)
        theme().changed.connect(self.asks)
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < sum(part.sizeHint().width() for part in self._parts) + ROOM
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def question(self, loss: int) -> tuple[Any, ...] | None:
        start = self.start.text()
        strange = sorted({character for character in start if character not in self._numbers})
        self.note.setVisible(bool(strange) or not start)
        if strange or not start:
            self.note.setText(
                self.tr("The network has not read “{characters}”.").format(characters="".join(strange))
                if strange
                else self.tr("Write at least one character to go on with.")
            )
            self.text.show_text("", "")
            return None
        self._asked = start
        codes = [self._numbers[character] for character in start]
        return "sample", codes, self.length.value(), self.temperature.value() / 10, self._seed, loss

    def show_answer(self, answer: list[int]) -> None:
        written = "".join(self._labels[number] for number in answer)
        self.text.show_text(self._asked, written)

    def _changed(self) -> None:
        self.reading.setText(self.tr("temperature {value}").format(value=f"{self.temperature.value() / 10:.1f}"))
        self.asks.emit()

    def _draw_others(self) -> None:
        self._seed += 1
        self.asks.emit()


class _Text(QTextEdit):
    """What is written, after the text that it goes on with."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = ("", "")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.title)

    @property
    def title(self) -> str:
        """What is shown."""
        return self.tr("Written text")

    def show_text(self, start: str, written: str) -> None:
        """Show a text that goes on with another."""
        self._parts, now = (start, written), colours()
        self.setHtml(
            f"<p style='white-space: pre-wrap; font-family: monospace; color: {now.text}'>"
            f"<span style='color: {now.dim}'>{escape(start)}</span>{escape(written)}</p>"
        )

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the text can be taken along."""
        taking.fill(menu, self, self._table, lambda path: taking.save_widget(self, path, settle=self._unroll))

    def _table(self) -> str:
        return taking.csv_text([("start", "written"), self._parts])

    def _unroll(self) -> None:
        """Be as high as the text."""
        self.resize(self.width(), max(self.height(), round(self.document().size().height())))
