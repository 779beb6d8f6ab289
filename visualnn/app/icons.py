"""The program's own icons: SVG drawings in ``resources/icons`` that take the colour of the text around them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from visualnn.app.theme import colours
from visualnn.paths import resources

SIZES = (16, 20, 24, 32, 40, 48)


def icon(name: str, colour: str = "") -> QIcon:
    """The icon in the colours of the theme in force; ask again when the theme changes.

    Args:
        name: file name in ``resources/icons`` without ``.svg``.
        colour: another colour than that of text.
    """
    return _icon(name, colour or colours().text, colours().border)


def application_icon() -> QIcon:
    """The icon of the window, which has colours of its own."""
    return QIcon(str(resources() / "icons" / "visualnn.svg"))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    drawing = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    result = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
        for size in SIZES:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            result.addPixmap(pixmap, mode)
    return result
