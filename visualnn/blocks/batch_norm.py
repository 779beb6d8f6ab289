"""Batch normalisation: every feature to mean 0 and variance 1 over the batch."""

import math

from visualnn.blocks import ports
from visualnn.blocks.normalisation import EPSILON, gain_and_bias
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape of numbers; the shape stays."""
    return {"out": ValueType(ports.features(inputs).shape)}


def lower(build: Lowering) -> None:
    """Geometry and scratch: see ``engine.kernels.norm``."""
    x = build.input("in")
    shape = build.type_of(x).shape
    if len(shape) == 3:
        channels, inner, runs = shape[0], shape[1] * shape[2], 1
    else:
        channels, inner, runs = shape[-1], 1, math.prod(shape[:-1])
    normalised = build.op(
        "batch_norm",
        [x],
        ValueType(shape),
        parameters=[
            *gain_and_bias(build, channels),
            build.state("mean", (channels,), 0.0),
            build.state("variance", (channels,), 1.0),
        ],
        geometry=[channels, inner, runs],
        scratch=8 * channels,
        epsilon=build.params["epsilon"],
        momentum=build.params["momentum"],
    )
    build.output("out", normalised)


SPEC = BlockSpec(
    kind="batch_norm",
    label="Batch norm",
    category="Regularisation",
    base_name="batch norm",
    help=(
        "Shifts and scales every feature (of images, every channel) to mean 0 and variance 1, then by a trainable gain "
        "and bias. While training, mean and variance are those of the batch, and running ones follow them; when "
        "predicting, the running ones are used, so that no row depends on another. Use it with batches of many rows. "
        "(Ioffe & Szegedy 2015)"
    ),
    formula=(
        "y = (x - mean) / sqrt(variance + epsilon) · gain + bias\n"
        "running <- (1 - momentum) · running + momentum · batch's (its unbiased variance)"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param(
            "momentum",
            "Momentum",
            "float",
            0.1,
            minimum=0.0,
            maximum=1.0,
            help="How far the running mean and variance move towards those of each batch.",
        ),
        EPSILON,
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: "over the batch",
)
