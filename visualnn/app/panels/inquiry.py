"""Questions that a panel has for the engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from visualnn.app.panels.panel import Panel, on_screen

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.worker import Answer

SHARE = 0.035
"""The share of the engine's time that the questions of one panel may take while it trains."""

SMOOTHING = 0.2
"""Weight of the last answer in what answers take: many a question is dearer than those before, or cheaper."""

PAUSE = 25
"""Least milliseconds between two questions while training runs: a picture for each of its thirty a second."""

BREATH = 30
"""Milliseconds after which a question is asked that could not be asked when it arose."""


class Inquiry(QObject):
    """Asks the engine again whenever something changed, but not too often, and only while the panel can be seen.

    Args:
        panel: who asks.
        question: gives the name and arguments of a request (``Session.request``), or None when there is nothing to ask.
        show: takes the answer.
        pause: least milliseconds between two questions; an engine that took long to answer is given longer.
    """

    def __init__(
        self,
        panel: QWidget,
        trainer: Trainer,
        question: Callable[[], tuple[Any, ...] | None],
        show: Callable[[Any], None],
        pause: int = PAUSE,
    ) -> None:
        super().__init__(panel)
        self.pause = pause
        self._panel = panel
        self._trainer = trainer
        self._question = question
        self._show = show
        self._asked: Answer | None = None
        self._took = 0.0  # seconds the engine works on an answer, smoothed
        self._serial = 0  # of the kind of question: answers to those before are not shown
        self._due = False
        self._asked_at = 0.0  # when the last question was asked, on the monotonic clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask_if_due)

    def want(self) -> None:
        """Ask as soon as may be: at once when training rests."""
        self._due = True
        self._ask_if_due()

    def forget(self) -> None:
        """Another question is asked from now on: what is still to be answered is not shown."""
        self._asked = None
        self._serial += 1
        self._took = 0.0
        self._asked_at = 0.0
        self._timer.stop()

    def _ask_if_due(self) -> None:
        if not (self._due and on_screen(self._panel)):
            return
        rest = self._asked_at + max(self.pause / 1000, self._took / SHARE) - time.monotonic()
        if (self._trainer.running and rest > 0) or (self._asked and self._trainer.awaits(self._asked)):
            if not self._timer.isActive():  # usually new figures come first; each turn of a timer disturbs the engine
                self._timer.start(BREATH + max(0, round(1000 * rest)))
        elif question := self._question():
            self._due = False
            self._timer.stop()
            self._asked_at = time.monotonic()
            serial = self._serial
            self._asked = self._trainer.ask(*question, then=lambda answer: self._answered(serial, answer))

    def _answered(self, serial: int, answer: Any) -> None:
        if serial == self._serial:
            seconds = self._asked.seconds if self._asked else 0.0
            self._took += SMOOTHING * (seconds - self._took)
            self._show(answer)
            if isinstance(self._panel, Panel):
                self._panel.shown_count += 1
