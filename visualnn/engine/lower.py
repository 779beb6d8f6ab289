"""From graph to program: blocks append operations, what no loss needs is dropped, memory is planned, gradients follow.

Everything here is bookkeeping over a handful of small lists; it takes microseconds a block and compiles nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import ParameterRef, Value, ValueType
from visualnn.engine import fields as f
from visualnn.engine.operations import LOSSES, OPERATIONS, OPTIMIZERS, Operation
from visualnn.engine.program import Column, Loss, Op, Parameter, Place, Program
from visualnn.graph.model import Block, Graph
from visualnn.messages import UserError, define

define(
    graph_broken="The network cannot be trained yet. {first}",
)

_ALIGNMENT = 16  # numbers: a cache line of float32


@dataclass
class _Node:
    """An operation before memory is planned."""

    operation: Operation
    name: str
    block: str
    inputs: list[Value]
    output: Value
    parameters: list[ParameterRef]
    settings: dict[str, float]


@dataclass
class _Parameter:
    name: str
    block: str
    shape: tuple[int, ...]
    initialiser: str
    stddev: float


@dataclass
class _Loss:
    name: str
    block: str
    prediction: Value
    target: Value
    weight: float


@dataclass
class _Sketch:
    """All that blocks have asked for."""

    types: list[ValueType] = field(default_factory=list)
    maker: dict[Value, _Node] = field(default_factory=dict)
    columns: dict[Value, tuple[str, str]] = field(default_factory=dict)
    parameters: list[_Parameter] = field(default_factory=list)
    losses: list[_Loss] = field(default_factory=list)
    outputs: dict[tuple[str, str], Value] = field(default_factory=dict)

    def value(self, type: ValueType) -> Value:
        self.types.append(type)
        return Value(len(self.types) - 1)


class _Builder:
    """What one block's ``lower`` is given: see ``visualnn.blocks.spec.Lowering``."""

    def __init__(
        self, block: Block, params: Mapping[str, Any], sketch: _Sketch, arriving: Mapping[str, Value], checked: Checked
    ) -> None:
        self.block = block
        self.params = params
        self._sketch = sketch
        self._arriving = arriving
        self._checked = checked

    def input(self, port: str) -> Value:
        return self._arriving[port]

    def type_of(self, value: Value) -> ValueType:
        return self._sketch.types[value]

    def output(self, port: str, value: Value) -> None:
        self._sketch.outputs[self.block.id, port] = value

    def data(self, column: str) -> Value:
        value = self._sketch.value(self._checked.types[self.block.id, column])
        self._sketch.columns[value] = (self.block.id, column)
        return value

    def parameter(self, name: str, shape: Sequence[int], initialiser: str, stddev: float = 1.0) -> ParameterRef:
        key = f"{self.block.name}/{name}"
        self._sketch.parameters.append(_Parameter(key, self.block.id, tuple(shape), initialiser, stddev))
        return ParameterRef(len(self._sketch.parameters) - 1)

    def op(
        self,
        name: str,
        inputs: Sequence[Value],
        type: ValueType,
        *,
        parameters: Sequence[ParameterRef] = (),
        **settings: float,
    ) -> Value:
        operation = OPERATIONS[name]
        taken = list(inputs)
        for position, value in enumerate(taken):
            incoming = self.type_of(value)
            if incoming.kind == "onehot":
                if operation.onehot:
                    name, operation = operation.onehot, OPERATIONS[operation.onehot]
                elif name not in ("one_hot", "dense_onehot"):
                    taken[position] = self.op("one_hot", [value], ValueType(incoming.shape))
        output = self._sketch.value(type)
        node = _Node(operation, name, self.block.id, taken, output, list(parameters), settings)
        self._sketch.maker[output] = node
        return output

    def produced_by(self, value: Value, name: str) -> Value | None:
        node = self._sketch.maker.get(value)
        return node.inputs[0] if node is not None and node.name == name else None

    def loss(self, name: str, prediction: Value, target: Value, weight: float) -> None:
        self._sketch.losses.append(_Loss(name, self.block.id, prediction, target, weight))


def _sketch(graph: Graph, checked: Checked) -> _Sketch:
    sketch = _Sketch()
    blocks = {block.id: block for block in graph.blocks}
    incoming: dict[str, list[Any]] = {block_id: [] for block_id in blocks}
    for wire in graph.wires:
        incoming[wire.target].append(wire)
    for block_id in checked.order:
        block = blocks[block_id]
        spec = SPECS[block.kind]
        arriving = {wire.target_port: sketch.outputs[wire.source, wire.source_port] for wire in incoming[block_id]}
        spec.lower(_Builder(block, spec.settings(block), sketch, arriving, checked))
    return sketch


def _needed(sketch: _Sketch) -> list[_Node]:
    """The operations some loss depends on, in order."""
    wanted = {value for loss in sketch.losses for value in (loss.prediction, loss.target)}
    kept: list[_Node] = []
    for output in sorted(sketch.maker, reverse=True):
        if output in wanted:
            node = sketch.maker[output]
            kept.append(node)
            wanted.update(node.inputs)
    return kept[::-1]


class _Memory:
    """Deals out the program's memory from the front, aligned to cache lines."""

    def __init__(self) -> None:
        self.size = 0

    def take(self, numbers: int) -> int:
        offset = self.size
        self.size += math.ceil(numbers / _ALIGNMENT) * _ALIGNMENT
        return offset


def stored_size(type: ValueType) -> int:
    """Numbers kept per row: a one-hot value is kept as its class numbers."""
    return math.prod(type.shape[:-1]) if type.kind == "onehot" else type.size


def _dimensions(incoming: ValueType, leaving: ValueType) -> dict[int, int]:
    """Inner rows per row of the batch, and their width on the way in and out."""
    return {f.T: math.prod(incoming.shape[:-1]), f.N: incoming.shape[-1], f.M: leaving.shape[-1]}


def lower(graph: Graph, checked: Checked, *, batch: int, optimizer: str) -> Program:
    """Compile a checked graph for batches of up to ``batch`` rows.

    Raises:
        UserError: the graph has errors; says the first.
    """
    if not checked.ok:
        first = next(problem for problem in checked.problems if problem.severity == "error")
        raise UserError("graph_broken", first=first.message.text)
    sketch = _sketch(graph, checked)
    nodes = _needed(sketch)
    program = Program(batch, optimizer)
    memory = _Memory()
    memory.take(f.HYPER_SIZE)

    settings_at: dict[Value | int, int] = {}
    for key, numbers in [
        *((node.output, list(node.settings.values())) for node in nodes if node.settings),
        *((-1 - number, [loss.weight]) for number, loss in enumerate(sketch.losses)),
    ]:
        settings_at[key] = f.HYPER_SIZE + len(program.settings)
        program.settings += numbers
    memory.take(len(program.settings))

    used = sorted({parameter for node in nodes for parameter in node.parameters})
    sizes = {ref: math.prod(sketch.parameters[ref].shape) for ref in used}
    program.parameters_at = memory.size
    value_at = {ref: memory.take(sizes[ref]) for ref in used}
    program.gradients_at = memory.size
    gradient_at = {ref: memory.take(sizes[ref]) for ref in used}
    program.slots_at = memory.size
    slots = OPTIMIZERS[optimizer]
    slots_at = {ref: memory.take(slots * sizes[ref]) for ref in used}
    program.values_at = memory.size

    trained: set[Value] = set()
    for node in nodes:
        if node.parameters or any(value in trained for value in node.inputs):
            trained.add(node.output)
    read = {value for node in nodes for value in node.inputs} | {
        value for loss in sketch.losses for value in (loss.prediction, loss.target)
    }
    places: dict[Value, Place] = {}
    for value in sorted(read):
        kind = sketch.types[value]
        size = stored_size(kind)
        offset = memory.take(batch * size)
        gradient = memory.take(batch * size) if value in trained else -1
        places[value] = Place(kind, offset, size, gradient)

    for value, (block, column) in sketch.columns.items():
        if value in places:
            program.columns.append(Column(block, column, len(program.gathers)))
            place = places[value]
            name = "gather_real" if place.type.kind == "real" else "gather_index"
            program.gathers.append(Op(name, block, {f.Y: place.offset, f.N: place.size}))

    common: dict[Value, dict[int, int]] = {}
    for serial, node in enumerate(nodes):
        incoming, output = places[node.inputs[0]], places[node.output]
        columns = {f.X: incoming.offset, f.Y: output.offset, f.SERIAL: serial}
        columns |= _dimensions(incoming.type, output.type)
        columns |= {place: value_at[ref] for place, ref in zip((f.W, f.W2, f.W3), node.parameters, strict=False)}
        if node.settings:
            columns[f.SETTINGS] = settings_at[node.output]
        if node.operation.work:
            columns[f.WORK] = memory.take(node.operation.work * batch * output.size)
        common[node.output] = columns
        program.forward.append(Op(node.operation.forward, node.block, columns))
        for ref in node.parameters:
            program.flops += 6.0 * batch * columns[f.T] * sizes[ref]

    written: set[Value] = set()

    def gradient_fields(value: Value) -> dict[int, int]:
        """Where an operation's share of a value's gradient goes: written by the first, added by the others."""
        place = places[value]
        fields = {f.DX: place.gradient, f.ADD: int(value in written)}
        if place.gradient >= 0:
            written.add(value)
        return fields

    for number, loss in enumerate(sketch.losses):
        prediction, target = places[loss.prediction], places[loss.target]
        answer = Place(prediction.type, memory.take(batch * prediction.size), prediction.size)
        labelled = target.type.kind == "index"
        columns = {
            f.X: prediction.offset,
            f.X2: target.offset,
            f.Y: answer.offset,
            f.T: math.prod(prediction.type.shape[:-1]),
            f.N: prediction.type.shape[-1],
            f.M: 1 if labelled else prediction.type.shape[-1],
            f.LABELS: int(labelled),
            f.SETTINGS: settings_at[-1 - number],
            f.SOURCE: memory.take(batch),
            f.SCORE: memory.take(batch),
        }
        operation = LOSSES[loss.name]
        program.forward.append(Op(operation.forward, loss.block, columns))
        scored = labelled or loss.name != "mse"
        program.losses.append(Loss(loss.block, loss.name, loss.weight, answer, target, scored))
        if loss.prediction in trained:
            fields = columns | gradient_fields(loss.prediction)
            program.backward.append(Op(operation.backward, loss.block, fields))

    reductions: dict[ParameterRef, list[Op]] = {ref: [] for ref in used}
    for node in reversed(nodes):
        if node.output not in trained:
            continue
        columns = common[node.output] | {f.DY: places[node.output].gradient}
        fields = columns | gradient_fields(node.inputs[0])
        if node.operation.backward and (fields[f.DX] >= 0 or node.operation.prepares):
            program.backward.append(Op(node.operation.backward, node.block, fields))
        for ref, kernel in zip(node.parameters, node.operation.reductions, strict=False):
            add = {f.G: gradient_at[ref], f.ADD: int(bool(reductions[ref]))}
            reductions[ref].append(Op(kernel, node.block, columns | add))
    for ref in used:
        wanted = sketch.parameters[ref]
        begins = len(program.reductions)
        program.reductions += reductions[ref]
        program.parameters.append(
            Parameter(
                wanted.name,
                wanted.block,
                wanted.shape,
                wanted.initialiser,
                wanted.stddev,
                value_at[ref],
                gradient_at[ref],
                slots_at[ref],
                begins,
                len(program.reductions),
            )
        )
    program.outputs = {port: places[value] for port, value in sketch.outputs.items() if value in places}
    program.size = memory.size
    return program
