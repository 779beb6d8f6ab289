"""A small table of numbers typed in place: the last columns are the targets."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    table_malformed="The table “{block}” is not written as columns (names), targets (a number) and rows (lists): "
    "{reason}.",
    table_empty="The table “{block}” has no rows: type at least one.",
    table_ragged="The table “{block}”: row {row} has {found} cells, but there are {expected} columns: give each column "
    "one cell.",
    table_cell="The table “{block}”: row {row}, column “{column}” holds “{found}”, which is no finite number: "
    "correct it.",
    table_cell_empty="The table “{block}”: row {row}, column “{column}” is empty: type a number.",
    table_targets="The table “{block}” has {columns} columns, {targets} of them targets: at least one column must be "
    "an input and one a target.",
)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The value of a ``table`` setting: its form only, cells may hold anything until :func:`describe` looks at them."""

    columns: tuple[str, ...]
    targets: int
    rows: tuple[tuple[Any, ...], ...]


def parse(block: str, value: dict[str, Any]) -> Table:
    """A ``table`` setting as a value; UserError when it has another form."""
    try:
        return msgspec.convert(value, Table)
    except msgspec.ValidationError as error:
        raise UserError("table_malformed", block=block, reason=error) from error


def describe(source: Source) -> DataInfo:
    """Check every cell; raises UserError naming the row (from 1) and the column."""
    table = parse(source.name, source.settings["table"])
    inputs = len(table.columns) - table.targets
    if inputs < 1 or table.targets < 1:
        raise UserError("table_targets", block=source.name, columns=len(table.columns), targets=table.targets)
    if not table.rows:
        raise UserError("table_empty", block=source.name)
    for number, row in enumerate(table.rows, start=1):
        _check_row(source.name, number, row, table.columns)
    return DataInfo(
        types={"x": ValueType((inputs,)), "y": ValueType((table.targets,))},
        rows={"train": len(table.rows), "validation": 0, "test": 0},
        columns=table.columns,
    )


def load(source: Source) -> Dataset:
    """All rows, for training."""
    info = describe(source)
    inputs = info.types["x"].size
    cells = np.array(source.settings["table"]["rows"], np.float32)
    return Dataset(info, np.ascontiguousarray(cells[:, :inputs]), np.ascontiguousarray(cells[:, inputs:]))


def _check_row(block: str, number: int, row: tuple[Any, ...], columns: tuple[str, ...]) -> None:
    if len(row) != len(columns):
        raise UserError("table_ragged", block=block, row=number, found=len(row), expected=len(columns))
    for column, cell in zip(columns, row, strict=True):
        if cell is None or cell == "":
            raise UserError("table_cell_empty", block=block, row=number, column=column)
        if not _is_number(cell):
            raise UserError("table_cell", block=block, row=number, column=column, found=cell)


def _is_number(cell: Any) -> bool:
    """Whether the cell is a number that float32 can hold."""
    return type(cell) in (int, float) and abs(cell) <= _LARGEST and not math.isnan(cell)


_LARGEST = float(np.finfo(np.float32).max)
