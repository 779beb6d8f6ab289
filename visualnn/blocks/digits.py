"""Digits: 1,797 handwritten digits of 8x8 points that come with the program."""

from visualnn.blocks.data_blocks import FLAT_OR_IMAGE, SPLIT, data_block

SPEC = data_block(
    kind="digits",
    label="Digits",
    help=(
        "1,797 handwritten digits, 8 x 8 points each, from 0 (white) to 1 (black). They come with the program and need "
        "no network. (Alpaydin & Kaynak 1998, UCI machine learning repository)"
    ),
    params=(
        FLAT_OR_IMAGE,
        *SPLIT,
    ),
    summary=lambda settings: "8 x 8, 10 classes",
)
