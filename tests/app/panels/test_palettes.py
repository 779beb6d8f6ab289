"""Colours of numbers: the quick way gives the same picture as the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from visualnn.app.panels import palettes
from visualnn.app.theme import colours


@pytest.fixture(params=["diverging", "sequential"])
def palette(qapp, request):
    return getattr(palettes, request.param)()


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.int64])
def test_painted_is_shaded_pixel_by_pixel(palette, dtype, order):
    values = (np.random.default_rng(0).normal(size=(7, 13)) * 3).astype(dtype, order)

    painted = palettes.painted(values, palette, -2.0, 2.0)

    plain = palettes.image(palettes.shaded(values, palette, -2.0, 2.0))
    assert painted.convertToFormat(QImage.Format.Format_RGB888) == plain


def test_what_is_not_a_number_has_the_colour_of_the_panel_and_infinity_that_of_an_end(palette):
    painted = palettes.painted(np.array([[np.nan, np.inf, -np.inf]], order="F"), palette, 0.0, 1.0)

    assert painted.pixelColor(0, 0) == QColor(colours().panel)
    assert painted.pixelColor(1, 0) == QColor(*palette[-1].tolist())
    assert painted.pixelColor(2, 0) == QColor(*palette[0].tolist())


@pytest.mark.parametrize("end", [1.0, 3e38])
def test_numbers_have_colours_in_proportion_up_to_the_largest_that_32_bits_hold(palette, end):
    values = np.array([[-end, -end / 2, 0, end / 2, end]], np.float32)
    np.testing.assert_array_equal(palettes.shaded(values, palette, -end, end)[0], palette[[0, 63, 127, 191, 255]])
    far = palettes.shaded(np.array([-3e38, 3e38], np.float32), palette, -0.5, 0.5)
    np.testing.assert_array_equal(far, palette[[0, 255]])


@pytest.mark.parametrize(
    ("values", "reach"), [([-3, 2], 3), ([0, 0], 1), ([], 1), ([np.nan, -2], 2), ([np.inf, 0.5], 0.5), ([np.nan], 1)]
)
def test_the_end_of_a_scale_with_zero_in_its_middle(values, reach):
    assert palettes.symmetric(np.array(values, np.float32)) == reach
