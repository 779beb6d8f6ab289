"""Fetching MNIST or Fashion-MNIST: what and where to, how far it has come, and what to do without a network.

The files are fetched by a thread of its own, which holds no Qt object: it leaves how far it is where a timer of the
dialog finds it. A dialog that goes away tells the thread to stop and leaves it to its end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.inspector.parts import notice
from visualnn.app.text import translate
from visualnn.data import fetch as fetching
from visualnn.memory import readable
from visualnn.messages import Message, UserError, define

define(fetch_broken="Fetching {title} failed ({reason}); what has arrived is kept.")

_POLL = 50  # milliseconds


class FetchDialog(QDialog):
    """Asks which images to fetch and fetches them; goes away by itself when they are there.

    Signals:
        fetched(name, folder): the files of a collection are in a folder now.
        digits_wanted(): the digits that come with the program will do.
        folder_wanted(): the files are on the disk already.
    """

    fetched = Signal(str, object)
    digits_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fetch MNIST"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(500)
        self._known = fetching.collections()
        self._running: _Fetch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL)
        self._timer.timeout.connect(self._follow)
        self.choices = {name: QRadioButton(self._label(name)) for name in self._known}
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder"))
        self.browse = QPushButton(self.tr("Browse…"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.state = QLabel(" ")
        self.trouble = notice("", severe=True)
        self.trouble.hide()
        self.disk = QPushButton(self.tr("Files on This Disk…"))
        self.digits = QPushButton(self.tr("Use the Bundled Digits"))
        buttons = QDialogButtonBox()
        self.start = buttons.addButton(self.tr("Fetch"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = buttons.addButton(self.tr("Stop"), QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.leave.setAutoDefault(False)
        self.start.setDefault(True)
        self._lay_out(buttons)
        for name, choice in self.choices.items():
            choice.toggled.connect(partial(self._choose, name))
        self.browse.clicked.connect(self._browse)
        self.start.clicked.connect(self._fetch)
        self.stop.clicked.connect(self._stop)
        self.disk.clicked.connect(lambda: self._instead(self.folder_wanted.emit))
        self.digits.clicked.connect(lambda: self._instead(self.digits_wanted.emit))
        buttons.rejected.connect(self.reject)
        next(iter(self.choices.values())).setChecked(True)
        self._show_state()

    @property
    def name(self) -> str:
        """The collection that is chosen."""
        return next(name for name, choice in self.choices.items() if choice.isChecked())

    def done(self, result: int) -> None:
        self._stop()
        self._timer.stop()
        super().done(result)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(9)
        for choice in self.choices.values():
            column.addWidget(choice)
        row = QHBoxLayout()
        label = QLabel(self.tr("Folder"))
        label.setBuddy(self.folder)
        row.addWidget(label)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addWidget(self.trouble)
        other = QHBoxLayout()
        other.addWidget(self.disk)
        other.addWidget(self.digits)
        other.addStretch(1)
        column.addLayout(other)
        column.addStretch(1)
        column.addWidget(buttons)

    def _label(self, name: str) -> str:
        collection = self._known[name]
        return f"{collection.title}, {readable(collection.size)}".replace("&", "&&")

    def _choose(self, name: str, chosen: bool) -> None:
        if chosen:
            self.folder.setText(str(fetching.default_folder(name)))

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _fetch(self) -> None:
        folder = Path(self.folder.text()).expanduser() if self.folder.text().strip() else None
        self._running = _Fetch(self.name, self._known[self.name].title, folder)
        self.trouble.hide()
        self._timer.start()
        self._show_state()

    def _stop(self) -> None:
        if self._running:
            self._running.stopping = True
            self.stop.setEnabled(False)

    def _follow(self) -> None:
        fetch = self._running
        if fetch is None:
            return
        if fetch.size:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * fetch.arrived / fetch.size))
            self.state.setText(
                self.tr("{arrived} of {size}").format(arrived=readable(fetch.arrived), size=readable(fetch.size))
            )
        if fetch.answer is None:
            return
        self._timer.stop()
        self._running = None
        if isinstance(fetch.answer, Message):
            self.trouble.setText(translate(fetch.answer))
            self.trouble.show()
            self._show_state()
        else:
            self.fetched.emit(fetch.name, fetch.answer)
            self.close()

    def _instead(self, tell: Callable[[], None]) -> None:
        self.close()
        tell()

    def _show_state(self) -> None:
        """What can be done now, and how far it is."""
        running = self._running is not None
        for widget in (*self.choices.values(), self.folder, self.browse, self.start, self.disk, self.digits):
            widget.setEnabled(not running)
        self.start.setText(self.tr("Try Again") if self.trouble.isVisibleTo(self) else self.tr("Fetch"))
        self.stop.setEnabled(running)
        if running:
            self.bar.setRange(0, 0)
            self.state.setText(self.tr("Looking for the files…"))
        elif self.bar.maximum() == 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(0)
            self.state.setText(" ")


class _Fetch:
    """A collection being fetched by a thread."""

    def __init__(self, name: str, title: str, folder: Path | None) -> None:
        self.name, self._title, self._folder = name, title, folder
        self.arrived = self.size = 0
        self.stopping = False
        self.answer: Path | Message | None = None
        threading.Thread(target=self._run, name="visualnn fetch", daemon=True).start()

    def _run(self) -> None:
        try:
            self.answer = fetching.fetch(self.name, self._folder, report=self._report, stopped=lambda: self.stopping)
        except UserError as error:
            self.answer = error.message
        except Exception as error:  # shown, not lost in a thread
            reason = f"{type(error).__name__}: {error}"
            self.answer = Message("fetch_broken", {"title": self._title, "reason": reason})

    def _report(self, arrived: int, size: int) -> None:
        self.arrived, self.size = arrived, size
