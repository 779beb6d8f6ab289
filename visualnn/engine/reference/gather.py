"""Bring the rows of a batch from the data set into memory."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def _taken(op: Operation) -> Floats:
    """The rows of the batch, [rows, n]."""
    return op.source.reshape(len(op.source), -1)[op.step.rows]


@reference
def gather_real(op: Operation) -> None:
    """Numbers as they stand."""
    op.array(f.Y, op.rows, op[f.N])[:] = _taken(op)


@reference
def gather_byte(op: Operation) -> None:
    """Bytes, which stand for value / 255, in float32 like all data."""
    op.array(f.Y, op.rows, op[f.N])[:] = _taken(op).astype(np.float32) * np.float32(1 / 255)


@reference
def gather_index(op: Operation) -> None:
    """Class numbers."""
    op.array(f.Y, op.rows, op[f.N])[:] = _taken(op)


@reference
def one_hot(op: Operation) -> None:
    """Class numbers written out as rows of zeros with a single one."""
    op.y[:] = np.eye(op[f.M])[op.array(f.X, op.rows, op.t).astype(int)]
