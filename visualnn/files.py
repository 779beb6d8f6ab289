"""Writing a file so that at every moment either the old content or the new one is there, whole; and locks."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import IO

from visualnn.messages import UserError, define

define(
    file_unwritable="“{path}” cannot be written ({reason}): choose another place, or free some room.",
    file_no_place="“{path}” cannot be written: {folder} is no folder that you may write in.",
    file_is_folder="“{path}” cannot be written: it is a folder. Give the name of a file.",
)


def check_place(path: Path) -> None:
    """Could a file be written there? UserError if not, before hours are spent on what it is to hold."""
    folder = path.absolute().parent
    if path.is_dir():
        raise UserError("file_is_folder", path=path)
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UserError("file_no_place", path=path, folder=folder)


def write_atomic(path: Path, content: bytes) -> None:
    """Put ``content`` in the file: into a new file beside it, onto the disk, then in place of the old one.

    A symbolic link stays one and its target is written; the permissions of an existing file are kept.

    Raises:
        UserError: the file cannot be written; what was there is untouched.
    """
    target = path.resolve()
    fresh = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            with fresh.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o777)
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError("file_unwritable", path=path, reason=error.strerror or error) from error


def lock(path: Path) -> IO[bytes]:
    """Hold a file as a lock until it is closed or the process ends; BlockingIOError when another process holds it."""
    stream = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            try:
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError as error:
                raise BlockingIOError from error
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        stream.close()
        raise
    return stream
