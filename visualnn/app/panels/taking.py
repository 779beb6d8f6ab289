"""What a chart shows, taken along: as a picture or as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QPaintDevice,
    QPainter,
    QPixmap,
    QRegion,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QScrollArea, QTableView, QWidget

from visualnn.app.theme import colours, theme

SHARPNESS = 2
"""Pixels of a saved picture for each on the screen."""

SPACE = 4
"""Points between the parts of a picture."""

LEAST = QSize(640, 400)
"""What a chart is enlarged to when its dock is smaller, in points."""


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


def save_widget(
    widget: QWidget,
    path: Path,
    above: QWidget | None = None,
    beside: QWidget | None = None,
    settle: Callable[[], object] = lambda: None,
    clips: bool = False,
    fills: bool = False,
) -> None:
    """Write what a widget shows as PNG, or as SVG when the name ends so.

    A picture has room for everything, however small the dock is: charts are enlarged, tables show all their rows.

    Args:
        above, beside: what belongs to it, above it (as wide as it is) and at its right (as high as it is).
        settle: arranges the widget in its new size, when it would do so by itself only later.
        clips: whether parts of it are cut where others begin, as the lines of a chart are at its axes.
        fills: whether it fills any height, although it is scrolled where there is little.
    """
    before = [(part, part.size()) for part in (widget, beside) if part is not None]
    area, table = _scrolling(widget), _table_in(widget)
    bars = [bar for at in (area, table) if at for bar in (at.horizontalScrollBar(), at.verticalScrollBar())]
    scrolled = [bar.value() for bar in bars]
    if area is not None:
        area.setWidgetResizable(False)  # it would take the size back
    if table is not None:
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it would go only later
    try:  # nothing of this is seen: the screen is painted when all is as it was
        _enlarge(widget, None if fills else area)
        settle()
        _write(path, widget, above, beside, clips)
    finally:
        for part, size in before:
            part.resize(size)
        if area is not None:
            area.setWidgetResizable(True)
        if table is not None:
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for bar, value in zip(bars, scrolled, strict=True):
            bar.setValue(value)


def _enlarge(widget: QWidget, area: QScrollArea | None) -> None:
    size, table = widget.size(), _table_in(widget)
    if table is not None:
        widget.resize(size.expandedTo(size - table.size() + _whole(table)))
        return
    widget.resize(size.expandedTo(LEAST * theme().scale))
    if area is not None:  # it is as high as it must be for its width
        widget.resize(widget.width(), max(area.viewport().height(), widget.minimumHeight()))


def _table_in(widget: QWidget) -> QTableView | None:
    return widget if isinstance(widget, QTableView) else widget.findChild(QTableView)


def _whole(table: QTableView) -> QSize:
    """The size in which a table shows all that it has; its last column had what the others left."""
    model, frame = table.model(), 2 * table.frameWidth() + 2
    widths = [table.columnWidth(column) for column in range(model.columnCount())]
    shown = [column for column, width in enumerate(widths) if width]
    wide = sum(widths) + max(0, table.sizeHintForColumn(shown[-1]) - widths[shown[-1]]) if shown else 0
    high = sum(table.rowHeight(row) for row in range(model.rowCount()))
    return QSize(wide + frame, high + table.horizontalHeader().height() + frame)


def _scrolling(widget: QWidget) -> QScrollArea | None:
    """The area in which a widget is scrolled."""
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport else None
    return area if isinstance(area, QScrollArea) and area.widgetResizable() else None


def _write(path: Path, widget: QWidget, above: QWidget | None, beside: QWidget | None, clips: bool) -> None:
    title = str(getattr(widget, "title", "")) if _table_in(widget) else ""  # charts write their own
    top = _bold(widget)[1] if title else 0
    if above is not None:
        above.ensurePolished()
        above.resize(widget.width(), 0)
        above.resize(widget.width(), above.sizeHint().height())
        top += above.height() + SPACE
    page = QRect(0, -top, widget.width(), widget.height() + top)  # the widget lies where a drawing counts its cuts from
    if beside is not None:
        beside.resize(beside.width(), widget.height())
        page.setWidth(page.width() + beside.width() + SPACE)

    def paint(on: QPaintDevice) -> None:
        painter = QPainter(on)
        if isinstance(on, QPixmap):
            painter.translate(-page.topLeft())
        painter.fillRect(page, QColor(colours().panel))
        if title:
            painter.setFont(_bold(widget)[0])
            painter.setPen(QColor(colours().text))
            painter.drawText(QRect(2 * SPACE, SPACE - top, page.width(), top), Qt.AlignmentFlag.AlignLeft, title)
        places = ((widget, QPoint()), (above, QPoint(0, SPACE - top)), (beside, QPoint(widget.width(), 0)))
        for part, place in places:
            if part is not None:
                # Graphics views have a method of their own under this name.
                QWidget.render(part, painter, place, QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()

    if path.suffix.lower() == ".svg":
        # Cuts were written wrongly for widgets in widgets, such as tables.
        version = QSvgGenerator.SvgVersion
        drawing = QSvgGenerator(version.Svg11 if clips else version.SvgTiny12)
        drawing.setFileName(str(path))
        drawing.setSize(page.size())
        drawing.setViewBox(page)
        drawing.setResolution(widget.logicalDpiX())  # else type is made for 72 dots per inch: too small
        drawing.setTitle(str(getattr(widget, "title", "")))
        drawing.setDescription("visualnn")
        paint(drawing)
        _name_fonts(path, widget.font())
        return
    picture = QPixmap(page.size() * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    paint(picture)
    picture.save(str(path))


def _bold(widget: QWidget) -> tuple[QFont, int]:
    """The type of a title, and the height it takes."""
    font = QFont(widget.font())
    font.setWeight(QFont.Weight.DemiBold)
    return font, QFontMetrics(font).height() + 2 * SPACE


def _name_fonts(path: Path, font: QFont) -> None:
    """Name the font there really is: "Sans Serif" is a name of Qt's, and elsewhere text would be of other widths."""
    family = f'font-family="{QFontInfo(font).family()}, sans-serif"'
    drawn = path.read_text(encoding="utf-8")
    path.write_text(drawn.replace(f'font-family="{font.family()}"', family), encoding="utf-8")


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV."""
    lines = _Lines()
    csv.writer(lines).writerows(rows)
    return "".join(lines)


def exact(value: float | np.floating[Any]) -> str:
    """A number in all its digits, and no more: 0.1 in single precision is ``0.1``."""
    return str(value).removesuffix(".0")


class _Lines(list[str]):
    """A file for ``csv.writer`` in memory."""

    write = list.append


def _ask_where(widget: QWidget, save: Callable[[Path], None]) -> None:
    name, _ = QFileDialog.getSaveFileName(widget, _tr("Save Picture"), "", "PNG (*.png);;SVG (*.svg)")
    if name:
        save(Path(name) if Path(name).suffix else Path(f"{name}.png"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("taking", text)
