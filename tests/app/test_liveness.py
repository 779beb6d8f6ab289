"""Gradients and weights on the canvas while a network trains."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.liveness import gain


def test_the_gain_is_how_much_larger_uncorrelated_signals_leave() -> None:
    generator = np.random.default_rng(0)
    weights = generator.normal(size=(50, 40))
    signals = generator.normal(size=(20_000, 50))
    assert gain(weights) == pytest.approx((signals @ weights).std(), rel=0.02)
