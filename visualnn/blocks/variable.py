"""Variable: a tensor that training changes."""

from visualnn.blocks import literals, ports
from visualnn.blocks.parameters import WEIGHTS, start
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """The shape that is set."""
    return {"out": ValueType(literals.shape(inputs, inputs.params["shape"]), static=True)}


def lower(build: Lowering) -> None:
    shape = literals.shape(Inputs(build.block, build.params, {}, {}), build.params["shape"])
    build.output("out", build.parameter("value", shape, **start(build.params)))


SPEC = BlockSpec(
    kind="variable",
    label="Variable",
    category="Tensor",
    base_name="variable",
    help=(
        "A tensor whose numbers are initialised when training is reset and changed by every step: a weight matrix, a "
        "bias. A Dense block holds two of them."
    ),
    formula="y = value,  value <- value - rate · gradient",
    inputs=(),
    outputs=ports.OUT,
    params=(
        Param("shape", "Shape", "text", "5, 2", help="Extents with commas; empty for a single number."),
        *WEIGHTS,
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: settings["shape"].strip() or "a number",
)
