"""Compile the engine behind a window that waits for its user: ``python -m visualnn.engine.ahead``.

The processes step back behind all others, end when their standard input does (whoever started them is gone or wants
no more), and never run twice at once for one cache. They write ``share done all`` on a line of standard output for
each kernel. When all is compiled, a note in the cache says so; :func:`is_warm` reads it without importing numba.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import subprocess
import sys
import threading
from pathlib import Path

from visualnn.files import lock
from visualnn.runtime import cache_folder, is_lasting

_NOTE, _LOCK = "all compiled", "ahead.lock"


def is_warm() -> bool:
    """Whether the engine as it stands was compiled for this machine, or there is no place to keep it."""
    if not is_lasting():
        return True
    try:
        return (cache_folder() / _NOTE).read_text("utf-8") == _state()
    except (OSError, UnicodeDecodeError):
        return False


def run() -> None:
    """Compile all, with the help of a process for each further processor; nothing when another does so already."""
    _end_with_input()
    _step_back()
    try:
        held = lock(cache_folder() / _LOCK)
    except OSError:
        return
    with held:
        if is_warm():
            return
        state = _state()
        from visualnn.engine.budget import processors  # slow to import: numba

        shares = processors()
        command = [sys.executable, "-m", "visualnn.engine.ahead"]
        helpers = [subprocess.Popen([*command, str(share), str(shares)]) for share in range(1, shares)]
        _build(0, shares)
        codes = [helper.wait() for helper in helpers]
        if not any(codes):
            (cache_folder() / _NOTE).write_text(state, "utf-8")


def _help(share: int, shares: int) -> None:
    """Compile a share, as a helper."""
    _end_with_input()
    _step_back()
    _build(share, shares)


def _build(share: int, shares: int) -> None:
    from visualnn.engine.build import build

    build(share, shares, lambda done, all: print(share, done, all, flush=True))


def _state() -> str:
    """What the compiled code is made of and for: the files of the engine and the machine."""
    digest = hashlib.sha256(platform.node().encode())
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        facts = source.stat()
        digest.update(f"{source.name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _end_with_input() -> None:
    """End this process, at once, when its standard input ends; what is compiled so far is kept."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 1):
                pass
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _step_back() -> None:
    import psutil

    with contextlib.suppress(psutil.Error, OSError):  # a sandbox may forbid it
        psutil.Process().nice(getattr(psutil, "IDLE_PRIORITY_CLASS", 19))  # a class on Windows, else a niceness


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _help(int(sys.argv[1]), int(sys.argv[2]))
    else:
        run()
