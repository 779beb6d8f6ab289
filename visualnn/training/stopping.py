"""Judges whether training ends by itself, before the end of its plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from visualnn.graph.stopping import Stopping
from visualnn.messages import Message, define

define(
    stopped_loss="Training stopped after epoch {epoch}: the loss of {value:.4g} is not above {limit:g}.",
    stopped_accuracy="Training stopped after epoch {epoch}: the accuracy of {value:.4g} is not below {limit:g}.",
    stopped_epoch="Training stopped after epoch {epoch}, as was asked for.",
    stopped_patience="Training stopped after epoch {epoch}: for {patience} epochs the loss has not fallen below the "
    "{value:.4g} of epoch {best}.",
    stopped_patience_restored="Training stopped after epoch {epoch}: for {patience} epochs the loss has not fallen "
    "below the {value:.4g} of epoch {best}. The network has the weights of epoch {best} again.",
    stopped_loss_several="Training stopped after epoch {epoch}: the sum of all losses, {value:.4g}, is not above "
    "{limit:g}.",
    stopped_accuracy_several="Training stopped after epoch {epoch}: the lowest of the accuracies, {value:.4g}, is not "
    "below {limit:g}.",
    stopped_patience_several="Training stopped after epoch {epoch}: for {patience} epochs the sum of all losses has "
    "not fallen below the {value:.4g} of epoch {best}.",
    stopped_patience_restored_several="Training stopped after epoch {epoch}: for {patience} epochs the sum of all "
    "losses has not fallen below the {value:.4g} of epoch {best}. The network has the weights of epoch {best} again.",
)

Floats = np.ndarray[Any, np.dtype[np.float64]]
Epochs = np.ndarray[Any, np.dtype[np.int64]]


class Stop(NamedTuple):
    """The epoch after which training ends, and why."""

    epoch: int
    reason: Message
    restore: int | None = None
    """The epoch whose weights the network is to get back."""


class Watch:
    """Judges one run, epoch by epoch. A condition that has ended training once is silent from then on, so that who
    starts again is not stopped again.

    ``several``: the losses are sums of several, the accuracies the lowest of several.
    """

    def __init__(self, stopping: Stopping, several: bool = False) -> None:
        self.stopping = stopping
        self._several = several
        self._best = np.inf
        self._best_epoch = 0
        self._spent: set[str] = set()

    @property
    def best_epoch(self) -> int:
        """The epoch with the lowest loss so far; 0 before the first."""
        return self._best_epoch

    @property
    def keeps_best(self) -> bool:
        """Whether the weights of the best epoch may be wanted back."""
        return self.stopping.patience is not None and self.stopping.restore and "patience" not in self._spent

    @property
    def active(self) -> bool:
        """Whether any condition can still end training."""
        return self.stopping.active

    def see(self, epochs: Epochs, losses: Floats, accuracies: Floats | None) -> Stop | None:
        """Judge epochs that are over, each once and in order: their numbers, losses and accuracies, each [n].

        Returns the first end, if there is one; epochs after it count as not seen.
        """
        if not len(epochs):
            return None
        ends = [end for end in self._ends(epochs, losses, accuracies) if end[0] not in self._spent]
        first = min(ends, key=lambda end: end[1], default=None)
        seen = len(epochs) if first is None else first[1] + 1
        low = int(np.argmin(losses[:seen]))
        if losses[low] < self._best:
            self._best, self._best_epoch = float(losses[low]), int(epochs[low])
        if first is None:
            return None
        condition, place, arguments = first
        self._spent.add(condition)
        epoch = int(epochs[place])
        arguments = {"epoch": epoch, **arguments}
        restore = arguments["best"] if condition == "patience" and self.stopping.restore else None
        code = f"stopped_{condition}" + "_restored" * (restore is not None)
        code += "_several" * (self._several and condition != "epoch")
        return Stop(epoch, Message(code, arguments), restore)

    def _ends(
        self, epochs: Epochs, losses: Floats, accuracies: Floats | None
    ) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Every condition that holds: its name, the place where it first does, what to say of it."""
        limits = self.stopping
        if limits.loss is not None and (place := _first(losses <= limits.loss)) is not None:
            yield "loss", place, {"value": float(losses[place]), "limit": limits.loss}
        if (
            limits.accuracy is not None
            and accuracies is not None
            and (place := _first(accuracies >= limits.accuracy)) is not None
        ):
            yield "accuracy", place, {"value": float(accuracies[place]), "limit": limits.accuracy}
        if limits.epoch is not None and (place := _first(epochs >= limits.epoch)) is not None:
            yield "epoch", place, {}
        if limits.patience is not None:
            before = np.minimum.accumulate(np.concatenate([[self._best], losses[:-1]]))
            improved = np.where(losses < before, epochs, self._best_epoch)
            best_epochs = np.maximum.accumulate(improved)
            if (place := _first(epochs - best_epochs >= limits.patience)) is not None:
                best = {"best": int(best_epochs[place]), "value": float(before[place])}
                yield "patience", place, {"patience": limits.patience, **best}


def _first(holds: np.ndarray[Any, np.dtype[np.bool_]]) -> int | None:
    places = np.flatnonzero(holds)
    return int(places[0]) if len(places) else None
