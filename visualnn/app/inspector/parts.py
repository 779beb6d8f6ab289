"""Small pieces that pages of the inspector are made of."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from visualnn.app.glyphs import paint_tile
from visualnn.app.theme import colours


class Tile(QWidget):
    """A block kind's picture."""

    def __init__(self, kind: str, size: int = 32) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tile(painter, QRectF(self.rect()), self._kind, colours())
        painter.end()


def heading(text: str) -> QLabel:
    """The title of a page."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.15)
    label.setFont(font)
    return label


def dim_label(text: str = "") -> QLabel:
    """Secondary text that wraps and can be selected with the mouse."""
    label = _wrapping(text)
    label.setStyleSheet(f"color: {colours().dim};")
    return label


def formula_label(text: str) -> QLabel:
    """Formulas, in a fixed pitch on a quiet ground."""
    label = _wrapping(text)
    label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    label.setStyleSheet(
        f"color: {colours().text}; background: {colours().panel}; border: 1px solid {colours().line};"
        "border-radius: 5px; padding: 7px;"
    )
    return label


def notice(text: str, severe: bool) -> QLabel:
    """A problem: its sentence beside a bar in the colour of its severity."""
    label = _wrapping(text)
    colour = colours().error if severe else colours().warning
    label.setStyleSheet(
        f"color: {colour}; background: {colours().panel}; border: 0; border-left: 3px solid {colour};padding: 6px 8px;"
    )
    return label


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {colours().line}; border: 0;")
    return line


def _wrapping(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return label
