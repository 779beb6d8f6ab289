"""What the variants of a race are called, and how their lines are told apart."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from visualnn.app.inspector.training_settings import OPTIMIZERS
from visualnn.app.panels.traces import DASHES
from visualnn.app.text import spec_text
from visualnn.app.theme import colours, theme
from visualnn.blocks.activation import FUNCTIONS
from visualnn.blocks.spec import INITIALISERS
from visualnn.blocks.variants import read
from visualnn.graph.race import Vary
from visualnn.messages import UserError

SWATCH = QSize(26, 12)
"""The piece of a line in a legend, in pixels."""


class Look(NamedTuple):
    """The colour and the pattern of a variant's line."""

    colour: str
    dash: int


def look(number: int) -> Look:
    """Seven colours, then the same ones in other patterns: told apart by those who see no colours, too, as far as
    neighbours go, for the patterns change from line to line."""
    now = colours()
    return Look(now.of_series(number), (number + number // len(now.series)) % 2 + 2 * (number // len(now.series) % 2))


def swatch(number: int) -> QIcon:
    """A piece of a variant's line."""
    own, ratio = look(number), 2
    size = SWATCH * theme().scale
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(own.colour), 2.5 * theme().scale, DASHES[own.dash]))
    painter.drawLine(1, size.height() // 2, size.width() - 1, size.height() // 2)
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Disabled):
        icon.addPixmap(picture, mode)
    return icon


def label(vary: Vary, value: str) -> str:
    """A value as people read it: ``Adam · 0.01``."""
    try:
        name, number = read(vary, value)
    except UserError:
        return value
    if vary == "depth":
        return _tr("depth {number}").format(number=f"{number:g}")
    if vary == "dropout":
        return _tr("keep {number}").format(number=f"{number:g}")
    if vary == "learning_rate":
        return _tr("rate {number}").format(number=f"{number:g}")
    names = dict({"activation": FUNCTIONS, "initialiser": INITIALISERS, "optimizer": OPTIMIZERS}[vary])
    return spec_text(names[name]) + ("" if number is None else f" · {number:g}")


def titles() -> dict[Vary, str]:
    """What may vary, by its name in a race."""
    return {
        "activation": _tr("Activation"),
        "initialiser": _tr("Initialiser"),
        "optimizer": _tr("Optimizer"),
        "learning_rate": _tr("Learning rate"),
        "dropout": _tr("Dropout"),
        "depth": _tr("Depth"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("race", text)
