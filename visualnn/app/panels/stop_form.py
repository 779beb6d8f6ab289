"""When training ends by itself: the conditions behind the button of the loss panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSpinBox,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from visualnn.blocks.literals import read_number
from visualnn.graph.stopping import Stopping

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.project.format import Project


DECIMALS = 12
"""Of a loss: those of regressions may be tiny."""


class Limit(QDoubleSpinBox):
    """A number as people write it: ``0.01``, ``0,01`` or ``1e-6``."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whether a text is a number, or may become one."""
        bare = self._bare(text)
        if re.fullmatch(r"[0-9]*[.]?[0-9]*(e[-+]?[0-9]*)?", bare) is None:
            return QValidator.State.Invalid, text, position
        number = read_number(bare)
        good = number is not None and self.minimum() <= number <= self.maximum()
        return QValidator.State.Acceptable if good else QValidator.State.Intermediate, text, position

    def valueFromText(self, text: str) -> float:
        """The number that a text says."""
        number = read_number(self._bare(text))
        return self.value() if number is None else number

    def textFromValue(self, value: float) -> str:
        """A number with as many digits as it has."""
        return f"{value:.6g}"

    def _bare(self, text: str) -> str:
        return text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip().replace(",", ".").lower()


class StopForm(QWidget):
    """A line for each condition of the project: a tick that turns it on, and its figure. Each change is an edit of the
    document, which can be undone."""

    shown = Signal()
    """What the project says is shown anew."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self.loss = Limit()
        self.loss.setDecimals(DECIMALS)
        self.loss.setRange(0, 1e6)
        self.loss.setSingleStep(0.01)
        self.loss.setValue(0.01)
        self.accuracy = Limit()
        self.accuracy.setRange(0, 100)
        self.accuracy.setValue(98)
        self.accuracy.setSuffix(self.tr(" %"))
        self.epoch = QSpinBox()
        self.epoch.setRange(1, 10_000_000)
        self.epoch.setValue(10)
        self.patience = QSpinBox()
        self.patience.setRange(1, 10_000)
        self.patience.setValue(3)
        self.patience.setSuffix(self.tr(" epochs"))
        lines: tuple[tuple[str, str, QSpinBox | QDoubleSpinBox], ...] = (
            ("loss", self.tr("the loss is at most"), self.loss),
            ("accuracy", self.tr("the accuracy is at least"), self.accuracy),
            ("epoch", self.tr("this epoch is over"), self.epoch),
            ("patience", self.tr("the loss has not fallen for"), self.patience),
        )
        grid = QGridLayout(self)
        grid.addWidget(QLabel(self.tr("<b>Stop when</b>")), 0, 0, 1, 2)
        self.ticks: dict[str, QCheckBox] = {}
        self._fields = {key: field for key, _, field in lines}
        for row, (key, text, field) in enumerate(lines, start=1):
            tick = self.ticks[key] = QCheckBox(text)
            field.setEnabled(False)
            field.setKeyboardTracking(False)  # a training that runs must not end at the first digit of a limit
            field.setAccessibleName(text)
            tick.toggled.connect(field.setEnabled)
            tick.toggled.connect(self._apply)
            field.valueChanged.connect(self._apply)
            grid.addWidget(tick, row, 0)
            grid.addWidget(field, row, 1)
        self.restore = QCheckBox(self.tr("then take the weights of the best epoch"))
        self.restore.setChecked(True)
        self.restore.setEnabled(False)
        self.restore.setToolTip(
            self.tr("When the loss no longer falls, the network gets the weights back that it had when it was lowest.")
        )
        self.ticks["patience"].toggled.connect(self.restore.setEnabled)
        self.restore.toggled.connect(self._apply)
        grid.addWidget(self.restore, len(lines) + 1, 0, 1, 2)
        note = QLabel(
            self.tr("Judged at the end of every epoch, on the validation rows where there are any, else on the others.")
        )
        self.several = QLabel(
            self.tr("There are several losses: the sum of all losses is judged, and the lowest of the accuracies.")
        )
        self.several.hide()
        for row, label in enumerate((note, self.several), start=len(lines) + 2):
            label.setWordWrap(True)
            grid.addWidget(label, row, 0, 1, 2)
        self._showing = False
        trainer.document.changed.connect(self._document_changed)
        trainer.document.opened.connect(self._show)
        self._show()

    @property
    def stopping(self) -> Stopping:
        """What is ticked."""
        on = {key: tick.isChecked() for key, tick in self.ticks.items()}
        return Stopping(
            loss=self.loss.value() if on["loss"] else None,
            accuracy=self.accuracy.value() / 100 if on["accuracy"] else None,
            epoch=self.epoch.value() if on["epoch"] else None,
            patience=self.patience.value() if on["patience"] else None,
            restore=self.restore.isChecked(),
        )

    def show_measured(self) -> None:
        """Offer no condition on what this training does not measure, and say what is judged of several losses."""
        history = self._trainer.latest.history if self._trainer.latest else None
        measured = {name.partition("/")[0] for name in history.names} if history else set()
        missing = history is not None and history.last("loss") is not None and "accuracy" not in measured
        self.several.setVisible(history is not None and history.several)
        tick = self.ticks["accuracy"]
        tick.setEnabled(tick.isChecked() or not missing)
        tick.setToolTip(
            self.tr("There is no accuracy for this loss: it is measured when classes are predicted.") if missing else ""
        )

    def take(self) -> None:
        """Take what is written and not confirmed by a key."""
        for field in self._fields.values():
            field.interpretText()

    def _apply(self) -> None:
        if not self._showing:
            wanted = self.stopping
            self._trainer.document.apply(
                self.tr("Conditions to stop"),
                lambda project: msgspec.structs.replace(project, stopping=wanted),
                merge="stopping",
            )

    def _document_changed(self, old: Project, new: Project) -> None:
        if new.stopping != self.stopping:
            self._show()

    def _show(self) -> None:
        """Tick what the project says; figures that it does not name stay as they were."""
        stopping = self._trainer.document.value.stopping
        self._showing = True
        share = None if stopping.accuracy is None else 100 * stopping.accuracy
        for key, value in (("loss", stopping.loss), ("accuracy", share), ("epoch", stopping.epoch)):
            self._fill(key, value)
        self._fill("patience", stopping.patience)
        self.restore.setChecked(stopping.restore)
        self._showing = False
        self.shown.emit()

    def _fill(self, key: str, value: float | None) -> None:
        if value is not None:
            self._fields[key].setValue(value)  # type: ignore[arg-type]  # whole numbers come from whole numbers
        self.ticks[key].setChecked(value is not None)


class StopButton(QToolButton):
    """Opens the conditions; stays down while there are any."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("stop at…"))
        self.setToolTip(self.tr("End training early: at a loss, an accuracy, an epoch, or when it no longer improves"))
        self.setAutoRaise(True)
        self.setPopupMode(self.ToolButtonPopupMode.InstantPopup)
        self.form = StopForm(trainer)
        trainer.document.changed.connect(lambda old, new: self._show_state())
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.form)
        menu.addAction(action)
        menu.aboutToShow.connect(self.form.show_measured)
        menu.aboutToHide.connect(self.form.take)
        menu.aboutToHide.connect(self._show_state)
        self.form.shown.connect(self._show_state)
        self.setMenu(menu)
        self._show_state()

    def _show_state(self) -> None:
        count = sum(tick.isChecked() for tick in self.form.ticks.values())
        self.setText(self.tr("stop at… ({count})").format(count=count) if count else self.tr("stop at…"))
