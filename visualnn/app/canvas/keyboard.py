"""The canvas by keyboard alone: find, walk from block to block, wire, go to the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from visualnn.app.canvas.connector import Connector
from visualnn.app.canvas.finder import BlockFinder
from visualnn.app.canvas.minimap import Minimap
from visualnn.app.canvas.walk import Direction, following, neighbour
from visualnn.app.enabling import enable
from visualnn.graph import groups

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class Keyboard(QObject):
    """Actions for those who do not use the mouse, ready for menus; they need :class:`Commands` of the view.

    Signals:
        settings_wanted(): the user asks for the settings of the selected blocks.
    """

    settings_wanted = Signal()

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._here: str | None = None
        self.finder = BlockFinder(view)
        self.connector = Connector(view)
        self.map = Minimap(view)
        add = view.commands.add
        self.find = add(self.tr("Find on canvas…"), self.finder.open, "Ctrl+F", everywhere=True)
        self.settings = add(self.tr("Edit settings"), self.settings_wanted.emit, "Return", "Enter")
        self.connect_ = add(self.tr("Connect…"), self._connect, "C")
        self.disconnect_ = add(self.tr("Remove wire…"), self._disconnect, "Shift+C")
        self.next = add(self.tr("Next block"), lambda: self._step(1), "N")
        self.previous = add(self.tr("Previous block"), lambda: self._step(-1), "Shift+N")
        self.left = add(self.tr("Block to the left"), lambda: self._walk("left"), "Alt+Left")
        self.right = add(self.tr("Block to the right"), lambda: self._walk("right"), "Alt+Right")
        self.up = add(self.tr("Block above"), lambda: self._walk("up"), "Alt+Up")
        self.down = add(self.tr("Block below"), lambda: self._walk("down"), "Alt+Down")
        self.minimap = add(self.tr("Minimap"), self._toggle_map, "Ctrl+Shift+M", everywhere=True)
        self.minimap.setCheckable(True)
        self.minimap.setChecked(self.map.wanted)
        view.selection_changed.connect(self._follow)
        view.document.changed.connect(lambda: self._follow(view.selection()))
        self._follow(view.selection())

    @property
    def walking(self) -> list[QAction]:
        """The actions that move the selection, in the order of the menu."""
        return [self.next, self.previous, self.left, self.right, self.up, self.down]

    def show_map(self, wanted: bool) -> None:
        """Show the minimap where it is of use, or never."""
        self.minimap.setChecked(wanted)
        self.map.want(wanted)

    def _toggle_map(self) -> None:
        self.map.want(self.minimap.isChecked())

    def _follow(self, ids: tuple[str, ...]) -> None:
        """The block that keys start from: the one selected, or the topmost of several."""
        self._here = next((i for i in reversed(ids) if i in self._view.canvas.nodes), None)
        block = len(ids) == 1 and self._here in self._view.canvas.cards
        blocks, drawn = bool(self._view.document.graph.blocks), bool(self._view.canvas.shown)
        enable(self.find, drawn, self.tr("The canvas is empty."))
        enable(self.settings, bool(ids), self.tr("Select a block first."))
        for action in (self.connect_, self.disconnect_):
            enable(action, block, self.tr("Select one block first."))
        for action in self.walking:
            enable(action, blocks, self.tr("The canvas is empty."))

    def _connect(self) -> None:
        if self._here:
            self.connector.connect_from(self._here)

    def _disconnect(self) -> None:
        if self._here:
            self.connector.disconnect_from(self._here)

    def _step(self, step: int) -> None:
        document, cards = self._view.document, self._view.canvas.cards
        order = tuple(dict.fromkeys(cards[block_id] for block_id in document.checked.order))
        self._go(following(groups.folded(document.graph), order, self._here, step))

    def _walk(self, direction: Direction) -> None:
        if self._here is None:
            self._step(1)
            return
        nodes = self._view.canvas.nodes
        centres = {i: node.pos() + node.layout.card.center() for i, node in nodes.items() if node.isVisible()}
        places = {block_id: (centre.x(), centre.y()) for block_id, centre in centres.items()}
        self._go(neighbour(places, self._here, direction))

    def _go(self, block_id: str | None) -> None:
        if block_id is not None:
            self._view.show_block(block_id)
