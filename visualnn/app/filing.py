"""The document and its file: new, open, save, recent files, and the safety copy kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from visualnn.app.document import Document
from visualnn.app.errors import show_error
from visualnn.app.settings import Settings
from visualnn.messages import UserError
from visualnn.paths import samples
from visualnn.project import store
from visualnn.project.autosave import Autosave, Leftover
from visualnn.project.format import Project

AUTOSAVE = 30_000
"""Milliseconds after a change until the safety copy is written."""

FILTER = "visualnn (*.vnn)"


class Filing(QObject):
    """Opens and saves the document. Methods that may be declined by the user or fail return whether they were done."""

    def __init__(self, document: Document, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._settings = settings
        self._window = window
        self._autosave = Autosave()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE)
        self._timer.timeout.connect(self.autosave)
        document.changed.connect(self._changed)

    @property
    def name(self) -> str:
        """What to call the document in a title."""
        path = self._document.path
        return path.name if path else self._document.value.title or self.tr("Untitled")

    def new(self) -> bool:
        """Begin an empty project."""
        return self.may_discard() and self._show(Project(), None)

    def ask_open(self) -> bool:
        """Ask for a project and open it."""
        if not self.may_discard():
            return False
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open Project"), self._settings.folder, FILTER)
        return bool(name) and self._load(Path(name))

    def open(self, path: Path) -> bool:
        """Open a project; an error is told in a dialog and leaves the document as it is."""
        return self.may_discard() and self._load(path)

    def save(self) -> bool:
        """Save where the document came from; samples and new projects are given a place first."""
        path = self._document.path
        if path is None or path.parent == samples():
            return self.save_as()
        return self._write(path)

    def save_as(self) -> bool:
        """Ask for a place and save there."""
        start = Path(self._settings.folder) / (self._document.path.name if self._document.path else f"{self.name}.vnn")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save Project"), str(start), FILTER)
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(store.SUFFIX))

    def may_discard(self) -> bool:
        """Whether the document may go: it is saved, or the user saves it now or gives it up."""
        if not self._document.dirty:
            return True
        button = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "visualnn",
            self.tr("Save the changes to “{name}”?").format(name=self.name),
            button.Save | button.Discard | button.Cancel,
            self._window,
        )
        box.setInformativeText(self.tr("What is not saved is lost."))
        answer = box.exec()
        box.deleteLater()
        return self.save() if answer == button.Save else answer == button.Discard

    def recover(self, leftover: Leftover) -> bool:
        """Show a project left behind by a program that did not end well, as unsaved changes to its file."""
        try:
            project = leftover.project()
        except UserError as error:
            show_error(error, self._window)
            return False
        origin = leftover.origin if leftover.origin and leftover.origin.is_file() else None
        self._show(Project(), origin)
        self._document.apply(self.tr("Recover"), lambda _: project)
        self.autosave()
        self._document.opened.emit()
        leftover.discard()
        return True

    def autosave(self) -> None:
        """Write the safety copy now; when the disk refuses, the work goes on without one."""
        if self._document.dirty:
            self._attempt(lambda: self._autosave.write(self._document.value, self._document.path))

    def close(self) -> None:
        """Drop the safety copy: the document is saved or given up."""
        self._timer.stop()
        self._autosave.close()

    def _load(self, path: Path) -> bool:
        try:
            project = store.load(path)
        except UserError as error:
            show_error(error, self._window)
            return False
        self._remember(path)
        return self._show(project, path)

    def _show(self, project: Project, path: Path | None) -> bool:
        self._document.replace(project, path)
        self._timer.stop()
        self._autosave.clear()
        return True

    def _write(self, path: Path) -> bool:
        if not self._attempt(lambda: store.save(path, self._document.value)):
            return False
        self._document.mark_saved(path)
        self._timer.stop()
        self._autosave.clear()
        self._remember(path)
        return True

    def _attempt(self, action: Callable[[], None]) -> bool:
        try:
            action()
        except UserError as error:
            show_error(error, self._window)
            return False
        return True

    def _remember(self, path: Path) -> None:
        if path.parent == samples():
            self._settings.tick_lesson(path.stem)
        else:
            self._settings.remember(path)
            self._settings.folder = str(path.absolute().parent)

    def _changed(self) -> None:
        if self._document.dirty and not self._timer.isActive():
            self._timer.start()
