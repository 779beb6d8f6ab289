"""The status bar: what is going on, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from visualnn.app.panels.widgets import Steady
from visualnn.blocks.check import calculates

if TYPE_CHECKING:
    from visualnn.app.racing import Racing
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update


class Status(QStatusBar):
    """The state of the training at the left with a thin progress, its figures at the right; while variants race, only
    that they do."""

    def __init__(self, trainer: Trainer, racing: Racing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trainer, self._racing = trainer, racing
        self.setSizeGripEnabled(False)
        self.state = QLabel()
        self.state.setContentsMargins(8, 0, 0, 0)
        self.progress = QProgressBar()
        self.progress.setFixedSize(140, 6)
        self.progress.setTextVisible(False)
        self.progress.setMaximum(1000)
        self.addWidget(self.state)
        self.addWidget(self.progress)
        self.aside = QLabel()
        """What goes on beside the training."""
        self.aside.setContentsMargins(8, 2, 8, 2)
        self.addPermanentWidget(self.aside)
        self.network, self.speed, self.epoch, self.step, self.left = (Steady() for _ in range(5))
        for label in (self.network, self.speed, self.epoch, self.step, self.left):
            label.keep_away(8, 2, 8, 2)
            self.addPermanentWidget(label)
        trainer.changed.connect(self.show_state)
        trainer.summarised.connect(self.show_figures)
        racing.changed.connect(self._follow_race)
        self.show_state()

    def show_state(self) -> None:
        """Say what the trainer does, or what it waits for."""
        graph = self._trainer.document.graph
        states = {
            "none": "",
            "preparing": self.tr("Preparing"),
            "ready": self.tr("Ready to run") if calculates(graph) else self.tr("Ready to train"),
            "running": self.tr("Training"),
            "paused": self.tr("Paused"),
            "finished": self.tr("Training finished"),
            "failed": self.tr("The network cannot be trained"),
            "closed": "",
        }
        said = self._trainer.obstacle or self._restored() or states[self._trainer.state]
        if self._racing.running:
            said = self.tr("Racing")
        self.state.setText(said if graph.blocks else "")
        fraction = self._trainer.progress
        self.progress.setVisible(fraction is not None)
        if fraction is not None:
            self.progress.setValue(round(1000 * fraction))
        count = self._trainer.layout.parameter_count if self._trainer.layout else 0
        self.network.setText(self.tr("{count:,} parameters").format(count=count) if count else "")

    def _follow_race(self) -> None:
        self.show_state()
        self.show_figures(self._trainer.latest)

    def _restored(self) -> str:
        epoch = self._trainer.restored
        return "" if epoch is None else self.tr("Paused, with the weights of epoch {epoch}").format(epoch=f"{epoch:,}")

    def show_figures(self, update: Update | None) -> None:
        """Show steps a second, epoch, step and the time left; of what only computes, and of a race, there are none."""
        figures = (self.speed, self.epoch, self.step, self.left)
        none = self._racing.running or calculates(self._trainer.document.graph)
        if update is None or self._trainer.layout is None or none:
            for label in figures:
                label.clear()
            return
        epoch = f"{update.epoch:,.1f}".removesuffix(".0")
        left = update.seconds_left
        self.speed.setText(self.tr("{speed} steps/s").format(speed=f"{update.steps_per_second:,.0f}"))
        self.epoch.setText(self.tr("epoch {epoch}").format(epoch=epoch))
        self.step.setText(self.tr("step {step}").format(step=f"{update.step:,}"))
        self.left.setText("" if left is None else self.tr("{time} left").format(time=duration(left)))


def duration(seconds: float) -> str:
    """A time span as people write it: ``7 s``, ``3:07``, ``1:02:09``."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}" if minutes else f"{rest} s"
