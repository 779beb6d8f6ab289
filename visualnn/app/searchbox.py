"""A field with a list of what was found, floating over a widget: the base of all search boxes of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.theme import colours

_KEPT = {
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}
_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_MARGIN = 8
_SHARE = 0.42


class SearchBox(QFrame):
    """Type, choose with the arrow keys or the mouse, Enter takes, Esc closes.

    It lies inside its parent (no window of its own), closes when it loses the focus, and gives the focus back to the
    widget that had it. A subclass fills the list in ``show_matches`` and acts in ``take``.
    """

    columns = 1

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._return_to: QWidget | None = None
        self.ground = parent
        self.setObjectName("searchBox")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(self.columns)
        self.list.header().setStretchLastSection(self.columns == 1)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.columns):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.list.setStyleSheet("QTreeView::item { padding: 3px 2px; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(18, 18))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.column.setSpacing(6)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list)
        self.line.textChanged.connect(self._refill)
        self.line.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.line.installEventFilter(self)
        self.hide()

    def name_field(self, field: str, found: str) -> None:
        """What field and list are called, by the placeholder and by screen readers."""
        self.line.setPlaceholderText(field)
        self.line.setAccessibleName(field)
        self.list.setAccessibleName(found)

    def show_matches(self, query: str) -> None:
        """Fill the (empty) list with what matches."""
        raise NotImplementedError

    def take(self, item: QTreeWidgetItem) -> None:
        """An entry was chosen; the box is closed by then, unless ``stays`` says otherwise."""
        raise NotImplementedError

    def stays(self, item: QTreeWidgetItem) -> bool:
        """Whether the box stays open when this entry is chosen."""
        return False

    def entries(self) -> list[QTreeWidgetItem]:
        """All entries, from the top."""
        return [item for row in range(self.list.topLevelItemCount()) if (item := self.list.topLevelItem(row))]

    def add_entry(self, *texts: str) -> QTreeWidgetItem:
        """Append an entry to the list."""
        return QTreeWidgetItem(self.list, list(texts))

    def open_at(self, pixel: QPoint, size: QSize) -> None:
        """Open with the top left corner at a pixel of the parent, or as near as it fits."""
        self._return_to = QApplication.focusWidget() or self.ground
        now = colours()
        self.setStyleSheet(
            f"#searchBox {{ background: {now.window}; border: 1px solid {now.border}; border-radius: 8px; }}"
        )
        self.line.clear()
        self._refill("")
        room = self.ground.rect()
        rows = max(1, self.list.topLevelItemCount()) * max(20, self.list.sizeHintForRow(0))
        height = rows + self.line.sizeHint().height() + 2 * _MARGIN + 14
        self.resize(min(size.width(), room.width()), min(size.height(), max(height, 110), room.height()))
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
            if had_focus and self._return_to is not None:
                self._return_to.setFocus(Qt.FocusReason.PopupFocusReason)
            self._return_to = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_search()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_search()
                return True
            if event.key() in _LIST_KEYS:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep to itself what its parts do not use: the widget below must not zoom or nudge."""
        handled = super().event(event)
        if event.type() in _KEPT:
            event.accept()
        return handled

    def _refill(self, query: str) -> None:
        self.list.clear()
        self.show_matches(query)
        self._share_width()
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)

    def _share_width(self) -> None:
        """The second column takes what it needs, up to its share; what is longer is in the tool tip."""
        for column in range(1, self.columns):
            wanted = self.list.sizeHintForColumn(column) + 8
            self.list.setColumnWidth(column, min(wanted, round(_SHARE * self.list.viewport().width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        if not self.stays(item):
            self.close_search()
        self.take(item)
