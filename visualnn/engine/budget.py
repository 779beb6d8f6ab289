"""Whether a program fits into the memory that is free, found out before it is allocated."""

from __future__ import annotations

import os

import psutil

from visualnn.engine.program import Program
from visualnn.messages import UserError, define

define(
    memory_short=(
        "This network needs {needed} of memory ({parameters} trainable numbers, {batch} rows in a batch), but only "
        "{available} are free. Make its layers or the batch smaller."
    ),
)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


SHARE = 0.9
"""How much of the free memory a program may take."""


def check_fits(program: Program, areas: int, item: int) -> None:
    """Refuse a program that would not fit.

    Args:
        program: its ``size`` numbers are what it needs,
        areas: beside so many for the threads,
        item: of so many bytes each.

    Raises:
        UserError: says what it needs and what is free.
    """
    needed = (program.size + areas) * item
    available = psutil.virtual_memory().available
    if needed > SHARE * available:
        raise UserError(
            "memory_short",
            needed=readable(needed),
            available=readable(available),
            parameters=f"{program.parameter_count:,}",
            batch=f"{program.batch:,}",
        )


def readable(size: float) -> str:
    """A number of bytes as people write it: 1.4 GB."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
