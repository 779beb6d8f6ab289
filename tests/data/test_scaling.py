"""Scaling by the training rows."""

import numpy as np
import pytest

from visualnn.data.scaling import scale

VALUES = np.array([[1.0, 5.0], [3.0, 5.0], [9.0, 7.0]])


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("none", [[1, 5], [3, 5], [9, 7]]),
        ("standard", [[-1, 0], [1, 0], [7, 2]]),
        ("minmax", [[0, 0], [1, 0], [4, 2]]),
    ],
)
def test_figures_are_those_of_the_first_two_rows(how, expected):
    scaled = scale(VALUES, slice(0, 2), how)

    assert scaled.dtype == np.float32
    np.testing.assert_allclose(scaled, expected)
