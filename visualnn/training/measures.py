"""How good predictions are, beyond the loss: the spread that R² compares with, and confusion matrices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.messages import UserError, define

if TYPE_CHECKING:
    from visualnn.data.dataset import Dataset
    from visualnn.engine.program import Loss, Program
    from visualnn.engine.runner import Runner

define(
    confusion_numbers=(
        "A confusion matrix counts classes, but the loss “{loss}” compares numbers. Choose one whose target is a class."
    ),
    confusion_rows="There is no confusion matrix: the data have no rows for “{split}”.",
)

REGRESSIONS = ("mse", "mae", "huber")
"""Losses whose score is the squared error, when their target is numbers."""

Spreads = dict[str, list[float]]
"""The variance of each loss's target, by split; NaN where there is none to tell."""

_CHUNK = 4096


def spreads(program: Program, data: Mapping[str, Dataset]) -> Spreads:
    """The variance of the targets of regressions that are columns of the data: the mean over outputs of the variance
    over the rows of a split. R² is 1 - mean squared error / this (for several outputs, each counts by its variance)."""
    found: Spreads = {split: [] for split in ("train", "validation", "test")}
    for loss in program.losses:
        for split, values in found.items():
            targets = _targets(program, loss, data, split)
            values.append(float("nan") if targets is None or not len(targets) else _variance(targets))
    return found


def _targets(program: Program, loss: Loss, data: Mapping[str, Dataset], split: str) -> np.ndarray[Any, Any] | None:
    """The rows of the column of the data that a regression aims at; None when it aims at something else."""
    if loss.scored or loss.name not in REGRESSIONS:
        return None
    from visualnn.engine.feeding import aim

    column = aim(program, loss)
    if column is None:
        return None
    source = data[column.block]
    rows: np.ndarray[Any, Any] = getattr(source, column.name)[source.split(split)]
    return rows


def _variance(rows: np.ndarray[Any, Any]) -> float:
    """The mean of all columns' variances; chunk by chunk, since float64 copies of pictures are large."""
    flat = rows.reshape(len(rows), -1)
    mean = flat.mean(0, dtype=np.float64)
    total = sum(((flat[at : at + _CHUNK] - mean) ** 2).sum() for at in range(0, len(flat), _CHUNK))
    scale = 255.0 if rows.dtype == np.uint8 else 1.0
    return float(total) / flat.size / scale**2


def confusion(runner: Runner, split: str, loss: int = 0, name: str = "") -> np.ndarray[Any, np.dtype[np.int64]]:
    """How often each class was taken for each other: int64 [classes, classes], a row per true class, a column per
    predicted one. Every position of a sequence counts.

    A single output of binary cross-entropy makes two classes, parted at 1/2.

    Raises:
        UserError: the loss called ``name`` compares numbers, or the split has no rows.
    """
    answers = runner.program.losses[loss]
    shape = answers.prediction.type.shape
    binary = answers.name == "binary_cross_entropy" and shape[-1:] == (1,)
    labelled = answers.target is not None and answers.target.type.kind != "real"
    if not (binary or labelled or answers.name == "softmax_cross_entropy"):
        raise UserError("confusion_numbers", loss=name)
    if not runner.rows.get(split):
        raise UserError("confusion_rows", split=split)
    classes = 2 if binary else shape[-1]
    counts = np.zeros(classes * classes, np.int64)
    for predicted, target in runner.answers(split, loss):
        if binary:
            found, true = predicted > 0.5, target > 0.5
        else:
            found, true = predicted.argmax(-1), target if labelled else target.argmax(-1)
        pairs = true.astype(np.int64).ravel() * classes + found.astype(np.int64).ravel()
        counts += np.bincount(pairs, minlength=classes * classes)
    return counts.reshape(classes, classes)
