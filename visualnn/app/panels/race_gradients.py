"""The gradients of a race on one map: of every layer and variant now, or over the steps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QStackedLayout, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.gradient_map import GrowingMap, column_width, decades, norm_text
from visualnn.app.panels.gradients import PREFIX
from visualnn.app.panels.heatmap import Axis, HeatMap, roomy
from visualnn.app.panels.panel import where
from visualnn.app.panels.race_looks import label
from visualnn.app.panels.race_rota import Rota, Source
from visualnn.app.panels.widgets import Hint
from visualnn.app.theme import theme

if TYPE_CHECKING:
    from visualnn.graph.race import Vary
    from visualnn.training.entrant import Position
    from visualnn.training.metrics import History

MOST_ROWS = 40
"""Rows up to which the map over time holds all variants; beyond, it holds the one that is chosen."""


class RaceGradients(QWidget):
    """The L2 norm of the gradient of every layer's parameters, its decades as colours on one scale for all variants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.over_time = False
        self._shown: tuple[Vary, Sequence[Position], int] = ("optimizer", (), 0)
        self._few: int | None = None
        self._first: History | None = None  # of the variants' of this race
        self._last = Rota(_last)
        self._growing: dict[str, GrowingMap] = {}
        self._low, self._high = math.inf, -math.inf  # decades; of a scale that never narrows, so that colours stay
        self._maps = Rota(self._map)
        self._named: tuple[object, tuple[str, ...]] = None, ()  # what the variants are called, and which
        self.map = HeatMap()
        self.hint = Hint(self.tr("Press Start to see how much gradient reaches each layer of each variant."))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.map)
        theme().changed.connect(self.draw)

    def show_race(self, vary: Vary, positions: Sequence[Position], chosen: int, few: int | None = None) -> None:
        """Show where the variants stand, only so ``few`` of them anew or all; ``chosen`` is the one to show over time
        where all are too many."""
        self._shown, self._few = (vary, positions, chosen), few
        self.draw()

    def draw(self) -> None:
        """Draw again."""
        vary, positions, chosen = self._shown
        ready = [
            at
            for at in positions
            if at.history and at.layout and at.layout.layers and at.history.last("loss") is not None
        ]
        self._pages.setCurrentIndex(1 if ready else 0)
        first = next((at.history for at in positions if at.history), None)
        if first is not self._first:  # another race
            self._first = first
            self._last.clear()
            self._maps.clear()
            self._growing.clear()
            self._low, self._high = math.inf, -math.inf
        if not ready:
            return
        if self.over_time:
            self._draw_over_time(vary, ready, positions[chosen] if 0 <= chosen < len(positions) else ready[0])
        else:
            self._draw_now(vary, ready)

    def _draw_now(self, vary: Vary, positions: Sequence[Position]) -> None:
        layers = _layers(positions)
        norms = np.full((len(layers), len(positions)), np.nan)
        last = self._last.turn(_sources(positions), self._few)
        for column, at in enumerate(positions):
            for layer, norm in last[at.value].items():
                norms[layers.index(layer), column] = norm
        self.map.title = self.tr("Gradient norm (L2) of each layer and variant, last step")
        variants = Axis(self.tr("variant"), self._labels(vary, [at.value for at in positions]))
        names = Axis(self.tr("layer"), tuple(layers))
        if len(positions) > len(layers):  # many names are read in rows: in columns they would be cut
            self._show(norms.T, names, variants, written=True)
        else:
            self._show(norms, variants, names, written=True)

    def _draw_over_time(self, vary: Vary, positions: Sequence[Position], chosen: Position) -> None:
        if sum(len(_names(at)) for at in positions) > MOST_ROWS and chosen in positions:
            positions = [chosen]
        width = column_width(max(at.step for at in positions))
        maps = self._maps.turn(_sources(positions, width), self._few)
        columns = roomy(max(own.shape[1] for own in maps.values()))
        norms = np.full((sum(map(len, maps.values())), columns), np.nan)
        row = 0
        for own in maps.values():  # those of who dropped out, or is behind, end where it is
            rows, steps = own.shape
            norms[row : row + rows, :steps] = own
            row += rows
        labels = self._labels(vary, [at.value for at in positions])
        names = [f"{told}: {layer}" for told, at in zip(labels, positions, strict=True) for layer in _names(at)]
        self.map.title = self.tr("Gradient norm (L2) of each layer over the steps")
        steps = Axis(self.tr("step"), low=0.5, high=0.5 + columns * width, whole=True, told=where)
        self._show(norms, steps, Axis(self.tr("variant: layer"), tuple(names)), written=False)

    def _labels(self, vary: Vary, values: list[str]) -> tuple[str, ...]:
        """What variants are called, remembered: it is the same in every picture of a race."""
        if self._named[0] != (vary, values):
            self._named = (vary, values), tuple(label(vary, value) for value in values)
        return self._named[1]

    def _map(self, value: str, history: History, layers: Sequence[str], width: int) -> np.ndarray:
        """The norms in the rows of a variant: [layers, columns]."""
        growing = self._growing.setdefault(value, GrowingMap())
        return growing(history, tuple(PREFIX + layer for layer in layers), width)

    def _show(self, norms: np.ndarray, x: Axis, y: Axis, written: bool) -> None:
        heat = decades(norms)
        there = heat[np.isfinite(heat)]
        if len(there):
            self._low = min(self._low, math.floor(there.min()))
            self._high = max(self._high, math.ceil(there.max()), self._low + 1)
        low, high = (self._low, self._high) if self._low < self._high else (-1, 0)
        self.map.ends = f"1e{low}", f"1e{high}"
        self.map.show_values(norms, x, y, palettes.sequential(), low, high, norm_text, written, heat)


def _sources(positions: Sequence[Position], *more: object) -> dict[str, Source]:
    """What is shown of each variant is made of."""
    return {
        at.value: Source((at.value, at.history, tuple(_names(at)), *more), at.history.version)
        for at in positions
        if at.history
    }


def _last(value: str, history: History, layers: Sequence[str]) -> dict[str, float]:
    """The last norms of the layers of a variant."""
    norms = ((layer, history.last(PREFIX + layer)) for layer in layers)
    return {layer: np.nan if norm is None else norm for layer, norm in norms}


def _names(at: Position) -> list[str]:
    assert at.layout
    return [layer.name for layer in at.layout.layers]


def _layers(positions: Sequence[Position]) -> list[str]:
    """All layers of all variants, in the order of the variant that has most, then those that it lacks."""
    longest = max((_names(at) for at in positions), key=len)
    return list(dict.fromkeys([*longest, *(name for at in positions for name in _names(at))]))
