"""Plain sequential code on a slice of the batch, one file per family of operations.

Every kernel is called as ``kernel(op, memory, env, first, last)``: a row of the operation table, the program's memory,
the environment of the step, and the slice it works on: rows of the batch, or rows of a parameter for a reduction.
Kernels know nothing of threads and never raise.
"""

from visualnn.engine.kernels import (
    conv,
    dense,
    dropout,
    elementwise,
    expand,
    gated,
    gather,
    losses,
    norm,
    optimizers,
    pooling,
    recurrent,
    tensor,
)
from visualnn.engine.kernels.base import KERNELS, Library

__all__ = [
    "KERNELS",
    "LIBRARY",
    "conv",
    "dense",
    "dropout",
    "elementwise",
    "expand",
    "gated",
    "gather",
    "losses",
    "norm",
    "optimizers",
    "pooling",
    "recurrent",
    "tensor",
]

LIBRARY = Library(KERNELS)
"""Every kernel, compiled when first asked for."""
