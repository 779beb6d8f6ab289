"""What is wrong with the graph, as a list whose lines lead to their blocks and offer repairs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from visualnn.app.document import Document
from visualnn.app.icons import icon
from visualnn.app.repairs import make, repair_of
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme
from visualnn.blocks.repairs import Repair

ROLE = Qt.ItemDataRole.UserRole
"""Where a line keeps the id of its block."""

LINES = 3
"""Problems seen without scrolling."""


OFFERED = 30
"""Problems for which a repair is looked for."""

_LOWEST = 28
"""Height of a line with a button, in pixels."""

ROOM = ROLE + 1
"""Where a line keeps how wide its button is."""


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
        self.setItemDelegate(_Beside(self))
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
        for row, problem in enumerate(problems[:OFFERED]):
            if repair := repair_of(self._document, problem):
                self._offer(self.item(row), repair)
        heights = [self.sizeHintForRow(row) for row in range(min(len(problems), LINES))]
        self.setFixedHeight(sum(heights) + 6)
        self.setVisible(bool(problems))

    def _offer(self, item: QListWidgetItem, repair: Repair) -> None:
        """Put a button for a repair at the end of a line."""
        button = QPushButton(translate(repair.label))
        button.setObjectName("repair")
        button.clicked.connect(partial(make, self._document, repair))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 6, 0)
        line.addStretch(1)
        line.addWidget(button)
        item.setData(ROOM, button.sizeHint().width() + 14)
        self.setItemWidget(item, row)

    def _choose(self, item: QListWidgetItem) -> None:
        if block := item.data(ROLE):
            self.chosen.emit(block)


class _Beside(QStyledItemDelegate):
    """Leaves room for the button of a line."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, _narrowed(option, index), index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = max(_LOWEST, super().sizeHint(_narrowed(option, index), index).height())
        return QSize(option.rect.width(), height)


def _narrowed(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QStyleOptionViewItem:
    narrowed = QStyleOptionViewItem(option)
    narrowed.rect.setRight(option.rect.right() - (index.data(ROOM) or 0))
    return narrowed
