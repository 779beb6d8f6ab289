"""Questions that a panel has for the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Answer

SHARE = 0.01
"""The share of the engine's time that the questions of one panel may take while it trains."""


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
        pause: int,
    ) -> None:
        super().__init__(panel)
        self.pause = pause
        self._panel = panel
        self._trainer = trainer
        self._question = question
        self._show = show
        self._asked: Answer | None = None
        self._due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask_if_due)

    def want(self) -> None:
        """Ask as soon as may be."""
        self._due = True
        if not self._timer.isActive():
            self._ask_if_due()

    def forget(self) -> None:
        """Another question is asked from now on: the answer under way, if any, is not shown."""
        self._asked = None
        self._timer.stop()

    def _ask_if_due(self) -> None:
        if not (self._due and self._panel.isVisible()):
            return
        if self._asked is None or self._asked.done():
            question = self._question()
            if question is None:
                return
            self._due = False
            self._asked = self._trainer.ask(*question, then=self._answered)
        took = self._asked.seconds if self._asked and self._trainer.running else 0.0
        self._timer.start(max(self.pause, round(1000 * took / SHARE)))

    def _answered(self, answer: Any) -> None:
        self._show(answer)
