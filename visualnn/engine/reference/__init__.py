"""Every kernel once more: slow, obvious, float64, the whole batch at once, in plain NumPy.

A reference is written from the mathematics, not from the kernel: it neither slices nor shares anything with it but the
meaning of the fields. One file per family, as in ``kernels/``; a kernel's reference is the function of the same name
under ``@reference``. :class:`ReferenceRunner` runs whole programs with them. Only tests use this package.
"""

from visualnn.engine.reference import (
    dense,
    dropout,
    elementwise,
    expand,
    gated,
    gather,
    images,
    losses,
    norm,
    optimizers,
    recurrent,
    tensor,
)
from visualnn.engine.reference.base import REFERENCE, Step
from visualnn.engine.reference.runner import ReferenceRunner

__all__ = [
    "REFERENCE",
    "ReferenceRunner",
    "Step",
    "dense",
    "dropout",
    "elementwise",
    "expand",
    "gated",
    "gather",
    "images",
    "losses",
    "norm",
    "optimizers",
    "recurrent",
    "tensor",
]
