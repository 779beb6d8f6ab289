"""Tensors as the pieces of a small text: numbers in columns, bracketed. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import numpy as np

WIDEST = 25
"""Characters that a line of numbers may have; of more, some are left out."""

ROWS = 6
"""Rows of a matrix that are shown; of more, the first and the last ones."""

COLUMNS = (16, 8, 6, 4)
"""Numbers shown along a row at most: the first that :data:`WIDEST` has room for."""

SHEETS = 2
"""Matrices of a tensor of higher rank that are shown."""

LEFT_OUT = "…"

Role = Literal["value", "gradient", "dim"]
Array = np.ndarray[Any, Any]


class Piece(NamedTuple):
    """Cells in rows and columns, within brackets or not."""

    cells: tuple[tuple[str, ...], ...]
    bracketed: bool = False
    role: Role = "value"

    @property
    def plain(self) -> str:
        """The same in a line, as NumPy writes it but for the commas."""
        rows = [" ".join(row) for row in self.cells]
        if not self.bracketed:
            return " ".join(rows)
        return f"[{rows[0]}]" if len(rows) == 1 else "[" + " ".join(f"[{row}]" for row in rows) + "]"

    @property
    def width(self) -> int:
        """Characters from side to side."""
        columns = zip(*self.cells, strict=True)
        return sum(max(map(len, column)) + 1 for column in columns) - 1 + 2 * self.bracketed


Line = tuple[Piece, ...]


def text(words: str, role: Role = "dim") -> Piece:
    """Words as a piece."""
    return Piece(((words,),), role=role)


def number(value: Any, digits: int = 3) -> str:
    """A number as it is read on the canvas: whole ones in full."""
    number = float(value)
    if number.is_integer() and abs(number) < 1e6:
        return str(int(number))
    return f"{number:.{digits}g}"


def pieces(array: Array, role: Role = "value") -> list[Piece]:
    """A tensor: a number by itself, a vector as a row, a matrix, and for higher ranks its first matrices."""
    array = np.asarray(array)
    if array.ndim == 0:
        return [text(number(array, 4), role)]
    if array.size == 0:
        return [text("[ ]", role)]
    sheets = array.reshape(-1, *array.shape[-2:]) if array.ndim > 1 else array.reshape(1, 1, -1)
    found = [_sheet(sheet, role) for sheet in sheets[:SHEETS]]
    return [*found, text(LEFT_OUT, role)] if len(sheets) > SHEETS else found


def brief(array: Array, most: int = 4) -> str:
    """A number, or a vector of a few, on a line; empty for what is larger."""
    array = np.asarray(array)
    if array.ndim > 1 or array.size > most:
        return ""
    numbers = [number(value) for value in array.ravel()]
    return f"[{', '.join(numbers)}]" if array.ndim else numbers[0]


def lines(label: str, value: Array, gradient: Array | None, shape: str) -> list[Line]:
    """What is shown of a value: its numbers and those of its gradient, side by side where there is room, and its shape;
    with a label all on a line if they go there."""
    head = [text(label)] if label else []
    numbers = pieces(value)
    slope = [] if gradient is None else [text("∂", "gradient"), *pieces(gradient, "gradient")]
    side_by_side = [*head, *numbers, *slope]
    found: list[Line] = []
    if _width(side_by_side) <= WIDEST:
        found.append(tuple(side_by_side))
    else:
        found += _wrapped([*head, *numbers])
        found += _wrapped(slope)
    if label and shape and len(found) == 1 and value.ndim < 2:
        return [(*found[0], text(shape))]
    return [*found, (text(shape),)] if shape else found


def _width(pieces: Iterable[Piece]) -> int:
    """Characters of some pieces and the gaps between them."""
    return sum(piece.width + 1 for piece in pieces)


def _wrapped(pieces: list[Piece]) -> list[Line]:
    """Pieces on as few lines as they have room on."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if not found or _width(found[-1]) + piece.width > WIDEST:
            found.append([])
        found[-1].append(piece)
    return [tuple(line) for line in found]


def _sheet(matrix: Array, role: Role) -> Piece:
    rows, columns = matrix.shape
    for most in COLUMNS:
        kept = _kept(columns, most)
        cells = [
            tuple(LEFT_OUT if j is None else number(matrix[i, j]) for j in kept)
            if i is not None
            else tuple(LEFT_OUT for _ in kept)
            for i in _kept(rows, ROWS)
        ]
        piece = Piece(tuple(cells), True, role)
        if piece.width <= WIDEST:
            break
    return piece


def _kept(extent: int, most: int) -> list[int | None]:
    """Which places along an axis are shown; None stands for those left out."""
    if extent <= most:
        return list(range(extent))
    last = (most - 1) // 2
    return [*range(most - 1 - last), None, *range(extent - last, extent)]
