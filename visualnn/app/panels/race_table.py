"""Who is ahead in a race: a line per variant, which is the legend of the chart, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from visualnn.app.panels import taking
from visualnn.app.panels.panel import number
from visualnn.app.panels.race_looks import SWATCH, label, swatch
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme
from visualnn.graph.race import Race
from visualnn.training.standings import Standing

NAME, RANK, LOSS, ACCURACY, REACHED = range(5)

LEAST_ROWS = 3
"""Rows that can be seen however low the table is."""

LEAST_NAME = 90
"""Pixels of a name that are shown however narrow the table is; a longer one is cut in its middle."""

VALUE = Qt.ItemDataRole.UserRole
"""The value of a variant as the race writes it."""


class RaceTable(QTableWidget):
    """The variants in their order with rank, loss, accuracy and the step at which each reached the goal.

    ``edited`` is emitted with a row and the text typed for its value.
    """

    edited = Signal(int, str)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self._reading: dict[str, float] = {}
        self._where = ""
        self._goal: float | None = None
        self._compared = ""
        self._standings: tuple[Standing, ...] = ()
        self._race = Race()
        self._dressed: dict[int, object] = {}  # how rows look that are there
        self.setAccessibleName(self.tr("Standings"))
        self.setItemDelegateForColumn(NAME, _ValueDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultSectionSize(60)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._dragged: dict[int, float] = {}  # widths that the user gave to columns, in points
        self._fitting = False
        self._fitted_goal = ""  # the heading that there is room for
        theme().changed.connect(self._dress)
        self._dress()
        head.sectionResized.connect(self._keep_width)
        head.sectionHandleDoubleClicked.connect(self._give_back_width)

    def show_race(self, race: Race) -> None:
        """List the variants; figures stay where the list is the same."""
        if race == self._race and self.rowCount() == len(race.values):
            return
        self._race, chosen = race, self.currentRow()
        self._dressed.clear()
        self.setRowCount(len(race.values))
        for row, value in enumerate(race.values):
            for column in range(self.columnCount()):
                item = QTableWidgetItem()
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column == NAME else flags)
                self.setItem(row, column, item)
            item = self._cell(row, NAME)
            item.setData(VALUE, value)
            item.setText(label(race.vary, value))
            tip = self.tr("{variant}: double-click to write another value")
            item.setToolTip(tip.format(variant=label(race.vary, value)))
        if 0 <= chosen < self.rowCount():
            self.selectRow(chosen)
        self._dress()
        self.show_standings((), None)

    def show_standings(self, standings: Sequence[Standing], goal: float | None, compared: str = "") -> None:
        """Show the figures of the variants, in their order; none before a race. ``compared``: which curve the losses
        are of."""
        self._standings, self._goal, self._compared = tuple(standings), goal, compared
        self._fill()

    def show_reading(self, losses: Mapping[str, float], where: str) -> None:
        """Show figures under the cursor of the chart, by value, instead of the last ones; none: the last again."""
        self._reading, self._where = dict(losses), where
        self._fill()

    def table(self) -> str:
        """The figures as CSV."""
        head = [("variant", "rank", "step", "loss", "accuracy", "reached the goal at step", "problem")]
        lines = [
            (
                label(self._race.vary, line.value),
                "" if line.rank is None else line.rank,
                line.step,
                "" if line.loss is None else f"{line.loss:.9g}",
                "" if line.accuracy is None else f"{line.accuracy:.9g}",
                "" if line.reached is None else line.reached,
                translate(line.problem) if line.problem else "",
            )
            for line in self._standings
        ]
        return taking.csv_text([*head, *lines])

    @property
    def title(self) -> str:
        """What it shows."""
        return self.tr("Standings")

    def save_picture(self, path: Path) -> None:
        """Write what is shown as PNG, or as SVG when the name ends so."""
        taking.save_widget(self, path)

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the figures can be taken along."""
        taking.fill(menu, self, self.table, self.save_picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
        self.resized.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        taking.offer(self, event.globalPos(), self.table, self.save_picture)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _fill(self) -> None:
        goal = "" if self._goal is None else self.tr("loss {goal}").format(goal=f"≤ {self._goal:.3g}")
        head = [self._title(), "#", self._where or self.tr("loss"), self.tr("accuracy"), goal or self.tr("to goal")]
        for column, text in enumerate(head):
            if self.horizontalHeaderItem(column) is None:
                self.setHorizontalHeaderItem(column, QTableWidgetItem())
            self._head(column).setText(text)
        if head[REACHED] != self._fitted_goal:
            self._fit()
        for column in (LOSS, ACCURACY):
            self._head(column).setToolTip(self._split())
        reached = self.tr("Steps until the loss was at the goal: by default half of the lowest loss at the start")
        self._head(REACHED).setToolTip(reached)
        by_value = {line.value: line for line in self._standings}
        for row, value in enumerate(self._race.values):
            line = by_value.get(value)
            loss = self._reading.get(value, line.loss if line else None) if self._reading else (line and line.loss)
            cells = {
                RANK: f"{line.rank}" if line and line.rank else "",
                LOSS: "" if loss is None else number(loss),
                ACCURACY: "" if line is None or line.accuracy is None else f"{line.accuracy:.1%}",
                REACHED: self._reached(line),
            }
            for column, text in cells.items():
                self._cell(row, column).setText(text)
            dropped = bool(line and line.problem)
            self._dress_row(row, bool(line and line.rank == 1 and len(self._standings) > 1), dropped)
            self._cell(row, REACHED).setToolTip(translate(line.problem) if line and line.problem else "")

    def _dress_row(self, row: int, leading: bool, dropped: bool) -> None:
        """The leader's line is bold, that of who dropped out red but for its name."""
        looks = (leading, dropped, self.font().key(), colours())
        if self._dressed.get(row) == looks:
            return
        self._dressed[row] = looks
        for column in range(self.columnCount()):
            item, font = self._cell(row, column), QFont(self.font())
            font.setBold(leading)
            item.setFont(font)
            item.setForeground(QColor(colours().error if dropped and column != NAME else colours().text))

    def _reached(self, line: Standing | None) -> str:
        """The step at which the goal was reached, or what became of who dropped out."""
        if line is None:
            return ""
        if line.problem:
            if line.problem.code == "diverged":
                return self.tr("diverged at {step}").format(step=f"{line.problem.arguments['step']:,}")
            return self.tr("dropped out")
        return "" if line.reached is None else self.tr("step {number}").format(number=f"{line.reached:,}")

    def _split(self) -> str:
        """Which rows the figures are of."""
        split = self._compared.rpartition("_")[0]
        return {"validation": self.tr("On the validation rows"), "epoch": self.tr("Mean over the last epoch")}.get(
            split, self.tr("Of the last training step")
        )

    def _title(self) -> str:
        return self.tr("variant")

    def _head(self, column: int) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(column)
        assert item is not None
        return item

    def _dress(self) -> None:
        scale = theme().scale
        self.setIconSize(SWATCH * scale)
        row = round(self.fontMetrics().height() + 6 * scale)
        self.verticalHeader().setDefaultSectionSize(row)
        around = self.horizontalHeader().sizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(around + LEAST_ROWS * row)
        for row in range(self.rowCount()):
            self._cell(row, NAME).setIcon(swatch(row))
        self._fill()
        self._fit()

    def _fit(self) -> None:
        """Give the names what the figures leave, as far as they need it."""
        scale, measure = theme().scale, self.fontMetrics().horizontalAdvance
        head = self.horizontalHeader()
        self._fitted_goal = self._head(REACHED).text()
        names = [label(self._race.vary, value) for value in self._race.values] or ["Adagrad · 0.3"]
        bold = QFont(self.font())
        bold.setBold(True)  # as the leader's is
        widths = {
            RANK: measure("10") + 14,
            LOSS: QFontMetrics(bold).horizontalAdvance("8.888e-08") + 14,
            ACCURACY: max(head.sectionSizeHint(ACCURACY), QFontMetrics(bold).horizontalAdvance("100.0%") + 14),
        }
        kept = {column: round(width * scale) for column, width in self._dragged.items()}
        widths |= {column: width for column, width in kept.items() if column != NAME}
        step = self.tr("step {number}").format(number="1,000")
        widths[REACHED] = max(head.sectionSizeHint(REACHED), measure(step) + 8)  # at least: it takes what is left
        figures = sum(widths.values())
        needed = max(map(QFontMetrics(bold).horizontalAdvance, names)) + self.iconSize().width() + round(14 * scale)
        least = round(LEAST_NAME * scale) + self.iconSize().width()
        widths[NAME] = kept.get(NAME, min(needed, max(least, self.viewport().width() - figures)))
        self._fitting = True
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fitting = False

    def _keep_width(self, column: int, before: int, width: int) -> None:
        """Remember what the user dragged; the last column takes what is left."""
        if not self._fitting and column != REACHED:
            self._dragged[column] = width / theme().scale

    def _give_back_width(self, column: int) -> None:
        """A double click on its edge lets a column be fitted again."""
        self._dragged.pop(column, None)
        self._fit()


class _ValueDelegate(QStyledItemDelegate):
    """Edits a value as the race writes it, while its label is shown."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(VALUE)))
        editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, QLineEdit)
        table = self.parent()
        assert isinstance(table, RaceTable)
        if editor.text() != index.data(VALUE):
            table.edited.emit(index.row(), editor.text())
