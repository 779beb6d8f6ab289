"""A lesson to choose: its title, what it shows in a line, and its network as a small picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QWidget

from visualnn.app.theme import colours, theme
from visualnn.app.welcome.drawing import paint_network
from visualnn.graph.model import Graph
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.course import Lesson, in_language

WIDTH = 222
"""How wide a card is at least, in pixels of the usual size."""

_PICTURE = 84
_MARGIN = 10
_LINES = 2


class LessonCard(QAbstractButton):
    """A button that is drawn as a card; ``clicked`` chooses the lesson.

    Signals:
        moved(key): an arrow key, Home or End was pressed: another card is wanted.
        typed(text): something was typed that may be looked for.
    """

    moved = Signal(int)
    typed = Signal(str)

    def __init__(self, lesson: Lesson, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lesson = lesson
        self.title = in_language(lesson.title, language)
        self.line = in_language(lesson.line, language)
        self.opened = False
        self._drawn: Graph | None = None
        self.words = " ".join((lesson.sample, *lesson.title.values(), *lesson.line.values())).casefold()
        """What a search looks at."""
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_opened(False)

    def show_opened(self, opened: bool) -> None:
        """Tick the lesson, or not."""
        self.opened = opened
        self.setAccessibleDescription(self.tr("{line}. Opened before.").format(line=self.line) if opened else self.line)
        self.setToolTip(self.line)
        self.update()

    def sizeHint(self) -> QSize:
        scale = theme().scale
        text = QFontMetrics(self._bold()).height() + _LINES * self.fontMetrics().lineSpacing()
        return QSize(round(WIDTH * scale), round(_PICTURE * scale) + text + 3 * _MARGIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _MOVES:
            self.moved.emit(key)
        elif (text := event.text()).isprintable() and text.strip():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now, scale = colours(), theme().scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(QColor(now.accent if chosen else now.line), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(now.panel))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, 8, 8)
        picture = QRectF(frame.left(), frame.top(), frame.width(), _PICTURE * scale)
        ground = picture.adjusted(1, 1, -1, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.canvas))
        painter.drawRoundedRect(ground, 7, 7)
        painter.drawRect(ground.adjusted(0, ground.height() / 2, 0, 0))
        painter.setPen(QColor(now.line))
        painter.drawLine(picture.bottomLeft(), picture.bottomRight())
        paint_network(painter, picture.adjusted(14, 10, -14, -10), self._graph(), now)
        if self.opened:
            self._paint_tick(painter, QRectF(frame.right() - 26, frame.top() + 8, 18, 18))
        self._paint_texts(painter, picture.bottom())

    def _paint_texts(self, painter: QPainter, top: float) -> None:
        now = colours()
        room = QRect(_MARGIN, round(top) + _MARGIN - 2, self.width() - 2 * _MARGIN, 0)
        painter.setFont(self._bold())
        metrics = QFontMetrics(self._bold())
        room.setHeight(metrics.height())
        painter.setPen(QColor(now.text))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setFont(self.font())
        painter.setPen(QColor(now.dim))
        y = room.bottom() + 4
        for line in _wrapped(self.line, self.font(), room.width()):
            painter.drawText(room.left(), y + self.fontMetrics().ascent(), line)
            y += self.fontMetrics().lineSpacing()

    def _paint_tick(self, painter: QPainter, place: QRectF) -> None:
        now = colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.success))
        painter.drawEllipse(place)
        painter.setPen(QPen(QColor(now.panel), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(
            QPolygonF([place.topLeft() + QPointF(5, 9.5), place.topLeft() + QPointF(8, 12.5), _end(place)])
        )

    def _graph(self) -> Graph:
        """The network, read when the card is first seen; empty when it cannot be read, which opening it tells."""
        if self._drawn is None:
            try:
                self._drawn = store.load(self.lesson.path).graph
            except UserError:
                self._drawn = Graph()
        return self._drawn

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


_MOVES = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


def _end(place: QRectF) -> QPointF:
    return place.topLeft() + QPointF(13, 6)


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    """The text in at most ``_LINES`` lines, the last one shortened if need be."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        rest = text[line.textStart() :]
        if len(lines) == _LINES - 1:
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(rest[: line.textLength()].rstrip())
    layout.endLayout()
    return lines
