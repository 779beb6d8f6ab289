"""What a kind of source is handed: the data block's name and settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

Report = Callable[[int, int], None]
"""Told while rows are loaded how many are there and how many there will be; what it raises ends the loading."""


class Source(NamedTuple):
    """One data block as its kind of source sees it.

    ``name`` is the block's name, for errors; ``settings`` are complete, defaults filled in; ``base`` is the folder that
    relative paths start from (the project file's), tried before the working directory. ``quick`` asks for a description
    in milliseconds, if need be from the beginning of a large file. ``report`` is told by sources that may take long.
    """

    name: str
    settings: Mapping[str, Any]
    base: Path | None = None
    quick: bool = False
    report: Report = lambda done, all: None

    def path(self, setting: str) -> Path:
        """The path in a setting, resolved; it need not exist."""
        given = Path(self.settings[setting]).expanduser()
        if self.base is not None and (self.base / given).exists():
            return self.base / given
        return given
