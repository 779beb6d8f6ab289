"""One window for a whole day: fifty projects are opened, trained and closed, and nothing piles up."""

from __future__ import annotations

import gc
import itertools
import threading
from collections import Counter
from typing import NamedTuple

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.paths import samples
from visualnn.project import store
from visualnn.project.runs import RunStore

PATIENCE = 120_000
SMALL = ("xor", "iris", "hello_rnn")
MEGABYTE = 1 << 20
LARGE = ("session.Session", "runner.Checkpoint", "metrics.History", "recording.Recording", "race.Contest")
"""Ends of the names of what must go at once, because data or weights hang on it."""

SINGLE = {
    "visualnn.data.dataset.Dataset",
    "visualnn.training.metrics.History",
    "visualnn.training.race.Contest",
    "visualnn.training.session.Session",
}
"""Of these there is one at most, that of the project which is open, whatever was open before."""

SPREAD = 25
"""Objects of a type that there may be more, since panels that are not seen show something else."""

KEPT = 5
"""Runs that the window keeps: so few that their number is the same at every look."""


class Room(NamedTuple):
    """What a program takes: Python's objects by type, Qt's by class, those of them that tick, threads, files, bytes."""

    objects: Counter[str]
    qt: Counter[str]
    timers: int
    threads: int
    files: int
    resident: int


@pytest.fixture
def kept_in(tmp_path):
    return RunStore(tmp_path / "runs", most=KEPT)


def taken(qtbot, window) -> Room:
    """What is taken while xor is open, ready to train, and nothing else is under way."""
    opened(qtbot, window, "xor")
    window.canvas.scene().clearSelection()
    predictions = window.findChild(PredictionsPanel)
    predictions.parentWidget().raise_()  # seen, it has a view more than behind another tab
    qtbot.waitUntil(lambda: predictions.view is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: threads() <= 1, timeout=PATIENCE)
    qtbot.wait(300)  # what was asked for is drawn
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    everything = [found for top in QApplication.topLevelWidgets() for found in (top, *top.findChildren(QObject))]
    process = psutil.Process()
    return Room(
        objects(),
        Counter(item.metaObject().className() for item in everything),
        sum(timer.isActive() for timer in window.findChildren(QTimer)),
        threads(),
        process.num_fds() if hasattr(process, "num_fds") else process.num_handles(),
        process.memory_info().rss,
    )


def objects() -> Counter[str]:
    """How many objects of each type there are."""
    gc.collect()
    return Counter(f"{type(item).__module__}.{type(item).__qualname__}" for item in gc.get_objects())


def threads() -> int:
    return sum(thread.name.startswith("visualnn") for thread in threading.enumerate())


def opened(qtbot, window, sample: str) -> bool:
    """Open a sample; whether it is ready to train (some only compute, some need data that is not here)."""
    if window.document_.dirty:
        window.document_.mark_saved(window.document_.path)
    assert window.filing.open(store.find(sample))
    qtbot.waitUntil(lambda: window.trainer.state != "preparing", timeout=PATIENCE)
    return window.trainer.state == "ready" and not window.trainer.obstacle


def work_with(qtbot, window, sample: str, number: int) -> None:
    """What a pupil does with a project: look at its panels, select, edit, train, look back, race."""
    if not opened(qtbot, window, sample):
        return
    window.docks[3 + number % 8].raise_()
    block = window.document_.graph.blocks[number % len(window.document_.graph.blocks)]
    window.canvas.show_block(block.id)
    window.trainer.train()
    qtbot.waitUntil(lambda: window.trainer.latest.step > 0, timeout=PATIENCE)
    window.trainer.pause()
    qtbot.waitUntil(lambda: window.trainer.latest.state != "running", timeout=PATIENCE)  # the time slider knows
    if len(window.trainer.latest.kept_steps) > 1:
        window.timeline.slider.setValue(0)
        qtbot.waitUntil(lambda: window.trainer.looking_back, timeout=PATIENCE)
    if window.document_.value.race:
        window.racing.start()
        qtbot.waitUntil(lambda: any(at.step for at in window.racing.positions), timeout=PATIENCE)
    if number % 2:  # the other half is closed while it learns
        window.trainer.train()


def grown(now: Counter[str], before: Counter[str], least: int) -> dict[str, int]:
    """Of what there is more now, by at least so many."""
    return {name: count - before[name] for name, count in now.items() if count - before[name] >= least}


@pytest.mark.parametrize(
    ("projects", "count", "megabytes"),
    [(SMALL, 6, 50), pytest.param(None, 50, 100, marks=pytest.mark.slow)],
    ids=["few", "fifty"],
)
def test_projects_opened_one_after_another_leave_nothing(qtbot, window, projects, count, megabytes):
    """Qt's objects, Python's own, running timers, threads and open files are as many as before; memory is what the
    system's allocator makes of it, and much less than the data of one large project each."""
    strangers = objects()
    names = projects or sorted(path.stem for path in samples().glob("*.vnn"))
    for number, sample in enumerate(names):  # what is made at the first need (compiled kernels, pages) is made
        work_with(qtbot, window, sample, number)
    before = taken(qtbot, window)
    for number, sample in enumerate(itertools.islice(itertools.cycle(names), count)):
        work_with(qtbot, window, sample, number)
    now = taken(qtbot, window)
    more = (now.resident - before.resident) / MEGABYTE
    print(f"{count} projects: {more:+.1f} MB on {before.resident / MEGABYTE:.0f} MB")
    assert not grown(now.qt, before.qt, max(SPREAD, count // 2))
    assert not {name: more for name, more in grown(now.objects, before.objects, 1).items() if name.endswith(LARGE)}
    assert not grown(now.objects, strangers + Counter(SINGLE), 1).keys() & SINGLE
    own = grown(now.objects, before.objects, max(SPREAD, count // 2))
    assert not {name: more for name, more in own.items() if name.startswith("visualnn")}
    assert now.timers <= before.timers
    assert now.threads <= before.threads
    assert now.files <= before.files
    assert more < megabytes
