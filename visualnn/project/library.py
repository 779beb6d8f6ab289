"""The user's own blocks: pieces of drawings kept as project files in the user's data folder, ready to be copied."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import platformdirs

from visualnn.files import write_atomic
from visualnn.graph import edits
from visualnn.graph.model import Graph
from visualnn.messages import UserError, define
from visualnn.project.format import Project, encode
from visualnn.project.store import SUFFIX
from visualnn.project.store import load as load_project

define(
    library_missing="There is no block of your own called “{title}” any more: save it again, or choose another one.",
)

_PREFIX = "own:"


def folder() -> Path:
    """Where the user's own blocks lie."""
    return platformdirs.user_data_path("visualnn", appauthor=False) / "blocks"


def own() -> tuple[str, ...]:
    """The keys of all own blocks, by title. A key is no kind of block."""
    files = folder().glob(f"*{SUFFIX}") if folder().is_dir() else ()
    return tuple(_PREFIX + file.stem for file in sorted(files, key=lambda file: file.stem.casefold()))


def is_key(kind: str) -> bool:
    """Whether this names an own block rather than a kind."""
    return kind.startswith(_PREFIX)


def title(key: str) -> str:
    """What an own block is called."""
    return key.removeprefix(_PREFIX)


def save(name: str, piece: Graph) -> str:
    """Keep a piece of a drawing under a name, or that name and a number if it is taken; returns its key.

    Raises:
        UserError: the file cannot be written.
    """
    stem = re.sub(r"[^\w .,()+-]", " ", name).strip(" .")[:60] or "block"
    taken = {title(key) for key in own()}
    if stem in taken:
        stem = edits.fresh_name(taken, stem)
    folder().mkdir(parents=True, exist_ok=True)
    write_atomic(_file(_PREFIX + stem), encode(Project(graph=piece, title=stem)))
    return _PREFIX + stem


def load(key: str) -> Graph:
    """The piece kept under a key.

    Raises:
        UserError: it is not there any more, or cannot be read.
    """
    try:
        state = _file(key).stat()
    except OSError:
        raise UserError("library_missing", title=title(key)) from None
    return _load(_file(key), state.st_mtime_ns, state.st_size)


def remove(key: str) -> None:
    """Forget an own block; drawings that hold copies of it keep them."""
    _file(key).unlink(missing_ok=True)


@lru_cache(maxsize=64)  # asked for at every movement of a drag
def _load(file: Path, changed: int, size: int) -> Graph:
    """The piece in a file whose state is this."""
    return load_project(file).graph


def _file(key: str) -> Path:
    return folder() / f"{title(key)}{SUFFIX}"
