"""The search box that opens on the canvas to add a block."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from visualnn.app.find import matching
from visualnn.app.glyphs import tile_icon
from visualnn.app.text import spec_text
from visualnn.app.theme import colours
from visualnn.blocks.catalogue import SPECS

_WIDTH, _HEIGHT = 250, 340
_KEPT = {
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}


class BlockSearch(QFrame):
    """Type, choose with the arrow keys or the mouse, Enter adds, Esc closes.

    It lies inside the view (no window of its own), closes when it loses the focus, and gives the focus back.

    Signals:
        chosen(kind): a block was chosen; the box is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self._kinds: Collection[str] = ()
        self.setObjectName("blockSearch")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Search blocks"))
        self.line.setAccessibleName(self.tr("Search blocks"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Blocks found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._show_matches)
        self.line.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.line.installEventFilter(self)
        self.hide()

    def open_at(self, pixel: QPoint, kinds: Collection[str]) -> None:
        """Open with its corner at a pixel of the view, or as near as it fits, offering some kinds."""
        self._kinds = kinds
        self.line.clear()
        self._show_matches("")
        room = self._canvas.rect()
        rows = self.list.sizeHintForRow(0) * self.list.count() + self.line.sizeHint().height() + 40
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, rows, room.height()))
        self.move(
            max(0, min(pixel.x(), room.width() - self.width())),
            max(0, min(pixel.y(), room.height() - self.height())),
        )
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_search(self) -> None:
        """Close without a choice."""
        if self.isVisible():
            had_focus = self.line.hasFocus()
            self.hide()
            if had_focus:
                self._canvas.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_search()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_search()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep to itself what its parts do not use: the canvas below must not zoom or nudge."""
        handled = super().event(event)
        if event.type() in _KEPT:
            event.accept()
        return handled

    def _show_matches(self, query: str) -> None:
        self.list.clear()
        for kind in matching(query, self._kinds):
            item = QListWidgetItem(tile_icon(kind, colours()), spec_text(SPECS[kind].label))
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setToolTip(spec_text(SPECS[kind].help))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close_search()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
