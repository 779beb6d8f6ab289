"""Drawing and removing wires with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPoint, QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QTreeWidgetItem

from visualnn.app.canvas import fitting
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.fuzzy import score
from visualnn.app.glyphs import tile_icon
from visualnn.app.searchbox import SearchBox
from visualnn.app.text import spec_text, translate
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits
from visualnn.graph.model import Wire
from visualnn.messages import Message

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

_SIZE = QSize(460, 320)
LISTED = 200
"""Ends listed at most; more letters make them fewer."""


class _Offer(NamedTuple):
    """A wire that could be drawn, or is there. ``key`` is what is searched: the other end first."""

    text: str
    key: str
    wire: Wire
    other: str
    unlikely: float = 0.0
    obstacle: Message | None = None


class Connector(SearchBox):
    """Offers the other ends of a wire from one block: those that fit first, the others dimmed with the reason."""

    columns = 2

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._offers: list[_Offer] = []
        self.name_field(self.tr("Connect with"), self.tr("Ports"))
        self._removing = False

    def connect_from(self, block_id: str) -> None:
        """Offer wires from and to a block."""
        self._removing = False
        self._offers = self._possible(block_id)
        self.name_field(self._title(self.tr("Connect {block} with"), block_id), self.tr("Ports"))
        self._open_beside(block_id)

    def disconnect_from(self, block_id: str) -> None:
        """Offer the wires of a block, to be removed."""
        self._removing = True
        wires = self._view.document.graph.wires
        self._offers = [
            _Offer(*self._texts(wire, block_id), wire, wire.target if wire.source == block_id else wire.source)
            for wire in wires
            if block_id in (wire.source, wire.target)
        ]
        self.name_field(self._title(self.tr("Remove a wire of {block}"), block_id), self.tr("Wires"))
        self._open_beside(block_id)

    def show_matches(self, query: str) -> None:
        dim = QBrush(QColor(colours().dim))
        scores = [(score(query, offer.key), number) for number, offer in enumerate(self._offers)]
        found = [
            (self._offers[number].unlikely - value if query else 0.0, number)
            for value, number in scores
            if value is not None
        ]
        for _, number in sorted(found)[:LISTED]:
            offer = self._offers[number]
            reason = translate(offer.obstacle) if offer.obstacle else ""
            item = self.add_entry(offer.text, reason)
            item.setIcon(0, tile_icon(self._view.document.graph.block(offer.other).kind, colours()))
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            if reason:
                for column in range(self.columns):
                    item.setForeground(column, dim)
                    item.setToolTip(column, reason)

    def stays(self, item: QTreeWidgetItem) -> bool:
        return fitting.is_impossible(self._offer(item).obstacle)

    def take(self, item: QTreeWidgetItem) -> None:
        offer, document = self._offer(item), self._view.document
        if self._removing:
            document.edit_graph(self.tr("Disconnect"), lambda graph: edits.disconnect(graph, offer.wire))
        elif not fitting.is_impossible(offer.obstacle):
            document.edit_graph(self.tr("Connect"), lambda graph: edits.connect(graph, offer.wire))

    def _offer(self, item: QTreeWidgetItem) -> _Offer:
        return self._offers[item.data(0, Qt.ItemDataRole.UserRole)]

    def _possible(self, block_id: str) -> list[_Offer]:
        """All ends, the likeliest first: outputs before inputs, free before taken, near before far."""
        graph, checked, nodes = self._view.document.graph, self._view.document.checked, self._view.canvas.nodes
        spec = SPECS.get(graph.block(block_id).kind)
        if spec is None:
            return []
        taken = {(wire.target, wire.target_port) for wire in graph.wires}
        there = set(graph.wires)
        own = [PortRef(block_id, "out", port.name) for port in spec.outputs]
        own += [PortRef(block_id, "in", port.name) for port in spec.inputs]
        offers: list[tuple[float, float, _Offer]] = []
        for port in own:
            for other, obstacle in fitting.obstacles(graph, checked, port).items():
                wire = fitting.wire_between(port, other) if other.side != port.side else None
                if wire is None or wire in there or other.block == block_id:
                    continue
                far = QLineF(nodes[block_id].pos(), nodes[other.block].pos()).length()
                unlikely = 20.0 * (obstacle is not None) + 10.0 * (port.side == "in")
                unlikely += 3.0 * ((wire.target, wire.target_port) in taken)
                texts = self._texts(wire, block_id)
                offers.append((unlikely, far, _Offer(*texts, wire, other.block, unlikely, obstacle)))
        return [offer for _, _, offer in sorted(offers, key=lambda entry: entry[:2])]

    def _texts(self, wire: Wire, seen_from: str) -> tuple[str, str]:
        """A wire seen from one of its blocks, ``out → hidden layer: in``, and the words to search it by."""
        own = other = ""
        texts = []
        for side, block_id, port in (("out", wire.source, wire.source_port), ("in", wire.target, wire.target_port)):
            block = self._view.document.graph.block(block_id)
            spec = SPECS[block.kind]
            declared = spec.outputs if side == "out" else spec.inputs
            label = next((spec_text(listed.label) for listed in declared if listed.name == port), port)
            if block_id == seen_from:
                own = label
                texts.append(label)
            else:
                other = f"{block.name}: {label}"
                texts.append(other)
        return " → ".join(texts), f"{other} {own}"

    def _title(self, template: str, block_id: str) -> str:
        return template.format(block=self._view.document.graph.block(block_id).name)

    def _open_beside(self, block_id: str) -> None:
        card = self._view.canvas.bounds([block_id])
        self.open_at(self._view.mapFromScene(card.topRight()) + QPoint(16, 0), _SIZE)
