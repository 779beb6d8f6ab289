"""One widget for each kind of setting. An editor shows a value and tells when the user has made another."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.settings import Settings
from visualnn.app.text import spec_text
from visualnn.blocks.literals import read_number
from visualnn.blocks.spec import Param

_LARGEST = 2**31 - 1
_DECADE_STEPS = (1, 2, 5)
_LINE_HEIGHT = 26
_BESIDE = 11  # letters of a choice for which there is room beside its label in an inspector of the usual width


class Editor(QWidget):
    """Base of all editors.

    Signals:
        edited(value): the user made another value, of the type that is stored; it may be out of range.
        finished(): the user is done with this value for now.
    """

    edited = Signal(object)
    finished = Signal()
    wide = False  # whether it stands below its label rather than beside it

    def show_value(self, value: Any) -> None:
        """Show a value without telling; what the user is typing is left alone if it means the same."""
        raise NotImplementedError


class LeaveToWindow(QObject):
    """Lets a field pass on what the window does better: undo and redo of the document, and scrolling past.

    A field's own undo knows only its text; edits are applied while typing, so the document's history has them all.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        elif event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def leave_to_window(field: QWidget) -> None:
    """Prepare a one-line field: of one height with the others, as narrow as need be, and :class:`LeaveToWindow`."""
    field.setMinimumSize(44, _LINE_HEIGHT)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(LeaveToWindow(field))


class IntEditor(Editor):
    """A whole number; ``zero`` is shown in place of 0 where 0 has a meaning of its own."""

    def __init__(self, param: Param, parent: QWidget | None = None, zero: str = "") -> None:
        super().__init__(parent)
        self.field = QSpinBox(self)
        self.field.setRange(
            int(-_LARGEST if param.minimum is None else param.minimum),
            int(min(_LARGEST, _LARGEST if param.maximum is None else param.maximum)),
        )
        self.field.setSpecialValueText(zero)
        self.field.setGroupSeparatorShown(True)
        self.field.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        leave_to_window(self.field)
        _fill(self, self.field)
        self.field.valueChanged.connect(self.edited.emit)
        self.field.editingFinished.connect(self.finished)

    def show_value(self, value: Any) -> None:
        if self.field.value() != value:
            self.field.blockSignals(True)
            self.field.setValue(max(-_LARGEST, min(value, _LARGEST)))  # more than 32 bits Qt would not take
            self.field.blockSignals(False)


class FloatEditor(Editor):
    """A number, typed as 0.001 or 1e-3. The arrow keys go through 1, 2, 5, 10, 20, ..."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._param = param
        self.field = QLineEdit(self)
        leave_to_window(self.field)
        _fill(self, self.field)
        self.field.textEdited.connect(self._read)
        self.field.editingFinished.connect(self.finished)
        self.field.installEventFilter(self)

    def show_value(self, value: Any) -> None:
        if self.value() != value:
            self.field.setText(format_number(value))

    def value(self) -> float | None:
        """The number in the field; None while it is none."""
        return read_number(self.field.text().replace(",", "."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            up = event.key() == Qt.Key.Key_Up
            if (up or event.key() == Qt.Key.Key_Down) and (value := self.value()) is not None:
                self._step(value, up)
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        value = self.value()
        self.edited.emit(math.nan if value is None else value)

    def _step(self, value: float, up: bool) -> None:
        low = -math.inf if self._param.minimum is None else self._param.minimum
        high = math.inf if self._param.maximum is None else self._param.maximum
        self.field.setText(format_number(min(high, max(low, next_nice(value, up)))))
        self._read()


class BoolEditor(Editor):
    """Yes or no."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QCheckBox(self)
        _fill(self, self.field)
        self.field.clicked.connect(lambda checked: self.edited.emit(checked))

    def show_value(self, value: Any) -> None:
        self.field.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of several values, by their labels."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QComboBox(self)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setMinimumContentsLength(6)
        for value, label in param.choices:
            self.field.addItem(spec_text(label), value)
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(spec_text(label)) for _, label in param.choices), default=0)
        self.wide = longest > _BESIDE * metrics.averageCharWidth()
        leave_to_window(self.field)
        _fill(self, self.field)
        self.field.activated.connect(lambda row: self.edited.emit(self.field.itemData(row)))

    def show_value(self, value: Any) -> None:
        self.field.setCurrentIndex(self.field.findData(value))


class TextEditor(Editor):
    """A text of several lines."""

    wide = True

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.field.setMinimumSize(60, 110)
        _fill(self, self.field)
        self._shown = ""
        self.field.textChanged.connect(self._tell)

    def show_value(self, value: Any) -> None:
        if self.field.toPlainText() != value:
            self._shown = value
            self.field.setPlainText(value)

    def _tell(self) -> None:
        text = self.field.toPlainText()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)


class LineEditor(Editor):
    """A text of one line."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        leave_to_window(self.field)
        _fill(self, self.field)
        self.field.textEdited.connect(self.edited.emit)
        self.field.editingFinished.connect(self.finished)

    def show_value(self, value: Any) -> None:
        if self.field.text() != value:
            self.field.setText(value)


class PathEditor(Editor):
    """A file or folder, typed or chosen in a dialog."""

    wide = True

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(
            self.tr("No file chosen") if param.takes == "file" else self.tr("No folder chosen")
        )
        leave_to_window(self.field)
        self.browse = QPushButton(self.tr("Browse…"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.browse)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self._tell)
        if param.takes == "either":
            menu = QMenu(self)
            menu.addAction(self.tr("Folder…"), self._browse_folder)
            menu.addAction(self.tr("File…"), self._browse_file)
            self.browse.setMenu(menu)
        else:
            self.browse.clicked.connect(self._browse_folder if param.takes == "folder" else self._browse_file)
        self._shown = ""

    def show_value(self, value: Any) -> None:
        self._shown = value
        if self.field.text() != value:
            self.field.setText(value)

    def _tell(self) -> None:
        if self.field.text() != self._shown:
            self._shown = self.field.text()
            self.edited.emit(self._shown)
            self.finished.emit()

    def _browse_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self._start()))

    def _browse_file(self) -> None:
        self._take(QFileDialog.getOpenFileName(self, self.tr("Choose a file"), self._start())[0])

    def _start(self) -> str:
        """Where the dialog opens: at the source there is, else where data was chosen last."""
        return self.field.text() or Settings().data_folder

    def _take(self, chosen: str) -> None:
        if chosen:
            Settings().data_folder = str(Path(chosen).parent)
            self.field.setText(chosen)
            self._tell()


def format_number(value: float) -> str:
    """A number as short as it goes without losing anything: 0.001, 1e-05, 3."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e6 else repr(value)


def next_nice(value: float, up: bool) -> float:
    """The next number after a value among 1, 2, 5 times a power of ten; zero stays."""
    if value == 0:
        return 0.0
    if value < 0:
        return -next_nice(-value, not up)
    exponent = math.floor(math.log10(value))
    nice = [float(f"{digit}e{power}") for power in range(exponent - 1, exponent + 2) for digit in _DECADE_STEPS]
    margin = 1e-9 * value
    return min(n for n in nice if n > value + margin) if up else max(n for n in nice if n < value - margin)


def _fill(editor: QWidget, field: QWidget) -> None:
    layout = QVBoxLayout(editor)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(field)
    editor.setFocusProxy(field)
