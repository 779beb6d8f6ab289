"""Images and labels from IDX files, the format of MNIST, Fashion-MNIST, EMNIST and their kin, plain or gzipped.

The format: two zero bytes, a byte for the type (8: unsigned byte), a byte for the number of dimensions, the dimensions
as big-endian 32-bit integers, then the numbers. Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database.

A header is a promise, not a fact: its sizes are held against the size of the file before anything is allocated. Images
that do not fit into memory are mapped: a plain file where it lies, others by way of a temporary file.
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.preview import PICTURES, Preview, spread_of
from visualnn.data.room import allocate
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    idx_no_folder="The images “{block}” have no folder yet: choose the folder of the IDX files in the inspector, or "
    "give it on the command line with --data “{block}=FOLDER”. “Fetch MNIST…” in the File menu, or “visualnn fetch "
    "mnist”, downloads those of MNIST.",
    idx_not_a_folder="The images “{block}”: “{path}” is not a folder: choose the one that holds {file}.",
    idx_missing="The images “{block}”: the folder “{path}” has no file {file} (or {file}.gz): put it there, or choose "
    "another folder.",
    idx_unreadable="The file “{path}” cannot be read ({reason}): check that it is there and that you may read it.",
    idx_damaged="The file “{path}” is damaged ({reason}): download or copy it again.",
    idx_cut="The file “{path}” is cut short: its gzip stream has no end. Download or copy it again.",
    idx_magic="The file “{path}” is no IDX file of {what}: it must begin with the bytes {expected}, but begins with "
    "“{found}”.",
    idx_header="The file “{path}” is cut short: its header has {found} of {expected} bytes. Download or copy it again.",
    idx_short="The file “{path}” is cut short: it promises {promised} = {expected:,} bytes but holds {found:,}. "
    "Download or copy it again.",
    idx_long="The file “{path}” holds more than the {promised} = {expected:,} bytes it promises. Download or copy it "
    "again.",
    idx_impossible="The file “{path}” promises {promised} = {expected:,} bytes, which cannot come from {size:,} bytes "
    "of gzip. Download or copy it again.",
    idx_empty="The file “{path}” holds no images: choose another folder.",
    idx_counts="The images “{block}”: “{images}” holds {images_found:,} images but “{labels}” holds {labels_found:,} "
    "labels: they must belong together.",
    idx_pictures="The images “{block}”: the training images are {train} but the test images are {test}: they must "
    "belong together.",
    idx_validation="The images “{block}”: {validation:,} validation rows cannot be taken from {rows:,} training "
    "images: make them fewer.",
)

LARGE = 1 << 30
"""A single plain file of more bytes is mapped rather than loaded."""

_DEFLATE_RATIO = 1032  # no deflate stream grows by more than this
_UNSIGNED_BYTE = 8
_IMAGES, _LABELS = "images-idx3-ubyte", "labels-idx1-ubyte"


class _File(NamedTuple):
    """An IDX file as it was when last looked at: a changed file is another value, so headers can be cached by it."""

    path: Path
    size: int
    modified: int


class _Part(NamedTuple):
    images: _File
    labels: _File


def describe(source: Source) -> DataInfo:
    """Image size, classes and rows from the headers and the labels; MNIST's when no folder is chosen yet."""
    if not source.settings["folder"]:
        return _info(source, (28, 28), 10, {})
    train, test = _parts(source)
    picture, train_rows = _part_shape(source, train)
    test_rows = 0
    if test is not None:
        test_picture, test_rows = _part_shape(source, test)
        if test_picture != picture:
            shapes = {"train": _times(picture), "test": _times(test_picture)}
            raise UserError("idx_pictures", block=source.name, **shapes)
    validation = source.settings["validation_rows"]
    if validation >= train_rows:
        raise UserError("idx_validation", block=source.name, validation=validation, rows=train_rows)
    kept = min(train_rows - validation, source.settings["training_rows"] or train_rows)
    classes = 1 + max(int(_labels(part.labels).max()) for part in (train, test) if part is not None)
    return _info(source, picture, classes, {"train": kept, "validation": validation, "test": test_rows})


def load(source: Source) -> Dataset:
    """Grey values as bytes (x / 255 is meant); the first training images are learnt from, the last are the validation
    rows."""
    if not source.settings["folder"]:
        raise UserError("idx_no_folder", block=source.name)
    info = describe(source)
    parts = [part for part in _parts(source) if part is not None]
    y = np.concatenate([_labels(part.labels) for part in parts]).astype(np.int32)
    x = _images_of(source, [part.images for part in parts]).reshape(-1, *info.types["x"].shape)
    if len(x) > (rows := sum(info.rows.values())):  # fewer training rows were asked for than there are
        train = info.rows["train"]
        held = len(x) - (rows - train)
        x, y = (np.concatenate([column[:train], column[held:]]) for column in (x, y))
    return Dataset(info, x, y)


def preview(source: Source) -> Preview:
    """The first training images, and how often each label comes among all."""
    if not source.settings["folder"]:
        raise UserError("idx_no_folder", block=source.name)
    info = describe(source)
    parts = [part for part in _parts(source) if part is not None]
    labels = np.concatenate([_labels(part.labels) for part in parts])
    with _opened(parts[0].images) as stream:
        count, *picture = _header(parts[0].images, stream, 3, "images")
        content = stream.read(min(PICTURES, count) * math.prod(picture))
    x = np.frombuffer(content, np.uint8).reshape(-1, *picture)
    return Preview(
        pictures=x,
        captions=tuple(info.labels[label] for label in labels[: len(x)]),
        spread=spread_of(labels, info.labels),
        splits=dict(info.rows),
    )


def _images_of(source: Source, files: list[_File]) -> np.ndarray:
    """The images of all files, one file after the other."""
    first = files[0]
    if len(files) == 1 and first.size > LARGE and first.path.suffix != ".gz":
        with _opened(first) as stream:
            if stream.read(1) == b"\0":  # plain, whatever its name says
                stream.seek(0)
                shape = _header(first, stream, 3, "images")
                return np.memmap(first.path, np.uint8, "r", stream.tell(), shape)
    counts = [_shape(file, 3, "images") for file in files]
    x = allocate(source.name, (sum(count[0] for count in counts), *counts[0][1:]), np.uint8)
    begin = 0
    for file, count in zip(files, counts, strict=True):
        _read(file, 3, "images", x[begin : begin + count[0]])
        begin += count[0]
    return x


def _info(source: Source, picture: tuple[int, int], classes: int, rows: dict[str, int]) -> DataInfo:
    flat = source.settings["shape"] == "flat"
    return DataInfo(
        types={"x": ValueType((math.prod(picture),) if flat else (1, *picture)), "y": ValueType((), "index", classes)},
        rows=rows,
        labels=tuple(map(str, range(classes))),
        picture=picture,
    )


def _parts(source: Source) -> tuple[_Part, _Part | None]:
    """The training files and, when either of them is there, the test files."""
    folder = source.path("folder")
    if not folder.is_dir():
        raise UserError("idx_not_a_folder", block=source.name, path=folder, file="train-images-idx3-ubyte")
    train = _part(source, folder, "train")
    has_test = any(_find(folder, f"t10k-{kind}") for kind in (_IMAGES, _LABELS))
    return train, _part(source, folder, "t10k") if has_test else None


def _part(source: Source, folder: Path, prefix: str) -> _Part:
    files = []
    for kind in (_IMAGES, _LABELS):
        file = _find(folder, f"{prefix}-{kind}")
        if file is None:
            raise UserError("idx_missing", block=source.name, path=folder, file=f"{prefix}-{kind}")
        files.append(file)
    return _Part(*files)


def _find(folder: Path, name: str) -> _File | None:
    """The file of this name, plain or gzipped, also in the spelling with a dot (``train-images.idx3-ubyte``)."""
    for spelling in (name, name.replace("-idx", ".idx")):
        for path in (folder / spelling, folder / f"{spelling}.gz"):
            if path.is_file():
                facts = path.stat()
                return _File(path, facts.st_size, facts.st_mtime_ns)
    return None


def _part_shape(source: Source, part: _Part) -> tuple[tuple[int, int], int]:
    """Image size and number of images, after the labels were counted."""
    images, height, width = _shape(part.images, 3, "images")
    (labels,) = _shape(part.labels, 1, "labels")
    if images != labels:
        names = {"images": part.images.path.name, "labels": part.labels.path.name}
        raise UserError("idx_counts", block=source.name, images_found=images, labels_found=labels, **names)
    return (height, width), images


@lru_cache(maxsize=64)
def _shape(file: _File, dimensions: int, what: str) -> tuple[int, ...]:
    with _opened(file) as stream:
        return _header(file, stream, dimensions, what)


@lru_cache(maxsize=16)
def _labels(file: _File) -> np.ndarray:
    return _read(file, 1, "labels")


def _read(file: _File, dimensions: int, what: str, into: np.ndarray | None = None) -> np.ndarray:
    """The file's numbers, after every byte that its header promises was found and no more."""
    with _opened(file) as stream:
        shape = _header(file, stream, dimensions, what)
        data = allocate(file.path.name, shape, np.uint8) if into is None else into
        room, filled = memoryview(data.reshape(-1)), 0  # type: ignore[arg-type]
        while count := stream.readinto(room[filled:]):  # type: ignore[attr-defined]
            filled += count
        promised = {"path": file.path, "promised": _times(shape), "expected": data.size}
        if filled < data.size:
            raise UserError("idx_short", found=filled, **promised)
        if stream.read(1):
            raise UserError("idx_long", **promised)
    return data


def _header(file: _File, stream: BinaryIO, dimensions: int, what: str) -> tuple[int, ...]:
    """Read the header and hold it against the size of the file."""
    magic = bytes((0, 0, _UNSIGNED_BYTE, dimensions))
    header = stream.read(4 + 4 * dimensions)
    if not header.startswith(magic):
        found = header[:4].hex(" ")
        raise UserError("idx_magic", path=file.path, what=what, expected=magic.hex(" "), found=found)
    if len(header) < 4 + 4 * dimensions:
        raise UserError("idx_header", path=file.path, found=len(header), expected=4 + 4 * dimensions)
    shape = tuple(int.from_bytes(header[start : start + 4]) for start in range(4, len(header), 4))
    expected = math.prod(shape)
    if expected == 0:
        raise UserError("idx_empty", path=file.path)
    promised = {"path": file.path, "promised": _times(shape), "expected": expected}
    room = file.size - len(header)
    if isinstance(stream, gzip.GzipFile):
        if expected > file.size * _DEFLATE_RATIO:
            raise UserError("idx_impossible", size=file.size, **promised)
    elif expected > room:
        raise UserError("idx_short", found=room, **promised)
    elif expected < room:
        raise UserError("idx_long", **promised)
    return shape


@contextmanager
def _opened(file: _File) -> Iterator[BinaryIO]:
    """The file's content, unpacked if it is gzipped; what goes wrong while it is read becomes a sentence."""
    try:
        with file.path.open("rb") as raw:
            gzipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if gzipped:
                with gzip.GzipFile(fileobj=raw) as stream:
                    yield stream  # type: ignore[misc]
            else:
                yield raw
    except EOFError as error:
        raise UserError("idx_cut", path=file.path) from error
    except (zlib.error, gzip.BadGzipFile) as error:
        raise UserError("idx_damaged", path=file.path, reason=error) from error
    except OSError as error:
        raise UserError("idx_unreadable", path=file.path, reason=error.strerror or error) from error


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(f"{extent:,}" for extent in shape)
