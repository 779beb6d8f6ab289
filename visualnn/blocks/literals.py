"""Numbers and shapes as people type them."""

from __future__ import annotations

import json
import math
from typing import Any

from visualnn.blocks.spec import Inputs, ShapeError
from visualnn.messages import define

MOST = 1_000_000

define(
    literal_numbers=(
        "“{block}”: “{text}” is no tensor. Write a number, or lists of one length in brackets: [[1, 2], [3, 4]]."
    ),
    literal_shape=(
        "“{block}”: “{text}” is no shape. Write whole numbers above 0 with commas: 5, 2. Leave it empty for one number."
    ),
    literal_size="“{block}” would hold {count} numbers; {most} is the most.",
)


def read_number(text: str) -> float | None:
    """The number that a text says; None when it says none. Python would take 1_0 for 10, but whoever typed it did not
    mean that."""
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


def tensor(inputs: Inputs, text: str) -> tuple[list[float], tuple[int, ...]]:
    """Numbers and shape of a tensor written as nested lists; ShapeError names the block when it is none."""
    wrong = ShapeError("literal_numbers", block=inputs.block.name, text=text[:40])
    try:
        nested = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong from None
    numbers: list[float] = []
    shape = _walk(nested, numbers)
    if shape is None or not numbers:
        raise wrong
    return numbers, shape


def shape(inputs: Inputs, text: str) -> tuple[int, ...]:
    """A shape written as ``5, 2``; ShapeError names the block when it is none, or too large."""
    found = extents(text)
    if found is None:
        raise ShapeError("literal_shape", block=inputs.block.name, text=text[:40])
    if math.prod(found) > MOST:
        raise ShapeError("literal_size", block=inputs.block.name, count=math.prod(found), most=MOST)
    return found


def extents(text: str, *, unknown: bool = False) -> tuple[int, ...] | None:
    """Whole numbers above 0, written as ``5, 2``, one of which may be -1 where one may be ``unknown``; None when it is
    something else."""
    parts = [part.strip() for part in text.replace("x", ",").replace("[", "").replace("]", "").split(",")]
    written = [part for part in parts if part]
    open_ends = unknown and written.count("-1") == 1
    known = [part for part in written if not (open_ends and part == "-1")]
    if not all(part.isdecimal() and int(part) > 0 for part in known):
        return None
    return tuple(int(part) for part in written)


def _walk(nested: Any, numbers: list[float]) -> tuple[int, ...] | None:
    """Collect the numbers; returns the shape, or None when lists differ in length or hold something else."""
    if isinstance(nested, (int, float)) and not isinstance(nested, bool) and math.isfinite(nested):
        numbers.append(float(nested))
        return ()
    if not isinstance(nested, list) or not nested:
        return None
    shapes = {_walk(item, numbers) for item in nested}
    inner = shapes.pop()
    return None if shapes or inner is None else (len(nested), *inner)
