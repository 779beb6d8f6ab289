"""What a data source says of itself, and the rows it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from visualnn.blocks.spec import ValueType

if TYPE_CHECKING:
    import numpy as np

SPLITS = ("train", "validation", "test")


class DataInfo(msgspec.Struct, frozen=True):
    """What is known of a data set without loading it.

    types: the type that leaves each output port (``x``, ``y``) of the data block, per row.
    rows: how many rows each of ``SPLITS`` has; empty while the source is not chosen yet.
    labels: names of the classes, or the vocabulary; empty when there is none.
    columns: names of the columns of a table, inputs first.
    scaled: which numbers of an output port were scaled, see ``data.scaling``; of a port that is not here, none were.
    picture: (height, width) when a row of ``x`` is an image of one or three ``channels``, else None.
    channels: 1: grey; 3: red, green and blue planes, one after the other.
    """

    types: dict[str, ValueType]
    rows: dict[str, int] = {}
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    scaled: dict[str, tuple[bool, ...]] = {}
    picture: tuple[int, int] | None = None
    channels: int = 1


@dataclass(frozen=True)
class Dataset:
    """The rows of a source: train first, then validation, then test, as many of each as ``info.rows`` says.

    x: ``[N, ...]``; float32 (``real``), uint8 (``real``, standing for x / 255: a quarter of the memory) or int32
        (``onehot`` and ``index``: class numbers, without the last axis of a ``onehot`` shape).
    y: ``[N, ...]``; float32 (``real``) or int32 (``index``).
    """

    info: DataInfo
    x: np.ndarray
    y: np.ndarray

    def split(self, name: str) -> slice:
        """The rows of one of ``SPLITS``."""
        start = sum(self.info.rows.get(before, 0) for before in SPLITS[: SPLITS.index(name)])
        return slice(start, start + self.info.rows.get(name, 0))
