"""Argmax: where the largest number stands."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import around, axis_param, chosen_axis, numbers, without
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """The axis is gone; what is left are class numbers below its extent."""
    arriving = numbers(inputs, "in")
    axis = chosen_axis(inputs)
    assert axis is not None
    left = without(arriving.shape, axis)
    return {"out": ValueType(left, "index", arriving.shape[axis], arriving.static)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    arriving = build.type_of(x)
    axis = int(build.params["axis"]) - (0 if arriving.static else 1)
    leaving = ValueType(without(arriving.shape, axis), "index", arriving.shape[axis])
    build.output("out", build.op("argmax", [x], leaving, geometry=around(arriving.shape, axis)))


SPEC = BlockSpec(
    kind="argmax",
    label="Argmax",
    category="Tensor",
    base_name="argmax",
    help="The position of the largest number along an axis, the first of several. No gradient passes it.",
    formula="y = the i for which x_i is largest",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(axis_param("Along which axis; of a batch, each row by itself.", all_axes=False),),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"axis {settings['axis']}",
)
