"""Layer normalisation: every row to mean 0 and variance 1."""

from visualnn.blocks import ports
from visualnn.blocks.normalisation import EPSILON, gain_and_bias
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape of numbers; the shape stays."""
    return {"out": ValueType(ports.features(inputs).shape)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    arriving = build.type_of(x)
    features = arriving.shape[-1]
    normalised = build.op(
        "layer_norm",
        [x],
        ValueType(arriving.shape),
        parameters=gain_and_bias(build, features),
        work=2 * (arriving.size // features),
        epsilon=build.params["epsilon"],
    )
    build.output("out", normalised)


SPEC = BlockSpec(
    kind="layer_norm",
    label="Layer norm",
    category="Regularisation",
    base_name="layer norm",
    help=(
        "Shifts and scales the features of each row, along the last axis, to mean 0 and variance 1, then by a "
        "trainable gain and bias. What one row becomes depends on no other row, in training and when predicting alike. "
        "(Ba, Kiros & Hinton 2016)"
    ),
    formula="y = (x - mean(x)) / sqrt(var(x) + epsilon) · gain + bias",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(EPSILON,),
    infer=infer,
    lower=lower,
    summary=lambda settings: "over the last axis",
)
