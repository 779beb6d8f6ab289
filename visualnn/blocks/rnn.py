"""RNN: the vanilla recurrent layer (Elman 1990)."""

from visualnn.blocks import ports
from visualnn.blocks.parameters import INITIALISER, STDDEV
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType


def _shape(steps: int, settings_units: int, output: str) -> tuple[int, ...]:
    return (steps, settings_units) if output == "sequence" else (settings_units,)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(steps, features) -> (steps, units), or (units,) when only the last state leaves."""
    steps, _ = ports.sequence(inputs).shape
    return {"out": ValueType(_shape(steps, inputs.params["units"], inputs.params["output"]))}


def lower(build: Lowering) -> None:
    x = build.input("in")
    steps, size = build.type_of(x).shape
    units, initialiser, stddev = (build.params[key] for key in ("units", "initialiser", "stddev"))
    parameters = [
        build.parameter("Wx", (size, units), initialiser, stddev),
        build.parameter("b", (units,), "zeros"),
        build.parameter("Wh", (units, units), initialiser, stddev),
    ]
    states = build.op(f"rnn_{build.params['activation']}", [x], ValueType((steps, units)), parameters=parameters)
    if build.params["output"] == "last":
        states = build.op("last_step", [states], ValueType((units,)))
    build.output("out", states)


SPEC = BlockSpec(
    kind="rnn",
    label="RNN",
    category="Recurrent",
    base_name="rnn",
    help=(
        "Reads a sequence one step at a time and keeps a hidden state: what it has read so far. The same weights serve "
        "at every step, so the length of the sequence does not matter."
    ),
    formula="h_t = tanh(x_t Wx + h_(t-1) Wh + b),  h_0 = 0",
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(
        Param("units", "Units", "int", 16, minimum=1, maximum=8192, help="Size of the hidden state."),
        Param(
            "activation",
            "Function",
            "choice",
            "tanh",
            choices=(("tanh", "Tanh"), ("relu", "ReLU")),
            help="The non-linear function of the hidden state.",
        ),
        Param(
            "output",
            "Output",
            "choice",
            "sequence",
            choices=(("sequence", "Every state"), ("last", "Last state only")),
            help="Every state answers at each step; the last state sums the whole sequence up.",
        ),
        INITIALISER,
        STDDEV,
    ),
    infer=infer,
    lower=lower,
    summary=lambda settings: f"{settings['units']} units, {settings['activation']}",
)
