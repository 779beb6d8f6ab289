"""Where parameters start. Each parameter draws from a stream of its own, named by seed and key, so that changing one
layer leaves the others as they were."""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np


def initial(
    name: str, shape: tuple[int, ...], kind: str, stddev: float, fans: tuple[int, int], seed: int
) -> np.ndarray[Any, Any]:
    """The starting values of a parameter, float64.

    Args:
        name: the parameter's key.
        shape: its shape.
        kind: ``zeros``; ``normal`` (mean 0, ``stddev``); ``xavier_uniform`` U(±sqrt(6 / (in + out))) and
            ``xavier_normal`` N(0, 2 / (in + out)) (Glorot & Bengio 2010); ``he_normal`` N(0, 2 / in) (He et al. 2015).
        stddev: the spread of ``normal``.
        fans: how many numbers enter a unit, and how many units a number enters (fan-in, fan-out).
        seed: the run's seed.
    """
    random = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))
    fan_in, fan_out = fans
    if kind == "zeros":
        return np.zeros(shape)
    if kind == "xavier_uniform":
        limit = math.sqrt(6 / (fan_in + fan_out))
        return random.uniform(-limit, limit, shape)
    deviation = {
        "normal": stddev,
        "xavier_normal": math.sqrt(2 / (fan_in + fan_out)),
        "he_normal": math.sqrt(2 / fan_in),
    }[kind]
    return random.normal(0.0, deviation, shape)
