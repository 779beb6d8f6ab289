"""How long the window keeps its user waiting while a network trains."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, Qt, QTimer

from visualnn.app.main import application, make_window
from visualnn.app.panels.panel import Panel
from visualnn.app.screenshot import PATIENCE, wait
from visualnn.app.settings import Settings
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project
from visualnn.project.runs import RunStore

WARM_UP = 1.0
"""Seconds of training before the measurement begins."""

LISTENING = 0.25
"""The share of the time in which turns of the event loop are measured."""

MANY = 10_000_000  # epochs

ROUND = 1.0
"""Seconds with the panels shown, then with them hidden, in turns."""

SETTLING = 0.4
"""Seconds after each change that do not count."""


class Blocks(msgspec.Struct, frozen=True):
    """Times between two turns of the event loop with the panels shown, in milliseconds; the speed of the training then
    and with the panels hidden; the share of its speed that training loses to the panels, as the median over turns that
    follow each other, since a machine does other things, too; the share of a processor that the window's thread then
    computes more; pictures per second of every panel in the window."""

    turns: int
    median: float
    p99: float
    longest: float
    steps_per_second: float
    hidden_steps_per_second: float
    slowdown: float
    drawing: float
    pictures_per_second: dict[str, float]

    def __str__(self) -> str:
        return (
            f"event loop: {self.turns:,} turns, median {self.median:.1f} ms, 99 % {self.p99:.1f} ms, "
            f"longest {self.longest:.1f} ms; training: {self.steps_per_second:,.0f} steps/s with panels, "
            f"{self.hidden_steps_per_second:,.0f} without: {self.slowdown:.1%} slower; drawing takes "
            f"{self.drawing:.1%} of a processor; pictures/s: "
            + ", ".join(f"{name} {rate:.0f}" for name, rate in self.pictures_per_second.items())
        )


def measure(project: Project, path: Path, seconds: float = 30.0) -> Blocks:
    """Train a project in a window with the panels shown and hidden in turns, and watch a timer that is always due.

    Args:
        project: what to train, for as long as it takes.
        path: the file it came from: relative paths of its data start there.
        seconds: how long to measure.

    Raises:
        UserError: the network cannot be trained.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        application(settings)
        window = make_window(settings, RunStore(Path(folder) / "runs"))
        turns: list[float] = []
        clock = QTimer(window)
        clock.setTimerType(Qt.TimerType.PreciseTimer)
        clock.setInterval(1)
        clock.timeout.connect(lambda: turns.append(time.perf_counter()))
        try:
            window.show()
            endless = replace(project, training=replace(project.training, epochs=MANY, steps=0))
            window.document_.replace(endless, path)
            trainer = window.trainer
            wait(lambda: trainer.session is not None or bool(window.banner.text.text()), PATIENCE)
            if trainer.session is None:
                raise UserError("screenshot_failed", reason=window.banner.text.text() or trainer.obstacle)
            session = trainer.session

            def watch(seconds: float) -> tuple[float, float]:
                """Steps per second over some seconds, and the share of a processor this thread computed."""
                began, steps, computed = time.perf_counter(), session.step_count, time.thread_time()
                _turn(seconds)
                took = time.perf_counter() - began
                return (session.step_count - steps) / took, (time.thread_time() - computed) / took

            trainer.train()
            _turn(WARM_UP)
            rates: dict[bool, list[float]] = {True: [], False: []}
            loads: dict[bool, list[float]] = {True: [], False: []}
            watched = 0.0
            panels = {dock: panel for dock in window.docks if isinstance(panel := dock.widget(), Panel)}
            seen = [dock for dock, panel in panels.items() if not panel.visibleRegion().isEmpty()]
            for dock in seen:  # a tab behind another would come forward when that is hidden
                for behind in window.tabifiedDockWidgets(dock):
                    behind.hide()
            drawn = dict.fromkeys(seen, 0)
            clock.start()  # by itself: a timer that is always due takes time, too
            watch(seconds * LISTENING)
            clock.stop()
            gaps = (np.diff(turns) * 1000).tolist()
            end = time.monotonic() + seconds * (1 - LISTENING)
            while time.monotonic() < end or not rates[False]:
                for shown in (True, False):
                    for dock in seen:
                        dock.setVisible(shown)
                    watch(SETTLING)
                    before = {dock: panels[dock].shown_count for dock in seen}
                    rate, load = watch(ROUND)
                    rates[shown].append(rate)
                    loads[shown].append(load)
                    if shown:
                        watched += ROUND
                        for dock in seen:
                            drawn[dock] += panels[dock].shown_count - before[dock]
            return Blocks(
                turns=len(gaps),
                median=float(np.median(gaps)),
                p99=float(np.percentile(gaps, 99)),
                longest=max(gaps),
                steps_per_second=float(np.median(rates[True])),
                hidden_steps_per_second=float(np.median(rates[False])),
                slowdown=1 - float(np.median(np.divide(rates[True], rates[False]))),
                drawing=float(np.median(np.subtract(loads[True], loads[False]))),
                pictures_per_second={dock.windowTitle(): count / watched for dock, count in drawn.items()},
            )
        finally:
            window.close()
            window.trainer.join()
            window.deleteLater()


def _turn(seconds: float) -> None:
    """Let the window live for a while, as it does without a bench."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def bench(name: str, seconds: float = 30.0) -> str:
    """Measure a project by path or sample's name; the figures as a line of text."""
    path = store.find(name)
    return str(measure(store.load(path), path, seconds))
