"""Gradient norms over many steps as a picture of few columns."""

from __future__ import annotations

import numpy as np

COLUMNS = 240
"""Columns of a map, at most, and at least half as many where there are enough steps."""


def column_width(steps: int) -> int:
    """How many steps a column stands for in a map of so many: a power of two, so that columns stay what they are while
    a run goes on, but for now and then."""
    return 1 << (-(-steps // COLUMNS) - 1).bit_length()


def gradient_map(steps: np.ndarray, norms: np.ndarray, width: int = 0) -> tuple[np.ndarray, int, int]:
    """The decimal logarithm of the norms, averaged over equal stretches of steps.

    Args:
        steps: [n], ascending, at least one.
        norms: [layers, n]; those that are 0 or not finite are left out.
        width: steps of a stretch; 0: see :func:`column_width`.

    Returns:
        [layers, stretches], NaN where there is nothing; the first step and the one after the last stretch.
    """
    first = int(steps[0])
    width = width or column_width(int(steps[-1]) - first + 1)
    place = ((steps - first) // width).astype(np.int64)
    columns = int(place[-1]) + 1
    good = np.isfinite(norms) & (norms > 0)
    decades = np.where(good, np.log10(np.where(good, norms, 1.0)), 0.0)
    result = np.full((len(norms), columns), np.nan)
    for row in range(len(norms)):
        counts = np.bincount(place, good[row], columns)
        sums = np.bincount(place, decades[row], columns)
        np.divide(sums, counts, out=result[row], where=counts > 0)
    return result, first, first + columns * width
