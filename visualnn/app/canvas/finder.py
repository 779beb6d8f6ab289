"""Finding a block of the drawing by its name, its kind or what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QTreeWidgetItem

from visualnn.app.canvas.style import FULL_DETAIL
from visualnn.app.fuzzy import score
from visualnn.app.glyphs import tile_icon
from visualnn.app.searchbox import SearchBox
from visualnn.app.text import spec_text
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

_SIZE = QSize(300, 330)
_MARGIN = 10
LISTED = 200
"""Blocks listed at most; more letters make them fewer."""


class BlockFinder(SearchBox):
    """Lists the blocks that match and brings the current one to the centre of the canvas.

    The arrow keys and Enter go from one to the next, round and round; Esc stays where it is.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._typed = False
        self.name_field(self.tr("Find blocks"), self.tr("Blocks found"))
        self.tally = QLabel(self)
        self.tally.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.column.addWidget(self.tally)
        self.list.currentItemChanged.connect(self._go)

    def open(self) -> None:
        """Open in the upper right corner of the canvas; nothing moves before a letter is typed."""
        self._typed = False
        self.open_at(QPoint(self.ground.width() - _SIZE.width() - _MARGIN, _MARGIN), _SIZE)
        self._typed = True

    def show_matches(self, query: str) -> None:
        found = self._matches(query)
        self.list.blockSignals(True)
        for block_id, name in found[:LISTED]:
            item = self.add_entry(name)
            item.setIcon(0, tile_icon(self._view.document.graph.block(block_id).kind, colours()))
            item.setData(0, Qt.ItemDataRole.UserRole, block_id)
        self.list.blockSignals(False)
        self.tally.setText(self.tr("%n block(s)", "", len(found)))
        self._typed = bool(query.strip())

    def stays(self, item: QTreeWidgetItem) -> bool:
        return True

    def take(self, item: QTreeWidgetItem) -> None:
        """Enter: on to the next one."""
        self._typed = True
        if self._view.selection() == (item.data(0, Qt.ItemDataRole.UserRole),):
            listed = self.entries()
            self.list.setCurrentItem(listed[(listed.index(item) + 1) % len(listed)])
        else:
            self._go(item)

    def _matches(self, query: str) -> list[tuple[str, str]]:
        """Ids and names of the blocks that match, best first; in reading order for an empty query."""
        scored = []
        blocks = sorted(self._view.document.graph.blocks, key=lambda block: (block.y, block.x))
        for place, block in enumerate(blocks):
            spec = SPECS.get(block.kind)
            by_name = score(query, block.name)
            about = f"{spec_text(spec.label)} {spec.label} {block.kind}" if spec else block.kind
            node = self._view.canvas.nodes.get(block.id)
            by_kind = score(query, f"{about} {node.look.summary if node else ''}")
            best = max((s for s in (by_name, None if by_kind is None else by_kind - 4) if s is not None), default=None)
            if best is not None:
                scored.append((-best if query else 0.0, place, block.id, block.name))
        return [(block_id, name) for _, _, block_id, name in sorted(scored)]

    def _go(self, item: QTreeWidgetItem | None) -> None:
        """Show the block of an entry in the middle, large enough to be read."""
        if item is None or not self._typed:
            return
        view, block_id = self._view, item.data(0, Qt.ItemDataRole.UserRole)
        view.select([block_id])
        view.navigator.set_zoom(max(view.navigator.zoom, FULL_DETAIL))
        view.centerOn(view.canvas.bounds([block_id]).center())
