"""The bundled handwritten digits: 1,797 grey images of 8 x 8 that come with scikit-learn and need no network.

Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998
(its test part).
"""

from __future__ import annotations

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import SPLITS, DataInfo, Dataset
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    digits_no_training_rows="The digits “{block}”: validation {validation:g} and test {test:g} leave no images to "
    "train on: make their sum smaller than 1."
)

CLASS_COUNTS = (178, 182, 177, 183, 181, 182, 181, 179, 174, 180)
"""Images of each digit: known here so that the rows can be told without importing scikit-learn."""


def describe(source: Source) -> DataInfo:
    """The shape and the number of rows of each split."""
    settings = source.settings
    counts = [_split(count, settings["validation"], settings["test"]) for count in CLASS_COUNTS]
    rows = {name: sum(count[name] for count in counts) for name in SPLITS}
    if any(count["train"] < 1 for count in counts):
        raise UserError(
            "digits_no_training_rows", block=source.name, validation=settings["validation"], test=settings["test"]
        )
    return DataInfo(
        types={"x": ValueType((64,) if settings["shape"] == "flat" else (1, 8, 8)), "y": ValueType((), "index", 10)},
        rows=rows,
        labels=tuple("0123456789"),
        picture=(8, 8),
    )


def load(source: Source) -> Dataset:
    """Grey values from 0 to 1, in an order drawn from the seed; each split holds every digit in the same proportion."""
    from sklearn.datasets import load_digits

    info = describe(source)
    settings = source.settings
    bunch = load_digits()
    random = np.random.default_rng(settings["seed"])
    parts: dict[str, list[np.ndarray]] = {name: [] for name in SPLITS}
    for digit, count in enumerate(CLASS_COUNTS):
        remaining = random.permutation(np.flatnonzero(bunch.target == digit))
        for name, size in _split(count, settings["validation"], settings["test"]).items():
            parts[name].append(remaining[:size])
            remaining = remaining[size:]
    order = np.concatenate([random.permutation(np.concatenate(parts[name])) for name in SPLITS])
    x = (bunch.images[order] / 16).astype(np.float32)
    return Dataset(info, x.reshape(-1, *info.types["x"].shape), bunch.target[order].astype(np.int32))


def _split(count: int, validation: float, test: float) -> dict[str, int]:
    """How many of ``count`` images go to each split."""
    held = {"validation": round(count * validation), "test": round(count * test)}
    return {"train": count - sum(held.values())} | held
