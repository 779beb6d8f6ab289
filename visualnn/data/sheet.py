"""Tables in files: text with separators (CSV, TSV), Excel workbooks and Parquet, all read as columns.

A cell is a text or missing, in Parquet also a number; what a column means is said in ``data.columns``. Rows are
numbered as a spreadsheet shows them: the first line is row 1, also when it is the heading.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from visualnn.data.encoding import decode
from visualnn.data.file import File, readable, remembered
from visualnn.data.room import check_room
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

define(
    sheet_ragged="The file “{path}”: row {row:,} has {found} cells, but row 1 has {expected} (separated by "
    "{separator}): give each row the same number, or choose another separator.",
    sheet_quote="The file “{path}”: row {row:,} is not written as cells ({reason}): correct its quotation marks.",
    sheet_damaged="The file “{path}” is damaged or no {kind} file ({reason}): export or copy it again.",
    sheet_unknown="The workbook “{path}” has no sheet “{sheet}”: choose one of {known}.",
    sheet_no_rows="The file “{path}” has no rows below its headings: choose another.",
    sheet_inflated="The workbook “{path}” promises {needed} of content, more than the {available} of memory that are "
    "free: save the sheet as CSV and take a part of it.",
    sheet_nested="The file “{path}”: column “{column}” holds {type}, not numbers or texts: leave it out when "
    "exporting.",
)

MISSING = ("", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "?")
"""How an empty cell may be written."""

HEAD = 1 << 20
"""Of a larger text file only so many bytes are looked at in a hurry; smaller files of any kind are read whole."""

HEAD_ROWS = 50_000
"""Of a longer Parquet file only so many rows are looked at in a hurry."""

_KEPT = 64 << 20  # larger files are read anew each time rather than kept in memory
_SAMPLE = 1 << 16
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_GROWTH = 6  # bytes of memory for a byte of text: the text itself, its columns, and what is made of them
_DECIMAL_COMMA = r"^[+-]?\d*,\d+([eE][+-]?\d+)?$"


class Dialect(NamedTuple):
    """How a file is written, as the settings of its block say."""

    sheet: str = ""
    separator: str = "auto"
    decimal: str = "auto"
    header: str = "auto"
    encoding: str = "auto"


class Sheet(NamedTuple):
    """The rows of a file.

    frame: a column of texts, or of float64 numbers, for each column; a missing cell is null.
    numbers: the number of each row.
    decimal: what stands before the decimals in a text.
    rows: how many rows the file has; an estimate when ``whole`` is False, which says that these are its first ones.
    """

    frame: pl.DataFrame
    numbers: np.ndarray
    decimal: str
    rows: int
    whole: bool


def read(block: str, file: File, dialect: Dialect, *, quick: bool) -> Sheet:
    """Read a table.

    Args:
        block: whose data it is, for errors.
        file: the file.
        dialect: how it is written.
        quick: the first rows of a large file will do.

    Raises:
        UserError: it cannot be read as a table; names the file and the row.
    """
    return (_read_small if file.size <= _KEPT else _read)(block, file, dialect, quick and file.size > HEAD)


def as_numbers(column: pl.Series, decimal: str) -> pl.Series:
    """The cells of a column as float64; null where they are missing or no number."""
    import polars as pl

    if column.dtype == pl.Float64:
        return column
    if decimal == ",":
        column = column.str.replace(",", ".", literal=True)
    return column.cast(pl.Float64, strict=False)


def _read(block: str, file: File, dialect: Dialect, quick: bool) -> Sheet:
    with readable(file.path), file.path.open("rb") as stream:
        magic = stream.read(8)
    if magic.startswith(b"PAR1"):
        return _parquet(block, file, quick)
    if magic.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return _workbook(block, file, dialect)
    return _text(block, file, dialect, quick)


_read_small = remembered(size=3)(_read)


def _text(block: str, file: File, dialect: Dialect, quick: bool) -> Sheet:
    import polars as pl

    if not quick:
        check_room(block, max(1, file.size // 50), _GROWTH * file.size)
    with readable(file.path), file.path.open("rb") as stream:
        content = stream.read(HEAD if quick else -1)
    text = decode(content, file.path, dialect.encoding, cut=quick)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if quick:
        text = text[: text.rfind("\n") + 1] or text
    separator = _SEPARATORS.get(dialect.separator) or _guess_separator(text[:_SAMPLE])
    try:
        frame = pl.read_csv(text.encode(), separator=separator, has_header=False, infer_schema=False)
        doubtful = bool((frame.get_column(frame.columns[-1]).is_null()).any())
    except pl.exceptions.NoDataError as error:
        raise UserError("data_empty", path=file.path) from error
    except pl.exceptions.PolarsError:
        frame = pl.DataFrame()
        doubtful = True
    if doubtful:  # polars fills short rows up and does not say where it stumbles
        rows = _checked_rows(file.path, text, separator)
        if frame.is_empty():
            frame = pl.DataFrame(
                rows, orient="row", schema=[(f"column_{i + 1}", pl.String) for i in range(len(rows[0]))]
            )
    sheet = _tidy(file.path, frame, dialect, separator)
    rows_in_file = round(sheet.rows * file.size / max(1, len(content))) if quick else sheet.rows
    return sheet._replace(rows=rows_in_file, whole=not quick)


def _guess_separator(sample: str) -> str:
    """The separator by which the first lines fall into the same number of cells, more than one."""
    lines = sample.splitlines()[:-1] or sample.splitlines()
    for separator in (";", "\t", "|", ","):
        widths = {len(row) for row in csv.reader(lines, delimiter=separator) if row}
        if len(widths) == 1 and widths != {1}:
            return separator
    counts = {separator: lines[0].count(separator) if lines else 0 for separator in (",", ";", "\t", "|")}
    return max(counts, key=lambda separator: counts[separator])


def _checked_rows(path: Path, text: str, separator: str) -> list[list[str | None]]:
    """Every row, found to have as many cells as the first; blank rows are all missing. Slow, but says where."""
    rows: list[list[str | None]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    width = 0
    try:
        for number, row in enumerate(reader, start=1):
            width = width or len(row)
            if row and len(row) != width:
                names = {symbol: name for name, symbol in _SEPARATORS.items()}
                raise UserError(
                    "sheet_ragged",
                    path=path,
                    row=number,
                    found=len(row),
                    expected=width,
                    separator=f"{names[separator]}s",
                )
            rows.append(list(row) or [None] * width)
    except csv.Error as error:
        raise UserError("sheet_quote", path=path, row=len(rows) + 1, reason=error) from error
    return rows


def _workbook(block: str, file: File, dialect: Dialect) -> Sheet:
    import polars as pl

    _check_inflation(file)
    with _library_errors(file.path, "Excel"):
        import fastexcel

        book = fastexcel.read_excel(str(file.path))
        if dialect.sheet and dialect.sheet not in book.sheet_names:
            known = ", ".join(f"“{name}”" for name in book.sheet_names)
            raise UserError("sheet_unknown", path=file.path, sheet=dialect.sheet, known=known)
        loaded = book.load_sheet(dialect.sheet or 0, header_row=None, skip_rows=0, dtypes="string")
        frame = pl.DataFrame(loaded)
    if frame.is_empty():
        raise UserError("data_empty", path=file.path)
    check_room(block, frame.height, 2 * int(frame.estimated_size()))
    return _tidy(file.path, frame, dialect, "\t")


def _check_inflation(file: File) -> None:
    """Refuse a workbook that would unpack to more than there is room for, before it is unpacked."""
    from visualnn.memory import SHARE, available
    from visualnn.memory import readable as figure

    if not zipfile.is_zipfile(file.path):
        return
    with _library_errors(file.path, "Excel"), zipfile.ZipFile(file.path) as archive:
        content = sum(entry.file_size for entry in archive.infolist())
    free = available()
    if content > SHARE * free:
        raise UserError("sheet_inflated", path=file.path, needed=figure(content), available=figure(free))


def _parquet(block: str, file: File, quick: bool) -> Sheet:
    import numpy as np
    import polars as pl

    with _library_errors(file.path, "Parquet"):
        table = pl.scan_parquet(file.path)
        schema = table.collect_schema()
        rows = int(table.select(pl.len()).collect().item())
        part = quick and rows > HEAD_ROWS
        if not part:
            check_room(block, rows, 12 * rows * len(schema))
        frame = (table.head(HEAD_ROWS) if part else table).collect()
        columns = [_parquet_column(file.path, column) for column in frame.get_columns()]
    if not frame.height:
        raise UserError("sheet_no_rows", path=file.path)
    return Sheet(pl.DataFrame(columns), np.arange(1, frame.height + 1), ".", rows, not part)


def _parquet_column(path: Path, column: pl.Series) -> pl.Series:
    """Numbers as float64 (NaN is missing), everything else as texts."""
    import polars as pl

    if column.dtype.is_numeric():
        return column.cast(pl.Float64).fill_nan(None)
    if column.dtype.is_nested() or column.dtype == pl.Binary:
        raise UserError("sheet_nested", path=path, column=column.name, type=str(column.dtype))
    return column.cast(pl.String)


def _tidy(path: Path, frame: pl.DataFrame, dialect: Dialect, separator: str) -> Sheet:
    """Take the headings off, mark what is missing and leave out empty rows."""
    import numpy as np
    import polars as pl

    cells = pl.all().str.strip_chars()
    frame = frame.with_columns(cells).with_columns(
        pl.when(pl.all().is_in(MISSING)).then(None).otherwise(pl.all()).name.keep()
    )
    filled = ~frame.select(pl.all_horizontal(pl.all().is_null())).to_series()
    numbers = np.flatnonzero(filled.to_numpy()) + 1
    frame = frame.filter(filled)
    decimal = _decimal(frame, dialect, separator)
    if not frame.height:
        raise UserError("data_empty", path=path)
    first = [None if cell is None else str(cell) for cell in frame.row(0)]
    named = dialect.header == "yes" or (
        dialect.header == "auto" and not as_numbers(pl.Series(first, dtype=pl.String), decimal).is_not_null().any()
    )
    names = _unique([(cell if named else None) or f"column {i + 1}" for i, cell in enumerate(first)])
    frame = frame.rename(dict(zip(frame.columns, names, strict=True)))
    if named:
        frame, numbers = frame[1:], numbers[1:]
    if not frame.height:
        raise UserError("sheet_no_rows", path=path)
    return Sheet(frame, numbers, decimal, frame.height, True)


def _decimal(frame: pl.DataFrame, dialect: Dialect, separator: str) -> str:
    """A comma when any column is mostly written with one; never guessed where commas separate the cells."""
    if dialect.decimal != "auto":
        return {"point": ".", "comma": ","}[dialect.decimal]
    if separator == ",":
        return "."
    for column in frame[:1000].get_columns():
        if 2 * int(column.str.contains(_DECIMAL_COMMA).sum() or 0) > column.len() - column.null_count() - 1 > 0:
            return ","
    return "."


def _unique(names: list[str]) -> list[str]:
    """The names, a number added to those that were there before."""
    seen: dict[str, int] = {}
    for i, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[i] = f"{name} ({seen[name]})"
    return names


@contextmanager
def _library_errors(path: Path, kind: str) -> Iterator[None]:
    """What a reader of binary files says of a damaged one becomes a sentence."""
    import polars as pl

    try:
        yield
    except (UserError, MemoryError):
        raise
    except OSError as error:
        raise UserError("data_unreadable", path=path, reason=error.strerror or error) from error
    except (Exception, pl.exceptions.PanicException) as error:
        reason = str(error).partition("\n")[0]
        raise UserError("sheet_damaged", path=path, kind=kind, reason=reason) from error
