"""The weights that were set by hand, to be taken back and set again."""

from __future__ import annotations

from typing import NamedTuple

from visualnn.project.run import Weights, same_weights


class Weight(NamedTuple):
    """A weight, by the key of its array and its place in the flat array, and a value that it had."""

    key: str
    place: int
    value: float


class WeightChanges:
    """Changes by hand, one after the other. ``weights`` are as the last one left them: while the network has others,
    for it was trained, drawn anew, read from a file or is looked at in its past, nothing can be taken back."""

    def __init__(self) -> None:
        self.weights: Weights = {}
        self._done: list[Weight] = []
        self._undone: list[Weight] = []

    def can_undo(self, weights: Weights) -> bool:
        """Whether there is a change to be taken back of these weights."""
        return bool(self._done) and self._left(weights)

    def can_redo(self, weights: Weights) -> bool:
        """Whether there is a change to be made again to these weights."""
        return bool(self._undone) and self._left(weights)

    def set(self, weights: Weights, key: str, place: int, value: float) -> None:
        """Give one of these weights a value; several values in a row are one change."""
        if not self._left(weights):
            self._done.clear()
        self._undone.clear()
        self.weights = weights
        before = self._put(Weight(key, place, value))
        if not self._done or self._done[-1][:2] != (key, place):
            self._done.append(before)
        if value == self._done[-1].value:  # it is what it was
            self._done.pop()

    def undo(self) -> Weight:
        """Take the last change back; which weight is what it was."""
        return self._swap(self._done, self._undone)

    def redo(self) -> Weight:
        """Make the change again that was taken back last; which weight it was."""
        return self._swap(self._undone, self._done)

    def _swap(self, source: list[Weight], target: list[Weight]) -> Weight:
        weight = source.pop()
        target.append(self._put(weight))
        return weight

    def _put(self, weight: Weight) -> Weight:
        """Put a weight in its place; what was there."""
        array = self.weights[weight.key].copy()
        before = weight._replace(value=float(array.reshape(-1)[weight.place]))
        array.reshape(-1)[weight.place] = weight.value
        self.weights = {**self.weights, weight.key: array}
        return before

    def _left(self, weights: Weights) -> bool:
        """Whether weights are as the last change left them."""
        return same_weights(weights, self.weights)
