"""Every value of a network and its gradient, for looking at: what stands on each wire for a few rows.

Training computes only what a loss needs and keeps no more than a batch. To see everything, also what no loss reads or
a network without any, the whole graph is compiled a second time for a handful of rows, with the weights of the run.
Where several wires leave a port, each is led through a block that changes nothing, so that its own share of the
gradient can be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from visualnn.blocks.check import Checked, Types
from visualnn.graph.model import Block, Graph, Wire

if TYPE_CHECKING:
    from visualnn.data.dataset import Dataset
    from visualnn.engine.program import Place
    from visualnn.engine.runner import Runner
    from visualnn.graph.training import Training

ROWS = 8
"""Most rows looked at in one go."""

Array = np.ndarray[Any, Any]


class Tensor(msgspec.Struct, frozen=True):
    """A value: with a row per example, ``[rows, ...]``, or static, of its own shape. ``gradient`` is that of the loss
    by it, of the same shape; None where there is none. Class numbers stand for one-hot rows.

    ``shares``: where several wires carry the value, what each of them adds to the gradient, by (block id, port) at its
    end. A loss that looks through a Sigmoid or Softmax tells none.
    """

    value: Array
    gradient: Array | None
    static: bool
    shares: dict[tuple[str, str], Array] = {}


class Tensors:
    """The whole of a graph, ready to be looked at; used by the thread that owns the run.

    Args:
        graph, checked: the network and its check.
        data: the data set of each data block, by block id.
        training: the settings of the run; its seed gives the first weights of what no loss trains.
    """

    def __init__(self, graph: Graph, checked: Checked, data: Mapping[str, Dataset], training: Training) -> None:
        from visualnn.engine.lower import lower
        from visualnn.engine.runner import Runner

        rows = min((dataset.info.rows["train"] for dataset in data.values()), default=1)
        self._relays = _relays(graph, checked)
        program = lower(
            *_with_relays(graph, checked, self._relays), batch=max(1, min(ROWS, rows)), optimizer="sgd", whole=True
        )
        settings = msgspec.structs.replace(training, optimizer="sgd", threads=1)
        self._runner = Runner(program, data, settings)

    def look(self, run: Runner, first: int, rows: int) -> dict[tuple[str, str], Tensor]:
        """What leaves every port, by (block id, port), for ``rows`` training rows from ``first`` on, with the weights
        that ``run`` has now; in training mode, as the next step would see it. A loss is told as what leaves its block
        at a port ``loss``, a number per row."""
        runner = self._runner
        if runner.seed != run.seed:
            runner.reset(run.seed)
        runner.set_weights(runner.weights() | run.weights())
        count = max(1, min(rows, runner.program.batch, runner.rows["train"] - first))
        runner.gradients(count, first, run.step)
        outputs = runner.program.outputs
        relays = set(self._relays.values())
        found = {port: self._tensor(place, count) for port, place in outputs.items() if port[0] not in relays}
        for wire, relay in self._relays.items():
            tensor, share = found[wire.source, wire.source_port], self._tensor(outputs[relay, "out"], count).gradient
            if tensor.gradient is not None and share is not None:
                shares = tensor.shares | {(wire.target, wire.target_port): share}
                found[wire.source, wire.source_port] = msgspec.structs.replace(tensor, shares=shares)
        for number, loss in enumerate(runner.program.losses):
            found[loss.block, "loss"] = Tensor(runner.row_losses(number, count), None, False)
        return found

    def _tensor(self, place: Place, rows: int) -> Tensor:
        shape = place.type.shape[:-1] if place.type.kind == "onehot" else place.type.shape
        extents = shape if place.type.static else (rows, *shape)

        def copied(offset: int) -> Array:
            return self._runner.memory[offset : offset + int(np.prod(extents, dtype=np.int64))].reshape(extents).copy()

        gradient = copied(place.gradient) if place.gradient >= 0 and self._runner.program.losses else None
        return Tensor(copied(place.offset), gradient, place.type.static)

    def close(self) -> None:
        """Let its memory go."""
        self._runner.close()


def _relays(graph: Graph, checked: Checked) -> dict[Wire, str]:
    """A block id for each wire that shares its port with others and carries numbers.

    Those into a loss are left as they are, since it may look through the block before it; so is a network with
    dropout, whose random numbers depend on the number of operations.
    """
    if any(block.kind == "dropout" for block in graph.blocks):
        return {}
    kinds = {block.id: block.kind for block in graph.blocks}
    leaving = Counter((wire.source, wire.source_port) for wire in graph.wires)
    return {
        wire: f"{wire.source}/{wire.source_port}/{wire.target}/{wire.target_port}"
        for wire in graph.wires
        if leaving[wire.source, wire.source_port] > 1
        and kinds[wire.target] != "loss"
        and checked.types[wire.source, wire.source_port].kind == "real"
    }


def _with_relays(graph: Graph, checked: Checked, relays: Mapping[Wire, str]) -> tuple[Graph, Checked]:
    """The graph with an identity (leaky ReLU of slope 1, which is computed and has a gradient) in these wires."""
    same = {"function": "leaky_relu", "slope": 1.0}
    blocks = (*graph.blocks, *(Block(relay, "activation", relay, params=same) for relay in relays.values()))
    wires = [wire for wire in graph.wires if wire not in relays]
    types: Types = dict(checked.types)
    order: list[str] = []
    before: dict[str, list[str]] = {}
    for wire, relay in relays.items():
        types[relay, "out"] = checked.types[wire.source, wire.source_port]
        before.setdefault(wire.target, []).append(relay)
        wires.append(Wire(wire.source, wire.source_port, relay, "in"))
        wires.append(Wire(relay, "out", wire.target, wire.target_port))
    for block_id in checked.order:
        order += [*before.get(block_id, ()), block_id]
    return Graph(blocks, tuple(sorted(wires))), Checked(types, checked.problems, tuple(order))
