"""How errors reach the user: what can be mended as a sentence, what cannot as a report to pass on."""

from __future__ import annotations

import platform
import sys
import traceback
from importlib.metadata import version
from types import TracebackType

import PySide6
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from visualnn.app.text import translate
from visualnn.messages import Message, UserError


def show_error(error: UserError | Message, parent: QWidget | None = None) -> None:
    """Say in a dialog what is wrong and how to mend it."""
    message = error.message if isinstance(error, UserError) else error
    box = QMessageBox(QMessageBox.Icon.Warning, "visualnn", translate(message), QMessageBox.StandardButton.Ok, parent)
    box.exec()
    box.deleteLater()


def report(error: BaseException) -> str:
    """Versions and traceback: what a maintainer needs."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"visualnn {version('visualnn')}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"{platform.platform()}\n\n{trace}"
    )


class CrashDialog(QDialog):
    """Shows a report that can be copied; the program goes on and the document is kept."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unexpected error"))
        self.resize(720, 420)
        column = QVBoxLayout(self)
        explanation = QLabel(
            self.tr(
                "Something went wrong inside visualnn. Your project is still here: save it under a new name to be "
                "safe. This report helps to mend the error:"
            )
        )
        explanation.setWordWrap(True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("Copy Report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        buttons.rejected.connect(self.reject)
        column.addWidget(explanation)
        column.addWidget(self.report, 1)
        column.addWidget(buttons)


class CrashGuard:
    """Takes the place of ``sys.excepthook``: a :class:`UserError` that nobody caught becomes a sentence, any other
    exception a report. While a dialog is open further errors only go to standard error, so none can flood the screen.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._open = False

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if self._open or issubclass(kind, KeyboardInterrupt):
            return
        self._open = True
        try:
            if isinstance(error, UserError):
                show_error(error, self._parent)
            else:
                dialog = CrashDialog(report(error), self._parent)
                dialog.exec()
                dialog.deleteLater()
        finally:
            self._open = False
