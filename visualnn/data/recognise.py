"""Which data block reads a file or folder, told by its name and its first bytes."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from visualnn.data.file import readable
from visualnn.data.images import SUFFIXES as PICTURES
from visualnn.messages import UserError, define

define(
    recognise_unknown="“{path}” is no data that a block reads: take a table ({tables}), an array ({arrays}), a text "
    "({texts}), a folder with a folder of pictures for each class, or the folder of IDX files.",
    recognise_picture="“{path}” is a picture by itself: take the folder that holds a folder for each class, or a CSV "
    "file of paths and classes.",
    recognise_folder="The folder “{path}” holds neither a folder of pictures for each class nor the IDX files of MNIST "
    "and its family.",
)

TABLES = (".csv", ".tsv", ".tab", ".dat", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".pq")
ARRAYS = (".npz", ".npy")
TEXTS = (".txt", ".md")

_SAMPLE = 1 << 14
_MOST_ENTRIES = 2000  # of a folder that are looked at
_INPUTS = re.compile(r"(?i)^(x|x_?train|train_?x|inputs?|images?|features?|data)$")
_TARGETS = re.compile(r"(?i)^(y|y_?train|train_?y|targets?|labels?|classes)$")


class Recognised(NamedTuple):
    """A kind of data block, and the settings (those that differ from their defaults) with which it reads the file."""

    kind: str
    params: dict[str, Any]


def recognise(path: Path) -> Recognised:
    """The data block for a file or folder; UserError saying what there are when none reads it."""
    with readable(path):
        if path.is_dir():
            return _folder(path)
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
    suffix = path.suffix.lower()
    name = path.name.removesuffix(".gz")
    if re.search(r"[-.]idx[13]-ubyte$", name):
        return Recognised("idx", {"folder": str(path.parent)})
    if suffix == ".npz":
        return Recognised("arrays", {"file": str(path), **_keys(path)})
    if suffix == ".npy" or head.startswith(b"\x93NUMPY"):
        return Recognised("arrays", {"file": str(path)})
    if suffix in TABLES or head.startswith(b"PAR1"):
        listed = suffix in TABLES and _lists_pictures(head)
        return Recognised("images", {"folder": str(path)}) if listed else Recognised("csv", {"file": str(path)})
    if suffix in TEXTS:
        return Recognised("text", {"file": str(path)})
    if suffix in PICTURES:
        raise UserError("recognise_picture", path=path)
    kinds = {"tables": _spoken(TABLES), "arrays": _spoken(ARRAYS), "texts": _spoken(TEXTS)}
    raise UserError("recognise_unknown", path=path, **kinds)


def _folder(path: Path) -> Recognised:
    for entry in sorted(itertools.islice(path.iterdir(), _MOST_ENTRIES)):
        if re.search(r"[-.]idx3-ubyte(\.gz)?$", entry.name):
            return Recognised("idx", {"folder": str(path)})
        if entry.is_dir() and any(file.suffix.lower() in PICTURES for file in entry.iterdir()):
            return Recognised("images", {"folder": str(path)})
    raise UserError("recognise_folder", path=path)


def _lists_pictures(head: bytes) -> bool:
    """Whether the first cell of the second row is the name of a picture."""
    lines = head.splitlines()[1:2]
    first = re.split(rb"[,;\t|]", lines[0], maxsplit=1)[0] if lines else b""
    return first.strip(b"\"' ").decode(errors="replace").lower().endswith(PICTURES)


def _keys(path: Path) -> dict[str, str]:
    """The names of inputs and targets in an ``.npz`` file, where they can be told and are not the usual ones."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError):
        return {}  # the block says what is wrong with it
    x = next(filter(_INPUTS.match, names), None)
    y = next(filter(_TARGETS.match, names), None)
    if len(names) == 2:
        x = x or next(name for name in names if name != y)
        y = y or next(name for name in names if name != x)
    return {key: name for key, name in (("x", x), ("y", y)) if name and name != key}


def _spoken(suffixes: Sequence[str]) -> str:
    return ", ".join(suffixes)
