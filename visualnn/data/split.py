"""Which rows are learnt from, which are watched while learning, and which are kept for the end.

Every source of data splits its rows here. Shares are those of all rows; rows of different classes are split apart
("stratified"), so that every split holds them in the same proportion, and the seed alone decides which row goes where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from visualnn.data.dataset import SPLITS
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    import numpy as np

define(
    split_nothing_left="“{block}”: validation {validation:g} and test {test:g} leave nothing to train on: make their "
    "sum smaller than 1.",
)


class Shares(NamedTuple):
    """The settings ``validation``, ``test`` (from 0 to 1) and ``seed`` of a data block."""

    validation: float
    test: float
    seed: int

    @classmethod
    def of(cls, block: str, settings: Mapping[str, Any]) -> Shares:
        """The shares in a block's settings; UserError naming the block when they leave nothing to train on."""
        shares = cls(settings["validation"], settings["test"], settings["seed"])
        if shares.validation + shares.test >= 1:
            raise UserError("split_nothing_left", block=block, validation=shares.validation, test=shares.test)
        return shares

    @property
    def hold_back(self) -> bool:
        """Whether any rows are kept from training."""
        return bool(self.validation or self.test)


def count(rows: int, shares: Shares) -> dict[str, int]:
    """How many of so many rows go to each of ``SPLITS``: the shares, rounded, but at least one row is trained on."""
    validation, test = round(rows * shares.validation), round(rows * shares.test)
    while rows and validation + test >= rows:
        if validation > test:
            validation -= 1
        else:
            test -= 1
    return {"train": rows - validation - test, "validation": validation, "test": test}


def count_classes(classes: Sequence[int], shares: Shares) -> dict[str, int]:
    """The same for rows of several classes, of each of which so many are there."""
    counted = [count(rows, shares) for rows in classes]
    return {name: sum(part[name] for part in counted) for name in SPLITS}


def order(labels: np.ndarray, shares: Shares) -> np.ndarray:
    """Row numbers in the order of ``SPLITS``, each split shuffled; as many in each as :func:`count_classes` says.

    Args:
        labels: the class number of each row; all the same where rows have no classes.
        shares: the settings.
    """
    import numpy as np

    random = np.random.default_rng(shares.seed)
    parts: dict[str, list[np.ndarray]] = {name: [] for name in SPLITS}
    for label in np.unique(labels):
        remaining = random.permutation(np.flatnonzero(labels == label))
        for name, size in count(len(remaining), shares).items():
            parts[name].append(remaining[:size])
            remaining = remaining[size:]
    return np.concatenate([random.permutation(np.concatenate(parts[name] or [labels[:0]])) for name in SPLITS])
