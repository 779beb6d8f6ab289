"""One line of the inspector: label, editor, unit, reset arrow, and what is wrong with the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from visualnn.app.icons import icon
from visualnn.app.inspector.columns import ColumnsEditor
from visualnn.app.inspector.editors import (
    BoolEditor,
    ChoiceEditor,
    Editor,
    FloatEditor,
    IntEditor,
    LineEditor,
    PathEditor,
    TextEditor,
)
from visualnn.app.inspector.table import TableEditor
from visualnn.app.text import spec_text
from visualnn.app.theme import colours
from visualnn.blocks.spec import Param

LABEL_WIDTH = 100
_EDITORS: dict[str, Callable[[Param, QWidget], Editor]] = {
    "float": FloatEditor,
    "bool": BoolEditor,
    "choice": ChoiceEditor,
    "line": LineEditor,
    "text": TextEditor,
    "path": PathEditor,
    "table": TableEditor,
    "columns": ColumnsEditor,
}


class Field(QWidget):
    """A setting with all that belongs to it.

    Signals:
        edited(value): the user made another value.
        finished(): the user is done with it for now.
    """

    edited = Signal(object)
    finished = Signal()

    def __init__(self, param: Param, parent: QWidget | None = None, zero: str = "") -> None:
        super().__init__(parent)
        self.param = param
        self.editor: Editor = IntEditor(param, self, zero) if param.kind == "int" else _EDITORS[param.kind](param, self)
        self._label = QLabel(self)
        self._label.setBuddy(self.editor)
        if not self.editor.wide:
            self._label.setFixedWidth(LABEL_WIDTH)
        self._label.setWordWrap(True)
        self.reset = QToolButton(self)
        self.reset.setIcon(icon("reset", colours().dim))
        self.reset.setAutoRaise(True)
        self.reset.setFixedWidth(22)
        self.reset.setToolTip(self.tr("Back to the default"))
        self.reset.setAccessibleName(self.tr("Reset {name}").format(name=spec_text(param.label)))
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self._trouble = QLabel(self)
        self._trouble.setWordWrap(True)
        self._trouble.setStyleSheet(f"color: {colours().error};")
        self._trouble.hide()
        self._lay_out()
        for widget in (self._label, self.editor):
            widget.setToolTip(spec_text(param.help))
        if proxy := self.editor.focusProxy():
            proxy.setAccessibleName(spec_text(param.label))
        self.editor.edited.connect(self.edited)
        self.editor.finished.connect(self.finished)
        self.reset.clicked.connect(self._to_default)

    def show_value(self, value: Any, differing: bool = False) -> None:
        """Show a value; ``differing`` says that the selected blocks do not agree on it."""
        self.editor.show_value(value)
        label = spec_text(self.param.label)
        self._label.setText(f"{label} <i>({self.tr('differs')})</i>" if differing else label)
        self.reset.setVisible(differing or value != self.param.default)
        self.show_trouble("")

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong with what was typed; an empty sentence takes it away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.reset, 0, 3, Qt.AlignmentFlag.AlignRight)
        if self.editor.wide:
            grid.addWidget(self._label, 0, 0, 1, 3)
            grid.addWidget(self.editor, 1, 0, 1, 4)
        else:
            grid.addWidget(self._label, 0, 0)
            grid.addWidget(self.editor, 0, 1)
        if self.param.unit:
            grid.addWidget(QLabel(spec_text(self.param.unit), self), 0, 2)
        grid.addWidget(self._trouble, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)

    def _to_default(self) -> None:
        self.edited.emit(self.param.default)
        self.finished.emit()
