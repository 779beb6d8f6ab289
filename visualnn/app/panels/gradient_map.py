"""Gradient norms over many steps as a picture of few columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from visualnn.app.panels.digits import short

if TYPE_CHECKING:
    from visualnn.training.metrics import History

COLUMNS = 240
"""Columns of a map, at most, and at least half as many where there are enough steps."""


def column_width(steps: int) -> int:
    """How many steps a column stands for in a map of so many: a power of two, so that columns stay what they are while
    a run goes on, but for now and then."""
    return 1 << (-(-steps // COLUMNS) - 1).bit_length()


class GrowingMap:
    """The map of a run that goes on, from its first step: of the columns that there were, only the last, which may not
    have been complete, is made again."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._map = np.zeros((0, 0))

    def __call__(self, history: History, names: Sequence[str], width: int) -> np.ndarray:
        """The map of these curves in columns of so many steps, [names, columns]."""
        of = (history, len(history.cuts), names, width)
        if of != self._of:
            self._of, self._map = of, np.zeros((len(names), 0))
        complete = max(0, self._map.shape[1] - 1)
        first = 1 + complete * width
        points = history.together(names, since=first)
        if not len(points.steps):  # it was set back to its beginning
            return self._map
        last, _, _ = gradient_map(points.steps, points.means.T, width, first)
        self._map = np.concatenate([self._map[:, :complete], last], axis=1)
        return self._map


def gradient_map(steps: np.ndarray, norms: np.ndarray, width: int = 0, first: int = 0) -> tuple[np.ndarray, int, int]:
    """The means of norms over equal stretches of steps: of means over fewer steps they are the same, so that a map does
    not change when a curve is thinned. Means of logarithms would.

    Args:
        steps: [n], ascending, at least one.
        norms: [layers, n]; those that are not finite are left out.
        width: steps of a stretch; 0: see :func:`column_width`.
        first: the step at which the first stretch begins; 0: the first there is.

    Returns:
        [layers, stretches], NaN where there is nothing; the first step and the one after the last stretch.
    """
    first = first or int(steps[0])
    width = width or column_width(int(steps[-1]) - first + 1)
    place = ((steps - first) // width).astype(np.int64)
    columns = int(place[-1]) + 1
    good = np.isfinite(norms)
    norms = np.where(good, norms, 0.0)
    result = np.full((len(norms), columns), np.nan)
    for row in range(len(norms)):
        counts = np.bincount(place, good[row], columns)
        sums = np.bincount(place, norms[row], columns)
        np.divide(sums, counts, out=result[row], where=counts > 0)
    return result, first, first + columns * width


def decades(norms: np.ndarray) -> np.ndarray:
    """The decimal logarithms of norms; of those that are 0, minus infinity."""
    with np.errstate(divide="ignore"):
        return np.log10(norms)


def norm_text(norm: float) -> str:
    """A norm in few digits."""
    if not math.isfinite(norm):
        return "-"
    return short(f"{norm:.1e}") if norm else "0"
