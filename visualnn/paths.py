"""Where the files that travel with the program lie: next to the package in a clone, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHARED = _PACKAGE / "_shared"


def _shared(name: str) -> Path:
    installed = _SHARED / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder of icons and translations."""
    return _shared("resources")


def samples() -> Path:
    """The folder of sample projects, one ``.vnn`` file per lesson."""
    return _shared("samples")
