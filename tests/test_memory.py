"""Memory that was freed goes back to the system."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import psutil
import pytest

from visualnn.memory import give_back

MEGABYTE = 1 << 20


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="other C libraries see to it"
)
def test_freed_blocks_do_not_stay_with_the_program():
    np.ones(30 * MEGABYTE, np.uint8)  # once freed, blocks as large as this are no longer given back one by one
    give_back()
    before = psutil.Process().memory_info().rss
    blocks, between = [], []
    for _ in range(100):
        blocks.append(np.ones(MEGABYTE, np.uint8))
        between.append(np.ones(MEGABYTE // 16, np.uint8))
    blocks.clear()
    give_back()
    held = psutil.Process().memory_info().rss - before
    assert held < sum(block.nbytes for block in between) + 10 * MEGABYTE
