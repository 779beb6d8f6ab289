"""The inspector: the settings of what is selected."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.block_page import BlockPage
from visualnn.app.inspector.parts import dim_label, heading
from visualnn.app.inspector.training_page import TrainingPage
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS


class Inspector(QScrollArea):
    """Shows the settings of the selected blocks, or those of training when none is selected."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the fields at once
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Settings"))
        self._kinds: tuple[str, ...] = ()
        self.page: BlockPage | TrainingPage | QWidget = QWidget()
        self._build()
        document.changed.connect(self._follow)
        document.checked_changed.connect(self._refresh)
        theme().changed.connect(self._build)

    def sizeHint(self) -> QSize:
        return QSize(320, 520)

    def set_selection(self, ids: tuple[str, ...]) -> None:
        """Show the settings of these blocks."""
        self._document.seal()
        self._ids = tuple(block_id for block_id in ids if block_id in self._document.graph)
        self._build()

    def first_field(self) -> QWidget | None:
        """Where typing begins: the first setting, or the name of a block that has none."""
        if not isinstance(self.page, BlockPage | TrainingPage):
            return None
        fields = [field.editor for field in self.page.fields.values() if not field.isHidden()]
        return fields[0] if fields else self.page.name if isinstance(self.page, BlockPage) else None

    def _follow(self) -> None:
        """The document changed: refresh the page, or build another when its blocks are gone."""
        graph = self._document.graph
        kinds = {block.id: block.kind for block in graph.blocks}
        if tuple(kinds.get(block_id, "") for block_id in self._ids) != self._kinds:
            self._ids = tuple(block_id for block_id in self._ids if block_id in kinds)
            self._build()
        else:
            self._refresh()

    def _refresh(self) -> None:
        if isinstance(self.page, BlockPage | TrainingPage):
            self.page.refresh()

    def _build(self) -> None:
        kinds = {block.id: block.kind for block in self._document.graph.blocks}
        self._kinds = tuple(kinds[block_id] for block_id in self._ids)
        if not self._ids:
            self.page = TrainingPage(self._document)
        elif len(set(self._kinds)) == 1 and self._kinds[0] in SPECS:
            self.page = BlockPage(self._document, self._ids, SPECS[self._kinds[0]])
        else:
            self.page = _several(self.tr("{count} blocks").format(count=len(self._ids)), self._hint())
        self.setWidget(self.page)

    def _hint(self) -> str:
        return self.tr("Select blocks of one kind to edit them together.")


def _several(title: str, hint: str) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.addWidget(heading(title))
    layout.addWidget(dim_label(hint))
    layout.addStretch(1)
    return page
