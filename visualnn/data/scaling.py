"""Bringing columns of numbers to the same size, with figures taken from the training rows alone.

Rows kept for validation and test stand for data not yet seen, so nothing may be learnt from them, not even a mean.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

Scaling = Literal["none", "standard", "minmax"]


def scale(values: np.ndarray, train: slice, how: Scaling) -> np.ndarray:
    """Columns of ``[rows, columns]`` float64, scaled as float32.

    ``standard``: mean 0 and standard deviation 1 over the training rows; ``minmax``: from 0 to 1 over them (other rows
    may lie outside). A column that is the same in all of them becomes 0.
    """
    learnt = values[train]
    if how == "standard":
        shift, size = learnt.mean(axis=0), learnt.std(axis=0)
    elif how == "minmax":
        shift, size = learnt.min(axis=0), np.ptp(learnt, axis=0)
    else:
        return values.astype(np.float32)
    return ((values - shift) / np.where(size > 0, size, 1)).astype(np.float32)
