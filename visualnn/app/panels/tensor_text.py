"""Numbers of a tensor as text: brackets and columns as NumPy prints them, long ones cut short."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.app.panels.taking import exact

MOST = 6
"""Most numbers shown along an axis; of more, the first and last three."""


def tensor_text(array: np.ndarray[Any, Any]) -> str:
    """The numbers in four digits, an axis per level of brackets."""
    array = np.asarray(array)
    if array.ndim == 0:
        return f"{array[()]:.4g}"
    return np.array2string(
        array,
        threshold=MOST * MOST,
        edgeitems=MOST // 2,
        max_line_width=200,
        separator=", ",
        formatter={"float_kind": lambda number: f"{number:.4g}"},
    )


def whole_text(array: np.ndarray[Any, Any]) -> str:
    """All numbers in all their digits, on one line."""
    if array.ndim > 1:
        return f"[{', '.join(map(whole_text, array))}]"
    numbers = ", ".join(map(exact, array.ravel()))
    return f"[{numbers}]" if array.ndim else numbers


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as TensorFlow and NumPy write it."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
