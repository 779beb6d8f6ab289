"""Pooling: images made smaller, a number for each window."""

from visualnn.blocks import ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType
from visualnn.blocks.windows import STRIDE_HELP, places, slide, window

FUNCTIONS = (("max", "Largest"), ("average", "Mean"))


def _stride(window: int, stride: int) -> int:
    return stride or window


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(channels, height, width) -> (channels, places down, places across)."""
    arriving = ports.image(inputs)
    smaller = slide(inputs, _stride(inputs.params["window"], inputs.params["stride"]))
    return {"out": ValueType((arriving.shape[0], *smaller), static=arriving.static)}


def lower(build: Lowering) -> None:
    """Geometry and work: see ``engine.kernels.pooling``."""
    x = build.input("in")
    channels, height, width = build.type_of(x).shape
    extent = build.params["window"]
    stride = _stride(extent, build.params["stride"])
    type = ValueType((channels, *(places(size, extent, stride) for size in (height, width))))
    geometry = [channels, height, width, extent, stride, *type.shape[1:]]
    function = build.params["function"]
    work = type.size if function == "max" else 0
    build.output("out", build.op(f"{function}_pool", [x], type, geometry=geometry, work=work))


SPEC = BlockSpec(
    kind="pool",
    label="Pooling",
    category="Layer",
    base_name="pooling",
    help=(
        "Slides a window over every channel and keeps its largest number, or its mean: what was found matters, not "
        "exactly where. What does not fill a window at the right and lower edge is left out."
    ),
    formula="y[c, i, j] = max or mean over u, v of x[c, i · stride + u, j · stride + v]",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("function", "Keeps", "choice", "max", choices=FUNCTIONS, help="What is kept of each window."),
        window(2),
        Param(
            "stride", "Stride", "int", 0, minimum=0, maximum=64, help=f"{STRIDE_HELP} 0: as far as the window is wide."
        ),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: (
        f"{dict(FUNCTIONS)[settings['function']].lower()} of {settings['window']} x {settings['window']}"
    ),
)
