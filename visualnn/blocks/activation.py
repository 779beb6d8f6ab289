"""Activation: a fixed non-linear function applied to every number."""

from visualnn.blocks import ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType

FUNCTIONS = (
    ("sigmoid", "Sigmoid"),
    ("tanh", "Tanh"),
    ("relu", "ReLU"),
    ("leaky_relu", "Leaky ReLU"),
    ("elu", "ELU"),
    ("selu", "SELU"),
    ("gelu", "GELU"),
    ("softplus", "Softplus"),
    ("swish", "Swish"),
    ("softmax", "Softmax"),
    ("threshold", "Step"),
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
        settings = {"slope": build.params["slope"]} if function == "leaky_relu" else {}
        x = build.op(function, [x], ValueType(arriving.shape), **settings)
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
        "Sigmoid and tanh flatten out at both ends, where their gradient vanishes; ReLU keeps a gradient of 1 above 0, "
        "and its kin let some of it through below: leaky ReLU (Maas et al. 2013), ELU (Clevert et al. 2016), SELU "
        "(Klambauer et al. 2017), GELU (Hendrycks & Gimpel 2016), swish (Ramachandran et al. 2017). "
        "The step of the first artificial neurons (Rosenblatt 1958) answers 0 or 1 and has no gradient: it can be "
        "worked out by hand, but not trained."
    ),
    formula=(
        "sigmoid(x) = 1 / (1 + exp(-x))\ntanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))\nrelu(x) = max(0, x)\n"
        "leaky relu(x) = x above 0, slope · x below\nelu(x) = x above 0, exp(x) - 1 below\n"
        "selu(x) = 1.0507 x above 0, 1.0507 · 1.6733 (exp(x) - 1) below\n"
        "gelu(x) = x (1 + erf(x / √2)) / 2\nsoftplus(x) = log(1 + exp(x))\nswish(x) = x sigmoid(x)\n"
        "softmax(x)_i = exp(x_i) / sum_j exp(x_j)\nstep(x) = 1 above 0, 0 below"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("function", "Function", "choice", "relu", choices=FUNCTIONS, help="Which function is applied."),
        Param(
            "slope",
            "Slope below 0",
            "float",
            0.01,
            minimum=0.0,
            maximum=1.0,
            help="What leaky ReLU multiplies numbers below 0 by.",
            only={"function": ("leaky_relu",)},
        ),
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: dict(FUNCTIONS)[settings["function"]],
)
