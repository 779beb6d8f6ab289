"""Does a graph make sense? Shapes of every wire and every problem, as values.

The one walk over a graph that window, command line and engine share: it never raises, and it goes on past a problem so
that all of them are seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.findings import Ends, Finding, Memory
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

_NO_DATA: Mapping[str, ValueType] = {}

_COMPUTING = frozenset(("Tensor", "Merge", "Activation"))
"""Categories of blocks that make up a network which only computes."""

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


def can_bypass(spec: BlockSpec) -> bool:
    """Whether a block of this kind can hand on what arrives: it has one input and one output."""
    return len(spec.inputs) == len(spec.outputs) == 1


def _check_block(
    block: Block,
    spec: BlockSpec,
    types: Mapping[str, ValueType],
    sources: Mapping[str, str],
    data: Mapping[str, ValueType],
) -> tuple[list[Problem], Types]:
    """Check one block: what is wrong with it, or the types of its outputs.

    ``sources`` names what each wire comes from, by port; ``types`` holds what arrives, where that is known.
    """
    if problem := check_settings(block, spec):
        return [Problem(problem, block.id)], {}
    known = {port.name for port in spec.inputs}
    problems = [
        Problem(Message("port_unknown", {"port": port, "block": block.name}), block.id, port, repair="remove_wire")
        for port in sources
        if port not in known
    ]
    problems += [
        Problem(Message("port_open", {"port": port.label, "block": block.name}), block.id, port.name, repair="connect")
        for port in spec.inputs
        if port.name not in sources
    ]
    if block.bypassed and not can_bypass(spec):
        problems.append(Problem(Message("bypass_ports", {"block": block.name}), block.id, repair="use_again"))
    if problems or any(port not in types for port in known):
        return problems, {}
    if block.bypassed:
        return [], {(block.id, spec.outputs[0].name): types[spec.inputs[0].name]}
    inputs = Inputs(
        block,
        spec.settings(block),
        {port: types[port] for port in known},
        {port: sources[port] for port in known},
        data,
    )
    try:
        return [], {(block.id, port): leaving for port, leaving in spec.infer(inputs).items()}
    except ShapeError as error:
        return [Problem(error.message, block.id, repair=_REPAIRS.get(error.message.code, ""))], {}


def _loose_ends(loose: Iterable[Wire], blocks: Mapping[str, Block]) -> list[Problem]:
    """Wires that begin or end at something that is not there. (A wrong input port is told with its block.)"""
    problems: list[Problem] = []
    for wire in loose:
        if wire.target not in blocks:
            name = blocks[wire.source].name if wire.source in blocks else wire.source
            problems.append(Problem(Message("wire_to_nothing", {"block": name}), wire.source))
        else:
            arguments = {"port": wire.target_port, "block": blocks[wire.target].name}
            message = Message("wire_from_nothing", arguments)
            problems.append(Problem(message, wire.target, wire.target_port, repair="remove_wire"))
    return problems


def _judged(
    block: Block,
    arriving: Ends,
    blocks: Mapping[str, Block],
    types: Types,
    data: Mapping[str, ValueType],
    data_problem: Message | None,
    before: Finding | None,
) -> Finding:
    """What there is to say of a block: as before, when it and all that arrives at it are the same."""
    given = tuple([types.get(end) for end in arriving.values()])
    names = tuple([blocks[source].name if source in blocks else "" for source, _ in arriving.values()])
    if (
        before is not None
        and before.block is block
        and data_problem is None
        and before.types == given
        and before.names == names
        and before.data == data
    ):
        return before
    spec = SPECS.get(block.kind)
    outputs: Types = {}
    if spec is None:
        message = Message("graph_unknown_kind", {"block": block.name, "kind": block.kind})
        problems = [Problem(message, block.id)]
    elif data_problem is not None:
        problems = [Problem(data_problem, block.id)]
    else:
        found = {port: type for port, type in zip(arriving, given, strict=True) if type is not None}
        problems, outputs = _check_block(block, spec, found, dict(zip(arriving, names, strict=True)), data)
    return Finding(block, given, names, data, problems, outputs)


def calculates(graph: Graph) -> bool:
    """Whether a graph only computes: it neither reads data nor trains anything, as with a constant and a sum."""
    specs = (SPECS[block.kind] for block in graph.blocks if block.kind in SPECS)
    return bool(graph.blocks) and all(spec.category in _COMPUTING for spec in specs)


def check(
    graph: Graph,
    data_types: Mapping[str, Mapping[str, ValueType]],
    data_problems: Mapping[str, Message] | None = None,
    memory: Memory | None = None,
) -> Checked:
    """Check a whole graph.

    Args:
        graph: the graph.
        data_types: what each data block's source holds: block id -> column -> type.
        data_problems: what is wrong with a source that cannot be read: block id -> sentence.
        memory: what the last check of this drawing found; it is read and brought up to date.
    """
    if not graph.blocks:
        return Checked({}, (Problem(Message("graph_empty")),), ())
    memory = memory or Memory()
    blocks = {block.id: block for block in graph.blocks}
    structure = memory.structure(graph)
    findings, arriving, order = memory.findings, structure.arriving, structure.order
    types: Types = {}
    problems = _loose_ends(structure.loose, blocks)
    faults = data_problems or {}
    for block_id in order:
        block, data, before = blocks[block_id], data_types.get(block_id, _NO_DATA), findings.get(block_id)
        finding = _judged(block, arriving[block_id], blocks, types, data, faults.get(block_id), before)
        if block_id in faults:
            findings.pop(block_id, None)  # a file may be in order the next time
        elif finding is not before:
            findings[block_id] = finding
        problems += finding.problems
        types |= finding.outputs
    ordered = frozenset(order) if len(order) < len(blocks) else blocks.keys()
    circle = [block_id for block_id in blocks if block_id not in ordered]
    if circle:
        listed = ", ".join(f"“{blocks[block_id].name}”" for block_id in _on_circle(graph, circle))
        problems += [
            Problem(Message("graph_cycle", {"blocks": listed}), block_id, repair="cut_circle")
            for block_id in circle[:1]
        ]
    computes = structure.categories <= _COMPUTING
    trains = "Output" in structure.categories
    if computes and not trains:  # there to be looked at, so nothing needs to be read on
        return Checked(types, tuple(problems), order)
    if not trains:
        problems.append(Problem(Message("graph_no_loss"), repair="add_loss"))
    problems += [
        Problem(Message("output_unused", {"block": blocks[block_id].name}), block_id, severity="warning")
        for block_id in structure.unread
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
