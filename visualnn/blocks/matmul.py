"""Matmul: the matrix product."""

from visualnn.blocks import ports
from visualnn.blocks.arithmetic import SIDES
from visualnn.blocks.shapes import numbers
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ShapeError, ValueType
from visualnn.messages import define

define(
    matmul_shapes=(
        "“{block}” multiplies rows of a with columns of b, so the last extent of a must be the first of b, but “{a}” "
        "gives {a_shape} and “{b}” gives {b_shape}."
    ),
)


def _fits(a: ValueType, b: ValueType) -> bool:
    if len(b.shape) != 2 or not a.shape or a.shape[-1] != b.shape[0]:
        return False
    return len(a.shape) == 2 or (b.static and not a.static)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(n, k) and (k, m) -> (n, m); rows of a batch (..., k) and one matrix (k, m) for all -> (..., m)."""
    a, b = numbers(inputs, "a"), numbers(inputs, "b")
    if not _fits(a, b):
        raise ShapeError(
            "matmul_shapes",
            block=inputs.block.name,
            a=inputs.sources["a"],
            a_shape=str(a),
            b=inputs.sources["b"],
            b_shape=str(b),
        )
    return {"out": ValueType((*a.shape[:-1], b.shape[-1]), static=a.static and b.static)}


def lower(build: Lowering) -> None:
    """Rows times one matrix for all is what a Dense block does, without its bias."""
    a, b = build.input("a"), build.input("b")
    left, right = build.type_of(a), build.type_of(b)
    leaving = ValueType((*left.shape[:-1], right.shape[-1]))
    if right.static and not left.static:
        build.output("out", build.op("dense", [a], leaving, parameters=[b]))
    else:
        build.output("out", build.op("matmul", [a, b], leaving))


SPEC = BlockSpec(
    kind="matmul",
    label="Matmul",
    category="Tensor",
    base_name="matmul",
    help="The matrix product: each number of y is a row of a times a column of b, summed.",
    formula="y_ij = sum_k a_ik b_kj",
    inputs=SIDES,
    outputs=ports.OUT,
    params=(),
    infer=infer,
    lower=lower,
    summary=lambda settings: "a b",
)
