"""LSTM and GRU, state by state, with the gates of PyTorch. What they keep has the step as its first axis."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference
from visualnn.engine.reference.dense import written_out


def _sigmoid(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def _onehot(op: Operation) -> bool:
    return op[f.A3] < 0


def _inputs(op: Operation) -> Floats:
    """[steps, rows, features]."""
    return (written_out(op) if _onehot(op) else op.x).swapaxes(0, 1)


def _kept(op: Operation, part: int, width: int, steps: int | None = None) -> Floats:
    """A part of what is kept, [steps, rows, width], which begins ``part`` numbers per row into the work."""
    steps = op.t if steps is None else steps
    everything = op.array(f.WORK, op.rows * (part + steps * width))
    return everything[op.rows * part :].reshape(steps, op.rows, width)


def _before(states: Floats) -> Floats:
    """The state before each: zeros before the first."""
    return np.concatenate([np.zeros_like(states[:1]), states[:-1]])


def _entering(op: Operation) -> Floats:
    """x Wx + b, [steps, rows, gates]; the inputs are kept, unless one-hot."""
    if not _onehot(op):
        _kept(op, op[f.A3], op[f.N])[:] = _inputs(op)
    return _inputs(op) @ op.array(f.W, op[f.N], op[f.A0]) + op.array(f.W2, op[f.A0])


def _recurrent(op: Operation) -> Floats:
    return op.array(f.W3, op[f.M], op[f.A0])


def _leave(op: Operation) -> None:
    """DX = dgates Wx'."""
    gates = _kept(op, 0, op[f.A0])
    op.give(f.DX, (gates @ op.array(f.W, op[f.N], op[f.A0]).T).swapaxes(0, 1))


@reference
def lstm(op: Operation) -> None:
    """c = f c + i g, h = o tanh c."""
    gates, hidden, cells = _kept(op, 0, op[f.A0]), _kept(op, op[f.A2], op[f.M]), _kept(op, op[f.A4], op[f.M])
    entering = _entering(op)
    h = c = np.zeros((op.rows, op[f.M]))
    for t in range(op.t):
        i, forget, g, o = np.split(entering[t] + h @ _recurrent(op), 4, -1)
        i, forget, g, o = _sigmoid(i), _sigmoid(forget), np.tanh(g), _sigmoid(o)
        c = forget * c + i * g
        h = o * np.tanh(c)
        gates[t] = np.concatenate([i, forget, g, o], -1)
        cells[t], hidden[t], op.y[:, t] = c, h, h


@reference
def lstm_backward(op: Operation) -> None:
    """The gradient of each sum that entered a gate, in place of the gate; what is left flows to the state before."""
    gates, cells = _kept(op, 0, op[f.A0]), _kept(op, op[f.A4], op[f.M])
    dc, dh = _kept(op, op[f.A5], op[f.M], 2)
    dc[:] = dh[:] = 0
    for t in reversed(range(op.t)):
        i, forget, g, o = np.split(gates[t].copy(), 4, -1)
        dh += op.dy[:, t]
        bent = np.tanh(cells[t])
        dc += dh * o * (1 - bent**2)
        gates[t] = np.concatenate(
            [
                dc * g * i * (1 - i),
                dc * _before(cells)[t] * forget * (1 - forget),
                dc * i * (1 - g**2),
                dh * bent * o * (1 - o),
            ],
            -1,
        )
        dc *= forget
        if t:
            dh[:] = gates[t] @ _recurrent(op).T
    _leave(op)


@reference
def gru(op: Operation) -> None:
    """h = (1 - z) n + z h, where r multiplies the product of h with its weights."""
    gates, met, hidden = _kept(op, 0, op[f.A0]), _kept(op, op[f.A1], op[f.A0]), _kept(op, op[f.A2], op[f.M])
    entering, units = _entering(op), op[f.M]
    h = np.zeros((op.rows, units))
    for t in range(op.t):
        met[t] = h @ _recurrent(op)
        met[t, :, 2 * units :] += op.array(f.W4, units)
        r, z, n = np.split(entering[t], 3, -1)
        r, z = _sigmoid(r + met[t, :, :units]), _sigmoid(z + met[t, :, units : 2 * units])
        n = np.tanh(n + r * met[t, :, 2 * units :])
        h = (1 - z) * n + z * h
        gates[t] = np.concatenate([r, z, n], -1)
        hidden[t] = op.y[:, t] = h


@reference
def gru_backward(op: Operation) -> None:
    """The same for the GRU, and in place of the products of h their gradients."""
    gates, met, hidden = _kept(op, 0, op[f.A0]), _kept(op, op[f.A1], op[f.A0]), _kept(op, op[f.A2], op[f.M])
    dh = _kept(op, op[f.A5], op[f.M], 1)[0]
    dh[:] = 0
    for t in reversed(range(op.t)):
        r, z, n = np.split(gates[t].copy(), 3, -1)
        dh += op.dy[:, t]
        dn = dh * (1 - z) * (1 - n**2)
        dz = dh * (_before(hidden)[t] - n) * z * (1 - z)
        dr = dn * met[t, :, 2 * op[f.M] :] * r * (1 - r)
        gates[t] = np.concatenate([dr, dz, dn], -1)
        met[t] = np.concatenate([dr, dz, dn * r], -1)
        dh *= z
        if t:
            dh += met[t] @ _recurrent(op).T
    _leave(op)


@reference
def gates_input_gradient(op: Operation) -> None:
    """DWx = the sum over t of x_t' dgates_t."""
    op.give(f.G, np.einsum("tin,tig->ng", _inputs(op), _kept(op, 0, op[f.A0])))


@reference
def gates_input_gradient_onehot(op: Operation) -> None:
    """The same."""
    gates_input_gradient(op)


@reference
def gates_bias_gradient(op: Operation) -> None:
    """Db = the sum of dgates."""
    op.give(f.G, _kept(op, 0, op[f.A0]).sum((0, 1)))


@reference
def gates_recurrent_gradient(op: Operation) -> None:
    """DWh = the sum over t of h_(t-1)' times the gradient of the product."""
    hidden, met = _kept(op, op[f.A2], op[f.M]), _kept(op, op[f.A1], op[f.A0])
    op.give(f.G, np.einsum("tim,tig->mg", _before(hidden), met))


@reference
def gru_new_bias_gradient(op: Operation) -> None:
    """Dbn = the sum of the gradients of the new gate's products."""
    op.give(f.G, _kept(op, op[f.A1], op[f.A0])[:, :, 2 * op[f.M] :].sum((0, 1)))
