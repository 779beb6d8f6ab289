"""One-click repairs: what a problem of a graph suggests doing about it.

A :class:`~visualnn.blocks.spec.Problem` names the repair that may help. :func:`propose` tries it: what comes back is
the repaired graph and a sentence that says what was done to it, or None where it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.fit import downstream, shape_obstacle, upstream
from visualnn.blocks.spec import Problem, ValueType
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.messages import Message, define

define(
    repair_add_loss="Add a Loss block",
    repair_connect="Connect “{source}”",
    repair_units="Set “{block}” to {units} units",
    repair_flatten="Insert Flatten before “{block}”",
    repair_dense="Insert a Dense block of {units} units",
    repair_softmax="Use softmax cross-entropy",
    repair_images="Let “{block}” give images",
    repair_cut="Remove the wire from “{source}” to “{target}”",
    repair_remove_wire="Remove the wire",
    repair_use_again="Use “{block}” again",
)

STEP = 220.0
"""How far apart, in scene pixels, blocks in a row are put."""


class Repair(msgspec.Struct, frozen=True):
    """What could be done: a short sentence for a button, and the graph it leads to."""

    label: Message
    graph: Graph


def propose(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """The repair of a problem that ``checked`` found in ``graph``; None when there is none that applies."""
    attempt = _REPAIRS.get(problem.repair)
    return attempt(graph, checked, problem) if attempt else None


def _add_loss(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """A Loss behind the last block that nothing reads, comparing it with the y of the data that feeds it."""
    read = {wire.source for wire in graph.wires}
    ends = [_block(graph, i) for i in checked.order if i not in read]
    last = next((end for end in reversed(ends) if SPECS[end.kind].inputs and SPECS[end.kind].outputs), None)
    if last is None:
        return None
    output = SPECS[last.kind].outputs[0].name
    target = _labels(graph, checked, last.id)
    params = {"loss": _loss_for(last, checked.types.get(target))} if target else {}
    settings = {key: value for key, value in params.items() if value != SPECS["loss"].param(key).default}
    name = edits.fresh_name(graph, SPECS["loss"].base_name)
    mended, loss = edits.add_block(graph, "loss", name, last.x + STEP, last.y, settings)
    mended = edits.connect(mended, Wire(last.id, output, loss, "prediction"))
    if target:
        mended = edits.connect(mended, Wire(*target, loss, "target"))
    return Repair(Message("repair_add_loss"), mended)


def _loss_for(last: Block, target: ValueType | None) -> str:
    """The usual loss for targets of a type: labels, yes/no answers of a sigmoid, or numbers."""
    if target is None or target.kind == "index":
        return "softmax_cross_entropy"
    sigmoid = last.kind == "activation" and last.params.get("function") == "sigmoid"
    return "binary_cross_entropy" if sigmoid else "mse"


def _labels(graph: Graph, checked: Checked, block_id: str) -> tuple[str, str] | None:
    """The y of the data that feeds a block; where none does, of the only data there is."""
    sources = [block.id for block in graph.blocks if (block.id, "y") in checked.types]
    near = [source for source in sources if source in upstream(graph, block_id)] or sources
    return (near[0], "y") if len(near) == 1 else None


def _connect(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """A wire to an open port: to a loss's target from the data's y, to others from the only output that fits; where
    several fit, from the only one among them that nothing reads."""
    block = _block(graph, problem.block)
    if block.kind == "loss" and problem.port == "target":
        source = _labels(graph, checked, block.id)
        candidates = [source] if source else []
    else:
        candidates = list(_fitting(graph, checked, block, problem.port))
        read = {(wire.source, wire.source_port) for wire in graph.wires}
        if len(candidates) > 1:
            candidates = [end for end in candidates if end not in read and not _is_label(graph, end)]
    if len(candidates) != 1:
        return None
    source_id, port = candidates[0]
    name = _block(graph, source_id).name
    label = Message("repair_connect", {"source": f"{name}: {port}" if port != "out" else name})
    return Repair(label, edits.connect(graph, Wire(source_id, port, block.id, problem.port)))


def _fitting(graph: Graph, checked: Checked, target: Block, port: str) -> Iterator[tuple[str, str]]:
    """Outputs that could feed a port."""
    blocks = {block.id: block for block in graph.blocks}
    behind = downstream(graph, target.id)
    wires = list(graph.into(target.id))
    for source, source_port in checked.types:
        wire = Wire(source, source_port, target.id, port)
        if source not in behind and shape_obstacle(blocks, wires, checked, wire) is None:
            yield source, source_port


def _is_label(graph: Graph, end: tuple[str, str]) -> bool:
    return end[1] == "y" and not SPECS[_block(graph, end[0]).kind].inputs


def _fit_output(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """Make what arrives at a loss as wide as its target: by the units of the Dense block before it, flattening what
    enters that one if need be; by a new Dense block where there is none."""
    arriving = {wire.target_port: wire for wire in graph.into(problem.block or "")}
    prediction, target = (
        checked.types.get((arriving[port].source, arriving[port].source_port)) if port in arriving else None
        for port in ("prediction", "target")
    )
    if prediction is None or target is None:
        return None
    wanted = (*target.shape, target.classes) if target.kind == "index" else target.shape
    wire = arriving["prediction"]
    chain = list(_back(graph, wire, passing=("activation", "dropout", "batch_norm", "layer_norm")))
    dense = next((end.source for end in chain if _block(graph, end.source).kind == "dense"), None)
    if not wanted:
        return None
    if prediction.shape[:-1] == wanted[:-1]:
        return _set_units(graph, dense, wanted[-1]) if dense else _insert_dense(graph, wire, wanted[-1])
    if dense is None or len(wanted) > 1:
        return None
    into = next(graph.into(dense))
    mended = _set_units(graph, dense, wanted[-1]).graph
    label = Message("repair_flatten", {"block": _block(graph, dense).name})
    return Repair(label, _inserted(mended, into, "flatten", {}))


def _back(graph: Graph, wire: Wire, passing: Collection[str]) -> Iterator[Wire]:
    """A wire, and those before it through blocks of some kinds that keep shapes, and through bypassed ones."""
    while True:
        yield wire
        source = _block(graph, wire.source)
        before = list(graph.into(source.id))
        if (source.kind not in passing and not source.bypassed) or len(before) != 1:
            return
        wire = before[0]


def _set_units(graph: Graph, block_id: str, units: int) -> Repair:
    label = Message("repair_units", {"block": _block(graph, block_id).name, "units": units})
    return Repair(label, edits.set_param(graph, block_id, "units", units, SPECS["dense"].param("units").default))


def _insert_dense(graph: Graph, wire: Wire, units: int) -> Repair:
    params = {"units": units} if units != SPECS["dense"].param("units").default else {}
    return Repair(Message("repair_dense", {"units": units}), _inserted(graph, wire, "dense", params))


def _inserted(graph: Graph, wire: Wire, kind: str, params: Mapping[str, object]) -> Graph:
    """A new block in a wire; what lies to its right makes room."""
    spec = SPECS[kind]
    source, target = _block(graph, wire.source), _block(graph, wire.target)
    x = source.x + STEP
    if target.x < x + STEP:
        shift = x + STEP - target.x
        graph = edits.move(graph, {b.id: (b.x + shift, b.y) for b in graph.blocks if b.x >= target.x and b != source})
    graph, made = edits.add_block(graph, kind, edits.fresh_name(graph, spec.base_name), x, target.y, params)
    return edits.insert_on_wire(graph, wire, made, spec.inputs[0].name, spec.outputs[0].name)


def _use_softmax(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    default = SPECS["loss"].param("loss").default
    mended = edits.set_param(graph, problem.block or "", "loss", "softmax_cross_entropy", default)
    return Repair(Message("repair_softmax"), mended)


def _give_images(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """Have the data block right before say its rows as images, where it can."""
    for wire in graph.into(problem.block or ""):
        source = _block(graph, wire.source)
        for param in SPECS[source.kind].params:
            if param.name == "shape" and any(value == "image" for value, _ in param.choices):
                mended = edits.set_param(graph, source.id, "shape", "image", param.default)
                return Repair(Message("repair_images", {"block": source.name}), mended)
    return None


def _cut_circle(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    """Remove, of the wires that close a circle, the one that leads furthest back to the left."""
    start = problem.block or ""
    circle = upstream(graph, start) & downstream(graph, start)
    x = {block.id: block.x for block in graph.blocks}
    wires = [wire for wire in graph.wires if wire.source in circle and wire.target in circle]
    if not wires:
        return None
    wire = max(wires, key=lambda wire: x[wire.source] - x[wire.target])
    names = {"source": _block(graph, wire.source).name, "target": _block(graph, wire.target).name}
    return Repair(Message("repair_cut", names), edits.disconnect(graph, wire))


def _remove_wire(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    stray = [wire for wire in graph.into(problem.block or "") if wire.target_port == problem.port]
    return Repair(Message("repair_remove_wire"), edits.disconnect(graph, *stray))


def _use_again(graph: Graph, checked: Checked, problem: Problem) -> Repair | None:
    block = _block(graph, problem.block)
    return Repair(Message("repair_use_again", {"block": block.name}), edits.bypass(graph, [block.id], False))


def _block(graph: Graph, block_id: str | None) -> Block:
    return graph.block(block_id or "")


_REPAIRS: dict[str, Callable[[Graph, Checked, Problem], Repair | None]] = {
    "add_loss": _add_loss,
    "connect": _connect,
    "fit_output": _fit_output,
    "use_softmax": _use_softmax,
    "give_images": _give_images,
    "cut_circle": _cut_circle,
    "remove_wire": _remove_wire,
    "use_again": _use_again,
}
