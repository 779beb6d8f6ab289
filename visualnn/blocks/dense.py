"""Dense: every output is a weighted sum of all inputs."""

from visualnn.blocks import ports
from visualnn.blocks.parameters import WEIGHTS, start
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(..., features) -> (..., units): the last axis is replaced, earlier axes are kept."""
    arriving = ports.features(inputs)
    return {"out": ValueType((*arriving.shape[:-1], inputs.params["units"]))}


def lower(build: Lowering) -> None:
    x = build.input("in")
    shape = build.type_of(x).shape
    units = build.params["units"]
    parameters = [build.parameter("W", (shape[-1], units), **start(build.params))]
    if build.params["bias"]:
        parameters.append(build.parameter("b", (units,), build.params["bias_initialiser"], build.params["stddev"]))
    build.output("out", build.op("dense", [x], ValueType((*shape[:-1], units)), parameters=parameters))


SPEC = BlockSpec(
    kind="dense",
    label="Dense",
    category="Layer",
    base_name="dense",
    help=(
        "A layer of neurons. Each unit multiplies every input by a weight of its own, adds them up and adds a bias. "
        "On a sequence it does so at each step with the same weights."
    ),
    formula="y = x W + b",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("units", "Units", "int", 16, minimum=1, maximum=65536, help="How many neurons, and so outputs."),
        Param("bias", "Bias", "bool", True, help="Whether each unit adds a trainable constant b."),
        *WEIGHTS,
        Param(
            "bias_initialiser",
            "Bias initialiser",
            "choice",
            "zeros",
            choices=(("zeros", "Zeros"), ("normal", "Normal")),
            help="Where the biases start.",
        ),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"{settings['units']} units",
)
