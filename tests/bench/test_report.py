"""The report as text and as JSON."""

import json

import pytest

from visualnn.bench import report
from visualnn.bench.measure import Agreement, Ratio, Times
from visualnn.bench.report import Comparison, Floor, Machine, Report, Result, Seconds, Timing

MACHINE = Machine("a processor", 2, "Haswell", {1: 1e11, 2: 1.9e11}, 0.5, {"python": "3.11"})
ALIKE, APART = Agreement(1e-7, 10, True), Agreement(0.3, 10, False)


def result(comparison, floor=None):
    timings = (
        Timing.of("visualnn 1", Times((1e-6, 2e-6, 1e-6))),
        Timing.of("torch 1", Times((3e-4, 3e-4, 4e-4))),
    )
    return Result("xor", "XOR 2-2-1", "its own", "visualnn 1", 1000, (comparison,), floor, timings)


def test_ratios_come_first_and_times_last():
    comparison = Comparison("torch", "torch 1", ALIKE, Ratio(300.0, 150.0, 400.0), 200.0)

    lines = report.text(Report(MACHINE, (result(comparison),))).splitlines()

    assert lines[-3].startswith("xor: XOR 2-2-1")
    assert lines[-2] == "  300 x torch 1 (150 to 400), at least 200: met; losses within 1.0e-07 over 10 steps"
    assert lines[-1].startswith("  1,000 steps: visualnn 1 1 ms ±25 %; torch 1 300 ms")


def test_a_bar_that_is_missed_is_told():
    comparison = Comparison("torch", "torch 1", ALIKE, Ratio(150.0, 150.0, 150.0), 200.0)

    assert "at least 200: MISSED" in report.text(Report(MACHINE, (result(comparison),)))


def test_no_ratio_is_claimed_when_the_losses_differ():
    comparison = Comparison("torch", "torch 1", APART, None, 200.0)

    text = report.text(Report(MACHINE, (result(comparison),)))

    assert "no ratio to torch" in text
    assert comparison.met is False


def test_the_floor_and_the_share_of_the_peak_are_told():
    comparison = Comparison("torch", "torch 1", ALIKE, Ratio(2.0, 2.0, 2.0), None)
    floor = Floor(Ratio(1.5, 1.4, 1.7), 1.6, 1e8, 0.61)

    assert "1.50 x its matrix products alone (1.4 to 1.7), at most 1.6: met, 61 % of the sgemm peak" in report.text(
        Report(MACHINE, (result(comparison, floor),))
    )


@pytest.mark.parametrize(("seconds", "verdict"), [(0.004, "4 ms (at most 5 ms: met)"), (0.006, "MISSED")])
def test_what_takes_time_once_is_told_with_its_limit(seconds, verdict):
    told = report.text(Report(MACHINE, seconds=(Seconds("compile", "a graph of 50 blocks", seconds, 0.005),)))

    assert verdict in told.splitlines()[-1]


def test_the_json_holds_everything():
    comparison = Comparison("torch", "torch 1", ALIKE, Ratio(300.0, 150.0, 400.0), 200.0)
    whole = Report(MACHINE, (result(comparison),), (Seconds("compile", "a graph", 0.004, 0.005),))

    read = json.loads(whole.json())

    assert read["machine"]["peak"] == {"1": 1e11, "2": 1.9e11}
    (work,) = read["results"]
    assert work["comparisons"][0]["ratio"] == {"median": 300.0, "low": 150.0, "high": 400.0}
    assert work["comparisons"][0]["agreement"]["agrees"] is True
    assert [timing["side"] for timing in work["timings"]] == ["visualnn 1", "torch 1"]
    assert work["timings"][0]["seconds_per_step"] == 1e-6
    assert len(work["timings"][0]["rounds"]) == 3
    assert read["seconds"][0]["seconds"] == 0.004


def test_this_machine_is_described():
    found = report.machine({1: 1.0})

    assert found.cores >= 1
    assert {"python", "numpy", "numba"} <= set(found.versions)
