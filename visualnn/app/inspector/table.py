"""Editing a small table of numbers in place."""

from __future__ import annotations

import copy
import math
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.inspector.editors import Editor, format_number, leave_to_window
from visualnn.blocks.literals import read_number
from visualnn.blocks.spec import Param

_LARGEST_HEIGHT = 260


class TableEditor(Editor):
    """Rows of numbers; the last columns are targets and set in bold. A double click on a heading renames it.

    What is no number is refused: the cell goes back to what it was.
    """

    wide = True

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: dict[str, Any] = {"columns": [], "targets": 0, "rows": []}
        self.cells = QTableWidget(self)
        self.cells.setAccessibleName(param.label)
        self.cells.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.cells.verticalHeader().setDefaultSectionSize(24)
        self.cells.horizontalHeader().setToolTip(self.tr("Double-click to rename the column"))
        self.add_row = self._button("+", self.tr("Row"), self.tr("Add a row below the current one"))
        self.remove_row = self._button("−", self.tr("Row"), self.tr("Remove the current row"))  # noqa: RUF001
        self.add_column = self._button("+", self.tr("Column"), self.tr("Add an input column"))
        self.remove_column = self._button("−", self.tr("Column"), self.tr("Remove the current column"))  # noqa: RUF001
        self.targets = QSpinBox(self)
        self.targets.setToolTip(self.tr("How many of the last columns are targets"))
        self.targets.setAccessibleName(self.tr("Target columns"))
        leave_to_window(self.targets)
        buttons = QHBoxLayout()
        buttons.setSpacing(3)
        for button in (self.add_row, self.remove_row, self.add_column, self.remove_column):
            buttons.addWidget(button)
        buttons.addStretch(1)
        target_line = QHBoxLayout()
        target_line.addWidget(QLabel(self.tr("Target columns"), self))
        target_line.addWidget(self.targets)
        target_line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.cells)
        layout.addLayout(buttons)
        layout.addLayout(target_line)
        self.cells.setMinimumWidth(60)
        self.cells.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.cells.cellChanged.connect(self._read_cell)
        self.cells.horizontalHeader().sectionDoubleClicked.connect(self._rename_column)
        self.add_row.clicked.connect(self._add_row)
        self.remove_row.clicked.connect(self._remove_row)
        self.add_column.clicked.connect(self._add_column)
        self.remove_column.clicked.connect(self._remove_column)
        self.targets.valueChanged.connect(self._set_targets)

    def show_value(self, value: Any) -> None:
        if value != self._table or not self.cells.columnCount():
            self._table = copy.deepcopy(value)
            self._fill()

    def _button(self, sign: str, what: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(f"{sign} {what}")
        button.setToolTip(tip)
        return button

    def _fill(self) -> None:
        columns, rows, targets = self._table["columns"], self._table["rows"], self._table["targets"]
        current = self.cells.currentRow(), self.cells.currentColumn()
        for widget in (self.cells, self.targets):
            widget.blockSignals(True)
        self.cells.setColumnCount(len(columns))
        self.cells.setRowCount(len(rows))
        self.cells.setHorizontalHeaderLabels([str(name) for name in columns])
        for i, row in enumerate(rows):
            for j, number in enumerate(row[: len(columns)]):
                item = QTableWidgetItem(format_number(number))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                font = item.font()
                font.setBold(j >= len(columns) - targets)
                item.setFont(font)
                self.cells.setItem(i, j, item)
        for j in range(len(columns)):
            self.cells.setColumnWidth(j, 52)
        self.cells.setCurrentCell(min(current[0], len(rows) - 1), min(current[1], len(columns) - 1))
        self.targets.setRange(1, max(1, len(columns) - 1))
        self.targets.setValue(targets)
        for widget in (self.cells, self.targets):
            widget.blockSignals(False)
        self.remove_row.setEnabled(len(rows) > 1)
        self.remove_column.setEnabled(len(columns) > 2)
        height = self.cells.horizontalHeader().sizeHint().height() + 24 * len(rows) + 4
        self.cells.setFixedHeight(min(height + 16, _LARGEST_HEIGHT))

    def _change(self, **entries: Any) -> None:
        self._table = {**self._table, **entries}
        self._fill()
        self.edited.emit(copy.deepcopy(self._table))

    def _read_cell(self, row: int, column: int) -> None:
        item = self.cells.item(row, column)
        number = parse_number(item.text()) if item else None
        if number is None:
            self._fill()
            return
        rows = [list(cells) for cells in self._table["rows"]]
        rows[row][column] = number
        self._change(rows=rows)

    def _add_row(self) -> None:
        rows = [list(cells) for cells in self._table["rows"]]
        place = self.cells.currentRow() + 1 or len(rows)
        rows.insert(place, [0] * len(self._table["columns"]))
        self._change(rows=rows)
        self.cells.setCurrentCell(place, 0)

    def _remove_row(self) -> None:
        rows = list(self._table["rows"])
        del rows[self.cells.currentRow()]  # the last one when none is current
        self._change(rows=rows)

    def _add_column(self) -> None:
        columns = list(self._table["columns"])
        place = len(columns) - self._table["targets"]
        number = next(n for n in range(1, len(columns) + 2) if f"x{n}" not in columns)
        columns.insert(place, f"x{number}")
        self._change(columns=columns, rows=[[*row[:place], 0, *row[place:]] for row in self._table["rows"]])

    def _remove_column(self) -> None:
        columns = list(self._table["columns"])
        inputs = len(columns) - self._table["targets"]
        place = self.cells.currentColumn() if self.cells.currentColumn() >= 0 else inputs - 1
        del columns[place]
        targets = min(self._table["targets"], len(columns) - 1)
        rows = [[*row[:place], *row[place + 1 :]] for row in self._table["rows"]]
        self._change(columns=columns, rows=rows, targets=targets)

    def _set_targets(self, targets: int) -> None:
        self._change(targets=targets)

    def _rename_column(self, column: int) -> None:
        columns = list(self._table["columns"])
        name, agreed = QInputDialog.getText(self, self.tr("Column"), self.tr("Name:"), text=columns[column])
        if agreed and name.strip() and name.strip() not in columns:
            columns[column] = name.strip()
            self._change(columns=columns)


def parse_number(text: str) -> int | float | None:
    """A finite number, whole where it was typed so; None for anything else."""
    number = read_number(text.replace(",", "."))
    if number is None or not math.isfinite(number):
        return None
    return int(number) if number == int(number) and abs(number) < 2**53 else number
