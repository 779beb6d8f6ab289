"""What a first look at a source is shown with: small pictures, tables to be read, bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from visualnn.app.inspector.parts import dim_label
from visualnn.app.theme import colours
from visualnn.data.preview import Preview, Range, number

_TILE = 44  # about how wide a picture is drawn
_GAP = 4
_BAR = 15  # the height of a bar with its label
_ROW = 20
_TABLE_HEIGHT = 220


def parts_of(preview: Preview) -> list[QWidget]:
    """The widgets that show what was found."""
    parts: list[QWidget] = []
    if preview.pictures is not None:
        parts.append(Thumbnails(preview.pictures, preview.captions))
    if preview.text:
        parts.append(_text(preview.text))
    if preview.rows:
        parts.append(Cells(preview.columns, preview.rows))
    if preview.spread:
        parts.append(Spread(preview.spread))
    if preview.ranges:
        parts.append(Ranges(preview.ranges))
    return parts


def _text(text: str) -> QLabel:
    label = dim_label(text)
    label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return label


class Cells(QTableWidget):
    """A table to be read, as high as it needs to be."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(len(rows), len(heads), parent)
        self.setAccessibleName(self.tr("Preview"))
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(cell))
        header = self.horizontalHeader()
        header.setMaximumSectionSize(160)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        height = header.sizeHint().height() + _ROW * len(rows) + self.horizontalScrollBar().sizeHint().height() + 4
        self.setFixedHeight(min(height, _TABLE_HEIGHT))


class Ranges(Cells):
    """Lowest, highest and mean of each column, or its number of categories, and how many cells are empty."""

    def __init__(self, ranges: Sequence[Range], parent: QWidget | None = None) -> None:
        heads = (
            QCoreApplication.translate("Ranges", "Column"),
            QCoreApplication.translate("Ranges", "Missing"),
            QCoreApplication.translate("Ranges", "Lowest"),
            QCoreApplication.translate("Ranges", "Highest"),
            QCoreApplication.translate("Ranges", "Mean"),
        )
        super().__init__(heads, [_line(entry) for entry in ranges], parent)
        for row, entry in enumerate(ranges):
            if entry.categories:
                self.setSpan(row, 2, 1, 3)
            missing = self.item(row, 1)
            if entry.missing and missing:
                missing.setForeground(QColor(colours().warning))


def _line(entry: Range) -> list[str]:
    """The cells of a column's line in :class:`Ranges`."""
    figures = [number(figure) for figure in (entry.low, entry.high, entry.mean) if figure is not None]
    if entry.categories:
        figures = [QCoreApplication.translate("Ranges", "{count} categories").format(count=f"{entry.categories:,}")]
    return [entry.name, f"{entry.missing:,}" if entry.missing else "", *figures]


class Thumbnails(QWidget):
    """Small pictures side by side, with their classes below."""

    def __init__(self, pictures: np.ndarray, captions: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = np.ascontiguousarray(pictures)
        self._captions = captions
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(6 * (_TILE + _GAP), self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._pictures) // self._columns(width))
        return rows * self._pitch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shrunk = max(self._pictures.shape[1:3]) > _TILE
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrunk)  # points are shown as they are
        painter.setPen(QColor(colours().dim))
        columns = self._columns(self.width())
        for place, pixels in enumerate(self._pictures):
            row, column = divmod(place, columns)
            left, top = column * (_TILE + _GAP), row * self._pitch()
            height, width = pixels.shape[:2]
            grey = pixels.ndim == 2
            layout = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
            image = QImage(pixels.data, width, height, width * (1 if grey else 3), layout)
            scale = _TILE / max(width, height)
            painter.drawImage(QRectF(left, top, width * scale, height * scale), image)
            if place < len(self._captions):
                caption = QRect(left, top + _TILE + 1, _TILE, self.fontMetrics().height())
                text = self.fontMetrics().elidedText(self._captions[place], Qt.TextElideMode.ElideRight, _TILE)
                painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, text)

    def _columns(self, width: int) -> int:
        return max(1, (width + _GAP) // (_TILE + _GAP))

    def _pitch(self) -> int:
        return _TILE + _GAP + (self.fontMetrics().height() + 1 if self._captions else 0)


class Spread(QWidget):
    """How many rows each class has, as bars."""

    def __init__(self, counts: tuple[tuple[str, int], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = counts
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BAR * len(counts))
        self.setAccessibleName(self.tr("How often each value of the target comes"))
        self.setToolTip("\n".join(f"{_visible(label)}: {count:,}" for label, count in counts))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = QPainter(self)
        metrics = self.fontMetrics()
        names = min(self.width() // 3, max(metrics.horizontalAdvance(_visible(label)) for label, _ in self._counts) + 2)
        figures = max(metrics.horizontalAdvance(f"{count:,}") for _, count in self._counts)
        room = max(1, self.width() - names - figures - 14)
        most = max(1, *(count for _, count in self._counts))
        for place, (label, count) in enumerate(self._counts):
            top = place * _BAR
            painter.setPen(QColor(now.text))
            name = metrics.elidedText(_visible(label), Qt.TextElideMode.ElideRight, names)
            painter.drawText(
                QRect(0, top, names, _BAR), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
            )
            length = room * count / most
            painter.fillRect(QRectF(names + 6, top + 2, max(length, 1.0), _BAR - 4), QColor(now.accent))
            painter.setPen(QColor(now.dim))
            place_of_figure = QRectF(names + 10 + length, top, figures + 4, _BAR)
            painter.drawText(place_of_figure, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")


def _visible(label: str) -> str:
    """A label of which something is to be seen, also when it is a space or a line end."""
    return label if label.isprintable() and label.strip() else repr(label)
