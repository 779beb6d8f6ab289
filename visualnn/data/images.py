"""Pictures of classes: image files in a folder for each class, or listed in a CSV file of paths and classes.

All are brought to the size and colours of the settings, as bytes: x / 255 is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import split
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.file import File, look, readable, remembered
from visualnn.data.preview import PICTURES, Preview, as_pictures, most_frequent
from visualnn.data.room import allocate
from visualnn.data.sheet import Dialect, read
from visualnn.data.source import Source
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    from PIL.Image import Image

define(
    images_no_folder="The pictures “{block}” have no folder yet: choose one in the inspector, or give it on the "
    "command line with --data “{block}=FOLDER”.",
    images_no_classes="The pictures “{block}”: the folder “{path}” holds no folders: put the pictures of each class "
    "into a folder of their own in it, or choose a CSV file of paths and classes.",
    images_empty_class="The pictures “{block}”: the folder “{path}” holds no pictures ({known}): put some there, or "
    "remove it.",
    images_one_class="The pictures “{block}”: all are of one class (“{name}”), so there is nothing to tell apart: add "
    "another class.",
    images_lone="The pictures “{block}”: the class “{name}” has one picture only (“{path}”), which cannot be both "
    "learnt from and held back: add more, or set the shares for validation and test to 0.",
    images_column="The pictures “{block}”: the file “{path}” has no column “{column}”: it has {known}.",
    images_listed="The file “{path}”: row {row:,} names the picture “{picture}”, which is not there: correct it, or "
    "put the picture there.",
    images_cell="The file “{path}”: row {row:,}, column “{column}” is empty: fill it, or remove the row.",
    images_damaged="The picture “{path}” cannot be read ({reason}): replace or remove it.",
    images_huge="The picture “{path}” promises {width:,} x {height:,} points, more than {most:,} in all: make it "
    "smaller.",
)

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".ppm", ".pgm")
"""Files taken for pictures."""

MOST_POINTS = 100_000_000
"""Pictures of more points are refused before they are unpacked."""

_THREADS = 4
_TELL = 50  # pictures


class Listing(NamedTuple):
    """Which pictures there are: the names of the classes, and for each picture its file and class number."""

    classes: tuple[str, ...]
    files: tuple[Path, ...]
    labels: np.ndarray


def describe(source: Source) -> DataInfo:
    """Classes and rows, from the names of the files alone."""
    listing = list_pictures(source)
    settings = source.settings
    shares = split.Shares.of(source.name, settings)
    counts = np.bincount(listing.labels, minlength=len(listing.classes))
    if shares.hold_back and (counts == 1).any():
        lone = int((counts == 1).argmax())
        path = listing.files[int((listing.labels == lone).argmax())]
        raise UserError("images_lone", block=source.name, name=listing.classes[lone], path=path)
    grey = settings["colour"] == "grey"
    shape = (1 if grey else 3, settings["height"], settings["width"])
    return DataInfo(
        types={
            "x": ValueType(shape if settings["shape"] == "image" else (int(np.prod(shape)),)),
            "y": ValueType((), "index", len(listing.classes)),
        },
        rows=split.count_classes(counts.tolist(), shares),
        labels=listing.classes,
        picture=shape[1:],
        channels=shape[0],
    )


def load(source: Source) -> Dataset:
    """Every picture, decoded by several threads; raises UserError naming the first that cannot be read."""
    info = describe(source)
    listing = list_pictures(source)
    order = split.order(listing.labels, split.Shares.of(source.name, source.settings))
    files = [listing.files[row] for row in order]
    x = decode(source, files)
    return Dataset(info, x.reshape(-1, *info.types["x"].shape), listing.labels[order].astype(np.int32))


def preview(source: Source) -> Preview:
    """Pictures of all classes in turn, and how many each class has."""
    info = describe(source)
    listing = list_pictures(source)
    counts = np.bincount(listing.labels, minlength=len(listing.classes))
    by_class = np.argsort(listing.labels, kind="stable")
    within = np.arange(len(by_class)) - np.repeat(np.cumsum(counts) - counts, counts)
    chosen = by_class[np.argsort(within, kind="stable")][:PICTURES]
    x = decode(source, [listing.files[row] for row in chosen])
    return Preview(
        pictures=as_pictures(x, info),
        captions=tuple(listing.classes[label] for label in listing.labels[chosen]),
        spread=most_frequent(listing.classes, counts.tolist()),
        splits=dict(info.rows),
    )


def decode(source: Source, files: Sequence[Path]) -> np.ndarray:
    """Pictures as the settings want them: ``[n, channels, height, width]`` uint8."""
    settings = source.settings
    mode = "L" if settings["colour"] == "grey" else "RGB"
    size = settings["width"], settings["height"]
    x = allocate(source.name, (len(files), len(mode), size[1], size[0]), np.uint8)

    def place(row: int) -> None:
        x[row] = _planes(files[row], mode, size)

    with ThreadPoolExecutor(_THREADS, "visualnn pictures") as pool:
        try:
            for done, _ in enumerate(pool.map(place, range(len(files)))):
                if done % _TELL == 0:
                    source.report(done, len(files))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return x


def list_pictures(source: Source) -> Listing:
    """The pictures of a source; UserError when there are none, or a listed one is missing."""
    if not source.settings["folder"]:
        raise UserError("images_no_folder", block=source.name)
    path = source.path("folder")
    if path.is_file():
        names = source.settings["path_column"], source.settings["label_column"]
        return _listed(source.name, look(source.name, path), *names)
    with readable(path):
        folders = sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
        states = tuple(File(folder, 0, folder.stat().st_mtime_ns) for folder in folders)
    if not states:
        raise UserError("images_no_classes", block=source.name, path=path)
    return _in_folders(source.name, states)


def _from_folders(block: str, folders: tuple[File, ...]) -> Listing:
    files: list[Path] = []
    labels: list[int] = []
    for label, (folder, _, _) in enumerate(folders):
        with readable(folder):
            found = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
        if not found:
            raise UserError("images_empty_class", block=block, path=folder, known=", ".join(SUFFIXES))
        files += found
        labels += [label] * len(found)
    return _checked(block, tuple(folder.path.name for folder in folders), files, np.array(labels))


_in_folders = remembered(size=4)(_from_folders)


def _from_csv(block: str, file: File, path_column: str, label_column: str) -> Listing:
    sheet = read(block, file, Dialect(), quick=False)
    names = sheet.frame.columns
    for column in (path_column, label_column):
        if column and column not in names:
            known = ", ".join(f"“{name}”" for name in names)
            raise UserError("images_column", block=block, path=file.path, column=column, known=known)
    chosen = [path_column or names[0], label_column or names[-1]]
    cells = [sheet.frame.get_column(name).cast(str).to_list() for name in chosen]
    classes = sorted({label for label in cells[1] if label is not None})
    number = {label: i for i, label in enumerate(classes)}
    files = []
    for row, *pair in zip(sheet.numbers.tolist(), *cells, strict=True):
        for column, cell in zip(chosen, pair, strict=True):
            if cell is None:
                raise UserError("images_cell", path=file.path, row=row, column=column)
        picture = file.path.parent / pair[0]
        if not picture.is_file():
            raise UserError("images_listed", path=file.path, row=row, picture=pair[0])
        files.append(picture)
    return _checked(block, tuple(classes), files, np.array([number[label] for label in cells[1]]))


_listed = remembered(size=4)(_from_csv)


def _checked(block: str, classes: tuple[str, ...], files: list[Path], labels: np.ndarray) -> Listing:
    if len(classes) == 1:
        raise UserError("images_one_class", block=block, name=classes[0])
    return Listing(classes, tuple(files), labels)


def _planes(path: Path, mode: str, size: tuple[int, int]) -> np.ndarray:
    """One picture as ``[channels, height, width]``."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise UserError("images_huge", path=path, width=picture.width, height=picture.height, most=MOST_POINTS)
            picture.draft(mode, size)  # a JPEG is unpacked at about the size wanted
            upright = ImageOps.exif_transpose(picture)
            flat = _opaque(upright).convert(mode).resize(size, Image.Resampling.BILINEAR)
    except UserError:
        raise
    except Exception as error:  # decoders raise whatever they stumble over
        reason = str(error).replace(str(path), "").replace("''", "the file") or type(error).__name__
        raise UserError("images_damaged", path=path, reason=reason) from error
    return np.atleast_3d(np.asarray(flat)).transpose(2, 0, 1)


def _opaque(picture: Image) -> Image:
    """Without transparency, on white, and with 8 bits a colour."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, np.float64)
        deep = values.max(initial=0) > 255
        return Image.fromarray((values / 257 if deep else values).clip(0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return picture
