"""Activation: a fixed non-linear function applied to every number."""

from visualnn.blocks import ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType

FUNCTIONS = (
    ("sigmoid", "Sigmoid"),
    ("tanh", "Tanh"),
    ("relu", "ReLU"),
    ("softmax", "Softmax"),
    ("linear", "Linear"),
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """Any shape of numbers; the shape stays."""
    arriving = ports.features(inputs)
    return {"out": ValueType(arriving.shape, static=arriving.static)}


def lower(build: Lowering) -> None:
    x = build.input("in")
    function = build.params["function"]
    arriving = build.type_of(x)
    if function != "linear":
        x = build.op(function, [x], ValueType(arriving.shape))
    elif arriving.kind == "onehot":
        x = build.op("one_hot", [x], ValueType(arriving.shape))  # what leaves are numbers, as ``infer`` says
    build.output("out", x)


SPEC = BlockSpec(
    kind="activation",
    label="Activation",
    category="Activation",
    base_name="activation",
    help=(
        "Bends the straight lines of the layer before it; without it, many layers are no more than one. "
        "Sigmoid and tanh flatten out at both ends, where their gradient vanishes; ReLU keeps a gradient of 1 above 0."
    ),
    formula=(
        "sigmoid(x) = 1 / (1 + exp(-x))\ntanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))\nrelu(x) = max(0, x)\n"
        "softmax(x)_i = exp(x_i) / sum_j exp(x_j)"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(Param("function", "Function", "choice", "relu", choices=FUNCTIONS, help="Which function is applied."),),
    infer=infer,
    lower=lower,
    summary=lambda settings: dict(FUNCTIONS)[settings["function"]],
)
