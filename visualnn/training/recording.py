"""How a session's training becomes a run that is kept."""

from __future__ import annotations

import datetime
import itertools
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from visualnn.messages import Message, define
from visualnn.project.format import Project
from visualnn.project.run import Best, Curves, Run, State, Traces, new_id

if TYPE_CHECKING:
    from visualnn.training.metrics import History, Points
    from visualnn.training.network import Layout

define(
    run_weights_kept="It began with the weights that the network had before it was edited.",
    run_weights_given="It began with weights that were given to it.",
    run_weights_of="It began with the same weights as {run}.",
    run_weights_of_end="It began with the weights that {run} had learned.",
    run_weights_set="Weights were set from outside after step {step}.",
    run_rate="From step {step} on the learning rate was {rate:g}.",
    run_from="It went on from step {step} of another run.",
    race_run="It took part in a race as “{value}”.",
)

Keep = Callable[[Run, Traces | None], object]
"""Takes a run, or what has become of it, and its arrays; None: those that it has. ``False`` says that it was deleted
meanwhile."""

AFFORDABLE = 0.5
"""Seconds that measuring a split may take for the record."""

OFTEN = 60.0
"""Seconds after which what a long training has reached is kept, in case the program does not end well."""

Weights = Mapping[str, np.ndarray[Any, Any]]


class Recording:
    """One run from its first step on.

    Args:
        project: graph and settings, with the seed that is used.
        layout: the compiled network.
        weights: those it begins with.
        remarks: what is to be known of them.
    """

    def __init__(
        self, project: Project, layout: Layout, weights: Weights, remarks: tuple[Message, ...] = (), steps: int = 0
    ) -> None:
        self._run = Run(
            id=new_id(),
            started=datetime.datetime.now().astimezone(),
            project=project,
            state="running",
            batch_size=layout.batch_size,
            parameters=layout.parameter_count,
            remarks=remarks,
        )
        self._layout = layout
        self._initial = weights
        self._kept_at = steps
        self._when = time.monotonic()

    @property
    def id(self) -> str:
        """The run's."""
        return self._run.id

    def remark(self, remark: Message) -> None:
        """Add something to be known; of several that follow each other on the same subject the last stands."""
        others = tuple(other for other in self._run.remarks if not _replaces(remark, other))
        self._run = msgspec.structs.replace(self._run, remarks=(*others, remark))

    def rated(self, step: int, rate: float) -> None:
        """Remark that the learning rate is this from ``step`` on, if it was another before."""
        remark = Message("run_rate", {"step": step, "rate": rate})
        remarks = tuple(other for other in self._run.remarks if not _replaces(remark, other))
        rates = [other.arguments["rate"] for other in remarks if other.code == "run_rate"]
        if rate != (rates[-1] if rates else self._run.project.training.learning_rate):
            remarks += (remark,)
        self._run = msgspec.structs.replace(self._run, remarks=remarks)

    def branch(self, step: int) -> Recording:
        """Another run that has all in common with this one up to ``step``."""
        remarks = tuple(remark for remark in self._run.remarks if remark.arguments.get("step", 0) <= step)
        another = Recording(self._run.project, self._layout, self._initial, remarks, step)
        another.remark(Message("run_from", {"step": step}))
        return another

    def resumed(self, keep: Keep, step: int) -> Recording:
        """Keep that the run goes on at ``step``, if it rested; it goes on as another run when it was deleted."""
        if self._run.state == "running":
            return self
        self._run = msgspec.structs.replace(self._run, state="running")
        if keep(self._run, None) is not False:
            return self
        another = self.branch(step)
        keep(*another.beginning())
        return another

    def behind(self, step: int) -> bool:
        """Whether steps were made that are not kept yet, or are said to be made."""
        return step != self._kept_at or self._run.state == "running"

    @property
    def overdue(self) -> bool:
        """Whether it is time to keep what a long training has reached."""
        return time.monotonic() - self._when > OFTEN

    def beginning(self) -> tuple[Run, Traces]:
        """The run before its first step."""
        return self._run, Traces(initial=self._initial)

    def reached(
        self,
        state: State,
        steps: int,
        seconds: float,
        history: History,
        weights: Weights,
        evaluate: Callable[[str], Mapping[str, float]],
    ) -> tuple[Run, Traces]:
        """The run as it stands after so many steps and seconds."""
        layout = self._layout
        self._kept_at, self._when = steps, time.monotonic()
        self._run = msgspec.structs.replace(
            self._run,
            state=state,
            steps=steps,
            epochs=steps / layout.steps_per_epoch,
            seconds=seconds,
            metrics=_measured(layout, seconds / max(1, steps), history, evaluate, exact=state != "running"),
            best=_best(history),
        )
        return self._run, Traces(tuple(itertools.starmap(_kept, history.all())), self._initial, weights)


def _kept(names: tuple[str, ...], points: Points) -> Curves:
    values, means = points.values.astype(np.float32), points.means.astype(np.float32)
    return Curves(names, points.steps, values, None if np.array_equal(values, means, equal_nan=True) else means)


def standing(run: Run, steps: int, epochs: float, seconds: float, history: History) -> Run:
    """A run as it stands while it learns: its measures are the last of the curves."""
    measured = {split: latest_measures(history, split) for split in ("train", "validation")}
    metrics = {split: {k: v for k, v in found.items() if np.isfinite(v)} for split, found in measured.items()}
    return msgspec.structs.replace(run, steps=steps, epochs=epochs, seconds=seconds, metrics=metrics)


def _replaces(new: Message, old: Message) -> bool:
    return new.code == old.code and new.arguments.get("step") == old.arguments.get("step")


def _measured(
    layout: Layout,
    seconds: float,
    history: History,
    evaluate: Callable[[str], Mapping[str, float]],
    *,
    exact: bool,
) -> dict[str, dict[str, float]]:
    """Measures by split: over all rows where that is affordable, else the last of the curves.

    ``seconds``: those of a step, of which looking at as many rows takes less.
    """
    found = {}
    for split, rows in layout.info.rows.items():
        if not rows:
            continue
        if exact and seconds * rows / max(1, layout.batch_size) < AFFORDABLE:
            measures = dict(evaluate(split))
        else:
            measures = latest_measures(history, split)
        if measures := {name: value for name, value in measures.items() if np.isfinite(value)}:
            found[split] = measures
    return found


def latest_measures(history: History, split: str) -> dict[str, float]:
    """The newest measures of the curves: of training rows the mean over the last epoch where there is one."""
    names = [name for name in history.names if not name.startswith(("gradient/", "validation_", "epoch_"))]
    sources = {"train": ("epoch_", ""), "validation": ("validation_",)}.get(split, ())
    found = {}
    for name in names:
        values = (history.last(f"{prefix}{name}") for prefix in sources)
        value = next((value for value in values if value is not None), None)
        if value is not None:
            found[name] = value
    return found


def _best(history: History) -> Best | None:
    """The lowest loss: on the validation rows where there are any, else of an epoch, else of a step."""
    for name, split in (("validation_loss", "validation"), ("epoch_loss", "train"), ("loss", "train")):
        if name in history.names:
            steps, values = history.series(name, whole=True)
            if len(values) and np.isfinite(values).any():
                place = int(np.nanargmin(values))
                return Best(split, float(values[place]), int(steps[place]))
    return None
