"""Pages of text: shortcuts, about, the doctor's report."""

from __future__ import annotations

import html
from collections.abc import Iterable
from importlib.metadata import version

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QFontDatabase, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class TextDialog(QDialog):
    """Shows a text that can be copied; goes away by itself when it is closed."""

    def __init__(self, title: str, text: str, parent: QWidget, plain: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 480)
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(True)
        if plain:
            self.page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            self.page.setPlainText(text)
        else:
            self.page.setHtml(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)


def shortcuts_text(actions: Iterable[QAction]) -> str:
    """The shortcuts of actions, and what the mouse does on the canvas, as a table."""
    gestures = (
        (_tr("Drag from a port"), _tr("Draw a wire")),
        (_tr("Drop a block on a wire"), _tr("Insert it there")),
        (_tr("Wheel"), _tr("Zoom")),
        (_tr("Middle button, or Space and drag"), _tr("Move the view")),
        (_tr("Drag on the empty canvas"), _tr("Select blocks")),
    )
    keys = QKeySequence.SequenceFormat.NativeText
    rows = [(action.shortcut().toString(keys), action.text().replace("&", "")) for action in actions]
    cells = "".join(
        f"<tr><td style='padding:3px 18px 3px 0'><b>{html.escape(combination)}</b></td>"
        f"<td>{html.escape(text)}</td></tr>"
        for combination, text in (*rows, *gestures)
    )
    return f"<table>{cells}</table>"


def about_text() -> str:
    """What this program is, in which version."""
    purpose = _tr("Draw a neural network, train it on your own CPU and see inside it while it learns.")
    return f"<h2>visualnn {version('visualnn')}</h2><p>{purpose}</p>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)
