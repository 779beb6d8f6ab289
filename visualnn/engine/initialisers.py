"""Where parameters start. Each parameter draws from a stream of its own, named by seed and key, so that changing one
layer leaves the others as they were.

For fan-in ``in`` and fan-out ``out``:

- ``zeros``; ``constant``: ``mean`` everywhere.
- ``normal``: N(mean, stddev²); ``truncated_normal``: the same, drawn again where it is further than two standard
  deviations from the mean; ``uniform``: U(limits), in either order.
- ``xavier_uniform`` U(±sqrt(6 / (in + out))), ``xavier_normal`` N(0, 2 / (in + out)): Glorot & Bengio 2010.
- ``he_uniform`` U(±sqrt(6 / in)), ``he_normal`` N(0, 2 / in): He et al. 2015.
- ``lecun_uniform`` U(±sqrt(3 / in)), ``lecun_normal`` N(0, 1 / in): LeCun et al. 1998.
- ``orthogonal``: rows, or where there are more of them columns, are orthonormal, of all such matrices any (Saxe,
  McClelland & Ganguli 2014); ``identity``: ones on the diagonal. Arrays of more than two axes are taken as matrices of
  as many columns as their last axis; those of one axis are a row.
"""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np

from visualnn.engine.program import Start


def initial(name: str, shape: tuple[int, ...], start: Start, seed: int) -> np.ndarray[Any, Any]:
    """The starting values of a parameter, float64.

    Args:
        name: the parameter's key.
        shape: its shape.
        start: the initialiser and what it reads.
        seed: the run's seed.
    """
    random = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))
    kind, (fan_in, fan_out) = start.initialiser, start.fans
    if kind in ("zeros", "constant"):
        return np.full(shape, start.mean if kind == "constant" else 0.0)
    if kind in ("orthogonal", "identity"):
        columns = shape[-1] if shape else 1
        rows = math.prod(shape) // columns
        return (np.eye(rows, columns) if kind == "identity" else _orthogonal(random, rows, columns)).reshape(shape)
    if kind == "truncated_normal":
        return start.mean + start.stddev * _truncated(random, shape)
    if kind == "uniform":
        return random.uniform(min(start.limits), max(start.limits), shape)
    scale, _, distribution = kind.rpartition("_")
    if not scale:
        return random.normal(start.mean, start.stddev, shape)
    variance = {"xavier": 2 / (fan_in + fan_out), "he": 2 / fan_in, "lecun": 1 / fan_in}[scale]
    if distribution == "uniform":
        limit = math.sqrt(3 * variance)
        return random.uniform(-limit, limit, shape)
    return random.normal(0.0, math.sqrt(variance), shape)


def _orthogonal(random: np.random.Generator, rows: int, columns: int) -> np.ndarray[Any, Any]:
    """The Q of a random matrix, with the signs that make every orthonormal matrix equally likely (Mezzadri 2007)."""
    q, r = np.linalg.qr(random.normal(size=(max(rows, columns), min(rows, columns))))
    q *= np.where(np.diag(r) < 0, -1.0, 1.0)
    return q if rows >= columns else q.T


def _truncated(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Standard normal numbers, none beyond 2."""
    numbers = random.normal(size=shape)
    while (far := np.abs(numbers) > 2).any():
        numbers[far] = random.normal(size=int(far.sum()))
    return numbers
