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
from numba.extending import overload, register_jitable

from visualnn.engine.kernels.base import FASTMATH
from visualnn.engine.native import float_from_bits

_F = np.float32
_ZERO, _ONE, _HALF = _F(0), _F(1), _F(0.5)
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
_TWO = _F(2)
_PACE = _F(0.4 * math.sqrt(0.5))
_R0, _R1, _R2 = _F(0.112837931), _F(0.112834801), _F(0.10392129)
_R3, _R4, _R5 = _F(0.0842715562), _F(0.0707131229), _F(-0.00279744935)
_R6, _R7, _R8 = _F(0.0845343268), _F(-0.0914450123), _F(0.0251294958)
_DENSITY = _F(1 / math.sqrt(2 * math.pi))
_SELU = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717
_L3, _L5, _L7, _L9, _L11, _L13 = _F(1 / 3), _F(1 / 5), _F(1 / 7), _F(1 / 9), _F(1 / 11), _F(1 / 13)


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


def expm1(x: Any) -> Any:
    """e to the x less 1, exact near 0, for x up to 0. Source: e^x - 1 = 2 t / (1 - t) with t = tanh(x / 2)."""
    return np.expm1(x)


def softplus(x: Any) -> Any:
    """log(1 + e^x).

    Source: max(x, 0) + log(1 + u) with u = e^-|x|, and log(1 + u) = 2 artanh(u / (2 + u)), whose series ends after
    seven terms since its argument is at most 1/3.
    """
    return np.logaddexp(0, x)


@register_jitable
def relu(x: Any) -> Any:
    """max(x, 0)."""
    return _ZERO if x < _ZERO else x  # written so that NaN stays


def normal_below(x: Any) -> Any:
    """The share of a standard normal distribution that lies below x: (1 + erf(x / sqrt 2)) / 2.

    Source: e^(z²) erfc(z) / t as a polynomial in t = 1 / (1 + 0.4 z), with a relative error of 1.3e-7 for all z > 0.
    """
    return 0.5 * math.erfc(-x * math.sqrt(0.5))


def normal_density(x: Any) -> Any:
    """The density of a standard normal distribution at x."""
    return math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)


def selu_numbers(x: Any) -> Any:
    """The numbers scale and alpha of SELU, in the type of x (Klambauer et al. 2017)."""
    return _SELU


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


@overload(expm1)
def _expm1(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return math.expm1(x)

    def fast(x: Any) -> Any:
        t = tanh(x * _HALF)
        return _TWO * t / (_ONE - t)

    return fast if x == types.float32 else exact


@overload(softplus)
def _softplus(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return (0.0 if x < 0.0 else x) + math.log1p(math.exp(-abs(x)))

    def fast(x: Any) -> Any:
        u = exp(-abs(x))
        s = u / (_TWO + u)
        q = s * s
        series = (((((_L13 * q + _L11) * q + _L9) * q + _L7) * q + _L5) * q + _L3) * q + _ONE
        return (_ZERO if x < _ZERO else x) + _TWO * s * series

    return fast if x == types.float32 else exact


@overload(normal_below)
def _normal_below(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return 0.5 * math.erfc(-x * math.sqrt(0.5))

    def fast(x: Any) -> Any:
        t = _ONE / (_ONE + _PACE * abs(x))
        series = (((((((_R8 * t + _R7) * t + _R6) * t + _R5) * t + _R4) * t + _R3) * t + _R2) * t + _R1) * t + _R0
        beyond = series * t * exp(-_HALF * x * x)
        return beyond if x < _ZERO else _ONE - beyond

    return fast if x == types.float32 else exact


@overload(normal_density)
def _normal_density(x: Any) -> Any:
    def exact(x: Any) -> Any:
        return math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)

    def fast(x: Any) -> Any:
        return _DENSITY * exp(-_HALF * x * x)

    return fast if x == types.float32 else exact


@overload(selu_numbers)
def _selu_numbers(x: Any) -> Any:
    rounded = _F(_SELU[0]), _F(_SELU[1])

    def exact(x: Any) -> Any:
        return _SELU

    def fast(x: Any) -> Any:
        return rounded

    return fast if x == types.float32 else exact


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
