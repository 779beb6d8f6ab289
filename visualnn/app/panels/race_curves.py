"""The curves of a race: every variant's loss or accuracy on one chart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from visualnn.app.panels.loss import EPOCH, SMOOTHING, VALIDATION
from visualnn.app.panels.plots import Line, Plot, Reading
from visualnn.app.panels.race_looks import Look, label, look
from visualnn.app.panels.race_rota import Rota, Source
from visualnn.app.panels.smoothing import Smoother
from visualnn.app.panels.widgets import Switch, bare, drop_down, toggle
from visualnn.app.theme import theme
from visualnn.training.standings import exploded, first_losses, highest_first

if TYPE_CHECKING:
    from visualnn.graph.race import Vary
    from visualnn.training.entrant import Position
    from visualnn.training.metrics import History


APART = 100
"""Ratio of first losses from which the axis is logarithmic."""


CEILING = 3
"""Times the highest first loss above which the line of a variant that diverged or exploded is left out: it would make
the others flat, and the table says what became of it."""


class RaceCurves(QWidget):
    """A line per variant, smoothed; ``read`` is emitted with (figures by value, where), exact and unsmoothed, while the
    cursor is over the chart, and with nothing when it leaves."""

    read = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._positions: Sequence[Position] = ()
        self._histories: list[History] = []
        self._judged = False  # whether the first losses of these are known, and the scale was chosen for them
        self._first = float("inf")  # the highest of those
        self._smoothers: dict[str, Smoother] = {}
        self._few: int | None = None
        self._lines = Rota(self._make_line)
        self.choice = Switch({"loss": self.tr("Loss"), "accuracy": self.tr("Accuracy")})
        self.choice.changed.connect(self._choice_changed)
        self.validation = toggle(self.tr("validation"), self.tr("Draw what the validation rows gave, epoch by epoch"))
        self.validation.toggled.connect(self._choice_changed)
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setMaximum(99)
        self.smoothing.setValue(SMOOTHING)
        self.smoothing.setFixedWidth(44)
        self.smoothing.setToolTip(self.tr("Smoothing: exponential moving average"))
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.valueChanged.connect(self._draw)
        self.plot = Plot("", "")
        self.log = self.plot.log_axes()
        self.axes = drop_down(self.tr("axes"), self.log)
        self.plot.read.connect(self._read)
        row = bare(QHBoxLayout(), spacing=4, margins=(4, 4, 4, 2))
        row.addWidget(self.choice)
        row.addStretch(1)
        for control in (self.smoothing, self.validation, self.axes):
            row.addWidget(control)
        column = bare(QVBoxLayout(self))
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        theme().changed.connect(self._draw)
        self._name_axes()

    def show_race(self, vary: Vary, positions: Sequence[Position], few: int | None = None) -> None:
        """Draw where the variants stand, only so ``few`` of them or all; no positions: an empty chart that says what
        to do."""
        self._positions, self._few = positions, few
        self.plot.name_of = partial(label, vary)
        histories = [at.history for at in positions if at.history]
        if histories != self._histories or not histories:
            self._histories, self._judged = histories, False
            self._smoothers.clear()
            self._lines.clear()
            self._show_choices({name for history in histories for name in history.names})
        if not self._judged:
            self._first = highest_first(positions)
            self._choose_scale()
        self._draw()

    def _show_choices(self, names: set[str]) -> None:
        """Offer the curves that there are; all before there are any."""
        self.choice.button("accuracy").setVisible("accuracy" in names or not names)
        self.validation.setVisible(any(name.startswith(VALIDATION) for name in names) or not names)
        if names and self.choice.value not in names | {"loss"}:
            self.choice.button("loss").click()

    def _choose_scale(self) -> None:
        """Take the logarithmic axis, once per race, where the first losses of the variants are worlds apart."""
        known = first_losses(self._positions)
        if known and len(known) >= sum(at.problem is None for at in self._positions if at.history):
            self._judged = True
            if max(known) > APART * min(known) and not self.log.y.isChecked():
                self.log.y.trigger()

    def _draw(self) -> None:
        weight, source = self.smoothing.value() / 100, self._source()
        first = self._first if source.endswith("loss") else float("inf")
        if all(at.problem for at in self._positions):
            first = float("inf")  # there is nobody left whose line would be made flat
        sources = {}
        for number, at in enumerate(self._positions):
            if at.history and at.history.last(source) is not None:
                arguments = (at.value, at.history, source, weight, first, at.problem is not None, look(number))
                sources[at.value] = Source(arguments, at.history.version)
        self.plot.show_lines(self._lines.turn(sources, self._few))
        self.plot.set_hint("" if sources else self._how_to_fill())

    def _make_line(
        self, value: str, history: History, source: str, weight: float, first: float, diverged: bool, own: Look
    ) -> Line:
        """The line of a variant; of one that diverged or exploded only what is near the highest ``first`` loss."""
        steps, extremes, means = history.read(source)
        values = means
        if not source.startswith((VALIDATION, EPOCH)):
            values = self._smoothers.setdefault(f"{source} {value}", Smoother())(values, weight)
        if diverged or exploded(means, first):
            values = np.where(values <= CEILING * first, values, np.nan)
        return Line(steps, values, own.colour, smooth=True, dash=own.dash, exact=means, extremes=extremes)

    def _source(self) -> str:
        chosen = self.choice.value
        has = any(at.history and f"{VALIDATION}{chosen}" in at.history.names for at in self._positions)
        return f"{VALIDATION}{chosen}" if self.validation.isChecked() and has else chosen

    def _how_to_fill(self) -> str:
        if self._positions and any(at.history and at.history.last("loss") is not None for at in self._positions):
            return self.tr("There is nothing to draw yet: validation rows are looked at after every epoch.")
        return self.tr("Press Start to let the variants learn side by side, from the same seed and data.")

    def _read(self, readings: tuple[Reading, ...]) -> None:
        where = self.tr("at {number}").format(number=f"{readings[0].x:,.0f}") if readings else ""
        self.read.emit({name: y for name, _, y in readings}, where)

    def _choice_changed(self) -> None:
        self.read.emit({}, "")
        self._name_axes()
        self._draw()
        self.plot.show_all()

    def _name_axes(self) -> None:
        split = self.tr("validation") if self.validation.isChecked() else self.tr("training")
        if self.choice.value == "loss":
            title = self.tr("Loss of each variant, {split}").format(split=split)
        else:
            title = self.tr("Accuracy of each variant, {split}").format(split=split)
        self.plot.set_labels(*self._axes(), title)

    def _axes(self) -> tuple[str, str]:
        return self.tr("step"), self.tr("loss") if self.choice.value == "loss" else self.tr("share right")
