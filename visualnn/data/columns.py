"""What the columns of a table mean: which are inputs, which targets, which hold categories, and what is missing.

A column of a file is a column of numbers when most of its cells are numbers; the others are then mistakes, and named.
Else, or where the settings say so, its texts are categories.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from visualnn.data.sheet import Sheet, as_numbers
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    import polars as pl

define(
    columns_malformed="The columns of “{block}” are not written as inputs, targets and categories, each a list of "
    "names: {reason}.",
    columns_unknown="“{block}”: the file “{path}” has no column “{column}”: choose among {known}.",
    columns_twice="“{block}”: the column “{column}” is chosen twice: let it be an input or a target.",
    columns_too_few="“{block}”: the file “{path}” has one column only (“{column}”), but an input and a target are "
    "needed: choose another separator in the settings, or another file.",
    columns_no_inputs="“{block}”: no column is left to be an input: choose fewer targets.",
    columns_targets_mixed="“{block}”: the target “{column}” holds categories, so it must be the only target.",
    columns_cell="The file “{path}”: row {row:,}, column “{column}” holds “{found}”, which is no finite number: "
    "correct it, or mark the column as one of categories.",
    columns_cell_missing="The file “{path}”: row {row:,}, column “{column}” is empty (in all, {count:,} of {rows:,} "
    "rows have an empty cell): fill it, or choose in the settings of “{block}” what becomes of missing values.",
    columns_target_missing="The file “{path}”: row {row:,}, column “{column}” is empty, but it is the target, which "
    "cannot be made up: fill it, or choose in the settings of “{block}” to leave such rows out.",
    columns_symbols="“{block}”: the input “{column}” holds numbers, but only categories go to an Embedding block: "
    "leave it out, mark it as one of categories, or choose one-hot categories.",
    columns_nothing="The file “{path}”: the column “{column}” is empty in every row: leave it out.",
    columns_all_dropped="The file “{path}”: every row has an empty cell, so none is left for “{block}”: leave out the "
    "columns that are mostly empty.",
    columns_many="The file “{path}”: the column “{column}” holds {found:,} different texts, too many to be categories "
    "(at most {most:,}): leave it out.",
    columns_one_class="The file “{path}”: the target “{column}” is “{found}” in every row, so there is nothing to "
    "tell apart: choose another target.",
    columns_lone_class="The file “{path}”: only row {row:,} has “{found}” in the column “{column}”; one example cannot "
    "be both learnt from and held back: add more, remove the row, or set the shares for validation and test to 0.",
)

MOST_CATEGORIES = 1000
"""A column of more different texts than this holds names or sentences, not categories."""

ABSENT = "(missing)"
"""The category of an empty cell, where the settings make it one."""

_LARGEST = float(np.finfo(np.float32).max)


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The value of a ``columns`` setting: names of columns. No targets: the last column; no inputs: all others.

    ``categories`` are columns whose numbers only name things.
    """

    inputs: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def parse(block: str, value: Any) -> Columns:
    """A ``columns`` setting as a value; UserError when it has another form."""
    try:
        return msgspec.convert(value, Columns)
    except msgspec.ValidationError as error:
        raise UserError("columns_malformed", block=block, reason=error) from error


def resolve(block: str, path: Path, columns: Columns, names: Sequence[str]) -> Columns:
    """The columns with defaults filled in; UserError when one is not in the file or used twice."""
    known = ", ".join(f"“{name}”" for name in names[:50])
    for name in (*columns.inputs, *columns.targets):
        if name not in names:
            raise UserError("columns_unknown", block=block, path=path, column=name, known=known)
        if (*columns.inputs, *columns.targets).count(name) > 1:
            raise UserError("columns_twice", block=block, column=name)
    if len(names) == 1:
        raise UserError("columns_too_few", block=block, path=path, column=names[0])
    targets = columns.targets or tuple(name for name in names if name not in columns.inputs)[-1:]
    inputs = columns.inputs or tuple(name for name in names if name not in targets)
    if not inputs or not targets:
        raise UserError("columns_no_inputs", block=block)
    return Columns(inputs, targets, columns.categories)


class Column(NamedTuple):
    """A column of a table.

    values: float64, NaN where missing; or, for categories, int64 numbers of ``categories``, -1 where missing.
    """

    name: str
    values: np.ndarray
    categories: tuple[str, ...] | None

    @property
    def missing(self) -> np.ndarray:
        """Which rows have no value."""
        missing: np.ndarray = np.isnan(self.values) if self.categories is None else self.values < 0
        return missing


class Cells(NamedTuple):
    """The columns in use, rows left out as the settings say, and the number of each row in the file."""

    inputs: tuple[Column, ...]
    targets: tuple[Column, ...]
    numbers: np.ndarray

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, where the target is one of categories."""
        return self.targets[0].categories or ()

    @property
    def labels(self) -> np.ndarray:
        """The class of each row; all 0 where the targets are numbers."""
        return self.targets[0].values if self.classes else np.zeros(len(self.numbers), np.int64)


def take(block: str, path: Path, sheet: Sheet, columns: Columns, missing: str) -> Cells:
    """Read the columns in use and deal with what is missing.

    Args:
        block: whose settings these are, for errors.
        path: the file, for errors.
        sheet: its rows.
        columns: which columns, defaults filled in.
        missing: what becomes of empty cells: ``error``, ``drop``, ``mean`` or ``category`` (the last two later, from
            the training rows).

    Raises:
        UserError: a cell is no number, or empty and must not be; names row and column.
    """
    every = {
        name: read_column(path, sheet, name, as_category=name in columns.categories)
        for name in (*columns.inputs, *columns.targets)
    }
    for name, column in every.items():
        if column.missing.all():
            raise UserError("columns_nothing", path=path, column=name)
    for name in columns.targets:
        if every[name].categories is not None and len(columns.targets) > 1:
            raise UserError("columns_targets_mixed", block=block, column=name)
    keep = _complete(block, path, sheet, every, columns.targets, missing)
    cells = Cells(
        tuple(_kept(every[name], keep) for name in columns.inputs),
        tuple(_kept(every[name], keep) for name in columns.targets),
        sheet.numbers[keep],
    )
    if sheet.whole and len(cells.classes) == 1:
        raise UserError("columns_one_class", path=path, column=columns.targets[0], found=cells.classes[0])
    return cells


def check_lone_classes(path: Path, cells: Cells) -> None:
    """Refuse a class of which there is a single row, when some rows are held back; UserError naming it."""
    if cells.classes:
        counts = np.bincount(cells.labels, minlength=len(cells.classes))
        for lone in np.flatnonzero(counts == 1):
            row = cells.numbers[cells.labels == lone][0]
            where = {"row": int(row), "column": cells.targets[0].name, "found": cells.classes[lone]}
            raise UserError("columns_lone_class", path=path, **where)


def read_column(path: Path, sheet: Sheet, name: str, *, as_category: bool) -> Column:
    """A column as numbers or categories; UserError naming the first cell that does not fit."""
    column = sheet.frame.get_column(name)
    if not as_category and is_numeric(column, sheet.decimal):
        return Column(name, _numbers(path, sheet, column), None)
    texts = as_texts(column)
    categories = sorted(texts.drop_nulls().unique().to_list(), key=by_size)
    if len(categories) > MOST_CATEGORIES:
        raise UserError("columns_many", path=path, column=name, found=len(categories), most=MOST_CATEGORIES)
    return Column(name, _codes(texts, categories), tuple(categories))


def is_numeric(column: pl.Series, decimal: str) -> bool:
    """Whether most cells that are there are numbers."""
    there = column.len() - column.null_count()
    return 2 * (column.len() - as_numbers(column, decimal).null_count()) > there or not there


def values(columns: Sequence[Column], train: slice, missing: str) -> np.ndarray:
    """Columns as numbers ``[rows, features]`` float64, see :func:`features`: categories one-hot, what is missing filled
    from the training rows."""
    parts = []
    for column in columns:
        if column.categories is None:
            filled, absent = column.values, column.missing
            if absent.any():
                learnt = filled[train][~absent[train]]
                filled = np.where(absent, learnt.mean() if len(learnt) else 0.0, filled)
            parts.append(filled[:, None])
            if missing == "category" and absent.any():
                parts.append(absent[:, None].astype(float))
        else:
            parts.append(_one_hot(column, train, missing))
    return np.concatenate(parts, axis=1)


def symbols(columns: Sequence[Column], train: slice, missing: str) -> np.ndarray:
    """Columns of categories as numbers ``[rows, columns]`` int32 of one vocabulary, that of the first column first."""
    parts, begin = [], 0
    for column in columns:
        codes, width = _filled(column, train, missing)
        parts.append(codes + begin)
        begin += width
    return np.stack(parts, axis=1).astype(np.int32)


class Feature(NamedTuple):
    """A number that a network reads of each row: measured, or a mark of what there is."""

    name: str
    measured: bool


def features(columns: Iterable[Column], missing: str) -> tuple[Feature, ...]:
    """What columns become: a number stays one, each category has a mark."""
    found: list[Feature] = []
    for column in columns:
        marks = [*(column.categories or ())]
        if missing == "category" and column.missing.any():
            marks.append(ABSENT)
        if column.categories is None:
            found.append(Feature(column.name, True))
        found += [Feature(f"{column.name}={mark}", False) for mark in marks]
    return tuple(found)


def _one_hot(column: Column, train: slice, missing: str) -> np.ndarray:
    codes, width = _filled(column, train, missing)
    rows = np.zeros((len(codes), width))
    rows[np.arange(len(codes)), codes] = 1
    return rows


def _filled(column: Column, train: slice, missing: str) -> tuple[np.ndarray, int]:
    """The categories of all rows, none missing, and how many there are."""
    assert column.categories is not None
    codes, absent, width = column.values, column.missing, len(column.categories)
    if not absent.any():
        return codes, width
    if missing == "category":
        return np.where(absent, width, codes), width + 1
    learnt = codes[train]
    frequent = np.bincount(learnt[learnt >= 0], minlength=width).argmax()
    return np.where(absent, frequent, codes), width


def _complete(
    block: str, path: Path, sheet: Sheet, every: dict[str, Column], targets: tuple[str, ...], missing: str
) -> np.ndarray:
    """Which rows are kept; UserError when a cell is missing that must not be."""
    absent = np.stack([column.missing for column in every.values()])
    incomplete = np.logical_or.reduce(absent)
    if missing == "drop":
        if incomplete.all():
            raise UserError("columns_all_dropped", path=path, block=block)
        return ~incomplete
    names = list(every)
    if missing == "error" and incomplete.any():
        row = int(incomplete.argmax())
        where = {"row": int(sheet.numbers[row]), "column": names[int(absent[:, row].argmax())]}
        counts = {"count": int(incomplete.sum()), "rows": len(incomplete)}
        raise UserError("columns_cell_missing", path=path, block=block, **where, **counts)
    for name in targets:
        if (lost := every[name].missing).any():
            row = int(sheet.numbers[int(lost.argmax())])
            raise UserError("columns_target_missing", path=path, block=block, row=row, column=name)
    return np.ones(len(incomplete), bool)


def _kept(column: Column, keep: np.ndarray) -> Column:
    """The column without the rows left out; categories that only those had are gone, too."""
    values = column.values[keep]
    if column.categories is None:
        return column._replace(values=values)
    used, codes = np.unique(values, return_inverse=True)
    first = int(used[0] < 0)  # -1: missing
    return Column(column.name, codes - first, tuple(column.categories[int(code)] for code in used[first:]))


def _numbers(path: Path, sheet: Sheet, column: pl.Series) -> np.ndarray:
    numbers = as_numbers(column, sheet.decimal)
    values = numbers.to_numpy().astype(np.float64)
    there = ~column.is_null().to_numpy()
    with np.errstate(invalid="ignore"):
        wrong = there & ~(np.abs(values) <= _LARGEST)
    if wrong.any():
        row = int(wrong.argmax())
        found = str(column[row])[:60]
        raise UserError("columns_cell", path=path, row=int(sheet.numbers[row]), column=column.name, found=found)
    return values


def as_texts(column: pl.Series) -> pl.Series:
    """Cells as texts; whole numbers without decimals."""
    import polars as pl

    if column.dtype != pl.Float64:
        return column
    whole = column.cast(pl.Int64, strict=False)
    return (whole if (whole.cast(pl.Float64) == column).all() else column).cast(pl.String)


def _codes(texts: pl.Series, categories: list[str]) -> np.ndarray:
    import polars as pl

    if not categories:
        return np.full(texts.len(), -1, np.int64)
    codes = texts.cast(pl.Enum(categories)).to_physical().cast(pl.Int64)
    return codes.fill_null(-1).to_numpy()


def by_size(category: str) -> tuple[float, str]:
    """Numbers by size, before texts by the alphabet."""
    try:
        number = float(category)
    except ValueError:
        return np.inf, category
    return number, category
