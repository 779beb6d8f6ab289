"""The scene follows the document: it compares two values and adds, changes and removes items until they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from visualnn.app.canvas.geometry import PORT_REACH, PortRef
from visualnn.app.canvas.node import NodeItem, NodeLook
from visualnn.app.canvas.style import Style
from visualnn.app.canvas.wire import WireItem
from visualnn.app.document import Document
from visualnn.app.parameters import total
from visualnn.app.text import spec_text, translate
from visualnn.app.theme import colours, theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import Problem, ValueType
from visualnn.graph.model import Block, Graph, Wire
from visualnn.project.format import Project


class Scene(QGraphicsScene):
    """Items by block id and by wire, always equal to the document's graph.

    Signals:
        selected(ids): the selected blocks are others; ids in painting order.
    """

    selected = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.style_in_use = Style(colours())
        self._selection: tuple[str, ...] = ()
        self._busy = False
        self._follow_graph(document.graph)
        self._show_check(document.checked)
        document.changed.connect(self._follow)
        document.checked_changed.connect(self._show_check)
        theme().changed.connect(self._restyle)
        self.selectionChanged.connect(self._tell_selection)

    # What is where

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The topmost block whose card holds a point."""
        items = (item for item in self.items(point) if isinstance(item, NodeItem))
        return next((item for item in items if item.layout.card.contains(point - item.pos())), None)

    def port_at(self, point: QPointF, zoom: float) -> PortRef | None:
        """The port at a point; small ones on a small picture can be grabbed as easily."""
        reach = PORT_REACH / min(1.0, zoom)
        near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for item in self.items(near):
            if isinstance(item, NodeItem) and (port := item.port_at(point, reach)):
                return port
        return None

    def wire_at(self, point: QPointF, reach: float = 4.0) -> WireItem | None:
        """The topmost wire that passes a point."""
        near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        return next((item for item in self.items(near) if isinstance(item, WireItem)), None)

    def port_position(self, port: PortRef) -> QPointF:
        """Centre of a port."""
        return self.nodes[port.block].port_position(port.side, port.name)

    def bounds(self, ids: Iterable[str] | None = None) -> QRectF:
        """The rectangle around some blocks, or all of them; empty when there are none."""
        bounds = QRectF()
        for block_id in self.nodes if ids is None else ids:
            node = self.nodes[block_id]
            bounds = bounds.united(node.layout.card.translated(node.pos()))
        return bounds

    # Selection

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected blocks, in painting order."""
        return tuple(block_id for block_id, node in self.nodes.items() if node.isSelected())

    @property
    def selected_wires(self) -> tuple[Wire, ...]:
        """The selected wires."""
        return tuple(wire for wire, item in self.wires.items() if item.isSelected())

    def select(self, ids: Iterable[str] = (), wires: Iterable[Wire] = ()) -> None:
        """Select just these blocks and wires."""
        chosen_ids, chosen_wires = set(ids), set(wires)
        self._busy = True
        for block_id, node in self.nodes.items():
            node.setSelected(block_id in chosen_ids)
        for wire, item in self.wires.items():
            item.setSelected(wire in chosen_wires)
        self._busy = False
        self._tell_selection()

    def _tell_selection(self) -> None:
        """Tell the selection once it has settled: Qt tells of every single item that joins, leaves or is removed."""
        if not self._busy and self.selection != self._selection:
            self._selection = self.selection
            self.selected.emit(self._selection)

    # Gestures

    def preview(self, places: Mapping[str, QPointF], offset: QPointF) -> None:
        """Show blocks at an offset from their places while they are dragged; the document does not know yet."""
        for block_id, place in places.items():
            self.nodes[block_id].setPos(place + offset)
        for wire in self._wires_at(places):
            if wire.source in places and wire.target in places:
                self.wires[wire].setPos(offset)  # keeps its shape: much cheaper than a new course
            else:
                self._run(wire)

    def settle(self) -> None:
        """Show every block where the document says it is."""
        for block in self.document.graph.blocks:
            self.nodes[block.id].setPos(block.x, block.y)
        for wire in self.wires:
            self._run(wire)

    # Following the document

    def _follow(self, old: Project, new: Project) -> None:
        if new.graph != old.graph:
            self._follow_graph(new.graph)
        if new.training.batch_size != old.training.batch_size:
            self._show_check(self.document.checked)

    def _follow_graph(self, graph: Graph) -> None:
        self._busy = True
        blocks = {block.id: block for block in graph.blocks}
        for block_id in [i for i, n in self.nodes.items() if i not in blocks or blocks[i].kind != n.look.kind]:
            self.removeItem(self.nodes.pop(block_id))
        for wire in self.wires.keys() - set(graph.wires):
            self.removeItem(self.wires.pop(wire))
        moved: set[str] = set()
        for block in graph.blocks:
            node = self.nodes.get(block.id)
            if node is None:
                node = NodeItem(block.id, NodeLook(block.kind, block.name), self.style_in_use)
                self.addItem(node)
            if node.pos() != QPointF(block.x, block.y) or block.id not in self.nodes:
                node.setPos(block.x, block.y)
                moved.add(block.id)
            self.nodes[block.id] = node
        self.nodes = {block.id: self.nodes[block.id] for block in graph.blocks}
        for depth, node in enumerate(self.nodes.values()):
            node.setZValue(1 + depth)
        for wire in graph.wires:
            if wire not in self.wires:
                self.wires[wire] = WireItem(wire, self.style_in_use)
                self.addItem(self.wires[wire])
                self._run(wire)
        for wire in self._wires_at(moved):
            self._run(wire)
        self._busy = False
        self._tell_selection()

    def _wires_at(self, ids: Iterable[str]) -> Iterator[Wire]:
        ends = set(ids)
        return (wire for wire in self.wires if wire.source in ends or wire.target in ends)

    def _run(self, wire: Wire) -> None:
        start = self.nodes[wire.source].port_position("out", wire.source_port)
        end = self.nodes[wire.target].port_position("in", wire.target_port)
        self.wires[wire].setPos(0, 0)
        self.wires[wire].set_ends(start, end)

    def _show_check(self, checked: Checked) -> None:
        """Bring shapes, counts and problems up to date."""
        project = self.document.value
        counts = {block_id: total(shapes) for block_id, shapes in self.document.parameters.items()}
        problems: dict[str, Problem] = {}
        for problem in sorted(checked.problems, key=lambda problem: problem.severity != "error"):
            if problem.block is not None:
                problems.setdefault(problem.block, problem)
        wired: dict[str, set[tuple[str, str]]] = {block_id: set() for block_id in self.nodes}
        for wire in project.graph.wires:
            wired[wire.source].add(("out", wire.source_port))
            wired[wire.target].add(("in", wire.target_port))
        for block in project.graph.blocks:
            look = self._look(block, counts.get(block.id, 0), problems.get(block.id), frozenset(wired[block.id]))
            self.nodes[block.id].show_look(look)
        rows = str(project.training.batch_size or "N")
        for wire, item in self.wires.items():
            type = checked.types.get((wire.source, wire.source_port))
            at_fault = problems.get(wire.target)
            faulty = type is not None and at_fault is not None and at_fault.severity == "error"
            item.set_label(_shape(rows, type), str(type) if type else "", faulty)

    def _look(self, block: Block, count: int, problem: Problem | None, wired: frozenset[tuple[str, str]]) -> NodeLook:
        spec = SPECS.get(block.kind)
        return NodeLook(
            kind=block.kind,
            name=block.name,
            summary=spec_text(spec.summary(spec.settings(block))) if spec else block.kind,
            count=self.tr("%n params", "", count).replace(str(count), f"{count:,}") if count else "",
            problem=translate(problem.message) if problem else "",
            severe=problem is not None and problem.severity == "error",
            wired=wired,
        )

    def _restyle(self) -> None:
        self.style_in_use = Style(colours())
        for node in self.nodes.values():
            node.set_style(self.style_in_use)
        for wire in self.wires.values():
            wire.set_style(self.style_in_use)
        self.update()


def _shape(rows: str, type: ValueType | None) -> str:
    """What a wire's label says: the shape of a batch; a static value has no rows."""
    if type is None:
        return ""
    return str(type) if type.static else f"{rows} x {type}"
