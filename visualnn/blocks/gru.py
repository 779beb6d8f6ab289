"""GRU: a recurrent layer with two gates and no cell."""

from visualnn.blocks import ports, recurrence
from visualnn.blocks.parameters import WEIGHTS
from visualnn.blocks.spec import BlockSpec, Lowering, ValueType


def lower(build: Lowering) -> None:
    """Work and geometry: see ``engine.kernels.gated``."""
    x = build.input("in")
    arriving, units = build.type_of(x), build.params["units"]
    steps, size = arriving.shape
    kept = 0 if arriving.kind == "onehot" else size
    parts = [steps * 3 * units, steps * 6 * units, steps * 7 * units if kept else -1, 0, steps * (7 * units + kept)]
    work = parts[-1] + units
    states = build.op(
        "gru",
        [x],
        ValueType((steps, units)),
        parameters=[*recurrence.matrices(build, size, gates=3), build.parameter("bn", (units,), "zeros")],
        geometry=[3 * units, *parts],
        work=work,
        scratch=6 * units,
    )
    recurrence.leave(build, states)


SPEC = BlockSpec(
    kind="gru",
    label="GRU",
    category="Recurrent",
    base_name="gru",
    help=(
        "Reads a sequence one step at a time. The update gate z chooses, number by number, between the old state and a "
        "new one; the reset gate r says how much of the old state the new one sees. The weights of r, z and n stand "
        "side by side in this order, and r multiplies the product with Wh and its own bias bn, as in PyTorch; r and z "
        "have one bias where PyTorch adds two. (Cho et al. 2014)"
    ),
    formula=(
        "r, z = sigmoid(x_t Wx + h_(t-1) Wh + b), each with its own columns\n"
        "n = tanh(x_t Wx + b + r · (h_(t-1) Wh + bn)), with the last columns\n"
        "h_t = (1 - z) · n + z · h_(t-1),  h_0 = 0"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(recurrence.UNITS, recurrence.OUTPUT, *WEIGHTS),
    infer=recurrence.infer,
    lower=lower,
    summary=lambda settings: f"{settings['units']} units",
)
