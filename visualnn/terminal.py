"""Training and fetching in a terminal: a bar while it goes on, the result at the end."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from tqdm import tqdm

from visualnn.blocks import variants
from visualnn.blocks.check import check
from visualnn.data import catalogue
from visualnn.data import fetch as fetching
from visualnn.data.dataset import SPLITS
from visualnn.export.npz import save_weights
from visualnn.files import check_place
from visualnn.graph.race import Race, Vary
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.training.race import Contest
from visualnn.training.session import Session
from visualnn.training.standings import Standing, compared, standings

_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 2.0


class Failure(Exception):
    """What was asked for did not come to its end; the sentence says why."""


def train(
    name: str,
    changes: Mapping[str, Any],
    sources: Mapping[str, str],
    threads: int,
    *,
    export: Path | None,
    as_json: bool,
) -> None:
    """Train a project to its end, or until the user interrupts, and print how it went.

    Args:
        name: a project file or a sample.
        changes: training settings that replace the project's.
        sources: the path of a data block's source by the name of the block.
        threads: threads of the engine; 0 chooses.
        export: where the trained weights go.
        as_json: whether the last line of stdout is the result as JSON.

    Raises:
        UserError: the project, a source or the place of the export is wrong.
        Failure: training stopped before its end, if it made steps with the result of these printed.
    """
    path = store.find(name)
    base = path.absolute().parent
    project = store.load(path)
    project = msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **changes))
    catalogue.check_overrides(project.graph, sources)
    for problem in check(project.graph, *catalogue.describe_all(project.graph, sources, base=base)).problems:
        if problem.severity == "error":
            raise UserError(problem.message.code, **problem.message.arguments)
    if export is not None:
        check_place(export)
    session = Session(project, base=base, overrides=sources, threads=threads)
    try:
        interrupted = _follow(session)
        result = _result(session)
        if export is not None:
            save_weights(export, session.request("weights").result())
    finally:
        session.close()
        session.join(_PATIENCE_SECONDS)  # compiling cannot be interrupted, leaving can
    print(json.dumps(result, ensure_ascii=False) if as_json else _as_text(result))
    if session.problem is not None and not session.stopped:
        raise Failure(str(session.problem))
    if interrupted:
        raise Failure(f"interrupted after step {result['steps']:,}; the result is that of the steps made")


def race(
    name: str,
    vary: Vary | None,
    values: Sequence[str] | None,
    changes: Mapping[str, Any],
    sources: Mapping[str, str],
    as_json: bool,
) -> None:
    """Race the variants of a project to the end and print the table.

    Args:
        name: a project file or a sample.
        vary: what differs; None: what the project's race says, or the optimizer.
        values: a variant each; None: those of the project's race, or the usual ones.
        changes, sources, as_json: see :func:`train`.

    Raises:
        UserError: the project, the race or a source is wrong.
        Failure: no variant came to the end, or the user interrupted.
    """
    path = store.find(name)
    project = store.load(path)
    known = project.race or Race()
    varying = vary or known.vary
    listed = tuple(values or (known.values if known.vary == varying else ()) or variants.offered(varying))
    setup = Race(varying, listed, known.network)
    training = msgspec.structs.replace(project.training, **changes)
    project = msgspec.structs.replace(project, training=training, race=setup)
    variants.check_values(setup)
    catalogue.check_overrides(project.graph, sources)
    base = path.absolute().parent
    for problem in check(project.graph, *catalogue.describe_all(project.graph, sources, base=base)).problems:
        if problem.severity == "error":
            raise UserError(problem.message.code, **problem.message.arguments)
    contest = Contest(project, base=base, overrides=dict(sources))
    try:
        interrupted = _watch(contest)
        table = standings(contest.poll())
        compared_by = compared(contest.poll())
    finally:
        contest.close()
        contest.join(_PATIENCE_SECONDS)
    if contest.problem is not None and all(standing.loss is None for standing in table):
        raise Failure(str(contest.problem))
    print(json.dumps(_race_result(setup, table, compared_by)) if as_json else _race_text(table))
    if contest.problem is not None:
        raise Failure(str(contest.problem))
    if interrupted:
        raise Failure(f"interrupted after step {contest.step_count:,}; the table is that of the steps made")


def _watch(contest: Contest) -> bool:
    """Run a race with a bar on a terminal; returns whether the user interrupted."""
    with tqdm(unit=" steps", unit_scale=True, disable=not sys.stderr.isatty(), leave=False) as bar:
        try:
            while contest.wait(_POLL_SECONDS) == "preparing":
                bar.set_description(str(contest.progress[1]))
            contest.start()
            bar.reset(contest.total_steps)
            while contest.wait(_POLL_SECONDS) == "running":
                bar.update(contest.step_count - bar.n)
        except KeyboardInterrupt:
            contest.pause()
            contest.wait()
            return True
    return False


def _race_result(setup: Race, table: Sequence[Standing], compared_by: str) -> dict[str, Any]:
    return {
        "vary": setup.vary,
        "compared": compared_by,
        "variants": [
            {
                "value": standing.value,
                "rank": standing.rank,
                "steps": standing.step,
                "loss": _finite(standing.loss),
                "accuracy": _finite(standing.accuracy),
                "steps_to_half": standing.reached,
                "problem": str(standing.problem) if standing.problem else None,
            }
            for standing in table
        ],
    }


def _race_text(table: Sequence[Standing]) -> str:
    width = max(len(standing.value) for standing in table)
    lines = []
    for standing in sorted(table, key=lambda standing: (standing.rank is None, standing.rank)):
        place = f"{standing.rank}." if standing.rank else "-"
        figures = f"loss {_shown('loss', _finite(standing.loss))}"
        if standing.accuracy is not None:
            figures += f", accuracy {_shown('accuracy', _finite(standing.accuracy))}"
        lines.append(f"{place:>3} {standing.value:{width}}  {standing.problem or figures}")
    return "\n".join(lines)


def fetch(name: str, folder: Path | None) -> None:
    """Download a data set, with a bar on a terminal, and print the folder it is in.

    Raises:
        Failure: it could not be had; says what to do instead.
    """
    with tqdm(unit="B", unit_scale=True, disable=not sys.stderr.isatty(), leave=False, desc=name) as bar:

        def report(arrived: int, size: int) -> None:
            bar.total = size
            bar.update(arrived - bar.n)

        try:
            print(fetching.fetch(name, folder, report=report))
        except UserError as error:
            raise Failure(str(error)) from error


def _follow(session: Session) -> bool:
    """Prepare and train, with a bar on a terminal; returns whether the user interrupted.

    Raises:
        UserError: the data cannot be loaded.
        Failure: the engine cannot be prepared.
    """
    interrupted = False
    with tqdm(unit=" steps", unit_scale=True, disable=not sys.stderr.isatty(), leave=False) as bar:
        bar.bar_format = "{desc}"  # no figures before there are steps
        while session.wait(_POLL_SECONDS) == "preparing":
            bar.set_description(str(session.progress.message))
        if session.problem is not None:
            if session.problem.code == "session_failed":
                raise Failure(str(session.problem))
            raise UserError(session.problem.code, **session.problem.arguments)
        session.start()
        bar.bar_format = None
        bar.reset(session.layout.total_steps if session.layout else None)
        try:
            while session.wait(_POLL_SECONDS) == "running":
                loss = session.history.last("loss")
                bar.set_description(f"loss {math.nan if loss is None else loss:.4g}", refresh=False)
                bar.update(session.step_count - bar.n)
        except KeyboardInterrupt:
            session.pause()
            session.wait()
            interrupted = True
    return interrupted


def _result(session: Session) -> dict[str, Any]:
    """What training came to: measures on whole splits with the final weights, and how long it took."""
    assert session.layout is not None
    splits = [split for split in SPLITS if session.layout.info.rows.get(split)]
    measured = {_SPLIT_NAMES.get(split, split): session.request("evaluate", split).result() for split in splits}
    metrics = {split: {name: _finite(value) for name, value in values.items()} for split, values in measured.items()}
    norms = {layer.name: session.history.last(f"gradient/{layer.name}") for layer in session.layout.layers}
    steps, seconds = session.step_count, session.seconds
    return {
        "loss": metrics["training"]["loss"],
        "metrics": metrics,
        "steps": steps,
        "epochs": session.poll().epoch,
        "seconds": seconds,
        "steps_per_second": steps / seconds if seconds else None,
        "gradient_norm": {name: _finite(norm) for name, norm in norms.items()},
        "stopped": str(session.problem) if session.stopped else None,
    }


_SPLIT_NAMES = {"train": "training"}


def _finite(value: float | None) -> float | None:
    """JSON knows no NaN."""
    return value if value is not None and math.isfinite(value) else None


def _as_text(result: Mapping[str, Any]) -> str:
    rate = "" if result["steps_per_second"] is None else f", {result['steps_per_second']:,.0f} steps/s"
    rows = [
        (split, ", ".join(f"{name} {_shown(name, value)}" for name, value in values.items()))
        for split, values in result["metrics"].items()
    ]
    rows += [(f"gradient of {layer}", _shown("", norm)) for layer, norm in result["gradient_norm"].items()]
    width = max(len(topic) for topic, _ in rows)
    told = "\n".join(f"{topic:{width}}  {figures}" for topic, figures in rows)
    stopped = f"{result['stopped']}\n" if result["stopped"] else ""
    return (
        f"{stopped}{result['steps']:,} steps, {result['epochs']:,.4g} epochs, {result['seconds']:.3g} s{rate}\n{told}"
    )


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "not finite"
    return f"{100 * value:.2f} %" if name.startswith("accuracy") else f"{value:.4g}"
