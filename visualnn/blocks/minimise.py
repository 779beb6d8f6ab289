"""Minimise: gradient descent on whatever number is computed before it."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import numbers
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any numbers; nothing leaves."""
    numbers(inputs, "in")
    return {}


def lower(build: Lowering) -> None:
    build.loss("value", build.input("in"), None, build.params["weight"])


SPEC = BlockSpec(
    kind="minimise",
    label="Minimise",
    category="Output",
    base_name="minimise",
    help=(
        "Takes the number that arrives as the loss itself, so that training makes it small: a loss built from "
        "primitives, or any function whose derivatives are to be seen. Of several numbers it takes the sum; of a "
        "batch, the mean of those."
    ),
    formula="loss = sum(x)",
    inputs=ports.IN,
    outputs=(),
    params=(
        Param("weight", "Weight", "float", 1.0, minimum=0.0, maximum=1e6, help="Its share where there are several."),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: "the value itself",
)
