"""Projects on disk: found by path or by a sample's name, loaded, saved without risk to what was there before."""

from __future__ import annotations

from pathlib import Path

from visualnn import paths
from visualnn.files import write_atomic
from visualnn.messages import UserError, define
from visualnn.project.format import Project, decode, encode

define(
    project_missing="There is no file “{path}”. Samples open by name: {samples}.",
    project_unreadable="“{path}” cannot be read ({reason}): check that it is a file that you may read.",
    project_too_large="“{path}” holds {size:,} bytes, too much for a project ({limit:,} at most): choose a .vnn file.",
)

SUFFIX = ".vnn"
_LARGEST = 256 << 20


def load(path: Path) -> Project:
    """Read a project; UserError when the file is missing, unreadable or no project."""
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise UserError("project_too_large", path=path, size=size, limit=_LARGEST)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise UserError("project_unreadable", path=path, reason=error.strerror or error) from error
    return decode(data, f"“{path}”")


def save(path: Path, project: Project) -> None:
    """Write a project; when that fails (UserError), an earlier file of this name is untouched."""
    write_atomic(path, encode(project))


def samples() -> tuple[Path, ...]:
    """The sample projects that come with the program, by name."""
    return tuple(sorted(paths.samples().glob(f"*{SUFFIX}")))


def find(project: str | Path) -> Path:
    """The file meant by a path or by a sample's name (``xor``); a file of that name goes first.

    Raises:
        UserError: there is neither; tells the names of the samples.
    """
    path = Path(project).expanduser()
    if path.is_file():
        return path
    for sample in samples():
        if str(project) in (sample.stem, sample.name):
            return sample
    if path.exists():
        raise UserError("project_unreadable", path=path, reason="a folder" if path.is_dir() else "not a file")
    raise _missing(path)


def _missing(path: Path) -> UserError:
    return UserError("project_missing", path=path, samples=", ".join(sample.stem for sample in samples()))
