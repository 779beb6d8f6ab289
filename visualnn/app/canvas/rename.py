"""Typing a name in place."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from visualnn.app.document import Document
from visualnn.app.text import translate
from visualnn.graph import edits
from visualnn.messages import UserError


class NameEditor(QLineEdit):
    """A text field over a name: Enter or a click elsewhere takes the name, Esc leaves it as it was.

    A name that cannot be used keeps the field open and says why.
    """

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = parent
        self._element = ""
        self.setAccessibleName(self.tr("Name"))
        self.returnPressed.connect(lambda: self._take(stay=True))
        self.hide()

    def open_at(self, where: QRect, element_id: str, name: str) -> None:
        """Open over a rectangle of the view for a block, a group or a frame of this name."""
        self._element = element_id
        self.setGeometry(where)
        self.setText(name)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._element:
            self._take(stay=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
        event.accept()  # what the field does not use must not nudge blocks on the canvas below

    def _take(self, stay: bool) -> None:
        element_id, name = self._element, self.text()
        try:
            if self._document.graph.element(element_id) is not None:
                self._document.edit_graph(self.tr("Rename"), lambda graph: edits.rename(graph, element_id, name))
        except UserError as error:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), translate(error.message), self)
            if stay:
                return
        self._close()

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self._element = ""  # hiding takes the focus, which must not count as leaving the field
        self.hide()
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.PopupFocusReason)
