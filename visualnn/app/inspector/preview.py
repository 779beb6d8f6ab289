"""A first look at the source of a data block: its first rows or pictures, and how its values are spread.

The source is looked at by a thread of its own, which holds no Qt object: it leaves its answer where a timer of the
widget finds it. A widget that goes away leaves the thread to its end.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visualnn.app.inspector.parts import dim_label, notice
from visualnn.app.inspector.preview_parts import parts_of
from visualnn.app.text import translate
from visualnn.data import catalogue
from visualnn.data.preview import Preview
from visualnn.graph.model import Block
from visualnn.messages import Message, UserError, define

define(preview_failed="The data of “{block}” cannot be shown ({reason}).")

DELAY = 200
"""Milliseconds without a change before a source is looked at."""

_POLL = 40  # milliseconds


class _Wanted(NamedTuple):
    """What is to be looked at."""

    block: Block
    base: Path | None

    def same(self, other: _Wanted | None) -> bool:
        """Whether another one is the same source."""
        if other is None:
            return False
        mine, its = self.block, other.block
        return (mine.kind, mine.name, mine.params, self.base) == (its.kind, its.name, its.params, other.base)


class SourcePreview(QWidget):
    """Shows the source of one data block; works only while it can be seen.

    Signals:
        found(preview): a source was looked at.
    """

    found = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: Collection[Message] = ()
        self._wanted: _Wanted | None = None
        self._shown: _Wanted | None = None
        self._running: _Look | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._delay.timeout.connect(self._begin)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL)
        self._poll.timeout.connect(self._ask)
        self.state = dim_label(self.tr("Looking at the data…"))
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        self._body.addWidget(self.state)
        self.parts: list[QWidget] = []

    def look(self, block: Block, base: Path | None, said: Collection[Message] = ()) -> None:
        """Show this block's source, soon; relative paths in it start from ``base``; what is ``said`` already is not
        repeated."""
        self._said = said
        wanted = _Wanted(block, base)
        if not wanted.same(self._wanted):
            self._wanted = wanted
            if self.isVisible():
                self._delay.start()

    def showEvent(self, event: object) -> None:
        if self._wanted and not self._wanted.same(self._shown):
            self._delay.start()

    def hideEvent(self, event: object) -> None:
        self._delay.stop()
        self._poll.stop()
        self._running = None

    def _begin(self) -> None:
        if self._wanted and self._running is None:
            self._running = _Look(self._wanted)
            self._poll.start()

    def _ask(self) -> None:
        look = self._running
        if look is None or not look.done:
            return
        self._poll.stop()
        self._running = None
        if look.wanted.same(self._wanted):
            self._shown = look.wanted
            self._show(look.answer)
        else:
            self._begin()

    def _show(self, answer: Preview | Message) -> None:
        for part in self.parts:
            part.hide()
            part.deleteLater()
        if isinstance(answer, Message):
            self.parts = [QWidget() if answer in self._said else notice(translate(answer), severe=False)]
            self.state.hide()
        else:
            self.state.setText(self._summary(answer))
            self.state.setVisible(bool(self.state.text()))
            self.parts = parts_of(answer)
        for part in self.parts:
            self._body.addWidget(part)
        if isinstance(answer, Preview):
            self.found.emit(answer)

    def _summary(self, preview: Preview) -> str:
        lines = []
        if preview.splits:
            names = {
                "train": self.tr("{count} rows for training"),
                "validation": self.tr("{count} for validation"),
                "test": self.tr("{count} for the test"),
            }
            counts = [names[split].format(count=f"{rows:,}") for split, rows in preview.splits.items() if rows]
            lines.append(", ".join(counts))
        if not preview.whole:
            lines.append(self.tr("Judged by the beginning of a large file."))
        return "\n".join(lines)


class _Look:
    """A source being looked at by a thread."""

    def __init__(self, wanted: _Wanted) -> None:
        self.wanted = wanted
        self.done = False
        self.answer: Preview | Message = Preview()
        threading.Thread(target=self._run, name="visualnn preview", daemon=True).start()

    def _run(self) -> None:
        block = self.wanted.block
        try:
            self.answer = catalogue.preview(block, base=self.wanted.base)
        except UserError as error:
            self.answer = error.message
        except Exception as error:  # shown, not lost in a thread
            self.answer = Message("preview_failed", {"block": block.name, "reason": f"{type(error).__name__}: {error}"})
        self.done = True
