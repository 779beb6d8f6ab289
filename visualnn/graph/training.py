"""How a graph is trained, as an immutable value beside it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec


class Training(msgspec.Struct, frozen=True):
    """The training settings of a project.

    optimizer: the update rule.
    learning_rate: the size of an update, above 0.
    batch_size: rows per step; 0 takes all training rows at once (full batch).
    epochs: passes over the training rows, unless ``steps`` is set.
    steps: updates in all; 0 leaves the length to ``epochs``.
    seed: initial weights, shuffling and dropout follow from it.
    shuffle: visit the rows in a new random order in every epoch.
    threads: threads of the engine; 0 chooses by the machine and the size of the network.
    """

    optimizer: Literal["sgd", "adam"] = "adam"
    learning_rate: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 0.001
    batch_size: Annotated[int, msgspec.Meta(ge=0)] = 100
    epochs: Annotated[int, msgspec.Meta(ge=1)] = 15
    steps: Annotated[int, msgspec.Meta(ge=0)] = 0
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0
    shuffle: bool = True
    threads: Annotated[int, msgspec.Meta(ge=0, le=1024)] = 0
