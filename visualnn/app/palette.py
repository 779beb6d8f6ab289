"""The palette: every kind of block, to be found, dragged to the canvas or added with a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from visualnn.app.find import matching
from visualnn.app.glyphs import tile_icon
from visualnn.app.text import spec_text
from visualnn.app.theme import colours, theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import BlockSpec

BLOCK_MIME = "application/x-visualnn-block"
"""What a drag from the palette carries: the block kind."""

_KIND = Qt.ItemDataRole.UserRole


class Palette(QWidget):
    """Blocks by category, with a search field.

    Signals:
        chosen(kind): add a block of this kind (Enter or double-click).
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search blocks"))
        self.search.setAccessibleName(self.tr("Search blocks"))
        self.search.setClearButtonEnabled(True)
        self.tree = _Tree(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.tree.itemActivated.connect(self._choose)
        theme().changed.connect(self._show)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(210, 520)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, the arrow keys walk the list and Enter adds the current block."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                QApplication.sendEvent(self.tree, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (current := self.tree.currentItem()):
                self._choose(current)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        """List what matches the search: grouped as declared, best match current."""
        self.tree.clear()
        found = matching(self.search.text())
        groups: dict[str, QTreeWidgetItem] = {}
        for kind, spec in SPECS.items():
            if kind in found:
                group = groups.get(spec.category) or _group(self.tree, spec.category)
                groups[spec.category] = group
                item = _entry(group, spec)
                if self.search.text() and kind == found[0]:
                    self.tree.setCurrentItem(item)
        self.tree.expandAll()

    def _choose(self, item: QTreeWidgetItem) -> None:
        if kind := item.data(0, _KIND):
            self.chosen.emit(kind)


class _Tree(QTreeWidget):
    """A list with headings whose entries can be dragged away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Blocks"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(4)
        self.setIconSize(QSize(24, 24))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mimeTypes(self) -> list[str]:
        return [BLOCK_MIME]

    def mimeData(self, items: list[QTreeWidgetItem]) -> QMimeData:  # type: ignore[override]
        data = QMimeData()
        data.setData(BLOCK_MIME, str(items[0].data(0, _KIND)).encode())
        return data

    def startDrag(self, actions: Qt.DropAction) -> None:
        item = self.currentItem()
        if item is None or not item.data(0, _KIND):
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([item]))
        drag.setPixmap(item.icon(0).pixmap(self.iconSize()))
        drag.exec(Qt.DropAction.CopyAction)


def _group(tree: QTreeWidget, category: str) -> QTreeWidgetItem:
    heading = QTreeWidgetItem(tree, [spec_text(category)])
    heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
    font = heading.font(0)
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 0.85)
    heading.setFont(0, font)
    heading.setSizeHint(0, QSize(0, 28))
    heading.setTextAlignment(0, Qt.AlignmentFlag.AlignBottom)
    heading.setForeground(0, tree.palette().placeholderText())
    return heading


def _entry(group: QTreeWidgetItem, spec: BlockSpec) -> QTreeWidgetItem:
    item = QTreeWidgetItem(group, [spec_text(spec.label)])
    item.setIcon(0, tile_icon(spec.kind, colours()))
    item.setData(0, _KIND, spec.kind)
    item.setToolTip(0, spec_text(spec.help))
    item.setSizeHint(0, QSize(0, 31))
    return item
