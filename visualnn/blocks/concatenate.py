"""Concatenate: two values side by side."""

from visualnn.blocks import ports
from visualnn.blocks.arithmetic import SIDES
from visualnn.blocks.shapes import numbers
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ShapeError, ValueType
from visualnn.messages import define

define(
    concatenate_shapes=(
        "“{block}” puts values side by side along the last axis, so all other extents must agree, but “{a}” gives "
        "{a_shape} and “{b}” gives {b_shape}."
    ),
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(..., n) and (..., m) -> (..., n + m)."""
    a, b = numbers(inputs, "a"), numbers(inputs, "b")
    if not a.shape or not b.shape or a.shape[:-1] != b.shape[:-1]:
        raise ShapeError(
            "concatenate_shapes",
            block=inputs.block.name,
            a=inputs.sources["a"],
            a_shape=str(a),
            b=inputs.sources["b"],
            b_shape=str(b),
        )
    return {"out": ValueType((*a.shape[:-1], a.shape[-1] + b.shape[-1]), static=a.static and b.static)}


def lower(build: Lowering) -> None:
    a, b = build.input("a"), build.input("b")
    left, right = build.type_of(a).shape, build.type_of(b).shape
    build.output("out", build.op("concatenate", [a, b], ValueType((*left[:-1], left[-1] + right[-1]))))


SPEC = BlockSpec(
    kind="concatenate",
    label="Concatenate",
    category="Merge",
    base_name="concatenate",
    help=(
        "Puts two values side by side, so that a layer after it sees both: the wide part and the deep part of a wide "
        "and deep network (Cheng et al. 2016)."
    ),
    formula="y = [a, b]",
    inputs=SIDES,
    outputs=ports.OUT,
    params=(),
    infer=infer,
    lower=lower,
    summary=lambda settings: "[a, b]",
)
