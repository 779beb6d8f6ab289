"""Whether a program fits into the memory that is free, found out before it is allocated."""

from __future__ import annotations

import os

from visualnn.engine.program import Program
from visualnn.memory import SHARE, available, readable
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
    free = available()
    if needed > SHARE * free:
        raise UserError(
            "memory_short",
            needed=readable(needed),
            available=readable(free),
            parameters=f"{program.parameter_count:,}",
            batch=f"{program.batch:,}",
        )
