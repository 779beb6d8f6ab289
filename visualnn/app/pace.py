"""How often to draw while the engine computes beside it."""

from __future__ import annotations

import time

SHARE = 0.05
"""The share of one processor's time that drawing may take when the engine has work for all processors."""

FASTEST, SLOWEST = 0.033, 0.5
"""Seconds between two pictures: at least, and at most however long a picture takes."""


class Pace:
    """Spaces pictures so that the thread that draws uses no more than its share.

    What a picture costs is what the thread has computed since the last one: drawing, painting, and all else it does.
    """

    def __init__(self) -> None:
        self._drawn = 0.0  # on the monotonic clock
        self._used = time.thread_time()
        self._cost = 0.0  # seconds of computing per picture, smoothed

    def due(self, crowded: bool) -> bool:
        """Whether to draw now. ``crowded``: drawing takes time away from the engine."""
        interval = min(SLOWEST, self._cost / SHARE) if crowded else FASTEST
        return time.monotonic() - self._drawn >= max(FASTEST, interval) - 0.005

    def drawn(self) -> None:
        """A picture is made now."""
        used = time.thread_time()
        self._cost += 0.3 * (used - self._used - self._cost)
        self._used, self._drawn = used, time.monotonic()
