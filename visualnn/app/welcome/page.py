"""The page that the program opens with, over the window's canvas and docks until something is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.icons import application_icon, icon
from visualnn.app.settings import Settings
from visualnn.app.theme import colours, theme
from visualnn.app.welcome.shelf import Shelf
from visualnn.project import course
from visualnn.project.autosave import Leftover

_SIDE = 236
_RECENT = 6


class Welcome(QWidget):
    """The course to choose from, and at the side how else to begin. Lies over all of the window but its bars.

    Signals:
        lesson_chosen(path), file_chosen(path): a project to open.
        new_wanted(), open_wanted(), data_wanted(): an empty project, one from a file, or for own data.
        recover_wanted(leftover): unsaved work is to be shown.
    """

    lesson_chosen = Signal(object)
    file_chosen = Signal(object)
    new_wanted = Signal()
    open_wanted = Signal()
    data_wanted = Signal()
    recover_wanted = Signal(object)

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        self._home: QWidget | None = None
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Welcome"))
        self.hide()
        self.back = self._button(self.tr("Back to the network"), "close", self.leave)
        self.new = self._button(self.tr("New empty network"), "new", self.new_wanted.emit)
        self.data = self._button(self.tr("My own data…"), "import", self.data_wanted.emit)
        self.open = self._button(self.tr("Open…"), "open", self.open_wanted.emit)
        self._kept = QVBoxLayout()
        self._recent = QVBoxLayout()
        self.at_start = QCheckBox(self.tr("Show this page at the start"))
        self.at_start.setChecked(settings.welcome)
        self.at_start.toggled.connect(self._keep_choice)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search lessons"))
        self.search.setAccessibleName(self.tr("Search lessons"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(110)
        self.search.setMaximumWidth(round(230 * theme().scale))
        self.count = QLabel()
        self.shelf = Shelf(course.chapters(), QLocale().name().partition("_")[0])
        self._scroll = QScrollArea()
        self._lay_out()
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._choose_first)
        self.search.installEventFilter(self)
        self.shelf.chosen.connect(lambda lesson: self.lesson_chosen.emit(lesson.path))
        self.shelf.typed.connect(self._type)
        self.shelf.reached.connect(lambda card: self._scroll.ensureWidgetVisible(card, 0, 40))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        theme().changed.connect(self._dress)
        self._dress()

    def enter(self, *, home: QWidget, leftovers: tuple[Leftover, ...] = (), back: bool = True) -> None:
        """Show the page, as the settings are now.

        Args:
            home: what takes the focus when the page goes.
            leftovers: unsaved work to offer.
            back: whether there is something behind the page to go back to.
        """
        self._home = home
        self.back.setVisible(back)
        opened = self._settings.opened_lessons
        self.shelf.show_opened(opened)
        there = [lesson.sample for lesson in course.lessons()]
        self.count.setText(
            self.tr("{opened} of {all} lessons opened").format(
                opened=sum(sample in opened for sample in there), all=len(there)
            )
        )
        self._fill_recent()
        self._fill_kept(leftovers)
        self.search.clear()
        self._cover()
        self.show()
        self.raise_()
        following = (card for card in self.shelf.cards if not card.opened)
        first = next(following, self.shelf.cards[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(first, 0, 60)

    def leave(self) -> None:
        """Go back to what is behind the page."""
        if self.isVisible():
            if self._home:
                self._home.setFocus()  # before it hides, or Qt looks for another place by itself
            self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the page: what is behind it cannot be seen."""
        if not self.isVisible():
            return False  # the page goes: Qt looks for another place for the focus
        items = [layout.itemAt(i) for layout in (self._kept, self._recent) for i in range(layout.count())]
        listed = [item.widget() for item in items if item]
        lines = [line for line in listed if isinstance(line, QPushButton)]
        stops: list[QWidget] = [self.back, self.new, self.data, self.open, *lines, self.at_start, self.search]
        stops = [widget for widget in stops if widget.isVisible()] + list(self.shelf.cards)
        here = self.focusWidget()
        place = stops.index(here) if here in stops else -1
        goal = stops[(place + (1 if forward else -1)) % len(stops)]
        goal.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self.shelf.isAncestorOf(goal):
            self._scroll.ensureWidgetVisible(goal, 0, 40)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            if self.isVisible():
                self._cover()
        elif watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() == Qt.Key.Key_Down
            if down and self.shelf.cards:
                self.shelf.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(7)
        head = QHBoxLayout()
        head.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(40, 40)))
        name = QLabel("visualnn")
        name.setObjectName("name")
        head.addWidget(sign)
        head.addWidget(name, 1)
        purpose = _dim(self.tr("Draw a neural network, train it on your own CPU and see inside it while it learns."))
        side.addLayout(head)
        side.addWidget(purpose)
        side.addSpacing(8)
        for button in (self.back, self.new, self.data, self.open):
            side.addWidget(button)
        side.addSpacing(8)
        side.addLayout(self._kept)
        side.addLayout(self._recent)
        side.addStretch(1)
        side.addWidget(self.at_start)
        self._side = QWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setLayout(side)
        side.setContentsMargins(18, 20, 18, 16)
        top = QHBoxLayout()
        self._title = QLabel(self.tr("A course in neural networks"))
        top.addWidget(self._title)
        top.addSpacing(10)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        top.addWidget(self.search, 4)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.shelf)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        main = QVBoxLayout()
        main.setContentsMargins(24, 20, 6, 0)
        main.setSpacing(14)
        bar = QWidget()
        top.setContentsMargins(0, 0, 22, 0)
        bar.setLayout(top)
        main.addWidget(bar)
        main.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(main, 1)

    def _button(self, text: str, picture: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("picture", picture)
        button.setIconSize(QSize(18, 18))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _fill_recent(self) -> None:
        _empty(self._recent)
        recent = self._settings.recent[:_RECENT]
        if recent:
            self._recent.addWidget(_heading(self.tr("Recent files")))
        for path in recent:
            self._recent.addWidget(self._line(path.name, str(path), partial(self.file_chosen.emit, path)))

    def _fill_kept(self, leftovers: tuple[Leftover, ...]) -> None:
        _empty(self._kept)
        if leftovers:
            self._kept.addWidget(_heading(self.tr("Not saved last time")))
        for leftover in leftovers:
            name = leftover.origin.name if leftover.origin else self.tr("an unsaved project")
            line = self._line(
                self.tr("Recover {name}").format(name=name),
                f"{leftover.saved:%x %X}",
                partial(self.recover_wanted.emit, leftover),
            )
            line.setObjectName("recover")
            self._kept.addWidget(line)
        if leftovers:
            self._kept.addWidget(_dim(self.tr("visualnn did not end well. What is not recovered is offered again.")))

    def _line(self, text: str, tip: str, do: Callable[[], object]) -> QPushButton:
        line = QPushButton()
        line.setObjectName("line")
        line.setText(line.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _SIDE - 58).replace("&", "&&"))
        line.setAccessibleName(text)
        line.setToolTip(tip)
        line.setAutoDefault(False)
        line.setCursor(Qt.CursorShape.PointingHandCursor)
        line.clicked.connect(lambda: do())
        return line

    def _keep_choice(self, wanted: bool) -> None:
        self._settings.welcome = wanted

    def _look_for(self, text: str) -> None:
        self.shelf.search(text)
        self._scroll.verticalScrollBar().setValue(0)

    def _choose_first(self) -> None:
        if self.search.text().strip() and self.shelf.cards:
            self.shelf.cards[0].click()

    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _escape(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.leave()

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Whoever goes to what is behind the page, by a shortcut, wants to see it."""
        if now is None or not self.isVisible() or now.window() is not self.window() or self.isAncestorOf(now):
            return
        bars = (QMenuBar, QToolBar)
        if now is not self and not isinstance(now, bars) and not isinstance(now.parent(), bars):
            self.hide()

    def _cover(self) -> None:
        """Lie over everything between the toolbar and the status bar."""
        window = self.parent()
        assert isinstance(window, QMainWindow)
        near = Qt.FindChildOption.FindDirectChildrenOnly
        bars = [bar for bar in window.findChildren(QToolBar, options=near) if bar.isVisible()]
        top = max((bar.geometry().bottom() + 1 for bar in bars), default=window.menuBar().geometry().bottom() + 1)
        bottom = window.statusBar().geometry().top()
        self.setGeometry(QRect(0, top, window.width(), max(0, bottom - top)))
        self.raise_()  # docks that are put in their place come up

    def _dress(self) -> None:
        now = colours()
        self._side.setFixedWidth(round(_SIDE * theme().scale))
        for button in (self.back, self.new, self.data, self.open):
            button.setIcon(icon(button.property("picture")))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._title.setFont(font)
        self.setStyleSheet(
            f"#welcome {{ background: {now.window}; }}"
            f"#side {{ background: {now.panel}; border-right: 1px solid {now.line}; }}"
            f"#name {{ font-size: {round(22 * theme().scale)}px; font-weight: 700; color: {now.text}; }}"
            f"#dim {{ color: {now.dim}; }} #heading {{ color: {now.dim}; font-weight: 600; }}"
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}"
            f"QPushButton {{ text-align: left; padding: 7px 10px; border: 1px solid {now.line}; border-radius: 6px;"
            f" background: {now.field}; color: {now.text}; }}"
            f"QPushButton:hover, QPushButton:focus {{ border-color: {now.accent}; }}"
            f"QPushButton#line, QPushButton#recover {{ padding: 4px 6px; background: transparent; border-color: "
            f"transparent; color: {now.accent}; }}"
            f"QPushButton#line:hover, QPushButton#line:focus, QPushButton#recover:hover, QPushButton#recover:focus "
            f"{{ border-color: {now.accent}; }}"
        )
        self.count.setStyleSheet(f"color: {now.dim};")


def _dim(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("dim")
    label.setWordWrap(True)
    return label


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
