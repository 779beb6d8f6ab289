"""Adding blocks to the drawing: by kind or from the user's own, at a place, into a wire, at the end of a wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, QRectF

from visualnn.app.canvas import fitting, pieces
from visualnn.app.canvas.geometry import WIDTH, PortRef, Side, layout, snapped
from visualnn.app.canvas.search import BlockSearch
from visualnn.app.canvas.wire import WireItem
from visualnn.app.text import spec_text
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits
from visualnn.graph.arrange import GRID
from visualnn.graph.model import Graph, Wire
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
        own = pieces.loaded([kind]) if library.is_key(kind) else {}
        return pieces.card(own[kind]) if own else layout(kind).card

    def place(self, kind: str, corner: QPointF, into: Wire | None = None, wired: PortRef | None = None) -> None:
        """Add a block with its top left corner somewhere, put into a wire or wired to a port, and select it."""
        if library.is_key(kind):
            self._place_own(kind, corner, into, wired)
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

    def place_data(self, kind: str, name: str, params: Mapping[str, Any], point: QPointF | None = None) -> None:
        """Add a block with a name and settings around a point of the scene, by default in a free place, and select
        it."""
        view, added = self._view, ""
        centre = point or view.mapToScene(view.viewport().rect().center())
        corner = self._free(kind, snapped(centre - self.card(kind).center()))

        def edit(graph: Graph) -> Graph:
            nonlocal added
            graph, added = edits.add_block(graph, kind, name, corner.x(), corner.y(), params)
            return graph

        self._document.edit_graph(self.tr("Add %1").replace("%1", spec_text(SPECS[kind].label)), edit)
        view.select([added])
        view.navigator.reveal(view.canvas.bounds([added]))
        view.setFocus()

    def paste(
        self, label: str, piece: Graph, corner: QPointF, into: Wire | None = None, wired: PortRef | None = None
    ) -> None:
        """Add a copy of another drawing with its top left corner somewhere, put into a wire or wired to a port of the
        drawing, and select it."""
        copies: tuple[str, ...] = ()

        def edit(graph: Graph) -> Graph:
            nonlocal copies
            checked, before = self._document.checked, graph
            graph, copies, ids = pieces.pasted(graph, piece, corner)
            if into is not None and (ports := pieces.through(piece, before, checked, into)):
                first, last = (port._replace(block=ids[port.block]) for port in ports)
                graph = edits.disconnect(graph, into)
                graph = edits.connect(graph, Wire(into.source, into.source_port, first.block, first.name))
                graph = edits.connect(graph, Wire(last.block, last.name, into.target, into.target_port))
            if wired is not None and (ends := pieces.ports_that_fit(piece, before, checked, wired)):
                end = ends[0]._replace(block=ids[ends[0].block])
                graph = edits.connect(graph, fitting.wire_between(wired, end))
            return graph

        self._document.edit_graph(label, edit)
        self._view.select(copies)

    def wire_to_insert(self, kind: str, point: QPointF) -> WireItem | None:
        """The wire at a point of the scene that a block of this kind can be put into."""
        item, graph, checked = (
            self._view.canvas.wire_at(point, 2.0 * GRID),
            self._document.graph,
            self._document.checked,
        )
        if item is None:
            return None
        if library.is_key(kind):
            fits = any(pieces.through(own, graph, checked, item.wire) for own in pieces.loaded([kind]).values())
        else:
            fits = fitting.can_insert(graph, checked, kind, item.wire)
        return item if fits else None

    def search(self) -> None:
        """Open the search box to add a block at the mouse; beside the selection when the mouse is elsewhere."""
        view = self._view
        self._searched_from = None
        self._searched_at = view.cursor_in_scene()
        if view.selection() and not view.has_mouse():
            beside = view.canvas.bounds(view.selection())
            self._searched_at = QPointF(beside.right() + BESIDE + WIDTH / 2, beside.center().y())
        self.box.offer(view.mapFromScene(self._searched_at), [*SPECS, *library.own()])

    def search_for(self, start: PortRef, pointer: Pointer) -> None:
        """Open the search box for blocks that fit at the end of a wire from ``start``."""
        self._searched_from = start
        self._searched_at = pointer.scene
        graph, checked = self._document.graph, self._document.checked
        kinds = fitting.kinds_that_fit(graph, checked, start)
        own = pieces.loaded(library.own())
        keys = [key for key, piece in own.items() if pieces.ports_that_fit(piece, graph, checked, start)]
        self.box.offer(pointer.pixel, [*kinds, *keys])

    def _add_found(self, kind: str) -> None:
        start, view = self._searched_from, self._view
        corner = self._searched_at - (self.card(kind).center() if start is None else self._port_place(kind, start))
        corner = snapped(corner) if view.snap else corner
        self.place(kind, corner if start else self._free(kind, corner), wired=start)
        view.navigator.reveal(view.canvas.bounds(view.selection()))

    def _port_place(self, kind: str, start: PortRef) -> QPointF:
        """Where, from its top left corner, a new block takes a wire from ``start``."""
        graph, checked = self._document.graph, self._document.checked
        for piece in pieces.loaded([kind]).values() if library.is_key(kind) else ():
            if ports := pieces.ports_that_fit(piece, graph, checked, start):
                return pieces.port_place(piece, ports[0])
        side: Side = "in" if start.side == "out" else "out"
        port = fitting.kinds_that_fit(graph, checked, start).get(kind, "")
        return layout(kind).ports.get((side, port), QPointF())

    def _place_own(self, key: str, corner: QPointF, into: Wire | None, wired: PortRef | None) -> None:
        try:
            piece = library.load(key)
        except UserError as error:
            self._view.report(error.message)
            return
        self.paste(self.tr("Add %1").replace("%1", library.title(key)), piece, corner, into, wired)
        self._view.setFocus()

    def _free(self, kind: str, corner: QPointF) -> QPointF:
        """The nearest place from a corner downwards where a block would lie on no other."""
        scene, card = self._view.canvas, self.card(kind)
        taken = [scene.rect(element_id).adjusted(-9, -9, 9, 9) for element_id in scene.nodes]
        while any(card.translated(corner).intersects(other) for other in taken):
            corner += QPointF(0, 2 * GRID)
        return corner
