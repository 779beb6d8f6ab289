"""Add: two values, number by number."""

from visualnn.blocks.arithmetic import arithmetic_block

SPEC = arithmetic_block(
    "add",
    "Add",
    "Adds two values of the same shape, or of shapes that fit when repeated (a bias to every row). Around a few layers "
    "it makes a skip connection: what entered is added to what came out (He et al. 2016).",
    "y = a + b",
)
