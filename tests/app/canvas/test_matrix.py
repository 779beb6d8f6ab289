"""Tensors as small text."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.canvas import matrix


def plain(lines):
    return [" ".join(piece.plain for piece in line) for line in lines]


def test_numbers_stand_in_brackets_as_deep_as_a_matrix():
    assert plain([matrix.pieces(np.asarray(5.0))]) == ["5"]
    assert plain([matrix.pieces(np.array([1.0, 2, 3, 4]))]) == ["[1 2 3 4]"]
    assert plain([matrix.pieces(np.array([[6.0], [16.0]]))]) == ["[[6] [16]]"]


def test_a_tensor_of_rank_4_shows_its_matrices():
    found = matrix.pieces(np.arange(1, 25.0).reshape(1, 2, 3, 4))
    assert [piece.cells[0] for piece in found] == [("1", "2", "3", "4"), ("13", "14", "15", "16")]


def test_of_many_rows_and_columns_the_first_and_the_last_are_shown():
    (piece,) = matrix.pieces(np.arange(10_000.0).reshape(100, 100))
    assert len(piece.cells) == matrix.ROWS
    assert piece.cells[0][0] == "0"
    assert piece.cells[-1][-1] == "9999"
    assert matrix.LEFT_OUT in piece.cells[0]
    assert piece.width <= matrix.WIDEST


def test_value_and_gradient_side_by_side_and_below_each_other():
    short = matrix.lines("", np.array([[1.0], [2.0]]), np.array([[3.0], [4.0]]), "shape [2, 1], rank 2")
    assert plain(short) == ["[[1] [2]] ∂ [[3] [4]]", "shape [2, 1], rank 2"]
    long = matrix.lines("", np.linspace(0, 1, 5), np.linspace(1, 2, 5), "")
    assert len(long) == 2


def test_of_several_ports_each_has_a_line():
    assert plain(matrix.lines("x", np.array([0.0, 1.0]), None, "shape [2], rank 1")) == ["x [0 1] shape [2], rank 1"]


@pytest.mark.parametrize(
    ("value", "text"), [(30.0, "30"), (0.0474258, "0.0474"), (1.7e-5, "1.7e-05"), (np.nan, "nan"), (np.inf, "inf")]
)
def test_numbers_are_short(value, text):
    assert matrix.number(value) == text


def test_a_wire_has_room_for_a_few_numbers_only():
    assert matrix.brief(np.asarray(4.0)) == "4"
    assert matrix.brief(np.array([0.0, 1.0])) == "[0, 1]"
    assert matrix.brief(np.zeros(5)) == ""
    assert matrix.brief(np.zeros((2, 1))) == ""


def test_an_empty_tensor_has_empty_brackets():
    assert plain([matrix.pieces(np.zeros((0, 3)))]) == ["[ ]"]
