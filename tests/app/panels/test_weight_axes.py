"""Sides of arrays are called by what they count."""

from __future__ import annotations

import pytest

from visualnn.app.panels.heatmap import Axis
from visualnn.app.panels.weight_axes import axes, told


@pytest.mark.parametrize(
    ("array", "rows", "columns"),
    [
        (("dense", "W", (2, 3)), ("input", "2"), ("neuron", "3")),
        (("dense", "b", (3,)), ("", "1"), ("neuron", "3")),
        (("conv", "W", (16, 1, 3, 3)), ("filter, row", "16, 3"), ("column", "3")),
        (("conv", "W", (16, 8, 3, 3)), ("filter, channel, row", "16, 8, 3"), ("column", "3")),
        (("conv", "b", (16,)), ("", "1"), ("filter", "16")),
        (("rnn", "Wh", (5, 5)), ("unit before", "5"), ("unit", "5")),
        (("lstm", "Wx", (7, 20)), ("input", "7"), ("gate, unit", "o, 5")),
        (("lstm", "b", (20,)), ("", "1"), ("gate, unit", "o, 5")),
        (("gru", "Wh", (5, 15)), ("unit before", "5"), ("gate, unit", "n, 5")),
        (("gru", "bn", (5,)), ("", "1"), ("unit", "5")),
        (("embedding", "W", (9, 4)), ("symbol", "9"), ("number", "4")),
        (("batch_norm", "gain", (4,)), ("", "1"), ("feature", "4")),
        (("variable", "value", ()), ("", "1"), ("column", "1")),
        (("variable", "value", (2, 3, 4)), ("matrix, row", "2, 3"), ("column", "4")),
    ],
)
def test_rows_and_columns_are_called_by_what_they_count(array, rows, columns):
    assert [(axis.label, axis.names[-1]) for axis in axes(*array)] == [rows, columns]


def test_a_row_or_column_is_told_side_by_side():
    rows, columns = axes("conv", "W", (16, 1, 3, 3))
    assert (told(rows, 7), told(columns, 1)) == ("filter 3, row 2", "column 2")
    assert told(axes("gru", "Wx", (7, 15))[1], 5) == "gate z, unit 1"
    assert told(axes("dense", "b", (3,))[0], 0) == ""
    assert told(Axis("input", ("height, in cm",)), 0) == "input height, in cm"
