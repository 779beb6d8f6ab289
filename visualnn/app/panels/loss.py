"""Loss and accuracy over the steps."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from visualnn.app.colours import mixed
from visualnn.app.panels.panel import Panel, number
from visualnn.app.panels.plots import Line, Plot, Reading
from visualnn.app.panels.smoothing import smooth
from visualnn.app.panels.widgets import Legend, Switch, toggle
from visualnn.app.theme import colours, theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.metrics import History
    from visualnn.training.session import Update

VALIDATION = "validation_"
RAW = "~"
"""Begins the names of unsmoothed curves."""

SMOOTHING = 60
"""Per cent of smoothing at first."""


class LossPanel(Panel):
    """Training and validation figures as curves; the legend reads them exactly under the cursor."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.choice = Switch({"loss": self.tr("Loss"), "accuracy": self.tr("Accuracy")})
        self.choice.changed.connect(self._choice_changed)
        self.legend = Legend()
        self.legend.setContentsMargins(10, 0, 10, 2)
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setMaximum(99)
        self.smoothing.setValue(SMOOTHING)
        self.smoothing.setFixedWidth(80)
        self.smoothing.setToolTip(self.tr("Smoothing: exponential moving average"))
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.valueChanged.connect(self._redraw)
        self.log = toggle(self.tr("log"), self.tr("Logarithmic axis"))
        self.log.toggled.connect(self._log_toggled)
        self.head.addWidget(self.choice)
        self.head.addStretch(1)
        self.head.addWidget(QLabel(self.tr("smooth")))
        self.head.addWidget(self.smoothing)
        self.head.addWidget(self.log)
        self.plot = Plot(self.tr("step"), self.tr("loss"))
        self.plot.read.connect(self._read)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.plot, 1)
        self._readings: tuple[Reading, ...] = ()
        self._drawn: object = None
        theme().changed.connect(self._redraw)
        self._redraw()

    def refresh(self, update: Update | None) -> None:
        drawn = (id(update.history), update.history.version) if update else None
        if drawn != self._drawn:
            self._drawn = drawn
            self._redraw()

    def _redraw(self) -> None:
        history = self.trainer.latest.history if self.trainer.latest else None
        metric = self.choice.value
        self.plot.show_lines(self._lines(history, metric) if history else {})
        self.plot.set_hint("" if self.plot.lines else self._how_to_fill(history))
        self._show_legend()

    def _lines(self, history: History, metric: str) -> dict[str, Line]:
        """The curves of a metric: of each loss block where there are several, on training and on validation rows.

        A smoothed curve has the unsmoothed one behind it, in a pale colour.
        """
        now, weight = colours(), self.smoothing.value() / 100
        parts = [name.partition("/")[2] for name in history.names if name.startswith(f"{metric}/")] or [""]
        lines, behind = {}, {}
        for index, (part, split) in enumerate(itertools.product(parts, ("", VALIDATION))):
            name = f"{split}{metric}/{part}" if part else f"{split}{metric}"
            if history.last(name) is None:
                continue
            steps, values = history.series(name)
            colour = now.of_series(index)
            if weight and not split:
                behind[f"{RAW}{name}"] = Line(steps, values, mixed(colour, now.panel, 0.6))
            lines[name] = Line(steps, values if split else smooth(values, weight), colour, smooth=bool(weight or split))
        return behind | lines

    def _how_to_fill(self, history: History | None) -> str:
        if self.choice.value == "accuracy" and history is not None and history.last("loss") is not None:
            return self.tr("There is no accuracy for this loss: it is measured when classes are predicted.")
        return self.tr("Press Train to see the loss fall.")

    def _show_legend(self) -> None:
        """Exact values, not smoothed ones: those under the cursor, or the last."""
        lines = self.plot.lines
        readings = {reading.name: reading for reading in self._readings or self.plot.last()}
        exact = {name: readings.get(RAW + name, reading) for name, reading in readings.items() if name[0] != RAW}
        where = self.tr("step {step}").format(step=f"{self._readings[0].x:,.0f}") if self._readings else ""
        self.legend.show_values(
            ((lines[name].colour, self._title(name), number(reading.y)) for name, reading in exact.items()), where
        )

    def _title(self, name: str) -> str:
        split = self.tr("validation") if name.startswith(VALIDATION) else self.tr("training")
        part = name.partition("/")[2]
        return f"{part}, {split}" if part else split

    def _read(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings
        self._show_legend()

    def _choice_changed(self) -> None:
        self._readings = ()
        self.plot.set_y_label(self.tr("accuracy") if self.choice.value == "accuracy" else self.tr("loss"))
        self._redraw()

    def _log_toggled(self, log: bool) -> None:
        self.plot.set_log(log)
