"""From graph to program: blocks append operations, what no loss needs is dropped, memory is planned, gradients follow.

Everything here is bookkeeping over a handful of small lists; it takes microseconds a block and compiles nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import Value, ValueType
from visualnn.engine import fields as f
from visualnn.engine.fields import AT_ONCE, LATE, NEVER
from visualnn.engine.operations import LOSSES, OPERATIONS, OPTIMIZERS, SCORED, Operation
from visualnn.engine.program import SYNC, Column, Loss, Op, Parameter, Place, Program, Start, State, Target
from visualnn.graph.model import Block, Graph
from visualnn.messages import UserError, define

define(
    graph_broken="The network cannot be trained yet. {first}",
)

_ALIGNMENT = 16  # numbers: a cache line of float32
_ZEROS = Start("zeros")

_RESHAPED = Operation("")
"""What has no kernel: the same numbers under another shape."""


@dataclass
class _Node:
    """An operation before memory is planned. ``static``: it is computed once a step, not per row."""

    operation: Operation
    name: str
    block: str
    inputs: list[Value]
    output: Value
    parameters: list[Value]
    geometry: list[int]
    work: int
    scratch: int
    settings: list[float]
    static: bool


@dataclass
class _Array:
    """A parameter (``start``), or an array that operations keep (``initial``)."""

    name: str
    block: str
    shape: tuple[int, ...]
    start: Start = _ZEROS
    initial: float = 0.0


@dataclass
class _Loss:
    name: str
    block: str
    arriving: Value
    prediction: Value
    target: Value | None
    settings: list[float]

    @property
    def read(self) -> list[Value]:
        """The values it reads."""
        return [self.prediction] if self.target is None else [self.prediction, self.target]


@dataclass
class _Sketch:
    """All that blocks have asked for."""

    types: list[ValueType] = field(default_factory=list)
    maker: dict[Value, _Node] = field(default_factory=dict)
    columns: dict[Value, tuple[str, str]] = field(default_factory=dict)
    parameters: dict[Value, _Array] = field(default_factory=dict)
    states: dict[Value, _Array] = field(default_factory=dict)
    constants: dict[Value, list[float]] = field(default_factory=dict)
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
        extents = tuple(shape)
        value = self._sketch.value(ValueType(extents, static=True))
        start = Start(initialiser, mean, stddev, limits, fans or ((extents[0], extents[-1]) if extents else (1, 1)))
        self._sketch.parameters[value] = _Array(f"{self.block.name}/{name}", self.block.id, extents, start)
        return value

    def state(self, name: str, shape: Sequence[int], value: float) -> Value:
        made = self._sketch.value(ValueType(tuple(shape), static=True))
        self._sketch.states[made] = _Array(f"{self.block.name}/{name}", self.block.id, tuple(shape), initial=value)
        return made

    def constant(self, numbers: Sequence[float], shape: Sequence[int]) -> Value:
        value = self._sketch.value(ValueType(tuple(shape), static=True))
        self._sketch.constants[value] = list(numbers)
        return value

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
        operation = OPERATIONS[name]
        static = not parameters and all(self.type_of(value).static for value in inputs)
        taken = [value if static else self._per_row(value) for value in inputs]
        if any(self.type_of(value).kind == "onehot" for value in taken):
            if operation.onehot:
                name, operation = operation.onehot, OPERATIONS[operation.onehot]
            elif name != "one_hot":
                taken = [self._written_out(value) for value in taken]
        leaving = ValueType(type.shape, type.kind, type.classes, static)
        return self._append(
            _Node(
                operation,
                name,
                self.block.id,
                taken,
                self._sketch.value(leaving),
                list(parameters),
                list(geometry),
                work,
                scratch,
                list(settings.values()),
                static,
            )
        )

    def _append(self, node: _Node) -> Value:
        self._sketch.maker[node.output] = node
        return node.output

    def _per_row(self, value: Value) -> Value:
        """A static value copied to every row; others as they are."""
        kind = self.type_of(value)
        if not kind.static:
            return value
        output = self._sketch.value(ValueType(kind.shape))
        operation = OPERATIONS["expand"]
        return self._append(_Node(operation, "expand", self.block.id, [], output, [value], [], 0, 0, [], False))

    def _written_out(self, value: Value) -> Value:
        kind = self.type_of(value)
        return self.op("one_hot", [value], ValueType(kind.shape)) if kind.kind == "onehot" else value

    def produced_by(self, value: Value, name: str) -> Value | None:
        node = self._sketch.maker.get(value)
        return node.inputs[0] if node is not None and node.name == name else None

    def reshaped(self, value: Value, shape: Sequence[int]) -> Value:
        taken = self._written_out(value)
        static = self.type_of(taken).static
        output = self._sketch.value(ValueType(tuple(shape), static=static))
        return self._append(_Node(_RESHAPED, "reshaped", self.block.id, [taken], output, [], [], 0, 0, [], static))

    def loss(self, name: str, prediction: Value, target: Value | None, weight: float, **settings: float) -> None:
        arriving = next(iter(self._arriving.values())) if target is None else self._arriving["prediction"]
        prediction, target = self._per_row(prediction), None if target is None else self._per_row(target)
        numbers = [weight, *settings.values()]
        self._sketch.losses.append(_Loss(name, self.block.id, arriving, prediction, target, numbers))


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
        if block.bypassed:
            sketch.outputs[block_id, spec.outputs[0].name] = arriving[spec.inputs[0].name]
            continue
        spec.lower(_Builder(block, spec.settings(block), sketch, arriving, checked))
    return sketch


def _needed(sketch: _Sketch, whole: bool) -> list[_Node]:
    """The operations some loss depends on, in order; all of them when the ``whole`` is asked for."""
    if whole:
        return [sketch.maker[output] for output in sorted(sketch.maker)]
    wanted = {value for loss in sketch.losses for value in loss.read}
    kept: list[_Node] = []
    for output in sorted(sketch.maker, reverse=True):
        if output in wanted:
            node = sketch.maker[output]
            kept.append(node)
            wanted.update(node.inputs, node.parameters)
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


class _Lowering:
    """Turns a sketch into a program; each method lays down one part of it, in this order."""

    def __init__(self, sketch: _Sketch, batch: int, optimizer: str, whole: bool) -> None:
        self.sketch = sketch
        self.batch = batch
        self.nodes = _needed(sketch, whole)
        self.program = Program(batch, optimizer)
        self.memory = _Memory()
        self.scratch = _Memory()
        self.scratch.take(f.STATS)
        self.places: dict[Value, Place] = {}
        self.trained = set(sketch.parameters)
        for node in self.nodes:
            if self.trained.intersection((*node.inputs, *node.parameters)):
                self.trained.add(node.output)
        self.read = {value for node in self.nodes for value in (*node.inputs, *node.parameters)}
        self.read |= {value for loss in sketch.losses for value in loss.read}
        self.read |= set(sketch.outputs.values()) if whole else set()
        self.origin: dict[Value, Value] = {}
        for node in self.nodes:
            if node.operation is _RESHAPED:
                self.origin[node.output] = self.origin.get(node.inputs[0], node.inputs[0])
        self.nodes = [node for node in self.nodes if node.output not in self.origin]

    def run(self) -> Program:
        self._settings()
        self._arrays()
        self._values()
        self._gathers()
        common = {node.output: self._forward(serial, node) for serial, node in enumerate(self.nodes)}
        written: set[Value] = set()
        self._losses(written)
        self._backward(common, written)
        program = self.program
        for port, value in self.sketch.outputs.items():
            if value in self.places:
                reached = self.origin.get(value, value) in written
                place = self.places[value]
                program.outputs[port] = place if reached else replace(place, gradient=-1)
        program.results = [(self.places[node.output], node.block) for node in self.nodes]
        program.size, program.scratch = self.memory.size, self.scratch.size
        return program

    def _settings(self) -> None:
        self.memory.take(f.HYPER_SIZE)
        self.settings_at: dict[tuple[str, int], int] = {}
        owners: list[tuple[tuple[str, int], list[float]]] = [
            (("op", node.output), node.settings) for node in self.nodes if node.settings
        ]
        owners += [(("loss", number), loss.settings) for number, loss in enumerate(self.sketch.losses)]
        for owner, numbers in owners:
            self.settings_at[owner] = f.HYPER_SIZE + len(self.program.settings)
            self.program.settings += numbers
        self.memory.take(len(self.program.settings))

    def _arrays(self) -> None:
        """Parameters, kept arrays, gradients and slots side by side: the state of a run; then the constants."""
        sketch, memory, program = self.sketch, self.memory, self.program
        parameters = {value: array for value, array in sketch.parameters.items() if value in self.read}
        sizes = {value: math.prod(array.shape) for value, array in parameters.items()}
        program.state_at = memory.size
        value_at = {value: memory.take(size) for value, size in sizes.items()}
        for value, array in sketch.states.items():
            if value in self.read:
                size = math.prod(array.shape)
                place = Place(sketch.types[value], memory.take(size), size)
                self.places[value] = place
                program.states.append(State(array.name, array.block, array.shape, array.initial, place.offset))
        gradient_at = {value: memory.take(size) for value, size in sizes.items()}
        slots = len(OPTIMIZERS[program.optimizer])
        for value, array in parameters.items():
            self.places[value] = Place(sketch.types[value], value_at[value], sizes[value], gradient_at[value])
            program.parameters.append(
                Parameter(
                    array.name,
                    array.block,
                    array.shape,
                    array.start,
                    value_at[value],
                    gradient_at[value],
                    memory.take(slots * sizes[value]),
                )
            )
        program.values_at = memory.size
        self.parameters = list(parameters)
        for value, numbers in sketch.constants.items():
            if value in self.read:
                place = Place(sketch.types[value], memory.take(len(numbers)), len(numbers))
                self.places[value] = place
                program.constants.append((place.offset, numbers))

    def _values(self) -> None:
        for value in sorted(self.read - set(self.places)):
            kind = self.sketch.types[value]
            if value in self.origin:  # the same place under another shape
                same = self.places[self.origin[value]]
                self.places[value] = Place(kind, same.offset, same.size, same.gradient)
                continue
            size = stored_size(kind)
            numbers = size if kind.static else self.batch * size
            offset = self.memory.take(numbers)
            gradient = self.memory.take(numbers) if value in self.trained else -1
            self.places[value] = Place(kind, offset, size, gradient)

    def _gathers(self) -> None:
        program = self.program
        for value, (block, column) in self.sketch.columns.items():
            if value in self.places:
                program.columns.append(Column(block, column, len(program.gathers)))
                place = self.places[value]
                name = "gather_real" if place.type.kind == "real" else "gather_index"
                program.gathers.append(Op(name, block, {f.Y: place.offset, f.N: place.size}))

    def _forward(self, serial: int, node: _Node) -> dict[int, int]:
        """Lay down the forward part of an operation; returns the fields its other parts share."""
        places = self.places
        columns = {f.Y: places[node.output].offset, f.SERIAL: serial}
        columns |= {place: places[value].offset for place, value in zip((f.X, f.X2), node.inputs, strict=False)}
        columns |= self._dimensions(node)
        columns |= {
            place: places[value].offset for place, value in zip((f.W, f.W2, f.W3, f.W4), node.parameters, strict=False)
        }
        columns |= {f.A0 + number: value for number, value in enumerate(node.geometry)}
        if node.settings:
            columns[f.SETTINGS] = self.settings_at["op", node.output]
        if node.work:
            columns[f.WORK] = self.memory.take(node.work if node.static else self.batch * node.work)
        if node.scratch:
            columns[f.LOCAL] = self.scratch.take(node.scratch)
        table = self.program.static_forward if node.static else self.program.forward
        table.append(Op(node.operation.forward, node.block, columns))
        if node.operation.syncs:
            table += [Op(SYNC, node.block, {}), Op(node.operation.syncs[0], node.block, columns)]
        self.program.flops += 6.0 * self.batch * columns[f.T] * sum(places[value].size for value in node.parameters)
        return columns

    def _dimensions(self, node: _Node) -> dict[int, int]:
        """Inner rows per row of the batch, and their width on the way in and out."""
        leaving = self.places[node.output].type.shape
        if not node.inputs:  # expand
            return {f.T: 1, f.N: math.prod(leaving[1:]), f.M: math.prod(leaving)}
        arriving = self.places[node.inputs[0]].type
        if arriving.kind == "index":  # one-hot rows by another name
            incoming: tuple[int, ...] = (*arriving.shape, arriving.classes)
        else:
            incoming = arriving.shape
        return {
            f.T: math.prod(incoming[:-1]),
            f.N: incoming[-1] if incoming else 1,
            f.M: leaving[-1] if leaving else 1,
        }

    def _gradients(self, inputs: Sequence[Value], written: set[Value]) -> dict[int, int]:
        """Where an operation's share of its inputs' gradients goes: written by the first to come, added by others."""
        fields: dict[int, int] = {}
        for value, (gradient, add) in zip(inputs, ((f.DX, f.ADD), (f.DX2, f.ADD2)), strict=False):
            origin = self.origin.get(value, value)
            fields |= {gradient: self.places[value].gradient, add: int(origin in written)}
            if self.places[value].gradient >= 0:
                written.add(origin)
        return fields

    def _losses(self, written: set[Value]) -> None:
        program = self.program
        for number, loss in enumerate(self.sketch.losses):
            prediction = self.places[loss.prediction]
            target = None if loss.target is None else self.places[loss.target]
            shape = prediction.type.shape
            answer = Place(prediction.type, self.memory.take(self.batch * prediction.size), prediction.size)
            labelled = target is not None and target.type.kind != "real"  # one-hot rows are kept as class numbers too
            columns = {
                f.X: prediction.offset,
                f.X2: target.offset if target else -1,
                f.Y: answer.offset,
                f.T: math.prod(shape[:-1]),
                f.N: shape[-1] if shape else 1,
                f.M: 1 if labelled or not shape else shape[-1],
                f.LABELS: int(labelled),
                f.SETTINGS: self.settings_at["loss", number],
                f.SOURCE: self.memory.take(self.batch),
                f.SCORE: self.memory.take(self.batch),
            }
            operation = LOSSES[loss.name]
            program.forward.append(Op(operation.forward, loss.block, columns))
            scored = labelled or loss.name in SCORED
            program.losses.append(Loss(loss.block, loss.name, loss.settings[0], answer, target, scored))
            if loss.prediction in self.trained:
                fields = columns | self._gradients([loss.prediction], written)
                program.backward.append(Op(operation.backward, loss.block, fields))
            if not self.sketch.types[loss.arriving].static:
                self.places.setdefault(loss.arriving, answer)

    def _backward(self, common: Mapping[Value, dict[int, int]], written: set[Value]) -> None:
        """Gradients from the losses back: of what is batched first, then the sums over the batch, then of what is
        static."""
        program = self.program
        reductions: dict[Value, list[Op]] = {value: [] for value in self.parameters}
        trained = [node for node in reversed(self.nodes) if node.output in self.trained]
        for node in (node for node in trained if not node.static):
            columns = common[node.output] | {f.DY: self.places[node.output].gradient}
            fields = columns | self._gradients(node.inputs, written)
            asked = any(self.places[value].gradient >= 0 for value in node.inputs)
            if node.operation.backward and (asked or node.operation.prepares):
                program.backward.append(Op(node.operation.backward, node.block, fields))
                if node.operation.syncs:
                    program.backward += [Op(SYNC, node.block, {}), Op(node.operation.syncs[1], node.block, fields)]
            for value, kernel in zip(node.parameters, node.operation.reductions, strict=False):
                if value in self.trained:
                    summed = reductions.setdefault(value, [])
                    add = {f.G: self.places[value].gradient, f.ADD: int(bool(summed))}
                    summed.append(Op(kernel, node.block, columns | add))
        static = [node for node in trained if node.static]
        late = {value for node in static for value in node.inputs}
        for value, ops in reductions.items():
            first = len(program.reductions)
            program.reductions += ops
            kind, place = self.sketch.types[value], self.places[value]
            update = NEVER if value not in self.sketch.parameters else LATE if value in late else AT_ONCE
            rows = kind.shape[0] if kind.shape else 1
            program.targets.append(
                Target(place.offset, place.gradient, rows, place.size // rows, first, len(program.reductions), update)
            )
            if ops:
                written.add(value)
        for node in static:
            columns = common[node.output] | {f.DY: self.places[node.output].gradient}
            fields = columns | self._gradients(node.inputs, written)
            if node.operation.backward and any(self.places[value].gradient >= 0 for value in node.inputs):
                program.static_backward.append(Op(node.operation.backward, node.block, fields))


def lower(graph: Graph, checked: Checked, *, batch: int, optimizer: str, whole: bool = False) -> Program:
    """Compile a checked graph for batches of up to ``batch`` rows.

    What no loss depends on is left out, unless the ``whole`` is asked for: to look at every value.

    Raises:
        UserError: the graph has errors; says the first.
    """
    if not checked.ok:
        first = next(problem for problem in checked.problems if problem.severity == "error")
        raise UserError("graph_broken", first=first.message.text)
    return _Lowering(_sketch(graph, checked), batch, optimizer, whole).run()
