"""What was not saved yet, kept for the case that the program or the machine stops.

Each open document has a file in the autosave folder and a lock held while it is open. A file whose lock is free was
left behind: it is offered for recovery. Locks end with their process, however it ends.
"""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path
from typing import IO

import msgspec
import platformdirs

from visualnn.files import lock, write_atomic
from visualnn.messages import UserError
from visualnn.project.format import Project, decode, encode

_SUFFIX = ".autosave"


def folder() -> Path:
    """Where autosaved projects lie: in the user's state folder."""
    return platformdirs.user_state_path("visualnn", appauthor=False) / "autosave"


class Autosave:
    """The safety copy of one open document. Use :meth:`write` after changes, :meth:`clear` when all is saved."""

    def __init__(self, place: Path | None = None) -> None:
        self._file = (place or folder()) / f"{uuid.uuid4().hex}{_SUFFIX}"
        self._lock: IO[bytes] | None = None

    def write(self, project: Project, origin: Path | None) -> None:
        """Keep a copy of ``project``, which was opened from ``origin`` (None: never saved); UserError if impossible."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._lock is None:
                self._lock = lock(_lock_file(self._file))
        except OSError as error:
            raise UserError("file_unwritable", path=self._file, reason=error.strerror or error) from error
        header = msgspec.json.encode({"origin": None if origin is None else str(origin.absolute())})
        write_atomic(self._file, header + b"\n" + encode(project))

    def clear(self) -> None:
        """Drop the copy: the document is saved, or its changes were given up."""
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """Drop the copy and the lock: the document is closed."""
        self.clear()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _lock_file(self._file).unlink(missing_ok=True)


class Leftover(msgspec.Struct, frozen=True):
    """An autosaved project that nobody has open: ``origin`` is the file it came from, ``saved`` when it was kept."""

    file: Path
    origin: Path | None
    saved: datetime.datetime

    def project(self) -> Project:
        """The project; UserError when it cannot be read."""
        _, _, content = self.file.read_bytes().partition(b"\n")
        return decode(content, f"“{self.file}”")

    def discard(self) -> None:
        """Delete it: it is saved elsewhere by now, or not wanted."""
        self.file.unlink(missing_ok=True)
        _lock_file(self.file).unlink(missing_ok=True)


def leftovers(place: Path | None = None) -> tuple[Leftover, ...]:
    """Autosaved projects left behind by a program that did not end well, newest first."""
    found = []
    for file in (place or folder()).glob(f"*{_SUFFIX}"):
        try:
            lock(_lock_file(file)).close()
        except BlockingIOError:
            continue  # open in another window
        except OSError:
            pass  # a file system without locks: better to offer too much
        try:
            with file.open("rb") as stream:
                origin = msgspec.json.decode(stream.readline(), type=dict[str, str | None]).get("origin")
            saved = datetime.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        except (OSError, msgspec.DecodeError):
            continue
        found.append(Leftover(file, None if origin is None else Path(origin), saved))
    return tuple(sorted(found, key=lambda leftover: leftover.saved, reverse=True))


def _lock_file(file: Path) -> Path:
    return file.with_suffix(".lock")
