"""What all panels share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QTimer
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from visualnn.app.panels.digits import short
from visualnn.app.panels.taking import fill_for_all
from visualnn.app.panels.widgets import Hint, Row, Switch, bare, order_tabs
from visualnn.app.theme import theme

if TYPE_CHECKING:
    from visualnn.app.racing import Racing
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update

READ_SECONDS = 0.4
"""Least time between two figures that are read, while training runs."""


class Panel(QWidget):
    """A view of the training: a row of controls above a body. It is refreshed while it can be seen, and else only when
    the network goes, for it to be let go of."""

    ASKS = False
    """Whether what is shown is answered by the engine: pictures come with the answers."""

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trainer = trainer
        self.setMinimumSize(220, 140)
        self.setAutoFillBackground(True)  # else the dock below, whose title is dear, is painted with every change
        self.head = bare(Row(), spacing=4, margins=(8, 4, 6, 4))
        self.body = bare(QVBoxLayout(self))
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setAutoRaise(True)
        self.more.setToolTip(self.tr("Save a picture of what is shown, or copy its numbers"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.clicked.connect(self._take)
        self.top = bare(QHBoxLayout())
        self.top.addLayout(self.head, 1)
        self.top.addWidget(self.more)
        self.body.addLayout(self.top)
        self._missed = False  # whether figures came that it did not show
        self.shown_count = 0  # pictures shown so far while training went on: what the bench counts
        self._fine: list[QWidget] = []
        trainer.updated.connect(self._updated)
        theme().changed.connect(self._show_fine)

    def add_fine(self, *controls: QWidget) -> None:
        """Add controls that are left out before an audience."""
        for control in controls:
            self.head.addWidget(control)
            control.setVisible(not theme().projector)
        self._fine += controls

    def order_tabs(self, late: QWidget | None = None) -> None:
        """Let Tab go through the row of controls from left to right, with the menu at its end, and then into the body.

        ``late``: a part of the body that is new; Qt would come to it after all other panels.
        """
        items = (self.head.itemAt(place) for place in range(self.head.count()))
        widgets = [widget for item in items if item and (widget := item.widget())]
        row = [part for widget in widgets for part in (widget.buttons if isinstance(widget, Switch) else [widget])]
        parts = [self.more, *row, self.more, *(late.findChildren(QWidget) if late else ())]
        order_tabs(self.window(), parts)

    def _take(self) -> None:
        menu = QMenu(self)
        fill_for_all(menu, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_fine(self) -> None:
        for control in self._fine:
            control.setVisible(not theme().projector)

    def refresh(self, update: Update | None) -> None:
        """Show the figures; None when there is no network yet."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.order_tabs()
        self.refresh(self.trainer.latest)

    def _updated(self, update: Update | None) -> None:
        self._missed = not self.on_screen
        if update is None or not self._missed:  # nobody sees a network go, but its data and weights do
            self.refresh(update)
            self.shown_count += not (self._missed or self.ASKS)

    @property
    def on_screen(self) -> bool:
        """Whether any of it can be seen."""
        return on_screen(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._missed:  # it comes forward
            self._missed = False
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        self.refresh(self.trainer.latest)


class Seldom:
    """Whether to draw anew what is read rather than watched."""

    def __init__(self, seconds: float) -> None:
        """``seconds``: least time between two pictures while figures change."""
        self._seconds = seconds
        self._drawn = 0.0  # on the monotonic clock
        self._of: object = None

    def due(self, running: bool, of: object = None) -> bool:
        """Whether to draw now: always while nothing runs, and when it is ``of`` something else than the last time."""
        now = time.monotonic()
        if running and of == self._of and now - self._drawn < self._seconds:
            return False
        self._drawn, self._of = now, of
        return True

    def forget(self) -> None:
        """Draw at the next occasion: something else is shown."""
        self._drawn = 0.0


def begin(trainer: Trainer | Racing, otherwise: str) -> str:
    """What to do to see anything: to make a network first where there is none, else what the panel says."""
    if trainer.document.graph.blocks:
        return otherwise
    return QCoreApplication.translate(
        "panels", "There is no network yet: choose a lesson on the welcome page, or wire data, layers and a loss."
    )


class Beginning(Hint):
    """What an empty panel says: see :func:`begin`, as the drawing is now."""

    def __init__(self, trainer: Trainer | Racing, otherwise: str) -> None:
        super().__init__()
        self._trainer, self._otherwise = trainer, otherwise
        trainer.document.checked_changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        text = begin(self._trainer, self._otherwise)
        if text != self.text():
            self.setText(text)


def on_screen(widget: QWidget) -> bool:
    """Whether any of a widget can be seen: not in a minimised window, nor behind another tab, where Qt takes it for
    visible but has put it aside."""
    window = widget.window()
    if not widget.isVisible() or window.isMinimized():
        return False
    return window.rect().intersects(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))


def where(first: float, last: float) -> str:
    """The steps that figures of a curve are of: in a long training each of its points stands for many."""
    told = QCoreApplication.translate("panels", "mean of steps {first} to {last}")
    if first == last:
        told = QCoreApplication.translate("panels", "step {first}")
    return told.format(first=f"{first:,.0f}", last=f"{last:,.0f}")


def number(value: float) -> str:
    """A figure in four digits, as charts print it."""
    return short(f"{value:.4g}")
