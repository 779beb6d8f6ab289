"""Text: characters or words to be predicted one after the other."""

from collections.abc import Mapping
from typing import Any

from visualnn.blocks.data_blocks import ENCODING, data_block, file_name
from visualnn.blocks.spec import Param


def _summary(settings: Mapping[str, Any]) -> str:
    return file_name(settings["file"]) or f"{len(settings['text'])} characters"


SPEC = data_block(
    kind="text",
    label="Text",
    help=(
        "Cuts a text into sequences of characters or words. x holds each sequence, one-hot; y holds the same sequence "
        "one symbol later, so that the network learns to say what comes next."
    ),
    params=(
        Param("text", "Text", "text", "hello", help="Longer than a sequence; not looked at when a file is chosen."),
        Param("file", "File", "path", "", help="A text file to take the text from."),
        Param("unit", "Symbols", "choice", "characters", choices=(("characters", "Characters"), ("words", "Words"))),
        Param("length", "Sequence length", "int", 4, minimum=1, maximum=4096, unit="symbols"),
        Param("stride", "Stride", "int", 1, minimum=1, maximum=4096, unit="symbols", help="From one to the next."),
        Param(
            "vocabulary",
            "Vocabulary",
            "int",
            5000,
            minimum=2,
            maximum=100_000,
            unit="words",
            help="The most frequent words; all others count as one.",
            only={"unit": ("words",)},
        ),
        Param(
            "validation",
            "Validation share",
            "float",
            0.0,
            minimum=0.0,
            maximum=0.5,
            help="Watched, not learnt: what comes after the part for training.",
        ),
        Param("test", "Test share", "float", 0.0, minimum=0.0, maximum=0.5, help="Kept for the end: the text's end."),
        ENCODING,
    ),
    summary=_summary,
)
