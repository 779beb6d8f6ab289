"""A sentence across the top of the canvas that stays until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from visualnn.app.icons import icon
from visualnn.app.theme import colours, theme


class Banner(QFrame):
    """Tells why training stopped or could not begin, or that it ended as was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Dismiss"))
        self.close_button.setAccessibleName(self.tr("Dismiss"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button)
        self._good = False
        theme().changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence about what went wrong; an empty one hides the banner."""
        self._show(sentence, good=False)

    def say_done(self, sentence: str) -> None:
        """Show a sentence about what came out as it was to; an empty one hides the banner."""
        self._show(sentence, good=True)

    def _show(self, sentence: str, good: bool) -> None:
        self._good = good
        self._dress()
        self.text.setText(sentence)
        self.setVisible(bool(sentence))

    def _dress(self) -> None:
        now = colours()
        sign, colour = ("ok", now.success) if self._good else ("warning", now.error)
        self._sign.setPixmap(icon(sign, colour).pixmap(QSize(20, 20)))
        self.close_button.setIcon(icon("close"))
        self.setStyleSheet(
            f"#banner {{ background: {now.field}; border: 0; border-bottom: 2px solid {colour}; }}"
            f"#banner QLabel {{ color: {now.text}; }}"
        )
