"""What blocks that reduce along an axis share."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import around, axis_param, chosen_axis, numbers, without
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, ValueType


def _infer(inputs: Inputs) -> dict[str, ValueType]:
    arriving = numbers(inputs, "in")
    return {"out": ValueType(without(arriving.shape, chosen_axis(inputs)), static=arriving.static)}


def reduction_block(kind: str, label: str, help: str, formula: str, *, mean: bool) -> BlockSpec:
    """The declaration of a block that sums or averages."""

    def lower(build: Lowering) -> None:
        x = build.input("in")
        arriving = build.type_of(x)
        axis = build.params["axis"]
        position = None if axis == "all" else int(axis) - (0 if arriving.static else 1)
        outer, length, inner = around(arriving.shape, position)
        leaving = ValueType(without(arriving.shape, position))
        scale = 1 / length if mean else 1.0
        build.output("out", build.op("reduce", [x], leaving, geometry=[outer, length, inner], scale=scale))

    return BlockSpec(
        kind=kind,
        label=label,
        category="Tensor",
        base_name=label.lower(),
        help=help,
        formula=formula,
        inputs=ports.IN,
        outputs=ports.OUT,
        params=(axis_param("Along which axis; of a batch, each row is reduced by itself.", all_axes=True),),
        infer=_infer,
        lower=lower,
        summary=lambda settings: "all axes" if settings["axis"] == "all" else f"axis {settings['axis']}",
    )
