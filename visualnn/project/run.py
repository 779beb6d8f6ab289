"""One training as it is kept: what was trained, how, with what success, and its curves and weights."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
import numpy as np

from visualnn.messages import Message
from visualnn.project.format import Project

State = Literal["running", "paused", "finished", "diverged", "interrupted"]

Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]


def new_id() -> str:
    """A name for a run that no other has."""
    return uuid.uuid4().hex


def same_weights(some: Weights, others: Weights) -> bool:
    """Whether two networks have the same weights."""
    return some.keys() == others.keys() and all(
        np.array_equal(array, others[key], equal_nan=True) for key, array in some.items()
    )


class Best(msgspec.Struct, frozen=True):
    """The lowest loss of a run, and the step after which it was measured."""

    split: str
    loss: float
    step: Count


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a training; its arrays are its :class:`Traces`.

    project: graph and settings, with the seed that was really used.
    metrics: measures by name over all rows of each split (``metrics["test"]["accuracy"]``); of splits that would take
        long to measure, the means over the last epoch.
    parameters: how many numbers the network learned.
    remarks: what a reader must know: weights that were not fresh, a learning rate that was changed.
    document, path: what the document was called, and its file; the path is empty when it never had one.
    also: other files that the document was saved as since.
    name: given by the user; ``number`` counts all runs that were kept here, and names those without a name.
    """

    id: str
    started: datetime.datetime
    project: Project
    state: State
    steps: Count = 0
    epochs: float = 0.0
    seconds: float = 0.0
    batch_size: Count = 0
    parameters: Count = 0
    metrics: dict[str, dict[str, float]] = {}
    best: Best | None = None
    remarks: tuple[Message, ...] = ()
    document: str = ""
    path: str = ""
    also: tuple[str, ...] = ()
    name: str = ""
    number: Count = 0


class Curves(NamedTuple):
    """Curves over common steps [n]; values and means are [n, names].

    In a long training points stand for several steps: the smallest and the largest value, and the mean. Without means
    each stands for itself.
    """

    names: tuple[str, ...]
    steps: Array
    values: Array
    means: Array | None = None


class Traces(msgspec.Struct, frozen=True, eq=False):
    """The arrays of a run: its curves, the weights it began with, and those it ended with, by ``layer name/W``."""

    curves: tuple[Curves, ...] = ()
    initial: Weights = {}
    final: Weights = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every curve."""
        return tuple(name for track in self.curves for name in track.names)

    def series(self, name: str) -> tuple[Array, Array, Array]:
        """Steps, values and means [n] of a curve; KeyError when there is none of that name."""
        for track in self.curves:
            if name in track.names:
                column = track.names.index(name)
                means = track.values if track.means is None else track.means
                return track.steps, track.values[:, column], means[:, column]
        raise KeyError(name)
