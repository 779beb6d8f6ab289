"""Loss and accuracy over the steps."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from visualnn.app.colours import mixed
from visualnn.app.panels.overlay import Overlay, overlaid
from visualnn.app.panels.panel import Panel, begin, number, where
from visualnn.app.panels.plots import RAW, Band, Line, Mark, Plot, Reading
from visualnn.app.panels.smoothing import Smoother
from visualnn.app.panels.stop_form import StopButton
from visualnn.app.panels.traces import DASHES
from visualnn.app.panels.widgets import SLIDER, Entry, Legend, SmoothingSlider, Switch, drop_down
from visualnn.app.theme import colours, theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.metrics import History
    from visualnn.training.session import Update

VALIDATION = "validation_"
EPOCH = "epoch_"
"""Begins the names of means over epochs."""

KEPT = "run "
"""Begins the names of curves of kept runs."""

RISING = ("accuracy", "r2")
"""Measures of which more is better."""

READ_SECONDS = 0.2
"""Least time between two figures of the legend while training runs: figures are read, not watched."""

MARKED = 3
"""Networks whose best epochs are marked, at most: of more, nobody would find their way."""

SMOOTHING = 60
"""Per cent of smoothing at first."""


class LossPanel(Panel):
    """Training and validation figures as curves; the legend reads them exactly under the cursor."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.choice = Switch(
            {
                "loss": self.tr("Loss"),
                "accuracy": self.tr("Accuracy"),
                "r2": self.tr("R²"),
                "perplexity": self.tr("Perplexity"),
            }
        )
        self.choice.changed.connect(self._choice_changed)
        self.legend = Legend()
        self.legend.setContentsMargins(10, 0, 10, 2)
        self.smoothing = SmoothingSlider(SMOOTHING)
        self.smoothing.valueChanged.connect(self._redraw)
        self.stop = StopButton(trainer)
        self.plot = Plot("", "")
        self.plot.name_of = self._title
        self.log = self.plot.log_axes()
        for axis in self.log:
            axis.toggled.connect(self._redraw)
        self.by_epoch = QAction(self.tr("Over Epochs"), self)
        self.by_epoch.setCheckable(True)
        self.by_epoch.setToolTip(self.tr("Draw over epochs instead of steps"))
        self.by_epoch.toggled.connect(self._choice_changed)
        self.axes = drop_down(self.tr("axes"), (self.by_epoch, *self.log))
        self.head.addWidget(self.choice)
        self.head.addStretch(1)
        self.add_fine(self.smoothing, self.axes, self.stop)
        self._name_axes()
        self.plot.read.connect(self._read)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.plot, 1)
        self._under: float | None = None  # the cursor, on the x axis
        self._drawn: tuple[int, int] | None = None
        self._smoothers: dict[str, Smoother] = {}
        self._told = 0.0  # when the legend was written, on the monotonic clock
        self._runs: tuple[Overlay, ...] = ()
        self._others: dict[str, Line] = {}  # curves of kept runs
        self._titles: dict[str, str] = {}  # what these are called
        trainer.document.checked_changed.connect(self._show_hint)
        theme().changed.connect(self._redraw)
        self._redraw()

    def refresh(self, update: Update | None) -> None:
        drawn = (id(update.history), update.history.version) if update else None
        if self._drawn is None or drawn is None or drawn[0] != self._drawn[0]:
            self._offer(update.history if update else None)
            self._smoothers.clear()
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw()
            if not self.trainer.running or time.monotonic() - self._told > READ_SECONDS:
                self._show_legend()

    def _offer(self, history: History | None) -> None:
        """Offer the measures that this training has; loss and accuracy are always there."""
        measured = {name.partition("/")[0] for name in history.names} if history else set()
        for metric in ("r2", "perplexity"):
            self.choice.button(metric).setVisible(metric in measured)
        if history and self.choice.value not in {"loss", "accuracy"} | measured:
            self.choice.button("loss").click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fine()

    def _show_fine(self) -> None:
        """In a dock too narrow for the whole head, names of measures go before the slider."""
        super()._show_fine()
        widgets = (self.choice, self.smoothing, self.axes, self.stop, self.more)
        needed = sum(widget.sizeHint().width() if widget is not self.smoothing else SLIDER for widget in widgets)
        edges = self.head.contentsMargins()
        needed += edges.left() + edges.right() + 3 * self.head.spacing()
        self.smoothing.setVisible(not self.smoothing.isHidden() and self.width() >= needed)

    def _redraw(self) -> None:
        smoothing, by_epoch = self.smoothing.value() / 100, self.by_epoch.isChecked()
        kept = overlaid(self._runs, self.choice.value, smoothing, by_epoch)
        names = [f"{KEPT}{number}" for number in range(len(kept))]  # runs may be called alike, or like a curve
        self._titles = {name: title for name, (title, _) in zip(names, kept, strict=True)}
        self._others = {name: line for name, (_, line) in zip(names, kept, strict=True)}
        self._draw()
        self._show_legend()

    def _draw(self) -> None:
        history = self.trainer.latest.history if self.trainer.latest else None
        lines = self._lines(history) if history else {}
        self.plot.show_lines(self._others | lines)
        pairs = self._pairs(lines)
        self._mark_best(pairs)
        self._shade_gaps(pairs)
        self.plot.show_place(self._looked_at())
        self._show_hint()

    def _lines(self, history: History) -> dict[str, Line]:
        """The curves of a metric: of each loss block where there are several, on training and on validation rows.

        Those on validation rows are dashed; where there are several losses, each has a colour, and without validation
        rows also dashes, for some lie upon each other. A smoothed curve has the unsmoothed one behind it, in a pale
        colour. By epoch, the curve on training rows is the mean over each epoch. That of the last epoch is told at any
        rate: a single batch says little beside all validation rows.
        """
        now, weight, metric = colours(), self.smoothing.value() / 100, self.choice.value
        length = self._epoch_length()
        if length:
            weight = 0.0
        parts = [name.partition("/")[2] for name in history.names if name.startswith(f"{metric}/")] or [""]
        lines, behind = {}, {}
        for (index, part), split in itertools.product(enumerate(parts), ("", VALIDATION)):
            name = f"{split}{metric}/{part}" if part else f"{split}{metric}"
            source = self._source(history, name)
            if source not in history.names:
                continue
            steps, values, means = history.read(source, whole=True)
            if not len(steps):
                continue
            x = steps / length if length else steps
            colour = now.of_series(index + bool(split and len(parts) == 1))
            if weight and not split:
                behind[f"{RAW}{name}"] = Line(x, values, mixed(colour, now.panel, 0.6))
            drawn = self._smoothed(name, means, weight) if weight and not split else values
            bold = bool(weight or split or source != name)
            dash = bool(split) if split or f"{VALIDATION}{name}" in history.names else index % len(DASHES)
            end = history.last(f"{EPOCH}{name.removeprefix(VALIDATION)}")
            if split and end is not None:
                end = history.last(name)
            lines[name] = Line(x, drawn, colour, bold, False, dash, means, end, values)
        return behind | lines

    def _source(self, history: History, name: str) -> str:
        """The curve that is drawn of a measure: by epoch the means over epochs, where there are any."""
        by_epoch = f"{EPOCH}{name}"
        return by_epoch if self._epoch_length() and by_epoch in history.names else name

    def show_runs(self, runs: Sequence[Overlay]) -> None:
        """Draw the curves of kept runs behind those of this training."""
        self._runs = tuple(runs)
        self._redraw()
        self.plot.show_all()

    def _looked_at(self) -> float | None:
        """Where one looks, on the x axis, while one looks back."""
        update = self.trainer.latest
        if update is None or update.present is None:
            return None
        return update.step / (self._epoch_length() or 1)

    def _smoothed(self, name: str, values: np.ndarray, weight: float) -> np.ndarray:
        return self._smoothers.setdefault(name, Smoother())(values, weight)

    def _epoch_length(self) -> int:
        """Steps of an epoch when the curves are drawn by epoch, else 0."""
        layout = self.trainer.layout
        return layout.steps_per_epoch if layout and self.by_epoch.isChecked() else 0

    def _pairs(self, lines: dict[str, Line]) -> list[tuple[str, Line, Line]]:
        """What a loss is called, its curve on training rows and that on validation rows, where it has both."""
        names = [name for name in lines if not name.startswith((RAW, VALIDATION)) and f"{VALIDATION}{name}" in lines]
        return [(name.partition("/")[2], lines[name], lines[f"{VALIDATION}{name}"]) for name in names]

    def _mark_best(self, pairs: list[tuple[str, Line, Line]]) -> None:
        """Mark the epoch in which the validation rows were answered best."""
        layout, marks = self.trainer.layout, []
        for part, _, validation in pairs if len(pairs) <= MARKED else ():
            if layout is None or len(validation.y) < 2 or np.isnan(validation.y).all():
                continue
            best = int((np.nanargmax if self.choice.value in RISING else np.nanargmin)(validation.y))
            x = float(validation.x[best])
            epoch = f"{x if self._epoch_length() else x / layout.steps_per_epoch:,.0f}"
            text = self.tr("best: epoch {epoch}").format(epoch=epoch)
            if len(pairs) > 1:
                text = self.tr("{loss}, best: epoch {epoch}").format(loss=part, epoch=epoch)
            marks.append(Mark(x, text, self._told_in(validation, pairs)))
        self.plot.show_marks(marks, below=self.choice.value in RISING)

    def _shade_gaps(self, pairs: list[tuple[str, Line, Line]]) -> None:
        """Shade where the validation rows are answered worse than the training rows: what was learned by heart."""
        bands = []
        better = np.maximum if self.choice.value in RISING else np.minimum
        for _, training, validation in pairs:
            x = validation.x.astype(float)
            learned = np.interp(x, training.x, training.y if self.smoothing.value() else training.told)
            bands.append(Band(x, better(learned, validation.told), validation.told, self._told_in(validation, pairs)))
        self.plot.show_bands(bands)

    def _told_in(self, line: Line, pairs: list[tuple[str, Line, Line]]) -> str:
        """The colour of what is said about a network: its own where there are several."""
        return line.colour if len(pairs) > 1 else colours().warning

    def _show_hint(self) -> None:
        self.plot.set_hint("" if self.plot.lines else self._how_to_fill())

    def _how_to_fill(self) -> str:
        history = self.trainer.latest.history if self.trainer.latest else None
        if self.choice.value == "accuracy" and history is not None and history.last("loss") is not None:
            return self.tr("There is no accuracy for this loss: it is measured when classes are predicted.")
        return begin(self.trainer, self.tr("Press Train to see the loss fall."))

    def _show_legend(self) -> None:
        """Exact values, not smoothed ones: those under the cursor, or of the last epoch or step; this training's before
        those of kept runs."""
        self._told = time.monotonic()
        lines = self.plot.lines
        if self._under is not None:
            read = self.plot.readings(self._under)  # anew: curves come, grow and go
            told = self._where(self._finest(read).x) if read else ""
        elif (place := self._looked_at()) is not None:
            read = self._past(place)
            told = self._where(math.floor(place)) if self._epoch_length() else where(place, place)
        else:
            read, told = self.plot.last(), self._latest()
        self.legend.show_values(
            (
                Entry(lines[name].colour, self._title(name), number(value), lines[name].dash)
                for name, _, value in sorted(read, key=lambda reading: reading.name in self._others)
                if name[:1] != RAW
            ),
            told if read else "",
        )

    def _past(self, place: float) -> tuple[Reading, ...]:
        """What this training had come to where one looks; of kept runs what stands there."""
        assert self.trainer.latest
        history, found = self.trainer.latest.history, []
        for reading in self.plot.readings(place):
            value = reading.y if reading.name in self._others else history.last(self._source(history, reading.name))
            if value is not None:
                found.append(reading._replace(y=value))
        return tuple(found)

    def _latest(self) -> str:
        """What the figures of the legend are of while the cursor is elsewhere; nothing where they differ in that."""
        means = {line.end is not None for name, line in self.plot.lines.items() if name[:1] != RAW}
        if self._epoch_length() or means == {True}:
            return self.tr("last epoch")
        return "" if True in means else self.tr("last step")

    def _where(self, x: float) -> str:
        """What the figures of the legend are of; in a long training points of curves stand for many steps."""
        if self._epoch_length():
            return self.tr("epoch {number}").format(number=f"{x:,.0f}")
        history = self.trainer.latest.history if self.trainer.latest else None
        return where(*(history.span("loss", x) if history else (x, x)))

    def _finest(self, readings: Sequence[Reading]) -> Reading:
        """That of the curve with the most points, which tells best where one reads."""
        return max(readings, key=lambda reading: len(self.plot.lines[reading.name].x))

    def _title(self, name: str) -> str:
        if name in self._titles:
            return self._titles[name]
        split = self.tr("validation") if name.startswith(VALIDATION) else self.tr("training")
        part = name.partition("/")[2]
        if part and not any(other.startswith(VALIDATION) for other in self.plot.lines):
            return part
        return f"{part}, {split}" if part else split

    def _read(self, readings: tuple[Reading, ...]) -> None:
        self._under = self._finest(readings).x if readings else None
        self._show_legend()

    def _choice_changed(self) -> None:
        self._under = None
        self._name_axes()
        self._redraw()
        self.plot.show_all()

    def _name_axes(self) -> None:
        titles = {
            "loss": (self.tr("loss"), self.tr("Loss")),
            "accuracy": (self.tr("share right"), self.tr("Accuracy")),
            "r2": (self.tr("variance explained"), self.tr("R²")),
            "perplexity": (self.tr("perplexity (symbols)"), self.tr("Perplexity")),
        }
        label, title = titles[self.choice.value]
        x_label = self.tr("epoch") if self.by_epoch.isChecked() else self.tr("step")
        self.plot.set_labels(x_label, label, title)
