"""The canvas is worked as by hand, and its figures are told."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from visualnn.app import canvasbench
from visualnn.blocks.check import check
from visualnn.data.catalogue import describe_all


def test_the_drawing_is_a_network_that_could_be_trained() -> None:
    graph = canvasbench.drawing(40)
    assert len(graph.blocks) == 40
    assert check(graph, *describe_all(graph)).ok


def test_every_gesture_is_measured(qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(canvasbench, "FRAMES", 3)
    results = canvasbench.measure(60)
    assert [frames.name for frames in results] == [
        "open",
        "drag one block",
        "drag all blocks",
        "pan",
        "zoom",
        "repaint everything",
        "change a setting",
    ]
    assert all(0 < frames.median <= frames.p95 for frames in results)


def test_a_missed_bar_is_said() -> None:
    assert "MISSED" in str(canvasbench.Frames("pan", 20.0, 30.0, 16.0))
    assert "ok" in str(canvasbench.Frames("pan", 10.0, 30.0, 16.0))
    assert "≤" not in str(canvasbench.Frames("pan", 10.0, 30.0))


def test_checking_two_hundred_blocks_takes_milliseconds() -> None:
    assert canvasbench.check_time(200).median < 5 * canvasbench.CHECK_BAR  # other programs may be running
