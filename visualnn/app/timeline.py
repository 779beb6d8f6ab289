"""The time slider: back to what the network was like at an earlier step, and forward again."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from visualnn.app.command_palette import plain
from visualnn.app.enabling import enable
from visualnn.app.panels.widgets import bare

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update


class _Slider(QSlider):
    """One whose handle goes to where it is clicked, and can be dragged on from there."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle, groove = self._part(QStyle.SubControl.SC_SliderHandle), self._part(QStyle.SubControl.SC_SliderGroove)
        click = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(click):
            way, room = click.x() - groove.x() - handle.width() // 2, groove.width() - handle.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), way, room))
            # Where places lie far apart, the click is beside the handle still, which would make it a page more.
            middle = QPointF(self._part(QStyle.SubControl.SC_SliderHandle).center())
            buttons = event.button(), event.buttons(), event.modifiers()
            event = QMouseEvent(event.type(), middle, event.globalPosition(), *buttons)
        super().mousePressEvent(event)

    def _part(self, control: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, control, self)


class Timeline(QWidget):
    """A slider over the steps whose weights are kept; its right end is where training stands.

    Dragging it pauses training, and everything in the window shows the network as it was. Nothing is lost by looking:
    Train goes on from where training stands; going on from an earlier step is an action of its own.
    """

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self._steps: tuple[int, ...] = ()
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Time"))
        self.slider.setMinimumWidth(90)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.setPageStep(8)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self._follow(trainer.latest))
        self.where = QLabel()
        self.earlier = self._action(self.tr("&Earlier Step"), lambda: self._by(-1), "Ctrl+[")
        self.later = self._action(self.tr("&Later Step"), lambda: self._by(1), "Ctrl+]")
        self.now = self._action(self.tr("Back to &Now"), lambda: trainer.look(None), "Ctrl+\\")
        self.branch = self._action(self.tr("&Go On From Here"), trainer.branch)
        self.now.setToolTip(self.tr("Show the network again as it is now"))
        self.branch.setToolTip(
            self.tr("Train on from the step that is shown, as another run; what came after it is given up")
        )
        row = self._row = bare(QHBoxLayout(self), spacing=4, margins=(10, 0, 4, 0))
        row.addWidget(self.slider, 1)
        row.addWidget(self.where)
        self._buttons = [QToolButton() for _ in range(2)]
        for action, button in zip((self.now, self.branch), self._buttons, strict=True):
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            row.addWidget(button)
            action.changed.connect(self._show_buttons)
        trainer.summarised.connect(self._follow)
        trainer.changed.connect(lambda: self._follow(trainer.latest))
        self._follow(None)

    @property
    def actions_(self) -> list[QAction]:
        """What the menu offers."""
        return [self.earlier, self.later, self.now, self.branch]

    def sizeHint(self) -> QSize:
        return QSize(260, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(150, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Show what is possible, as far as there is room: all of it is in the menu, too."""
        edges, gap = self._row.contentsMargins(), self._row.spacing()
        where = max(self.where.sizeHint().width(), self.where.minimumWidth())
        room = self.width() - edges.left() - edges.right() - self.slider.minimumWidth() - gap - where
        for button in self._buttons:
            room -= gap + button.sizeHint().width()
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(room >= 0)  # the slider must not move under the hand
            button.setSizePolicy(policy)
            button.setVisible(room >= 0 and button.defaultAction().isEnabled())

    def _by(self, places: int) -> None:
        self.slider.setValue(self.slider.value() + places)

    def _moved(self, place: int) -> None:
        last = place >= len(self._steps) - 1
        self._trainer.look(None if last else self._steps[place])

    def _follow(self, update: Update | None) -> None:
        """Show where one is; the slider itself is left alone while a hand is on it."""
        present = self._present(update)
        kept = update.kept_steps if update else ()
        steps = (*kept, present) if update and kept and present > kept[-1] else kept
        back = update is not None and update.present is not None
        possible = len(steps) > 1
        if not self.slider.isSliderDown():
            self._steps = steps
            self.slider.blockSignals(True)
            self.slider.setEnabled(possible)
            self.slider.setMaximum(max(1, len(steps) - 1))
            place = bisect.bisect_left(steps, update.step) if back and update else len(steps) - 1
            self.slider.setValue(place if possible else 1)
            self.slider.blockSignals(False)
        reason = self.tr("Train first: then the steps that were kept can be visited again.")
        if update and update.step and not kept:
            reason = self.tr("This network is too large for its earlier steps to be kept: they would fill the memory.")
        self.slider.setToolTip(
            self.tr("Back to an earlier step: everything shows the network as it was then") if possible else reason
        )
        self.where.setText(
            self.tr("step {step} of {all}").format(step=f"{update.step:,}", all=f"{present:,}")
            if back and update
            else (self.tr("now") if possible else "")
        )
        if not self.slider.isSliderDown() and possible:
            widest = self.tr("step {step} of {all}").format(step=f"{present:,}", all=f"{present:,}")
            self.where.setMinimumWidth(self.where.fontMetrics().horizontalAdvance(widest))
        value = self.slider.value()
        enable(self.earlier, possible and value > 0, reason)
        enable(self.later, possible and back, self.tr("This is the last step."))
        for action in (self.now, self.branch):
            enable(action, back, self.tr("Go back to an earlier step first, with the time slider."))

    def _present(self, update: Update | None) -> int:
        if update is None:
            return 0
        return update.step if update.present is None else update.present

    def _action(self, text: str, do: object, keys: str = "") -> QAction:
        action = QAction(text, self)
        action.setIconText(plain(text))
        action.triggered.connect(lambda: do())  # type: ignore[operator]
        if keys:
            action.setShortcut(keys)
        return action
