"""Every value of the network for one example, with its shape, its rank and its gradient; or its truth table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QFontDatabase, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from visualnn.app.panels import hand, taking
from visualnn.app.panels.inquiry import Inquiry
from visualnn.app.panels.panel import Panel, begin
from visualnn.app.panels.tensor_text import shape_text, tensor_text, whole_text
from visualnn.app.panels.widgets import Hint, Switch, bare
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import calculates
from visualnn.training.tensors import ROWS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update
    from visualnn.training.tensors import Tensor

SMALL = 40
"""Blocks of a network that may be offered as a truth table."""

COLUMN, ROW = 24, 22
"""Least width of a column and height of a row of the truth table, in pixels."""

PADDING = (4, 3, -4, -3)
"""From the edges of a cell to its text, in pixels: as far from the left as the heads."""

GRADIENT = 4
"""The last column; not shown where nothing is trained."""

PAUSE = 400
"""Milliseconds between two looks: numbers are read, not watched."""


class _Table(QTableWidget):
    """A table that can be taken along, and whose columns are as wide as what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: list[Sequence[object]] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()

    @property
    def title(self) -> str:
        """What is shown."""
        return self.accessibleName()

    def put(self, row: int, column: int, text: str) -> QTableWidgetItem:
        """Write into a cell."""
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
            item.setToolTip(text)
        return item

    def keep(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """What is taken along as CSV; of arrays, all numbers in all their digits."""
        self._figures = [heads, *rows]

    def fit(self, same: bool) -> None:
        """Columns as wide as their cells; where only figures change (``same``), never narrower than they were."""
        for column in range(self.columnCount()):
            wide = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, max(wide, self.columnWidth(column)) if same else wide)

    def csv(self) -> str:
        """What is shown, under its titles."""
        return taking.csv_text(
            [whole_text(cell) if isinstance(cell, np.ndarray) else cell for cell in row] for row in self._figures
        )

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu how the table can be taken along."""
        taking.fill(menu, self, self.csv, lambda path: taking.save_widget(self, path))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()


class _Cells(QStyledItemDelegate):
    """Paints the cells by hand, names on one line with the figures beside them, whose font is another one. A style with
    rules takes half a millisecond for every cell of several lines, and a large network has a hundred of them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        font = self._font(option, index)
        metrics, first = QFontMetrics(font), QFontMetrics(_figures(option.font)).ascent()
        painter.setFont(font)
        painter.setPen(option.palette.text().color())
        room = option.rect.adjusted(*PADDING)
        for number, line in enumerate(str(index.data() or "").split("\n")):
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.left(), room.top() + first + number * metrics.lineSpacing(), line)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = QFontMetrics(self._font(option, index)).size(0, str(index.data() or ""))
        left, top, right, bottom = PADDING
        return size + QSize(left - right + 1, top - bottom)

    def _font(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QFont:
        return _figures(option.font) if index.column() > 0 else option.font


def _figures(around: QFont) -> QFont:
    """The font of figures: all as wide as each other, and as large as the text around them."""
    font = QFont(around)
    font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    return font


class ValuesPanel(Panel):
    """A table of what leaves every block: the forward pass, and what backpropagation makes of it, number by number.

    A small network of units can be seen as a truth table instead, with the sum of every unit in parentheses.
    """

    ASKS = True

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.example = QSpinBox()
        self.example.setMinimum(1)
        self.example.setAccessibleName(self.tr("Example"))
        self.example.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._example_label = QLabel(self.tr("example"))
        self.choice = Switch({"blocks": self.tr("Blocks"), "truth": self.tr("Truth table")})
        self.choice.changed.connect(self._choose)
        self.answer = QComboBox()
        self.answer.setAccessibleName(self.tr("Answer"))
        self.answer.setToolTip(self.tr("The block whose answers the table ends with"))
        self.answer.currentIndexChanged.connect(self._choose)
        self.head.addWidget(self.choice)
        self.head.addWidget(self.answer)
        self.head.addWidget(self._example_label)
        self.head.addWidget(self.example)
        self.head.addStretch(1)
        self.table = _Table()
        self.table.setAccessibleName(self.tr("Values"))
        self._titles = [self.tr("Output"), self.tr("Shape"), self.tr("Rank"), self.tr("Value"), self.tr("Gradient")]
        self.table.setColumnCount(len(self._titles))
        self.table.setHorizontalHeaderLabels(self._titles)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._seat = bare(QHBoxLayout(header), margins=(0, 0, 4, 0))  # of the menu while the row above is empty
        self._seat.addStretch(1)
        self._empty = Hint()
        self.truth = _Table()
        self.truth.setAccessibleName(self.tr("Truth table"))
        self.truth.horizontalHeader().setMinimumSectionSize(COLUMN)
        self.table.setItemDelegate(_Cells(self.table))
        self._chosen_for: object = None
        self._heads: list[str] = []  # of the truth table as it was fitted last, as the lines of the other
        self._lines: list[tuple[object, ...]] = []
        self.is_known: Callable[[str], bool] = lambda block_id: True
        """Whether a block may be said to have a value: see ``app/evaluation.py``."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.truth)
        self.body.addWidget(self._stack, 1)
        self._inquiry = Inquiry(self, trainer, self._question, self._show, PAUSE)
        self.example.valueChanged.connect(self._inquiry.want)
        trainer.document.checked_changed.connect(self._checked)
        theme().changed.connect(self._dress)
        self._dress()

    def refresh(self, update: Update | None) -> None:
        if update is None:
            ready = self.tr("Values appear when the network is ready.")
            wrong = self.tr("What is wrong is listed under Problems.")
            self._empty.setText(begin(self.trainer, ready if self.trainer.document.checked.ok else f"{ready} {wrong}"))
            if not self.trainer.document.graph.blocks:
                self._chosen_for = None
                for widget in (self.choice, self.answer, self.example, self._example_label):
                    widget.hide()
            self._stack.setCurrentWidget(self._empty)
            self._inquiry.forget()
            self._seat_more()
            return
        layout = self.trainer.layout
        rows = layout.info.rows.get("train", 1) if layout else 1
        if self.example.maximum() != max(1, rows):  # to say so has the window laid out anew
            self.example.setMaximum(max(1, rows))
        self._offer_answers()
        for widget in (self.example, self._example_label):
            widget.setVisible(rows > 1 and not self._as_table)
        self._seat_more()
        self._inquiry.want()

    def _checked(self) -> None:
        if self.trainer.latest is None:  # it says what is missing as the drawing is now
            self.refresh(None)

    @property
    def _as_table(self) -> bool:
        return self.answer.count() > 0 and self.choice.value == "truth"

    def _dress(self) -> None:
        """Rows and columns as large as the type is now."""
        self.truth.verticalHeader().setDefaultSectionSize(round(ROW * theme().scale))
        self._heads, self._lines = [], []
        self._choose()

    def _choose(self) -> None:
        self._inquiry.forget()
        self.refresh(self.trainer.latest)

    def _offer_answers(self) -> None:
        """Offer a table for each answer; the last one is shown at first where nothing is trained."""
        graph = self.trainer.graph
        if graph is self._chosen_for or graph is None:
            return
        self._chosen_for = graph
        found = hand.answers(graph, self.trainer.document.checked.types) if len(graph.blocks) <= SMALL else []
        names = {block.name: block.id for block in found}
        if [*names] != [self.answer.itemText(index) for index in range(self.answer.count())]:
            self.answer.blockSignals(True)
            self.answer.clear()
            for name, block_id in names.items():
                self.answer.addItem(name, block_id)
            self.answer.setCurrentIndex(len(names) - 1)
            self.answer.blockSignals(False)
            self.choice.button("truth" if names and calculates(graph) else "blocks").setChecked(True)
        self.choice.setVisible(bool(names))
        self.answer.setVisible(len(names) > 1 and self._as_table)

    def _question(self) -> tuple[Any, ...] | None:
        if not self.trainer.session:
            return None
        return ("tensors", 0, ROWS) if self._as_table else ("tensors", self.example.value() - 1, 1)

    def _show(self, tensors: dict[tuple[str, str], Tensor]) -> None:
        self.answer.setVisible(self.answer.count() > 1 and self._as_table)
        if self._as_table:
            self._show_table(tensors)
        else:
            self._show_blocks(tensors)
        self._seat_more()

    def _seat_more(self) -> None:
        """Where there is nothing to choose, the menu stands in the head of the table: no row is there for it alone."""
        chosen = (self.choice, self.answer, self.example)
        alone = self._stack.currentWidget() is self.table and all(widget.isHidden() for widget in chosen)
        seat = self._seat if alone else self.top
        if seat.indexOf(self.more) < 0:
            seat.addWidget(self.more)

    def _show_table(self, tensors: dict[tuple[str, str], Tensor]) -> None:
        graph, order = self.trainer.document.graph, self.trainer.document.checked.order
        chosen = self.answer.currentData()
        found = hand.table(graph, order, tensors, graph.block(chosen)) if chosen in graph else None
        if found is None or not self.is_known(chosen):
            unfit = self.tr("A truth table is shown of small networks whose rows are vectors.")
            self._empty.setText(unfit if found is None else self.tr("Not run yet."))
            self._stack.setCurrentWidget(self._empty)
            return
        truth, heads = self.truth, [column.head for column in found]
        same, self._heads = heads == self._heads, heads
        truth.setColumnCount(len(heads))
        truth.setRowCount(len(found[0].values))
        truth.setHorizontalHeaderLabels(heads)
        figures: list[tuple[str, np.ndarray]] = []
        for place, column in enumerate(found):
            for row, text in enumerate(column.texts()):
                truth.put(row, place, text).setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            figures.append((column.head, column.values))
            if column.sums is not None:
                figures.append((self.tr("{name}, sum").format(name=column.head), column.sums))
        numbers = (map(taking.exact, values) for _, values in figures)
        truth.keep([head for head, _ in figures], zip(*numbers, strict=True))
        truth.fit(same)
        self._stack.setCurrentWidget(truth)

    def _show_blocks(self, tensors: dict[tuple[str, str], Tensor]) -> None:
        blocks = {block.id: block for block in self.trainer.document.value.graph.blocks}
        order = {block_id: place for place, block_id in enumerate(self.trainer.document.checked.order)}
        known = [port for port in tensors if port[0] in blocks and self.is_known(port[0])]
        shown = sorted(known, key=lambda port: order.get(port[0], 0))
        if not shown:
            self._empty.setText(self.tr("Not run yet."))
            self._stack.setCurrentWidget(self._empty)
            return
        figures: list[tuple[object, ...]] = []
        lines: list[tuple[object, ...]] = []  # what the heights of rows follow from
        self.table.setRowCount(len(shown))
        self.table.model().blockSignals(True)  # else the table is measured anew for every cell
        for row, (block_id, port) in enumerate(shown):
            tensor = tensors[block_id, port]
            value = tensor.value if tensor.static else tensor.value[0]
            gradient = tensor.gradient if tensor.static or tensor.gradient is None else tensor.gradient[0]
            block = blocks[block_id]
            several = len(SPECS[block.kind].outputs) > 1
            named = (
                f"{block.name} · {port}" if several else block.name,
                shape_text(value.shape),
                str(value.ndim),
            )
            texts = (*named, tensor_text(value), "" if gradient is None else tensor_text(gradient))
            for column, text in enumerate(texts):
                self.table.put(row, column, text)
            figures.append((*named, value, gradient))
            lines.append((named, *(text.count("\n") for text in texts)))
        self.table.model().blockSignals(False)
        flows = any(tensors[port].gradient is not None for port in shown)
        self.table.setColumnHidden(GRADIENT, not flows)
        seen = GRADIENT + flows
        self.table.keep(self._titles[:seen], [line[:seen] for line in figures])
        self._fit_cells(lines)
        self._stack.setCurrentWidget(self.table)

    def _fit_cells(self, lines: list[tuple[object, ...]]) -> None:
        """Columns as wide as their cells, rows as high."""
        same = lines == self._lines
        self._lines = lines
        self.table.fit(same)
        if not same:
            self.table.resizeRowsToContents()
        self.table.viewport().update()
