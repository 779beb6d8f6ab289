"""Compiling behind the window: said quietly, ended with the window, not begun when there is nothing to do."""

import sys

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QLabel, QWidget

from visualnn.app import build_ahead
from visualnn.app.build_ahead import BuildAhead

SLOW = "import sys; print('0 1 4', flush=True); print('1 0 4', flush=True); sys.stdin.read()"


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def label(window):
    return QLabel(window)


@pytest.fixture
def imported():
    """How often the engine was imported."""
    return []


@pytest.fixture
def make(imported, window, label, monkeypatch):
    monkeypatch.setattr(build_ahead, "DELAY", 0)
    made = []

    def make(code, warm=False):
        monkeypatch.setattr(build_ahead, "is_warm", lambda: warm)
        monkeypatch.setattr(build_ahead, "_import_engine", lambda: imported.append(True))
        made.append(BuildAhead(window, label, [sys.executable, "-c", code]))
        made[0].start()
        return made[0]

    yield make
    for ahead in made:
        ahead.close()


def test_its_progress_is_said_and_gone_when_it_is_over(qtbot, label, make, imported):
    ahead = make("import sys; print('0 1 4', flush=True); print('1 0 4', flush=True); sys.stdin.read(1)")
    qtbot.waitUntil(lambda: label.text() == "Preparing the engine, once: 12 %")
    ahead.process.write(b"x")  # let it end
    qtbot.waitUntil(lambda: label.text() == "")
    qtbot.waitUntil(lambda: imported == [True])
    assert ahead.process.state() == QProcess.ProcessState.NotRunning


def test_closing_the_window_ends_it(qtbot, label, make):
    ahead = make(SLOW)
    qtbot.waitUntil(lambda: bool(label.text()))
    ahead.close()
    assert ahead.process.state() == QProcess.ProcessState.NotRunning


def test_nothing_is_compiled_again(qtbot, label, make, imported):
    ahead = make(SLOW, warm=True)
    qtbot.waitUntil(lambda: imported == [True])
    assert ahead.process.state() == QProcess.ProcessState.NotRunning
    assert label.text() == ""
