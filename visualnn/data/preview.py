"""A first look at a source of data, for people: its first rows or pictures, and how its values are spread.

The work is bounded: of large sources only the beginning is looked at, and ``whole`` says so. A source that cannot be
trained on as its settings are (cells missing, a class with one example) can be looked at all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from visualnn.data.dataset import DataInfo, Dataset

ROWS = 8
"""Rows shown of a table."""

COLUMNS = 60
"""Columns shown of a table, and described."""

PICTURES = 24
"""Pictures shown."""

CHARACTERS = 400
"""Characters shown of a text."""

BARS = 24
"""Bars of the distribution; of more classes the most frequent are shown."""

EXAMINED = 20_000
"""Rows that ranges are taken from."""

_BINS = 10


class Range(NamedTuple):
    """How the values of a column are spread.

    low, high, mean: of the numbers in it; None for a column of categories.
    categories: how many different ones there are; 0 for a column of numbers.
    missing: how many cells are empty.
    """

    name: str
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    categories: int = 0
    missing: int = 0


@dataclass(frozen=True, eq=False)
class Preview:
    """What can be shown of a source.

    columns, rows: the head of a table, cells as texts.
    pictures: ``[n, height, width]`` or ``[n, height, width, 3]`` uint8, with a caption each.
    text: the beginning of a text.
    spread: how many rows each class has, or the numbers of the target by bins: (label, count).
    ranges: of the columns.
    splits: rows for training, validation and test; empty where the settings do not allow to tell.
    whole: whether all rows were looked at.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    pictures: np.ndarray | None = None
    captions: tuple[str, ...] = ()
    text: str = ""
    spread: tuple[tuple[str, int], ...] = ()
    ranges: tuple[Range, ...] = ()
    splits: dict[str, int] = field(default_factory=dict)
    whole: bool = True


def of(data: Dataset) -> Preview:
    """A look at rows that are loaded: the first ones for training, ranges of the first ``EXAMINED``."""
    info = data.info
    flat = data.x[:EXAMINED].reshape(len(data.x[:EXAMINED]), -1)
    names = info.columns or tuple(f"x{i + 1}" for i in range(min(COLUMNS, flat.shape[1])))
    inputs = names[: flat.shape[1]][:COLUMNS]
    targets = data.y[:ROWS].reshape(len(data.y[:ROWS]), -1)[:, :COLUMNS]
    heads = names[flat.shape[1] :] or tuple(f"y{i + 1}" for i in range(targets.shape[1]))
    rows = [
        (*map(number, x), *(info.labels[int(code)] if info.labels else number(code) for code in y))
        for x, y in zip(flat[:ROWS, :COLUMNS], targets, strict=True)
    ]
    return Preview(
        columns=() if info.picture else (*inputs, *heads),
        rows=() if info.picture else tuple(rows),
        pictures=as_pictures(data.x[:PICTURES], info) if info.picture else None,
        captions=tuple(info.labels[int(label)] for label in data.y[:PICTURES]) if info.picture and info.labels else (),
        spread=spread_of(data.y, info.labels),
        ranges=() if info.picture else tuple(range_of(name, flat[:, i]) for i, name in enumerate(inputs)),
        splits=dict(info.rows),
    )


def as_pictures(x: np.ndarray, info: DataInfo) -> np.ndarray:
    """Rows of planes as pictures: ``[n, height, width]``, with a last axis of 3 for colours; uint8."""
    assert info.picture
    planes = x.reshape(len(x), info.channels, *info.picture)
    if planes.dtype != np.uint8:
        planes = (planes * (255 / max(float(planes.max(initial=0)), 1e-9))).clip(0, 255).astype(np.uint8)
    return np.ascontiguousarray(planes[:, 0] if info.channels == 1 else planes.transpose(0, 2, 3, 1))


def spread_of(targets: np.ndarray, labels: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """How often each class comes; without classes, how the first target's numbers fall into ten bins."""
    if labels:
        return most_frequent(labels, np.bincount(targets.reshape(-1), minlength=len(labels)).tolist())
    values = targets[:EXAMINED].reshape(len(targets[:EXAMINED]), -1)[:, 0]
    return binned(values.astype(np.float64))


def binned(values: np.ndarray) -> tuple[tuple[str, int], ...]:
    """How numbers fall into ten bins, or each number's own count when there are few."""
    values = values[np.isfinite(values)]
    found, counts = np.unique(values, return_counts=True)
    if len(found) <= _BINS:
        return tuple(zip(map(number, found), counts.tolist(), strict=True))
    counts, edges = np.histogram(values, _BINS)
    names = [f"{number(low)} to {number(high)}" for low, high in pairwise(edges)]
    return tuple(zip(names, counts.tolist(), strict=True))


def most_frequent(labels: Sequence[str], counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Labels with their counts, in their order; the most frequent ``BARS`` where there are more."""
    pairs = list(zip(labels, counts, strict=True))
    if len(pairs) > BARS:
        pairs = sorted(pairs, key=lambda pair: -pair[1])[:BARS]
    return tuple(pairs)


def range_of(name: str, values: np.ndarray) -> Range:
    """The range of a column of numbers."""
    there = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    if not len(there):
        return Range(name, missing=len(values))
    spread = float(there.min()), float(there.max()), float(there.mean())
    return Range(name, *spread, missing=len(values) - len(there))


def number(value: float) -> str:
    """A number as tables show it."""
    return f"{float(value):.4g}"
