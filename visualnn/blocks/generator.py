"""Generator: made-up data whose rule is known."""

from visualnn.blocks.data_blocks import SPLIT, data_block
from visualnn.blocks.spec import Param

GENERATORS = (
    ("and", "AND"),
    ("or", "OR"),
    ("nand", "NAND"),
    ("not", "NOT"),
    ("xor", "XOR"),
    ("circles", "Two circles"),
    ("moons", "Two moons"),
    ("spirals", "Spirals"),
    ("clusters", "Gaussian clusters"),
    ("sine", "Sine wave"),
    ("sine_sequence", "Sine wave, as a sequence"),
)
_POINTS = ("circles", "moons", "spirals", "clusters")
_WAVES = ("sine", "sine_sequence")

SPEC = data_block(
    kind="generator",
    label="Generator",
    help=(
        "Made-up data whose rule is known: the truth table of a gate, points of several classes in the plane, or a "
        "sine wave. As a sequence, the wave is cut into windows, to be answered by the same window one step later."
    ),
    params=(
        Param("data", "Data", "choice", "moons", choices=GENERATORS),
        Param("rows", "Rows", "int", 400, minimum=2, maximum=1_000_000, only={"data": (*_POINTS, *_WAVES)}),
        Param(
            "noise",
            "Noise",
            "float",
            0.1,
            minimum=0.0,
            maximum=10.0,
            help="The standard deviation of what chance adds to each number.",
            only={"data": (*_POINTS, *_WAVES)},
        ),
        Param("classes", "Classes", "int", 2, minimum=2, maximum=20, only={"data": ("spirals", "clusters")}),
        Param(
            "targets",
            "Targets",
            "choice",
            "class",
            choices=(("class", "Class"), ("number", "0 or 1")),
            help="As a class for softmax cross-entropy; as a number, for two classes, for a single sigmoid unit.",
            only={"data": _POINTS},
        ),
        Param("length", "Sequence length", "int", 20, minimum=1, maximum=4096, only={"data": ("sine_sequence",)}),
        *SPLIT,
    ),
    summary=lambda settings: dict(GENERATORS)[settings["data"]],
)
