"""What every data block shares: two columns that leave it, typed by what its source holds."""

from collections.abc import Callable, Mapping
from typing import Any

from visualnn.blocks import ports
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Param, ValueType

FLAT_OR_IMAGE = Param(
    "shape",
    "Shape",
    "choice",
    "flat",
    choices=(("flat", "One row of numbers"), ("image", "Channels x height x width")),
    help="Dense layers take a row of numbers; convolutions take an image.",
)
VALIDATION = Param(
    "validation", "Validation share", "float", 0.0, minimum=0.0, maximum=0.5, help="Watched, not learnt."
)
TEST = Param("test", "Test share", "float", 0.2, minimum=0.0, maximum=0.5, help="Kept for the end.")
SEED = Param("seed", "Split seed", "int", 0, minimum=0, maximum=2**31 - 1, help="Which rows go where.")
SPLIT = (VALIDATION, TEST, SEED)
"""How rows are split; read by ``visualnn.data.split``."""

_SCALINGS = (("none", "As they are"), ("standard", "Mean 0, deviation 1"), ("minmax", "From 0 to 1"))
SCALING = Param(
    "scaling",
    "Scale inputs",
    "choice",
    "standard",
    choices=_SCALINGS,
    help="Columns of very different sizes are hard to learn from. The figures are taken from the training rows alone.",
)
TARGET_SCALING = Param(
    "target_scaling",
    "Scale targets",
    "choice",
    "none",
    choices=_SCALINGS,
    help="For targets that are numbers; predictions and errors are then in the scaled unit, too.",
)
ENCODING = Param(
    "encoding",
    "Encoding",
    "choice",
    "auto",
    choices=(
        ("auto", "Recognise"),
        ("utf-8", "UTF-8"),
        ("cp949", "Korean (CP949, EUC-KR)"),
        ("utf-16", "UTF-16"),
        ("shift_jis", "Japanese (Shift JIS)"),
        ("gb18030", "Chinese (GB 18030)"),
        ("cp1252", "Western (Windows-1252)"),
    ),
    help="How the file's bytes stand for characters.",
)


def file_name(path: str) -> str:
    """The last part of a path, as a block shows it."""
    return path.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1]


def _infer(inputs: Inputs) -> dict[str, ValueType]:
    return dict(inputs.data)


def _lower(build: Lowering) -> None:
    for column in ("x", "y"):
        build.output(column, build.data(column))


def data_block(
    kind: str,
    label: str,
    help: str,
    params: tuple[Param, ...],
    summary: Callable[[Mapping[str, Any]], str],
) -> BlockSpec:
    """The declaration of a data block; its source is read by ``visualnn.data``."""
    return BlockSpec(
        kind=kind,
        label=label,
        category="Input",
        base_name=label.lower(),
        help=help,
        formula="",
        inputs=(),
        outputs=ports.DATA,
        params=params,
        infer=_infer,
        lower=_lower,
        summary=summary,
    )
