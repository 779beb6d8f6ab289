"""What normalising blocks share."""

from visualnn.blocks.spec import Lowering, Param, Value

EPSILON = Param(
    "epsilon",
    "Epsilon",
    "float",
    1e-5,
    minimum=1e-12,
    maximum=1.0,
    help="Added to the variance, so that features that never change divide by no zero.",
)


def gain_and_bias(build: Lowering, size: int) -> list[Value]:
    """The parameters gain (ones at first) and bias (zeros), a number for each feature or channel."""
    return [
        build.parameter("gain", (size,), "constant", mean=1.0, fans=(1, 1)),
        build.parameter("bias", (size,), "zeros"),
    ]
