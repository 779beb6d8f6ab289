"""Room for the rows of a data set: in memory where they fit, else in a file that is mapped into memory."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from visualnn.memory import SHARE, available, readable
from visualnn.messages import UserError, define

define(
    data_too_large="“{block}” needs {needed} of memory for its {rows:,} rows, but only {available} are free: use fewer "
    "rows, or smaller ones.",
    data_no_disk="“{block}” needs {needed} for its {rows:,} rows: more than the {available} of memory that are free, "
    "and the disk of “{folder}” has room for {disk} only. Free some room, or use fewer rows.",
)


def check_room(block: str, rows: int, needed: int) -> None:
    """Refuse rows that do not fit into memory: UserError with the figures."""
    free = available()
    if needed > SHARE * free:
        raise UserError("data_too_large", block=block, rows=rows, needed=readable(needed), available=readable(free))


def allocate(block: str, shape: Sequence[int], dtype: Any) -> np.ndarray:
    """An array of the shape, not filled; beyond the free memory it lies in a temporary file that goes with it.

    Raises:
        UserError: there is room neither in memory nor on the disk; names the block and the figures.
    """
    needed = math.prod(shape) * np.dtype(dtype).itemsize
    free = available()
    if needed <= SHARE * free:
        return np.empty(shape, dtype)
    folder = Path(tempfile.gettempdir())
    disk = shutil.disk_usage(folder).free
    if needed > SHARE * disk:
        raise UserError(
            "data_no_disk",
            block=block,
            rows=shape[0],
            needed=readable(needed),
            available=readable(free),
            disk=readable(disk),
            folder=folder,
        )
    with tempfile.TemporaryFile(prefix="visualnn-") as file:
        return np.memmap(file, dtype, "w+", shape=tuple(shape))
