"""Embedding: a vector of its own for every symbol."""

from visualnn.blocks import ports
from visualnn.blocks.parameters import WEIGHTS, start
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ShapeError, ValueType
from visualnn.messages import define

define(
    needs_symbols=(
        "“{block}” looks up symbols, so it needs one-hot values or class numbers, but “{source}” gives numbers "
        "({shape}). Connect a Text block, or use a Dense block."
    ),
)


def _symbols(arriving: ValueType) -> tuple[tuple[int, ...], int]:
    """The shape of the symbols, and how many different ones there are."""
    return (arriving.shape, arriving.classes) if arriving.kind == "index" else (arriving.shape[:-1], arriving.shape[-1])


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(..., symbols) one-hot, or class numbers (...) -> (..., size)."""
    arriving = inputs.types["in"]
    if arriving.kind == "real":
        raise ShapeError("needs_symbols", block=inputs.block.name, source=inputs.sources["in"], shape=str(arriving))
    shape, _ = _symbols(arriving)
    return {"out": ValueType((*shape, inputs.params["size"]))}


def lower(build: Lowering) -> None:
    x = build.input("in")
    shape, count = _symbols(build.type_of(x))
    size = build.params["size"]
    vectors = build.parameter("W", (count, size), **start(build.params))
    build.output("out", build.op("embedding", [x], ValueType((*shape, size)), parameters=[vectors]))


SPEC = BlockSpec(
    kind="embedding",
    label="Embedding",
    category="Layer",
    base_name="embedding",
    help=(
        "Gives every symbol a vector that training moves, so that symbols used alike come to lie close together. It is "
        "a Dense block without bias whose one-hot input turns the product into a look-up. (Bengio et al. 2003)"
    ),
    formula="y = W[x]",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("size", "Size", "int", 16, minimum=1, maximum=65536, help="Numbers in each vector."),
        *WEIGHTS,
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"{settings['size']} numbers a symbol",
)
