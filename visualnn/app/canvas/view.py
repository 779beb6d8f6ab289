"""The canvas: shows the scene, turns mouse and keys into gestures and commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QToolTip, QWidget

from visualnn.app.canvas.areas import AreaItem
from visualnn.app.canvas.commands import Commands
from visualnn.app.canvas.edge_scroll import EdgeScroll
from visualnn.app.canvas.geometry import HEADER, TEXT_LEFT
from visualnn.app.canvas.gestures import gesture
from visualnn.app.canvas.interactions.base import Interaction, Pointer
from visualnn.app.canvas.interactions.drop_block import DropBlock
from visualnn.app.canvas.keyboard import Keyboard
from visualnn.app.canvas.menu import context_menu, repair_menu
from visualnn.app.canvas.navigator import Navigator
from visualnn.app.canvas.note_editor import NoteEditor
from visualnn.app.canvas.organise import Organise
from visualnn.app.canvas.overlays import Hint, Welcome
from visualnn.app.canvas.placing import Placing
from visualnn.app.canvas.rename import NameEditor
from visualnn.app.canvas.scene import Scene
from visualnn.app.canvas.summary import Summary
from visualnn.app.canvas.tips import tip
from visualnn.app.document import Document
from visualnn.app.dragged import data_in
from visualnn.app.palette import BLOCK_MIME
from visualnn.app.text import translate
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS
from visualnn.graph.arrange import GRID
from visualnn.graph.groups import GROUP
from visualnn.messages import Message
from visualnn.project import library

_WHEEL_STEP = 1.0015  # zoom per eighth of a degree
_NUDGES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CanvasView(QGraphicsView):
    """The drawing of a document, to be looked at and edited.

    Signals:
        selection_changed(ids): the selected elements (blocks, groups, frames, comments) are others.
        file_dropped(path, point): a file or folder that is no project was dropped on a point of the scene.
    """

    selection_changed = Signal(object)
    file_dropped = Signal(object, QPointF)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.canvas = Scene(document, self)
        self.snap = True
        self.drag_distance = QApplication.startDragDistance()
        self._interaction: Interaction | None = None
        self._space = False
        self._menu_due = True
        self._pointer = Pointer(QPointF(), QPoint(-1, -1), Qt.KeyboardModifier.NoModifier)
        self.setScene(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Canvas"))
        self.navigator = Navigator(self)
        self.placing = Placing(self)
        self._edge_scroll = EdgeScroll(self, self.navigator, self._scrolled)
        self._name_editor = NameEditor(document, self.viewport())
        self._note_editor = NoteEditor(document, self.viewport())
        self.hint = Hint(self.viewport())
        self._welcome = Welcome(self.viewport())
        self.canvas.selected.connect(self.selection_changed)
        self.commands = Commands(self)
        self.keyboard = Keyboard(self)
        self.summary = Summary(self)
        self.organise = Organise(self)
        document.changed.connect(self._follow)
        document.opened.connect(self.fit)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.fit()

    # What the window asks for

    def selection(self) -> tuple[str, ...]:
        """Ids of the selected elements."""
        return self.canvas.selection

    def select(self, ids: Iterable[str]) -> None:
        """Select just these elements; ids that are not there are ignored."""
        self.canvas.select(ids)

    def show_block(self, block_id: str) -> None:
        """Select a block and bring it into view."""
        self.select([block_id])
        self.navigator.reveal(self.canvas.bounds([block_id]))

    def fit(self) -> None:
        """Show the whole drawing."""
        self.navigator.fit(self.canvas.written_bounds())

    def fit_selection(self) -> None:
        """Show the selected blocks as large as it goes."""
        self.navigator.fit(self.canvas.bounds(self.selection() or None))

    def add_block(self, kind: str) -> None:
        """Add a block in a free place near the centre of the view, select it and take the focus."""
        self.placing.add(kind)

    def set_activity(self, exponents: Mapping[str, float]) -> None:
        """Show on each block how large its gradient is, as a power of ten; blocks left out show nothing."""
        self.canvas.show_gradients(exponents)

    def set_weights(self, gains: Mapping[str, float], pictures: Mapping[str, QImage]) -> None:
        """Show the gain of layers by the thickness of the wires behind them, and small layers' weights as pictures."""
        self.canvas.show_weights(gains, pictures)

    # What gestures and commands ask for

    def place(self, kind: str, corner: QPointF) -> None:
        """Add a block with its top left corner somewhere, and select it."""
        self.placing.place(kind, corner)

    def rename(self, element_id: str) -> None:
        """Edit a name, a title or the text of a comment in place."""
        item = self.canvas.item(element_id)
        if isinstance(item, AreaItem):
            where = self.mapFromScene(item.title_rect()).boundingRect()
            if item.look.kind == "comment":
                self._note_editor.open_at(where, element_id)
                return
            name = item.look.text
        else:
            text = QRectF(TEXT_LEFT, 0, item.layout.card.width() - TEXT_LEFT, HEADER).translated(item.pos())
            where = self.mapFromScene(text).boundingRect()
            name = item.look.name
        height = self._name_editor.sizeHint().height()
        top = where.center().y() - height // 2
        self._name_editor.open_at(QRect(where.left() - 4, top, max(where.width(), 120), height), element_id, name)

    def has_mouse(self) -> bool:
        """Whether the mouse last was over the canvas."""
        return self.viewport().rect().contains(self._pointer.pixel)

    def cursor_in_scene(self) -> QPointF:
        """Where the mouse last was over the canvas, or the centre of the view."""
        return self.mapToScene(self._pointer.pixel if self.has_mouse() else self.viewport().rect().center())

    def report(self, message: Message) -> None:
        """Say a sentence at the mouse: why something could not be done."""
        QToolTip.showText(QCursor.pos(), translate(message), self)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._interaction is None:
            pointer = self._point(event.position(), event.modifiers())
            badge = self.canvas.badge_at(pointer.scene) if event.button() == Qt.MouseButton.LeftButton else None
            menu = repair_menu(self, badge.element_id) if badge else None
            if menu:
                menu.popup(event.globalPosition().toPoint())
            else:
                self._begin(gesture(self, pointer, event.button(), panning=self._space))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._point(event.position(), event.modifiers())
        if self._interaction:
            self._move(pointer)
        else:
            self.canvas.show_hovered(self.canvas.port_at(pointer.scene, self.navigator.zoom))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._end(self._point(event.position(), event.modifiers()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pointer = self._point(event.position(), event.modifiers())
        node = self.canvas.node_at(pointer.scene)
        if event.button() != Qt.MouseButton.LeftButton or self.canvas.port_at(pointer.scene, self.navigator.zoom):
            self.mousePressEvent(event)
        elif node is not None and node.look.kind == GROUP:
            self.organise.show_open([node.element_id], True)
        elif node is not None:
            self.rename(node.element_id)
        elif area := self.canvas.area_at(pointer.scene):
            if area.look.kind == "group":
                self.organise.show_open([area.element_id], False)
            else:
                self.rename(area.element_id)
        elif self.canvas.wire_at(pointer.scene) is None:
            self.placing.search()

    def wheelEvent(self, event: QWheelEvent) -> None:
        touchpad = (
            event.deviceType() == QInputDevice.DeviceType.TouchPad or event.phase() != Qt.ScrollPhase.NoScrollPhase
        )
        pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 4
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not touchpad:
            self.navigator.zoom_by(_WHEEL_STEP ** event.angleDelta().y(), event.position())
        else:
            self.navigator.pan(pixels.x(), pixels.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.navigator.zoom_by(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.Leave and self._interaction is None:
            self.canvas.show_hovered(None)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self._interaction or not (self._menu_due or by_key):
            return  # the right button made a gesture; some systems ask for the menu on its release
        context_menu(self, self.mapToScene(event.pos())).popup(event.globalPos())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            if self._interaction:
                self._cancel()
            else:
                self.canvas.select()
        elif key == Qt.Key.Key_Space:
            self._space = True
            self._show_cursor()
        elif key in _NUDGES:
            step = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else float(GRID)
            dx, dy = _NUDGES[key]
            if self.selection():
                self.commands.nudge(dx * step, dy * step)
            else:
                self.navigator.pan(-dx * 4.0 * GRID, -dy * 4.0 * GRID)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self._show_cursor()
        super().focusOutEvent(event)

    # Blocks from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        kind = bytes(event.mimeData().data(BLOCK_MIME).data()).decode()
        if (kind in SPECS or library.is_key(kind)) and self._interaction is None:
            self._begin(DropBlock(self, self._point(event.position()), kind))
            event.acceptProposedAction()
        elif data_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if isinstance(self._interaction, DropBlock):
            self._move(self._point(event.position()))
            event.acceptProposedAction()
        elif data_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if isinstance(self._interaction, DropBlock):
            self._end(self._point(event.position()))
            event.acceptProposedAction()
        elif path := data_in(event.mimeData()):
            event.acceptProposedAction()
            self.file_dropped.emit(path, self._point(event.position()).scene)
        else:
            event.ignore()

    # Painting

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.canvas.style_in_use.canvas)
        spacing = 2.0 * GRID
        while spacing * self.navigator.zoom < 14:
            spacing *= 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # thousands of dots
        painter.setPen(self._grid_pen)
        painter.translate(rect.left() // spacing * spacing, rect.top() // spacing * spacing)
        painter.scale(spacing, spacing)
        across, down = int(rect.width() / spacing) + 2, int(rect.height() / spacing) + 2
        painter.drawPoints(_dots(-8 * (-across // 8), -8 * (-down // 8)))  # rounded up, so that few are made anew
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigator.resized()
        self._welcome.setGeometry(self.viewport().rect())

    # Inside

    def _point(self, position: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Pointer:
        pixel = position.toPoint()
        self._pointer = Pointer(self.mapToScene(pixel), pixel, modifiers)
        return self._pointer

    def _begin(self, interaction: Interaction | None) -> None:
        self._interaction = interaction
        self._menu_due = interaction is None
        self._show_cursor()

    def _move(self, pointer: Pointer) -> None:
        if self._interaction:
            if self._interaction.scrolls:
                self._edge_scroll.follow(pointer.pixel)
            self._interaction.move(pointer)

    def _scrolled(self) -> None:
        """The picture moved under the mouse, which holds something."""
        if self._interaction:
            self._interaction.move(self._point(QPointF(self._pointer.pixel), self._pointer.modifiers))

    def _end(self, pointer: Pointer) -> None:
        self._edge_scroll.stop()
        interaction, self._interaction = self._interaction, None
        if interaction:
            interaction.finish(pointer)
        self._show_cursor()

    def _cancel(self) -> None:
        self._edge_scroll.stop()
        interaction, self._interaction = self._interaction, None
        if interaction:
            interaction.cancel()
        self._show_cursor()

    def _show_cursor(self) -> None:
        shape = self._interaction.cursor if self._interaction else None
        if shape is None and self._space:
            shape = Qt.CursorShape.OpenHandCursor
        if shape is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(shape)

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.mapToScene(event.pos())
        QToolTip.showText(event.globalPos(), tip(self.canvas, point, self.navigator.zoom), self.viewport())

    def _follow(self) -> None:
        """The document changed: a gesture that was made for the old value is over."""
        self._cancel()
        self._welcome.setVisible(not self.document.graph.blocks)

    def _restyle(self) -> None:
        colours = theme().colours
        self._grid_pen = QPen(QColor(colours.grid).darker(100 if colours.dark else 108), 2.0)
        self._grid_pen.setCosmetic(True)
        self._welcome.restyle()
        self.hint.restyle()
        self._welcome.setVisible(not self.document.graph.blocks)
        self.navigator.resized()  # what is fitted is larger before an audience
        self.viewport().update()


@lru_cache(maxsize=32)
def _dots(across: int, down: int) -> QPolygonF:
    """The corners of a grid of unit squares."""
    return QPolygonF([QPointF(x, y) for y in range(down) for x in range(across)])
