"""All wires of a scene led past the cards, and their labels put where they can be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from visualnn.app.canvas import routing
from visualnn.app.canvas.wire import WireItem
from visualnn.graph.model import Wire

LABELLED = 700
"""Wires up to which labels look for a place of their own."""


class Laying:
    """Where the wires of one scene run. It is asked again when anything has moved."""

    def __init__(self, wires: Mapping[Wire, WireItem]) -> None:
        self._wires = wires
        self._places = routing.Places((), ())

    def lay(self, ends: Sequence[tuple[QPointF, QPointF]], obstacles: Sequence[QRectF]) -> None:
        """Lead each wire from its start to its end past the obstacles; ends in the order of the wires."""
        owners = ((wire.source, wire.source_port) for wire in self._wires)
        courses = routing.routes([(*pair, owner) for pair, owner in zip(ends, owners, strict=True)], obstacles)
        for item, run in zip(self._wires.values(), courses, strict=True):
            item.setPos(0, 0)
            item.set_course(run)
        if len(courses) <= LABELLED:
            self._places = routing.Places(obstacles, courses)
            self.label(self._wires)

    def label(self, wires: Collection[Wire]) -> None:
        """Put the labels of some wires where there is room beside the others."""
        if len(self._wires) > LABELLED:
            return
        self._places.forget_labels()
        said: set[tuple[str, str]] = set()
        mute: dict[tuple[str, str], tuple[int, WireItem]] = {}
        for wire, item in self._wires.items():
            if wire not in wires and item.label_boxes[0]:
                self._take(item)
                said.add((wire.source, wire.source_port))
        for number, (wire, item) in enumerate(self._wires.items()):
            if wire in wires and item.label:
                source = wire.source, wire.source_port
                item.place_labels(partial(self._places.free, wire=number), needed=False)
                self._take(item)
                if item.label_boxes[0]:
                    said.add(source)
                else:
                    mute.setdefault(source, (number, item))
        for source, (number, item) in mute.items():
            if source not in said:  # for once on something else, so that the output tells its shape at all
                item.place_labels(partial(self._places.free, wire=number), needed=True)
                self._take(item)

    def _take(self, item: WireItem) -> None:
        for box, near in zip(item.label_boxes, (True, False), strict=True):
            if box:
                self._places.take(box, near)
