"""Whatever is done in whatever order: the canvas equals the document, and undoing all of it returns to the start."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.app.canvas.hand import network
from visualnn.app.canvas.cards import real_port
from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.scene import Scene
from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.repairs import make, repairs
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits, groups
from visualnn.graph.model import Wire
from visualnn.project.format import Project, decode, encode

places = st.integers(-50, 50).map(lambda n: 10.0 * n)


class Drawing(RuleBasedStateMachine):
    """A person drawing at random."""

    def __init__(self) -> None:
        super().__init__()
        QGuiApplication.clipboard().clear()  # or an example would depend on the one before
        self.start = Project(graph=network())
        self.document = Document(self.start)
        self.view = CanvasView(self.document)
        self.inspector = Inspector(self.document)
        self.view.selection_changed.connect(self.inspector.set_selection)

    def teardown(self) -> None:
        try:
            self.looks_as_if_opened()
            while self.document.undo_label:
                self.document.undo()
            assert self.document.value == self.start
            self.agrees()
            self.looks_as_if_opened()
        finally:  # at once: hundreds of examples run before the event loop does
            self.inspector.deleteLater()
            self.view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @rule(kind=st.sampled_from(sorted(SPECS)), x=places, y=places)
    def place(self, kind: str, x: float, y: float) -> None:
        self.view.place(kind, QPointF(x, y))

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        self.view.select(data.draw(st.sets(st.sampled_from(["b1", "b2", "b3", "b4", "b5", "g1", "g2", "f1", "c1"]))))

    @precondition(lambda self: len(self.document.graph.blocks) > 1)
    @rule(data=st.data())
    def connect(self, data: st.DataObject) -> None:
        outs = self._ports("out")
        ins = self._ports("in")
        if outs and ins:
            source, target = data.draw(st.sampled_from(outs)), data.draw(st.sampled_from(ins))
            wire = Wire(source.block, source.name, target.block, target.name)
            self.document.edit_graph("Connect", lambda graph: edits.connect(graph, wire))

    @rule(dx=places, dy=places)
    def nudge(self, dx: float, dy: float) -> None:
        self.view.commands.nudge(dx, dy)

    @rule(command=st.sampled_from(["delete", "dissolve", "duplicate", "copy", "cut", "paste", "arrange", "select_all"]))
    def command(self, command: str) -> None:
        if len(self.document.graph.blocks) < 40:
            getattr(self.view.commands, command).trigger()

    @rule(
        command=st.sampled_from(["bypass", "group", "ungroup", "toggle", "frame", "comment"]),
        line=st.sampled_from(range(8)),
    )
    def organise(self, command: str, line: int) -> None:
        organise = self.view.organise
        if len(self.document.graph.blocks) < 40:
            getattr(organise, command).trigger()
            [*organise.aligning, *organise.distributing][line].trigger()

    @precondition(lambda self: self.view.canvas.areas)
    @rule(data=st.data(), x=places, y=places)
    def resize(self, data: st.DataObject, x: float, y: float) -> None:
        graph = self.document.graph
        areas = [area.id for area in (*graph.frames, *graph.comments)]
        if areas:
            area = data.draw(st.sampled_from(areas))
            self.document.edit_graph("Resize", lambda graph: edits.place(graph, area, x, y, 90, 70))

    @rule(data=st.data())
    def repair(self, data: st.DataObject) -> None:
        if offered := repairs(self.document):
            make(self.document, data.draw(st.sampled_from(offered))[1])

    @rule(units=st.integers(1, 30))
    def set_units(self, units: int) -> None:
        page = self.inspector.page
        if hasattr(page, "fields") and "units" in page.fields:
            page.fields["units"].editor.field.setValue(units)

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    @invariant()
    def agrees(self) -> None:
        """Items are the document's blocks and wires, where and as it says, and wires end at ports."""
        scene, graph = self.view.canvas, self.document.graph
        seen = groups.folded(graph)
        shown = groups.cards(graph)
        assert list(scene.nodes) == [block.id for block in seen.blocks]
        assert set(scene.wires) == {wire for wire in graph.wires if not groups.is_inside(shown, wire)}
        opened = {group.id for group in groups.opened(graph)}
        assert set(scene.areas) == opened | {area.id for area in (*graph.frames, *graph.comments)}
        assert len(scene.items()) == len(scene.nodes) + len(scene.wires) + len(scene.areas)
        for block in seen.blocks:
            node = scene.nodes[block.id]
            assert (node.pos().x(), node.pos().y()) == (block.x, block.y)
            assert (node.look.name, node.look.kind) == (block.name, block.kind)
        for wire, item in scene.wires.items():
            assert item.course.start == scene.port_position(PortRef(wire.source, "out", wire.source_port))
            assert item.course.end == scene.port_position(PortRef(wire.target, "in", wire.target_port))
        for area in (*graph.frames, *graph.comments):
            assert scene.areas[area.id].rect == QRectF(area.x, area.y, area.width, area.height)
        marked = {element_id for element_id, node in scene.nodes.items() if node.look.problem}
        assert marked == {shown[problem.block] for problem in self.document.checked.problems if problem.block}

    def looks_as_if_opened(self) -> None:
        """All edits have left the same texts and badges as opening the drawing would."""
        scene, fresh = self.view.canvas, Scene(Document(self.document.value))
        assert {i: node.look for i, node in scene.nodes.items()} == {i: node.look for i, node in fresh.nodes.items()}
        assert [item.label for item in scene.wires.values()] == [fresh.wires[wire].label for wire in scene.wires]
        assert [item.faulty for item in scene.wires.values()] == [fresh.wires[wire].faulty for wire in scene.wires]
        assert [item.course for item in scene.wires.values()] == [fresh.wires[wire].course for wire in scene.wires]
        assert [area.look for area in scene.areas.values()] == [area.look for area in fresh.areas.values()]
        fresh.deleteLater()

    @invariant()
    def can_be_saved(self) -> None:
        assert decode(encode(self.document.value)) == self.document.value

    def _ports(self, side: str) -> list[PortRef]:
        """Ports that a hand can grab: those of blocks, where the card of a group shows them, too."""
        return [
            real_port(PortRef(block_id, port_side, name))
            for block_id, node in self.view.canvas.nodes.items()
            for port_side, name in node.layout.ports
            if port_side == side
        ]


@pytest.mark.usefixtures("qapp")
def test_random_edits() -> None:
    bounded = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a drawing takes minutes
    )
    run_state_machine_as_test(Drawing, settings=bounded)
    gc.collect()
