"""``visualnn bench``: choose, measure, tell."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visualnn.bench import measure
from visualnn.bench.report import Comparison, Floor, Report, Result, Seconds, Timing, machine, text
from visualnn.bench.works import COMPILE_BAR, WORKS, Work
from visualnn.files import check_place, write_atomic
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    from visualnn.bench.engine_side import EngineSide
    from visualnn.blocks.check import Checked
    from visualnn.data.dataset import Dataset

define(
    bench_unknown="There is no work called “{name}”. Those there are: {known}.",
    bench_rival="The bench cannot compare with “{name}”. It can with: {known}.",
    bench_absent="{name} is not installed, so there is nothing to compare with: pip install {package}.",
)

RIVALS = {"torch": "torch", "sklearn": "scikit-learn"}
"""Whom the engine can be compared with, and the packages that install them."""

EXTRA = ("compile", "start")
"""What is measured besides works; ``start`` only when asked for."""

ROUNDS, TURN_SECONDS = 7, 0.3
STEPS_COMPARED, STEPS_AVERAGED = 10, 60


@dataclass(frozen=True)
class Plan:
    """What was asked for.

    names: works and ``EXTRA``; none: every work and ``compile``. rivals: of ``RIVALS``. rounds: turns per side.
    threads: the most the engine is tried with; 0: as many as there are cores. json: where to write the report.
    ui: seconds to watch the window, or None. canvas: whether to work the canvas. sources: block name -> path.
    """

    names: Sequence[str] = ()
    rivals: Collection[str] = ()
    rounds: int = ROUNDS
    threads: int = 0
    json: Path | None = None
    ui: float | None = None
    canvas: bool = False
    sources: Mapping[str, str] | None = None


def run(plan: Plan) -> None:
    """Measure what the plan says and print it.

    Raises:
        UserError: an unknown work or rival, or one that is not installed.
    """
    known = [*WORKS, *EXTRA]
    for name in plan.names:
        if name not in known:
            raise UserError("bench_unknown", name=name, known=", ".join(known))
    for rival in plan.rivals:
        if rival not in RIVALS:
            raise UserError("bench_rival", name=rival, known=", ".join(RIVALS))
        if importlib.util.find_spec(rival) is None:
            raise UserError("bench_absent", name=rival, package=RIVALS[rival])
    if plan.json is not None:
        check_place(plan.json)
    names = plan.names or (() if plan.ui is not None or plan.canvas else [*WORKS, "compile"])
    report = _measure(plan, names)
    print(text(report))
    if plan.json is not None:
        write_atomic(plan.json, report.json())


def _measure(plan: Plan, names: Sequence[str]) -> Report:
    from visualnn.bench import engine_side, floor, start

    cores = plan.threads or os.cpu_count() or 1
    peak = {threads: floor.peak(threads) for threads in _thread_counts(cores)}
    about = machine(peak)
    results, seconds = [], []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr)
        if name == "compile":
            taken = sorted(engine_side.compile_seconds(plan.rounds))[plan.rounds // 2]
            seconds.append(Seconds(name, "a graph of 50 blocks checked and compiled", taken, COMPILE_BAR))
        elif name == "start":
            seconds += start.measure()
        else:
            results.append(_work(name, WORKS[name], plan, peak))
    return Report(about, tuple(results), tuple(seconds), _window(plan))


def _thread_counts(cores: int) -> list[int]:
    """1, 2, 4, ... and all of them."""
    return sorted({1 << n for n in range(cores.bit_length()) if 1 << n <= cores} | {cores})


def _work(name: str, work: Work, plan: Plan, peak: Mapping[int, float]) -> Result:
    """Measure a work: the engine by itself and on other numbers of threads, rivals, and the floor."""
    from visualnn.bench.engine_side import EngineSide, checked
    from visualnn.bench.floor import FloorSide

    data, origin = work.load(plan.sources or {})
    engine = EngineSide(work, data)
    if 0 < plan.threads < engine.runner.threads:
        engine.close()
        engine = EngineSide(work, data, plan.threads)
    rivals = {rival: _rival(rival, work, data, checked(work, data), engine) for rival in plan.rivals}
    agreements = _agreements(engine, rivals, work.random)
    floor = FloorSide(work, data, engine.runner.threads)
    others = [EngineSide(work, data, n) for n in peak if n != engine.runner.threads] if floor.flops else []
    sides: list[measure.Side] = [engine, *others, *(side for group in rivals.values() for side in group)]
    sides += [floor] if floor.flops else []
    try:
        times = measure.alternate(sides, plan.rounds, TURN_SECONDS)
    finally:
        for side in [*sides, floor]:
            side.close()
    comparisons = []
    for rival, group in rivals.items():
        if not group:
            continue
        best = measure.fastest(times, [side.name for side in group])
        agreed = agreements[best]
        ratio = measure.ratio(times[best], times[engine.name]) if agreed.agrees else None
        comparisons.append(Comparison(rival, best, agreed, ratio, work.bars.get(rival)))
    bottom = None
    if floor.flops:
        share = floor.flops / times[engine.name].median / peak.get(engine.runner.threads, max(peak.values()))
        above = measure.ratio(times[engine.name], times[floor.name])
        bottom = Floor(above, work.floor_bar or None, floor.flops, share)
    timings = tuple(Timing.of(side, taken) for side, taken in times.items())
    return Result(name, work.title, origin, engine.name, work.steps, tuple(comparisons), bottom, timings)


def _rival(rival: str, work: Work, data: Dataset, checked: Checked, engine: EngineSide) -> list[measure.Trainer]:
    """A rival's sides, with the engine's initial weights; none when it cannot train the work."""
    weights = engine.weights()
    if rival == "torch":
        from visualnn.bench.torch_side import TorchSide, threads_worth_trying

        return [TorchSide(work, data, checked, weights, threads) for threads in threads_worth_trying()]
    from visualnn.bench.sklearn_side import SklearnSide, hidden

    return [SklearnSide(work, data, weights)] if hidden(work) else []


def _agreements(
    engine: EngineSide, rivals: Mapping[str, list[measure.Trainer]], random: bool
) -> dict[str, measure.Agreement]:
    steps = STEPS_AVERAGED if random else STEPS_COMPARED
    ours = engine.losses(steps)
    return {
        side.name: measure.agreement(ours, side.losses(steps), random) for group in rivals.values() for side in group
    }


def _window(plan: Plan) -> str:
    """What was asked for of the window: how long it blocks while it trains, how quickly its canvas follows."""
    parts = []
    if plan.canvas:
        from visualnn.app import canvasbench

        parts.append(canvasbench.report())
    if plan.ui is not None:
        parts.append(_waits(plan, plan.ui))
    return "\n".join(parts)


def _waits(plan: Plan, seconds: float) -> str:
    from msgspec.structs import replace

    from visualnn.app import uibench
    from visualnn.project import store

    folder = (plan.sources or {}).get("mnist")
    path = store.find("mnist" if folder else "digits")
    project = store.load(path)
    if folder:
        source = str(Path(folder).absolute())
        blocks = tuple(
            replace(block, params=block.params | {"folder": source}) if block.kind == "idx" else block
            for block in project.graph.blocks
        )
        project = replace(project, graph=replace(project.graph, blocks=blocks))
    return f"{project.title}: {uibench.measure(project, path, seconds)}"
