"""Lining things up: new places for rectangles that are chosen together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
"""What is brought into line: left edges, centres or right edges of a column; top edges, middles or bottom edges of a
row."""

Axis = Literal["across", "down"]


class Rect(msgspec.Struct, frozen=True):
    """A rectangle in scene pixels; ``x`` and ``y`` are its top left corner."""

    x: float
    y: float
    width: float
    height: float


Places = dict[str, tuple[float, float]]


def align(rects: Mapping[str, Rect], edge: Edge) -> Places:
    """Top left corners that bring an edge of all rectangles to the outermost one, or centres to the common centre."""
    if not rects:
        return {}
    share = {"left": 0.0, "top": 0.0, "centre": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}[edge]
    across = edge in ("left", "centre", "right")
    spans = {key: _span(rect, across) for key, rect in rects.items()}
    low = min(start for start, _ in spans.values())
    high = max(start + length for start, length in spans.values())
    line = low + share * (high - low)
    return {key: _placed(rects[key], across, line - share * length) for key, (_, length) in spans.items()}


def distribute(rects: Mapping[str, Rect], axis: Axis) -> Places:
    """Top left corners that leave equal gaps between rectangles; the first and the last stay where they are."""
    across = axis == "across"
    spans = sorted((*_span(rect, across), key) for key, rect in rects.items())
    if len(spans) < 3:
        return {key: (rect.x, rect.y) for key, rect in rects.items()}
    start = spans[0][0]
    room = spans[-1][0] + spans[-1][1] - start
    gap = (room - sum(length for _, length, _ in spans)) / (len(spans) - 1)
    places: Places = {}
    for _, length, key in spans:
        places[key] = _placed(rects[key], across, start)
        start += length + gap
    return places


def _span(rect: Rect, across: bool) -> tuple[float, float]:
    return (rect.x, rect.width) if across else (rect.y, rect.height)


def _placed(rect: Rect, across: bool, start: float) -> tuple[float, float]:
    return (start, rect.y) if across else (rect.x, start)
