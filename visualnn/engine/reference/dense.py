"""Products with a weight matrix: y = x W + b."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def affine(op: Operation, x: Floats) -> Floats:
    """x W + b for x [rows, t, n]; the bias may be missing."""
    product = x @ op.array(f.W, op[f.N], op[f.M])
    return product + op.array(f.W2, op[f.M]) if op.has(f.W2) else product


def written_out(op: Operation) -> Floats:
    """A one-hot input, of which memory holds the class numbers, as zeros and ones: [rows, t, n]."""
    return np.eye(op[f.N])[op.array(f.X, op.rows, op.t).astype(int)]


def input_gradient(op: Operation) -> None:
    """DX = DY W'."""
    op.give(f.DX, op.dy @ op.array(f.W, op[f.N], op[f.M]).T)


@reference
def dense(op: Operation) -> None:
    """Y = X W + b."""
    op.y[:] = affine(op, op.x)


@reference
def dense_onehot(op: Operation) -> None:
    """The same, X written out first."""
    op.y[:] = affine(op, written_out(op))


@reference
def dense_backward(op: Operation) -> None:
    """DX = DY W'."""
    input_gradient(op)


@reference
def weight_gradient(op: Operation) -> None:
    """DW = X' DY, summed over rows and inner rows."""
    op.give(f.G, np.einsum("itn,itm->nm", op.x, op.dy))


@reference
def weight_gradient_onehot(op: Operation) -> None:
    """The same, X written out first."""
    op.give(f.G, np.einsum("itn,itm->nm", written_out(op), op.dy))


@reference
def bias_gradient(op: Operation) -> None:
    """Db = the sum of DY."""
    op.give(f.G, op.dy.sum((0, 1)))
