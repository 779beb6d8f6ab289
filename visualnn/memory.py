"""The memory of this machine: how much is free, and how figures of it are written."""

from __future__ import annotations

SHARE = 0.9
"""How much of the free memory one thing may take."""


def available() -> int:
    """Free bytes, counting what the system would give back."""
    import psutil

    return int(psutil.virtual_memory().available)


def readable(size: float) -> str:
    """A number of bytes as people write it: 1.4 GB."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
