"""Small parts that panels are put together from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from visualnn.app.panels.traces import DASHES
from visualnn.app.theme import colours, theme

SLIDER = 40
"""Width of the smoothing slider, in pixels."""

MORE = " …"
"""Stands for what has no place."""

SomeLayout = TypeVar("SomeLayout", bound=QBoxLayout)


def bare(layout: SomeLayout, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> SomeLayout:
    """The layout with exactly these distances, in pixels."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


class Row(QHBoxLayout):
    """Controls beside each other; where they have no room, those at the end stand in further rows."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows, edges = self._rows(width), self.contentsMargins()
        room = width - edges.left() - edges.right()
        high = sum(self._height(row, room) for row in rows)
        return high + self.spacing() * (len(rows) - 1) + edges.top() + edges.bottom()

    def minimumSize(self) -> QSize:
        least, edges = super().minimumSize(), self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items()), default=0)
        return QSize(widest + edges.left() + edges.right(), least.height())

    def setGeometry(self, place: QRect) -> None:
        rows = self._rows(place.width())
        if len(rows) < 2:
            super().setGeometry(place)
            return
        QLayout.setGeometry(self, place)
        area = place.marginsRemoved(self.contentsMargins())
        left, top = area.left(), area.top()
        for row in rows:
            x, high = left, self._height(row, area.width())
            spare = area.width() - self._width(row)
            for item in row:
                wide = min(area.width(), self._needed(item) + (spare if self._grows(item) else 0))
                item.setGeometry(QRect(x, top, wide, high))
                x += wide + self.spacing()
            top += high + self.spacing()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """The controls that are shown, row by row."""
        edges = self.contentsMargins()
        rows: list[list[QLayoutItem]] = [[]]
        for item in self._items():
            if rows[-1] and self._width([*rows[-1], item]) > width - edges.left() - edges.right():
                rows.append([])
            rows[-1].append(item)
        return rows

    def _items(self) -> list[QLayoutItem]:
        items = (self.itemAt(place) for place in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    def _width(self, row: list[QLayoutItem]) -> int:
        return sum(map(self._needed, row)) + self.spacing() * (len(row) - 1)

    def _needed(self, item: QLayoutItem) -> int:
        return (item.minimumSize() if self._grows(item) else item.sizeHint()).width()

    def _height(self, row: list[QLayoutItem], room: int) -> int:
        """Of a row: what has no room in it by itself, as a long switch, has rows of its own."""
        return max((self._high(item, min(room, self._needed(item))) for item in row), default=0)

    def _high(self, item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()

    def _grows(self, item: QLayoutItem) -> bool:
        """Whether it takes what others leave."""
        widget = item.widget()
        return self.stretch(self.indexOf(widget)) > 0 if widget else False


def order_tabs(window: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go through these, in their order, but for those that take no focus or are not in this window."""
    stops = [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.window() is window]
    for before, after in itertools.pairwise(stops):  # each moves what is after
        QWidget.setTabOrder(before, after)


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in a frameless area that scrolls when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(widget)
    return area


def toggle(text: str, tip: str = "") -> QToolButton:
    """A flat button that stays down."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setCheckable(True)
    button.setAutoRaise(True)
    return button


def drop_down(text: str, actions: Iterable[QAction]) -> QToolButton:
    """A flat button with a menu of choices; it stays down while any of them is not as it was at first."""
    button = toggle(text)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    menu.addActions(list(actions))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_state() -> None:
        button.setChecked(any(action.isChecked() for action in menu.actions()))

    for action in menu.actions():
        action.toggled.connect(show_state)
    return button


class SmoothingSlider(QSlider):
    """How much noisy curves are smoothed, in per cent."""

    def __init__(self, at_first: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMaximum(99)
        self.setValue(at_first)
        self.setFixedWidth(SLIDER)
        self.setToolTip(self.tr("Smoothing: exponential moving average"))
        self.setAccessibleName(self.tr("Smoothing"))


class Hint(QLabel):
    """Says in the middle of an empty view what to do to fill it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(24, 8, 24, 8)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"color: {colours().dim}; background: {colours().panel};")


class Steady(QWidget):
    """A label for a text that changes all the time.

    A label in a layout would have its whole window laid out anew with every text. This one asks for another size only
    when its text needs more room, and gives none back before it is empty or as wide as never before.
    """

    def __init__(self, wrapped: bool = False, parent: QWidget | None = None) -> None:
        """``wrapped``: as wide as there is room, in as many lines as it takes; else as wide as its one line."""
        super().__init__(parent)
        self.setAutoFillBackground(True)  # so that nothing below is painted with it
        self._label = QLabel(self)
        self._label.setWordWrap(wrapped)
        self._room = QSize(0, 0)
        self._font = self._label.font()
        across = QSizePolicy.Policy.Ignored if wrapped else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def setText(self, text: str) -> None:
        """Say something else."""
        if text != self._label.text():
            self._label.setText(text)
            self._fit(anew=not text)

    def clear(self) -> None:
        """Say nothing."""
        self.setText("")

    def keep_away(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep these distances around the text, in pixels."""
        self._label.setContentsMargins(left, top, right, bottom)
        self._fit(anew=True)

    def sizeHint(self) -> QSize:
        return self._room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())
        if event.size().width() != event.oldSize().width():
            self._fit(anew=self._label.wordWrap())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._font != self._label.font():  # from the label
            self._fit(anew=True)
        return super().event(event)

    def _fit(self, anew: bool = False) -> None:
        label = self._label
        self._font = label.font()
        needed = QSize(0, label.heightForWidth(self.width())) if label.wordWrap() else label.sizeHint()
        room = needed if anew else needed.expandedTo(self._room)
        if room != self._room:
            self._room = room
            self.updateGeometry()


class Entry(NamedTuple):
    """A line in a legend: its colour, name and value, and which of :data:`DASHES` it is drawn with."""

    colour: str
    name: str
    value: str
    dash: int = 0


class Legend(QWidget):
    """The names of lines in their colours, each with a value: the last, or the one under the cursor.

    It is painted by hand: a label would have its window laid out anew with every value. It takes more rows when one is
    too short for these names, and keeps them. What has no place is told by an ellipsis, and whole in the tool tip.
    """

    ROWS, PROJECTED_ROWS = 3, 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._where = ""
        self._rows = 1
        # A long legend is cut: it must not keep the dock from being made narrow.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_values(self, shown: Iterable[tuple[str, str, str] | Entry], where: str = "") -> None:
        """Show entries, and where on the x axis they are read."""
        entries = [Entry(*entry) for entry in shown]
        if (entries, where) != (self._entries, self._where):
            if [entry.name for entry in entries] != [entry.name for entry in self._entries]:
                self._take_rows(1)
            self._entries, self._where = entries, where
            self._fit()
            self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_values(())

    def text(self) -> str:
        """What is shown: the place, then names and values."""
        parts = [self._where] if self._where else []
        return "   ".join([*parts, *(f"{entry.name} {entry.value}" for entry in self._entries)])

    def sizeHint(self) -> QSize:
        edges = self.contentsMargins()
        return QSize(100, self._rows * self.fontMetrics().height() + edges.top() + edges.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_rows(1)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _take_rows(self, rows: int) -> None:
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()

    def _fit(self) -> None:
        """Take as many rows as what is shown needs, of those there may be; none is given back for a shorter value."""
        _, row = self._places()
        most = self.PROJECTED_ROWS if theme().projector else self.ROWS
        self._take_rows(min(most, max(self._rows, row + 1)))
        whole = [(entry.name, entry.value) for entry in self._entries]
        self.setToolTip(self.text() if len(whole) > 3 or self.shown != whole else "")

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Names and values as they are drawn: those for which there is a row, long ones cut."""
        metrics, bold, (gap, square) = self.fontMetrics(), QFontMetrics(self._bold()), self._distances()
        places = [place for place in self._places()[0] if place[1] < self._rows]
        shown = []
        for place, ((x, _), (_, name, value, _)) in enumerate(zip(places, self._entries, strict=False), start=1):
            room = self.contentsRect().right() - x - square - 2 * gap
            if place == len(places) < len(self._entries):
                room -= metrics.horizontalAdvance(MORE)
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - bold.horizontalAdvance(value))
            value = bold.elidedText(value, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(name))
            shown.append((name, value))
        return shown

    def _distances(self) -> tuple[int, int]:
        """Between parts of an entry, and the width of its sign: a square, or a longer piece of a line."""
        metrics = self.fontMetrics()
        wide = 4 if any(entry.dash for entry in self._entries) else 3
        return metrics.horizontalAdvance("  "), metrics.ascent() * wide // 4

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold

    def _places(self) -> tuple[list[tuple[int, int]], int]:
        """Where each entry begins, as (x, row), and the last row that is needed."""
        area, metrics, bold = self.contentsRect(), self.fontMetrics(), QFontMetrics(self._bold())
        gap, square = self._distances()
        x, row = area.left(), 0
        if self._where:
            x += metrics.horizontalAdvance(self._where) + 2 * gap
        places = []
        for _, name, value, _ in self._entries:
            wide = square + gap + metrics.horizontalAdvance(name) + gap + bold.horizontalAdvance(value)
            if x + wide > area.right() and x > area.left():
                x, row = area.left(), row + 1
            places.append((x, row))
            x += wide + 2 * gap
        return places, row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, metrics, bold = self.contentsRect(), self.fontMetrics(), self._bold()
        gap, square = self._distances()
        height = metrics.height()
        if self._where:
            painter.setPen(QColor(colours().dim))
            painter.drawText(area.left(), area.top() + metrics.ascent(), self._where)
        shown, x, top = self.shown, area.left(), area.top()
        for entry, (x, row), (name, value) in zip(self._entries, self._places()[0], shown, strict=False):
            top = area.top() + row * height
            self._draw_sign(painter, entry, QRect(x, top, square, height))
            x += square + gap
            painter.setPen(QColor(colours().text))
            painter.drawText(x, top + metrics.ascent(), name)
            x += metrics.horizontalAdvance(name) + gap
            painter.setFont(bold)
            painter.drawText(x, top + metrics.ascent(), value)
            x += QFontMetrics(bold).horizontalAdvance(value)
            painter.setFont(self.font())
        if len(shown) < len(self._entries):
            painter.drawText(x, top + metrics.ascent(), MORE)

    def _draw_sign(self, painter: QPainter, entry: Entry, place: QRect) -> None:
        if any(other.dash for other in self._entries):
            width = place.width() / 8  # so that a dash, a gap and some of the next dash have room
            painter.setPen(QPen(QColor(entry.colour), width, DASHES[entry.dash], Qt.PenCapStyle.FlatCap))
            middle = place.center().y()
            painter.drawLine(place.left(), middle, place.right(), middle)
        else:
            side = place.width()
            painter.fillRect(place.left(), place.top() + (place.height() - side) // 2, side, side, QColor(entry.colour))


class Switch(QWidget):
    """A row of buttons of which one is down; ``changed`` is emitted when the user presses another."""

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``choices``: key -> label; the first is chosen."""
        super().__init__(parent)
        row = bare(Row(self), spacing=2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for key, label in choices.items():
            button = self._buttons[key] = toggle(label)
            self._group.addButton(button)
            row.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self.changed = self._group.buttonClicked

    @property
    def value(self) -> str:
        """The key of the button that is down."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    @property
    def buttons(self) -> list[QToolButton]:
        """All buttons, from left to right."""
        return [*self._buttons.values()]

    @property
    def offered(self) -> list[str]:
        """The keys of the buttons that can be pressed."""
        return [key for key, button in self._buttons.items() if not button.isHidden()]

    def button(self, key: str) -> QToolButton:
        """The button of a key."""
        return self._buttons[key]
