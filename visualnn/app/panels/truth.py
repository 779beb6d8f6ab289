"""Targets and predictions of a small table, row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent
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
from visualnn.app.panels.views import View
from visualnn.app.panels.widgets import bare
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

ROWS = 200
"""Rows listed at most."""

RIGHT, WRONG = "✓", "✗"


class TruthTable(View):
    """One line per row of the data: inputs, targets, predictions.

    Where all targets are 0 or 1 a prediction on the right side of one half is ticked, one on the wrong side crossed;
    so is the most probable class where targets are classes.
    """

    PAUSE = 250

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = min(ROWS, len(dataset.x))
        self._x = dataset.x[:rows]
        inputs = self._x.reshape(rows, -1)
        self._targets = dataset.y[:rows].reshape(rows, -1)
        self._classes = dataset.info.types["y"].kind == "index"
        self._labels = dataset.info.labels or tuple(map(str, range(dataset.info.types["y"].classes)))
        self._marked = self._classes or bool(np.isin(self._targets, (0, 1)).all())
        width, targets = inputs.shape[1], self._targets.shape[1]
        names = dataset.info.columns
        if len(names) != width + targets:  # numbers that have no names, or more of them than columns
            names = (*(f"x{i + 1}" for i in range(width)), *(f"y{i + 1}" for i in range(targets)))
        predicted = self.tr("{name}, predicted")
        heads = [predicted.format(name=name) for name in names[width:]] if targets > 1 else [self.tr("predicted")]
        self.cells = QTableWidget(rows, width + 2 * targets)
        self.cells.setHorizontalHeaderLabels([*names, *heads])
        self._answers: list[list[QTableWidgetItem]] = []
        for row in range(rows):
            for column, value in enumerate(inputs[row]):
                self.cells.setItem(row, column, _cell(f"{value:.4g}"))
            for column, value in enumerate(self._targets[row], start=width):
                self.cells.setItem(row, column, _cell(self._labels[int(value)] if self._classes else f"{value:.4g}"))
            widest = max(self._labels, key=len) + " 100%" if self._classes else "-0.000"
            self._answers.append([_cell(f"{widest}  {RIGHT}") for _ in range(targets)])
            for column, item in enumerate(self._answers[row], start=width + targets):
                self.cells.setItem(row, column, item)
        self._dress_table()
        self.cells.resizeColumnsToContents()  # once: while figures change, their column keeps its width
        for item in (item for items in self._answers for item in items):
            item.setText("")
        column_ = bare(QVBoxLayout(self))
        column_.addWidget(self.cells)
        theme().changed.connect(self._colour)

    def question(self, loss: int) -> tuple[Any, ...]:
        return "predict", self._x, loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Fill in the predictions: ``[rows, ...]``."""
        if self._classes:
            shares = by_class(answer)
            best = shares.argmax(axis=1)
            for row, cells in enumerate(self._answers):
                mark = RIGHT if best[row] == self._targets[row, 0] else WRONG
                name = self._labels[best[row]] if best[row] < len(self._labels) else str(best[row])
                cells[0].setText(f"{name} {shares[row, best[row]]:.0%}  {mark}")
        else:
            flat = answer.reshape(len(answer), -1)
            if flat.shape[1] != self._targets.shape[1]:  # another loss, which aims at something else
                return
            for row, cells in enumerate(self._answers):
                for column, cell in enumerate(cells):
                    value = float(flat[row, column])
                    mark = f"  {RIGHT if self._right(row, column, value) else WRONG}" if self._marked else ""
                    cell.setText(f"{value:.3f}{mark}")
        self._colour()

    def table(self) -> str:
        """What is listed, as CSV."""
        cells = self.cells
        model, columns = cells.model(), range(cells.columnCount())
        heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
        rows = [
            [model.index(row, column).data().split("  ")[0] for column in columns] for row in range(cells.rowCount())
        ]
        return taking.csv_text([heads, *rows])

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

    def _right(self, row: int, column: int, value: float) -> bool:
        return (value > 0.5) == bool(self._targets[row, column] > 0.5)

    def _colour(self) -> None:
        now = colours()
        for cell in (cell for cells in self._answers for cell in cells):
            wrong = cell.text().endswith(WRONG)
            cell.setForeground(QColor(now.error if wrong else now.success if self._marked else now.text))

    def _dress_table(self) -> None:
        cells = self.cells
        cells.verticalHeader().hide()
        cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        cells.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        cells.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cells.setShowGrid(False)
        cells.setFrameShape(QTableWidget.Shape.NoFrame)
        cells.horizontalHeader().setMinimumSectionSize(24)
        cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        cells.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        cells.verticalHeader().setDefaultSectionSize(24)


def _cell(text: str = "") -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return cell
