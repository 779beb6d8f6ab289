"""Multiply: two values, number by number."""

from visualnn.blocks.arithmetic import arithmetic_block

SPEC = arithmetic_block(
    "multiply",
    "Multiply",
    "Multiplies two values number by number, for shapes that are equal or fit when repeated. This is not the matrix "
    "product: that is the block Matmul.",
    "y = a · b",
)
