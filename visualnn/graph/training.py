"""How a graph is trained, as an immutable value beside it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

Share = Annotated[float, Meta(ge=0, lt=1)]
Strength = Annotated[float, Meta(ge=0, le=1e6)]
Epsilon = Annotated[float, Meta(gt=0, le=1)]

LARGEST = 2**63 - 1
"""The largest whole number that the engine counts to."""

OPTIMIZERS: dict[str, dict[str, float]] = {
    "sgd": {},
    "momentum": {"momentum": 0.9, "nesterov": False},
    "adagrad": {"initial_accumulator": 0.1, "epsilon": 1e-10},
    "adagrad_da": {"initial_accumulator": 0.1, "l1_regularization": 0.0, "l2_regularization": 0.0},
    "adadelta": {"rho": 0.95, "epsilon": 1e-8},
    "rmsprop": {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-10, "initial_accumulator": 1.0},
    "adam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
    "adamw": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.01},
    "ftrl": {"initial_accumulator": 0.1, "l1_regularization": 0.0, "l2_regularization": 0.0},
    "proximal_gradient_descent": {"l1_regularization": 0.0, "l2_regularization": 0.0},
    "proximal_adagrad": {"initial_accumulator": 0.1, "l1_regularization": 0.0, "l2_regularization": 0.0},
}
"""The settings that each optimizer reads, with the values they have there unless set: those of TensorFlow 1 where it
has the rule, else of PyTorch. ``visualnn.engine.kernels.optimizers`` states the updates."""

SCHEDULES: dict[str, dict[str, float]] = {
    "constant": {},
    "step": {"period": 0, "factor": 0.1},
    "cosine": {"period": 0, "factor": 0.0},
}
"""The settings that each schedule reads, with the values they have there unless set."""


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
    l1, l2: weight penalties: l1 sum |w| + l2/2 sum w² over all weights (not biases) is added to the loss.
    clip: gradients are scaled down to this L2 norm over all parameters when they exceed it; 0: never.
    schedule: how the learning rate changes: not at all; by ``factor`` every ``period`` steps; or over half a cosine to
        ``factor`` times itself after ``period`` steps (Loshchilov & Hutter 2017).
    warm_up: steps over which the learning rate first rises from 0.
    period: see ``schedule``; 0 is the whole training for the cosine, a third of it for steps.

    The rest belongs to the optimizers, which read what :data:`OPTIMIZERS` says; unset, it has the value given there.

    momentum: the share of the last update that is kept.
    nesterov: look ahead by the momentum before updating (Nesterov 1983).
    beta1, beta2: the share of the old in the running means of g and g².
    rho: the same for the running mean of g² (RMSProp calls it decay), and of squared updates (Adadelta).
    epsilon: keeps divisors above 0.
    initial_accumulator: where the sum or mean of g² starts.
    l1_regularization, l2_regularization: strength of the penalties that the rule itself solves for.
    weight_decay: the share of a weight, times the learning rate, taken off at each step.
    """

    optimizer: Literal[
        "sgd",
        "momentum",
        "adagrad",
        "adagrad_da",
        "adadelta",
        "rmsprop",
        "adam",
        "adamw",
        "ftrl",
        "proximal_gradient_descent",
        "proximal_adagrad",
    ] = "adam"
    learning_rate: Annotated[float, Meta(gt=0, le=1000)] = 0.003
    batch_size: Annotated[int, Meta(ge=0)] = 32
    epochs: Annotated[int, Meta(ge=1)] = 100
    steps: Annotated[int, Meta(ge=0)] = 0
    seed: Annotated[int, Meta(ge=0, le=LARGEST)] = 0
    shuffle: bool = True
    threads: Annotated[int, Meta(ge=0, le=1024)] = 0
    l1: Strength = 0.0
    l2: Strength = 0.0
    clip: Strength = 0.0
    schedule: Literal["constant", "step", "cosine"] = "constant"
    warm_up: Annotated[int, Meta(ge=0)] = 0
    period: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
    factor: Annotated[float, Meta(ge=0, le=1)] | UnsetType = UNSET
    momentum: Share | UnsetType = UNSET
    nesterov: bool | UnsetType = UNSET
    beta1: Share | UnsetType = UNSET
    beta2: Share | UnsetType = UNSET
    rho: Share | UnsetType = UNSET
    epsilon: Epsilon | UnsetType = UNSET
    initial_accumulator: Strength | UnsetType = UNSET
    l1_regularization: Strength | UnsetType = UNSET
    l2_regularization: Strength | UnsetType = UNSET
    weight_decay: Strength | UnsetType = UNSET

    def defaults(self) -> dict[str, float]:
        """What the chosen optimizer and schedule read, with the values that hold unless set."""
        return OPTIMIZERS[self.optimizer] | SCHEDULES[self.schedule]

    def resolved(self) -> dict[str, float]:
        """What the chosen optimizer and schedule read, with the values that hold."""
        return {
            name: default if (value := getattr(self, name)) is UNSET else value
            for name, default in self.defaults().items()
        }
