"""The bundled handwritten digits: 1,797 grey images of 8 x 8 that come with scikit-learn and need no network.

Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998
(its test part).
"""

from __future__ import annotations

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import split
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.source import Source

CLASS_COUNTS = (178, 182, 177, 183, 181, 182, 181, 179, 174, 180)
"""Images of each digit: known here so that the rows can be told without importing scikit-learn."""


def describe(source: Source) -> DataInfo:
    """The shape and the number of rows of each split."""
    settings = source.settings
    return DataInfo(
        types={"x": ValueType((64,) if settings["shape"] == "flat" else (1, 8, 8)), "y": ValueType((), "index", 10)},
        rows=split.count_classes(CLASS_COUNTS, split.Shares.of(source.name, settings)),
        labels=tuple("0123456789"),
        picture=(8, 8),
    )


def load(source: Source) -> Dataset:
    """Grey values from 0 to 1, in an order drawn from the seed; each split holds every digit in the same proportion."""
    from sklearn.datasets import load_digits

    info = describe(source)
    bunch = load_digits()
    order = split.order(bunch.target, split.Shares.of(source.name, source.settings))
    x = (bunch.images[order] / 16).astype(np.float32)
    return Dataset(info, x.reshape(-1, *info.types["x"].shape), bunch.target[order].astype(np.int32))
