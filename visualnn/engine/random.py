"""Random numbers by counter: which number comes out depends on where it is used, not on who asked before.

Philox 4x32 with 10 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011). A run is therefore the
same for any number of threads, and resuming it needs no state but the number of the step.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint32(0x9E3779B9), np.uint32(0xBB67AE85)
_32 = np.uint64(32)

DROPOUT, SHUFFLE = 0, 1
"""Streams that never meet: the second word of the key is the stream."""


@njit(inline="always")
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Four random 32-bit numbers for a counter of four 32-bit words and a key of two."""
    c0, c1, c2, c3 = np.uint32(c0), np.uint32(c1), np.uint32(c2), np.uint32(c3)
    k0, k1 = np.uint32(k0), np.uint32(k1)
    for _ in range(10):
        p0 = _M0 * np.uint64(c0)
        p1 = _M1 * np.uint64(c2)
        c0, c1, c2, c3 = (
            np.uint32(p1 >> _32) ^ c1 ^ k0,
            np.uint32(p1),
            np.uint32(p0 >> _32) ^ c3 ^ k1,
            np.uint32(p0),
        )
        k0 = np.uint32(k0 + _W0)
        k1 = np.uint32(k1 + _W1)
    return c0, c1, c2, c3


@njit(nogil=True)
def shuffle(order: Any, seed: int, epoch: int) -> None:
    """Fill ``order`` with 0 .. n-1 in the random order of that epoch (Fisher-Yates, Durstenfeld 1964)."""
    n = order.size
    for i in range(n):
        order[i] = i
    for i in range(n - 1, 0, -1):
        high, low, _, _ = philox(i, epoch, epoch >> 32, 0, seed, SHUFFLE)
        j = np.int64(((np.uint64(high) << _32) | np.uint64(low)) % np.uint64(i + 1))
        order[i], order[j] = order[j], order[i]
