"""Transpose: rows become columns."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import numbers, transposed
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ShapeError, ValueType
from visualnn.messages import define

define(
    transpose_axes=(
        "“{block}” exchanges the last two axes, but “{source}” gives {shape}, which has fewer than two per row."
    ),
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(..., n, m) -> (..., m, n)."""
    arriving = numbers(inputs, "in")
    if len(arriving.shape) < 2:
        raise ShapeError("transpose_axes", block=inputs.block.name, source=inputs.sources["in"], shape=str(arriving))
    *before, rows, columns = arriving.shape
    return {"out": ValueType((*before, columns, rows), static=arriving.static)}


def lower(build: Lowering) -> None:
    build.output("out", transposed(build, build.input("in")))


SPEC = BlockSpec(
    kind="transpose",
    label="Transpose",
    category="Tensor",
    base_name="transpose",
    help="Exchanges the last two axes: rows become columns.",
    formula="y_ji = x_ij",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(),
    infer=infer,
    lower=lower,
    summary=lambda settings: "rows <-> columns",
)
