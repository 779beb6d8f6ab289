"""Update rules, from their papers, with TensorFlow 1's hyper-parameters."""

from __future__ import annotations

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Floats, Update, reference


def _soft_threshold(x: Floats, by: Floats | float) -> Floats:
    """The minimum over w of (w - x)² / 2 + by |w|."""
    return np.sign(x) * np.maximum(np.abs(x) - by, 0)


@reference
def sgd(p: Update) -> None:
    """w -= rate g."""
    p.value[:] -= p.hyper[f.LEARNING_RATE] * p.gradient


@reference
def momentum(p: Update) -> None:
    """Polyak 1964; Nesterov 1983 as Sutskever et al. 2013 write it."""
    share, (v,) = p.hyper[f.MOMENTUM], p.slots
    v[:] = share * v + p.gradient
    direction = p.gradient + share * v if p.hyper[f.NESTEROV] else v
    p.value[:] -= p.hyper[f.LEARNING_RATE] * direction


@reference
def adagrad(p: Update) -> None:
    """Duchi, Hazan & Singer 2011, with diagonal matrices."""
    (n,) = p.slots
    n[:] += p.gradient**2
    p.value[:] -= p.hyper[f.LEARNING_RATE] * p.gradient / (np.sqrt(n) + p.hyper[f.EPSILON])


@reference
def adagrad_da(p: Update) -> None:
    """The primal-dual update of the same paper: the minimum over w of
    z w + t l1 |w| + t l2 w² / 2 + sqrt(n) w² / (2 rate), where z is the sum of gradients."""
    n, z = p.slots
    t, rate = p.step + 1, p.hyper[f.LEARNING_RATE]
    n[:] += p.gradient**2
    z[:] += p.gradient
    p.value[:] = -_soft_threshold(z, t * p.hyper[f.L1]) / (np.sqrt(n) / rate + t * p.hyper[f.L2])


@reference
def adadelta(p: Update) -> None:
    """Zeiler 2012, algorithm 1."""
    squares, updates = p.slots
    rho, epsilon = 1 - p.hyper[f.REST], p.hyper[f.EPSILON]
    squares[:] = rho * squares + (1 - rho) * p.gradient**2
    update = np.sqrt(updates + epsilon) / np.sqrt(squares + epsilon) * p.gradient
    updates[:] = rho * updates + (1 - rho) * update**2
    p.value[:] -= p.hyper[f.LEARNING_RATE] * update


@reference
def rmsprop(p: Update) -> None:
    """Tieleman & Hinton 2012, lecture 6.5, with momentum."""
    squares, v = p.slots
    rho = 1 - p.hyper[f.REST]
    squares[:] = rho * squares + (1 - rho) * p.gradient**2
    v[:] = p.hyper[f.MOMENTUM] * v + p.gradient / (np.sqrt(squares) + p.hyper[f.EPSILON])
    p.value[:] -= p.hyper[f.LEARNING_RATE] * v


@reference
def adam(p: Update) -> None:
    """Kingma & Ba 2015, algorithm 1."""
    beta1, beta2 = 1 - p.hyper[f.REST1], 1 - p.hyper[f.REST2]
    m, v = p.slots
    t = p.step + 1
    m[:] = beta1 * m + (1 - beta1) * p.gradient
    v[:] = beta2 * v + (1 - beta2) * p.gradient**2
    corrected_m, corrected_v = m / (1 - beta1**t), v / (1 - beta2**t)
    p.value[:] -= p.hyper[f.LEARNING_RATE] * corrected_m / (np.sqrt(corrected_v) + p.hyper[f.EPSILON])


@reference
def adamw(p: Update) -> None:
    """Loshchilov & Hutter 2019, algorithm 2."""
    p.value[:] *= 1 - p.hyper[f.LEARNING_RATE] * p.hyper[f.DECAY]
    adam(p)


@reference
def ftrl(p: Update) -> None:
    """McMahan et al. 2013, algorithm 1, with beta = 0 and lambda2 = 2 l2."""
    n, z = p.slots
    rate, lambda1, lambda2 = p.hyper[f.LEARNING_RATE], p.hyper[f.L1], 2 * p.hyper[f.L2]
    sigma = (np.sqrt(n + p.gradient**2) - np.sqrt(n)) / rate
    z[:] += p.gradient - sigma * p.value
    n[:] += p.gradient**2
    p.value[:] = np.where(np.abs(z) <= lambda1, 0, (np.sign(z) * lambda1 - z) / (np.sqrt(n) / rate + lambda2))


@reference
def proximal_gradient_descent(p: Update) -> None:
    """Duchi & Singer 2009: a step down the gradient, then the minimum over w of the squared distance to where it led,
    halved, and rate (l1 |w| + l2 w² / 2)."""
    rate = p.hyper[f.LEARNING_RATE]
    led = p.value - rate * p.gradient
    p.value[:] = _soft_threshold(led, rate * p.hyper[f.L1]) / (1 + rate * p.hyper[f.L2])


@reference
def proximal_adagrad(p: Update) -> None:
    """The same with a rate for each weight (Duchi, Hazan & Singer 2011, composite mirror descent)."""
    (n,) = p.slots
    n[:] += p.gradient**2
    rates = p.hyper[f.LEARNING_RATE] / np.sqrt(n)
    led = p.value - rates * p.gradient
    p.value[:] = _soft_threshold(led, rates * p.hyper[f.L1]) / (1 + rates * p.hyper[f.L2])
