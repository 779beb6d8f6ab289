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
