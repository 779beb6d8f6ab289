"""What runs that were chosen differ in, in a table of plain words: results first, then settings and blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from visualnn.app.inspector import training_settings
from visualnn.app.panels.run_table import Column, cell_text, columns, measures, run_name
from visualnn.app.text import spec_text
from visualnn.app.theme import colours, theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import Param
from visualnn.project.differences import Difference, differences
from visualnn.project.run import Run

LENGTH = 60
"""Letters of a value that are shown."""

WIDEST = 200
"""Pixels that a column takes at most; what is cut is told by a tooltip."""


class Comparison(QTableWidget):
    """A row for everything in which runs differ, a column for each of them; the better results are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comparison of runs"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._runs: Sequence[Run] = ()
        theme().changed.connect(self._dress)
        self._dress()

    def compare(self, runs: Sequence[Run]) -> None:
        """Show in what runs differ; of fewer than two there is no row."""
        self._runs = runs
        rows = [*self._results(runs), *(self._row(difference) for difference in differences([r.project for r in runs]))]
        self.setColumnCount(1 + len(runs))
        for column, words in enumerate([self.tr("Differs in"), *(run_name(run) for run in runs)]):
            head = QTableWidgetItem(words)
            head.setToolTip(words)
            self.setHorizontalHeaderItem(column, head)
        self.setRowCount(len(rows))
        for row, (label, texts, best) in enumerate(rows):
            self._put(row, 0, label, colours().dim)
            for column, text in enumerate(texts, start=1):
                self._put(row, column, text, colours().success if column - 1 in best else colours().text, text=True)
        self.resizeRowsToContents()

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        return [
            [item.text() if (item := self.item(row, column)) else "" for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]

    def _dress(self) -> None:
        # One long name does not push the other runs out of sight.
        self.horizontalHeader().setMaximumSectionSize(round(WIDEST * theme().scale))
        self.compare(self._runs)

    def _put(self, row: int, column: int, words: str, colour: str, text: bool = False) -> None:
        item = QTableWidgetItem(words)
        item.setForeground(QColor(colour))
        if text and colour == colours().success:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        item.setToolTip(words if len(words) > LENGTH // 2 else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, column, item)

    def _results(self, runs: Sequence[Run]) -> list[tuple[str, list[str], set[int]]]:
        """Measures that are not the same for all, and the places of the best."""
        found = []
        for column in columns(measures(runs)):
            if column.best is None and column.key not in ("epochs", "parameters"):
                continue
            values = [column.value(run) for run in runs]
            if all(value == values[0] for value in values):
                continue
            found.append((column.title, [cell_text(column, run) for run in runs], self._best(column, values)))
        return found

    def _best(self, column: Column, values: Sequence[Any]) -> set[int]:
        known = [value for value in values if value is not None]
        if len(known) < 2 or column.best is None:
            return set()
        best = column.best(known)
        return {place for place, value in enumerate(values) if value == best}

    def _row(self, difference: Difference) -> tuple[str, list[str], set[int]]:
        if difference.kind == "training":
            param = _training_params().get(difference.key)
            label = spec_text(param.label) if param else difference.key
            return label, [_written(value, param) for value in difference.values], set()
        if difference.kind == "setting":
            param = _block_param(difference.key)
            label = f"{difference.block}: {spec_text(param.label) if param else difference.key}"
            return label, [_written(value, param) for value in difference.values], set()
        if difference.kind == "kind":
            kinds = [spec_text(SPECS[kind].label) if kind else self.tr("not there") for kind in difference.values]
            return self.tr("block “{name}”").format(name=difference.block), kinds, set()
        if difference.kind == "bypassed":
            words = {True: self.tr("bypassed"), False: self.tr("in use"), None: self.tr("not there")}
            return self.tr("block “{name}”").format(name=difference.block), [words[v] for v in difference.values], set()
        leads = [self.tr("from {blocks}").format(blocks=value) if value else "—" for value in difference.values]
        return self.tr("wires into “{name}”").format(name=difference.block), leads, set()


def _training_params() -> dict[str, Param]:
    return {param.name: param for group in training_settings.GROUPS for param in group}


def _block_param(name: str) -> Param | None:
    return next((param for spec in SPECS.values() for param in spec.params if param.name == name), None)


def _written(value: Any, param: Param | None) -> str:
    if value is None:
        return "—"
    if param and (label := dict(param.choices).get(str(value))):
        return spec_text(label)
    if isinstance(value, bool):
        return "✓" if value else "—"
    words = f"{value:g}" if isinstance(value, float) else str(value)
    return words if len(words) <= LENGTH else f"{words[: LENGTH - 1]}…"
