"""Normalisation over a row's features and over the batch."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def _statistics(x: Floats, axes: int | tuple[int, ...], epsilon: float) -> tuple[Floats, Floats]:
    """Mean and 1 / sqrt(variance + epsilon), the axes kept with extent 1."""
    return x.mean(axes, keepdims=True), 1 / np.sqrt(x.var(axes, keepdims=True) + epsilon)


def _slope(u: Floats, inverse: Floats, d: Floats, axes: int | tuple[int, ...]) -> Floats:
    """The gradient of x where u = (x - mean(x)) inverse and d is the gradient of u."""
    return inverse * (d - d.mean(axes, keepdims=True) - u * (d * u).mean(axes, keepdims=True))


@reference
def layer_norm(op: Operation) -> None:
    """Statistics of each inner row, which are kept."""
    (epsilon,) = op.array(f.SETTINGS, 1)
    mean, inverse = _statistics(op.x, -1, epsilon)
    op.array(f.WORK, op.rows, op.t, 2)[:] = np.concatenate([mean, inverse], -1)
    op.y[:] = (op.x - mean) * inverse * op.array(f.W, op[f.N]) + op.array(f.W2, op[f.N])


@reference
def layer_norm_backward(op: Operation) -> None:
    """DX."""
    mean, inverse = _statistics(op.x, -1, op.array(f.SETTINGS, 1)[0])
    op.give(f.DX, _slope((op.x - mean) * inverse, inverse, op.dy * op.array(f.W, op[f.N]), -1))


@reference
def layer_norm_gain_gradient(op: Operation) -> None:
    """Dgain = the sum of dy u."""
    mean, inverse = _statistics(op.x, -1, op.array(f.SETTINGS, 1)[0])
    op.give(f.G, (op.dy * (op.x - mean) * inverse).sum((0, 1)))


def _runs(op: Operation, field: int) -> Floats:
    """[runs, channels, numbers of a channel]."""
    return op.array(field, op.rows * op[f.A2], op[f.A0], op[f.A1])


def _per_channel(op: Operation, field: int) -> Floats:
    return op.array(field, op[f.A0])[:, None]


@reference
def batch_norm(op: Operation) -> None:
    """Gathers what the second part computes with; here that sees all rows at once."""


@reference
def batch_norm_sync(op: Operation) -> None:
    """Statistics of the batch in training, running ones otherwise."""
    x, (epsilon, momentum) = _runs(op, f.X), op.array(f.SETTINGS, 2)
    mean, inverse = _statistics(x, (0, 2), epsilon)
    running, spread = _per_channel(op, f.W3), _per_channel(op, f.W4)
    if not op.step.training:
        mean, inverse = running, 1 / np.sqrt(spread + epsilon)
    elif (count := x.size // op[f.A0]) > 1:
        running += momentum * (x.mean((0, 2))[:, None] - running)
        spread += momentum * (x.var((0, 2))[:, None] * count / (count - 1) - spread)
    _runs(op, f.Y)[:] = (x - mean) * inverse * _per_channel(op, f.W) + _per_channel(op, f.W2)


def _normalised(op: Operation) -> tuple[Floats, Floats]:
    """The normalised x, and 1 / sqrt(variance + epsilon)."""
    mean, inverse = _statistics(_runs(op, f.X), (0, 2), op.array(f.SETTINGS, 2)[0])
    return (_runs(op, f.X) - mean) * inverse, inverse


@reference
def batch_norm_backward(op: Operation) -> None:
    """Gathers what the second part computes with."""


@reference
def batch_norm_backward_sync(op: Operation) -> None:
    """DX."""
    u, inverse = _normalised(op)
    op.give(f.DX, _slope(u, inverse, _runs(op, f.DY) * _per_channel(op, f.W), (0, 2)))


@reference
def batch_norm_gain_gradient(op: Operation) -> None:
    """Dgain = the sum of dy u."""
    op.give(f.G, (_runs(op, f.DY) * _normalised(op)[0]).sum((0, 2)))


@reference
def batch_norm_bias_gradient(op: Operation) -> None:
    """Dbias = the sum of dy."""
    op.give(f.G, _runs(op, f.DY).sum((0, 2)))
