"""The memory of this machine: how much is free, how figures of it are written, and giving it back."""

from __future__ import annotations

import ctypes
import sys

SHARE = 0.9
"""How much of the free memory one thing may take."""


def available() -> int:
    """Free bytes, counting what the system would give back."""
    import psutil

    return int(psutil.virtual_memory().available)


def give_back() -> None:
    """Return to the system what was freed. The C library of Linux keeps freed blocks of up to 32 MB, as snapshots and
    weights are, for each thread that ever asked for some: gigabytes after a day of projects. Takes milliseconds;
    elsewhere the system sees to it."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):  # musl has none
        trim(0)


def readable(size: float) -> str:
    """A number of bytes as people write it: 1.4 GB."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
