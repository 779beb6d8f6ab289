"""A picture of the window, with or without a display."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from visualnn.data.catalogue import describe_all, overridden
from visualnn.messages import UserError, define
from visualnn.project import store

define(
    screenshot_unwritable="The picture “{path}” cannot be written: choose a folder that exists and a name that ends in "
    ".png or .jpg.",
    screenshot_failed="The network of the project did not get ready: {reason}",
)

PATIENCE = 120.0
"""Seconds the engine may take to get ready: a first start compiles it."""

SETTLE = 1.2
"""Seconds for the last predictions to arrive and be painted."""


def screenshot(
    project: str | Path,
    out: Path,
    size: tuple[int, int] = (1280, 800),
    train_seconds: float = 0.0,
    mode: str = "system",
    language: str = "",
    sources: Mapping[str, str] | None = None,
) -> None:
    """Open a project in a window, train it for some seconds and save what the window looks like then.

    Args:
        project: a path or a sample's name.
        out: the picture; the ending of its name says which kind.
        size: width and height of the window in points; the picture has as many pixels to a point as the screen.
        train_seconds: how long to train before the picture is taken; 0 takes it untrained. What only computes is
            initialised and run.
        mode: the theme: ``light``, ``dark`` or ``system``.
        language: its code, or empty for the system's; heard only where there is no application yet.
        sources: other sources of data blocks: name -> path.

    Raises:
        UserError: the project cannot be opened or trained, a source cannot be read or is not for a data block that
            reads a file, or the picture cannot be written.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # after the platform is settled

    from visualnn.app.main import application, make_window
    from visualnn.app.settings import Settings
    from visualnn.app.theme import theme
    from visualnn.project.runs import RunStore

    path = store.find(project)
    loaded = store.load(path)
    if sources:
        loaded = replace(loaded, graph=overridden(loaded.graph, sources))
        for problem in describe_all(loaded.graph, base=path.parent)[1].values():
            raise UserError(problem.code, **problem.arguments)
    folder = tempfile.TemporaryDirectory()  # the user's arrangement neither shows nor changes
    settings = Settings(Path(folder.name) / "settings.ini")
    settings.language = language
    application(settings)
    dressed = theme().mode
    theme().choose(mode)
    window = make_window(settings, RunStore(Path(folder.name) / "runs"))
    try:
        window.resize(*size)
        window.show()
        window.document_.replace(loaded, path)
        trainer = window.trainer
        wait(lambda: trainer.state not in ("none", "preparing") or bool(window.banner.text.text()), PATIENCE)
        if train_seconds > 0:
            if trainer.session is None:
                raise UserError("screenshot_failed", reason=window.banner.text.text() or trainer.obstacle)
            if window.evaluation.applies:
                window.evaluation.initialise()
                window.evaluation.run()
            else:
                trainer.train()
            wait(lambda: trainer.state not in ("ready", "running", "preparing"), train_seconds)
            trainer.pause()
        wait(lambda: False, SETTLE)
        if not window.grab().save(str(out)):
            raise UserError("screenshot_unwritable", path=out)
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
        theme().choose(dressed)
        folder.cleanup()


def wait(until: Callable[[], bool], seconds: float) -> None:
    """Let the event loop turn until something is so, or the seconds are over."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)
