"""Loss and accuracy over the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from visualnn.app.panels.panel import Panel, number
from visualnn.app.panels.plots import Line, Plot, Reading
from visualnn.app.panels.smoothing import smooth
from visualnn.app.panels.widgets import Legend, Switch, toggle
from visualnn.app.theme import colours, theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.metrics import History
    from visualnn.training.session import Update


class LossPanel(Panel):
    """Training and validation figures as curves; the legend reads them exactly under the cursor."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self._names = {
            "loss": self.tr("training"),
            "validation_loss": self.tr("validation"),
            "accuracy": self.tr("training"),
            "validation_accuracy": self.tr("validation"),
        }
        self.choice = Switch({"loss": self.tr("Loss"), "accuracy": self.tr("Accuracy")})
        self.choice.changed.connect(self._choice_changed)
        self.legend = Legend()
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setMaximum(99)
        self.smoothing.setFixedWidth(70)
        self.smoothing.setToolTip(self.tr("Smoothing: exponential moving average"))
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.valueChanged.connect(self._redraw)
        self.log = toggle(self.tr("log"), self.tr("Logarithmic axis"))
        self.log.toggled.connect(self._log_toggled)
        self.head.addWidget(self.choice)
        self.head.addWidget(self.legend, 1)
        self.head.addWidget(QLabel(self.tr("smooth")))
        self.head.addWidget(self.smoothing)
        self.head.addWidget(self.log)
        self.plot = Plot(self.tr("step"), self.tr("loss"))
        self.plot.read.connect(self._read)
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
        history = self._update.history if self._update else None
        metric = self.choice.value
        self.plot.show_lines(self._lines(history, metric) if history else {})
        self.plot.set_hint("" if self.plot.lines else self._how_to_fill(history))
        self._show_legend()

    def _lines(self, history: History, metric: str) -> dict[str, Line]:
        lines = {}
        for index, name in enumerate((metric, f"validation_{metric}")):
            steps, values = history.series(name)
            if len(steps):
                weight = self.smoothing.value() / 100
                lines[name] = Line(steps, smooth(values, weight), colours().of_series(index), dashed=index == 1)
        return lines

    def _how_to_fill(self, history: History | None) -> str:
        if self.choice.value == "accuracy" and history is not None and len(history.series("loss")[0]):
            return self.tr("There is no accuracy for this loss: it is measured when classes are predicted.")
        return self.tr("Press Train to see the loss fall.")

    def _show_legend(self) -> None:
        readings = self._readings or tuple(
            Reading(name, float(line.x[-1]), float(line.y[-1])) for name, line in self.plot.lines.items()
        )
        where = self.tr("step {step}").format(step=f"{readings[0].x:,.0f}") if self._readings else ""
        self.legend.show_values(
            ((self.plot.lines[name].colour, self._names[name], number(y)) for name, _, y in readings), where
        )

    def _read(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings
        self._show_legend()

    def _choice_changed(self) -> None:
        self._readings = ()
        self.plot.set_y_label(self.tr("accuracy") if self.choice.value == "accuracy" else self.tr("loss"))
        self._redraw()

    def _log_toggled(self, log: bool) -> None:
        self.plot.set_log(log)
