"""What a chart shows, taken along: as a picture or as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QPoint, QSize
from PySide6.QtGui import QGuiApplication, QPaintDevice, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

SHARPNESS = 2
"""Pixels of a saved picture for each on the screen."""


def offer(
    widget: QWidget,
    position: QPoint,
    table: Callable[[], str],
    save: Callable[[Path], None],
    more: Iterable[tuple[str, Callable[[], object]]] = (),
) -> None:
    """Show the menu of a chart at a place on the screen.

    Args:
        widget: the chart.
        table: its numbers as CSV.
        save: writes it as PNG, or as SVG when the name ends so.
        more: further entries, which come first.
    """
    menu = QMenu(widget)
    fill(menu, widget, table, save, more)
    menu.exec(position)
    menu.deleteLater()


def fill(
    menu: QMenu,
    widget: QWidget,
    table: Callable[[], str],
    save: Callable[[Path], None],
    more: Iterable[tuple[str, Callable[[], object]]] = (),
) -> None:
    """Put into a menu what :func:`offer` shows."""
    for text, do in more:
        menu.addAction(text, do)
    menu.addSeparator()
    menu.addAction(_tr("Copy Data as CSV"), lambda: QGuiApplication.clipboard().setText(table()))
    menu.addAction(_tr("Save Picture…"), lambda: _ask_where(widget, save))


def fill_for_all(menu: QMenu, area: QWidget) -> None:
    """Put into a menu what every chart that can be seen in an area offers; of several, each has a menu of its own."""
    seen = [widget for widget in area.findChildren(QWidget) if isinstance(widget, Takeable) and widget.isVisible()]
    for number, widget in enumerate(seen, start=1):
        title = widget.title or widget.accessibleName() or _tr("Chart {number}").format(number=number)
        widget.fill_menu(menu if len(seen) == 1 else menu.addMenu(title))
    if not seen:
        menu.addAction(_tr("There is nothing to save yet")).setEnabled(False)


@runtime_checkable
class Takeable(Protocol):
    """A widget with something to take along."""

    @property
    def title(self) -> str:
        """What it shows."""

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how it can be taken along."""

    def accessibleName(self) -> str:
        """Its name."""

    def isVisible(self) -> bool:
        """Whether it is shown."""


def save_widget(widget: QWidget, path: Path) -> None:
    """Write what a widget shows as PNG, or as SVG when the name ends so."""
    if path.suffix.lower() == ".svg":
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(widget.size())
        drawing.setViewBox(widget.rect())
        _paint(widget, drawing)
        return
    picture = QPixmap(QSize(widget.width() * SHARPNESS, widget.height() * SHARPNESS))
    picture.setDevicePixelRatio(SHARPNESS)
    _paint(widget, picture)
    picture.save(str(path))


def _paint(widget: QWidget, on: QPaintDevice) -> None:
    painter = QPainter(on)
    QWidget.render(widget, painter, QPoint())  # graphics views have a method of their own under this name
    painter.end()


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV."""
    lines = _Lines()
    csv.writer(lines).writerows(rows)
    return "".join(lines)


class _Lines(list[str]):
    """A file for ``csv.writer`` in memory."""

    write = list.append


def _ask_where(widget: QWidget, save: Callable[[Path], None]) -> None:
    name, _ = QFileDialog.getSaveFileName(widget, _tr("Save Picture"), "", "PNG (*.png);;SVG (*.svg)")
    if name:
        save(Path(name) if Path(name).suffix else Path(f"{name}.png"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("taking", text)
