"""The inspector: the settings of what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from visualnn.app.document import Document
from visualnn.app.inspector.block_page import BlockPage
from visualnn.app.inspector.element_pages import CommentPage, FramePage, GroupPage
from visualnn.app.inspector.parts import dim_label, heading
from visualnn.app.inspector.training_page import TrainingPage
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import groups
from visualnn.graph.model import Graph


class Inspector(QScrollArea):
    """Shows the settings of what is selected, or those of training when nothing is.

    Signals:
        fetch_wanted(block_id): the files of MNIST are to be fetched for a block of image files.
    """

    fetch_wanted = Signal(str)

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
        self.page: Page | QWidget = QWidget()
        self._build()
        document.changed.connect(self._follow)
        document.checked_changed.connect(self._refresh)
        theme().changed.connect(self._build)

    def sizeHint(self) -> QSize:
        return QSize(320, 520)

    def set_selection(self, ids: tuple[str, ...]) -> None:
        """Show the settings of these elements."""
        self._document.seal()
        kinds = _kinds(self._document.graph)
        self._ids = tuple(element_id for element_id in ids if element_id in kinds)
        self._build()

    def first_field(self) -> QWidget | None:
        """Where typing begins: the first setting, or the name of a block that has none."""
        if not isinstance(self.page, BlockPage | TrainingPage):
            return None
        fields = [field.editor for field in self.page.fields.values() if not field.isHidden()]
        return fields[0] if fields else self.page.name if isinstance(self.page, BlockPage) else None

    def _follow(self) -> None:
        """The document changed: refresh the page, or build another when what it shows is gone."""
        kinds = _kinds(self._document.graph)
        if tuple(kinds.get(element_id, "") for element_id in self._ids) != self._kinds:
            self._ids = tuple(element_id for element_id in self._ids if element_id in kinds)
            self._build()
        else:
            self._refresh()

    def _refresh(self) -> None:
        if isinstance(self.page, Page):
            self.page.refresh()

    def _build(self) -> None:
        kinds = _kinds(self._document.graph)
        self._kinds = tuple(kinds[element_id] for element_id in self._ids)
        alone = self._kinds[0].partition(" ")[0] if len(self._ids) == 1 else ""
        if not self._ids:
            self.page = TrainingPage(self._document)
        elif alone in _PAGES:
            self.page = _PAGES[alone](self._document, self._ids[0])
        elif len(set(self._kinds)) == 1 and self._kinds[0] in SPECS:
            self.page = BlockPage(self._document, self._ids, SPECS[self._kinds[0]])
        else:
            self.page = _several(self.tr("{count} blocks").format(count=len(self._ids)), self._hint())
        if isinstance(self.page, BlockPage):
            self.page.fetch_wanted.connect(self.fetch_wanted)
        self.setWidget(self.page)

    def _hint(self) -> str:
        return self.tr("Select blocks of one kind to edit them together.")


Page = BlockPage | TrainingPage | GroupPage | FramePage | CommentPage
_PAGES: dict[str, Callable[[Document, str], GroupPage | FramePage | CommentPage]] = {
    groups.GROUP: GroupPage,
    "frame": FramePage,
    "comment": CommentPage,
}


def _kinds(graph: Graph) -> dict[str, str]:
    """What stands for the page that every element needs: a group's depends on what is in it."""
    kinds = {block.id: block.kind for block in graph.blocks}
    inside = {group.id: " ".join(block.id for block in groups.blocks_of(graph, group.id)) for group in graph.groups}
    kinds |= {group_id: f"{groups.GROUP} {ids}" for group_id, ids in inside.items()}
    kinds |= {frame.id: "frame" for frame in graph.frames}
    return kinds | {comment.id: "comment" for comment in graph.comments}


def _several(title: str, hint: str) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.addWidget(heading(title))
    layout.addWidget(dim_label(hint))
    layout.addStretch(1)
    return page
