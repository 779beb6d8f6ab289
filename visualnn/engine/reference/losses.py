"""Losses: predictions, a loss and a score per row, and the gradient of ``weight * mean over the batch``."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference
from visualnn.engine.reference.elementwise import logistic, softmax_of


def _target(op: Operation) -> Floats:
    """The targets as [rows, t, n]: class numbers are written out."""
    if op[f.LABELS] == 1:
        return np.eye(op[f.N])[op.array(f.X2, op.rows, op.t).astype(int)]
    return op.array(f.X2, op.rows, op.t, op[f.N])


def _leave(op: Operation, prediction: Floats, losses: Floats, right: Floats) -> None:
    """Write predictions, and the mean of losses and scores over each row of the batch."""
    op.array(f.Y, *prediction.shape)[:] = prediction
    op.array(f.SOURCE, op.rows)[:] = losses.reshape(op.rows, -1).mean(1)
    op.array(f.SCORE, op.rows)[:] = right.reshape(op.rows, -1).mean(1)


def _return(op: Operation, slope: Floats, terms: int) -> None:
    """Give the gradient: ``slope`` of the sum, over the number of terms in the mean, times the loss's weight."""
    op.give(f.DX, slope * op.array(f.SETTINGS, 1)[0] / terms)


@reference
def softmax_cross_entropy(op: Operation) -> None:
    """-sum_c y_c log softmax(x)_c; right where the largest of both is at the same class."""
    x, target = op.x, _target(op)
    shifted = x - x.max(-1, keepdims=True)
    logarithm = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    _leave(op, softmax_of(x), -(target * logarithm).sum(-1), x.argmax(-1) == target.argmax(-1))


@reference
def softmax_cross_entropy_backward(op: Operation) -> None:
    """softmax(x) sum(y) - y."""
    target = _target(op)
    _return(op, softmax_of(op.x) * target.sum(-1, keepdims=True) - target, op.rows * op.t)


@reference
def binary_cross_entropy(op: Operation) -> None:
    """-(y log p + (1 - y) log(1 - p)), p = sigmoid(x); right where p and y are on the same side of 1/2."""
    x, target = op.x, _target(op)
    losses = target * np.logaddexp(0, -x) + (1 - target) * np.logaddexp(0, x)
    _leave(op, logistic(x), losses, (x > 0) == (target > 0.5))


@reference
def binary_cross_entropy_backward(op: Operation) -> None:
    """p - y."""
    _return(op, logistic(op.x) - _target(op), op.x.size)


def _distance(op: Operation, losses: Floats) -> None:
    """Leave these losses; the score is the squared error, or against class numbers, right where the largest of both is
    at the same class."""
    x, target = op.x, _target(op)
    _leave(op, x, losses, x.argmax(-1) == target.argmax(-1) if op[f.LABELS] == 1 else (x - target) ** 2)


@reference
def mse(op: Operation) -> None:
    """(x - y)²."""
    _distance(op, (op.x - _target(op)) ** 2)


@reference
def mse_backward(op: Operation) -> None:
    """2 (x - y)."""
    _return(op, 2 * (op.x - _target(op)), op.x.size)


@reference
def mae(op: Operation) -> None:
    """|x - y|."""
    _distance(op, np.abs(op.x - _target(op)))


@reference
def mae_backward(op: Operation) -> None:
    """sign(x - y)."""
    _return(op, np.sign(op.x - _target(op)), op.x.size)


@reference
def huber(op: Operation) -> None:
    """d² / 2 up to delta, and its tangent there from then on."""
    size, delta = np.abs(op.x - _target(op)), op.array(f.SETTINGS, 2)[1]
    _distance(op, np.where(size <= delta, size**2 / 2, delta**2 / 2 + delta * (size - delta)))


@reference
def huber_backward(op: Operation) -> None:
    """d, at most delta in size."""
    delta = op.array(f.SETTINGS, 2)[1]
    _return(op, np.clip(op.x - _target(op), -delta, delta), op.x.size)


@reference
def value(op: Operation) -> None:
    """The sum of a row's numbers."""
    x = op.x
    op.array(f.Y, *x.shape)[:] = x
    op.array(f.SOURCE, op.rows)[:] = x.reshape(op.rows, -1).sum(1)
    op.array(f.SCORE, op.rows)[:] = 0


@reference
def value_backward(op: Operation) -> None:
    """1 for every number."""
    _return(op, np.ones_like(op.x), op.rows)
