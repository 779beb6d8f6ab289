"""Writing a file so that at every moment either the old content or the new one is there, whole."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from visualnn.messages import UserError, define

define(file_unwritable="“{path}” cannot be written ({reason}): choose another place, or free some room.")


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
