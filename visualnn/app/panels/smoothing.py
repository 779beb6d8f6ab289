"""Smoothing of a noisy curve."""

from __future__ import annotations

import numpy as np


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
    # The sum of the last 2m terms follows from two sums of m terms: log2(n) passes instead of n steps.
    total = np.asarray(values, np.float64).copy()
    reach, factor = 1, weight
    while reach < len(total) and factor > 1e-9:
        total[reach:] += factor * total[:-reach]
        reach, factor = 2 * reach, factor * factor
    count = np.arange(1, len(total) + 1)
    return total * (1 - weight) / (1 - weight**count)
