"""Adding blocks to the drawing: by kind or from the user's own, at a place, into a wire, at the end of a wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from visualnn.app.canvas import cards, fitting
from visualnn.app.canvas.geometry import WIDTH, PortRef, Side, layout, snapped
from visualnn.app.canvas.search import BlockSearch
from visualnn.app.canvas.wire import WireItem
from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits, groups
from visualnn.graph.arrange import GRID
from visualnn.graph.model import Graph, Group, Wire
from visualnn.messages import UserError
from visualnn.project import library

if TYPE_CHECKING:
    from visualnn.app.canvas.interactions.base import Pointer
    from visualnn.app.canvas.view import CanvasView

BESIDE = 4.0 * GRID
"""How far from the selected block the next one is put, in scene pixels."""


class Placing(QObject):
    """What is placed is named by the kind of a block, or by the key of one of the user's own (``project.library``)."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.document
        self.box = BlockSearch(view.viewport())
        self.box.chosen.connect(self._add_found)
        self._searched_from: PortRef | None = None
        self._searched_at = QPointF()

    def add(self, kind: str) -> None:
        """Add a block in a free place near the centre of the view, select it and take the focus."""
        view = self._view
        centre = view.mapToScene(view.viewport().rect().center()) - self.card(kind).center()
        self.place(kind, self._free(kind, snapped(centre)))
        view.navigator.reveal(view.canvas.bounds(view.selection()))

    def card(self, kind: str) -> QRectF:
        """The rectangle that a new block takes, from its top left corner."""
        if not library.is_key(kind):
            return layout(kind).card
        try:
            seen = groups.folded(piece := library.load(kind))
        except UserError:
            return layout(kind).card
        shown = cards.layouts(piece, groups.cards(piece))
        bounds = QRectF()
        for block in seen.blocks:
            bounds = bounds.united(shown.get(block.id, layout(block.kind)).card.translated(block.x, block.y))
        return QRectF(0, 0, bounds.width(), bounds.height())

    def place(self, kind: str, corner: QPointF, into: Wire | None = None, wired: PortRef | None = None) -> None:
        """Add a block with its top left corner somewhere, put into a wire or wired to a port, and select it."""
        if library.is_key(kind):
            self._place_own(kind, corner)
            return
        spec = SPECS[kind]
        added = ""

        def edit(graph: Graph) -> Graph:
            nonlocal added
            name = edits.fresh_name(graph, spec.base_name)
            graph, added = edits.add_block(graph, kind, name, corner.x(), corner.y())
            if into is not None and (ports := fitting.through_ports(kind)):
                graph = edits.insert_on_wire(graph, into, added, *ports)
            if wired is not None:
                port = fitting.kinds_that_fit(graph, self._document.checked, wired)[kind]
                end = PortRef(added, "in" if wired.side == "out" else "out", port)
                graph = edits.connect(graph, fitting.wire_between(wired, end))
            return graph

        self._document.edit_graph(self.tr("Add %1").replace("%1", spec_text(spec.label)), edit)
        self._view.select([added])
        self._view.setFocus()

    def paste(self, label: str, piece: Graph, corner: QPointF) -> None:
        """Add a copy of another drawing with its top left corner somewhere, and select it."""
        placed = [element for element in piece.elements() if not isinstance(element, Group)]
        dx = corner.x() - min(element.x for element in placed)
        dy = corner.y() - min(element.y for element in placed)
        copies: tuple[str, ...] = ()

        def edit(graph: Graph) -> Graph:
            nonlocal copies
            graph, copies = edits.paste(graph, piece, dx, dy)
            return graph

        self._document.edit_graph(label, edit)
        self._view.select(copies)

    def wire_to_insert(self, kind: str, point: QPointF) -> WireItem | None:
        """The wire at a point of the scene that a block of this kind can be put into."""
        item = None if library.is_key(kind) else self._view.canvas.wire_at(point, reach=2.0 * GRID)
        fits = item and fitting.can_insert(self._document.graph, self._document.checked, kind, item.wire)
        return item if fits else None

    def search(self) -> None:
        """Open the search box to add a block at the mouse; beside the selection when the mouse is elsewhere."""
        view = self._view
        self._searched_from = None
        self._searched_at = view.cursor_in_scene()
        if view.selection() and not view.has_mouse():
            beside = view.canvas.bounds(view.selection())
            self._searched_at = QPointF(beside.right() + BESIDE + WIDTH / 2, beside.center().y())
        self.box.offer(view.mapFromScene(self._searched_at), list(SPECS))

    def search_for(self, start: PortRef, pointer: Pointer) -> None:
        """Open the search box for blocks that fit at the end of a wire from ``start``."""
        self._searched_from = start
        self._searched_at = pointer.scene
        kinds = fitting.kinds_that_fit(self._document.graph, self._document.checked, start)
        self.box.offer(pointer.pixel, list(kinds))

    def _add_found(self, kind: str) -> None:
        start, view = self._searched_from, self._view
        corner = self._searched_at - layout(kind).card.center()
        if start is not None:
            side: Side = "in" if start.side == "out" else "out"
            port = fitting.kinds_that_fit(self._document.graph, self._document.checked, start)[kind]
            corner = self._searched_at - layout(kind).ports[side, port]
        corner = snapped(corner) if view.snap else corner
        self.place(kind, corner if start else self._free(kind, corner), wired=start)
        view.navigator.reveal(view.canvas.bounds(view.selection()))

    def _place_own(self, key: str, corner: QPointF) -> None:
        try:
            piece = library.load(key)
        except UserError as error:
            self._view.report(error.message)
            return
        self.paste(self.tr("Add %1").replace("%1", library.title(key)), piece, corner)
        self._view.setFocus()

    def _free(self, kind: str, corner: QPointF) -> QPointF:
        """The nearest place from a corner downwards where a block would lie on no other."""
        scene, card = self._view.canvas, self.card(kind)
        taken = [scene.rect(element_id).adjusted(-9, -9, 9, 9) for element_id in scene.nodes]
        while any(card.translated(corner).intersects(other) for other in taken):
            corner += QPointF(0, 2 * GRID)
        return corner
