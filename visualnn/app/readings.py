"""Values on the canvas: what leaves every block, and what travels on every wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QAction

from visualnn.app.canvas import matrix
from visualnn.app.canvas.matrix import Line
from visualnn.app.canvas.row_stepper import RowStepper
from visualnn.app.canvas.style import SOME_DETAIL
from visualnn.app.enabling import enable
from visualnn.app.panels.inquiry import Inquiry
from visualnn.blocks.catalogue import SPECS
from visualnn.training.tensors import ROWS

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView
    from visualnn.app.evaluation import Evaluation
    from visualnn.app.trainer import Trainer
    from visualnn.graph.model import Block, Wire
    from visualnn.project.format import Project, Values
    from visualnn.training.session import Update
    from visualnn.training.tensors import Tensor

PAUSE = 250
"""Milliseconds between two looks while the network trains."""

MANY = 80
"""Blocks up to which all are written on; of more, those in view."""


class Readings(QObject):
    """Writes the tensors of a row, or of a few, below the cards and on the wires.

    The engine is asked only while values are to be seen, as often as :class:`Inquiry` allows.
    """

    def __init__(self, trainer: Trainer, canvas: CanvasView, evaluation: Evaluation) -> None:
        super().__init__(canvas)
        self._trainer = trainer
        self._canvas = canvas
        self._document = trainer.document
        self._evaluation = evaluation
        self._tensors: dict[tuple[str, str], Tensor] = {}
        self._together = False
        self._fitting = False
        self._written = False
        self.stepper = RowStepper(canvas)
        self.stepper.valueChanged.connect(self._step)
        self.action = self._toggle(self.tr("Values on the Canvas"), lambda on: "shown" if on else "")
        self.when_run = self._toggle(self.tr("Values Only After Run"), lambda on: "run" if on else "shown")
        self.next = QAction(self.tr("Values of the Next Row"), self)
        self.previous = QAction(self.tr("Values of the Previous Row"), self)
        self.next.setShortcut("Ctrl+]")
        self.previous.setShortcut("Ctrl+[")
        self.next.triggered.connect(self.stepper.stepUp)
        self.previous.triggered.connect(self.stepper.stepDown)
        self._inquiry = Inquiry(canvas, trainer, self._question, self._answered, PAUSE)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._write)
        trainer.summarised.connect(self._follow)
        evaluation.changed.connect(self._reconsider)
        self._document.changed.connect(self._edited)
        self._document.checked_changed.connect(self._soon)
        self._document.opened.connect(self._opened)
        for bar in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
            bar.rangeChanged.connect(self._scrolled)
        self._refresh()

    # Following

    def _toggle(self, text: str, chosen: Any) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._choose(chosen(on)))
        return action

    def _choose(self, values: Values) -> None:
        self._document.apply(self.tr("Show values"), lambda project: msgspec.structs.replace(project, values=values))

    def _opened(self) -> None:
        self._tensors = {}
        self._fitting = True
        self.stepper.setValue(1)
        self._refresh()

    def _edited(self, old: Project, new: Project) -> None:
        if old.graph is not new.graph or old.values != new.values:
            self._later.start()

    def _follow(self, update: Update | None) -> None:
        if update is None:
            self._inquiry.forget()
            self._tensors = {}
        self._refresh()

    def _soon(self, *_: object) -> None:
        self._later.start()

    def _reconsider(self) -> None:
        """Something was initialised, run or edited: numbers from before must not be taken for those of now."""
        if self._evaluation.strict:
            self._inquiry.forget()
            self._tensors = {}
        self._refresh()

    def _step(self) -> None:
        self._inquiry.forget()
        self._inquiry.want()

    def _scrolled(self) -> None:
        if self._evaluation.shown and len(self._canvas.canvas.nodes) > MANY:
            self._later.start()

    def _refresh(self) -> None:
        values, shown = self._document.value.values, self._evaluation.shown
        self.action.setChecked(bool(values))
        self.when_run.setChecked(values == "run")
        enable(self.when_run, bool(values), self.tr("The canvas shows no values: choose Values on the Canvas first."))
        layout = self._trainer.layout
        rows = layout.info.rows.get("train", 1) if layout and not self._evaluation.applies else 1
        if layout:
            self.stepper.fit(rows, ROWS)
        self.stepper.setVisible(shown and rows > 1)
        for action in (self.next, self.previous):
            enable(action, shown and rows > 1, self.tr("The canvas shows no values of rows of data."))
        if shown:
            self._inquiry.want()
        self._later.start()

    def _question(self) -> tuple[Any, ...] | None:
        if self._trainer.session is None or self._trainer.stale or not self._evaluation.shown:
            return None
        row = self.stepper.value()
        self._together = row == 0
        return ("tensors", max(0, row - 1), ROWS if row == 0 else 1)

    def _answered(self, tensors: dict[tuple[str, str], Tensor]) -> None:
        self._tensors = tensors
        self._write()

    # Writing

    def _write(self) -> None:
        scene, shown = self._canvas.canvas, self._evaluation.shown
        if not (shown or self._written):
            return
        self._written = shown
        blocks = {block.id: block for block in self._document.graph.blocks}
        seen = self._seen() if len(scene.nodes) > MANY else None
        if shown and seen is not None and self._canvas.navigator.zoom < SOME_DETAIL:
            return  # too far away to be read
        lines: dict[str, tuple[Line, ...]] = {}
        for element_id, node in scene.nodes.items():
            block = blocks.get(element_id)
            if block is None or not shown:
                lines[element_id] = ()
            elif seen is None or seen.intersects(node.sceneBoundingRect()):
                lines[element_id] = self._lines(block)
        scene.show_readings(lines, {wire: self._on_wire(wire) for wire in scene.wires} if shown else {})
        self._make_room()

    def _seen(self) -> QRectF:
        return self._canvas.mapToScene(self._canvas.viewport().rect()).boundingRect()

    def _make_room(self) -> None:
        """After a project was opened, fit the drawing with what is written on it."""
        if self._fitting:
            self._canvas.fit()
            self._fitting = not self._tensors

    def _lines(self, block: Block) -> tuple[Line, ...]:
        spec = SPECS[block.kind]
        ports = [port.name for port in spec.outputs] or ["loss"]
        if not self._evaluation.has_value(block.id) or not self._tensors:
            return tuple(self._without(block, port) for port in ports) if spec.outputs else ()
        found: list[Line] = []
        for port in ports:
            tensor = self._tensors.get((block.id, port))
            if tensor is None:
                continue
            label = port if len(ports) > 1 or not spec.outputs else ""
            if not spec.outputs:
                found += matrix.lines(self.tr("loss"), np.asarray(tensor.value.mean()), None, "")
                continue
            value = self._part(tensor, tensor.value)
            gradient = None if tensor.gradient is None else self._part(tensor, tensor.gradient)
            found += matrix.lines(label, value, gradient, self._shape(value.shape))
        return tuple(found)

    def _without(self, block: Block, port: str) -> Line:
        """What can be said before there is a value."""
        type = self._document.checked.types.get((block.id, port))
        shape = self._shape(type.shape) if type else ""
        missing = "" if self._evaluation.has_value(block.id) else self._evaluation.missing(block.id)
        return (matrix.text(" · ".join(filter(None, (missing, shape)))),)

    def _on_wire(self, wire: Wire) -> tuple[str, ...]:
        tensor = self._tensors.get((wire.source, wire.source_port))
        if tensor is None or not self._evaluation.has_value(wire.source):
            return ()
        value = self._part(tensor, tensor.value)
        share = tensor.shares.get((wire.target, wire.target_port), None if tensor.shares else tensor.gradient)
        number = matrix.brief(value)
        if share is None:
            return (number,) if number else ()
        share = self._part(tensor, share)
        size = f"∂ {matrix.brief(share)}" if number else f"|∂| {np.linalg.norm(share):.2g}"
        return (f"{number}  {size}", size) if number else (size,)

    def _part(self, tensor: Tensor, array: np.ndarray) -> np.ndarray:
        """What is shown of an array: of several rows all, of one that row by itself."""
        return array if tensor.static or self._together else array[0]

    def _shape(self, shape: tuple[int, ...]) -> str:
        extents = ", ".join(map(str, shape))
        return self.tr("shape [{shape}], rank {rank}").format(shape=extents, rank=len(shape))
