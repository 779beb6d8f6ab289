"""Where a value that stands once for the whole batch meets values that have a row each."""

from __future__ import annotations

from visualnn.engine import fields as f
from visualnn.engine.reference.base import Operation, reference


@reference
def expand(op: Operation) -> None:
    """Y = W in every row."""
    op.array(f.Y, op.rows, op[f.M])[:] = op.array(f.W, op[f.M])


@reference
def expand_gradient(op: Operation) -> None:
    """DW = the sum of DY over the rows."""
    op.give(f.G, op.array(f.DY, op.rows, op[f.M]).sum(0))
