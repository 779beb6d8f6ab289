"""Philox 4x32-10 over arrays (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011, section 4.3)."""

from __future__ import annotations

from typing import Any

import numpy as np

Words = np.ndarray[Any, np.dtype[np.uint64]]

_LOW = np.uint64(0xFFFFFFFF)


def philox(counter: tuple[Any, Any, Any, Any], key: tuple[Any, Any]) -> tuple[Words, Words, Words, Words]:
    """Four random words for each counter of four 32-bit words and key of two; arguments broadcast."""
    words = [np.asarray(word, np.uint64) & _LOW for word in (*counter, *key)]
    c0, c1, c2, c3, k0, k1 = np.broadcast_arrays(*words)
    for _ in range(10):
        first = np.uint64(0xD2511F53) * c0
        second = np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (second >> 32) ^ c1 ^ k0, second & _LOW, (first >> 32) ^ c3 ^ k1, first & _LOW
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & _LOW, (k1 + np.uint64(0xBB67AE85)) & _LOW
    return c0, c1, c2, c3
