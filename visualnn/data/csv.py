"""Tables from CSV, Excel and Parquet files: columns chosen as inputs and targets."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data import columns as columns_of
from visualnn.data import sheet as sheets
from visualnn.data import split
from visualnn.data.columns import Cells
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.file import File, Remembered, look
from visualnn.data.preview import BARS, COLUMNS, ROWS, Preview, Range, binned, range_of
from visualnn.data.room import check_room
from visualnn.data.scaling import scale
from visualnn.data.sheet import Dialect, Sheet, as_numbers, read
from visualnn.data.source import Source
from visualnn.messages import UserError

_BYTES = 24  # of memory for each number of a row while it is made


class Taken(NamedTuple):
    """A file as the settings have it read."""

    file: File
    sheet: Sheet
    cells: Cells


def describe(source: Source) -> DataInfo:
    """Types, rows and classes; of a large file in a hurry judged by its beginning."""
    file = _file(source)
    key = source.name, file, msgspec.json.encode(source.settings)
    return _describe(*key, source.quick and file.size > sheets.HEAD and not _describe.known(*key, False))


def load(source: Source) -> Dataset:
    """All rows, split and scaled; the scaling knows the training rows only."""
    settings = source.settings
    taken = _take(source.name, _file(source), settings, False)
    info, cells = _info(source.name, settings, taken), taken.cells
    check_room(source.name, len(cells.numbers), _BYTES * len(cells.numbers) * (info.types["x"].size + 1))
    shares = split.Shares.of(source.name, settings)
    order = split.order(cells.labels, shares)
    train = slice(0, info.rows["train"])
    inputs = [column._replace(values=column.values[order]) for column in cells.inputs]
    if settings["categories"] == "symbols":
        x = columns_of.symbols(inputs, train, settings["missing"])
    else:
        values = columns_of.values(inputs, train, settings["missing"])
        x, scaled = values.astype(np.float32), np.array(info.scaled["x"])
        x[:, scaled] = scale(values[:, scaled], train, settings["scaling"])
    if cells.classes:
        y = cells.labels[order].astype(np.int32)
    else:
        targets = np.stack([column.values[order] for column in cells.targets], axis=1)
        y = scale(targets, train, settings["target_scaling"])
    return Dataset(info, x, y)


def preview(source: Source) -> Preview:
    """The first rows as they are written, and every column's range; nothing needs to be in order but the file."""
    file = _file(source)
    sheet = read(source.name, file, dialect(source.settings), quick=True)
    chosen = columns_of.parse(source.name, source.settings["columns"])
    names = sheet.frame.columns[:COLUMNS]
    with contextlib.suppress(UserError):
        chosen = columns_of.resolve(source.name, file.path, chosen, sheet.frame.columns)
    target = (chosen.targets or (sheet.frame.columns[-1],))[0]
    splits = {}
    with contextlib.suppress(UserError):
        splits = dict(describe(source._replace(quick=True)).rows)
    return Preview(
        columns=tuple(names),
        rows=tuple(
            tuple("" if cell is None else str(cell) for cell in row) for row in sheet.frame[:ROWS, :COLUMNS].rows()
        ),
        spread=_spread(sheet, target, target in chosen.categories) if target in sheet.frame.columns else (),
        ranges=tuple(_range(sheet, name, name in chosen.categories) for name in names),
        splits=splits,
        whole=sheet.whole,
    )


def dialect(settings: Mapping[str, Any]) -> Dialect:
    """How the file is written, as the settings say."""
    return Dialect(*(settings[name] for name in Dialect._fields))


def _file(source: Source) -> File:
    if not source.settings["file"]:
        raise UserError("data_no_file", block=source.name)
    return look(source.name, source.path("file"))


def _take(block: str, file: File, settings: Mapping[str, Any], quick: bool) -> Taken:
    sheet = read(block, file, dialect(settings), quick=quick)
    chosen = columns_of.resolve(block, file.path, columns_of.parse(block, settings["columns"]), sheet.frame.columns)
    return Taken(file, sheet, columns_of.take(block, file.path, sheet, chosen, settings["missing"]))


def _describe_once(block: str, file: File, encoded: bytes, quick: bool) -> DataInfo:
    settings = msgspec.json.decode(encoded)
    return _info(block, settings, _take(block, file, settings, quick))


def _info(block: str, settings: Mapping[str, Any], taken: Taken) -> DataInfo:
    shares = split.Shares.of(block, settings)
    file, sheet, cells = taken
    if sheet.whole and shares.hold_back:
        columns_of.check_lone_classes(file.path, cells)
    counts = np.bincount(cells.labels)
    if not sheet.whole:
        counts = np.round(counts * (sheet.rows / len(cells.numbers))).astype(int)
    features = columns_of.features(cells.inputs, settings["missing"])
    classes = cells.classes
    names = tuple(feature.name for feature in features)
    x = ValueType((len(names),))
    scaled = tuple(feature.measured and settings["scaling"] != "none" for feature in features)
    if settings["categories"] == "symbols":
        for column in cells.inputs:
            if column.categories is None:
                raise UserError("columns_symbols", block=block, column=column.name)
        x = ValueType((len(cells.inputs), len(names)), "onehot", len(names))
        names = tuple(column.name for column in cells.inputs)
        scaled = (False,) * len(names)
    return DataInfo(
        types={
            "x": x,
            "y": ValueType((), "index", len(classes)) if classes else ValueType((len(cells.targets),)),
        },
        rows=split.count_classes(counts.tolist(), shares),
        labels=classes,
        columns=(*names, *(column.name for column in cells.targets)),
        scaled={
            "x": scaled,
            "y": (not classes and settings["target_scaling"] != "none",) * len(cells.targets),
        },
    )


_describe = Remembered(_describe_once, 32)


def _range(sheet: Sheet, name: str, as_category: bool) -> Range:
    column = sheet.frame.get_column(name)
    if as_category or not columns_of.is_numeric(column, sheet.decimal):
        return Range(name, categories=column.drop_nulls().n_unique(), missing=column.null_count())
    return range_of(name, as_numbers(column, sheet.decimal).to_numpy())


def _spread(sheet: Sheet, name: str, as_category: bool) -> tuple[tuple[str, int], ...]:
    column = sheet.frame.get_column(name)
    if not as_category and columns_of.is_numeric(column, sheet.decimal):
        return binned(as_numbers(column, sheet.decimal).to_numpy())
    counts = columns_of.as_texts(column).drop_nulls().value_counts(sort=True, name="rows")
    pairs = counts[:BARS].rows()
    return tuple(sorted(pairs, key=lambda pair: columns_of.by_size(pair[0])))
