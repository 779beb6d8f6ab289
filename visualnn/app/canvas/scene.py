"""The scene follows the document: it compares two values and adds, changes and removes items until they agree."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGraphicsScene

from visualnn.app.canvas import cards
from visualnn.app.canvas.areas import HEAD, PADDING, AreaItem, AreaLook
from visualnn.app.canvas.geometry import PORT_REACH, WIDTH, PortRef, course
from visualnn.app.canvas.laying import Laying
from visualnn.app.canvas.matrix import Line
from visualnn.app.canvas.node import NodeItem, NodeLook
from visualnn.app.canvas.style import Style
from visualnn.app.canvas.wire import WireItem
from visualnn.app.document import Document
from visualnn.app.parameters import total
from visualnn.app.text import summary_text, translate, type_text
from visualnn.app.theme import colours, theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import Problem, ValueType
from visualnn.graph import groups
from visualnn.graph.model import Block, Comment, Frame, Graph, Group, Wire
from visualnn.project.format import Project


class Scene(QGraphicsScene):
    """Items by element id and by wire, always equal to the document's graph as far as it is to be seen: cards for
    blocks and collapsed groups (``nodes``); frames, outlines of open groups and comments (``areas``); wires.

    Signals:
        selected(ids): the selected elements are others.
    """

    selected = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.nodes: dict[str, NodeItem] = {}
        self.areas: dict[str, AreaItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.cards: dict[str, str] = {}
        """The card that shows each block: its own, or that of a collapsed group."""
        self._opened: tuple[Group, ...] = ()
        self._drawn: Graph | None = None
        self._wired: dict[str, frozenset[tuple[str, str]]] = {}
        self._grounds: dict[str, tuple[Block, int, Problem | None, frozenset[tuple[str, str]]]] = {}
        self._laying = Laying(self.wires)
        self._carried: dict[Wire, tuple[str, ValueType | None, bool]] = {}
        self._gradients: Mapping[str, float] = {}
        self._gains: Mapping[str, float] = {}
        self._pictures: Mapping[str, QImage] = {}
        self.style_in_use = Style(colours())
        self._selection: tuple[str, ...] = ()
        self._busy = False
        self._follow_graph(document.graph)
        self._drawn = document.graph
        self._show_check(document.checked)
        document.changed.connect(self._follow)
        document.checked_changed.connect(self._show_check)
        theme().changed.connect(self._restyle)
        self.selectionChanged.connect(self._tell_selection)

    # What is where

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The topmost card that holds a point."""
        items = (item for item in self.items(point) if isinstance(item, NodeItem))
        return next((item for item in items if item.layout.card.contains(point - item.pos())), None)

    def badge_at(self, point: QPointF) -> NodeItem | None:
        """The card whose badge is at a point."""
        items = (item for item in self.items(point) if isinstance(item, NodeItem))
        return next((item for item in items if item.badge_at(point)), None)

    def area_at(self, point: QPointF) -> AreaItem | None:
        """The topmost frame, outline or comment that a point grabs."""
        return next((item for item in self.items(point) if isinstance(item, AreaItem)), None)

    def port_at(self, point: QPointF, zoom: float) -> PortRef | None:
        """The port at a point; small ones on a small picture can be grabbed as easily, as far as the card is left."""
        reach = min(PORT_REACH / min(1.0, zoom), WIDTH / 4)
        near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for item in self.items(near):
            if isinstance(item, NodeItem) and (port := item.port_at(point, reach)):
                return cards.real_port(port)
        return None

    def wire_at(self, point: QPointF, reach: float = 4.0) -> WireItem | None:
        """The topmost wire that passes a point."""
        near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        return next((item for item in self.items(near) if isinstance(item, WireItem)), None)

    def port_position(self, port: PortRef) -> QPointF:
        """Centre of a block's port; where the card of a group shows it, if the block is hidden in one."""
        shown = cards.card_port(self.cards, port)
        return self.nodes[shown.block].port_position(shown.side, shown.name)

    def item(self, element_id: str) -> NodeItem | AreaItem:
        """What shows an element; KeyError when nothing does."""
        element_id = self.cards.get(element_id, element_id)
        return self.nodes[element_id] if element_id in self.nodes else self.areas[element_id]

    def rect(self, element_id: str) -> QRectF:
        """Where an element is shown; KeyError when it is not."""
        item = self.item(element_id)
        return item.rect if isinstance(item, AreaItem) else item.layout.card.translated(item.pos())

    def bounds(self, ids: Iterable[str] | None = None) -> QRectF:
        """The rectangle around some elements, or all of them; empty when there are none."""
        bounds = QRectF()
        for element_id in self.shown if ids is None else ids:
            bounds = bounds.united(self.rect(element_id))
        return bounds

    def written_bounds(self) -> QRectF:
        """The rectangle around all elements and what is written below cards."""
        bounds = self.bounds()
        for node in self.nodes.values():
            if node.reading:
                bounds = bounds.united(node.reading.room(node.layout.card).translated(node.pos()))
        return bounds

    def within(self, area: AreaItem) -> set[str]:
        """Ids of the cards and areas that lie wholly in a frame."""
        if area.look.kind != "frame":
            return set()
        return {i for i in self.shown if i != area.element_id and area.rect.contains(self.rect(i))}

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of all elements that are to be seen: areas, then cards in painting order."""
        return (*self.areas, *self.nodes)

    # Selection

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected elements: areas, then cards in painting order."""
        chosen = {item.element_id for item in self.selectedItems() if isinstance(item, (NodeItem, AreaItem))}
        return tuple(i for i in self.shown if i in chosen) if len(chosen) > 1 else tuple(chosen)

    @property
    def selected_wires(self) -> tuple[Wire, ...]:
        """The selected wires."""
        return tuple(wire for wire, item in self.wires.items() if item.isSelected())

    def select(self, ids: Iterable[str] = (), wires: Iterable[Wire] = ()) -> None:
        """Select just these elements and wires; for a hidden block, the card that stands for it."""
        chosen_ids, chosen_wires = {self.cards.get(i, i) for i in ids}, set(wires)
        self._busy = True
        for element_id, shown in itertools.chain(self.areas.items(), self.nodes.items()):
            shown.setSelected(element_id in chosen_ids)
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
        """Show elements at an offset from their places while they are dragged; the document does not know yet."""
        for element_id, place in places.items():
            self.item(element_id).setPos(place + offset)
        for wire in self._wires_at(places):
            if self.cards[wire.source] in places and self.cards[wire.target] in places:
                self.wires[wire].setPos(offset)  # keeps its shape: much cheaper than a new course
            else:
                self._run(wire)
        self._outline()

    def settle(self) -> None:
        """Show every element where the document says it is."""
        for block in groups.folded(self.document.graph).blocks:
            self.nodes[block.id].setPos(block.x, block.y)
        self._place_areas()
        self._lay_wires()

    def show_hovered(self, port: PortRef | None) -> None:
        """Show the ring of one port, or none."""
        shown = cards.card_port(self.cards, port) if port else None
        for element_id, node in self.nodes.items():
            node.set_hovered_port(shown if shown and shown.block == element_id else None)

    def show_lit(self, ports: Iterable[PortRef] | None) -> None:
        """Light these ports and dim cards that have none of them; None: the usual look."""
        lit: dict[str, set[tuple[str, str]]] = {element_id: set() for element_id in self.nodes}
        for port in ports or ():
            shown = cards.card_port(self.cards, port)
            lit[shown.block].add((shown.side, shown.name))
        for element_id, node in self.nodes.items():
            node.set_ports_lit(None if ports is None else frozenset(lit[element_id]))

    # Training

    def show_gradients(self, exponents: Mapping[str, float]) -> None:
        """Show the size of the gradient on the cards, of a group the largest in it."""
        self._gradients = exponents
        largest: dict[str, float] = {}
        for block_id, exponent in exponents.items():
            card = self.cards.get(block_id, block_id)
            largest[card] = max(exponent, largest.get(card, exponent))
        for element_id, node in self.nodes.items():
            node.set_activity(largest.get(element_id))

    def show_weights(self, gains: Mapping[str, float], pictures: Mapping[str, QImage]) -> None:
        """Draw wires as thick as the signal is strong that the last layer before them makes of one of strength 1, and
        small layers' weights on their cards."""
        self._gains, self._pictures = gains, pictures
        for element_id, node in self.nodes.items():
            node.set_picture(pictures.get(element_id))
        strengths: dict[str, float] = dict(gains)
        into: dict[str, list[str]] = {}
        for wire in self.document.graph.wires:
            into.setdefault(wire.target, []).append(wire.source)
        for block_id in self.document.checked.order if gains else ():
            arriving = [strengths[source] for source in into.get(block_id, ()) if source in strengths]
            if arriving:
                strengths.setdefault(block_id, max(arriving))
        for wire, item in self.wires.items():
            item.set_strength(strengths.get(wire.source))

    def show_readings(self, lines: Mapping[str, tuple[Line, ...]], readings: Mapping[Wire, tuple[str, ...]]) -> None:
        """Write lines below cards (those left out keep theirs), and say on wires what is read there."""
        for element_id, written in lines.items():
            self.nodes[element_id].show_reading(written)
        self._laying.show(readings, self._written())

    # Following the document

    def _follow(self, old: Project, new: Project) -> None:
        if new.graph != old.graph:
            self._busy = True
            if not self._follow_blocks(new.graph):
                self._follow_graph(new.graph)
            self._drawn = new.graph
            self._busy = False
            self._tell_selection()
        if new.training.batch_size != old.training.batch_size or new.graph.groups != old.graph.groups:
            self._show_check(self.document.checked)

    def _follow_blocks(self, graph: Graph) -> bool:
        """Follow a graph in which nothing but places and settings of some blocks changed; False if more did."""
        before = self._drawn
        if before is None or len(before.blocks) != len(graph.blocks) or any(group.collapsed for group in graph.groups):
            return False
        same = (before.wires, before.groups, before.frames, before.comments)
        now = (graph.wires, graph.groups, graph.frames, graph.comments)
        if any(one is not other for one, other in zip(same, now, strict=True)):
            return False
        changed = [(a, b) for a, b in zip(before.blocks, graph.blocks, strict=True) if a is not b]
        if any(a.id != b.id or a.kind != b.kind for a, b in changed):
            return False
        moved = {b.id for a, b in changed if (a.x, a.y) != (b.x, b.y)}
        for _, block in changed:
            self.nodes[block.id].setPos(block.x, block.y)
        if moved:
            self._lay_wires()
            self._outline()
        return True

    def _follow_graph(self, graph: Graph) -> None:
        self.cards = groups.cards(graph)
        layouts = cards.layouts(graph, self.cards)
        seen = {block.id: block for block in groups.folded(graph).blocks}
        wires = [wire for wire in graph.wires if not groups.is_inside(self.cards, wire)]
        for element_id in [i for i, n in self.nodes.items() if i not in seen or seen[i].kind != n.look.kind]:
            self.removeItem(self.nodes.pop(element_id))
        for wire in self.wires.keys() - set(wires):
            self.removeItem(self.wires.pop(wire))
        nodes: dict[str, NodeItem] = {}
        for block in seen.values():
            node = self.nodes.get(block.id)
            if node is None:
                node = NodeItem(block.id, NodeLook(block.kind, block.name), self.style_in_use, layouts.get(block.id))
                self.addItem(node)
            place = node.x(), node.y()  # two QPointF that nearly agree count as equal
            if place != (block.x, block.y) or block.id not in self.nodes or block.id in layouts:
                node.setPos(block.x, block.y)
            if block.id in layouts:
                node.set_layout(layouts[block.id])
            nodes[block.id] = node
        self.nodes = nodes
        for depth, node in enumerate(self.nodes.values()):
            node.setZValue(1 + depth)
        for wire in wires:
            if wire not in self.wires:
                self.wires[wire] = WireItem(wire, self.style_in_use)
                self.addItem(self.wires[wire])
        in_order = {wire: self.wires[wire] for wire in wires}
        self.wires.clear()
        self.wires.update(in_order)  # where a wire runs must not depend on when it was drawn
        self._follow_areas(graph)
        self._lay_wires()
        self._wired = self._ends_of_wires()
        if self._gradients or self._gains:
            self.show_gradients(self._gradients)
            self.show_weights(self._gains, self._pictures)

    def _ends_of_wires(self) -> dict[str, frozenset[tuple[str, str]]]:
        """Side and name of the ports that hold a wire, for each card."""
        wired: dict[str, set[tuple[str, str]]] = {element_id: set() for element_id in self.nodes}
        for wire in self.wires:
            ends = PortRef(wire.source, "out", wire.source_port), PortRef(wire.target, "in", wire.target_port)
            for port in (cards.card_port(self.cards, end) for end in ends):
                wired[port.block].add((port.side, port.name))
        return {element_id: frozenset(ports) for element_id, ports in wired.items()}

    def _follow_areas(self, graph: Graph) -> None:
        """Frames, comments, and the outlines of open groups that are not hidden in a collapsed one."""
        looks = {frame.id: AreaLook("frame", frame.title, frame.colour) for frame in graph.frames}
        self._opened = groups.opened(graph)
        looks |= {group.id: AreaLook("group", group.name) for group in self._opened}
        looks |= {comment.id: AreaLook("comment", comment.text) for comment in graph.comments}
        for element_id in self.areas.keys() - looks.keys():
            self.removeItem(self.areas.pop(element_id))
        areas: dict[str, AreaItem] = {}
        for element_id, look in looks.items():
            area = self.areas.get(element_id)
            if area is None:
                area = AreaItem(element_id, look, self.style_in_use)
                self.addItem(area)
            area.show_look(look)
            areas[element_id] = area
        self.areas = areas
        self._place_areas()

    def _place_areas(self) -> None:
        areas: tuple[Frame | Comment, ...] = (*self.document.graph.frames, *self.document.graph.comments)
        for area in areas:
            self.areas[area.id].set_rect(QRectF(area.x, area.y, area.width, area.height))
        self._outline()

    def _outline(self) -> None:
        """Draw the outlines of open groups around what is in them."""
        for group in self._opened:
            area = self.areas[group.id]
            around = self.bounds(group.members).adjusted(-PADDING, -PADDING - HEAD, PADDING, PADDING)
            if area.rect != around:
                area.set_rect(around)

    def _wires_at(self, ids: Iterable[str]) -> Iterator[Wire]:
        """Wires at some cards."""
        ends = set(ids)
        return (wire for wire in self.wires if self.cards[wire.source] in ends or self.cards[wire.target] in ends)

    def _ends(self, wire: Wire) -> tuple[QPointF, QPointF]:
        start = self.port_position(PortRef(wire.source, "out", wire.source_port))
        return start, self.port_position(PortRef(wire.target, "in", wire.target_port))

    def _run(self, wire: Wire) -> None:
        """Lead a wire straight to its ends while something is dragged."""
        self.wires[wire].setPos(0, 0)
        self.wires[wire].set_course(course(*self._ends(wire)))

    def _lay_wires(self) -> None:
        """Lead all wires past the cards, and put labels where they can be read."""
        obstacles = [self.rect(i) for i, area in self.areas.items() if area.look.kind == "comment"]
        obstacles += [self.rect(i) for i in self.nodes]
        self._laying.lay([self._ends(wire) for wire in self.wires], obstacles, self._written())

    def _written(self) -> dict[str, tuple[QRectF, QRectF]]:
        """What the text below each card covers, for the near and the far view."""
        read = ((i, node, node.reading) for i, node in self.nodes.items() if node.reading)
        return {i: reading.covers(node.layout.card.translated(node.pos())) for i, node, reading in read}

    def _show_check(self, checked: Checked) -> None:
        """Bring shapes, counts and problems up to date."""
        project = self.document.value
        counts = {block_id: total(shapes) for block_id, shapes in self.document.parameters.items()}
        problems: dict[str, Problem] = {}
        for problem in sorted(checked.problems, key=lambda problem: problem.severity != "error"):
            if problem.block is not None:
                problems.setdefault(problem.block, problem)
                problems.setdefault(self.cards[problem.block], problem)
        grounds: dict[str, tuple[Block, int, Problem | None, frozenset[tuple[str, str]]]] = {}
        for block in project.graph.blocks:
            if block.id in self.nodes:
                ground = block, counts.get(block.id, 0), problems.get(block.id), self._wired[block.id]
                before = self._grounds.get(block.id)
                if before is None or before[0] is not block or before[1:] != ground[1:]:
                    self.nodes[block.id].show_look(self._look(*ground))
                grounds[block.id] = ground
        self._grounds = grounds
        for group in project.graph.groups:
            if group.id in self.nodes:
                blocks = groups.blocks_of(project.graph, group.id)
                count = sum(counts.get(block.id, 0) for block in blocks)
                look = self._group_look(group, len(blocks), count, problems.get(group.id), self._wired[group.id])
                self.nodes[group.id].show_look(look)
        rows = str(project.training.batch_size or "N")
        carried: dict[Wire, tuple[str, ValueType | None, bool]] = {}
        changed: set[Wire] = set()
        for wire, item in self.wires.items():
            type = checked.types.get((wire.source, wire.source_port))
            at_fault = problems.get(wire.target)
            faulty = type is not None and at_fault is not None and at_fault.severity == "error"
            carried[wire] = rows, type, faulty
            if self._carried.get(wire) != carried[wire]:
                item.set_label(_shape(rows, type), _shape("", type), faulty)
                changed.add(wire)
        self._carried = carried
        if changed:
            self._laying.label(changed)

    def _look(self, block: Block, count: int, problem: Problem | None, wired: frozenset[tuple[str, str]]) -> NodeLook:
        spec = SPECS.get(block.kind)
        summary = summary_text(spec.summary(spec.settings(block))) if spec else block.kind
        return NodeLook(
            kind=block.kind,
            name=block.name,
            summary=self.tr("bypassed") if block.bypassed else summary,
            count=self._count(count),
            problem=translate(problem.message) if problem else "",
            severe=problem is not None and problem.severity == "error",
            bypassed=block.bypassed,
            wired=wired,
        )

    def _group_look(
        self, group: Group, blocks: int, count: int, problem: Problem | None, wired: frozenset[tuple[str, str]]
    ) -> NodeLook:
        return NodeLook(
            kind=groups.GROUP,
            name=group.name,
            summary=self.tr("1 block") if blocks == 1 else self.tr("{count} blocks").format(count=blocks),
            count=self._count(count),
            problem=translate(problem.message) if problem else "",
            severe=problem is not None and problem.severity == "error",
            wired=wired,
        )

    def _count(self, count: int) -> str:
        if count == 1:
            return self.tr("1 param")
        return self.tr("%n params", "", count).replace(str(count), f"{count:,}") if count else ""

    def _restyle(self) -> None:
        self.style_in_use = Style(colours())
        for node in self.nodes.values():
            node.set_style(self.style_in_use)
        for area in self.areas.values():
            area.set_style(self.style_in_use)
        for wire in self.wires.values():
            wire.set_style(self.style_in_use)
        self._laying.label(self.wires)
        self.update()


def _shape(rows: str, type: ValueType | None) -> str:
    """What a wire's label says: the shape of a batch, or without rows that of one of them; a static value has no rows,
    and if it is a single number its shape is ``[]``, as below the block."""
    if type is None:
        return ""
    if type.static and not type.shape:
        return "[]"
    return type_text(type) if type.static or not rows else f"{rows} x {type_text(type)}"
