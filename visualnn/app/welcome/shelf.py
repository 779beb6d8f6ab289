"""The lessons of the course in their chapters, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from visualnn.app.theme import colours, theme
from visualnn.app.welcome.card import WIDTH, LessonCard
from visualnn.project.course import Chapter, Lesson, in_language

_GAP = 14
_BEFORE, _AFTER = 22, 9  # of a heading


class Shelf(QWidget):
    """Cards of lessons below the names of their chapters.

    Signals:
        chosen(lesson): a card was clicked, or Enter pressed on it.
        typed(text): something was typed on a card.
        reached(card): the keyboard went to a card, which should be seen.
    """

    chosen = Signal(object)
    typed = Signal(str)
    reached = Signal(object)

    def __init__(self, chapters: Sequence[Chapter], language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[QLabel, list[LessonCard]]] = []
        for chapter in chapters:
            heading = QLabel(in_language(chapter.title, language), self)
            cards = [self._card(lesson, language) for lesson in chapter.lessons]
            for card in cards:
                card.words += f" {' '.join(chapter.title.values()).casefold()}"
            self._parts.append((heading, cards))
        self.none = QLabel(self.tr("No lesson has all these words."), self)
        self.none.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def cards(self) -> list[LessonCard]:
        """The cards that are to be seen, in the order they are taught."""
        return [card for _, cards in self._parts for card in cards if not card.isHidden()]

    def show_opened(self, samples: Collection[str]) -> None:
        """Tick the lessons that were opened before."""
        for _, cards in self._parts:
            for card in cards:
                card.show_opened(card.lesson.sample in samples)

    def search(self, text: str) -> None:
        """Show only the lessons in whose titles, lines and chapters all words of a text are found."""
        words = text.casefold().split()
        for _, cards in self._parts:
            for card in cards:
                card.setVisible(all(word in card.words for word in words))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(3 * WIDTH + 2 * _GAP, self.minimumHeight())

    def _card(self, lesson: Lesson, language: str) -> LessonCard:
        card = LessonCard(lesson, language, self)
        card.clicked.connect(lambda: self.chosen.emit(lesson))
        card.moved.connect(lambda key: self._move(card, key))
        card.typed.connect(self.typed)
        return card

    def _arrange(self) -> None:
        """Put everything in its place for the width there is."""
        gap = round(_GAP * theme().scale)
        least = round(WIDTH * theme().scale)
        columns = max(1, (self.width() + gap) // (least + gap))
        width = (self.width() - (columns - 1) * gap) // columns
        y = 0
        for heading, cards in self._parts:
            seen = [card for card in cards if not card.isHidden()]
            heading.setVisible(bool(seen))
            if not seen:
                continue
            y += _BEFORE if y else 0
            heading.setGeometry(0, y, self.width(), heading.sizeHint().height())
            y = heading.geometry().bottom() + _AFTER
            height = seen[0].sizeHint().height()
            for place, card in enumerate(seen):
                row, column = divmod(place, columns)
                card.setGeometry(column * (width + gap), y + row * (height + gap), width, height)
            y = seen[-1].geometry().bottom() + 1
        self.none.setVisible(not y)
        self.none.setGeometry(0, 0, self.width(), self.none.sizeHint().height())
        self.setFixedHeight(max(y + gap, self.none.sizeHint().height()))

    def _move(self, card: LessonCard, key: int) -> None:
        """Go to another card with an arrow key, Home or End."""
        cards = self.cards
        here = cards.index(card)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            goal = cards[max(0, min(len(cards) - 1, here + (1 if key == Qt.Key.Key_Right else -1)))]
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = cards[0 if key == Qt.Key.Key_Home else -1]
        else:
            goal = self._beyond(card, cards, 1 if key == Qt.Key.Key_Down else -1)
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(goal)

    @staticmethod
    def _beyond(card: LessonCard, cards: list[LessonCard], step: int) -> LessonCard:
        """The card nearest to the column in the next row above or below."""
        rows = sorted({other.y() for other in cards if (other.y() - card.y()) * step > 0}, reverse=step < 0)
        row = [other for other in cards if other.y() == rows[0]] if rows else [card]
        return min(row, key=lambda other: abs(other.x() - card.x()))

    def _dress(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        for heading, cards in self._parts:
            heading.setFont(font)
            heading.setStyleSheet(f"color: {colours().text};")
            for card in cards:
                card.update()
        self.none.setStyleSheet(f"color: {colours().dim};")
        self._arrange()
