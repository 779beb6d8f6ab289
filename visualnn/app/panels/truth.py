"""Targets and predictions of a small table, row by row."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.panels import taking
from visualnn.app.panels.confusion import by_class
from visualnn.app.panels.digits import decimals, written
from visualnn.app.panels.elided import Elided
from visualnn.app.panels.pictures import split_name
from visualnn.app.panels.views import NONE, View, held_out, most_probable, picked
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

ROWS = 200
"""Rows listed at most."""

ROW, PADDING = 24, 4
"""Height of a row, and from the sides of a cell to its text, in pixels."""

RIGHT, WRONG = "✓", "✗"

FEW = 3
"""Inputs that stand before targets and predictions; of more, one would have to scroll to see what matters."""


class TruthTable(View):
    """One line per row of the data: inputs, targets, predictions; many inputs come last.

    Where all targets are 0 or 1 a prediction on the right side of one half is ticked, one on the wrong side crossed;
    so is the most probable class where targets are classes. The rows are those that tell best what was learned, see
    :func:`held_out`.
    """

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        split = held_out(dataset)
        shown = picked(dataset, split, ROWS)
        rows = len(shown)
        self.inputs = dataset.x[shown]
        x = self.inputs.reshape(rows, -1)
        self._targets = dataset.y[shown].reshape(rows, -1)
        self._classes = dataset.info.types["y"].kind == "index"
        self._labels = dataset.info.labels or tuple(map(str, range(dataset.info.types["y"].classes)))
        self._marked = self._classes or bool(np.isin(self._targets, (0, 1)).all())
        width, count = x.shape[1], self._targets.shape[1]
        names = dataset.info.columns
        if len(names) != width + count:  # numbers that have no names, or more of them than columns
            names = (*(f"x{i + 1}" for i in range(width)), *(f"y{i + 1}" for i in range(count)))
        inputs = [_numbers(name, x[:, place]) for place, name in enumerate(names[:width])]
        many = width > FEW
        targets = [self._target(name, place, many) for place, name in enumerate(names[width:])]
        self._answers = [self._answer(name if count > 1 else "", place) for place, name in enumerate(names[width:])]
        if many:
            pairs = zip(targets, self._answers, strict=True)
            columns = [column for target, answer in pairs for column in (target, *answer)]
            self._list([*columns, *inputs], rows, len(columns))
        else:
            self._list([*inputs, *targets, *itertools.chain(*self._answers)], rows)
        scaled = any(map(any, dataset.info.scaled.values()))
        which = (
            self.tr("{rows} {split} rows, as the data block scales them") if scaled else self.tr("{rows} {split} rows")
        )
        self.which = Elided(which.format(rows=rows, split=split_name(split)))
        self.which.setContentsMargins(8, 0, 8, 2)
        self.cells.setAccessibleName(self.which.text())
        self.which.setVisible(scaled or rows < len(dataset.x))  # where there are others
        column_ = bare(QVBoxLayout(self))
        column_.addWidget(self.which)
        column_.addWidget(self.cells)
        theme().changed.connect(self._colour)

    def question(self, loss: int) -> tuple[Any, ...]:
        return "predict", self.inputs, loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Fill in the predictions: ``[rows, ...]``."""
        rows, count = self._targets.shape
        if self._classes:
            shares = by_class(answer)[:, None] if count == 1 else answer.reshape(rows, count, -1)
            for place, (said, sure) in enumerate(self._answers):
                largest = shares[:, place].max(axis=1)
                for row, best in enumerate(most_probable(shares[:, place]).tolist()):
                    right = best == self._targets[row, place]
                    sure.values[row] = largest[row]
                    named = self._labels[best] if best < len(self._labels) else str(best)
                    said.cells[row].setText(NONE if best < 0 else named)
                    sure.cells[row].setText(_marked(f"{largest[row]:.0%}", right))
        else:
            flat = answer.reshape(len(answer), -1)
            if flat.shape[1] != count:  # another loss, which aims at something else
                return
            for place, (said,) in enumerate(self._answers):
                said.values[:] = flat[:, place]
                digits = decimals(self._targets[:, place], trimmed=False)
                for row, value in enumerate(flat[:, place].tolist()):
                    text = written(value, digits)
                    right = not math.isnan(value) and (value > 0.5) == bool(self._targets[row, place] > 0.5)
                    said.cells[row].setText(_marked(text, right) if self._marked else text)
        self._colour()

    def table(self) -> str:
        """What is listed, as CSV, numbers in all their digits."""
        heads = [column.head for column in self._columns]
        return taking.csv_text([heads, *zip(*(column.texts() for column in self._columns), strict=True)])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()

    @property
    def title(self) -> str:
        """What is shown."""
        return self.tr("Targets and predictions")

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the table can be taken along."""
        taking.fill(menu, self, self.table, lambda path: taking.save_widget(self, path))

    def _target(self, name: str, place: int, headed: bool) -> _Column:
        """The column of a target; ``headed``: it says that it is one."""
        head = self.tr("{name}, true").format(name=name) if headed else name
        values = self._targets[:, place]
        if self._classes:
            return _Column(head, [self._labels[value] for value in values], words=True)
        return _numbers(head, values)

    def _answer(self, name: str, place: int) -> tuple[_Column, ...]:
        """The columns of a prediction, empty at first; without a name when it is the only one."""
        rows = len(self._targets)
        head = self.tr("{name}, predicted").format(name=name) if name else self.tr("predicted")
        if self._classes:
            longest = max(self._labels, key=len)
            sure = _Column(self.tr("probability"), [""] * rows, widest=_marked("100%", True))
            return _Column(head, [""] * rows, words=True, widest=longest), sure
        values = self._targets[:, place]
        digits = decimals(values, trimmed=False)
        widest = written(-float(np.abs(values[np.isfinite(values)]).max(initial=1)), digits)
        widest = _marked(widest, True) if self._marked else max(widest, "-1.00e-00", key=len)
        return (_Column(head, [""] * rows, widest=widest),)

    def _colour(self) -> None:
        now = colours()
        for columns in self._answers:
            for cells in zip(*(column.cells for column in columns), strict=True):
                wrong = cells[-1].text().endswith(WRONG)
                for cell in cells:
                    cell.setForeground(QColor(now.error if wrong else now.success if self._marked else now.text))

    def _list(self, columns: Sequence[_Column], rows: int, bold: int = 0) -> None:
        """Make the table; ``bold``: of so many columns, the first ones, the heads are bold."""
        self._columns = columns
        self.cells = _Cells(columns, rows, bold)


class _Cells(QTableWidget):
    """The table itself. Its columns have room for all that may stand in them: while figures change, they keep their
    width."""

    def __init__(self, columns: Sequence[_Column], rows: int, bold: int) -> None:
        super().__init__(rows, len(columns))
        self._columns, self._bold = columns, bold
        for place, column in enumerate(columns):
            head = QTableWidgetItem(column.head)
            head.setTextAlignment(column.alignment)
            self.setHorizontalHeaderItem(place, head)
            for row, cell in enumerate(column.cells):
                self.setItem(row, place, cell)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setStyleSheet(f"QTableWidget::item {{ padding: 0 {PADDING}px; }}")  # as far from the edge as the heads
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # also when it is shown first, and then dressed
            self._fit()

    def _fit(self) -> None:
        """Rows and columns as large as the type needs them."""
        self.verticalHeader().setDefaultSectionSize(round(ROW * theme().scale))
        for place, column in enumerate(self._columns):
            font = QFont(self.font())
            font.setBold(place < self._bold)
            if head := self.horizontalHeaderItem(place):
                head.setFont(font)
            widest = self.fontMetrics().horizontalAdvance(column.widest) + 4 * PADDING
            wide = max(widest, self.sizeHintForColumn(place), self.horizontalHeader().sectionSizeHint(place))
            self.setColumnWidth(place, wide)


class _Column:
    """The cells of a column: words begin at its left, numbers end at its right."""

    def __init__(self, head: str, texts: Sequence[str], words: bool = False, widest: str = "") -> None:
        """``widest``: the widest text that there may be, where others will stand in it."""
        self.head, self.widest = head, widest
        side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
        self.alignment = side | Qt.AlignmentFlag.AlignVCenter
        self.cells = [QTableWidgetItem(text) for text in texts]
        self.values = np.full(len(texts), np.nan, np.float32)  # the numbers, where there are any
        for cell in self.cells:
            cell.setTextAlignment(self.alignment)

    def texts(self) -> list[str]:
        """What is in the cells, numbers in all their digits."""
        cells = zip(self.values, self.cells, strict=True)
        return [_unmarked(cell.text()) if np.isnan(value) else taking.exact(value) for value, cell in cells]


def _numbers(head: str, values: np.ndarray) -> _Column:
    digits = decimals(values)
    column = _Column(head, [written(value, digits) for value in values.tolist()])
    column.values[:] = values
    return column


def _marked(text: str, right: bool) -> str:
    return f"{text}  {RIGHT if right else WRONG}"


def _unmarked(text: str) -> str:
    return text.removesuffix(_marked("", True)).removesuffix(_marked("", False))
