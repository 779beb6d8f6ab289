"""RNN: the vanilla recurrent layer (Elman 1990)."""

from visualnn.blocks import ports, recurrence
from visualnn.blocks.parameters import WEIGHTS
from visualnn.blocks.spec import BlockSpec, Lowering, Param, ValueType


def lower(build: Lowering) -> None:
    x = build.input("in")
    steps, size = build.type_of(x).shape
    parameters = recurrence.matrices(build, size)
    type = ValueType((steps, build.params["units"]))
    recurrence.leave(build, build.op(f"rnn_{build.params['activation']}", [x], type, parameters=parameters))


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
        recurrence.UNITS,
        Param(
            "activation",
            "Function",
            "choice",
            "tanh",
            choices=(("tanh", "Tanh"), ("relu", "ReLU")),
            help="The non-linear function of the hidden state.",
        ),
        recurrence.OUTPUT,
        *WEIGHTS,
    ),
    infer=recurrence.infer,
    lower=lower,
    summary=lambda settings: f"{settings['units']} units, {settings['activation']}",
)
