"""Arrays saved by NumPy: inputs and targets in one ``.npz`` file, or in an ``.npy`` file each.

Nothing in such a file is run (``allow_pickle`` is never set), and its headers are promises: they are held against the
size of the file before anything is allocated. An ``.npy`` file above ``LARGE`` is not loaded but mapped, so that it may
be larger than the memory; its rows keep their order then, and the last ones are held back. Rows sorted by class are
refused for that: the network would be tried on classes that it never saw.
"""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import split
from visualnn.data.dataset import SPLITS, DataInfo, Dataset
from visualnn.data.file import File, look, readable, remembered
from visualnn.data.preview import EXAMINED, PICTURES, Preview, of, spread_of
from visualnn.data.room import allocate
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    arrays_not_numpy="The file “{path}” holds no NumPy array ({reason}): save it with numpy.save or numpy.savez.",
    arrays_damaged="The file “{path}” is damaged ({reason}): save or copy it again.",
    arrays_key="“{block}”: the file “{path}” holds no array “{key}”: it has {known}.",
    arrays_objects="The file “{path}”: the array “{key}” holds {dtype}, not numbers. Such arrays can carry code and "
    "are never read: convert it to numbers first.",
    arrays_size="The file “{path}” is cut short or damaged: “{key}” promises {promised} = {expected:,} bytes, but "
    "there are {found:,}. Save or copy it again.",
    arrays_no_rows="The file “{path}”: the array “{key}” has no rows.",
    arrays_no_targets="“{block}”: there is no file of targets yet: choose it in the settings (“{path}” was looked "
    "for).",
    arrays_rows="“{block}”: the inputs have {x_rows:,} rows, but the targets {y_rows:,}: they must belong together.",
    arrays_class="“{block}”: row {row:,} of the targets is {found}, which is no class number (0, 1, 2, ...): choose "
    "targets that are numbers, or correct it.",
    arrays_sorted="“{block}”: the file “{path}” is so large that its rows keep their order and the last ones are held "
    "back, but class {found} is among those alone: shuffle the rows before saving them, or hold none back.",
    arrays_not_finite="“{block}”: row {row:,} of the {what} holds {found}, which is no finite number: correct it.",
)

LARGE = 1 << 30
"""Inputs of more bytes in an ``.npy`` file are mapped rather than loaded."""

MOST_CLASSES = 100_000

_ALONE = re.compile(r"(?<![A-Za-z])[xX](?![A-Za-z])")

_CHUNK = 1 << 24  # bytes looked at at a time


class Array(NamedTuple):
    """An array that a file promises, after the promise was found to fit the file.

    key: what it is called; the file's name for ``.npy``.
    offset: where its numbers begin, in the file or the member.
    """

    file: File
    key: str
    shape: tuple[int, ...]
    dtype: np.dtype
    fortran: bool
    offset: int
    zipped: bool

    @property
    def size(self) -> int:
        """Bytes of its numbers."""
        return math.prod(self.shape) * self.dtype.itemsize


def describe(source: Source) -> DataInfo:
    """Shapes and rows from the headers, classes from the targets."""
    x, y = headers(source)
    shares = split.Shares.of(source.name, source.settings)
    targets = _targets(source.name, y, source.settings["target_kind"])
    rows, inner = len(targets), targets.shape[1:]
    classes = max(2, int(targets.max()) + 1) if targets.dtype == np.int32 else 0
    kind = ValueType(inner, "index", classes) if classes else ValueType(inner)
    if x.size > LARGE or kind.kind == "real" or inner:
        counts = split.count(rows, shares)
    else:
        counts = split.count_classes(np.bincount(targets).tolist(), shares)
    if x.size > LARGE and kind.kind == "index":
        _check_order(source.name, x.file.path, targets, counts["train"])
    shape = x.shape[1:] or (1,)
    plane = shape[1:] if len(shape) == 3 and shape[0] in (1, 3) else shape
    return DataInfo(
        types={"x": ValueType(shape), "y": kind},
        rows={name: counts[name] for name in SPLITS},
        labels=tuple(map(str, range(classes))),
        picture=(plane[0], plane[1]) if len(plane) == 2 and x.dtype == np.uint8 else None,
        channels=shape[0] if len(shape) == 3 else 1,
    )


def _check_order(block: str, path: Path, targets: np.ndarray, train: int) -> None:
    """Refuse rows that hold a class back from training altogether."""
    held = np.setdiff1d(targets[train:], targets[:train])
    if len(held):
        raise UserError("arrays_sorted", block=block, path=path, found=int(held[0]))


def load(source: Source) -> Dataset:
    """All rows: inputs as float32 or uint8, targets as float32 or int32."""
    info = describe(source)
    x, y = headers(source)
    targets = _targets(source.name, y, source.settings["target_kind"])
    shape = (len(targets), *info.types["x"].shape)
    if x.size > LARGE:
        return Dataset(info, _inputs(source, x).reshape(shape), targets)
    stratified = info.types["y"].kind == "index" and targets.ndim == 1
    order = split.order(
        targets if stratified else np.zeros(len(targets), np.int32), split.Shares.of(source.name, source.settings)
    )
    return Dataset(info, _inputs(source, x)[order].reshape(shape), targets[order])


def preview(source: Source) -> Preview:
    """The first rows; ranges from the first that can be read without the rest."""
    info = describe(source)
    x, y = headers(source)
    targets = _targets(source.name, y, source.settings["target_kind"])
    rows = _first_rows(x, EXAMINED if x.size < LARGE else PICTURES)
    shape = (len(rows), *info.types["x"].shape)
    values = rows if rows.dtype == np.uint8 else rows.astype(np.float32)
    shown = of(Dataset(info, values.reshape(shape), targets[: len(rows)]))
    return replace(shown, spread=spread_of(targets, info.labels), whole=len(rows) == x.shape[0])


def _first_rows(array: Array, most: int) -> np.ndarray:
    """Rows from the beginning, as saved; of an array that lies column by column in a zip file, none but all."""
    if not array.zipped or array.fortran:
        return np.asarray(content("", array)[:most])
    count = min(most, array.shape[0])
    with _unzipped(array.file) as archive, archive.open(f"{array.key}.npy") as stream:
        data = stream.read(array.offset + count * (array.size // array.shape[0]))[array.offset :]
    rows = np.frombuffer(data, np.uint8)
    return (
        rows[: len(rows) // array.dtype.itemsize * array.dtype.itemsize].view(array.dtype).reshape(-1, *array.shape[1:])
    )


def headers(source: Source) -> tuple[Array, Array]:
    """The inputs and the targets as their files promise them; UserError when they do not fit together."""
    settings = source.settings
    if not settings["file"]:
        raise UserError("data_no_file", block=source.name)
    file = look(source.name, source.path("file"))
    if zipfile.is_zipfile(file.path):
        x, y = (_member(source.name, file, settings[key]) for key in ("x", "y"))
    else:
        x = _plain(file)
        y = _plain(look(source.name, _beside(source, file.path)))
    if x.shape[0] != y.shape[0]:
        raise UserError("arrays_rows", block=source.name, x_rows=x.shape[0], y_rows=y.shape[0])
    return x, y


def _beside(source: Source, inputs: Path) -> Path:
    """The file of targets."""
    if source.settings["targets_file"]:
        return source.path("targets_file")
    for letter in ("y", "Y"):
        path = inputs.with_name(_ALONE.sub(letter, inputs.stem) + inputs.suffix)
        if path != inputs and path.exists():
            return path
    raise UserError("arrays_no_targets", block=source.name, path=inputs.with_name(f"y{inputs.suffix}"))


def _plain(file: File) -> Array:
    with readable(file.path), file.path.open("rb") as stream:
        return _header(file, file.path.name, stream, file.size, zipped=False)


def _member(block: str, file: File, key: str) -> Array:
    with _unzipped(file) as archive:
        names = [name.removesuffix(".npy") for name in archive.namelist()]
        if key not in names:
            known = ", ".join(f"“{name}”" for name in names) or "none"
            raise UserError("arrays_key", block=block, path=file.path, key=key, known=known)
        entry = archive.getinfo(f"{key}.npy")
        most = min(entry.file_size, 1032 * file.size)  # no deflate stream grows by more
        with archive.open(entry) as stream:
            return _header(file, key, stream, most, zipped=True)  # type: ignore[arg-type]


def _header(file: File, key: str, stream: BinaryIO, room: int, *, zipped: bool) -> Array:
    """Read an array's header and hold it against the bytes there are."""
    try:
        version = np.lib.format.read_magic(stream)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, fortran, dtype = read(stream)
    except (ValueError, EOFError) as error:
        raise UserError("arrays_not_numpy", path=file.path, reason=str(error).partition("\n")[0]) from error
    if dtype.kind not in "biuf":
        raise UserError("arrays_objects", path=file.path, key=key, dtype=dtype)
    array = Array(file, key, shape, dtype, fortran, stream.tell(), zipped)
    if array.size != room - array.offset:
        promised = " x ".join(f"{extent:,}" for extent in (*shape, dtype.itemsize))
        found = max(0, room - array.offset)
        raise UserError("arrays_size", path=file.path, key=key, promised=promised, expected=array.size, found=found)
    if not shape or not array.size:
        raise UserError("arrays_no_rows", path=file.path, key=key)
    return array


@contextmanager
def _unzipped(file: File) -> Iterator[zipfile.ZipFile]:
    try:
        with readable(file.path), zipfile.ZipFile(file.path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UserError("arrays_damaged", path=file.path, reason=error) from error


def content(block: str, array: Array) -> np.ndarray:
    """The numbers as they were saved; those of an ``.npy`` file are mapped, and read when they are looked at."""
    if not array.zipped:
        with readable(array.file.path):
            order: Literal["F", "C"] = "F" if array.fortran else "C"
            return np.memmap(array.file.path, array.dtype, "r", array.offset, array.shape, order)
    flat = allocate(block, (math.prod(array.shape),), array.dtype)
    room, filled = memoryview(flat.view(np.uint8)), 0  # type: ignore[arg-type]
    with _unzipped(array.file) as archive, archive.open(f"{array.key}.npy") as stream:
        stream.read(array.offset)
        while count := stream.readinto(room[filled:]):  # type: ignore[attr-defined]
            filled += count
    if filled < array.size:
        raise UserError("arrays_damaged", path=array.file.path, reason=f"{array.size - filled:,} bytes are missing")
    return flat.reshape(array.shape[::-1]).T if array.fortran else flat.reshape(array.shape)


def _inputs(source: Source, array: Array) -> np.ndarray:
    """The inputs as the engine takes them, every number looked at; a large file that already is so stays where it
    is."""
    saved = content(source.name, array)
    wanted = np.uint8 if array.dtype == np.uint8 else np.float32
    stays = array.size > LARGE and array.dtype == wanted and not array.fortran
    if stays and wanted == np.uint8:
        return saved
    x = saved if stays else allocate(source.name, array.shape, wanted)
    rows = max(1, _CHUNK // (array.size // len(x)))
    for start in range(0, len(x), rows):
        source.report(start, len(x))
        part = x[start : start + rows]
        if not stays:
            part[:] = saved[start : start + rows]
        if wanted == np.float32:
            _check_finite(source.name, part, start, "inputs")
    return x


def _read_targets(block: str, array: Array, kind: str) -> np.ndarray:
    """int32 class numbers, or float32 numbers with at least one axis beside the rows."""
    saved = np.asarray(content(block, array))
    if saved.ndim == 2 and saved.shape[1] == 1:
        saved = saved[:, 0]
    if kind == "classes" or (kind == "auto" and saved.dtype.kind in "bui" and saved.ndim == 1):
        flat = saved.reshape(len(saved), -1)
        wrong = ~((flat >= 0) & (flat < MOST_CLASSES) & (flat == np.floor(flat))).all(axis=1)
        if wrong.any():
            row = int(wrong.argmax())
            raise UserError("arrays_class", block=block, row=row + 1, found=flat[row].tolist()[:3])
        return saved.astype(np.int32)
    numbers = saved.astype(np.float32).reshape(len(saved), *(saved.shape[1:] or (1,)))
    _check_finite(block, numbers, 0, "targets")
    return numbers


_targets = remembered(size=4)(_read_targets)


def _check_finite(block: str, rows: np.ndarray, start: int, what: str) -> None:
    finite = np.isfinite(rows).reshape(len(rows), -1)
    if not finite.all():
        row = int((~finite.all(axis=1)).argmax())
        found = rows.reshape(len(rows), -1)[row][~finite[row]][0]
        raise UserError("arrays_not_finite", block=block, row=start + row + 1, what=what, found=found)
