"""The smoothed curve is the unbiased exponential moving average, whatever way it is computed."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.panels.smoothing import Smoother, smooth


def reference(values, weight):
    average, smoothed = 0.0, []
    for count, value in enumerate(values, start=1):
        average = weight * average + (1 - weight) * value
        smoothed.append(average / (1 - weight**count))
    return smoothed


@pytest.mark.parametrize("weight", [0.1, 0.6, 0.9, 0.99])
def test_equals_the_recurrence_step_by_step(weight):
    values = np.random.default_rng(0).normal(size=3000)
    np.testing.assert_allclose(smooth(values, weight), reference(values, weight), rtol=1e-9, atol=1e-12)


def test_a_constant_stays_and_no_smoothing_changes_nothing():
    np.testing.assert_allclose(smooth(np.full(100, 0.7), 0.95), 0.7)
    values = np.array([3.0, 1.0, 2.0])
    assert smooth(values, 0) is values


def test_a_curve_that_grows_is_smoothed_as_if_it_were_whole():
    values = np.random.default_rng(0).normal(size=500)
    smoother = Smoother()
    for count in (1, 2, 90, 91, 400):
        np.testing.assert_allclose(smoother(values[:count], 0.9), smooth(values[:count], 0.9), rtol=1e-9)
    revised = values.copy()
    revised[398:] += 1
    np.testing.assert_allclose(smoother(revised, 0.9), smooth(revised, 0.9), rtol=1e-9)
    revised = revised + (np.arange(500) >= 100)
    np.testing.assert_allclose(smoother(revised, 0.9), smooth(revised, 0.9), rtol=1e-9)
    np.testing.assert_allclose(smoother(revised[:100], 0.9), smooth(revised[:100], 0.9), rtol=1e-9)
    np.testing.assert_allclose(smoother(revised, 0.5), smooth(revised, 0.5), rtol=1e-9)


def test_what_is_read_on_a_logarithmic_axis_is_averaged_there():
    norms = 10.0 ** np.random.default_rng(0).normal(size=500)
    smoother = Smoother(geometric=True)
    for count in (2, 90, 500):
        np.testing.assert_allclose(smoother(norms[:count], 0.9), 10 ** smooth(np.log10(norms[:count]), 0.9), rtol=1e-9)


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_a_gradient_of_zero_is_a_gap_and_spoils_nothing_after_it(bad):
    norms = np.full(20, 0.01)
    norms[[0, 5, 12]] = bad
    smoother = Smoother(geometric=True)
    smoother(norms[:6], 0.9)
    smoothed = smoother(norms, 0.9)
    good = np.isfinite(norms) & (norms > 0)
    np.testing.assert_allclose(smoothed[good], 0.01)
    assert np.isnan(smoothed[norms == 0]).all()
