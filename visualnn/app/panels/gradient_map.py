"""Gradient norms over many steps as a picture of few columns."""

from __future__ import annotations

import numpy as np

COLUMNS = 240


def gradient_map(steps: np.ndarray, norms: np.ndarray, columns: int = COLUMNS) -> tuple[np.ndarray, int, int]:
    """The decimal logarithm of the norms, averaged over equal stretches of steps.

    Args:
        steps: [n], ascending, at least one.
        norms: [layers, n]; those that are 0 or not finite are left out.
        columns: at most so many stretches.

    Returns:
        [layers, stretches], NaN where there is nothing; the first and the last step.
    """
    first, last = int(steps[0]), int(steps[-1])
    columns = min(columns, last - first + 1)
    place = ((steps - first) * columns // (last - first + 1)).astype(np.int64)
    good = np.isfinite(norms) & (norms > 0)
    decades = np.where(good, np.log10(np.where(good, norms, 1.0)), 0.0)
    result = np.full((len(norms), columns), np.nan)
    for row in range(len(norms)):
        counts = np.bincount(place, good[row], columns)
        sums = np.bincount(place, decades[row], columns)
        np.divide(sums, counts, out=result[row], where=counts > 0)
    return result, first, last
