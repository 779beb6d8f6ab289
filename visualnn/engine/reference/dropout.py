"""Inverted dropout on counter-based random numbers."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.random import DROPOUT
from visualnn.engine.reference.base import Floats, Operation, reference
from visualnn.engine.reference.philox import philox


def mask(keep: float, rows: int, width: int, *, step: int, serial: int, seed: int) -> Floats:
    """What a batch is multiplied by, [rows, width]: 1 / keep or 0. The random number of column j of row i is word
    j % 4 of philox(j // 4, i, step, serial)."""
    row, column = np.arange(rows)[:, None], np.arange(width)[None, :]
    words = philox((column // 4, row, step, serial), (seed, DROPOUT))
    drawn = np.choose(np.broadcast_to(column % 4, (rows, width)), words)
    return np.where(drawn < keep * 2.0**32, 1 / keep, 0.0)


@reference
def dropout(op: Operation) -> None:
    """Training: y = x mask, and the mask is kept; predicting: y = x."""
    op.y[:] = op.x
    if op.step.training:
        width = op.t * op[f.N]
        kept = op.array(f.WORK, op.rows, width)
        keep = float(op.array(f.SETTINGS, 1)[0])
        kept[:] = mask(keep, op.rows, width, step=op.step.number, serial=op[f.SERIAL], seed=op.step.seed)
        op.y[:] *= kept.reshape(op.x.shape)


@reference
def dropout_backward(op: Operation) -> None:
    """dx = dy mask."""
    op.give(f.DX, op.dy * op.array(f.WORK, *op.dy.shape))
