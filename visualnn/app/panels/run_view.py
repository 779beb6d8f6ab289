"""The table of runs as it is seen and selected from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QTableView, QWidget

from visualnn.app.panels.run_table import RunModel, RunOrder
from visualnn.app.theme import theme
from visualnn.project.run import Run

NUMBER = "0.0001234"
"""The longest that a measure is written."""

NAME = 120
"""Pixels of the name of a run at least."""

WIDEST = 240
"""Pixels that a column takes of its own accord; a longer text is cut."""


class _Naming(QStyledItemDelegate):
    """Edits names: one that is being written stays, whatever becomes of the runs meanwhile."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class RunView(QTableView):
    """Shows the runs of a model in an order; any column sorts, several rows can be selected, names are edited in
    place."""

    def __init__(self, model: RunModel, order: RunOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._order = model, order
        self.setAccessibleName(self.tr("Runs"))
        self.setModel(order)
        self.setItemDelegateForColumn(0, _Naming(self))
        self.setSortingEnabled(True)
        self._sort_newest_first()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dragged: set[str] = set()  # columns that the user gave a width
        self._fitting = False
        order.columnsInserted.connect(self._columns_added)
        order.layoutChanged.connect(self.hide_unknown)  # other rows may be listed
        theme().changed.connect(self._dress)
        self._dress()
        self.horizontalHeader().sectionResized.connect(self._keep_width)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def chosen(self) -> list[Run]:
        """The selected runs, in the order of the table."""
        return [self.run(row) for row in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def run(self, row: int) -> Run:
        """The run in a row."""
        return self._runs.runs[self._order.mapToSource(self._order.index(row, 0)).row()]

    def rename(self) -> None:
        """Begin to write another name for the first of the selected runs."""
        if rows := self.selectionModel().selectedRows():
            self.edit(self._order.index(rows[0].row(), 0))

    def sort_by(self, column: int) -> None:
        """Sort by a column, or the other way round by the one there is, as a click on its title does."""
        head, orders = self.horizontalHeader(), Qt.SortOrder
        again = head.sortIndicatorSection() == column and head.sortIndicatorOrder() == orders.AscendingOrder
        self.sortByColumn(column, orders.DescendingOrder if again else orders.AscendingOrder)

    def _sort_newest_first(self) -> None:
        self.sortByColumn(self._runs.columnCount() - 1, Qt.SortOrder.DescendingOrder)

    def fit(self) -> None:
        """Widen columns to what stands in them; those that the user dragged stay."""
        self._fitting = True
        for place in self._fitted:
            needed = min(round(WIDEST * theme().scale), self.sizeHintForColumn(place) + 2)
            self.setColumnWidth(place, max(self.columnWidth(place), needed))
        self._fitting = False

    @property
    def _fitted(self) -> list[int]:
        """The places of the columns that are seen and have no width from the user."""
        places = enumerate(self._runs.columns)
        return [at for at, column in places if column.key not in self._dragged and not self.isColumnHidden(at)]

    def _dress(self) -> None:
        """Rows and columns have room for type as large as it is now."""
        self.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() + 8 * theme().scale))
        self._give_width(self._fitted)
        self.fit()

    def _keep_width(self, column: int, before: int, width: int) -> None:
        if not self._fitting and before and width:  # neither hidden nor shown again
            self._dragged.add(self._runs.columns[column].key)

    def _give_width(self, places: Iterable[int]) -> None:
        """Columns have room for their titles and for measures."""
        scale, head = theme().scale, self.horizontalHeader()
        measure = self.fontMetrics().horizontalAdvance(NUMBER) + round(10 * scale)
        self._fitting = True
        for place in places:
            self.setColumnWidth(place, max(measure, head.sectionSizeHint(place)) if place else round(NAME * scale))
        self._fitting = False

    def _columns_added(self, parent: QModelIndex, first: int, last: int) -> None:
        self._give_width(range(first, last + 1))
        flags = QItemSelectionModel.SelectionFlag  # a row is selected when all of its columns are
        self.selectionModel().select(self.selectionModel().selection(), flags.Select | flags.Rows)

    def hide_unknown(self) -> None:
        """What is known of no run that is listed takes no room, and no run is sorted by it: nothing would show that."""
        runs = [self.run(row) for row in range(self._order.rowCount())]
        for place, column in enumerate(self._runs.columns):
            hidden = bool(runs) and all(column.value(run) is None for run in runs)
            if hidden != self.isColumnHidden(place):
                self.setColumnHidden(place, hidden)
        if self.isColumnHidden(self.horizontalHeader().sortIndicatorSection()):
            self._sort_newest_first()
