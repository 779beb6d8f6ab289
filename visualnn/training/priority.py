"""The engine's threads step back behind the window's."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

NICENESS = 5
"""On the scale of ``nice``, where 0 is usual and 19 steps back furthest."""


def step_back() -> None:
    """Let the calling thread, and those it starts, use the processor only when the other threads leave it idle or have
    had their fair, larger share. Linux schedules threads one by one; elsewhere nothing is done."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a sandbox may forbid it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
