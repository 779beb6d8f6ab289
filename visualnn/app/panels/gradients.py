"""How much gradient each layer receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from visualnn.app.panels.bars import Bar, Bars
from visualnn.app.panels.panel import Panel, number
from visualnn.app.panels.plots import Line, Plot, Reading
from visualnn.app.panels.verdict import verdict
from visualnn.app.panels.widgets import Hint, Legend, Switch, scrolled
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.metrics import History
    from visualnn.training.session import Update

PREFIX = "gradient/"


class GradientsPanel(Panel):
    """The gradient norm of every layer from input to output, on a log scale: now as bars, over time as lines.

    The norm is the L2 norm over all parameters of the layer.
    """

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.view = Switch({"now": self.tr("Now"), "time": self.tr("Over Time")})
        self.view.changed.connect(self._draw)
        self.legend = Legend()
        self.head.addWidget(self.view)
        self.head.addWidget(self.legend, 1)
        self.bars = Bars(self.tr("gradient norm of the layer"))
        self.plot = Plot(self.tr("step"), self.tr("gradient norm"))
        self.plot.set_log(True)
        self.plot.read.connect(self._read)
        self.hint = Hint(self.tr("Press Train to see how much gradient reaches each layer."))
        self._pages = QStackedWidget()
        for page in (self.hint, scrolled(self.bars), self.plot):
            self._pages.addWidget(page)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setContentsMargins(10, 2, 10, 6)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.verdict)
        self._drawn: object = None
        theme().changed.connect(self._draw)
        self._draw()

    def refresh(self, update: Update | None) -> None:
        drawn = (id(update.history), update.history.version) if update else None
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw()

    def _draw(self) -> None:
        now = colours()
        history = self._update.history if self._update else None
        norms = self._norms(history) if history else []
        self.verdict.setVisible(bool(norms))
        if history is None or not norms:
            self._pages.setCurrentIndex(0)
            self.legend.clear()
            return
        judgement = verdict(norms)
        self.verdict.setText(translate(judgement))
        calm = judgement.code in ("gradients_healthy", "gradients_single")
        self.verdict.setStyleSheet(f"color: {now.success if calm else now.error};")
        if self.view.value == "now":
            self._pages.setCurrentIndex(1)
            self.bars.show_bars([Bar(name, value) for name, value in norms])
            self.legend.clear()
        else:
            self._pages.setCurrentIndex(2)
            self.plot.show_lines(self._lines(history))
            self._read(())

    def _layers(self) -> list[str]:
        layout = self.trainer.layout
        return [layer.name for layer in layout.layers] if layout else []

    def _norms(self, history: History) -> list[tuple[str, float]]:
        """Name and last gradient norm of every layer, from input to output."""
        last = ((name, history.last(PREFIX + name)) for name in self._layers())
        return [(name, value) for name, value in last if value is not None]

    def _lines(self, history: History) -> dict[str, Line]:
        now, lines = colours(), {}
        for index, name in enumerate(self._layers()):
            steps, norms = history.series(PREFIX + name)
            lines[name] = Line(steps, norms, now.of_series(index), dashed=index >= len(now.series))
        return lines

    def _read(self, readings: tuple[Reading, ...]) -> None:
        lines = self.plot.lines
        shown = readings or tuple(
            Reading(name, float(line.x[-1]), float(line.y[-1])) for name, line in lines.items() if len(line.x)
        )
        where = self.tr("step {step}").format(step=f"{readings[0].x:,.0f}") if readings else ""
        self.legend.show_values(((lines[name].colour, name, number(y)) for name, _, y in shown), where)
