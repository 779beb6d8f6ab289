"""What is written below a card: the value that leaves the block, its gradient, its shape and rank."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from visualnn.app.canvas.matrix import Line, Piece
from visualnn.app.canvas.style import Style

_GAP = 5.0  # below the card
_PADDING = 6.0
_BRACKET = 5.0
_CORNER = 5.0
_STEP = 24.0
_APART = 3.0  # between bracketed lines


class _Cell(NamedTuple):
    """A text and its base line's left end."""

    words: str
    at: QPointF
    piece: Piece


class _Layout(NamedTuple):
    cells: tuple[_Cell, ...]
    brackets: QPainterPath
    size: QRectF
    font: QFont


class Reading:
    """Some lines, laid out for two distances: from afar they are larger. The card paints it and has room for it."""

    def __init__(self, lines: tuple[Line, ...], style: Style) -> None:
        self.lines = lines
        self._style = style
        self._near = _lay_out(lines, style.reading_font)
        self._far = _lay_out(lines, style.far_reading_font)

    @property
    def plain(self) -> str:
        """What can be read, line by line."""
        return "\n".join(" ".join(piece.plain for piece in line) for line in self.lines)

    def room(self, card: QRectF) -> QRectF:
        """Where it may paint, below a card."""
        return _below(card, self._near.size).united(_below(card, self._far.size))

    def covers(self, card: QRectF) -> tuple[QRectF, QRectF]:
        """What it covers in the near and in the far view; the width in steps, so that numbers seldom change it."""
        return _below(card, _stepped(self._near.size)), _below(card, _stepped(self._far.size))

    def rect(self, card: QRectF, zoom: float) -> QRectF:
        """Where it paints at a zoom."""
        return _below(card, self._at(zoom).size)

    def paint(self, painter: QPainter, card: QRectF, zoom: float) -> None:
        """Paint it below a card."""
        style, layout = self._style, self._at(zoom)
        place = _below(card, layout.size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.canvas)
        painter.drawRoundedRect(place, _CORNER, _CORNER)
        painter.setFont(layout.font)
        for cell in layout.cells:
            painter.setPen(self._ink(cell))
            painter.drawText(place.topLeft() + cell.at, cell.words)
        painter.setPen(QPen(style.dim, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(layout.brackets.translated(place.topLeft()))

    def _at(self, zoom: float) -> _Layout:
        return self._near if zoom >= self._style.full_detail else self._far

    def _ink(self, cell: _Cell) -> QColor:
        style = self._style
        if cell.words in ("nan", "inf", "-inf"):
            return style.error
        return {"value": style.text, "gradient": style.accent, "dim": style.dim}[cell.piece.role]


def _stepped(size: QRectF) -> QRectF:
    return QRectF(0, 0, math.ceil(size.width() / _STEP) * _STEP, size.height())


def _below(card: QRectF, size: QRectF) -> QRectF:
    return size.translated(card.left() - _PADDING / 2, card.bottom() + _GAP)


def _lay_out(lines: tuple[Line, ...], font: QFont) -> _Layout:
    """Place every cell: columns flush right, pieces of a line in the middle of its height."""
    metrics = QFontMetricsF(font)
    letter, height, ascent = metrics.horizontalAdvance("0"), metrics.height(), metrics.ascent()
    cells: list[_Cell] = []
    brackets = QPainterPath()
    y, widest = _PADDING / 2, 0.0
    for line in lines:
        tallest = max(len(piece.cells) for piece in line) * height
        x = _PADDING
        for piece in line:
            top = y + (tallest - len(piece.cells) * height) / 2
            bottom = top + len(piece.cells) * height
            left = x
            x += _BRACKET + 2 if piece.bracketed else 0
            for number, column in enumerate(zip(*piece.cells, strict=True)):
                x += letter if number else 0
                advances = [metrics.horizontalAdvance(words) for words in column]
                for row, (words, advance) in enumerate(zip(column, advances, strict=True)):
                    at = QPointF(x + max(advances) - advance, top + row * height + ascent)
                    cells.append(_Cell(words, at, piece))
                x += max(advances)
            if piece.bracketed:
                x += _BRACKET + 2
                _bracket(brackets, left, left + _BRACKET, top + 1, bottom - 1)
                _bracket(brackets, x, x - _BRACKET, top + 1, bottom - 1)
            widest = max(widest, x)
            x += letter
        y += tallest + (_APART if any(piece.bracketed for piece in line) else 0)
    return _Layout(tuple(cells), brackets, QRectF(0, 0, widest + _PADDING, y + _PADDING / 2), font)


def _bracket(path: QPainterPath, outer: float, inner: float, top: float, bottom: float) -> None:
    path.moveTo(inner, top)
    path.lineTo(outer, top)
    path.lineTo(outer, bottom)
    path.lineTo(inner, bottom)
