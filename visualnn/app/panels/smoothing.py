"""Smoothing of a noisy curve."""

from __future__ import annotations

import numpy as np

from visualnn.app.panels.traces import shared


def smooth(values: np.ndarray, weight: float) -> np.ndarray:
    """Exponential moving average without the bias of its start, as TensorBoard draws it.

    ``s[n] = (1 - w) * sum_k w^k v[n-k]``, divided by ``1 - w^(n+1)``.

    Args:
        values: ``[n]`` numbers.
        weight: ``w``, from 0 (no smoothing) to below 1.

    Source: Kingma and Ba (2015), "Adam", section 3, for the correction.
    """
    if weight <= 0 or len(values) < 2:
        return values
    count = np.arange(1, len(values) + 1)
    return _totals(values, weight) * (1 - weight) / (1 - weight**count)


KEPT = 64
"""How far back a curve may change for what was smoothed before to be still good."""


class Smoother:
    """Smooths a curve that grows: what was smoothed before is not computed again.

    ``geometric``: the logarithms are averaged, as befits what is looked at on a logarithmic axis; what is not above
    zero is left out and has no smoothed value.
    """

    def __init__(self, geometric: bool = False) -> None:
        self._geometric = geometric
        self._weight = 0.0
        self._values = np.zeros(0)
        self._first = 0  # of those of which it is known what was averaged and what the sums are
        self._taken = np.zeros(0)
        self._totals = np.zeros(0)
        self._smoothed = np.zeros(0)

    def __call__(self, values: np.ndarray, weight: float) -> np.ndarray:
        """What :func:`smooth` gives."""
        if weight <= 0 or len(values) < 2:
            return values
        same = shared(self._values, values) if weight == self._weight else 0
        if same <= self._first:
            same = self._first = 0
        known = same - self._first
        taken = self._to_take(values[same:], self._taken[known - 1 : known])
        carried = self._totals[known - 1 : known]
        totals = _totals(np.concatenate([carried, taken]), weight)[len(carried) :]
        count = np.arange(same + 1, len(values) + 1)
        smoothed = totals * (1 - weight) / (1 - weight**count)
        if self._geometric:
            smoothed = np.where(values[same:] > 0, 10.0**smoothed, np.nan)
        self._taken = np.concatenate([self._taken[:known], taken])[-KEPT:]
        self._totals = np.concatenate([self._totals[:known], totals])[-KEPT:]
        self._first = len(values) - len(self._taken)
        self._smoothed = np.concatenate([self._smoothed[:same], smoothed])
        self._weight, self._values = weight, values
        return self._smoothed

    def _to_take(self, values: np.ndarray, before: np.ndarray) -> np.ndarray:
        """What is averaged of new values; ``before``: what was taken of the one before them, if there was one."""
        if not self._geometric:
            return values
        good = np.isfinite(values) & (values > 0)
        logs = np.log10(np.where(good, values, 1.0))
        if good.all():
            return logs
        chain = np.concatenate([before, logs])  # where there is none, the last one goes on, or the first there is
        there = np.concatenate([np.ones(len(before), bool), good])
        last = np.maximum.accumulate(np.where(there, np.arange(len(chain)), there.argmax()))
        return chain[last][len(before) :]


def _totals(values: np.ndarray, weight: float) -> np.ndarray:
    """``t[n] = sum_k w^k v[n-k]``."""
    # The sum of the last 2m terms follows from two sums of m terms: log2(n) passes instead of n steps.
    total = np.asarray(values, np.float64).copy()
    reach, factor = 1, weight
    while reach < len(total) and factor > 1e-9:
        total[reach:] += factor * total[:-reach]
        reach, factor = 2 * reach, factor * factor
    return total
