"""What is read on wires finds a place where it can be read, and keeps it while the numbers change."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF

from visualnn.app.canvas import matrix
from visualnn.app.canvas.routing import points
from visualnn.app.canvas.scene import Scene
from visualnn.app.document import Document
from visualnn.graph import edits
from visualnn.graph.model import Wire
from visualnn.project import store

LINES = (matrix.text("[-13.4] [1.51e-06]"),), (matrix.text("shape [1], rank 1"),)


@pytest.fixture
def scene(qapp: object) -> Iterator[Scene]:
    scene = Scene(Document(store.load(store.find("neuron"))))
    yield scene
    scene.deleteLater()


def wire(scene: Scene, source: str, target: str) -> Wire:
    graph = scene.document.graph
    return next(w for w in scene.wires if (w.source, w.target) == (graph.find(source).id, graph.find(target).id))


def read(scene: Scene, *texts: str, below: bool = False) -> None:
    lines = tuple(line for (line,) in LINES) if below else ()
    lines_of = {i: tuple((line,) for line in lines) for i in scene.nodes}
    scene.show_readings(lines_of, dict.fromkeys(scene.wires, texts))


def rooms(scene: Scene, view: int) -> dict[Wire, QRectF]:
    return {wire: box for wire, item in scene.wires.items() if (box := item.label_boxes[view])}


@pytest.mark.parametrize("below", [False, True], ids=["on wires", "and below cards"])
@pytest.mark.parametrize("view", [0, 1], ids=["near", "far"])
def test_no_number_lies_on_another_on_a_card_on_a_wire_or_on_what_is_written(
    scene: Scene, view: int, below: bool
) -> None:
    read(scene, "[-13.4]  ∂ [1.51e-06]", "[-13.4]", below=below)
    boxes = rooms(scene, view)
    assert boxes.keys() == scene.wires.keys()
    assert not [1 for one, other in itertools.combinations(boxes.values(), 2) if one.intersects(other)]
    texts = [node.reading.covers(scene.rect(i))[view] for i, node in scene.nodes.items() if node.reading]
    assert bool(texts) == below
    for own, box in boxes.items():
        assert not any(box.intersects(scene.rect(i)) for i in scene.nodes)
        assert not any(box.intersects(text) for text in texts)
        for other, item in scene.wires.items():
            assert other == own or not any(box.contains(QPointF(*point)) for point in points(item.course))


def test_a_label_stays_while_its_numbers_fit_the_room_and_moves_when_they_outgrow_it(scene: Scene) -> None:
    read(scene, "[0.51]")
    before = [rooms(scene, view) for view in (0, 1)]
    for number in range(10, 99, 3):
        read(scene, f"[0.{number}]")
        assert [rooms(scene, view) for view in (0, 1)] == before
    level = wire(scene, "plus bias", "sigmoid")
    read(scene, "[1]")
    assert rooms(scene, 0)[level] == before[0][level]  # a shorter one stands in the middle of the same room
    read(scene, "[-1234.51]  ∂ [1.51e-06]", "[-1234.51]")
    assert rooms(scene, 0)[level].width() > before[0][level].width()


def test_a_number_that_grows_moves_no_other(scene: Scene) -> None:
    read(scene, "[0]")
    before = rooms(scene, 0)
    grown = wire(scene, "plus bias", "sigmoid")
    scene.show_readings({}, dict.fromkeys(scene.wires, ("[0]",)) | {grown: ("[12.34]",)})
    after = rooms(scene, 0)
    assert {wire for wire in after if after[wire] != before[wire]} == {grown}
    assert scene.wires[grown].readings == ("[12.34]",)


def test_what_has_no_room_gives_way_to_what_has(scene: Scene) -> None:
    narrow = wire(scene, "x · W", "plus bias")
    read(scene, "a number as long as no gap between two cards is " * 3, "[7]")
    item = scene.wires[narrow]
    assert item.label_boxes[0].width() < 60
    kept = item.label_boxes
    read(scene, "a number as long as no gap between two cards was " * 3, "[8]")
    assert item.label_boxes == kept


def test_without_numbers_the_shapes_are_back_where_they_were(scene: Scene) -> None:
    before = [rooms(scene, view) for view in (0, 1)]
    read(scene, "[-13.4]  ∂ [1.51e-06]", below=True)
    assert [rooms(scene, view) for view in (0, 1)] != before
    read(scene)
    assert [rooms(scene, view) for view in (0, 1)] == before


def test_numbers_find_a_new_place_when_a_card_is_put_on_them(scene: Scene) -> None:
    read(scene, "[0.51]")
    moved = wire(scene, "plus bias", "sigmoid")
    box = scene.wires[moved].label_boxes[0]
    assert box is not None
    bias = scene.document.graph.find("weights").id
    scene.document.edit_graph("move", lambda graph: edits.move(graph, {bias: (box.left() - 60, box.top() - 90)}))
    assert not any(other.intersects(scene.rect(bias)) for other in rooms(scene, 0).values())


def test_what_is_written_below_a_card_moves_only_the_labels_that_lay_there(scene: Scene) -> None:
    read(scene, "[0.51]")
    before = [rooms(scene, view) for view in (0, 1)]
    card = scene.document.graph.find("AND").id
    scene.show_readings({card: tuple((line,) for (line,) in LINES)}, dict.fromkeys(scene.wires, ("[0.51]",)))
    text = scene.nodes[card].reading.covers(scene.rect(card))
    for view in (0, 1):
        after = rooms(scene, view)
        assert not any(box.intersects(text[view]) for box in after.values())
        assert all(after[wire] == box for wire, box in before[view].items() if not box.intersects(text[view]))
