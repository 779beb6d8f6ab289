"""Convolution: the same small window of weights laid on every place of an image."""

from visualnn.blocks import ports
from visualnn.blocks.parameters import WEIGHTS, start
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType
from visualnn.blocks.windows import STRIDE_HELP, places, slide, window


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(channels, height, width) -> (filters, places down, places across)."""
    return {
        "out": ValueType((inputs.params["filters"], *slide(inputs, inputs.params["stride"], inputs.params["padding"])))
    }


def lower(build: Lowering) -> None:
    """Geometry and scratch: see ``engine.kernels.conv``."""
    x = build.input("in")
    channels, height, width = build.type_of(x).shape
    filters, extent, stride, padding = (build.params[key] for key in ("filters", "window", "stride", "padding"))
    out_height, out_width = (places(size, extent, stride, padding) for size in (height, width))
    size = channels * extent * extent
    fans = (size, filters * extent * extent)
    parameters = [build.parameter("W", (filters, channels, extent, extent), **start(build.params), fans=fans)]
    if build.params["bias"]:
        parameters.append(build.parameter("b", (filters,), "zeros"))
    laid = build.op(
        "conv",
        [x],
        ValueType((filters, out_height, out_width)),
        parameters=parameters,
        geometry=[channels, height, width, filters, extent, stride, padding, out_height, out_width],
        scratch=filters * (size + 1) + size * out_height * out_width,
    )
    build.output("out", laid)


SPEC = BlockSpec(
    kind="conv",
    label="Convolution",
    category="Layer",
    base_name="convolution",
    help=(
        "Lays a small window of weights on every place of an image; each filter looks for one pattern everywhere and "
        "gives an image of where it found it. Weights are filters x channels x height x width, as in PyTorch. "
        "(LeCun et al. 1989)"
    ),
    formula=(
        "y[k, i, j] = b[k] + sum over c, u, v of W[k, c, u, v] · x[c, i s + u - p, j s + v - p],  s stride, p padding"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param(
            "filters", "Filters", "int", 16, minimum=1, maximum=4096, help="How many patterns, and so output channels."
        ),
        window(3),
        Param("stride", "Stride", "int", 1, minimum=1, maximum=64, help=STRIDE_HELP),
        Param("padding", "Padding", "int", 0, minimum=0, maximum=64, help="Zeros added on each side of the image."),
        Param("bias", "Bias", "bool", True, help="Whether each filter adds a trainable constant b."),
        *WEIGHTS,
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"{settings['filters']} filters {settings['window']} x {settings['window']}",
)
