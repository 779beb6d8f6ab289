"""The lesson beside the canvas: its notes, and the way to the lessons before and after it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.enabling import enable
from visualnn.app.notes import Notes
from visualnn.app.theme import colours, theme
from visualnn.project import course


class LessonPanel(QWidget):
    """The notes of the document and, when it is a lesson of the course, links to its neighbours.

    Signals:
        wanted(path): another lesson is to be opened.
    """

    wanted = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._lessons = course.lessons()
        self.notes = Notes(document)
        self.place = QLabel()
        self.previous = QAction(self.tr("Previous Lesson"), self)
        self.following = QAction(self.tr("Next Lesson"), self)
        self.previous.setShortcut("Ctrl+PgUp")
        self.following.setShortcut("Ctrl+PgDown")
        self.previous.triggered.connect(lambda: self._go(-1))
        self.following.triggered.connect(lambda: self._go(1))
        self.back, self.on = _Link(self), _Link(self)
        self.back.clicked.connect(self.previous.trigger)
        self.on.clicked.connect(self.following.trigger)
        self._bar = QFrame()
        self._bar.setObjectName("walk")
        rows = QVBoxLayout(self._bar)
        rows.setContentsMargins(6, 4, 6, 4)
        rows.setSpacing(0)
        first, second = QHBoxLayout(), QHBoxLayout()  # a row for each, so that titles are whole
        first.addWidget(self.back)
        first.addStretch(1)
        first.addWidget(self.place)
        second.addStretch(1)
        second.addWidget(self.on)
        rows.addLayout(first)
        rows.addLayout(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notes, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self.notes)
        document.history_changed.connect(self._show)
        theme().changed.connect(self._dress)
        self._dress()
        self._show()

    def _go(self, step: int) -> None:
        here = course.at(self._document.path)
        if here is not None and 0 <= here + step < len(self._lessons):
            self.wanted.emit(self._lessons[here + step].path)

    def _show(self) -> None:
        here = course.at(self._document.path)
        self._bar.setVisible(here is not None)
        language = QLocale().name().partition("_")[0]
        for action, link, step in ((self.previous, self.back, -1), (self.following, self.on, 1)):
            there = None if here is None else here + step
            possible = there is not None and 0 <= there < len(self._lessons)
            enable(action, possible, self.tr("There is no such lesson: open one of the course first."))
            title = course.in_language(self._lessons[there].title, language) if possible and there is not None else ""
            link.show_title(title, forward=step > 0)
            link.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
            link.setAccessibleName(f"{action.text()}: {title}")
        if here is not None:
            self.place.setText(self.tr("{number} of {all}").format(number=here + 1, all=len(self._lessons)))

    def _dress(self) -> None:
        now = colours()
        self._bar.setStyleSheet(
            f"#walk {{ background: {now.panel}; border: 0; border-top: 1px solid {now.line}; }}"
            f"#walk QLabel {{ color: {now.dim}; }}"
            f"#walk QToolButton {{ color: {now.accent}; border: 1px solid transparent; border-radius: 4px;"
            f" padding: 3px 4px; }}"
            f"#walk QToolButton:hover, #walk QToolButton:focus {{ border-color: {now.accent}; }}"
        )


class _Link(QToolButton):
    """A button whose title is shortened where there is no room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._forward = "", True
        self.setSizePolicy(self.sizePolicy().Policy.Maximum, self.sizePolicy().Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_title(self, title: str, *, forward: bool) -> None:
        """Show where it leads; nothing when there is no lesson there."""
        self._title, self._forward = title, forward
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setVisible(bool(title))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(f"{self._title} → ") + 14, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - 12 - metrics.horizontalAdvance("→ ")
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        self.setText(f"{title} →" if self._forward else f"← {title}")
