"""Convolution and pooling, place by place."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Operation, reference


def _windows(images: Floats, window: int, stride: int, places: tuple[int, int]) -> Floats:
    """[rows, channels, places down, places across, window, window], a view."""
    every = np.lib.stride_tricks.sliding_window_view(images, (window, window), (2, 3), writeable=True)
    return every[:, :, ::stride, ::stride][:, :, : places[0], : places[1]]


# ---------------------------------------------------------------------- convolution


def _images(op: Operation) -> Floats:
    """The images with zeros around them."""
    images = op.array(f.X, op.rows, op[f.A0], op[f.A1], op[f.A2])
    edge = (op[f.A6], op[f.A6])
    return np.pad(images, ((0, 0), (0, 0), edge, edge))


def _laid(op: Operation, images: Floats) -> Floats:
    return _windows(images, op[f.A4], op[f.A5], (op[f.A7], op[f.A8]))


def _weights(op: Operation) -> Floats:
    return op.array(f.W, op[f.A3], op[f.A0], op[f.A4], op[f.A4])


def _found(op: Operation, field: int) -> Floats:
    return op.array(field, op.rows, op[f.A3], op[f.A7], op[f.A8])


@reference
def conv(op: Operation) -> None:
    """The sum over a window of weight times number, and the bias."""
    product = np.einsum("rcijuv,kcuv->rkij", _laid(op, _images(op)), _weights(op))
    bias = op.array(f.W2, op[f.A3])[:, None, None] if op.has(f.W2) else 0
    _found(op, f.Y)[:] = product + bias


@reference
def conv_backward(op: Operation) -> None:
    """Each number of an image gets weight times gradient from every place whose window lay on it."""
    dy, padding = _found(op, f.DY), op[f.A6]
    gradient = np.zeros_like(_images(op))
    for i in range(op[f.A7]):
        for j in range(op[f.A8]):
            top, left = i * op[f.A5], j * op[f.A5]
            window = gradient[:, :, top : top + op[f.A4], left : left + op[f.A4]]
            window += np.einsum("rk,kcuv->rcuv", dy[:, :, i, j], _weights(op))
    op.give(f.DX, gradient[:, :, padding : padding + op[f.A1], padding : padding + op[f.A2]])


@reference
def conv_weight_gradient(op: Operation) -> None:
    """DW = the sum over rows and places of dy times the window."""
    op.give(f.G, np.einsum("rcijuv,rkij->kcuv", _laid(op, _images(op)), _found(op, f.DY)))


@reference
def conv_bias_gradient(op: Operation) -> None:
    """Db = the sum of dy."""
    op.give(f.G, _found(op, f.DY).sum((0, 2, 3)))


# ---------------------------------------------------------------------- pooling


def _pooled(op: Operation, field: int) -> Floats:
    return op.array(field, op.rows, op[f.A0], op[f.A5], op[f.A6])


def _pools(op: Operation, images: Floats) -> Floats:
    return _windows(images, op[f.A3], op[f.A4], (op[f.A5], op[f.A6]))


def _pool_images(op: Operation) -> Floats:
    return op.array(f.X, op.rows, op[f.A0], op[f.A1], op[f.A2])


@reference
def max_pool(op: Operation) -> None:
    """The largest number, and which of the window it is."""
    windows = _pools(op, _pool_images(op)).reshape(*_pooled(op, f.Y).shape, -1)
    _pooled(op, f.Y)[:] = windows.max(-1)
    _pooled(op, f.WORK)[:] = windows.argmax(-1)


@reference
def max_pool_backward(op: Operation) -> None:
    """The gradient goes to the largest."""
    gradient = np.zeros_like(_pool_images(op))
    windows = _pools(op, gradient)
    for place in np.ndindex(_pooled(op, f.DY).shape):
        windows[place].flat[int(_pooled(op, f.WORK)[place])] += _pooled(op, f.DY)[place]
    op.give(f.DX, gradient)


@reference
def average_pool(op: Operation) -> None:
    """The mean."""
    _pooled(op, f.Y)[:] = _pools(op, _pool_images(op)).mean((-2, -1))


@reference
def average_pool_backward(op: Operation) -> None:
    """The gradient is divided among all numbers of the window."""
    gradient = np.zeros_like(_pool_images(op))
    windows = _pools(op, gradient)
    for place in np.ndindex(_pooled(op, f.DY).shape):
        windows[place] += _pooled(op, f.DY)[place] / op[f.A3] ** 2
    op.give(f.DX, gradient)
