"""The runs that are kept, as the window sees them: who keeps one may be on any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from visualnn.app.document import Document
from visualnn.project.run import Run, Traces
from visualnn.project.runs import RunStore
from visualnn.training.recording import Keep, standing

if TYPE_CHECKING:
    from visualnn.training.session import Session


class RunBook(QObject):
    """The store of runs, and a signal when it changes.

    Args:
        document: whose training is kept; runs carry its name and path.
        name: what to call it.
        store: where runs are kept; the user's by default.
    """

    changed = Signal()

    def __init__(
        self, document: Document, name: Callable[[], str], store: RunStore | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store or RunStore()
        self._document, self._name = document, name
        self._open = True
        self._lock = threading.Lock()
        self._moved = False
        document.moving.connect(self._moving)
        document.history_changed.connect(self._settled)

    @property
    def document(self) -> str:
        """What the document is called."""
        return self._name()

    @property
    def path(self) -> str:
        """The file of the document; empty when it has none."""
        return str(self._document.path.absolute()) if self._document.path else ""

    def keep(self, run: Run, traces: Traces | None) -> bool:
        """Keep a run, or what has become of it; see the store."""
        kept = self.store.keep(run, traces)
        self.tell()
        return kept

    def keeper(self) -> Keep:
        """Keeps runs of the document as it is now, also when another has taken its place."""
        document, path = self.document, self.path
        return lambda run, traces: self.keep(msgspec.structs.replace(run, document=document, path=path), traces)

    def here(self, run: Run) -> bool:
        """Whether a run was made with the document that is open, or with what it was saved from."""
        if self.path:
            return self.path in (run.path, *run.also)
        return not run.path and not run.also and run.document == self.document

    def learning(self, session: Session | None) -> Run | None:
        """The run that is learning, with what it has reached; None while none is."""
        kept = self.store.find(session.run_id) if session and session.state == "running" and session.run_id else None
        if kept is None or session is None:
            return None
        update = session.poll()
        return standing(kept, update.step, update.epoch, session.seconds, update.history)

    def _moving(self, path: Path) -> None:
        """The document is saved as another file: its runs go with it, and stay with the file it was."""
        for run in filter(self.here, self.store.runs):
            self.store.add_file(run.id, str(path.absolute()))
        self._moved = True

    def _settled(self) -> None:
        if self._moved:  # which runs are here is told only now that the document is that of the new file
            self._moved = False
            self.tell()

    def tell(self) -> None:
        """Say that runs have changed."""
        with self._lock:
            if self._open:
                self.changed.emit()

    def close(self) -> None:
        """From now on runs are kept without telling the window, which goes."""
        with self._lock:
            self._open = False
