"""Activations."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def logistic(x: Floats) -> Floats:
    """1 / (1 + e^-x), without overflow."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def softmax_of(x: Floats) -> Floats:
    """e^x / sum e^x over the last axis."""
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


@reference
def sigmoid(op: Operation) -> None:
    """y = 1 / (1 + e^-x)."""
    op.y[:] = logistic(op.x)


@reference
def sigmoid_backward(op: Operation) -> None:
    """dx = dy sigmoid(x) (1 - sigmoid(x))."""
    op.give(f.DX, op.dy * logistic(op.x) * logistic(-op.x))


@reference
def tanh(op: Operation) -> None:
    """y = tanh x."""
    op.y[:] = np.tanh(op.x)


@reference
def tanh_backward(op: Operation) -> None:
    """dx = dy (1 - tanh² x)."""
    op.give(f.DX, op.dy * (1 - np.tanh(op.x) ** 2))


@reference
def relu(op: Operation) -> None:
    """y = max(0, x)."""
    op.y[:] = np.maximum(op.x, 0)


@reference
def relu_backward(op: Operation) -> None:
    """dx = dy where x > 0."""
    op.give(f.DX, np.where(op.x > 0, op.dy, 0))


@reference
def softmax(op: Operation) -> None:
    """y = softmax x, over the last axis."""
    op.y[:] = softmax_of(op.x)


@reference
def softmax_backward(op: Operation) -> None:
    """dx = J' dy with the Jacobian J = diag(y) - y y'."""
    y = softmax_of(op.x)
    jacobian = np.eye(op[f.M]) * y[..., None] - y[..., :, None] * y[..., None, :]
    op.give(f.DX, np.einsum("itab,ita->itb", jacobian, op.dy))
