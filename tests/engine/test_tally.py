"""Counts equal those of NumPy's histogram, for numbers and for the logarithms of their sizes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visualnn.engine.tally import tally

SOME = arrays(np.float32, st.integers(1, 60), elements=st.floats(-1e6, 1e6, width=32, allow_subnormal=False))


@settings(deadline=None)  # the first call compiles
@given(SOME, st.integers(1, 50))
def test_numbers_are_counted_as_numpy_counts_them(values, bins):
    found = tally(values, bins)

    wide = values.astype(np.float64)
    counts, edges = np.histogram(wide, bins, (found.low, found.high))
    np.testing.assert_array_equal(found.counts, counts)
    if wide.max() - wide.min() > 1e-8 * np.abs(wide).max():
        assert (found.low, found.high) == (edges[0], edges[-1]) == (wide.min(), wide.max())
    assert found.total == pytest.approx(wide.sum(), rel=1e-9, abs=1e-6)
    assert found.squares == pytest.approx((wide**2).sum(), rel=1e-9, abs=1e-6)
    assert found.zeros == (values == 0).sum()


@pytest.mark.parametrize("number", [2.0, -1e9, 1e17, 3e38])
def test_numbers_that_are_all_the_same_are_in_one_bin_however_large_they_are(number):
    found = tally(np.full(7, number, np.float32), 10)

    assert found.low < float(np.float32(number)) < found.high
    assert sorted(found.counts.tolist()) == [*[0] * 9, 7]


@settings(deadline=None)  # the first call compiles
@given(SOME, st.integers(1, 50))
def test_sizes_are_counted_by_their_logarithms(values, bins):
    found = tally(values, bins, sizes=True)

    sizes = np.abs(values[values != 0]).astype(np.float64)
    assert found.counts.sum() == len(sizes)
    assert found.zeros == (values == 0).sum()
    if len(sizes):
        edges = 10.0 ** np.linspace(found.low, found.high, bins + 1)
        inner = np.searchsorted(edges[1:-1], sizes, "right")  # the ends are rounded: what lies there is within
        np.testing.assert_array_equal(found.counts, np.bincount(inner, minlength=bins))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("sizes", [False, True])
def test_many_numbers_over_many_decades(dtype, sizes):
    random = np.random.default_rng(0)
    values = (random.normal(size=(300, 70)) * 10.0 ** random.uniform(-30, 3, (300, 70))).astype(dtype)
    found = tally(values, 40, sizes)

    numbers = np.log10(np.abs(values.astype(np.float64))) if sizes else values.astype(np.float64)
    counts, edges = np.histogram(numbers, 40, (numbers.min(), numbers.max()))
    np.testing.assert_array_equal(found.counts, counts)
    assert (found.low, found.high) == pytest.approx((edges[0], edges[-1]))


@pytest.mark.parametrize(("values", "sizes", "low", "high"), [([2, 2], False, 1.5, 2.5), ([0, 0], True, -0.5, 0.5)])
def test_where_all_are_the_same_they_lie_in_the_middle(values, sizes, low, high):
    found = tally(np.array(values, np.float32), 5, sizes)

    assert (found.low, found.high) == (low, high)
    assert found.counts.tolist() == ([0] * 5 if sizes else [0, 0, 2, 0, 0])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("spread", [1e-8, 1e-4, 0.1, 3.0])
def test_sizes_of_a_narrow_range_and_those_on_an_edge(dtype, spread):
    random = np.random.default_rng(0)
    values = np.concatenate([[1, -1, 0, -0.0, 10**spread], 10 ** random.uniform(0, spread, 500)]).astype(dtype)
    found = tally(values, 40, sizes=True)

    edges = 10.0 ** np.linspace(found.low, found.high, 41)
    inner = np.searchsorted(edges[1:-1], np.abs(values[values != 0]).astype(np.float64), "right")
    np.testing.assert_array_equal(found.counts, np.bincount(inner, minlength=40))
    assert found.zeros == 2
