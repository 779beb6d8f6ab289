"""Reduce mean: the average along an axis, or of all numbers."""

from visualnn.blocks.reduction import reduction_block

SPEC = reduction_block(
    "reduce_mean",
    "Reduce mean",
    "The mean along an axis, which then is gone; or of all numbers.",
    "y = mean(x)",
    mean=True,
)
