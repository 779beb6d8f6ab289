"""Constant: a tensor that never changes."""

from visualnn.blocks import literals, ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """The shape of what is written."""
    _, shape = literals.tensor(inputs, inputs.params["value"])
    return {"out": ValueType(shape, static=True)}


def lower(build: Lowering) -> None:
    numbers, shape = literals.tensor(Inputs(build.block, build.params, {}, {}), build.params["value"])
    build.output("out", build.constant(numbers, shape))


SPEC = BlockSpec(
    kind="constant",
    label="Constant",
    category="Tensor",
    base_name="constant",
    help="A number, a vector, a matrix or more, written in square brackets. Training never changes it.",
    formula="y = value",
    inputs=(),
    outputs=ports.OUT,
    params=(Param("value", "Value", "text", "[[1, 2], [3, 4]]", help="Numbers, in square brackets from rank 1 on."),),
    infer=infer,
    lower=lower,
    summary=lambda settings: settings["value"].strip()[:60],
)
