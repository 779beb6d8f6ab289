"""Texts that float over the canvas: a line of help at the mouse, and a welcome to an empty drawing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from visualnn.app.theme import colours

_WIDEST = 360
_AWAY = 18


class Hint(QLabel):
    """A line of help beside the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        _float(self)
        self.setMaximumWidth(_WIDEST)

    def say(self, text: str, pixel: QPoint | None = None) -> None:
        """Show a text at a pixel of the view; an empty one hides it."""
        self.setText(text)
        self.setVisible(bool(text))
        room = self._ground.rect()
        if text and pixel is not None:
            self.adjustSize()
            self.move(
                max(4, min(pixel.x() + _AWAY, room.width() - self.width() - 4)),
                max(4, min(pixel.y() + _AWAY, room.height() - self.height() - 4)),
            )

    def restyle(self) -> None:
        """Take the colours of the theme."""
        now = colours()
        self.setStyleSheet(
            f"color: {now.text}; background: {now.field}; border: 1px solid {now.border};"
            "border-radius: 4px; padding: 4px 7px;"
        )


class Welcome(QLabel):
    """How to begin."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _float(self)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setText(
            QCoreApplication.translate(
                "CanvasView",
                "<p style='font-size:16px'><b>An empty canvas</b></p>"
                "<p>Drag a block from the palette, or press <b>Tab</b> to search for one.<br>"
                "Then pull wires from port to port: data → layers → loss.</p>",
            )
        )

    def restyle(self) -> None:
        """Take the colours of the theme."""
        self.setStyleSheet(f"color: {colours().dim}; background: transparent;")


def _float(label: QLabel) -> None:
    """A text over the canvas that the mouse does not notice."""
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.hide()
