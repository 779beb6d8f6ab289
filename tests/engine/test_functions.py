"""Functions of one number in float32: how far they are off, and what they make of NaN and infinity."""

import numpy as np
import pytest
from numba import vectorize
from scipy.special import ndtr

from visualnn.engine.kernels import functions

ANY_FLOAT = ["float32(float32)", "float64(float64)"]


@vectorize(ANY_FLOAT)
def exp(x):
    """The engine's, over arrays; the two that follow likewise."""
    return functions.exp(x)


@vectorize(ANY_FLOAT)
def tanh(x):
    return functions.tanh(x)


@vectorize(ANY_FLOAT)
def sigmoid(x):
    return functions.sigmoid(x)


@vectorize(ANY_FLOAT)
def softplus(x):
    return functions.softplus(x)


@vectorize(ANY_FLOAT)
def expm1(x):
    return functions.expm1(x)


@vectorize(ANY_FLOAT)
def normal_below(x):
    return functions.normal_below(x)


EXACT = {
    "exp": lambda x: np.exp(x),
    "tanh": lambda x: np.tanh(x),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "softplus": lambda x: np.logaddexp(0, x),
    "expm1": lambda x: np.expm1(x),
    "normal_below": lambda x: ndtr(x),
}
NUMBERS = np.unique(
    np.concatenate(
        [
            np.linspace(-87, 88, 400_001),
            np.linspace(-10, 10, 400_001),
            np.linspace(-0.01, 0.01, 20_001),
            *(sign * np.logspace(-30, 1.9, 20_001) for sign in (-1, 1)),
        ]
    ).astype(np.float32)
)


def units_off(found, exact):
    """The largest error in units in the last place."""
    assert found.dtype == np.float32
    return float((np.abs(found.astype(np.float64) - exact) / np.spacing(np.abs(exact).astype(np.float32))).max())


@pytest.mark.parametrize(("name", "function", "most"), [("exp", exp, 1), ("tanh", tanh, 7), ("sigmoid", sigmoid, 3)])
def test_float32_is_a_few_units_off_at_most(name, function, most):
    exact = EXACT[name](NUMBERS.astype(np.float64))

    assert units_off(function(NUMBERS), exact) <= most


@pytest.mark.parametrize(
    ("name", "function", "low", "high", "most"),
    [("softplus", softplus, -87, 88, 5), ("expm1", expm1, -87, 0, 8), ("normal_below", normal_below, -5, 40, 16)],
)
def test_float32_is_a_few_units_off_where_it_is_used(name, function, low, high, most):
    x = NUMBERS[(low <= NUMBERS) & (high >= NUMBERS)]

    assert units_off(function(x), EXACT[name](x.astype(np.float64))) <= most


def test_the_far_tail_of_the_normal_distribution_keeps_its_digits():
    x = np.linspace(-12, -5, 10_001, dtype=np.float32)

    np.testing.assert_allclose(normal_below(x), ndtr(x.astype(np.float64)), rtol=1e-5)


MORE = [("softplus", softplus), ("expm1", expm1), ("normal_below", normal_below)]


@pytest.mark.parametrize(("name", "function"), [("exp", exp), ("tanh", tanh), ("sigmoid", sigmoid), *MORE])
def test_float64_is_that_of_the_c_library(name, function):
    x = np.linspace(-20, 20, 10_001)

    np.testing.assert_allclose(function(x), EXACT[name](x), rtol=4e-16 if name in ("exp", "tanh", "sigmoid") else 3e-14)


@pytest.mark.parametrize("function", [exp, tanh, sigmoid, softplus, expm1, normal_below])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nan_stays_nan(function, dtype):
    with np.errstate(invalid="ignore"):
        assert np.isnan(function(dtype(np.nan)))


def test_infinity_in_float32():
    infinity = np.float32(np.inf)

    assert tanh(infinity) == 1
    assert tanh(-infinity) == -1
    assert sigmoid(infinity) == 1
    assert sigmoid(-infinity) == pytest.approx(0, abs=1e-37)
    with np.errstate(all="raise"):  # held to its range: neither infinity nor 0
        assert 1e38 < exp(infinity) < np.inf
        assert 0 < exp(-infinity) < 2e-38


@pytest.mark.parametrize("x", np.float32([-1e30, -200, -88, -87.4, 88.0, 88.4, 88.6, 88.7, 89, 1e30]))
def test_exp_is_never_zero_nor_infinite_in_float32(x):
    assert 0 < exp(x) < np.inf


def test_what_rises_falls_by_rounding_at_most():
    x = np.sort(NUMBERS)
    for function, most in ((exp, 1), (tanh, 7), (sigmoid, 3)):
        y = function(x).astype(np.float64)
        assert (np.diff(y) >= -most * np.spacing(np.abs(y[1:]).astype(np.float32))).all()
