"""LSTM: a recurrent layer whose gates decide what to keep, to add and to show."""

from visualnn.blocks import ports, recurrence
from visualnn.blocks.parameters import WEIGHTS
from visualnn.blocks.spec import BlockSpec, Lowering, ValueType


def lower(build: Lowering) -> None:
    """Work and geometry: see ``engine.kernels.gated``."""
    x = build.input("in")
    arriving, units = build.type_of(x), build.params["units"]
    steps, size = arriving.shape
    kept = 0 if arriving.kind == "onehot" else size
    parts = [0, steps * 4 * units, steps * 6 * units if kept else -1, steps * 5 * units, steps * (6 * units + kept)]
    work = parts[-1] + 2 * units
    states = build.op(
        "lstm",
        [x],
        ValueType((steps, units)),
        parameters=recurrence.matrices(build, size, gates=4),
        geometry=[4 * units, *parts],
        work=work,
        scratch=6 * units,
    )
    recurrence.leave(build, states)


SPEC = BlockSpec(
    kind="lstm",
    label="LSTM",
    category="Recurrent",
    base_name="lstm",
    help=(
        "Reads a sequence one step at a time and, beside its hidden state, carries a cell that changes only by what "
        "the gates let through, so that gradients survive many steps. Gates are sigmoids: i lets new content g in, f "
        "keeps the old, o shows the cell. The weights of i, f, g and o stand side by side in this order, as in "
        "PyTorch, with one bias where PyTorch adds two. "
        "(Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000)"
    ),
    formula=(
        "i, f, o = sigmoid(x_t Wx + h_(t-1) Wh + b),  g = tanh(x_t Wx + h_(t-1) Wh + b), each with its own columns\n"
        "c_t = f · c_(t-1) + i · g\nh_t = o · tanh(c_t),  h_0 = c_0 = 0"
    ),
    inputs=ports.IN,
    outputs=ports.OUT,
    params=(recurrence.UNITS, recurrence.OUTPUT, *WEIGHTS),
    infer=recurrence.infer,
    lower=lower,
    summary=lambda settings: f"{settings['units']} units",
)
