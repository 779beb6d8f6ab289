"""Initialise and Run: what a session does with a network that only computes, and what there is to be seen of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import calculates
from visualnn.blocks.fit import upstream

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.graph.model import Block
    from visualnn.project.format import Project

SETTLE = 250
"""Milliseconds after an edit until the network is evaluated again."""

QUICK = frozenset(("table", "generator"))
"""Kinds of data blocks whose data is there at once."""


class Evaluation(QObject):
    """Which blocks have a value to be seen, and why the others have none.

    A project may say that values are shown only after *Run* (``Project.values``). A network that only computes then is
    handled as a session would: its variables have no value until *Initialise* draws their numbers, and nothing is known
    of any block until *Run* evaluates it. Otherwise everything is initialised and run as soon as the drawing is in
    order, and again after an edit while nothing was learnt that would be lost.

    Signals:
        changed(): other blocks have a value to be seen.
        refused(sentence): *Run* could not be done, and why.
        done(sentence): what was done.
    """

    changed = Signal()
    refused = Signal(str)
    done = Signal(str)

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self._trainer = trainer
        self._document = trainer.document
        self._initialised: dict[str, tuple[object, ...]] = {}
        self._fetched: frozenset[str] | None = None
        self._draws = 0
        self._judged = self._document.graph, calculates(self._document.graph)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(SETTLE)
        self._again.timeout.connect(self._refresh)
        self._document.changed.connect(self._follow)
        self._document.opened.connect(self._begin)

    # What there is

    @property
    def applies(self) -> bool:
        """Whether the network only computes."""
        graph = self._document.graph
        if self._judged[0] is not graph:
            self._judged = graph, calculates(graph)
        return self._judged[1]

    @property
    def strict(self) -> bool:
        """Whether nothing has a value before it was run."""
        return self.applies and self._document.value.values == "run"

    @property
    def shown(self) -> bool:
        """Whether values are to be seen on the canvas, as far as there are any."""
        return bool(self._document.value.values) or (self.applies and bool(self._fetched))

    @property
    def variables(self) -> tuple[Block, ...]:
        """The blocks that are initialised."""
        return tuple(block for block in self._document.graph.blocks if self._document.parameters.get(block.id))

    def has_value(self, block_id: str) -> bool:
        """Whether the value of a block is to be seen."""
        if not self.applies:
            return self.shown
        if self._fetched is None:
            return self._document.value.values == "shown"
        return block_id in self._fetched

    def missing(self, block_id: str) -> str:
        """Why a block has no value."""
        uninitialised = any(block.id == block_id for block in self._uninitialised())
        return self.tr("not initialised yet") if uninitialised else self.tr("not run yet")

    # What is done

    def initialise(self) -> None:
        """Draw the numbers of all variables, others each time; what was computed of them is no longer known."""
        training = self._document.value.training
        variables = self.variables
        self._initialised = {block.id: _start(block) for block in variables}
        if self.strict:
            graph, ids = self._document.graph, set(self._initialised)
            self._fetched = frozenset(i for i in self._fetched or () if not ids & upstream(graph, i))
        self._trainer.initialise(training.seed + self._draws)
        self._draws += 1
        self.changed.emit()
        names = ", ".join(f"“{block.name}”" for block in variables)
        self.done.emit(self.tr("Initialised: {names}.").format(names=names))

    def run(self, ids: Iterable[str] = ()) -> None:
        """Evaluate these blocks and what they depend on, and show their values; of no blocks: evaluate all."""
        graph = self._document.graph
        every = frozenset(block.id for block in graph.blocks)
        wanted = every.intersection(ids) or every
        needed = set().union(*(upstream(graph, block_id) for block_id in wanted))
        without = [block.name for block in self._uninitialised() if block.id in needed]
        if without:
            sentence = self.tr(
                "“{name}” has no value yet: a variable must be initialised before it is run. "
                "Press Initialise, then Run."
            )
            self.refused.emit(sentence.format(name=without[0]))
            return
        self._fetched = wanted
        self._trainer.ensure()
        self.changed.emit()
        self.done.emit(self.tr("Run: %n block(s) evaluated.", "", len(needed)))

    def _uninitialised(self) -> list[Block]:
        if not self.strict:
            return []
        return [block for block in self.variables if self._initialised.get(block.id) != _start(block)]

    def _begin(self) -> None:
        self._initialised, self._fetched, self._draws = {}, None, 0
        self._again.stop()
        self.changed.emit()

    def _follow(self, old: Project, new: Project) -> None:
        if old.graph is new.graph and old.values == new.values:
            return
        if not new.values and old.values == new.values and self._fetched is None:
            return  # nothing is shown, before or after
        if _meaning(old) != _meaning(new):
            self._fetched = None
            self._again.start()
        self.changed.emit()

    def _refresh(self) -> None:
        """Evaluate the network again as it was edited, where that takes no time and loses nothing."""
        trainer = self._trainer
        learnt = trainer.latest is not None and trainer.latest.step > 0
        sources = {block.kind for block in self._document.graph.blocks if SPECS[block.kind].category == "Input"}
        quick = sources <= QUICK
        if self.shown and quick and not learnt and not trainer.running and trainer.stale:
            trainer.ensure()


def _start(block: Block) -> tuple[object, ...]:
    """What the first numbers of a block depend on."""
    return block.kind, block.params


def _meaning(project: Project) -> tuple[object, ...]:
    """What values depend on."""
    blocks = [(block.id, block.kind, block.params, block.bypassed) for block in project.graph.blocks]
    return blocks, project.graph.wires, project.values
