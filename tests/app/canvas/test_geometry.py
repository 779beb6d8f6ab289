"""The course of wires and the places of ports."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPointF

from visualnn.app.canvas.geometry import PORT_RADIUS, Curve, Detour, course, layout, snapped
from visualnn.blocks.catalogue import SPECS

START = QPointF(100, 50)


@pytest.mark.parametrize(
    "end", [QPointF(300, 50), QPointF(180, 400), QPointF(95, 300), QPointF(-200, 60), QPointF(0, 500)]
)
def test_a_wire_leaves_to_the_right_and_arrives_from_the_left(end: QPointF) -> None:
    wire = course(START, end)
    path, points = wire.path(), wire.points()
    assert (points[0], points[-1]) == (START, end)
    assert path.pointAtPercent(0.02).x() > START.x()
    assert path.pointAtPercent(0.98).x() < end.x()


def test_a_wire_that_turns_back_runs_between_rows_or_below_a_row() -> None:
    assert isinstance(course(START, QPointF(300, 50)), Curve)
    between, below = course(START, QPointF(-300, 350)), course(START, QPointF(-300, 60))
    assert isinstance(between, Detour)
    assert isinstance(below, Detour)
    assert 50 < between.middle < 350
    assert below.middle > 60


@pytest.mark.parametrize("end", [QPointF(300, 50), QPointF(600, 90), QPointF(-300, 350)])
def test_a_label_lies_on_its_wire(end: QPointF) -> None:
    wire = course(START, end)
    places = list(wire.label_places(60))
    assert places
    for centre in places:
        nearest = min((wire.path().pointAtPercent(i / 400) - centre).manhattanLength() for i in range(401))
        assert nearest < 3


def test_a_label_is_left_out_where_it_would_cover_the_blocks() -> None:
    assert list(course(START, QPointF(150, 50)).label_places(60)) == []


@pytest.mark.parametrize("kind", sorted(SPECS))
def test_every_port_lies_on_the_edge_of_its_card_and_apart_from_others(kind: str) -> None:
    shape = layout(kind)
    for (side, _), centre in shape.ports.items():
        assert centre.x() == (shape.card.left() if side == "in" else shape.card.right())
        assert shape.card.top() < centre.y() < shape.card.bottom()
    for one, other in itertools.combinations(shape.ports.values(), 2):
        assert (one - other).manhattanLength() > 4 * PORT_RADIUS


def test_the_grid() -> None:
    assert snapped(QPointF(14, -16)) == QPointF(10, -20)
