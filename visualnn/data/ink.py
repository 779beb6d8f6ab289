"""Drawings brought into the form of the pictures that a network was trained on."""

from __future__ import annotations

import numpy as np

LARGE = 20
"""Sides, in pixels, from which pictures are framed as MNIST frames them."""

FRAMED = 20 / 28
"""The part of MNIST's pictures that the digit fills."""


def framed(ink: np.ndarray, picture: tuple[int, int]) -> np.ndarray:
    """A drawing as a picture of the data would be: cut out, scaled with its proportions kept, and centred.

    MNIST scales the digit into 20 x 20 of 28 x 28 pixels and puts its centre of mass on the pixel (14, 14), counted
    from 0; the small pictures of scikit-learn are filled from edge to edge. Every pixel is the mean of the ink that it
    covers.

    Args:
        ink: [rows, columns], 0 (nothing) to 1.
        picture: height and width of the result.

    Returns:
        float32 of that shape, 0 to 1; all 0 when there is no ink.

    Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
    """
    result = np.zeros(picture, np.float32)
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if not len(rows):
        return result
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float64)
    large = min(picture) >= LARGE
    box = [side * FRAMED if large else side for side in picture]
    scale = min(box[0] / cut.shape[0], box[1] / cut.shape[1])
    height, width = (max(1, round(extent * scale)) for extent in cut.shape)
    small = _areas(cut.shape[0], height) @ cut @ _areas(cut.shape[1], width).T
    if large:
        mass = [float((small.sum(1 - axis) * np.arange(small.shape[axis])).sum() / small.sum()) for axis in (0, 1)]
        places = [side / 2 - centre for side, centre in zip(picture, mass, strict=True)]
    else:
        places = [(side - extent) / 2 for side, extent in zip(picture, small.shape, strict=True)]
    top, left = (
        int(np.clip(round(place), 0, side - extent))
        for place, side, extent in zip(places, picture, small.shape, strict=True)
    )
    result[top : top + height, left : left + width] = small
    return result


def _areas(old: int, new: int) -> np.ndarray:
    """The matrix [new, old] that averages ``old`` pixels over ``new`` equal stretches."""
    edges = np.linspace(0, old, new + 1)
    pixels = np.arange(old)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.clip(covered, 0, None) / (old / new)
