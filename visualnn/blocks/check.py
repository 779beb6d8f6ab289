"""Does a graph make sense? Shapes of every wire and every problem, as values.

The one walk over a graph that window, command line and engine share: it never raises, and it goes on past a problem so
that all of them are seen at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import check_settings
from visualnn.blocks.spec import BlockSpec, Inputs, Problem, ShapeError, ValueType
from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import Message, define

define(
    graph_empty="The canvas is empty. Drag a data block from the palette to begin, or open a sample.",
    graph_no_loss="There is nothing to train yet: add a Loss block and connect the last layer and the data's y to it.",
    graph_cycle="The blocks {blocks} form a circle, so none can come first. Remove one of the wires between them.",
    graph_unknown_kind="Block “{block}” is of the kind “{kind}”, which this version does not know.",
    port_open="Nothing is connected to “{port}” of “{block}”. Draw a wire to it.",
    wire_from_nothing="The wire to “{port}” of “{block}” comes from an output that is not there. Draw it anew.",
    wire_to_nothing="A wire from “{block}” leads to a block that is not there. Remove the wire.",
    port_unknown="A wire leads to port “{port}” of “{block}”, which has no such port. Remove the wire.",
    bypass_ports="“{block}” has not just one input and one output, so it cannot be bypassed. Press M to use it again.",
    output_unused="Nothing reads “{block}”, so it takes no part in training. Connect its output, or delete it.",
)

_REPAIRS = {
    "loss_classes": "fit_output",
    "loss_shapes": "fit_output",
    "loss_binary_classes": "use_softmax",
    "needs_image": "give_images",
}
"""The repair (see ``repairs.py``) of what a block's shape rule may say."""

Types = dict[tuple[str, str], ValueType]
"""The type of every output: (block id, port name) -> type."""


class Checked(msgspec.Struct, frozen=True):
    """What a check found. ``types`` covers every output whose inputs are in order; ``order`` is topological and leaves
    out blocks on a circle."""

    types: Types
    problems: tuple[Problem, ...]
    order: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the graph can be trained."""
        return not any(problem.severity == "error" for problem in self.problems)


def topological_order(graph: Graph) -> tuple[str, ...]:
    """Block ids, each after all that feed it; blocks on a circle, or fed by one, are left out.

    Blocks that nothing feeds go first, in the order they are drawn; the others as soon as all that feed them have gone
    (Kahn 1962).
    """
    ids = [block.id for block in graph.blocks]
    waiting = dict.fromkeys(ids, 0)
    readers: dict[str, list[str]] = {block_id: [] for block_id in ids}
    for wire in graph.wires:
        if wire.source in waiting and wire.target in waiting:
            waiting[wire.target] += 1
            readers[wire.source].append(wire.target)
    free = [block_id for block_id in ids if not waiting[block_id]]
    for block_id in free:
        for reader in readers[block_id]:
            waiting[reader] -= 1
            if not waiting[reader]:
                free.append(reader)
    return tuple(free)


def can_bypass(spec: BlockSpec) -> bool:
    """Whether a block of this kind can hand on what arrives: it has one input and one output."""
    return len(spec.inputs) == len(spec.outputs) == 1


def _check_block(
    block: Block,
    spec: BlockSpec,
    arriving: Mapping[str, tuple[str, str]],
    names: Mapping[str, str],
    types: Types,
    data: Mapping[str, ValueType],
) -> list[Problem]:
    """Check one block; when it is in order, its output types are added to ``types``."""
    if problem := check_settings(block, spec):
        return [Problem(problem, block.id)]
    known = {port.name for port in spec.inputs}
    problems = [
        Problem(Message("port_unknown", {"port": port, "block": block.name}), block.id, port, repair="remove_wire")
        for port in arriving
        if port not in known
    ]
    problems += [
        Problem(Message("port_open", {"port": port.label, "block": block.name}), block.id, port.name, repair="connect")
        for port in spec.inputs
        if port.name not in arriving
    ]
    if block.bypassed and not can_bypass(spec):
        problems.append(Problem(Message("bypass_ports", {"block": block.name}), block.id, repair="use_again"))
    if problems or any(arriving[port] not in types for port in known):
        return problems
    if block.bypassed:
        types[block.id, spec.outputs[0].name] = types[arriving[spec.inputs[0].name]]
        return []
    inputs = Inputs(
        block,
        spec.settings(block),
        {port: types[arriving[port]] for port in known},
        {port: names[arriving[port][0]] for port in known},
        data,
    )
    try:
        types |= {(block.id, port): leaving for port, leaving in spec.infer(inputs).items()}
    except ShapeError as error:
        return [Problem(error.message, block.id, repair=_REPAIRS.get(error.message.code, ""))]
    return []


def _loose_ends(graph: Graph, blocks: Mapping[str, Block]) -> list[Problem]:
    """Wires that begin or end at something that is not there. (A wrong input port is told with its block.)"""

    def leaves(wire: Wire) -> bool:
        block = blocks.get(wire.source)
        spec = SPECS.get(block.kind) if block else None
        return block is not None and (spec is None or any(port.name == wire.source_port for port in spec.outputs))

    problems: list[Problem] = []
    for wire in graph.wires:
        if wire.target not in blocks:
            name = blocks[wire.source].name if wire.source in blocks else wire.source
            problems.append(Problem(Message("wire_to_nothing", {"block": name}), wire.source))
        elif not leaves(wire):
            arguments = {"port": wire.target_port, "block": blocks[wire.target].name}
            message = Message("wire_from_nothing", arguments)
            problems.append(Problem(message, wire.target, wire.target_port, repair="remove_wire"))
    return problems


def check(
    graph: Graph,
    data_types: Mapping[str, Mapping[str, ValueType]],
    data_problems: Mapping[str, Message] | None = None,
) -> Checked:
    """Check a whole graph.

    Args:
        graph: the graph.
        data_types: what each data block's source holds: block id -> column -> type.
        data_problems: what is wrong with a source that cannot be read: block id -> sentence.
    """
    if not graph.blocks:
        return Checked({}, (Problem(Message("graph_empty")),), ())
    blocks = {block.id: block for block in graph.blocks}
    names = {block.id: block.name for block in graph.blocks}
    order = topological_order(graph)
    arriving: dict[str, dict[str, tuple[str, str]]] = {block_id: {} for block_id in blocks}
    for wire in graph.wires:
        if wire.target in arriving:
            arriving[wire.target][wire.target_port] = (wire.source, wire.source_port)
    types: Types = {}
    problems = _loose_ends(graph, blocks)
    for block_id in order:
        block = blocks[block_id]
        spec = SPECS.get(block.kind)
        if spec is None:
            problems.append(Problem(Message("graph_unknown_kind", {"block": block.name, "kind": block.kind}), block_id))
        elif data_problems and block_id in data_problems:
            problems.append(Problem(data_problems[block_id], block_id))
        else:
            data = data_types.get(block_id, {})
            problems += _check_block(block, spec, arriving[block_id], names, types, data)
    ordered = frozenset(order)
    circle = [block_id for block_id in blocks if block_id not in ordered]
    if circle:
        listed = ", ".join(f"“{names[block_id]}”" for block_id in _on_circle(graph, circle))
        problems += [
            Problem(Message("graph_cycle", {"blocks": listed}), block_id, repair="cut_circle")
            for block_id in circle[:1]
        ]
    kinds = [SPECS[block.kind] for block in graph.blocks if block.kind in SPECS]
    calculates = all(spec.category in ("Tensor", "Merge", "Activation") for spec in kinds)
    trains = any(spec.category == "Output" for spec in kinds)
    if calculates and not trains:  # there to be looked at, so nothing needs to be read on
        return Checked(types, tuple(problems), order)
    if not trains:
        problems.append(Problem(Message("graph_no_loss"), repair="add_loss"))
    read = {wire.source for wire in graph.wires}
    problems += [
        Problem(Message("output_unused", {"block": block.name}), block.id, severity="warning")
        for block in graph.blocks
        if block.id not in read and (spec := SPECS.get(block.kind)) and spec.inputs and spec.outputs
    ]
    return Checked(types, tuple(problems), order)


def _on_circle(graph: Graph, left: list[str]) -> list[str]:
    """Of blocks that no order could be found for, those on a circle rather than behind one."""
    remaining = set(left)
    changed = True
    while changed:
        feeding = {wire.source for wire in graph.wires if wire.source in remaining and wire.target in remaining}
        changed = feeding != remaining
        remaining = feeding
    return [block_id for block_id in left if block_id in remaining]
