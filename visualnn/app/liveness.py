"""Blocks and wires show life while the network trains."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QImage

from visualnn.app.panels import palettes
from visualnn.app.theme import theme

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView
    from visualnn.app.trainer import Trainer
    from visualnn.training.network import Layout
    from visualnn.training.session import Update

PAUSE = 0.5
"""Least seconds between two looks at the weights."""

LARGEST = 1_000_000
"""Parameters from which the weights are not copied for the canvas."""

SMALL = 16
"""Rows and columns up to which a layer's weights are shown on its block."""


class Liveness(QObject):
    """Tells the canvas how large gradients and weights are, a few times a second.

    The gradient's size is a bar on the block. The gain of a layer's weights, the L2 norm of ``W`` over the square root
    of its columns, is the thickness of the wires behind it: it is how much larger signals without correlation leave
    than they entered. Small weight matrices are shown as they are.
    """

    def __init__(self, trainer: Trainer, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._trainer = trainer
        self._canvas = canvas
        self._looked = 0.0
        self._waiting = False
        self.action = QAction(self.tr("Show activity"), self)
        self.action.setCheckable(True)
        self.action.setChecked(True)
        self.action.toggled.connect(self._toggle)
        self.parts = {
            "gradients": self._part(self.tr("Bars of gradients")),
            "wires": self._part(self.tr("Thickness of wires by the weights")),
            "weights": self._part(self.tr("Weights of small layers")),
        }
        """What is shown, each to be left out by itself."""
        trainer.summarised.connect(self._follow)
        theme().changed.connect(self._look)

    def show(self, wanted: bool, left_out: Collection[str] = ()) -> None:
        """Show life from now on, or nothing; some parts of it may be left out."""
        for name, part in self.parts.items():
            part.setChecked(name not in left_out)
        self.action.setChecked(wanted)

    @property
    def left_out(self) -> frozenset[str]:
        """The parts that are not shown."""
        return frozenset(name for name, part in self.parts.items() if not part.isChecked())

    def _part(self, text: str) -> QAction:
        part = QAction(text, self)
        part.setCheckable(True)
        part.setChecked(True)
        part.toggled.connect(self._toggle)
        self.action.toggled.connect(part.setEnabled)
        return part

    def _shows(self, part: str) -> bool:
        return self.parts[part].isChecked()

    def _toggle(self) -> None:
        self._follow(self._trainer.latest)

    def _follow(self, update: Update | None) -> None:
        layout = self._trainer.layout
        if update is None or layout is None or not self.action.isChecked():
            self._waiting = False
            self._canvas.set_activity({})
            self._canvas.set_weights({}, {})
            return
        if not self._shows("wires") and not self._shows("weights"):
            self._canvas.set_weights({}, {})
        norms = {layer.block_id: update.last(f"gradient/{layer.name}") for layer in layout.layers}
        self._canvas.set_activity(
            {block: math.log10(norm) for block, norm in norms.items() if norm and math.isfinite(norm)}
            if self._shows("gradients")
            else {}
        )
        if update.state != "running" or time.monotonic() - self._looked > PAUSE:
            self._look()

    def _look(self) -> None:
        """Ask for the weights, unless they are on their way or too many."""
        layout = self._trainer.layout
        wanted = self.action.isChecked() and (self._shows("wires") or self._shows("weights"))
        if layout is None or self._waiting or not wanted or layout.parameter_count > LARGEST:
            return
        self._looked = time.monotonic()
        self._waiting = self._trainer.ask("weights", then=self._show) is not None

    def _show(self, weights: Mapping[str, np.ndarray]) -> None:
        self._waiting = False
        layout = self._trainer.layout
        if layout is None or not self.action.isChecked():
            return
        arrays = _matrices(layout, weights)
        small = {block: array for block, array in arrays.items() if max(array.shape) <= SMALL}
        self._canvas.set_weights(
            {block: gain(array) for block, array in arrays.items()} if self._shows("wires") else {},
            {block: _picture(array) for block, array in small.items()} if self._shows("weights") else {},
        )


def gain(array: np.ndarray) -> float:
    """How much larger uncorrelated signals leave a weight matrix [inputs, outputs] than they entered."""
    return float(np.sqrt(np.square(array, dtype=np.float64).sum() / array.shape[1]))


def _matrices(layout: Layout, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The first weight matrix of each layer by block."""
    found: dict[str, np.ndarray] = {}
    for layer in layout.layers:
        for key in layer.parameters:
            array = weights.get(f"{layer.name}/{key}")
            if array is not None and array.ndim >= 2:
                found.setdefault(layer.block_id, array.reshape(-1, array.shape[-1]))
    return found


def _picture(array: np.ndarray) -> QImage:
    """Weights as colours, a row for each input."""
    largest = float(np.abs(array).max()) or 1.0
    return palettes.painted(array, palettes.diverging(), -largest, largest)
