"""What this machine has and lacks, as text; for ``visualnn doctor`` and for reports of faults."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from visualnn import display, paths, runtime
from visualnn.messages import UserError
from visualnn.project import autosave, store

_PACKAGES = (
    "numba",
    "llvmlite",
    "numpy",
    "scipy",
    "scikit-learn",
    "msgspec",
    "threadpoolctl",
    "PySide6-Essentials",
    "pyqtgraph",
)


def report() -> Iterator[tuple[str, str]]:
    """What was found, a topic and its facts at a time; needs neither a display nor Qt."""
    yield "visualnn", importlib.metadata.version("visualnn")
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "System", f"{platform.platform()}, {platform.machine()}"
    for package in _PACKAGES:
        yield package, _version(package)
    yield "BLAS", _blas()
    yield "Processors", f"{_usable_processors()} usable of {os.cpu_count()}"
    yield "Threads", "a team of the engine's own, one per usable processor; BLAS runs single-threaded in each"
    yield "Cache", _cache()
    yield "Autosave", _place(autosave.folder())
    yield "Samples", f"{', '.join(path.stem for path in store.samples()) or 'none'} (in {paths.samples()})"
    yield "Display", _display()
    for group in display.LIBRARIES:
        yield f"Libraries of {group}", _libraries(group)


def problems() -> list[str]:
    """What should be mended, a sentence each: Qt that cannot be used and system libraries that are missing."""
    found = []
    try:
        display.check_qt()
    except UserError as error:
        found.append(str(error))
    if missing := display.missing(["qt", "xcb"]):
        found.append(f"system libraries are missing; install them with: apt-get install {display.packages(missing)}")
    return found


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _blas() -> str:
    """The BLAS libraries that SciPy and NumPy brought into this process."""
    try:
        importlib.import_module("scipy.linalg")
        from threadpoolctl import threadpool_info
    except ImportError as error:
        return f"not to be had ({error})"
    found = {
        f"{pool['internal_api']} {pool['version']}, {pool.get('architecture', 'unknown architecture')}"
        for pool in threadpool_info()
        if pool["user_api"] == "blas"
    }
    return "; ".join(sorted(found)) or "none found"


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _cache() -> str:
    folder = runtime.cache_folder()
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return f"{folder} ({len(files)} files, {size / 1e6:.1f} MB)"


def _place(folder: Path) -> str:
    above = next(place for place in (folder, *folder.parents) if place.exists())
    return f"{folder} ({'writable' if os.access(above, os.W_OK) else 'NOT writable'})"


def _display() -> str:
    try:
        display.check_window()
    except UserError as error:
        return str(error)
    return "a window can open"


def _libraries(group: str) -> str:
    missing = display.missing([group])
    if not missing:
        return "all there"
    return f"missing {', '.join(missing)}: apt-get install {display.packages(missing)}"
