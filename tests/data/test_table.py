"""A table of numbers typed in place."""

import numpy as np
import pytest

from visualnn.blocks.spec import ValueType
from visualnn.data import table
from visualnn.data.source import Source
from visualnn.messages import UserError


def source(rows, columns=("x1", "x2", "y"), targets=1):
    return Source("gate", {"table": {"columns": list(columns), "targets": targets, "rows": rows}})


def test_the_last_columns_are_the_targets():
    data = table.load(source([[0, 0, 0], [0, 1, 1]], targets=1))

    np.testing.assert_array_equal(data.x, np.float32([[0, 0], [0, 1]]))
    np.testing.assert_array_equal(data.y, np.float32([[0], [1]]))
    assert data.x.dtype == data.y.dtype == np.float32
    assert data.info.types == {"x": ValueType((2,)), "y": ValueType((1,))}
    assert data.info.rows == {"train": 2, "validation": 0, "test": 0}
    assert data.info.columns == ("x1", "x2", "y")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([[0, 0, 0], [0, 1]], "row 2 has 2 cells, but there are 3 columns"),
        ([[0, 0, 0], [0, "one", 1]], "row 2, column “x2” holds “one”"),
        ([[0, 0, float("nan")]], "row 1, column “y” holds “nan”"),
        ([[0, float("inf"), 0]], "row 1, column “x2” holds “inf”"),
        ([[10**400, 0, 0]], "row 1, column “x1” holds"),
        ([[1e39, 0, 0]], "row 1, column “x1” holds “1e+39”"),
        ([[True, 0, 0]], "row 1, column “x1” holds “True”"),
        ([[None, 0, 0]], "row 1, column “x1” is empty"),
        ([], "has no rows"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(rows, sentence):
    with pytest.raises(UserError, match="gate") as error:
        table.describe(source(rows))
    assert sentence in str(error.value)


@pytest.mark.parametrize("targets", [0, 3, -1])
def test_there_is_an_input_and_a_target(targets):
    with pytest.raises(UserError, match=f"3 columns, {targets} of them targets"):
        table.describe(source([[0, 0, 0]], targets=targets))


@pytest.mark.parametrize("value", [{}, {"columns": 3}, {"columns": [], "targets": 1, "rows": 5}])
def test_another_form_than_a_table_is_refused(value):
    with pytest.raises(UserError, match="“gate” is not written as columns"):
        table.describe(Source("gate", {"table": value}))
