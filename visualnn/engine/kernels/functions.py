"""Functions of one number that compilers can vectorise.

The C library's ``expf`` and ``tanhf`` are called once per number and cost more than the matrix products of a recurrent
layer. These float32 forms are branch-free and let NaN through; in units in the last place, exp is off by at most 1,
sigmoid by 3 and tanh by 7.
In float64, where gradients are checked by finite differences, they are the C library's.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import overload

from visualnn.engine.kernels.base import FASTMATH
from visualnn.engine.native import float_from_bits

_F = np.float32
_ONE, _HALF = _F(1), _F(0.5)
_LOG2E, _LN2_HIGH, _LN2_LOW = _F(1.44269504088896341), _F(0.693359375), _F(-2.12194440e-4)
_EXP_LOW, _EXP_HIGH = _F(-87.3), _F(88.37)
_EXP_1, _EXP_2, _EXP_3 = _F(1.9875691500e-4), _F(1.3981999507e-3), _F(8.3334519073e-3)
_EXP_4, _EXP_5 = _F(4.1665795894e-2), _F(1.6666665459e-1)
_TANH_EDGE = _F(7.90531110763549805)
_P1, _P3, _P5 = _F(4.89352455891786e-03), _F(6.37261928875436e-04), _F(1.48572235717979e-05)
_P7, _P9, _P11 = _F(5.12229709037114e-08), _F(-8.60467152213735e-11), _F(2.00018790482477e-13)
_P13 = _F(-2.76076847742355e-16)
_Q0, _Q2, _Q4 = _F(4.89352518554385e-03), _F(2.26843463243900e-03), _F(1.18534705686654e-04)
_Q6 = _F(1.19825839466702e-06)


def exp(x: Any) -> Any:
    """e to the x. In float32 x is held between -87.3 and 88.37, so the result is never 0 or infinity.

    Source: range reduction by powers of two and a polynomial of degree 5 (Cephes, S. L. Moshier).
    """
    return np.exp(x)


def tanh(x: Any) -> Any:
    """Hyperbolic tangent. Source: a minimax quotient of polynomials of degree 13 and 6 on [-7.9, 7.9]."""
    return np.tanh(x)


def sigmoid(x: Any) -> Any:
    """1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


@overload(exp)
def _exp(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return math.exp(x)

    def fast(x: Any) -> Any:
        x = _EXP_LOW if x < _EXP_LOW else x  # written so that NaN stays
        x = _EXP_HIGH if x > _EXP_HIGH else x
        power = np.floor(x * _LOG2E + _HALF)
        x = x - power * _LN2_HIGH
        x = x - power * _LN2_LOW
        series = ((((_EXP_1 * x + _EXP_2) * x + _EXP_3) * x + _EXP_4) * x + _EXP_5) * x + _HALF
        series = series * x * x + x + _ONE
        return series * float_from_bits((np.int32(power) + np.int32(127)) << np.int32(23))

    return fast if x == types.float32 else exact


@overload(tanh)
def _tanh(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return math.tanh(x)

    def fast(x: Any) -> Any:
        x = -_TANH_EDGE if x < -_TANH_EDGE else x
        x = _TANH_EDGE if x > _TANH_EDGE else x
        s = x * x
        over = (((((_P13 * s + _P11) * s + _P9) * s + _P7) * s + _P5) * s + _P3) * s + _P1
        under = ((_Q6 * s + _Q4) * s + _Q2) * s + _Q0
        return x * over / under

    return fast if x == types.float32 else exact


@overload(sigmoid)
def _sigmoid(x: Any) -> Any:
    def of(x: Any) -> Any:
        return _ONE / (_ONE + exp(-x))

    return of


@njit(fastmath=FASTMATH, error_model="numpy")
def largest(x: Any) -> Any:
    """The largest number of a row: four running ones, since each comparison waits for the one before it."""
    n = x.size
    a = b = c = d = x[0]
    for i in range(n // 4):
        j = 4 * i
        a = x[j] if x[j] > a else a
        b = x[j + 1] if x[j + 1] > b else b
        c = x[j + 2] if x[j + 2] > c else c
        d = x[j + 3] if x[j + 3] > d else d
    for j in range(n // 4 * 4, n):
        a = x[j] if x[j] > a else a
    a = b if b > a else a
    c = d if d > c else c
    return c if c > a else a


@njit(fastmath=FASTMATH, error_model="numpy")
def softmax_row(x: Any, y: Any) -> Any:
    """y = e^x / sum e^x over a row, from x less its largest number so that nothing overflows; returns log sum e^x."""
    top = largest(x)
    for j in range(x.size):
        y[j] = exp(x[j] - top)
    total = y[0] - y[0]
    for j in range(x.size):
        total += y[j]
    share = _ONE / total
    for j in range(x.size):
        y[j] *= share
    return top + math.log(total)
