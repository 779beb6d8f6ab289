"""How long starting takes, each time in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from visualnn.bench.report import Seconds

_EVERYTHING = """
from visualnn.engine.build import build_all
build_all()
"""

_READY = """
from visualnn.bench.engine_side import EngineSide
from visualnn.bench.works import WORKS
work = WORKS["{work}"]
EngineSide(work, work.load({{}})[0]).run(1)
"""

_WINDOW = """
import sys
from visualnn.app.main import application, make_window
from visualnn.app.settings import Settings
settings = Settings()
app = application(settings)
window = make_window(settings)
window.show()
app.processEvents()
sys.stdout.write("visible")
sys.stdout.flush()
window.close()
"""

WORK = "hello"
"""The work whose first step ends a start of the engine: small, so that the start is what is seen."""


def measure() -> list[Seconds]:
    """Cold and warm start of the engine, and the window's, where Qt is at hand."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"NUMBA_CACHE_DIR": cache}
        cold = _seconds(_EVERYTHING + _READY.format(work=WORK), environment)
        warm = min(_seconds(_READY.format(work=WORK), environment) for _ in range(3))
    found = [
        Seconds("cold", "cold start: every kernel and the interpreter compiled, from the start of Python", cold, 30.0),
        Seconds("warm", "warm start: from the start of Python to the first step", warm, 1.0),
    ]
    offscreen = {} if "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"}
    try:
        window = min(_seconds(_WINDOW, os.environ | offscreen) for _ in range(2))
    except subprocess.CalledProcessError:
        return found
    return [*found, Seconds("window", "the window, from the start of Python until it is painted", window, 1.5)]


def _seconds(script: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    return time.perf_counter() - began
