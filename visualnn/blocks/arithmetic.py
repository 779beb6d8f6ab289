"""What blocks that join two values number by number share; each is one operation of the engine."""

from visualnn.blocks import ports
from visualnn.blocks.shapes import broadcast, broadcast_to
from visualnn.blocks.spec import BlockSpec, Inputs, Lowering, Port, ValueType

SIDES = (Port("a", "a"), Port("b", "b"))


def _infer(inputs: Inputs) -> dict[str, ValueType]:
    return {"out": broadcast(inputs, "a", "b")}


def arithmetic_block(kind: str, label: str, help: str, formula: str) -> BlockSpec:
    """The declaration of the block whose engine operation has the name of its kind."""

    def lower(build: Lowering) -> None:
        a, b = build.input("a"), build.input("b")
        shapes = build.type_of(a).shape, build.type_of(b).shape
        rank = max(map(len, shapes))
        padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
        shape = tuple(max(extents) for extents in zip(*padded, strict=True))
        sides = [broadcast_to(build, side, shape) for side in (a, b)]
        build.output("out", build.op(kind, sides, ValueType(shape)))

    return BlockSpec(
        kind=kind,
        label=label,
        category="Merge",
        base_name=label.lower(),
        help=help,
        formula=formula,
        inputs=SIDES,
        outputs=ports.OUT,
        params=(),
        infer=_infer,
        lower=lower,
        summary=lambda settings: formula,
    )
