"""Digits: 1,797 handwritten digits of 8x8 points that come with the program."""

from visualnn.blocks.data_blocks import FLAT_OR_IMAGE, data_block
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="digits",
    label="Digits",
    help=(
        "1,797 handwritten digits, 8 x 8 points each, from 0 (white) to 1 (black). They come with the program and need "
        "no network. (Alpaydin & Kaynak 1998, UCI machine learning repository)"
    ),
    params=(
        FLAT_OR_IMAGE,
        Param("validation", "Validation share", "float", 0.0, minimum=0.0, maximum=0.5, help="Watched, not learnt."),
        Param("test", "Test share", "float", 0.2, minimum=0.0, maximum=0.5, help="Kept for the end."),
        Param("seed", "Split seed", "int", 0, minimum=0, maximum=2**31 - 1, help="Which rows go where."),
    ),
    summary=lambda settings: "8 x 8, 10 classes",
)
