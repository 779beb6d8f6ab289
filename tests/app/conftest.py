"""Fixtures of the window's tests: own settings, and nothing left behind by any test."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from visualnn.app.main import make_window
from visualnn.app.settings import Settings
from visualnn.app.window import MainWindow
from visualnn.project.runs import RunStore

GRACE = 3.0  # seconds a thread is given to end after its owner was closed


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, recent files and autosaves of a test live in its own folder, never in the user's."""
    for layout in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(layout, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))


@pytest.fixture(autouse=True)
def _nothing_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a top-level widget, a running timer, a running QThread or a Python thread.

    qtbot closes what it was given before fixtures are torn down, so what is seen here is really left.
    """
    started: list[QTimer | QThread] = []
    for kind in (QTimer, QThread):
        original = kind.start

        def start(self: QTimer | QThread, *args: object, _original: object = original) -> object:
            if isinstance(self, (QTimer, QThread)):  # QTimer.singleShot and the like need no watching
                started.append(self)
            return _original(self, *args)  # type: ignore[operator]

        monkeypatch.setattr(kind, "start", start)
    threads = set(threading.enumerate())
    widgets = _top_level_widgets()
    yield
    _deliver_deletions()
    left = [f"widget {_describe(widget)}" for widget in _top_level_widgets() - widgets]
    left += [f"running {_describe(item)}" for item in started if _is_running(item)]
    started.clear()
    deadline = time.monotonic() + GRACE
    for thread in set(threading.enumerate()) - threads:
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    assert not left, f"left behind: {', '.join(left)}"


@pytest.fixture
def kept_in() -> RunStore | None:
    """Where a window keeps its runs, if not where a new one does: for tests to say."""
    return None


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, kept_in: RunStore | None) -> Iterator[MainWindow]:
    """A new window, on the screen."""
    window = make_window(Settings(), kept_in)
    qtbot.addWidget(window, before_close_func=lambda window: window.document_.mark_saved(tmp_path / "kept.vnn"))
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.trainer.close()
    window.racing.close()
    window.trainer.join()
    window.racing.join()


def _top_level_widgets() -> set[QWidget]:
    return set(QApplication.topLevelWidgets()) if QApplication.instance() else set()


def _deliver_deletions() -> None:
    if QApplication.instance():
        for _ in range(2):  # a deletion may schedule another
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()


def _is_running(item: QTimer | QThread) -> bool:
    try:
        return item.isActive() if isinstance(item, QTimer) else item.isRunning()
    except RuntimeError:  # its C++ object is gone
        return False


def _describe(item: QWidget | QTimer | QThread) -> str:
    parent = item.parent()
    name = f"{type(item).__name__} {item.objectName()!r}"
    return f"{name} of {type(parent).__name__}" if parent else name
