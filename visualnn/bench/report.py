"""What was measured, as values, as a text for people and as JSON for programs."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

import msgspec

from visualnn.bench.measure import Agreement, Ratio, Times


class Timing(msgspec.Struct, frozen=True):
    """One side's seconds per step: the median, half the distance between the quartiles as a share of it, and every
    round's."""

    side: str
    seconds_per_step: float
    spread: float
    rounds: tuple[float, ...]

    @classmethod
    def of(cls, side: str, times: Times) -> Timing:
        """Sum up a side's times."""
        return cls(side, times.median, times.spread, times.rounds)


class Comparison(msgspec.Struct, frozen=True):
    """The engine beside the fastest of a rival's sides. ``ratio`` is None when the losses do not agree: then the two
    did not do the same work. ``bar`` is the least ratio wanted, or None."""

    rival: str
    side: str
    agreement: Agreement
    ratio: Ratio | None
    bar: float | None

    @property
    def met(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.bar is None:
            return None
        return self.ratio is not None and self.ratio.median >= self.bar


class Floor(msgspec.Struct, frozen=True):
    """The engine's time as a multiple of its matrix products' alone; ``flops`` are theirs in a step, and
    ``share_of_peak`` is how much of the machine's best rate of multiplication the whole step reaches with them."""

    ratio: Ratio
    bar: float | None
    flops: float
    share_of_peak: float

    @property
    def met(self) -> bool | None:
        """Whether the multiple is small enough; None where no limit is set."""
        return None if self.bar is None else self.ratio.median <= self.bar


class Result(msgspec.Struct, frozen=True):
    """A work: the engine's side is ``engine``; ``steps`` is the length that times are told for."""

    work: str
    title: str
    data: str
    engine: str
    steps: int
    comparisons: tuple[Comparison, ...]
    floor: Floor | None
    timings: tuple[Timing, ...]


class Seconds(msgspec.Struct, frozen=True):
    """Something that takes time once, and the most it may take."""

    name: str
    title: str
    seconds: float
    bar: float

    @property
    def met(self) -> bool:
        """Whether it is quick enough."""
        return self.seconds <= self.bar


class Machine(msgspec.Struct, frozen=True):
    """What it was measured on: ``peak`` float32 operations per second in large products by number of threads,
    ``load`` the machine's load average when measuring began, ``blas`` what OpenBLAS takes the processor for."""

    processor: str
    cores: int
    blas: str
    peak: dict[int, float]
    load: float | None
    versions: dict[str, str]


class Report(msgspec.Struct, frozen=True):
    """Everything."""

    machine: Machine
    results: tuple[Result, ...] = ()
    seconds: tuple[Seconds, ...] = ()
    window: str = ""

    def json(self) -> bytes:
        """As JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


def machine(peak: dict[int, float]) -> Machine:
    """This machine."""
    from threadpoolctl import threadpool_info

    architectures = {pool["architecture"] for pool in threadpool_info() if "architecture" in pool}
    blas = ", ".join(sorted(architectures))
    if forced := os.environ.get("OPENBLAS_CORETYPE"):
        blas += f" (OPENBLAS_CORETYPE={forced} is set)"
    versions = {"python": platform.python_version()}
    for package in ("numpy", "numba", "scipy", "torch", "scikit-learn"):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return Machine(_processor(), os.cpu_count() or 1, blas, peak, load, versions)


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def text(report: Report) -> str:
    """For a terminal: ratios first, times second."""
    parts = [_about(report.machine), *map(_result, report.results)]
    parts += [
        f"{item.title}: {_time(item.seconds)} (at most {_time(item.bar)}: {_verdict(item.met)})"
        for item in report.seconds
    ]
    return "\n\n".join([*parts, report.window] if report.window else parts)


def _about(machine: Machine) -> str:
    peaks = ", ".join(f"{peak / 1e9:.0f} GFLOP/s on {threads}" for threads, peak in machine.peak.items())
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    load = "" if machine.load is None else f", load {machine.load:.1f}"
    return f"{machine.processor}, {machine.cores} cores{load}\nsgemm: {peaks}; kernels for {machine.blas}\n{versions}"


def _result(result: Result) -> str:
    lines = [f"{result.work}: {result.title}  [data: {result.data}]"]
    lines += [f"  {_comparison(comparison)}" for comparison in result.comparisons]
    if result.floor:
        floor = result.floor
        lines.append(
            f"  {floor.ratio.median:.2f} x its matrix products alone{_spread(floor.ratio)}"
            f"{_bar('at most', floor.bar, floor.met)}, {100 * floor.share_of_peak:.0f} % of the sgemm peak"
        )
    times = "; ".join(
        f"{timing.side} {_time(timing.seconds_per_step * result.steps)} ±{100 * timing.spread:.0f} %"
        for timing in result.timings
    )
    return "\n".join([*lines, f"  {result.steps:,} steps: {times}"])


def _comparison(comparison: Comparison) -> str:
    agreement = comparison.agreement
    apart = f"losses within {agreement.deviation:.1e} over {agreement.steps} steps"
    if comparison.ratio is None:
        return f"no ratio to {comparison.rival}: the two do not train alike ({apart})"
    bar = _bar("at least", comparison.bar, comparison.met)
    return f"{comparison.ratio.median:.3g} x {comparison.side}{_spread(comparison.ratio)}{bar}; {apart}"


def _spread(ratio: Ratio) -> str:
    return f" ({ratio.low:.3g} to {ratio.high:.3g})"


def _bar(word: str, bar: float | None, met: bool | None) -> str:
    return "" if bar is None else f", {word} {bar:g}: {_verdict(met)}"


def _verdict(met: bool | None) -> str:
    return "met" if met else "MISSED"


def _time(seconds: float) -> str:
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e6:.2g} µs"
