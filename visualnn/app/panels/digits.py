"""How numbers are written; those of one column so that their decimal points stand below each other."""

from __future__ import annotations

import math

import numpy as np

DIGITS = 4
"""Digits of the largest number of a column."""

FIXED = (1e-4, 1e7)
"""A column whose largest number is not in between is written with exponents."""


def decimals(values: np.ndarray, trimmed: bool = True) -> int | None:
    """How many digits behind the decimal point a column takes: as many as give its largest number four digits.

    Args:
        values: the column, any shape; what is not finite does not count.
        trimmed: leave out what is 0 in every row.

    Returns:
        None: numbers so large or small are written with exponents.
    """
    there = values[np.isfinite(values)].astype(np.float64)
    most = float(np.abs(there).max(initial=0.0))
    if most and not FIXED[0] <= most < FIXED[1]:
        return None
    places = max(0, DIGITS - 1 - math.floor(math.log10(most))) if most else DIGITS - 1
    while trimmed and places and np.allclose(there, np.round(there, places - 1), rtol=0, atol=0.05 * 10.0**-places):
        places -= 1
    return places


def places(apart: float) -> int:
    """How many digits behind the decimal point tell round numbers that are so far apart from each other."""
    return max(0, math.ceil(-math.log10(apart) - 1e-6))


def written(value: float, places: int | None) -> str:
    """The number with so many digits behind the point; with an exponent when ``places`` is None, or when it is far
    larger than its column promised."""
    if not math.isfinite(value):
        return f"{value}"
    if places is None or abs(value) >= FIXED[1]:
        return f"{value:.2e}"
    text = f"{value:.{places}f}"
    return text.removeprefix("-") if not float(text) else text


def short(text: str) -> str:
    """A printed number as the axes of charts write it: ``1e-5`` for ``1.0e-05``."""
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}" if exponent else text
