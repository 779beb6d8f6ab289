"""Activations."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

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
def leaky_relu(op: Operation) -> None:
    """y = max(x, slope x) for a slope up to 1."""
    op.y[:] = np.maximum(op.x, op.array(f.SETTINGS, 1) * op.x)


@reference
def leaky_relu_backward(op: Operation) -> None:
    """dx = dy, times the slope where x <= 0."""
    op.give(f.DX, np.where(op.x > 0, op.dy, op.array(f.SETTINGS, 1) * op.dy))


@reference
def threshold(op: Operation) -> None:
    """y = 1 above 0, else 0."""
    op.y[:] = op.x > 0


@reference
def threshold_backward(op: Operation) -> None:
    """dx = 0."""
    op.give(f.DX, 0 * op.dy)


@reference
def elu(op: Operation) -> None:
    """y = x above 0, e^x - 1 below."""
    op.y[:] = np.where(op.x > 0, op.x, np.expm1(np.minimum(op.x, 0)))


@reference
def elu_backward(op: Operation) -> None:
    """dx = dy, times e^x where x <= 0."""
    op.give(f.DX, op.dy * np.exp(np.minimum(op.x, 0)))


SCALE, ALPHA = 1.0507009873554804934, 1.6732632423543772848
"""With these, mean 0 and variance 1 are a fixed point (Klambauer et al. 2017, equation 14)."""


@reference
def selu(op: Operation) -> None:
    """y = scale x above 0, scale alpha (e^x - 1) below."""
    op.y[:] = SCALE * np.where(op.x > 0, op.x, ALPHA * np.expm1(np.minimum(op.x, 0)))


@reference
def selu_backward(op: Operation) -> None:
    """dx = scale dy, times alpha e^x where x <= 0."""
    op.give(f.DX, SCALE * op.dy * np.where(op.x > 0, 1, ALPHA * np.exp(np.minimum(op.x, 0))))


@reference
def gelu(op: Operation) -> None:
    """y = x P(x), P the cumulative standard normal distribution."""
    op.y[:] = op.x * ndtr(op.x)


@reference
def gelu_backward(op: Operation) -> None:
    """dx = dy (P(x) + x p(x)), p the density."""
    density = np.exp(-(op.x**2) / 2) / np.sqrt(2 * np.pi)
    op.give(f.DX, op.dy * (ndtr(op.x) + op.x * density))


@reference
def softplus(op: Operation) -> None:
    """y = log(e^0 + e^x)."""
    op.y[:] = np.logaddexp(0, op.x)


@reference
def softplus_backward(op: Operation) -> None:
    """dx = dy sigmoid(x)."""
    op.give(f.DX, op.dy * logistic(op.x))


@reference
def swish(op: Operation) -> None:
    """y = x sigmoid(x)."""
    op.y[:] = op.x * logistic(op.x)


@reference
def swish_backward(op: Operation) -> None:
    """dx = dy (sigmoid(x) + x sigmoid(x) sigmoid(-x))."""
    op.give(f.DX, op.dy * (logistic(op.x) + op.x * logistic(op.x) * logistic(-op.x)))


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
