"""Reduce sum: the sum along an axis, or of all numbers."""

from visualnn.blocks.reduction import reduction_block

SPEC = reduction_block(
    "reduce_sum",
    "Reduce sum",
    "The sum along an axis, which then is gone; or of all numbers.",
    "y = sum(x)",
    mean=False,
)
