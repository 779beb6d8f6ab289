"""Who is ahead in a race."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from visualnn.messages import Message

if TYPE_CHECKING:
    from visualnn.training.entrant import Position

SPLITS = ("validation_", "epoch_", "")
"""What is compared, the best first: the figure on the validation rows, the mean over the last epoch, the last step."""

EXPLODED = 100
"""Times the highest first loss above which losses are worlds apart from those of who learns."""


class Standing(NamedTuple):
    """A line of the table. ``rank`` counts from 1, the same for equal losses; None for who dropped out or has not
    begun. ``reached``: the step at which the loss first was at the goal or below."""

    value: str
    rank: int | None
    step: int
    loss: float | None
    accuracy: float | None
    reached: int | None
    problem: Message | None


def compared(positions: Sequence[Position], measure: str = "loss") -> str:
    """The curve by which variants are compared: the first of :data:`SPLITS` of which all that are still in the race
    have a figure; without a split when none has."""
    histories = [position.history for position in positions if position.history and not position.problem]
    for split in SPLITS:
        if histories and all(history.last(f"{split}{measure}") is not None for history in histories):
            return f"{split}{measure}"
    return measure


def standings(positions: Sequence[Position], goal: float | None = None) -> tuple[Standing, ...]:
    """The table, in the order of the variants.

    Args:
        positions: where the variants stand.
        goal: the loss to reach; by default that of :func:`usual_goal`.
    """
    loss, accuracy = compared(positions), compared(positions, "accuracy")
    goal = usual_goal(positions) if goal is None else goal
    figures = [_last(position, loss) for position in positions]
    racing = {  # in the digits that are shown: who looks the same shares a rank
        number: float(f"{figure:.4g}")
        for number, figure in enumerate(figures)
        if figure is not None and not positions[number].problem
    }
    ranks = {number: 1 + sum(other < figure for other in racing.values()) for number, figure in racing.items()}
    return tuple(
        Standing(
            position.value,
            ranks.get(number),
            position.step,
            figures[number],
            _last(position, accuracy),
            _reached(position, loss, goal),
            position.problem,
        )
        for number, position in enumerate(positions)
    )


def usual_goal(positions: Sequence[Position]) -> float | None:
    """Half of the lowest first loss, in two digits; None before there is one."""
    firsts = first_losses(positions)
    return float(f"{min(firsts) / 2:.2g}") if firsts else None


def first_losses(positions: Sequence[Position]) -> list[float]:
    """The loss of the first step of every variant that has one; only those that are numbers above 0."""
    found = (position.history.first("loss") for position in positions if position.history)
    return [loss for loss in found if loss is not None and 0 < loss < math.inf]


def highest_first(positions: Sequence[Position]) -> float:
    """The highest of :func:`first_losses`; infinite before there is one."""
    return max(first_losses(positions), default=math.inf)


def exploded(losses: np.ndarray[Any, Any], first: float) -> bool:
    """Whether losses rose so far above the highest first one that beside them those of who learns look all the same."""
    return bool((losses > EXPLODED * first).any())


def _last(position: Position, name: str) -> float | None:
    return position.history.last(name) if position.history else None


def _reached(position: Position, name: str, goal: float | None) -> int | None:
    if goal is None or position.history is None or name not in position.history.names:
        return None
    steps, values = position.history.series(name)
    there = np.flatnonzero(values <= goal)
    return int(steps[there[0]]) if len(there) else None
