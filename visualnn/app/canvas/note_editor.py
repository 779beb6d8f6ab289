"""Writing a comment in place."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from visualnn.app.document import Document
from visualnn.graph import edits


class NoteEditor(QPlainTextEdit):
    """A text field over a comment: Ctrl+Enter or a click elsewhere takes the text, Esc leaves it as it was."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = parent
        self._comment = ""
        self.setAccessibleName(self.tr("Text of the comment"))
        self.setTabChangesFocus(True)
        self.hide()

    def open_at(self, where: QRect, comment_id: str) -> None:
        """Open over a rectangle of the view for a comment."""
        self._comment = comment_id
        self.setGeometry(where)
        comment = next(comment for comment in self._document.graph.comments if comment.id == comment_id)
        self.setPlainText(comment.text)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._comment and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
        else:
            super().keyPressEvent(event)
        event.accept()  # what the field does not use must not nudge blocks on the canvas below

    def _take(self) -> None:
        comment_id, text = self._comment, self.toPlainText()
        if self._document.graph.element(comment_id) is not None:
            self._document.edit_graph(self.tr("Write"), lambda graph: edits.change(graph, comment_id, text=text))
        self._close()

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self._comment = ""  # hiding takes the focus, which must not count as leaving the field
        self.hide()
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.PopupFocusReason)
