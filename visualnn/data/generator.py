"""Made-up data whose rule is known: gates, points of classes in the plane, and a sine wave.

The seed of the split draws the data as well, so that a setting gives the same rows everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import split
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.room import check_room
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    generator_targets="“{block}”: targets that are 0 or 1 stand for two classes, but there are {classes}: choose the "
    "target “Class”, or two classes.",
    generator_rows="“{block}”: {rows:,} rows are fewer than the {classes} classes: make them more.",
)

GATES = {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "not": (1, 0), "xor": (0, 1, 1, 0)}
"""The last column of each truth table."""

STEPS = 20
"""Steps of a sequence to one period of the wave."""

_TURNS = 1.25
"""How often a spiral goes round."""


def describe(source: Source) -> DataInfo:
    """Shapes and rows."""
    settings = source.settings
    kind = settings["data"]
    if kind in GATES:
        columns = ("x", "y") if kind == "not" else ("x1", "x2", "y")
        rows = {"train": len(GATES[kind]), "validation": 0, "test": 0}
        return DataInfo({"x": ValueType((len(columns) - 1,)), "y": ValueType((1,))}, rows, columns=columns)
    shares = split.Shares.of(source.name, settings)
    if kind == "sine":
        rows = split.count(settings["rows"], shares)
        return DataInfo({"x": ValueType((1,)), "y": ValueType((1,))}, rows, columns=("x", "y"))
    if kind == "sine_sequence":
        shape = (settings["length"], 1)
        check_room(source.name, settings["rows"], 16 * settings["rows"] * settings["length"])
        return DataInfo({"x": ValueType(shape), "y": ValueType(shape)}, split.count(settings["rows"], shares))
    counts = _counts(source)
    as_class = settings["targets"] == "class"
    return DataInfo(
        types={"x": ValueType((2,)), "y": ValueType((), "index", len(counts)) if as_class else ValueType((1,))},
        rows=split.count_classes(counts, shares),
        labels=tuple(map(str, range(len(counts)))) if as_class else (),
        columns=("x1", "x2", "class"),
    )


def load(source: Source) -> Dataset:
    """The rows, drawn from the seed; those of a sequence stay in time's order, the last are held back."""
    info = describe(source)
    settings = source.settings
    kind = settings["data"]
    random = np.random.default_rng(settings["seed"])
    if kind in GATES:
        y = np.array(GATES[kind], np.float32)[:, None]
        return Dataset(info, np.array(list(np.ndindex(*(2,) * info.types["x"].size)), np.float32), y)
    if kind == "sine_sequence":
        return Dataset(info, *_windows(settings, random))
    shares = split.Shares.of(source.name, settings)
    if kind == "sine":
        x = random.uniform(-1, 1, (settings["rows"], 1))
        y = np.sin(2 * np.pi * x) + settings["noise"] * random.normal(size=x.shape)
        order = split.order(np.zeros(len(x), np.int64), shares)
        return Dataset(info, x[order].astype(np.float32), y[order].astype(np.float32))
    labels = np.repeat(np.arange(len(counts := _counts(source))), counts)
    points = _points(kind, labels, len(counts), random, settings["noise"])
    order = split.order(labels, shares)
    y = labels[order]
    classes = settings["targets"] == "class"
    return Dataset(
        info, points[order].astype(np.float32), y.astype(np.int32) if classes else y[:, None].astype(np.float32)
    )


def _counts(source: Source) -> list[int]:
    """Rows of each class, as equal as can be."""
    settings = source.settings
    classes = settings["classes"] if settings["data"] in ("spirals", "clusters") else 2
    if classes > 2 and settings["targets"] == "number":
        raise UserError("generator_targets", block=source.name, classes=classes)
    if classes > settings["rows"]:
        raise UserError("generator_rows", block=source.name, classes=classes, rows=settings["rows"])
    each, more = divmod(settings["rows"], classes)
    return [each + (label < more) for label in range(classes)]


def _points(kind: str, labels: np.ndarray, classes: int, random: np.random.Generator, noise: float) -> np.ndarray:
    """Points in about the square from -1 to 1, ``[rows, 2]``, those of a class spread evenly along its curve."""
    along = np.concatenate([np.linspace(0, 1, count, endpoint=False) for count in np.bincount(labels)])
    if kind == "circles":
        radius = np.where(labels == 0, 1.0, 0.5)
        points = _polar(radius, 2 * np.pi * along)
    elif kind == "moons":  # two half circles, each about the end of the other
        upper = _polar(np.ones(len(labels)), np.pi * along) - (0.5, 0.25)
        points = np.where(labels[:, None] == 0, upper, -upper) / 1.5
    elif kind == "spirals":
        points = _polar(along, 2 * np.pi * (_TURNS * along + labels / classes))
    else:
        return 0.7 * _polar(np.ones(len(labels)), 2 * np.pi * labels / classes) + noise * random.normal(
            size=(len(labels), 2)
        )
    return points + noise * random.normal(size=points.shape)


def _polar(radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _windows(settings: Mapping[str, Any], random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Windows of a noisy wave, one step apart, and the same one step later."""
    length, rows = settings["length"], settings["rows"]
    time = np.arange(rows + length)
    wave = np.sin(2 * np.pi * time / STEPS) + settings["noise"] * random.normal(size=time.shape)
    windows = np.lib.stride_tricks.sliding_window_view(wave.astype(np.float32), length)[..., None]
    return windows[:-1].copy(), windows[1:].copy()
