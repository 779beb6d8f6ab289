"""What is wrong with the graph, as a list whose lines lead to their blocks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from visualnn.app.document import Document
from visualnn.app.icons import icon
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme

ROLE = Qt.ItemDataRole.UserRole
"""Where a line keeps the id of its block."""

LINES = 3
"""Problems seen without scrolling."""


class ProblemList(QListWidget):
    """The problems of the document, errors first; hidden while there is none.

    ``chosen`` is emitted with the id of the block of a line that was clicked or entered.
    """

    chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("problems")
        self.setAccessibleName(self.tr("Problems of the network"))
        self.setWordWrap(True)
        self.setIconSize(QSize(16, 16))
        self.setFrameShape(self.Shape.NoFrame)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        document.checked_changed.connect(self._show)
        theme().changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        now = colours()
        problems = sorted(self._document.checked.problems, key=lambda problem: problem.severity)  # "error" first
        self.clear()
        for problem in problems:
            error = problem.severity == "error"
            item = QListWidgetItem(icon("warning", now.error if error else now.warning), translate(problem.message))
            item.setForeground(QColor(now.text))
            item.setData(ROLE, problem.block or "")
            if problem.block:
                item.setToolTip(self.tr("Click to go to the block"))
            self.addItem(item)
        line = self.fontMetrics().height() + 10
        self.setFixedHeight(min(len(problems), LINES) * line + 4)
        self.setVisible(bool(problems))

    def _choose(self, item: QListWidgetItem) -> None:
        if block := item.data(ROLE):
            self.chosen.emit(block)
