"""Dropout: silence random units while training."""

from visualnn.blocks import ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape of numbers; the shape stays."""
    arriving = ports.features(inputs)
    return {"out": ValueType(arriving.shape, static=arriving.static)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    arriving = build.type_of(x)
    dropped = build.op("dropout", [x], ValueType(arriving.shape), work=arriving.size, keep=build.params["keep"])
    build.output("out", dropped)


SPEC = BlockSpec(
    kind="dropout",
    label="Dropout",
    category="Regularisation",
    base_name="dropout",
    help=(
        "While training, each number is kept with the keep probability and otherwise 0, so that no unit can rely "
        "on another; what is kept is divided by the keep probability. When predicting, all passes unchanged. "
        "(Srivastava et al. 2014)"
    ),
    formula="training: y = x · m / keep, m = 1 with probability keep, else 0\npredicting: y = x",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("keep", "Keep probability", "float", 0.7, minimum=0.01, maximum=1.0, help="The share of numbers kept."),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"keep {settings['keep']:g}",
)
