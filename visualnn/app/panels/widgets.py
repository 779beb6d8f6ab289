"""Small parts that panels are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from visualnn.app.theme import colours, theme

SomeLayout = TypeVar("SomeLayout", bound=QBoxLayout)


def bare(layout: SomeLayout, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> SomeLayout:
    """The layout with exactly these distances, in pixels."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


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


class Legend(QLabel):
    """The names of lines in their colours, each with a value: the last, or the one under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        # A long legend is cut: it must not keep the dock from being made narrow.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_values(self, entries: Iterable[tuple[str, str, str]], where: str = "") -> None:
        """Show entries of (colour, name, value), and where on the x axis they are read."""
        parts = [f"<span style='color:{colours().dim}'>{where}</span>"] if where else []
        parts += [
            f"<span style='color:{colour}'>&#9632;</span>&nbsp;{name}&nbsp;<b>{value}</b>"
            for colour, name, value in entries
        ]
        self.setText("&nbsp;&nbsp; ".join(parts))


class Switch(QWidget):
    """A row of buttons of which one is down; ``changed`` is emitted when the user presses another."""

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``choices``: key -> label; the first is chosen."""
        super().__init__(parent)
        row = bare(QHBoxLayout(self), spacing=2)
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

    def button(self, key: str) -> QToolButton:
        """The button of a key."""
        return self._buttons[key]
