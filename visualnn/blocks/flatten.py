"""Flatten: all numbers of a row in one list."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import reshaped
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape -> (numbers,)."""
    arriving = ports.features(inputs)
    return {"out": ValueType((arriving.size,), static=arriving.static)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    build.output("out", reshaped(build, x, (build.type_of(x).size,)))


SPEC = BlockSpec(
    kind="flatten",
    label="Flatten",
    category="Layer",
    base_name="flatten",
    help="Puts all numbers of a row in one list, in their order, as a Dense block wants them after convolutions.",
    formula="y = x, as one list",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(),
    infer=infer,
    lower=lower,
    summary=lambda settings: "to one list",
)
