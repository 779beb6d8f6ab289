"""Every value of the network for one example, with its shape, its rank and its gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from visualnn.app.panels.inquiry import Inquiry
from visualnn.app.panels.panel import Panel
from visualnn.app.panels.tensor_text import shape_text, tensor_text
from visualnn.blocks.catalogue import SPECS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update
    from visualnn.training.tensors import Tensor

PAUSE = 400
"""Milliseconds between two looks: numbers are read, not watched."""


class ValuesPanel(Panel):
    """A table of what leaves every block: the forward pass, and what backpropagation makes of it, number by number."""

    ASKS = True

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.example = QSpinBox()
        self.example.setMinimum(1)
        self.example.setAccessibleName(self.tr("Example"))
        self._example_label = QLabel(self.tr("example"))
        self.head.addWidget(self._example_label)
        self.head.addWidget(self.example)
        self.head.addStretch(1)
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(self.tr("Values"))
        titles = (self.tr("Output"), self.tr("Shape"), self.tr("Rank"), self.tr("Value"), self.tr("Gradient"))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self._empty = QLabel(
            self.tr("Values appear when the network is ready. What is wrong is listed under Problems.")
        )
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self._inquiry = Inquiry(self, trainer, self._question, self._show, PAUSE)
        self.example.valueChanged.connect(self._inquiry.want)

    def refresh(self, update: Update | None) -> None:
        if update is None:
            self._stack.setCurrentWidget(self._empty)
            self._inquiry.forget()
            return
        layout = self.trainer.layout
        rows = layout.info.rows.get("train", 1) if layout else 1
        self.example.setMaximum(max(1, rows))
        for widget in (self.example, self._example_label):
            widget.setVisible(rows > 1)
        self._inquiry.want()

    def _question(self) -> tuple[Any, ...] | None:
        return ("tensors", self.example.value() - 1, 1) if self.trainer.session else None

    def _show(self, tensors: dict[tuple[str, str], Tensor]) -> None:
        blocks = {block.id: block for block in self.trainer.document.value.graph.blocks}
        order = {block_id: place for place, block_id in enumerate(self.trainer.document.checked.order)}
        shown = sorted((port for port in tensors if port[0] in blocks), key=lambda port: order.get(port[0], 0))
        self.table.setRowCount(len(shown))
        for row, (block_id, port) in enumerate(shown):
            tensor = tensors[block_id, port]
            value = tensor.value if tensor.static else tensor.value[0]
            gradient = tensor.gradient if tensor.static or tensor.gradient is None else tensor.gradient[0]
            block = blocks[block_id]
            several = len(SPECS[block.kind].outputs) > 1
            texts = (
                f"{block.name} · {port}" if several else block.name,
                shape_text(value.shape),
                str(value.ndim),
                tensor_text(value),
                "" if gradient is None else tensor_text(gradient),
            )
            for column, text in enumerate(texts):
                self._put(row, column, text)
        self.table.resizeRowsToContents()
        self._stack.setCurrentWidget(self.table)

    def _put(self, row: int, column: int, text: str) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if column > 0:
                font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                item.setFont(font)
            self.table.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
