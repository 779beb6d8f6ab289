"""How long the window keeps its user waiting while a network trains."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer

from visualnn.app.main import application, make_window
from visualnn.app.screenshot import PATIENCE, wait
from visualnn.app.settings import Settings
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project

WARM_UP = 1.0
"""Seconds of training before the measurement begins."""

MANY = 10_000_000  # epochs

ROUND = 0.8
"""Seconds with the panels shown, then with them hidden, in turns."""

SETTLING = 0.2
"""Seconds after each change that do not count."""


class Blocks(msgspec.Struct, frozen=True):
    """Times between two turns of the event loop with the panels shown, in milliseconds; the speed of the training then
    and with the panels hidden; the share of its speed that training loses to the panels, as the median over turns that
    follow each other, since a machine does other things, too; pictures drawn per second."""

    turns: int
    median: float
    p99: float
    longest: float
    steps_per_second: float
    hidden_steps_per_second: float
    slowdown: float
    pictures_per_second: float

    def __str__(self) -> str:
        return (
            f"event loop: {self.turns:,} turns, median {self.median:.1f} ms, 99 % {self.p99:.1f} ms, "
            f"longest {self.longest:.1f} ms; training: {self.steps_per_second:,.0f} steps/s with panels at "
            f"{self.pictures_per_second:.0f} pictures/s, {self.hidden_steps_per_second:,.0f} without: "
            f"{self.slowdown:.1%} slower"
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
        window = make_window(settings)
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
            pictures = [0]
            trainer.updated.connect(lambda update: pictures.append(pictures.pop() + 1))

            def watch(seconds: float) -> float:
                """Steps per second over some seconds."""
                began, steps = time.perf_counter(), session.step_count
                wait(lambda: not trainer.running, seconds)
                return (session.step_count - steps) / (time.perf_counter() - began)

            trainer.train()
            wait(lambda: False, WARM_UP)
            rates: dict[bool, list[float]] = {True: [], False: []}
            gaps: list[float] = []
            drawn, watched = 0, 0.0
            shown_docks = [dock for dock in window.docks if dock.isVisible()]
            end = time.monotonic() + seconds
            while time.monotonic() < end or not rates[False]:
                for shown in (True, False):
                    for dock in shown_docks:
                        dock.setVisible(shown)
                    watch(SETTLING)
                    turns.clear()
                    pictures[0] = 0
                    clock.start()
                    rates[shown].append(watch(ROUND))
                    clock.stop()
                    if shown:
                        gaps += (np.diff(turns) * 1000).tolist()
                        drawn, watched = drawn + pictures[0], watched + ROUND
            return Blocks(
                turns=len(gaps),
                median=float(np.median(gaps)),
                p99=float(np.percentile(gaps, 99)),
                longest=max(gaps),
                steps_per_second=float(np.median(rates[True])),
                hidden_steps_per_second=float(np.median(rates[False])),
                slowdown=1 - float(np.median(np.divide(rates[True], rates[False]))),
                pictures_per_second=drawn / watched,
            )
        finally:
            window.close()
            window.trainer.join()
            window.deleteLater()


def bench(name: str, seconds: float = 30.0) -> str:
    """Measure a project by path or sample's name; the figures as a line of text."""
    path = store.find(name)
    return str(measure(store.load(path), path, seconds))
