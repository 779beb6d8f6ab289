"""The palette: every kind of block, to be found, dragged to the canvas or added with a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.find import matching
from visualnn.app.fuzzy import score
from visualnn.app.glyphs import tile_icon
from visualnn.app.text import spec_text
from visualnn.app.theme import colours, theme
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.spec import BlockSpec
from visualnn.graph.groups import GROUP
from visualnn.project import library

BLOCK_MIME = "application/x-visualnn-block"
"""What a drag from the palette carries: the block kind, or the key of one of the user's own (``project.library``)."""

_KIND = Qt.ItemDataRole.UserRole


class Palette(QWidget):
    """Blocks by category, with a search field.

    Signals:
        chosen(kind): add a block of this kind, or the own block of this key (Enter or double-click).
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
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
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
        self._show_own()
        self.tree.expandAll()

    def refresh(self) -> None:
        """The user's own blocks are others."""
        self._show()

    def _show_own(self) -> None:
        """The user's own blocks, below all kinds."""
        query = self.search.text()
        own = [key for key in library.own() if not query or score(query, library.title(key)) is not None]
        if not own:
            return
        group = _group(self.tree, self.tr("My blocks"))
        for key in own:
            item = QTreeWidgetItem(group, [library.title(key)])
            item.setIcon(0, tile_icon(GROUP, colours()))
            item.setData(0, _KIND, key)
            item.setToolTip(0, self.tr("Your own block. Right-click to remove it from this list."))
            item.setSizeHint(0, QSize(0, 31))
            if query and self.tree.currentItem() is None:
                self.tree.setCurrentItem(item)

    def _menu(self, where: QPoint) -> None:
        item = self.tree.itemAt(where)
        key = str(item.data(0, _KIND) or "") if item else ""
        if library.is_key(key):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            label = self.tr("Remove “{name}” from my blocks").format(name=library.title(key))
            menu.addAction(label, lambda: self._forget(key))
            menu.popup(self.tree.viewport().mapToGlobal(where))

    def _forget(self, key: str) -> None:
        library.remove(key)
        self.refresh()

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
