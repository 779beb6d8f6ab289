"""Text: characters to be predicted one after the other."""

from visualnn.blocks.data_blocks import data_block
from visualnn.blocks.spec import Param

SPEC = data_block(
    kind="text",
    label="Text",
    help=(
        "Cuts a text into sequences of characters. x holds each sequence, one-hot; y holds the same sequence one "
        "character later, so that the network learns to say what comes next."
    ),
    params=(
        Param("text", "Text", "text", "hello", help="At least one character longer than a sequence."),
        Param("length", "Sequence length", "int", 4, minimum=1, maximum=4096, unit="characters"),
        Param("stride", "Stride", "int", 1, minimum=1, maximum=4096, unit="characters", help="From one to the next."),
    ),
    summary=lambda settings: f"{len(settings['text'])} characters",
)
