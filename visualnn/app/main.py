"""The start of the window.

What a person waits for comes first: the window is on the screen before the engine (numba) is imported; that goes on
in the engine's thread behind it, and compiling in processes of their own (``app.build_ahead``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox

from visualnn.app.build_ahead import BuildAhead
from visualnn.app.document import Document
from visualnn.app.errors import CrashGuard
from visualnn.app.icons import application_icon
from visualnn.app.settings import Settings
from visualnn.app.status import Status
from visualnn.app.theme import theme
from visualnn.app.trainer import Trainer
from visualnn.app.window import MainWindow
from visualnn.paths import resources, samples
from visualnn.project import autosave, store
from visualnn.project.runs import RunStore

FIRST = "xor"
"""The sample shown when the program is started without a project and without its welcome page."""


def application(settings: Settings) -> QApplication:
    """The application in the user's theme and language; the one there is, if there is one."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication(sys.argv[:1])
    app.setApplicationName("visualnn")
    app.setDesktopFileName("visualnn")
    app.setStyle("Fusion")
    app.setWindowIcon(application_icon())
    _translate(app, settings.language)
    if QLocale().language() == QLocale.Language.Korean:
        read_hangul(app)
    theme().choose(settings.theme)
    return app


def make_window(settings: Settings, runs: RunStore | None = None) -> MainWindow:
    """A window with an empty project; ``runs``: where it keeps its trainings, if not with the user's."""
    document = Document()
    return MainWindow(document, Trainer(document), settings, runs)


def run(path: Path | None = None) -> int:
    """Show the window, with a project if a path is given, until it is closed; returns the exit code.

    An error in the project is told in a dialog over an empty window.
    """
    settings = Settings()
    app = application(settings)
    window = make_window(settings)
    status = window.statusBar()
    assert isinstance(status, Status)
    guard = CrashGuard(window)
    guard.install()
    if path is None and settings.welcome:
        window.show_welcome(autosave.leftovers())
    window.show()
    # After the first turn of the event loop the window has been painted.
    QTimer.singleShot(0, window, lambda: _begin(window, path))
    ahead = BuildAhead(window, status.aside)
    ahead.start()
    code = app.exec()
    ahead.close()
    window.trainer.join()
    window.racing.join()
    sys.excepthook = sys.__excepthook__
    return code


def _begin(window: MainWindow, path: Path | None) -> None:
    if window.welcome.isHidden() and not _offer_recovery(window):
        first = samples() / f"{FIRST}{store.SUFFIX}"
        window.filing.open(path or first)


def _offer_recovery(window: MainWindow) -> bool:
    """Ask about work that was left behind; returns whether it is on the screen now."""
    for leftover in autosave.leftovers():
        name = leftover.origin.name if leftover.origin else window.tr("an unsaved project")
        button = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "visualnn",
            window.tr("visualnn did not end well last time. Recover the changes to {name}?").format(name=name),
            button.Yes | button.Discard | button.Cancel,
            window,
        )
        box.setInformativeText(f"{leftover.saved:%x %X}")
        answer = box.exec()
        box.deleteLater()
        if answer == button.Yes and window.filing.recover(leftover):
            return True
        if answer == button.Discard:
            leftover.discard()
    return False


def read_hangul(app: QApplication) -> None:
    """Name a font for Hangul: left to itself, Qt on Linux takes the bold cut for plain text after bold text."""
    font = app.font()
    font.setFamilies([font.family(), *(family for family in _HANGUL if QFontDatabase.hasFamily(family))])
    app.setFont(font)


_HANGUL = ("Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "Nanum Gothic")
"""Fonts with Hangul on Linux; elsewhere the system's own has it."""


def _translate(app: QApplication, language: str) -> None:
    """Install the program's own translation and Qt's; English where there is none."""
    if language:
        QLocale.setDefault(QLocale(language))
    folders = (("qtbase", QLibraryInfo.path(_TRANSLATIONS)), ("visualnn", str(resources() / "translations")))
    for name, folder in folders:
        translator = QTranslator(app)
        if translator.load(QLocale(), name, "_", folder):
            app.installTranslator(translator)


_TRANSLATIONS = QLibraryInfo.LibraryPath.TranslationsPath
