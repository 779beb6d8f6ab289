"""The lesson that goes with a project."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from visualnn.app.document import Document
from visualnn.app.theme import theme
from visualnn.project.format import Project

LINE_HEIGHT = 115
"""Per cent of the height of the type from one line to the next."""


class Notes(QTextBrowser):
    """Shows the notes of the document in the user's language, in English where there are none in it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setAccessibleName(self.tr("Lesson notes"))
        self.setOpenExternalLinks(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.document().setDocumentMargin(12)
        self.document().setIndentWidth(18)
        self.setPlaceholderText(self.tr("This project has no lesson notes."))
        document.changed.connect(self._follow)
        theme().changed.connect(self._show)
        self._show()

    def _follow(self, old: Project, new: Project) -> None:
        if new.notes != old.notes:
            self._show()

    def _show(self) -> None:
        notes = self._document.value.notes
        language = QLocale().name().partition("_")[0]
        self.setMarkdown(notes.get(language) or notes.get("en") or next(iter(notes.values()), ""))
        self._set_type()

    def _set_type(self) -> None:
        """Lines with some air between them, and a title that does not take a third of a narrow panel."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            if form.headingLevel() == 1:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                size = QTextCharFormat()
                size.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)  # "large", not "xx-large"
                cursor.mergeCharFormat(size)
            block = block.next()
