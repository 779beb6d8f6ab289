"""Small real data sets that come with scikit-learn and need no network: iris, wine, breast cancer, diabetes.

What is needed to describe them is written down here, so that it can be told without importing scikit-learn.

Sources: R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936; M. Forina and others, PARVUS, 1991;
W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), 1995; B. Efron, T. Hastie,
I. Johnstone and R. Tibshirani, Least angle regression, 2004.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import split
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.scaling import scale
from visualnn.data.source import Source


class Facts(NamedTuple):
    """A data set as it is before it is loaded: its columns, its classes and how many rows each has.

    A set without classes has numbers as targets and is counted as one class without a name.
    """

    columns: tuple[str, ...]
    classes: tuple[str, ...]
    counts: tuple[int, ...]
    target: str


_CELLS = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)

FACTS = {
    "iris": Facts(
        ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
        ("setosa", "versicolor", "virginica"),
        (50, 50, 50),
        "species",
    ),
    "wine": Facts(
        (
            "alcohol",
            "malic acid",
            "ash",
            "alcalinity of ash",
            "magnesium",
            "total phenols",
            "flavanoids",
            "nonflavanoid phenols",
            "proanthocyanins",
            "colour intensity",
            "hue",
            "OD280/OD315",
            "proline",
        ),
        ("grower 1", "grower 2", "grower 3"),
        (59, 71, 48),
        "grower",
    ),
    "breast_cancer": Facts(
        tuple(f"{which} {cell}" for which in ("mean", "error of", "worst") for cell in _CELLS),
        ("malignant", "benign"),
        (212, 357),
        "diagnosis",
    ),
    "diabetes": Facts(
        (
            "age",
            "sex",
            "body mass index",
            "blood pressure",
            "total cholesterol",
            "LDL",
            "HDL",
            "cholesterol / HDL",
            "log triglycerides",
            "glucose",
        ),
        (),
        (442,),
        "progression",
    ),
}


def describe(source: Source) -> DataInfo:
    """Columns, classes and rows."""
    settings = source.settings
    facts = FACTS[settings["data"]]
    classes = len(facts.classes)
    return DataInfo(
        types={
            "x": ValueType((len(facts.columns),)),
            "y": ValueType((), "index", classes) if classes else ValueType((1,)),
        },
        rows=split.count_classes(facts.counts, split.Shares.of(source.name, settings)),
        labels=facts.classes,
        columns=(*facts.columns, facts.target),
        scaled={
            "x": (settings["scaling"] != "none",) * len(facts.columns),
            "y": (not classes and settings["target_scaling"] != "none",),
        },
    )


def load(source: Source) -> Dataset:
    """Rows in an order drawn from the seed; scaled by what the training rows say."""
    from sklearn import datasets

    info = describe(source)
    settings = source.settings
    raw = {"scaled": False} if settings["data"] == "diabetes" else {}
    values, target = getattr(datasets, f"load_{settings['data']}")(return_X_y=True, **raw)
    labels = target if info.labels else np.zeros(len(target), np.int64)
    order = split.order(labels, split.Shares.of(source.name, settings))
    train = slice(0, info.rows["train"])
    x = scale(values[order].astype(np.float64), train, settings["scaling"])
    if info.labels:
        return Dataset(info, x, target[order].astype(np.int32))
    return Dataset(info, x, scale(target[order, None].astype(np.float64), train, settings["target_scaling"]))
