"""Runs on disk: in the user's state folder, so that they outlive the program and disturb no project.

Each run has a folder with ``run.json``, its facts, and ``traces.npz``, its curves and weights. A folder without facts
is no run: they are written last. Deleted runs keep their folders under another name for a day: another program that
reads here meanwhile must not take from the one in which they were deleted what it may bring back.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import shutil
import threading
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import platformdirs

from visualnn.files import write_atomic
from visualnn.messages import Message, UserError, define
from visualnn.project.format import decode, encode
from visualnn.project.run import Curves, Run, Traces

define(
    run_unreadable="A kept run cannot be read ({reason}). The others are not concerned; delete the folder “{path}” to "
    "be rid of this message.",
    runs_unreadable="{count} kept runs cannot be read; of the first the reason is: {reason}. The others are not "
    "concerned; delete the folder “{path}” and those listed in the tool tip to be rid of this message.",
    run_arrays="The curves and weights of this run cannot be read ({reason}): its file “{path}” is damaged or gone. "
    "What the table shows of it still holds.",
    run_unwritable="Runs are kept only until the program ends: {reason}",
    runs_dropped="To make room, {count} of the oldest runs without a name were deleted. Give a run a name to keep it.",
)

VERSION = 1
LIMIT = 500_000_000
"""Bytes that all runs may take; the oldest without a name are deleted beyond it."""

MOST = 300
"""Runs without a name that are kept."""

DELETED = 24 * 3600.0
"""Seconds that the folder of a deleted run stays."""

_FACTS, _TRACES, _GONE = "run.json", "traces.npz", ".deleted"

_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError)


def folder() -> Path:
    """Where runs are kept: in the user's state folder."""
    return platformdirs.user_state_path("visualnn", appauthor=False) / "runs"


class _File(msgspec.Struct):
    """``run.json``: the version of its form, the project as its own format writes it, and everything else."""

    visualnn_run: int
    project: msgspec.Raw
    facts: dict[str, Any]


class RunStore:
    """All runs that are kept. Every method may be called from any thread.

    ``version`` rises with every change; ``problems`` tells of runs that could not be read or had to go.
    """

    def __init__(self, place: Path | None = None, *, limit: int = LIMIT, most: int = MOST) -> None:
        self.place = place or folder()
        self.version = 0
        self._limit, self._most = limit, most
        self._runs: dict[str, Run] = {}
        self._sizes: dict[str, int] = {}
        self._fresh: dict[str, Traces] = {}  # of runs that are not on the disk
        self._deleted: dict[str, Run] = {}
        self._unreadable: list[tuple[Path, str]] = []
        self._unwritable: Message | None = None
        self._dropped = 0
        self._lock = threading.RLock()
        self._opened = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """The facts of all runs, newest first."""
        with self._lock:
            self._open()
            return tuple(sorted(self._runs.values(), key=lambda run: run.started, reverse=True))

    def find(self, run_id: str) -> Run | None:
        """The facts of a run; None when there is none of that id."""
        with self._lock:
            self._open()
            return self._runs.get(run_id)

    @property
    def problems(self) -> tuple[Message, ...]:
        """What the user should know about the store."""
        dropped = [Message("runs_dropped", {"count": self._dropped})] if self._dropped else []
        unwritable = [self._unwritable] if self._unwritable else []
        return (*self._damaged, *dropped, *unwritable)

    @property
    def unreadable(self) -> tuple[tuple[Path, str], ...]:
        """The folders of runs that cannot be read, and why."""
        return tuple(self._unreadable)

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(self._sizes.values())

    def keep(self, run: Run, traces: Traces | None) -> bool:
        """Keep a run, or what has become of it; without ``traces`` only that it goes on. A run without steps is kept in
        memory only, and so is one that cannot be written: ``problems`` tells of it.

        A name that the user gave it meanwhile stays, and so do files that were added; one that was deleted meanwhile is
        not kept again. Returns whether it is kept.
        """
        with self._lock:
            self._open()
            known = self._runs.get(run.id)
            if run.id in self._deleted or (traces is None and not known):
                return False
            others = (*self._runs.values(), *self._deleted.values())
            number = known.number if known else max((other.number for other in others), default=0) + 1
            run = msgspec.structs.replace(run, number=number)
            if known:
                run = msgspec.structs.replace(run, name=known.name, also=known.also)
            self._runs[run.id] = run
            self.version += 1
            if traces is not None:
                self._fresh[run.id] = traces
                if run.steps:
                    with self._telling():
                        self._write(run, traces)
                    self._make_room(run.id)
            return True

    def traces(self, run_id: str) -> Traces:
        """Curves and weights of a run.

        Raises:
            UserError: they are damaged or gone.
        """
        with self._lock:
            if (fresh := self._fresh.get(run_id)) is not None:
                return fresh
        path = self.place / run_id / _TRACES
        try:
            return _unpacked(path)
        except _DAMAGE as error:
            raise UserError("run_arrays", path=path, reason=_reason(error)) from error

    def rename(self, run_id: str, name: str) -> None:
        """Give a run a name, which also keeps it when room must be made; none when it is empty."""
        self._change(run_id, name=name.strip())

    def add_file(self, run_id: str, path: str) -> None:
        """The document of a run was saved as another file, which the run belongs to from now on, too."""
        with self._lock:
            run = self._runs.get(run_id)
            if run and path not in (run.path, *run.also):
                self._change(run_id, also=(*run.also, path))

    def delete(self, run_ids: Iterable[str]) -> None:
        """Delete runs; :meth:`undelete` brings them back until the program ends."""
        with self._lock:
            for run_id in run_ids:
                if run := self._runs.pop(run_id, None):
                    self._deleted[run_id] = run
                    self._sizes.pop(run_id, None)
                    self._rename_folder(run_id, f"{run_id}{_GONE}")
            self.version += 1

    def undelete(self, run_ids: Iterable[str]) -> None:
        """Bring back runs that were deleted since the program started."""
        with self._lock:
            for run_id in run_ids:
                if run := self._deleted.pop(run_id, None):
                    self._rename_folder(f"{run_id}{_GONE}", run_id)
                    self._runs[run_id] = run
                    self._weigh(run_id)
            self.version += 1

    # How it goes about it

    @property
    def _damaged(self) -> list[Message]:
        if not self._unreadable:
            return []
        (path, reason), count = self._unreadable[0], len(self._unreadable)
        arguments = {"path": path, "reason": reason}
        if count == 1:
            return [Message("run_unreadable", arguments)]
        return [Message("runs_unreadable", {"count": count, **arguments})]

    def _change(self, run_id: str, **facts: Any) -> None:
        with self._lock:
            run = self._runs[run_id] = msgspec.structs.replace(self._runs[run_id], **facts)
            self.version += 1
            if run_id not in self._fresh:
                with self._telling():
                    self._write_facts(run)

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Remember a failure to write for ``problems``, until writing succeeds."""
        try:
            yield
            self._unwritable = None
        except UserError as error:
            self._unwritable = Message("run_unwritable", {"reason": error})

    def _open(self) -> None:
        """Read what is there, once."""
        if self._opened:
            return
        self._opened = True
        with contextlib.suppress(OSError):
            for place in sorted(self.place.iterdir()):
                if place.name.endswith(_GONE):
                    _expire(place)
                else:
                    self._read(place)

    def _read(self, place: Path) -> None:
        try:
            run = _decoded((place / _FACTS).read_bytes(), place)
        except (FileNotFoundError, NotADirectoryError):
            return
        except (UserError, OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self._unreadable.append((place, _reason(error)))
            return
        self._runs[run.id] = run
        self._weigh(run.id)

    def _write(self, run: Run, traces: Traces) -> None:
        place = self.place / run.id
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("file_unwritable", path=place, reason=error.strerror or error) from error
        write_atomic(place / _TRACES, _packed(traces))
        self._write_facts(run)
        del self._fresh[run.id]
        self._weigh(run.id)

    def _write_facts(self, run: Run) -> None:
        facts = msgspec.to_builtins(run)
        del facts["project"]
        content = _File(VERSION, msgspec.Raw(encode(run.project)), facts)
        write_atomic(self.place / run.id / _FACTS, msgspec.json.encode(content))

    def _weigh(self, run_id: str) -> None:
        with contextlib.suppress(OSError):
            self._sizes[run_id] = sum(file.stat().st_size for file in (self.place / run_id).iterdir())

    def _make_room(self, newest: str) -> None:
        """Delete the oldest runs without a name, but never the newest, until all fit."""
        unnamed = [run for run in self.runs if not run.name and run.id != newest]
        while unnamed and (self.size > self._limit or len(unnamed) >= self._most):
            oldest = unnamed.pop()
            del self._runs[oldest.id]
            self._sizes.pop(oldest.id, None)
            self._fresh.pop(oldest.id, None)
            shutil.rmtree(self.place / oldest.id, ignore_errors=True)
            self._dropped += 1

    def _rename_folder(self, old: str, new: str) -> None:
        with contextlib.suppress(OSError):  # a run without steps has none
            (self.place / old).rename(self.place / new)
            (self.place / new).touch()  # its day begins


def _expire(place: Path) -> None:
    """Remove the folder of a run that was deleted long ago."""
    with contextlib.suppress(OSError):
        if time.time() - place.stat().st_mtime > DELETED:
            shutil.rmtree(place, ignore_errors=True)


def _decoded(content: bytes, place: Path) -> Run:
    file = msgspec.json.decode(content, type=_File)
    if file.visualnn_run != VERSION:
        raise msgspec.ValidationError(f"format {file.visualnn_run}, this version reads {VERSION}")
    project = decode(bytes(file.project), f"“{place.name}”")
    facts = msgspec.convert({**file.facts, "id": place.name, "project": {}}, Run, strict=False)
    # What says that it runs was left by a program that did not end well.
    state = "interrupted" if facts.state == "running" else facts.state
    started = facts.started if facts.started.tzinfo else facts.started.replace(tzinfo=datetime.UTC)
    return msgspec.structs.replace(facts, project=project, state=state, started=started)


def _packed(traces: Traces) -> bytes:
    arrays: dict[str, Any] = {}
    for number, track in enumerate(traces.curves):
        arrays[f"curves/{number}/names"] = np.array(track.names, dtype=np.str_)
        arrays[f"curves/{number}/steps"] = track.steps
        arrays[f"curves/{number}/values"] = track.values
        if track.means is not None:
            arrays[f"curves/{number}/means"] = track.means
    for part, weights in (("initial", traces.initial), ("final", traces.final)):
        arrays |= {f"{part}/{key}": np.asarray(value) for key, value in weights.items()}
    archive = io.BytesIO()
    np.savez(archive, **arrays)
    return archive.getvalue()


def _unpacked(path: Path) -> Traces:
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
    except (ValueError, TypeError) as error:  # NumPy would say how to load it unsafely
        raise ValueError("no archive of arrays") from error
    tracks = sorted({key.split("/")[1] for key in arrays if key.startswith("curves/")}, key=int)
    curves = [
        Curves(
            tuple(str(name) for name in arrays[f"curves/{track}/names"]),
            arrays[f"curves/{track}/steps"],
            arrays[f"curves/{track}/values"],
            arrays.get(f"curves/{track}/means"),
        )
        for track in tracks
    ]
    if any(array.dtype.kind not in "fiu" for key, array in arrays.items() if not key.endswith("/names")):
        raise ValueError("arrays that hold no real numbers")
    for track in curves:
        shape = len(track.steps), len(track.names)
        tables = [table for table in (track.values, track.means) if table is not None]
        if track.steps.ndim != 1 or any(table.shape != shape for table in tables):
            raise ValueError("curves of different lengths")
    parts = {
        part: {key.removeprefix(f"{part}/"): array for key, array in arrays.items() if key.startswith(f"{part}/")}
        for part in ("initial", "final")
    }
    return Traces(tuple(curves), parts["initial"], parts["final"])


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error) or type(error).__name__
