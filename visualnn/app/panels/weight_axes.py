"""What the sides of an array of weights stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication

from visualnn.app.panels.heatmap import Axis

GATES = {"lstm": "ifgo", "gru": "rzn"}
"""The gates whose weights stand side by side, in the order that the help of these blocks tells."""


@lru_cache(maxsize=16)
def axes(kind: str, key: str, shape: tuple[int, ...]) -> tuple[Axis, Axis]:
    """The rows and columns of an array that is drawn as a matrix, with its last side across: what they count, from 1.

    Args:
        kind: that of the block.
        key: of the array: ``W``, ``b``, ...
    """
    *heights, width = shape or (1,)
    *down, across = _sides(kind, key, len(heights) + 1)
    gates = GATES.get(kind) if key in ("Wx", "Wh", "b") else None
    if gates:
        label = ", ".join((_tr("gate"), across))
        names = tuple(f"{gate}, {unit}" for gate in gates for unit in range(1, width // len(gates) + 1))
        return _counted(down, heights), Axis(label, names)
    return _counted(down, heights), Axis(across, tuple(str(number) for number in range(1, width + 1)))


def told(axis: Axis, number: int) -> str:
    """Which row or column it is, side by side."""
    sides = axis.label.split(", ")
    places = axis.names[number].split(", ", len(sides) - 1)  # columns of data may have commas in their names
    return ", ".join(f"{side} {place}" for side, place in zip(sides, places, strict=True) if side)


def _counted(sides: Sequence[str], extents: Sequence[int]) -> Axis:
    """Several sides as one; those with a single place are not worth telling."""
    label = ", ".join(side for side, extent in zip(sides, extents, strict=True) if extent > 1)
    places = np.ndindex(*(extent for extent in extents if extent > 1))
    return Axis(label, tuple(", ".join(str(number + 1) for number in place) or "1" for place in places))


def _sides(kind: str, key: str, count: int) -> tuple[str, ...]:
    """What each side of an array stands for."""
    recurrent = kind in ("rnn", *GATES)
    unit = _tr("unit") if recurrent else _tr("neuron")
    feature = _tr("feature")
    row, column = _tr("row"), _tr("column")
    known = {
        ("dense", "W"): (_tr("input"), unit),
        ("conv", "W"): (_tr("filter"), _tr("channel"), row, column),
        ("embedding", "W"): (_tr("symbol"), _tr("number")),
        (kind, "Wx"): (_tr("input"), unit),
        (kind, "Wh"): (_tr("unit before"), unit),
        (kind, "bn"): (unit,),
        (kind, "b"): (unit,) if kind != "conv" else (_tr("filter"),),
        **{(kind, each): (feature,) for each in ("gain", "bias", "mean", "variance")},
    }
    return known.get((kind, key)) or (*[_tr("matrix")] * (count - 2), row, column)[-count:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("panels", text)
