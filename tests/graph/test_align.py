"""Lining things up."""

from __future__ import annotations

import pytest

from visualnn.graph.align import Rect, align, distribute

RECTS = {"a": Rect(0, 0, 100, 40), "b": Rect(150, 30, 60, 40), "c": Rect(400, 10, 100, 80)}


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", {"a": (0, 0), "b": (0, 30), "c": (0, 10)}),
        ("right", {"a": (400, 0), "b": (440, 30), "c": (400, 10)}),
        ("centre", {"a": (200, 0), "b": (220, 30), "c": (200, 10)}),
        ("top", {"a": (0, 0), "b": (150, 0), "c": (400, 0)}),
        ("bottom", {"a": (0, 50), "b": (150, 50), "c": (400, 10)}),
        ("middle", {"a": (0, 25), "b": (150, 25), "c": (400, 5)}),
    ],
)
def test_edges_meet(edge, expected) -> None:
    assert align(RECTS, edge) == expected


def test_gaps_are_equal_and_the_ends_stay() -> None:
    assert distribute(RECTS, "across") == {"a": (0, 0), "b": (220, 30), "c": (400, 10)}
    down = {"a": Rect(0, 0, 10, 10), "b": Rect(0, 90, 10, 10), "c": Rect(5, 30, 10, 20)}
    assert distribute(down, "down") == {"a": (0, 0), "c": (5, 40), "b": (0, 90)}


def test_too_few_to_line_up() -> None:
    assert align({}, "left") == {}
    assert distribute({"a": RECTS["a"], "b": RECTS["b"]}, "across") == {"a": (0, 0), "b": (150, 30)}
