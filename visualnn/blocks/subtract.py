"""Subtract: one value from another, number by number."""

from visualnn.blocks.arithmetic import arithmetic_block

SPEC = arithmetic_block(
    "subtract",
    "Subtract",
    "Subtracts b from a, number by number, for shapes that are equal or fit when repeated.",
    "y = a - b",
)
