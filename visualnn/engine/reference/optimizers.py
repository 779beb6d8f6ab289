"""Update rules, from their papers."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Update, reference


@reference
def sgd(p: Update) -> None:
    """w -= rate g."""
    p.value[:] -= p.hyper[f.LEARNING_RATE] * p.gradient


@reference
def adam(p: Update) -> None:
    """Kingma & Ba 2015, algorithm 1."""
    beta1, beta2 = 1 - p.hyper[f.REST1], 1 - p.hyper[f.REST2]
    m, v = p.slots
    t = p.step + 1
    m[:] = beta1 * m + (1 - beta1) * p.gradient
    v[:] = beta2 * v + (1 - beta2) * p.gradient**2
    corrected_m, corrected_v = m / (1 - beta1**t), v / (1 - beta2**t)
    p.value[:] -= p.hyper[f.LEARNING_RATE] * corrected_m / (np.sqrt(corrected_v) + p.hyper[f.EPSILON])
