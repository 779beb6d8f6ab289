"""Curves of kept runs, drawn behind those of the training there is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from visualnn.app.colours import mixed
from visualnn.app.panels.smoothing import smooth
from visualnn.app.panels.traces import DASHES, Line
from visualnn.app.theme import colours
from visualnn.project.run import Traces

FIRST = 2
"""The training there is has the first colours."""

PALE = 0.45
"""How pale a run's curve on validation rows is against that on training rows."""


class Overlay(NamedTuple):
    """A run whose curves are drawn: what it is called, its place among the colours, its arrays, its steps per epoch."""

    name: str
    place: int
    traces: Traces
    epoch: float

    @property
    def colour(self) -> str:
        """What its curves are drawn in: one of those that the training there is leaves."""
        now = colours()
        return now.of_series(FIRST + self.place % (len(now.series) - FIRST))

    def dash(self, part: int) -> int:
        """Which of :data:`DASHES` the curves of a loss have: other ones where the colours are used again."""
        return (part + 2 * (self.place // (len(colours().series) - FIRST))) % len(DASHES)


def overlaid(runs: Sequence[Overlay], metric: str, smoothing: float, by_epoch: bool) -> list[tuple[str, Line]]:
    """The curves of a metric and what they are called: on training rows, and paler on validation rows.

    Runs that did not measure it have none; those of several losses have a curve for each, told apart by dashes. So are
    runs of the same colour.
    """
    lines: list[tuple[str, Line]] = []
    for run in runs:
        parts = [name.partition("/")[2] for name in run.traces.names if name.startswith(f"{metric}/")] or [""]
        for (number, part), prefix in itertools.product(enumerate(parts), ("", "validation_")):
            name = f"{metric}/{part}" if part else metric
            source = f"{prefix}{name}"
            if by_epoch and not prefix and f"epoch_{name}" in run.traces.names:
                source = f"epoch_{name}"
            if source not in run.traces.names:
                continue
            steps, values, means = (np.asarray(array, np.float64) for array in run.traces.series(source))
            if not len(steps):
                continue
            x = steps / max(run.epoch, 1.0) if by_epoch else steps
            y = smooth(means, smoothing) if smoothing and not (prefix or by_epoch) else values
            colour = mixed(run.colour, colours().panel, PALE) if prefix else run.colour
            title = f"{run.name}, {part}" if part else run.name
            title = f"{title} ({_tr('validation')})" if prefix else title
            end = _last(run.traces, f"epoch_{name}")
            if prefix and end is not None:
                end = float(means[-1])
            lines.append((title, Line(x, y, colour, True, False, run.dash(number), means, end, values)))
    return lines


def _last(traces: Traces, name: str) -> float | None:
    """The newest value of a curve, None where there is none."""
    if name not in traces.names:
        return None
    values = traces.series(name)[1]
    return float(values[-1]) if len(values) else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("overlay", text)
