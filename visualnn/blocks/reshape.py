"""Reshape: the same numbers under another shape."""

import math

from visualnn.blocks import ports
from visualnn.blocks.literals import extents
from visualnn.blocks.shapes import RANK, numbers, reshaped
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ShapeError, ValueType
from visualnn.messages import define

define(
    reshape_shape=(
        "“{block}”: “{text}” is no shape. Write up to {most} whole numbers above 0 with commas, one of them perhaps "
        "-1: -1, 28."
    ),
    reshape_size=(
        "“{block}” cannot give the {count} numbers of “{source}” ({shape}) the shape {wanted}. Choose extents whose "
        "product is {count}; one of them may be -1, which is then worked out."
    ),
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape -> the shape that is set, an extent of -1 worked out."""
    arriving = numbers(inputs, "in")
    wanted = extents(inputs.params["shape"], unknown=True)
    if wanted is None or len(wanted) > RANK:
        raise ShapeError("reshape_shape", block=inputs.block.name, text=inputs.params["shape"][:40], most=RANK)
    known = math.prod(extent for extent in wanted if extent > 0)
    if -1 in wanted and arriving.size % known == 0:
        shape = tuple(arriving.size // known if extent < 0 else extent for extent in wanted)
    else:
        shape = wanted
    if math.prod(shape) != arriving.size:
        raise ShapeError(
            "reshape_size",
            block=inputs.block.name,
            source=inputs.sources["in"],
            count=arriving.size,
            shape=str(arriving),
            wanted=" x ".join(map(str, wanted)) or "1",
        )
    return {"out": ValueType(shape, static=arriving.static)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    inputs = Inputs(build.block, build.params, {"in": build.type_of(x)}, {"in": ""})
    build.output("out", reshaped(build, x, infer(inputs)["out"].shape))


SPEC = BlockSpec(
    kind="reshape",
    label="Reshape",
    category="Tensor",
    base_name="reshape",
    help=(
        "Gives the numbers of each row another shape; they keep their order, the last axis running fastest. The batch "
        "is not part of the shape."
    ),
    formula="y = x, under another shape",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param(
            "shape", "Shape", "text", "-1", help="Extents with commas, such as 1, 28, 28; one may be -1: worked out."
        ),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: settings["shape"].strip() or "a number",
)
