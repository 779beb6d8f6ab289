"""What recurrent layers share: settings, and the shape of what leaves."""

from visualnn.blocks import ports
from visualnn.blocks.parameters import start
from visualnn.blocks.spec import Inputs, Lowering, Param, Value, ValueType

UNITS = Param("units", "Units", "int", 16, minimum=1, maximum=8192, help="Size of the hidden state.")
OUTPUT = Param(
    "output",
    "Output",
    "choice",
    "sequence",
    choices=(("sequence", "Every state"), ("last", "Last state only")),
    help="Every state answers at each step; the last state sums the whole sequence up.",
)


def infer(inputs: Inputs) -> dict[str, ValueType]:
    """(steps, features) -> (steps, units), or (units,) when only the last state leaves."""
    steps, _ = ports.sequence(inputs).shape
    units = inputs.params["units"]
    return {"out": ValueType((steps, units) if inputs.params["output"] == "sequence" else (units,))}


def leave(build: Lowering, states: Value) -> None:
    """Let every state leave the block, or only the last, as its setting says."""
    if build.params["output"] == "last":
        states = build.op("last_step", [states], ValueType((build.params["units"],)))
    build.output("out", states)


def matrices(build: Lowering, features: int, gates: int = 1) -> tuple[Value, Value, Value]:
    """The parameters Wx (features, gates * units), b (gates * units) and Wh (units, gates * units)."""
    units, beginning = build.params["units"], start(build.params)
    width = gates * units
    return (
        build.parameter("Wx", (features, width), **beginning, fans=(features, units)),
        build.parameter("b", (width,), "zeros"),
        build.parameter("Wh", (units, width), **beginning, fans=(units, units)),
    )
