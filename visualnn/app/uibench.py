"""How long the window keeps its user waiting while a network trains."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import Qt, QTimer

from visualnn.app.main import application, make_window
from visualnn.app.screenshot import PATIENCE, wait
from visualnn.app.settings import Settings
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project

WARM_UP = 1.0
"""Seconds of training before the measurement begins."""


class Blocks(msgspec.Struct, frozen=True):
    """Times between two turns of the event loop, in milliseconds, and the speed of the training meanwhile."""

    turns: int
    median: float
    p99: float
    longest: float
    steps_per_second: float

    def __str__(self) -> str:
        return (
            f"event loop: {self.turns:,} turns, median {self.median:.1f} ms, 99 % {self.p99:.1f} ms, "
            f"longest {self.longest:.1f} ms; training: {self.steps_per_second:,.0f} steps/s"
        )


def measure(project: Project, path: Path, seconds: float = 30.0, panels: bool = True) -> Blocks:
    """Train a project in a window and watch a timer that is always due.

    Args:
        project: what to train; it begins again when it is finished.
        path: the file it came from: relative paths of its data start there.
        seconds: how long to measure.
        panels: whether the panels are open.

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
            for dock in window.docks:
                dock.setVisible(panels)
            window.document_.replace(project, path)
            trainer = window.trainer
            wait(lambda: trainer.session is not None or bool(window.banner.text.text()), PATIENCE)
            if trainer.session is None:
                raise UserError("screenshot_failed", reason=window.banner.text.text() or trainer.obstacle)
            rates = []
            trainer.updated.connect(lambda update: rates.append(update.steps_per_second))
            end = time.monotonic() + WARM_UP + seconds
            trainer.train()
            wait(lambda: False, WARM_UP)
            clock.start()
            while time.monotonic() < end:
                wait(lambda: not trainer.running, end - time.monotonic())
                trainer.train()
            clock.stop()
            gaps = np.diff(turns) * 1000
            return Blocks(
                turns=len(turns),
                median=float(np.median(gaps)),
                p99=float(np.percentile(gaps, 99)),
                longest=float(gaps.max()),
                steps_per_second=float(np.median(rates)),
            )
        finally:
            window.close()
            window.trainer.join()
            window.deleteLater()


def bench(name: str, seconds: float = 30.0) -> str:
    """Measure a project by path or sample's name; the figures as a line of text."""
    path = store.find(name)
    return str(measure(store.load(path), path, seconds))
