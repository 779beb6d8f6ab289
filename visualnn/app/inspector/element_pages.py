"""The settings of groups, frames and comments."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.block_page import BlockPage
from visualnn.app.inspector.editors import leave_to_window
from visualnn.app.inspector.parts import Tile, dim_label, heading, rule
from visualnn.app.parameters import total
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits, groups
from visualnn.messages import UserError

MOST = 12
"""Blocks of a group whose settings are listed."""


class GroupPage(QWidget):
    """A group's name and the settings of the blocks in it."""

    def __init__(self, document: Document, group_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._id = group_id
        self.name = _name_field(self, self.tr("Name"))
        self.name.textEdited.connect(self._rename)
        self.name.editingFinished.connect(document.seal)
        self._facts = dim_label()
        self.pages: list[BlockPage] = []
        layout = _page(self)
        layout.addLayout(_title("group", self.tr("Group")))
        layout.addWidget(self.name)
        layout.addWidget(self._facts)
        blocks = groups.blocks_of(document.graph, group_id)
        for block in blocks[:MOST]:
            if spec := SPECS.get(block.kind):
                page = BlockPage(document, (block.id,), spec, brief=True)
                self.pages.append(page)
                layout.addWidget(rule())
                layout.addWidget(page)
        if len(blocks) > MOST:
            rest = self.tr("Open the group to see the other {count} blocks.").format(count=len(blocks) - MOST)
            layout.addWidget(dim_label(rest))
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document says."""
        group = next(group for group in self._document.graph.groups if group.id == self._id)
        if self.name.text().strip() != group.name:
            self.name.setText(group.name)
        blocks = groups.blocks_of(self._document.graph, self._id)
        counts = (total(self._document.parameters.get(block.id, {})) for block in blocks)
        number = self.tr("1 block") if len(blocks) == 1 else self.tr("{count} blocks").format(count=len(blocks))
        self._facts.setText(f"{number}, " + self.tr("{count} parameters").format(count=f"{sum(counts):,}"))
        for page in self.pages:
            page.refresh()

    def _rename(self, name: str) -> None:
        try:
            self._document.edit_graph(
                self.tr("Rename"), lambda graph: edits.rename(graph, self._id, name), merge=("name", self._id)
            )
        except UserError:
            return  # an empty field is on its way to another name


class FramePage(QWidget):
    """A frame's title and colour."""

    def __init__(self, document: Document, frame_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._id = frame_id
        self.title = _name_field(self, self.tr("Title"))
        self.title.textEdited.connect(self._retitle)
        self.title.editingFinished.connect(document.seal)
        self.swatches = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for index, colour in enumerate(colours().series):
            button = _swatch(colour, self.tr("Colour {number}").format(number=index + 1))
            button.clicked.connect(partial(self._colour, index))
            self.swatches.addButton(button, index)
            row.addWidget(button)
        row.addStretch(1)
        layout = _page(self)
        layout.addWidget(heading(self.tr("Frame")))
        layout.addWidget(self.title)
        layout.addLayout(row)
        layout.addWidget(
            dim_label(self.tr("What lies wholly in a frame moves with it. Pull its corners to resize it."))
        )
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document says."""
        frame = next(frame for frame in self._document.graph.frames if frame.id == self._id)
        if self.title.text() != frame.title:
            self.title.setText(frame.title)
        self.swatches.button(frame.colour % len(colours().series)).setChecked(True)

    def _retitle(self, title: str) -> None:
        self._document.edit_graph(
            self.tr("Rename"), lambda graph: edits.change(graph, self._id, title=title), merge=("name", self._id)
        )

    def _colour(self, index: int) -> None:
        self._document.edit_graph(self.tr("Change colour"), lambda graph: edits.change(graph, self._id, colour=index))


class CommentPage(QWidget):
    """The text of a comment."""

    def __init__(self, document: Document, comment_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._id = comment_id
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Text of the comment"))
        self.text.setTabChangesFocus(True)
        layout = _page(self)
        layout.addWidget(heading(self.tr("Comment")))
        layout.addWidget(self.text, 1)
        self.refresh()
        self.text.textChanged.connect(self._write)

    def refresh(self) -> None:
        """Show what the document says."""
        comment = next(comment for comment in self._document.graph.comments if comment.id == self._id)
        if self.text.toPlainText() != comment.text:
            self.text.setPlainText(comment.text)

    def _write(self) -> None:
        text = self.text.toPlainText()
        self._document.edit_graph(
            self.tr("Write"), lambda graph: edits.change(graph, self._id, text=text), merge=("text", self._id)
        )


def _page(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.setSpacing(9)
    return layout


def _title(kind: str, label: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(Tile(kind))
    line.addWidget(heading(label), 1)
    return line


def _name_field(page: QWidget, label: str) -> QLineEdit:
    field = QLineEdit(page)
    field.setAccessibleName(label)
    field.setPlaceholderText(label)
    leave_to_window(field)
    return field


def _swatch(colour: str, name: str) -> QToolButton:
    button = QToolButton()
    picture = QPixmap(18, 18)
    picture.fill(QColor(colour))
    button.setIcon(QIcon(picture))
    button.setIconSize(QSize(18, 18))
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
