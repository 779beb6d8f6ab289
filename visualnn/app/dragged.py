"""Files that are dragged into the window from elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from visualnn.project.store import SUFFIX


def project_in(data: QMimeData) -> Path | None:
    """The first project among them."""
    return next((path for path in _paths(data) if path.suffix == SUFFIX), None)


def data_in(data: QMimeData) -> Path | None:
    """The first file or folder among them, unless there is a project."""
    return None if project_in(data) else next(iter(_paths(data)), None)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
