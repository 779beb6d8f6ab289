"""How many trainable numbers a block has, asked of the block's own declaration.

``BlockSpec.lower`` is run against a builder that writes nothing down but the shapes of the parameters, so the canvas
can never disagree with the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import Value, ValueType
from visualnn.graph.model import Block, Graph

Shapes = dict[str, tuple[int, ...]]
Inputs = dict[str, ValueType]
_NOTHING: Inputs = {}


class _Count:
    """A ``Lowering`` for one block that keeps the shapes of its parameters and forgets everything else."""

    def __init__(self, block: Block, params: Mapping[str, Any], inputs: Mapping[str, ValueType]) -> None:
        self.block = block
        self.params = params
        self.shapes: Shapes = {}
        self._ports = list(inputs)
        self._types = list(inputs.values())

    def input(self, port: str) -> Value:
        return Value(self._ports.index(port))

    def type_of(self, value: Value) -> ValueType:
        return self._types[value]

    def output(self, port: str, value: Value) -> None:
        pass

    def data(self, column: str) -> Value:
        return self._value(ValueType(()))

    def parameter(
        self,
        name: str,
        shape: Sequence[int],
        initialiser: str,
        stddev: float = 1.0,
        *,
        mean: float = 0.0,
        limits: tuple[float, float] = (-1.0, 1.0),
        fans: tuple[int, int] | None = None,
    ) -> Value:
        self.shapes[name] = tuple(shape)
        return self._value(ValueType(tuple(shape), static=True))

    def state(self, name: str, shape: Sequence[int], value: float) -> Value:
        return self._value(ValueType(tuple(shape), static=True))

    def constant(self, numbers: Sequence[float], shape: Sequence[int]) -> Value:
        return self._value(ValueType(tuple(shape), static=True))

    def op(
        self,
        name: str,
        inputs: Sequence[Value],
        type: ValueType,
        *,
        parameters: Sequence[Value] = (),
        geometry: Sequence[int] = (),
        work: int = 0,
        scratch: int = 0,
        **settings: float,
    ) -> Value:
        return self._value(type)

    def reshaped(self, value: Value, shape: Sequence[int]) -> Value:
        return self._value(ValueType(tuple(shape)))

    def produced_by(self, value: Value, name: str) -> Value | None:
        return None

    def loss(self, name: str, prediction: Value, target: Value | None, weight: float, **settings: float) -> None:
        pass

    def _value(self, type: ValueType) -> Value:
        self._types.append(type)
        return Value(len(self._types) - 1)


class ParameterShapes:
    """The trainable arrays of one drawing as it is edited: only blocks that are other objects than the last time, or
    are given other types, are asked again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Block, Inputs, Shapes]] = {}

    def of(self, graph: Graph, checked: Checked) -> dict[str, Shapes]:
        """Trainable arrays by block id and name; blocks that have none, or whose inputs are not in order, are left
        out."""
        arriving: dict[str, Inputs] = {}
        types = checked.types
        for wire in graph.wires:
            if type := types.get((wire.source, wire.source_port)):
                arriving.setdefault(wire.target, {})[wire.target_port] = type
        faulty = {problem.block for problem in checked.problems if problem.severity == "error"}
        found: dict[str, Shapes] = {}
        known: dict[str, tuple[Block, Inputs, Shapes]] = {}
        for block in graph.blocks:
            if block.id in faulty:
                continue
            inputs = arriving.get(block.id, _NOTHING)
            before = self._known.get(block.id)
            if before is None or before[0] is not block or before[1] != inputs:
                before = block, inputs, _shapes(block, inputs)
            known[block.id] = before
            if before[2]:
                found[block.id] = before[2]
        self._known = known
        return found


def _shapes(block: Block, inputs: Inputs) -> Shapes:
    spec = SPECS.get(block.kind)
    if spec is None or block.bypassed or any(port.name not in inputs for port in spec.inputs):
        return {}
    count = _Count(block, spec.settings(block), inputs)
    spec.lower(count)
    return count.shapes


def total(shapes: Shapes) -> int:
    """Numbers in all arrays together."""
    return sum(prod(shape) for shape in shapes.values())
