"""The library: load a project, train it, use what it learnt. What the window does, without the window."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from visualnn.data.catalogue import anchored
from visualnn.export.npz import load_weights, save_weights
from visualnn.graph.training import LARGEST
from visualnn.messages import Message, UserError, define
from visualnn.project import store
from visualnn.project.format import Project
from visualnn.training.metrics import History
from visualnn.training.network import Layout
from visualnn.training.session import Session

define(train_number="“{name}” must be a whole number from {least} to {most}, not {found}.")


def load(project: str | Path) -> Project:
    """The project of a ``.vnn`` file, or a sample by its name (``"xor"``).

    Relative paths in it are taken from the file's folder.

    Raises:
        UserError: there is no such file, or it cannot be read; says where and how to mend it.
    """
    path = store.find(project)
    loaded = store.load(path)
    return msgspec.structs.replace(loaded, graph=anchored(loaded.graph, path.parent))


class Run:
    """A trained network: its curves, its figures, its predictions and its weights.

    ``history`` holds the curves (``history.series("loss")`` gives steps and values); ``steps`` how many were made;
    ``seconds`` the time spent training, alone; ``layout`` the network's layers and size; ``stopped`` why it
    ended early.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        assert session.layout
        self.layout: Layout = session.layout

    @property
    def history(self) -> History:
        """The curves, by name."""
        return self._session.history

    @property
    def steps(self) -> int:
        """Steps made so far."""
        return self._session.step_count

    @property
    def epochs(self) -> float:
        """Passes over the training rows so far."""
        return self.steps / self.layout.steps_per_epoch

    @property
    def seconds(self) -> float:
        """Seconds spent training."""
        return self._session.seconds

    @property
    def metrics(self) -> dict[str, dict[str, float]]:
        """Loss and accuracy over all rows of each split that has any: ``metrics["test"]["accuracy"]``."""
        splits = [split for split, rows in self.layout.info.rows.items() if rows]
        return {split: self._session.request("evaluate", split).result() for split in splits}

    @property
    def gradient_norm(self) -> dict[str, float]:
        """The L2 norm of each layer's gradient at the last step, from input to output."""
        norms = {layer.name: self.history.last(f"gradient/{layer.name}") for layer in self.layout.layers}
        return {name: norm for name, norm in norms.items() if norm is not None}

    @property
    def weights(self) -> dict[str, np.ndarray[Any, Any]]:
        """A copy of every parameter, by ``layer name/W`` and the like."""
        return self._session.request("weights").result()

    def predict(self, x: Any) -> np.ndarray[Any, Any]:
        """Predictions for rows of x: probabilities for the cross-entropies.

        Args:
            x: rows; where the predictions depend on several data blocks, rows for each by its name.

        Raises:
            UserError: the rows have another shape than the network's data, or those of a data block are missing.
        """
        return self._session.request("predict", x if isinstance(x, Mapping) else np.asarray(x)).result()

    def train(self, steps: int) -> Run:
        """Go on for so many steps; returns itself.

        Raises:
            UserError: the loss is no longer a finite number; the last finite state is kept.
        """
        self._session.run_to(self.steps + steps)
        return self._finish()

    def _finish(self) -> Run:
        self._session.wait()
        if (problem := self._session.problem) and not self._session.stopped:
            raise failure(problem)
        return self

    @property
    def stopped(self) -> str:
        """Why training ended before its length was over, where a condition of the project ended it; else empty."""
        return str(self._session.problem) if self._session.stopped else ""

    def save_weights(self, path: str | Path) -> None:
        """Write the weights to a ``.npz`` file that plain ``numpy.load`` reads."""
        save_weights(Path(path), self.weights)

    def load_weights(self, path: str | Path) -> None:
        """Take weights from a ``.npz`` file; nothing changes when they do not fit (UserError)."""
        weights = load_weights(Path(path), self.layout.shapes)
        self._session.request("set_weights", weights).result()

    def close(self) -> None:
        """Let the engine's thread and memory go; a run that is not closed keeps them until the process ends."""
        self._session.close()
        self._session.join()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def failure(problem: Message) -> UserError:
    """A message as an exception."""
    return UserError(problem.code, **problem.arguments)


def _whole(name: str, value: Any, least: int = 0, most: int = LARGEST) -> int | None:
    """A number that :func:`train` was given, also as ``1e4``; None stays."""
    if value is None:
        return None
    whole = isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())
    if not (whole and least <= value <= most):
        raise UserError("train_number", name=name, least=least, most=most, found=repr(value))
    return int(value)


def train(
    project: Project,
    *,
    steps: int | None = None,
    epochs: int | None = None,
    seed: int | None = None,
    data: Mapping[str, str | Path] | None = None,
    threads: int = 0,
) -> Run:
    """Train a project's network; blocks until it is done.

    Args:
        project: what to train.
        steps, epochs: how long; by default as long as the project says. 0 steps: initial weights.
        seed: initial weights, order of the rows and dropout follow from it; the project's by default.
        data: files or folders for data blocks, by block name.
        threads: threads of the engine; 0 chooses.

    Raises:
        UserError: a number cannot be, the network or the data are not in order, or the loss became NaN; says what and
            how to mend it.
    """
    steps, epochs, seed = _whole("steps", steps), _whole("epochs", epochs, 1), _whole("seed", seed)
    threads = _whole("threads", threads, most=1024) or 0
    # As part of the project, so that schedules of the learning rate stretch over the whole of it.
    training = project.training
    if epochs is not None:
        training = msgspec.structs.replace(training, epochs=epochs, steps=0)
    if steps:
        training = msgspec.structs.replace(training, steps=steps)
    session = Session(
        msgspec.structs.replace(project, training=training),
        overrides={name: str(path) for name, path in (data or {}).items()},
        seed=seed,
        threads=threads,
    )
    session.wait()
    if session.problem or not session.layout:
        problem = session.problem or Message("session_closed")
        session.close()
        raise failure(problem)
    session.run_to(session.layout.total_steps if steps is None else steps)
    run = Run(session)
    try:
        return run._finish()
    except BaseException:
        run.close()
        raise
