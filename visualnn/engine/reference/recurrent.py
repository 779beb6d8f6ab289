"""The vanilla RNN, state by state."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference
from visualnn.engine.reference.dense import affine, input_gradient, written_out

Squash = Callable[[Floats], Floats]


def _relu(z: Floats) -> Floats:
    return np.maximum(z, 0)


def _states(op: Operation, x: Floats, squash: Squash) -> None:
    """h_t = f(x_t Wx + h_(t-1) Wh + b), h_(-1) = 0."""
    entering = affine(op, x)
    recurrent = op.array(f.W3, op[f.M], op[f.M])
    state = np.zeros((op.rows, op[f.M]))
    for t in range(op.t):
        state = squash(entering[:, t] + state @ recurrent)
        op.y[:, t] = state


def _states_backward(op: Operation, slope: Squash) -> None:
    """dz_t = (dh_t + dz_(t+1) Wh') f'(z_t), which takes the place of dh_t."""
    recurrent = op.array(f.W3, op[f.M], op[f.M])
    later = np.zeros((op.rows, op[f.M]))
    for t in reversed(range(op.t)):
        later = (op.dy[:, t] + later @ recurrent.T) * slope(op.y[:, t])
        op.dy[:, t] = later
    input_gradient(op)


@reference
def rnn_tanh(op: Operation) -> None:
    """f = tanh."""
    _states(op, op.x, np.tanh)


@reference
def rnn_tanh_onehot(op: Operation) -> None:
    """f = tanh, x written out first."""
    _states(op, written_out(op), np.tanh)


@reference
def rnn_tanh_backward(op: Operation) -> None:
    """f' = 1 - h²."""
    _states_backward(op, lambda h: 1 - h**2)


@reference
def rnn_relu(op: Operation) -> None:
    """f = max(0, z)."""
    _states(op, op.x, _relu)


@reference
def rnn_relu_onehot(op: Operation) -> None:
    """f = max(0, z), x written out first."""
    _states(op, written_out(op), _relu)


@reference
def rnn_relu_backward(op: Operation) -> None:
    """f' = 1 where h > 0."""
    _states_backward(op, lambda h: (h > 0).astype(float))


@reference
def recurrent_gradient(op: Operation) -> None:
    """DWh = the sum over t of h_(t-1)' dz_t."""
    op.give(f.G, np.einsum("ita,itb->ab", op.y[:, :-1], op.dy[:, 1:]))


@reference
def last_step(op: Operation) -> None:
    """The last of t steps."""
    op.array(f.Y, op.rows, op[f.M])[:] = op.x[:, -1]


@reference
def last_step_backward(op: Operation) -> None:
    """The gradient goes to the last step alone."""
    gradient = np.zeros_like(op.x)
    gradient[:, -1] = op.array(f.DY, op.rows, op[f.M])
    op.give(f.DX, gradient)
