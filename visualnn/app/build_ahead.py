"""The engine compiled behind the window, once for each machine and version, before training asks for it."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from visualnn.engine.ahead import is_warm

DELAY = 1500
"""Milliseconds after the window has shown: it goes first."""


class BuildAhead(QObject):
    """Runs ``visualnn.engine.ahead`` while the window is open; does nothing when all is compiled already."""

    def __init__(self, window: QWidget, label: QLabel, command: list[str] | None = None) -> None:
        """``label`` says how far it is. ``command``: another program, for tests."""
        super().__init__(window)
        self._label = label
        self._command = command or [sys.executable, "-m", "visualnn.engine.ahead"]
        self._done: dict[str, tuple[int, int]] = {}
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._delay.timeout.connect(self._begin)
        self.process = QProcess(self)
        self.process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self.process.readyReadStandardOutput.connect(self._read)
        self.process.finished.connect(self._finished)
        label.setToolTip(
            self.tr("The engine is compiled for this machine, once; training can be started meanwhile, too.")
        )

    def start(self) -> None:
        """Begin when the window has settled."""
        self._delay.start()

    def close(self) -> None:
        """End it: the window goes. Its helpers notice that their input has ended."""
        self._delay.stop()
        if self.process.state() != QProcess.ProcessState.NotRunning:
            self.process.finished.disconnect(self._finished)
            self.process.closeWriteChannel()
            self.process.kill()
            self.process.waitForFinished(1000)

    def _begin(self) -> None:
        if is_warm():
            self._finished()
        else:
            self.process.start(self._command[0], self._command[1:])

    def _finished(self) -> None:
        self._label.clear()
        threading.Thread(target=_import_engine, name="visualnn import", daemon=True).start()

    def _read(self) -> None:
        while self.process.canReadLine():
            share, *counts = bytes(self.process.readLine().data()).decode().split()
            self._done[share] = int(counts[0]), int(counts[1])
        done, whole = (sum(part[i] for part in self._done.values()) for i in (0, 1))
        share_done = f"{100 * done // max(1, whole)} %"
        self._label.setText(self.tr("Preparing the engine, once: {share}").format(share=share_done))


def _import_engine() -> None:
    """Have numba and the engine in memory before the first network is compiled."""
    import visualnn.engine.lower
    import visualnn.engine.runner  # noqa: F401
