"""How long the window keeps its user waiting while a network trains, and what its panels cost the training."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDockWidget

from visualnn.app.main import application, make_window
from visualnn.app.panels.pad import Pad
from visualnn.app.panels.panel import Panel
from visualnn.app.panels.widgets import Switch
from visualnn.app.screenshot import PATIENCE, wait
from visualnn.app.settings import Settings
from visualnn.app.window import MainWindow
from visualnn.messages import UserError
from visualnn.project.format import Project
from visualnn.project.runs import RunStore

WARM_UP = 1.0
"""Seconds of training before the measurement begins."""

LISTENING, RACING = 0.1, 0.2
"""The shares of the time in which turns of the event loop, and pages of a race, are measured."""

MANY = 10_000_000  # epochs

TURN = 0.8
"""Seconds with some panels shown, then with all hidden, in turns."""

SETTLING = 0.4
"""Seconds after each change that do not count."""


class Turns(msgspec.Struct, frozen=True):
    """Times between two turns of the event loop with the usual panels shown, in milliseconds."""

    count: int
    median: float
    p99: float
    longest: float

    def __str__(self) -> str:
        return (
            f"event loop: {self.count:,} turns, median {self.median:.1f} ms, 99 % {self.p99:.1f} ms, "
            f"longest {self.longest:.1f} ms"
        )


class Cost(msgspec.Struct, frozen=True):
    """What showing some panels costs.

    pictures_per_second: of the slowest of them. slowdown: the share of its speed that training loses, against the
    turns without panels before and after, in every round: a machine does other things, too. drawing: the share of a
    processor that the window's thread computes more, the median over rounds.
    """

    name: str
    pictures_per_second: float
    slowdown: tuple[float, ...]
    drawing: float

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.pictures_per_second:.0f} pictures/s, {np.median(self.slowdown):.1%} slower "
            f"({min(self.slowdown):.1%} to {max(self.slowdown):.1%}), drawing {self.drawing:.1%} of a processor"
        )


class Costs(msgspec.Struct, frozen=True):
    """What each of several scenes costs; without any, so many steps are made per second."""

    steps_per_second: float
    costs: tuple[Cost, ...]

    def told(self, steps: str) -> str:
        """The same in lines, where ``steps`` says whose they are."""
        return "\n  ".join([f"{self.steps_per_second:,.0f} {steps} without panels", *map(str, self.costs)])


class Smoothness(msgspec.Struct, frozen=True):
    """How a window behaves while a network trains, and while its variants race at full speed; None: they cannot."""

    turns: Turns
    training: Costs
    race: Costs | None

    def __str__(self) -> str:
        race = "\n  race: " + self.race.told("steps/s of each variant") if self.race else ""
        return f"{self.turns}; {self.training.told('steps/s')}{race}"


class _Scene(NamedTuple):
    """Some docks, how to turn to the page of theirs that is meant, and how many pictures they have drawn."""

    name: str
    docks: Sequence[QDockWidget]
    turn: Callable[[], object]
    drawn: Callable[[], Sequence[int]]


def measure(project: Project, path: Path, seconds: float = 30.0) -> Smoothness:
    """Train a project in a window, with its usual panels shown together, with every page of every panel shown alone,
    and with all of them hidden, in turns.

    Args:
        project: what to train, for as long as it takes.
        path: the file it came from: relative paths of its data start there.
        seconds: how long to measure; it takes one whole round at least.

    Raises:
        UserError: the network cannot be trained.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        application(settings)
        window = make_window(settings, RunStore(Path(folder) / "runs"))
        try:
            window.show()
            endless = replace(project, training=replace(project.training, epochs=MANY, steps=0))
            window.document_.replace(endless, path)
            trainer = window.trainer
            wait(lambda: trainer.session is not None or bool(window.banner.text.text()), PATIENCE)
            if trainer.session is None:
                raise UserError("screenshot_failed", reason=window.banner.text.text() or trainer.obstacle)
            trainer.train()
            _turn(WARM_UP)
            turns = _turns(window, seconds * LISTENING)
            session, scenes = trainer.session, list(_scenes(window))
            training = _rounds(scenes, lambda: session.step_count, seconds * (1 - LISTENING - RACING))
            return Smoothness(turns, training, _race(window, seconds * RACING))
        finally:
            window.close()
            window.trainer.join()
            window.racing.join()
            window.deleteLater()


def _scenes(window: MainWindow) -> Iterator[_Scene]:
    """The docks that a new window shows, together and on their first pages; then every page of every panel, alone."""
    panels = {dock: panel for dock in window.docks if isinstance(panel := dock.widget(), Panel)}
    usual = [dock for dock, panel in panels.items() if panel.on_screen]
    pages: dict[QDockWidget, list[_Scene]] = {}
    for dock, panel in panels.items():
        dock.show()
        dock.raise_()
        _turn(SETTLING)  # a panel offers its pages when it is seen
        switches = [switch for switch in panel.findChildren(Switch) if switch.isVisible()]
        choices = itertools.product(*([(switch, key) for key in switch.offered] for switch in switches))
        pages[dock] = [_page(dock, choice) for choice in choices]
    for dock in panels:
        dock.hide()
    first = [pages[dock][0] for dock in usual]
    yield _Scene(
        " + ".join(dock.windowTitle() for dock in usual),
        usual,
        lambda: [scene.turn() for scene in first],
        lambda: [count for scene in first for count in scene.drawn()],
    )
    yield from itertools.chain(*pages.values())


def _page(dock: QDockWidget, choice: Sequence[tuple[Switch, str]]) -> _Scene:
    """A page of a panel: what is chosen in each of its switches."""

    def turn() -> None:
        for switch, key in choice:
            switch.button(key).click()
        for pad in dock.findChildren(Pad):
            if pad.isVisible():
                pad.pick.click()  # an empty pad asks nothing

    panel = dock.widget()
    assert isinstance(panel, Panel)
    name = " / ".join((dock.windowTitle(), *(switch.button(key).text() for switch, key in choice)))
    return _Scene(name, [dock], turn, lambda: [panel.shown_count])


def _race(window: MainWindow, seconds: float) -> Costs | None:
    """What the pages of the race cost it, alone, at full speed; None when there can be none."""
    racing, panel = window.racing, window.race
    dock = next(dock for dock in window.docks if dock.isAncestorOf(panel))
    dock.show()
    dock.raise_()
    racing.set_seconds(0)
    racing.start()
    wait(lambda: racing.state in ("none", "running", "failed"), PATIENCE)
    if racing.state != "running" or not racing.contest:
        return None
    contest, drawn = racing.contest, [0]
    racing.updated.connect(lambda: drawn.__setitem__(0, drawn[0] + 1))
    pages = [panel.view.button(key) for key in panel.view.offered]  # where curves stand beside, they are no page
    dock.hide()
    scenes = [_Scene(f"{dock.windowTitle()} / {page.text()}", [dock], page.click, lambda: drawn) for page in pages]
    return _rounds(scenes, lambda: float(np.mean([at.step for at in contest.poll()])), seconds)


def _turns(window: MainWindow, seconds: float) -> Turns:
    """Watch a timer that is always due. By itself: such a timer takes time, too."""
    times: list[float] = []
    clock = QTimer(window)
    clock.setTimerType(Qt.TimerType.PreciseTimer)
    clock.setInterval(1)
    clock.timeout.connect(lambda: times.append(time.perf_counter()))
    clock.start()
    _turn(seconds)
    clock.stop()
    gaps = np.diff(times) * 1000
    return Turns(len(gaps), float(np.median(gaps)), float(np.percentile(gaps, 99)), float(gaps.max()))


def _rounds(scenes: Sequence[_Scene], steps: Callable[[], float], seconds: float) -> Costs:
    """What every scene costs of the ``steps`` that are made; a round has each of them once."""

    def watch() -> tuple[float, float]:
        """Steps per second in a turn, and the share of a processor that this thread computed."""
        began, made, computed = time.perf_counter(), steps(), time.thread_time()
        _turn(TURN)
        took = time.perf_counter() - began
        return (steps() - made) / took, (time.thread_time() - computed) / took

    _turn(SETTLING)
    without = [watch()]
    shown: list[tuple[float, float]] = []
    pictures: list[float] = []
    end = time.monotonic() + seconds
    while not shown or time.monotonic() < end:
        for scene in scenes:
            for dock in scene.docks:
                dock.show()
                dock.raise_()
            _turn(SETTLING / 2)
            scene.turn()
            _turn(SETTLING / 2)
            before = list(scene.drawn())
            shown.append(watch())
            pictures.append(min(now - then for now, then in zip(scene.drawn(), before, strict=True)) / TURN)
            for dock in scene.docks:
                dock.hide()
            _turn(SETTLING)
            without.append(watch())
    beside = (np.array(without[:-1]) + np.array(without[1:])) / 2
    slower = 1 - np.array(shown)[:, 0] / np.maximum(beside[:, 0], 1e-9)  # in a short while perhaps no step was made
    drawing = np.array(shown)[:, 1] - beside[:, 1]
    costs = tuple(
        Cost(
            scene.name,
            float(np.median(pictures[place :: len(scenes)])),
            tuple(slower[place :: len(scenes)].tolist()),
            float(np.median(drawing[place :: len(scenes)])),
        )
        for place, scene in enumerate(scenes)
    )
    return Costs(float(np.median(without, axis=0)[0]), costs)


def _turn(seconds: float) -> None:
    """Let the window live for a while, as it does without a bench."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
