"""Finding what is drawn: blocks by name, kind or what they say, groups and frames by title, comments by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QTreeWidgetItem

from visualnn.app.fuzzy import score
from visualnn.app.glyphs import tile_icon
from visualnn.app.searchbox import SearchBox
from visualnn.app.text import spec_text
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS
from visualnn.graph.groups import GROUP

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

_SIZE = QSize(300, 330)
_MARGIN = 10
LISTED = 200
"""Entries at most; more letters make them fewer."""


class _Entry(NamedTuple):
    """Something drawn: its id, the kind whose tile it has, what it is called, and other words to find it by."""

    element: str
    kind: str
    text: str
    about: str


class BlockFinder(SearchBox):
    """Lists what matches and brings the current one to the centre of the canvas.

    The arrow keys and Enter go from one to the next, round and round; Esc stays where it is.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._typed = False
        self.name_field(self.tr("Find blocks, titles, comments"), self.tr("Found"))
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
        for entry in found[:LISTED]:
            item = self.add_entry(entry.text)
            item.setIcon(0, tile_icon(entry.kind, colours()))
            item.setData(0, Qt.ItemDataRole.UserRole, entry.element)
        self.list.blockSignals(False)
        self.tally.setText(self.tr("%n found", "", len(found)))
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

    def _matches(self, query: str) -> list[_Entry]:
        """What matches, best first; in reading order, blocks before the rest, for an empty query."""
        scored = []
        for place, entry in enumerate(self._entries()):
            by_text = score(query, entry.text)
            by_kind = score(query, entry.about)
            best = max((s for s in (by_text, None if by_kind is None else by_kind - 4) if s is not None), default=None)
            if best is not None:
                scored.append((-best if query else 0.0, place, entry))
        return [entry for _, _, entry in sorted(scored)]

    def _entries(self) -> list[_Entry]:
        """All that can be found, in reading order: blocks, also those in collapsed groups; groups, frames, comments."""
        canvas, entries = self._view.canvas, []
        for block in sorted(self._view.document.graph.blocks, key=lambda block: (block.y, block.x)):
            spec = SPECS.get(block.kind)
            about = f"{spec_text(spec.label)} {spec.label} {block.kind}" if spec else block.kind
            node = canvas.nodes.get(block.id)
            entries.append(_Entry(block.id, block.kind, block.name, f"{about} {node.look.summary if node else ''}"))
        closed = [node for node in canvas.nodes.values() if node.look.kind == GROUP]
        entries += [_Entry(node.element_id, GROUP, node.look.name, self.tr("group")) for node in closed]
        abouts = {"frame": self.tr("frame"), "group": self.tr("group"), "comment": self.tr("comment")}
        for area in sorted(canvas.areas.values(), key=lambda area: (area.rect.y(), area.rect.x())):
            text = " ".join(area.look.text.split())
            entries.append(_Entry(area.element_id, area.look.kind, text, abouts[area.look.kind]))
        return entries

    def _go(self, item: QTreeWidgetItem | None) -> None:
        """Show what an entry stands for in the middle, large enough to be read."""
        if item is None or not self._typed:
            return
        view, element_id = self._view, item.data(0, Qt.ItemDataRole.UserRole)
        view.select([element_id])
        view.navigator.set_zoom(max(view.navigator.zoom, view.canvas.style_in_use.full_detail))
        bounds, room = view.canvas.bounds([element_id]), view.navigator.seen()
        if bounds.width() > room.width() or bounds.height() > room.height():  # a large frame: where its title is
            bounds.setSize(bounds.size().boundedTo(room.size()))
        view.centerOn(bounds.center())
