"""The loss on a plane through the weights of a network, and the paths that trainings took on it.

The plane is the one along which the paths spread most: through the mean of all points, spanned by their first two
principal components (Li, Xu, Taylor, Studer & Goldstein 2018, "Visualizing the Loss Landscape of Neural Nets", section
7). The paths are drawn as their projections; the loss at a place of the plane is that of exactly these weights, so at a
projected point it may differ from the loss that the training had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from visualnn.engine.runner import Runner

ROWS = 1500
"""Training rows at most that the loss of a survey is the mean of."""

Array = np.ndarray[Any, Any]


class Plane(NamedTuple):
    """A plane through the space of all weights.

    origin: [weights]. directions: [2, weights], orthonormal. shares: the share of the paths' spread along each.
    paths: where each path runs on it, [points, 2].
    """

    origin: Array
    directions: Array
    shares: tuple[float, float]
    paths: tuple[Array, ...]


def flat(weights: Mapping[str, Array]) -> Array:
    """All weights in a row, in the order of their keys' names: float32 [weights]."""
    return np.concatenate([np.asarray(weights[key], np.float32).ravel() for key in sorted(weights)])


def unflat(row: Array, like: Mapping[str, Array]) -> dict[str, Array]:
    """The inverse of :func:`flat`, in the shapes of ``like``."""
    found, at = {}, 0
    for key in sorted(like):
        size = like[key].size
        found[key] = row[at : at + size].reshape(like[key].shape)
        at += size
    return found


def plane(paths: Sequence[Sequence[Array] | Array], most: int | None = None, like: Array | None = None) -> Plane | None:
    """The plane along which paths spread most; None while nothing has moved, and of a single weight.

    Args:
        paths: points of [weights] each, of the same weights.
        most: about how many of all points to find the plane by, evenly taken; None: all.
        like: the directions of a plane that was shown before: the new ones point the same way.
    """
    walked = [np.stack([*path]) for path in paths]
    share = 1.0 if most is None else min(1.0, most / sum(map(len, walked)))
    chosen = [path[np.linspace(0, len(path) - 1, max(2, round(share * len(path)))).astype(int)] for path in walked]
    rows = np.concatenate(chosen if share < 1 else walked).astype(np.float64)
    origin = rows.mean(0)
    rows -= origin
    # Of n points in P dimensions, n much smaller: the components follow from the n x n products (Turk & Pentland 1991).
    values, vectors = np.linalg.eigh(rows @ rows.T)
    total = float(values.clip(0).sum())
    if not np.isfinite(total) or total <= 1e-18 or min(rows.shape) < 2:
        return None
    spread, turned = values[::-1][:2].clip(0), vectors[:, ::-1][:, :2]
    directions = turned.T @ rows
    lengths = np.linalg.norm(directions, axis=1)
    if lengths[1] <= 1e-9 * lengths[0]:  # all on a line: any direction across it will do
        directions[1] = _across(directions[0])
        lengths[1] = np.linalg.norm(directions[1])
    directions /= lengths[:, None]
    # A sign is arbitrary: the start is at the lower left.
    wrong = rows[0] @ directions.T > 0 if like is None else (directions * like).sum(1) < 0
    directions *= np.where(wrong, -1.0, 1.0)[:, None]
    shares = (float(spread[0] / total), float(spread[1] / total))
    projected = tuple((path - origin) @ directions.T for path in walked)
    if not all(np.isfinite(path).all() for path in projected):  # a point that the plane was not found by
        return None
    return Plane(origin, directions, shares, projected)


def survey(runner: Runner, origin: Array, directions: Array, places: Array, rows: int = ROWS) -> Array:
    """The mean loss of some training rows with the weights ``origin + place @ directions``; the run's own state is as
    before afterwards.

    Args:
        runner: the network.
        origin: [weights], see :func:`flat`. directions: [2, weights]. places: [n, 2].
        rows: training rows at most, the first of them.

    Returns:
        float64 [n], the weighted sum of all losses; infinite where it is not a finite number.
    """
    kept, like = runner.checkpoint(), runner.weights()
    weights = np.array([loss.weight for loss in runner.program.losses])
    found = np.empty(len(places))
    try:
        for number, place in enumerate(places):
            runner.set_weights(unflat(origin + place @ directions, like))
            found[number] = runner.evaluate("train", rows)[:, 0] @ weights
    finally:
        runner.restore(kept)
    return np.where(np.isfinite(found), found, np.inf)


def _across(direction: Array) -> Array:
    other = np.zeros_like(direction)
    other[int(np.argmin(np.abs(direction)))] = 1.0
    return other - (other @ direction) / (direction @ direction) * direction
