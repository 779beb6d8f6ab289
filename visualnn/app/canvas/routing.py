"""Wires that would run behind cards take a lane past them; labels look for a place where nothing else is.

All in scene pixels, by comparing arrays of rectangles, so that hundreds of wires are laid in milliseconds.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterable, Sequence
from functools import cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from visualnn.app.canvas.geometry import STUB, Course, Curve, Detour, course

_CLEAR = 5.0  # least distance of a wire from a card
_GAP = 16.0  # distance of a lane from the card that it passes
_APART = 9.0  # distance of lanes that carry different things
_CROSSING = 60.0  # how much longer a way may be that crosses one wire less
_STUBS = (STUB, STUB - 9, STUB + 9, STUB + 18, STUB - 15)
_TRIED = 24
_MOST = 300
"""Wires that are led round cards at most; a drawing that needs more is not read wire by wire."""

_STEP = 12.0
"""Points stand for a wire when no label, which is higher than this, slips through between them."""

_Columns = dict[int, np.ndarray]


class Rects:
    """Rectangles as arrays, to be asked together."""

    def __init__(self, rects: Iterable[QRectF]) -> None:
        edges = [(rect.left(), rect.top(), rect.right(), rect.bottom()) for rect in rects]
        self.left, self.top, self.right, self.bottom = np.array(edges, dtype=np.float64).reshape(-1, 4).T

    def meet(self, left: float, top: float, right: float, bottom: float) -> np.ndarray:
        """Which of them a rectangle touches; it may be a line."""
        return (self.left < right) & (self.right > left) & (self.top < bottom) & (self.bottom > top)

    def free(self, x1: float, y1: float, x2: float, y2: float, clear: float = _CLEAR) -> bool:
        """Whether a level or upright line keeps clear of all of them."""
        low, high = (min(x1, x2) - clear, min(y1, y2) - clear), (max(x1, x2) + clear, max(y1, y2) + clear)
        return not self.meet(*low, *high).any()


class _Tracks:
    """Straight pieces of wires that were led round something: others keep a distance, unless they carry the same."""

    def __init__(self) -> None:
        self._pieces: list[tuple[bool, float, float, float, Hashable]] = []

    def add(self, upright: bool, at: float, start: float, end: float, owner: Hashable) -> None:
        self._pieces.append((upright, at, min(start, end), max(start, end), owner))

    def taken(self, upright: bool, at: float, start: float, end: float, owner: Hashable) -> bool:
        low, high = min(start, end), max(start, end)
        return any(
            piece[0] == upright
            and abs(piece[1] - at) < _APART
            and piece[2] < high
            and piece[3] > low
            and piece[4] != owner
            for piece in self._pieces
        )


def points(run: Course) -> np.ndarray:
    """Points along a wire [points, 2], near enough to each other to stand for it."""
    if isinstance(run, Curve):
        ends = np.array([(point.x(), point.y()) for point in run])
        fastest = 3 * math.hypot(*np.abs(np.diff(ends, axis=0)).max(axis=0))  # pixels a unit of its parameter, at most
        return _cubic(max(4, math.ceil(math.log2(1 + fastest / _STEP)))) @ ends
    corners = np.array([(point.x(), point.y()) for point in run.points()])
    pieces = []
    for start, end in itertools.pairwise(corners):
        count = int(np.abs(end - start).max() // _STEP) + 1
        pieces.append(start + (end - start) * np.linspace(0.0, 1.0, count, endpoint=False)[:, None])
    return np.concatenate([*pieces, corners[-1:]])


@cache
def _cubic(doublings: int) -> np.ndarray:
    """What the four control points of a curve weigh in each of 2 ** doublings + 1 points along it."""
    t = np.linspace(0.0, 1.0, 2**doublings + 1)
    return np.stack([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3], axis=1)


def routes(ends: Sequence[tuple[QPointF, QPointF, Hashable]], rects: Sequence[QRectF]) -> list[Course]:
    """The courses of wires past rectangles: start, end, and what is carried, which may share a lane."""
    cards = Rects(rects)
    tracks = _Tracks()
    starts, stops = _columns(start for start, _, _ in ends), _columns(end for _, end, _ in ends)
    led = 0
    found: list[Course] = []
    for start, end, owner in ends:
        run = course(start, end)
        if led < _MOST and not _is_clear(run, cards):
            led += 1
            run = _lane(start, end, cards, tracks, owner, starts, stops) or run
            if isinstance(run, Detour):
                right, left = run.sides
                tracks.add(True, right, start.y(), run.middle, owner)
                tracks.add(True, left, run.middle, end.y(), owner)
                tracks.add(False, run.middle, right, left, owner)
        found.append(run)
    return found


def _is_clear(run: Course, cards: Rects) -> bool:
    """Whether a wire touches no card but at its ends."""
    low_x, high_x = sorted((run.start.x(), run.end.x()))
    low_y, high_y = sorted((run.start.y(), run.end.y()))
    if isinstance(run, Detour):
        low_x, high_x = low_x - STUB, high_x + STUB
        low_y, high_y = min(low_y, run.middle), max(high_y, run.middle)
    near = cards.meet(low_x, low_y - _CLEAR, high_x, high_y + _CLEAR)
    if not near.any():
        return True
    along = points(run)[2:-2] if isinstance(run, Curve) else points(run)[1:-1]
    across, down = along[:, :1], along[:, 1:]
    inside = (cards.left[near] - _CLEAR < across) & (cards.right[near] + _CLEAR > across)
    inside &= (cards.top[near] - _CLEAR < down) & (cards.bottom[near] + _CLEAR > down)
    if isinstance(run, Curve):  # where it leaves and arrives it is near its own cards
        ends = (np.abs(across - run.start.x()) < 2 * _CLEAR) | (np.abs(across - run.end.x()) < 2 * _CLEAR)
        inside &= ~ends
    else:
        own = (cards.right[near] <= run.start.x() + 0.1) & (cards.right[near] >= run.start.x() - 0.1)
        own |= (cards.left[near] <= run.end.x() + 0.1) & (cards.left[near] >= run.end.x() - 0.1)
        inside &= ~own
    return not inside.any()


def _lane(
    start: QPointF,
    end: QPointF,
    cards: Rects,
    tracks: _Tracks,
    owner: Hashable,
    starts: _Columns,
    stops: _Columns,
) -> Detour | None:
    """The shortest way along a level lane that is free, or None; wires that end where it turns make it longer."""
    x1, y1, x2, y2 = start.x(), start.y(), end.x(), end.y()
    passed = (cards.right > min(x1, x2)) & (cards.left < max(x1, x2))
    heights = np.concatenate([cards.top[passed] - _GAP, cards.bottom[passed] + _GAP, [y1, y2]])
    heights = np.concatenate([heights, heights - _APART, heights + _APART])
    cost = np.abs(heights - y1) + np.abs(heights - y2)
    cost += _CROSSING * (_between(heights, y1, starts, x1) + _between(heights, y2, stops, x2))
    for height in heights[np.argsort(cost, kind="stable")][: 3 * _TRIED].tolist():
        right = _upright(x1, +1.0, y1, height, cards, tracks, owner)
        left = _upright(x2, -1.0, y2, height, cards, tracks, owner)
        if right is None or left is None or not cards.free(right, height, left, height):
            continue
        if not tracks.taken(False, height, right, left, owner):
            return Detour(start, height, end, right - x1, x2 - left)
    return None


def _columns(ports: Iterable[QPointF]) -> _Columns:
    """Heights of ports, sorted, by where across they are."""
    found: dict[int, set[float]] = {}
    for port in ports:
        found.setdefault(round(port.x()), set()).add(port.y())
    return {x: np.array(sorted(heights)) for x, heights in found.items()}


def _between(heights: np.ndarray, y: float, columns: _Columns, x: float) -> np.ndarray:
    """How many ports of a column an upright piece from ``y`` to each of some heights passes."""
    column = columns[round(x)]
    low, high = np.minimum(heights, y) + 1, np.maximum(heights, y) - 1
    return np.maximum(column.searchsorted(high) - column.searchsorted(low), 0)


def _upright(
    x: float, way: float, y: float, height: float, cards: Rects, tracks: _Tracks, owner: Hashable
) -> float | None:
    """Where, beside a port, a wire may run up or down to a lane."""
    for stub in _STUBS:
        at = x + way * stub
        clear = cards.free(at, y, at, height) and not cards.meet(min(x, at) + 0.5, y - 1, max(x, at) - 0.5, y + 1).any()
        if clear and not tracks.taken(True, at, y, height, owner):
            return at
    return None


class Places:
    """Which boxes are free for a label: no card, no other label, and no wire but its own lies there.

    Labels of two kinds are kept apart: those for the near view, and those for the far one.
    """

    def __init__(self, rects: Sequence[QRectF], runs: Sequence[Course]) -> None:
        self._rects = rects
        self.write((), ())
        along = [points(run) for run in runs]
        every = np.concatenate(along) if along else np.zeros((0, 2))
        order = np.argsort(every[:, 0], kind="stable")
        self._across, self._down = every[order, 0], every[order, 1]
        self._owner = np.repeat(np.arange(len(along)), [len(piece) for piece in along])[order]
        self.forget_labels()

    def write(self, near: Sequence[QRectF], far: Sequence[QRectF]) -> None:
        """Besides, no label may lie here, in the near and in the far view."""
        self._cards = Rects((*self._rects, *far)), Rects((*self._rects, *near))

    def forget_labels(self) -> None:
        """There are no labels yet."""
        self._labels: tuple[dict[int, list[QRectF]], dict[int, list[QRectF]]] = {}, {}

    def take(self, box: QRectF, near: bool) -> None:
        """A label lies here from now on."""
        for cell in _cells(box):
            self._labels[near].setdefault(cell, []).append(box)

    def free(self, box: QRectF, near: bool, wire: int) -> bool:
        """Whether the label of the wire with this number may lie in a box."""
        left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
        labels = self._labels[near]
        if any(other.intersects(box) for cell in _cells(box) for other in labels.get(cell, ())):
            return False
        if self._cards[near].meet(left, top, right, bottom).any():
            return False
        first, last = self._across.searchsorted((left, right))
        down = self._down[first:last]
        inside = (down > top - 2) & (down < bottom + 2) & (self._owner[first:last] != wire)
        return not inside.any()


def _cells(box: QRectF) -> range:
    """The columns of a coarse grid that a box lies in."""
    return range(int(box.left() // 128), int(box.right() // 128) + 1)
