"""A compiled network with its data and its weights: how it is made from a project, and what it can be asked.

Everything here runs on the thread of the session that owns it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from visualnn.blocks.check import check
from visualnn.data import catalogue as sources
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.graph.model import Block
from visualnn.messages import Message, UserError, define
from visualnn.project.format import Project
from visualnn.training.curves import Curves
from visualnn.training.examples import examples
from visualnn.training.inspection import Kind, Rolling, Seen, Statistics, see, statistics
from visualnn.training.landscape import plane, survey
from visualnn.training.measures import confusion, spreads
from visualnn.training.sampling import sample
from visualnn.training.tensors import Tensor, Tensors

if TYPE_CHECKING:
    from visualnn.engine.runner import Checkpoint

define(
    preparing_data="Loading the data",
    preparing_rows="Loading the data ({done:,} of {all:,} rows)",
    preparing_kernels="Compiling the engine ({done} of {all})",
    block_not_computed=(
        "“{block}” has no values here: no loss depends on it, so it is not computed while the network trains. "
        "Connect it on to a loss, or look at it with Values on the Canvas."
    ),
)

Load = Callable[..., Dataset]


class LayerInfo(msgspec.Struct, frozen=True):
    """A block with parameters: their shapes by key (``W``, ``b``, ...), and those of what it keeps beside them (running
    means)."""

    name: str
    block_id: str
    parameters: dict[str, tuple[int, ...]]
    kept: dict[str, tuple[int, ...]] = {}


class Layout(msgspec.Struct, frozen=True):
    """A compiled network: its layers from input to output, and its size."""

    layers: tuple[LayerInfo, ...]
    parameter_count: int
    memory_bytes: int
    batch_size: int
    steps_per_epoch: int
    total_steps: int
    threads: int
    info: DataInfo

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of everything that is saved, by its key (``layer name/W``)."""
        return {
            f"{layer.name}/{key}": shape
            for layer in self.layers
            for key, shape in (layer.parameters | layer.kept).items()
        }


class Network:
    """The network of a project, compiled, with its initial weights.

    Args:
        project: what to compile.
        base: the folder that relative paths in the project start from.
        overrides: sources that replace those of data blocks: block name -> path.
        load: reads the data of a block as ``data.catalogue.load`` does.
        report: is told how far this is, from 0 to 1, and what is being done; what it raises ends it.

    Raises:
        UserError: the drawing has a problem, the data cannot be read, or there is not enough memory.
    """

    def __init__(
        self,
        project: Project,
        base: Path | None,
        overrides: Mapping[str, str],
        load: Load,
        report: Callable[[float, Message], None],
    ) -> None:
        graph, training = project.graph, project.training
        sources.check_overrides(graph, overrides)
        types, problems = sources.describe_all(graph, overrides, base=base)
        checked = check(graph, types, problems)
        from visualnn.engine.lower import lower
        from visualnn.engine.runner import Runner

        def loading(done: int, all: int) -> None:
            report(0.1 + 0.1 * done / max(1, all), Message("preparing_rows", {"done": done, "all": all}))

        def compiling(done: int, all: int) -> None:
            report(0.2 + 0.8 * done / all, Message("preparing_kernels", {"done": done + 1, "all": all}))

        program = lower(graph, checked, batch=1, optimizer=training.optimizer)
        needed = {column.block for column in program.columns}
        report(0.1, Message("preparing_data"))
        data = {
            block.id: load(block, overrides, base=base, report=loading) for block in graph.blocks if block.id in needed
        }
        main = data[program.columns[0].block] if data else None
        info = main.info if main else DataInfo({}, {"train": 1})
        rows = max(1, info.rows.get("train", 0))
        batch = min(training.batch_size or rows, rows)
        program = lower(graph, checked, batch=batch, optimizer=training.optimizer)
        names = {block.id: block.name for block in graph.blocks}
        self.data = examples(program, data)
        self.runner = Runner(program, data, training, names=names, report=compiling)
        self.curves = Curves(program, names, self.runner.rows["validation"] > 0, spreads(program, data))
        self.layout = Layout(
            layers=tuple(
                LayerInfo(
                    names[block],
                    block,
                    {p.name.rpartition("/")[2]: p.shape for p in program.parameters if p.block == block},
                    {s.name.rpartition("/")[2]: s.shape for s in program.states if s.block == block},
                )
                for block in self.curves.layers
            ),
            parameter_count=program.parameter_count,
            memory_bytes=self.runner.memory_bytes,
            batch_size=batch,
            steps_per_epoch=self.runner.steps_per_epoch,
            total_steps=training.steps or training.epochs * self.runner.steps_per_epoch,
            threads=self.runner.threads,
            info=info,
        )
        self._graph = graph
        self._tensors: Tensors | None = None
        self._open_tensors: Callable[[], Tensors] = lambda: Tensors(graph, checked, data, training)

    @property
    def answers(self) -> dict[str, Callable[..., Any]]:
        """What answers a request that changes nothing, by its name."""
        return {
            "predict": self.runner.predict,
            "weights": self.runner.weights,
            "gradients": self.runner.gradients_by_name,
            "checkpoint": self.runner.checkpoint,
            "values": self.values,
            "evaluate": self.evaluate,
            "confusion": self.confusion,
            "statistics": self.statistics,
            "see": self.see,
            "sample": self.sample,
            "tensors": self.tensors,
            "plane": plane,
            "survey": partial(survey, self.runner),
        }

    def close(self) -> None:
        """Let go of the engine's threads."""
        self.runner.close()
        if self._tensors:
            self._tensors.close()

    def values(self, block_id: str, x: Any) -> Any:
        """What leaves a block for rows of x."""
        place = self.runner.program.outputs.get((block_id, "out"))
        if place is None:
            block = self._graph.element(block_id)
            raise UserError("block_not_computed", block=block.name if isinstance(block, Block) else block_id)
        return self.runner.values(x, place)

    def see(self, x: Any, loss: int, block_ids: Sequence[str] | None = None) -> Seen:
        """Predictions and what leaves blocks, in one pass."""
        return see(self.runner, self._graph, x, loss, block_ids)

    def tensors(self, first: int = 0, rows: int = 1) -> dict[tuple[str, str], Tensor]:
        """Every value and its gradient for some training rows, by (block id, port)."""
        if self._tensors is None:
            self._tensors = self._open_tensors()
        return self._tensors.look(self.runner, first, rows)

    def statistics(self, kind: Kind, bins: int, block_ids: Sequence[str] | None = None) -> tuple[Statistics, ...]:
        """See ``training.inspection``. Activations of some layers are asked for while training runs, and rolling."""
        seen = {}
        if kind == "activations":
            seen = self._rolling.anew() if block_ids is None else self._rolling.look()
        return statistics(self.runner, self._graph, kind, bins, block_ids, seen=seen)

    def statistics_at(self, kept: Checkpoint, kind: Kind, bins: int) -> tuple[Statistics, ...]:
        """The same of all layers at a checkpoint; the state of now is what it was."""
        if kind != "activations":
            return statistics(self.runner, self._graph, kind, bins, seen={}, at=kept)
        with self.runner.as_of(kept):
            return self.statistics(kind, bins)

    @cached_property
    def _rolling(self) -> Rolling:
        return Rolling(self.runner, self._graph, self.runner.inputs("train"))

    def sample(self, start: Sequence[int], count: int, temperature: float, seed: int, loss: int = 0) -> list[int]:
        """See ``training.sampling``."""
        read = self.data[self.runner.program.losses[loss].block]
        assert read
        steps = read.x.shape[1]
        return sample(lambda window: self.runner.predict(window, loss), start, count, steps, temperature, seed)

    def evaluate(self, split: str) -> dict[str, float]:
        """Measures by name on ``train``, ``validation`` or ``test``."""
        return self.curves.summary(self.runner.evaluate(split), split)

    def confusion(self, split: str, loss: int = 0) -> Any:
        """See ``training.measures``."""
        name = self._graph.block(self.runner.program.losses[loss].block).name
        return confusion(self.runner, split, loss, name)
