"""Wires run past cards, and labels lie where they can be read."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF

from tests.app.canvas.hand import Hand
from visualnn.app.canvas.geometry import Curve, Detour, course
from visualnn.app.canvas.routing import Places, points, routes
from visualnn.app.canvas.scene import Scene
from visualnn.app.document import Document
from visualnn.graph import edits
from visualnn.graph.model import Comment, Graph, Wire
from visualnn.project.format import Project
from visualnn.project.store import load

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.vnn"))


def crossed(run: Curve | Detour, cards: list[QRectF]) -> list[QRectF]:
    return [card for card in cards if any(card.contains(QPointF(*point)) for point in points(run)[2:-2])]


def test_a_wire_with_nothing_in_its_way_is_a_curve() -> None:
    start, end = QPointF(160, 30), QPointF(400, 90)
    assert routes([(start, end, "x")], [QRectF(0, 0, 160, 64), QRectF(400, 60, 160, 64)]) == [course(start, end)]


def test_one_that_would_run_behind_a_card_takes_a_lane_past_it() -> None:
    cards = [QRectF(0, 0, 160, 64), QRectF(250, 0, 160, 64), QRectF(500, 0, 160, 64)]
    start, end = QPointF(160, 32), QPointF(500, 32)
    assert crossed(course(start, end), cards)
    (run,) = routes([(start, end, "x")], cards)
    assert not crossed(run, cards)
    assert (run.start, run.end) == (start, end)


def test_lanes_of_different_values_lie_apart_and_those_of_one_value_together() -> None:
    cards = [QRectF(0, 0, 160, 110), QRectF(250, 0, 160, 110), QRectF(500, 0, 160, 110)]
    ends = [(QPointF(160, 70), QPointF(500, 70)), (QPointF(160, 90), QPointF(500, 90))]
    one, other = routes([(*pair, name) for pair, name in zip(ends, "xy", strict=True)], cards)
    assert abs(one.middle - other.middle) > 8
    further = [*cards, QRectF(750, 0, 160, 110)]
    one, other = routes([(ends[1][0], end, "y") for end in (QPointF(500, 90), QPointF(750, 90))], further)
    assert one.middle == other.middle


LONG = Curve(QPointF(0, 0), QPointF(600, 0), QPointF(600, 3000), QPointF(1200, 3000))


@pytest.mark.parametrize("run", [Detour(QPointF(0, 0), 900, QPointF(400, 500)), LONG], ids=["corners", "long curve"])
def test_no_wire_slips_through_a_label(run: Curve | Detour) -> None:
    places = Places([], [run])
    path = run.path()
    for share in range(401):
        at = path.pointAtPercent(share / 400)
        assert not places.free(QRectF(at.x() - 20, at.y() - 7, 40, 14), near=True, wire=1)


@pytest.mark.usefixtures("qapp")
def test_a_label_that_finds_no_room_leaves_it_to_another_wire_of_the_same_output() -> None:
    graph = Graph()
    for n, (kind, x, y) in enumerate((("digits", 0, 0), ("dense", 300, 43), ("dense", 300, 300))):
        graph, _ = edits.add_block(graph, kind, f"{kind} {n}", x, y)
    narrow, other = Wire("b1", "x", "b2", "in"), Wire("b1", "x", "b3", "in")
    for wire in (narrow, other):
        graph = edits.connect(graph, wire)
    close = Comment("c1", "as near as a wire may come", 162, 20, 136, 48)
    scene = Scene(Document(Project(graph=replace(graph, comments=(close,)))))
    assert isinstance(scene.wires[narrow].course, Curve)
    assert scene.wires[narrow].label_boxes == (None, None)
    assert all(box and not box.intersects(scene.rect("c1")) for box in scene.wires[other].label_boxes)
    scene.deleteLater()


def test_without_a_way_the_wire_runs_as_it_would() -> None:
    wall = [QRectF(163, -5000, 200, 10000)]
    start, end = QPointF(160, 30), QPointF(400, 90)
    assert routes([(start, end, "x")], wall) == [course(start, end)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_in_every_sample_each_output_tells_its_shape_and_no_label_lies_on_something(sample: Path) -> None:
    scene = Scene(Document(load(sample), sample))
    cards = {i: scene.rect(i) for i in scene.nodes}
    for wire, item in scene.wires.items():
        others = [rect for i, rect in cards.items() if i not in (wire.source, wire.target)]
        assert not crossed(item.course, others), wire
    for view in (0, 1):
        labels = [(item, box) for item in scene.wires.values() if (box := item.label_boxes[view])]
        assert not [1 for (_, one), (_, other) in itertools.combinations(labels, 2) if one.intersects(other)]
        assert not [1 for _, box in labels for card in cards.values() if card.intersects(box)]
        for item, box in labels:
            assert not [1 for other in scene.wires.values() if other is not item and crossed(other.course, [box])]
        said = {(item.wire.source, item.wire.source_port) for item, _ in labels}
        assert said == {(wire.source, wire.source_port) for wire in scene.wires}  # an output says its shape once
    scene.deleteLater()


def test_a_card_put_onto_a_wire_pushes_it_aside_and_undo_brings_it_back(hand: Hand) -> None:
    wire = Wire("b1", "y", "b3", "target")
    before = hand.view.canvas.wires[wire].course
    hand.document.edit_graph("move", lambda graph: edits.move(graph, {"b4": (260, 60)}))
    card = hand.view.canvas.rect("b4")
    assert crossed(before, [card])
    assert not crossed(hand.view.canvas.wires[wire].course, [card])
    hand.document.undo()
    assert hand.view.canvas.wires[wire].course == before


@pytest.mark.usefixtures("qapp")
def test_five_hundred_blocks_in_rows_are_laid_quickly() -> None:
    from visualnn.app.canvasbench import drawing

    document = Document(Project(graph=drawing(500)))
    scene = Scene(document)
    start = time.process_time()
    for n in range(3):
        document.edit_graph("move", lambda graph, n=n: edits.shift(graph, ["b40"], 10, 10))
    assert (time.process_time() - start) / 3 < 0.25  # 0.03 on an idle machine
    scene.deleteLater()


def test_an_empty_drawing_has_no_wires(hand: Hand) -> None:
    hand.document.edit_graph("empty", lambda _: Graph())
    assert hand.view.canvas.wires == {}
