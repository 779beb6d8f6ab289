"""What all panels share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from visualnn.app.theme import colours

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update


class Panel(QWidget):
    """A view of the training: a row of controls above a body. It is refreshed while it can be seen, and only then."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trainer = trainer
        self._update: Update | None = None
        self.setMinimumSize(220, 140)
        self.head = QHBoxLayout(spacing=8)
        self.head.setContentsMargins(10, 4, 6, 4)
        self.body = QVBoxLayout(self, spacing=0)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self.head)
        trainer.updated.connect(self._updated)

    def refresh(self, update: Update | None) -> None:
        """Show the figures; None when there is no network yet."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.refresh(self._update)

    def _updated(self, update: Update | None) -> None:
        self._update = update
        if self.isVisible() and not self.window().isMinimized():
            self.refresh(update)


class Legend(QLabel):
    """The names of lines in their colours, each with a value: the last, or the one under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.RichText)
        # A long legend is cut, it must not keep the dock from being made narrow.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_values(self, entries: Iterable[tuple[str, str, str]], where: str = "") -> None:
        """Show entries of (colour, name, value), and where on the x axis they are read."""
        dim = colours().dim
        parts = [f"<span style='color:{dim}'>{where}</span>"] if where else []
        parts += [
            f"<span style='color:{colour}'>&#9632;</span>&nbsp;{name}&nbsp;<b>{value}</b>"
            for colour, name, value in entries
        ]
        self.setText("&nbsp;&nbsp; ".join(parts))


class Switch(QWidget):
    """A row of buttons of which one is down."""

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``choices``: key -> label; the first is chosen."""
        super().__init__(parent)
        row = QHBoxLayout(self, spacing=2)
        row.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for key, label in choices.items():
            button = QToolButton(self, text=label, checkable=True, autoRaise=True)
            self._buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self.changed = self._group.buttonClicked

    @property
    def value(self) -> str:
        """The key of the button that is down."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def button(self, key: str) -> QToolButton:
        """The button of a key."""
        return self._buttons[key]


def number(value: float) -> str:
    """A figure in four digits, as charts print it."""
    return f"{value:.4g}"
