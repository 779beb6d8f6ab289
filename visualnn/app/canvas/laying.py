"""All wires of a scene led past the cards, and their labels put where they can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from visualnn.app.canvas import routing
from visualnn.app.canvas.wire import WireItem
from visualnn.graph.model import Wire

LABELLED = 700
"""Wires up to which labels look for a place of their own."""

Written = Mapping[str, tuple[QRectF, QRectF]]
"""What the text below each card covers, in the near and in the far view."""


class Laying:
    """Where the wires of one scene run. It is asked again when anything has moved."""

    def __init__(self, wires: Mapping[Wire, WireItem]) -> None:
        self._wires = wires
        self._places = routing.Places((), ())
        self._written: Written = {}

    def lay(self, ends: Sequence[tuple[QPointF, QPointF]], obstacles: Sequence[QRectF], written: Written) -> None:
        """Lead each wire from its start to its end past the obstacles; ends in the order of the wires. Labels keep
        clear of what is written below cards, too."""
        owners = ((wire.source, wire.source_port) for wire in self._wires)
        courses = routing.routes([(*pair, owner) for pair, owner in zip(ends, owners, strict=True)], obstacles)
        for item, run in zip(self._wires.values(), courses, strict=True):
            item.setPos(0, 0)
            item.set_course(run)
        if len(courses) <= LABELLED:
            self._places = routing.Places(obstacles, courses)
            self._written = {}
            self._reserve(written)  # all labels look for a place anyway
            self.label(self._wires)

    def show(self, readings: Mapping[Wire, tuple[str, ...]], written: Written) -> None:
        """Say on wires what is read there, while something is written below cards. Labels move only when something has
        outgrown its room."""
        siblings: Counter[tuple[str, str]] = Counter()
        outgrown: set[Wire] = set()
        for wire, item in self._wires.items():
            siblings[wire.source, wire.source_port] += 1
            second = siblings[wire.source, wire.source_port] % 2 == 0  # two that run side by side
            if item.show_readings(readings.get(wire, ()), at_end=second):
                outgrown.add(wire)
        outgrown |= self._reserve(written)
        if outgrown:
            self.label(outgrown)

    def label(self, wires: Collection[Wire]) -> None:
        """Put the labels of some wires where there is room beside the others."""
        if len(self._wires) > LABELLED:
            return
        self._places.forget_labels()
        for near in (True, False):
            self._label(wires, near)

    def _label(self, wires: Collection[Wire], near: bool) -> None:
        said: set[tuple[str, str]] = set()
        mute: dict[tuple[str, str], tuple[int, WireItem]] = {}
        for wire, item in self._wires.items():
            if wire not in wires and self._take(item, near):
                said.add((wire.source, wire.source_port))
        for number, (wire, item) in enumerate(self._wires.items()):
            if wire in wires and item.speaks:
                item.place_label(near, partial(self._places.free, near=near, wire=number), needed=False)
                if self._take(item, near):
                    said.add((wire.source, wire.source_port))
                else:
                    mute.setdefault((wire.source, wire.source_port), (number, item))
        for source, (number, item) in mute.items():
            if source not in said:  # for once on something else, so that the output tells its shape at all
                item.place_label(near, partial(self._places.free, near=near, wire=number), needed=True)
                self._take(item, near)

    def _take(self, item: WireItem, near: bool) -> bool:
        """Keep the room of a label; whether it has one."""
        box = item.label_boxes[0 if near else 1]
        if box:
            self._places.take(box, near)
        return box is not None

    def _reserve(self, written: Written) -> set[Wire]:
        """Keep what is written below cards free of labels, and the room it once took.

        Returns:
            wires whose labels must look for another place: where something is written now, or, when there is less of
            it, all.
        """
        kept = {}
        for card, rects in written.items():
            before = self._written.get(card, rects)
            kept[card] = rects[0].united(before[0]), rects[1].united(before[1])
        grown = [rects for card, rects in kept.items() if rects != self._written.get(card)]
        fewer = bool(self._written.keys() - kept.keys())
        if not grown and not fewer:
            return set()
        self._written = kept
        self._places.write([near for near, _ in kept.values()], [far for _, far in kept.values()])
        if fewer:
            return set(self._wires)
        views = [routing.Rects(rects) for rects in zip(*grown, strict=True)]
        return {wire for wire, item in self._wires.items() if _any_covered(item.label_boxes, views)}


def _any_covered(boxes: Sequence[QRectF | None], views: Sequence[routing.Rects]) -> bool:
    """Whether the label of the near or of the far view lies on some rectangle of that view."""
    pairs = zip(boxes, views, strict=True)
    return any(box and view.meet(box.left(), box.top(), box.right(), box.bottom()).any() for box, view in pairs)
