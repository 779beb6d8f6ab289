"""Targets and predictions of a small table, row by row."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

ROWS = 200
"""Rows listed at most."""


class TruthTable(QTableWidget):
    """One line per row of the data: inputs, targets, predictions.

    Where all targets are 0 or 1 a prediction on the right side of one half is ticked, one on the wrong side crossed.
    """

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = min(ROWS, len(dataset.x))
        self._x = dataset.x[:rows]
        inputs = self._x.reshape(rows, -1)
        self._targets = dataset.y[:rows].reshape(rows, -1)
        self._binary = bool(np.isin(self._targets, (0, 1)).all())
        width, targets = inputs.shape[1], self._targets.shape[1]
        names = dataset.info.columns or (
            *(f"x{i + 1}" for i in range(width)),
            *(f"y{i + 1}" for i in range(targets)),
        )
        predicted = self.tr("{name}, predicted")
        heads = [predicted.format(name=name) for name in names[width:]] if targets > 1 else [self.tr("predicted")]
        self.setColumnCount(width + 2 * targets)
        self.setRowCount(rows)
        self.setHorizontalHeaderLabels([*names, *heads])
        self._answers: list[list[QTableWidgetItem]] = []
        for row in range(rows):
            for column, value in enumerate((*inputs[row], *self._targets[row])):
                self.setItem(row, column, _cell(f"{value:.4g}"))
            self._answers.append([_cell() for _ in range(targets)])
            for column, item in enumerate(self._answers[row], start=width + targets):
                self.setItem(row, column, item)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self.verticalHeader().setDefaultSectionSize(24)
        theme().changed.connect(self._colour)

    def question(self) -> np.ndarray:
        """The rows that are listed."""
        return self._x

    def show_answer(self, prediction: np.ndarray) -> None:
        """Fill in the predictions: ``[rows, ...]``."""
        answer = prediction.reshape(len(prediction), -1)
        for row, cells in enumerate(self._answers):
            for column, cell in enumerate(cells):
                value = float(answer[row, column])
                mark = ("  ✓" if self._right(row, column, value) else "  ✗") if self._binary else ""
                cell.setText(f"{value:.3f}{mark}")
        self.updateGeometry()
        self._colour()

    def _right(self, row: int, column: int, value: float) -> bool:
        return (value > 0.5) == bool(self._targets[row, column] > 0.5)

    def _colour(self) -> None:
        now = colours()
        for cell in (cell for cells in self._answers for cell in cells):
            wrong = cell.text().endswith("✗")
            cell.setForeground(QColor(now.error if wrong else now.success if self._binary else now.text))


def _cell(text: str = "") -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return cell
