"""The search box that opens on the canvas to add a block."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from visualnn.app.find import matching
from visualnn.app.glyphs import tile_icon
from visualnn.app.searchbox import SearchBox
from visualnn.app.text import spec_text
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS
from visualnn.graph.groups import GROUP
from visualnn.project import library

_SIZE = QSize(250, 340)


class BlockSearch(SearchBox):
    """Offers kinds of blocks and the user's own.

    Signals:
        chosen(kind): a block, or the key of an own one, was chosen; the box is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds: Collection[str] = ()
        self.name_field(self.tr("Search blocks"), self.tr("Blocks found"))

    def offer(self, pixel: QPoint, kinds: Collection[str]) -> None:
        """Open with the corner at a pixel of the view, offering some kinds."""
        self._kinds = kinds
        self.open_at(pixel, _SIZE)

    def show_matches(self, query: str) -> None:
        for kind in matching(query, self._kinds):
            own = library.is_key(kind)
            item = self.add_entry(library.title(kind) if own else spec_text(SPECS[kind].label))
            item.setIcon(0, tile_icon(GROUP if own else kind, colours()))
            item.setData(0, Qt.ItemDataRole.UserRole, kind)
            item.setToolTip(0, self.tr("Your own block.") if own else spec_text(SPECS[kind].help))

    def take(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))
