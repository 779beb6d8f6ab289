"""The canvas: shows the scene, turns mouse and keys into gestures and commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, Qt, Signal
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
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QLabel, QMenu, QToolTip, QWidget

from visualnn.app.canvas import fitting
from visualnn.app.canvas.commands import Commands
from visualnn.app.canvas.geometry import HEADER, TEXT_LEFT, WIDTH, PortRef, Side, layout, snapped
from visualnn.app.canvas.interactions.base import Interaction, Pointer
from visualnn.app.canvas.interactions.box_select import BoxSelect
from visualnn.app.canvas.interactions.cut_wires import CutWires
from visualnn.app.canvas.interactions.drag_wire import DragWire
from visualnn.app.canvas.interactions.drop_block import DropBlock
from visualnn.app.canvas.interactions.move_blocks import MoveBlocks
from visualnn.app.canvas.interactions.pan import Pan
from visualnn.app.canvas.keyboard import Keyboard
from visualnn.app.canvas.navigator import Navigator
from visualnn.app.canvas.rename import NameEditor
from visualnn.app.canvas.scene import Scene
from visualnn.app.canvas.search import BlockSearch
from visualnn.app.canvas.tips import tip
from visualnn.app.canvas.wire import WireItem
from visualnn.app.document import Document
from visualnn.app.palette import BLOCK_MIME
from visualnn.app.text import spec_text, translate
from visualnn.app.theme import theme
from visualnn.blocks.catalogue import SPECS
from visualnn.graph import edits
from visualnn.graph.arrange import GRID
from visualnn.graph.model import Graph, Wire
from visualnn.messages import Message

BESIDE = 4.0 * GRID
"""How far from the selected block the next one is put, in scene pixels."""

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
        selection_changed(ids): the selected blocks are others.
    """

    selection_changed = Signal(object)

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
        self._search = BlockSearch(self.viewport())
        self._search.chosen.connect(self._add_found)
        self._searched_from: PortRef | None = None
        self._searched_at = QPointF()
        self._name_editor = NameEditor(document, self.viewport())
        self._hint = _overlay(self.viewport())
        self._welcome = _overlay(self.viewport())
        self._welcome.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._welcome.setText(
            self.tr(
                "<p style='font-size:16px'><b>An empty canvas</b></p>"
                "<p>Drag a block from the palette, or press <b>Tab</b> to search for one.<br>"
                "Then pull wires from port to port: data → layers → loss.</p>"
            )
        )
        self.canvas.selected.connect(self.selection_changed)
        self.commands = Commands(self)
        self.keyboard = Keyboard(self)
        document.changed.connect(self._follow)
        document.opened.connect(self.fit)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.fit()

    # What the window asks for

    def selection(self) -> tuple[str, ...]:
        """Ids of the selected blocks."""
        return self.canvas.selection

    def select(self, ids: Iterable[str]) -> None:
        """Select just these blocks; ids that are not there are ignored."""
        self.canvas.select(ids)

    def show_block(self, block_id: str) -> None:
        """Select a block and bring it into view."""
        self.select([block_id])
        self.navigator.reveal(self.canvas.bounds([block_id]))

    def fit(self) -> None:
        """Show the whole drawing."""
        self.navigator.fit(self.canvas.bounds())

    def fit_selection(self) -> None:
        """Show the selected blocks as large as it goes."""
        self.navigator.fit(self.canvas.bounds(self.selection() or None))

    def add_block(self, kind: str) -> None:
        """Add a block in a free place near the centre of the view, select it and take the focus."""
        centre = self.mapToScene(self.viewport().rect().center()) - layout(kind).card.center()
        self.place(kind, self._free(kind, snapped(centre)))
        self.navigator.reveal(self.canvas.bounds(self.selection()))

    def set_activity(self, exponents: Mapping[str, float]) -> None:
        """Show on each block how large its gradient is, as a power of ten; blocks left out show nothing."""
        for block_id, node in self.canvas.nodes.items():
            node.set_activity(exponents.get(block_id))

    # What gestures and commands ask for

    def place(self, kind: str, corner: QPointF, into: Wire | None = None, wired: PortRef | None = None) -> None:
        """Add a block with its top left corner somewhere, put into a wire or wired to a port, and select it."""
        spec = SPECS[kind]
        added = ""

        def edit(graph: Graph) -> Graph:
            nonlocal added
            name = edits.fresh_name(graph, spec.base_name)
            graph, added = edits.add_block(graph, kind, name, corner.x(), corner.y())
            if into is not None and (ports := fitting.through_ports(kind)):
                graph = edits.insert_on_wire(graph, into, added, *ports)
            if wired is not None:
                port = fitting.kinds_that_fit(graph, self.document.checked, wired)[kind]
                end = PortRef(added, "in" if wired.side == "out" else "out", port)
                graph = edits.connect(graph, fitting.wire_between(wired, end))
            return graph

        self.document.edit_graph(self.tr("Add %1").replace("%1", spec_text(spec.label)), edit)
        self.select([added])
        self.setFocus()

    def wire_to_insert(self, kind: str, point: QPointF) -> WireItem | None:
        """The wire at a point of the scene that a block of this kind can be put into."""
        item = self.canvas.wire_at(point, reach=2.0 * GRID)
        fits = item and fitting.can_insert(self.document.graph, self.document.checked, kind, item.wire)
        return item if fits else None

    def search(self) -> None:
        """Open the search box to add a block at the mouse; beside the selection when the mouse is elsewhere."""
        self._searched_from = None
        self._searched_at = self.cursor_in_scene()
        if self.selection() and not self.viewport().rect().contains(self._pointer.pixel):
            beside = self.canvas.bounds(self.selection())
            self._searched_at = QPointF(beside.right() + BESIDE + WIDTH / 2, beside.center().y())
        self._search.offer(self.mapFromScene(self._searched_at), list(SPECS))

    def search_for(self, start: PortRef, pointer: Pointer) -> None:
        """Open the search box for blocks that fit at the end of a wire from ``start``."""
        self._searched_from = start
        self._searched_at = pointer.scene
        kinds = fitting.kinds_that_fit(self.document.graph, self.document.checked, start)
        self._search.offer(pointer.pixel, list(kinds))

    def rename(self, block_id: str) -> None:
        """Edit a block's name in place."""
        node = self.canvas.nodes[block_id]
        text = QRectF(TEXT_LEFT, 0, node.layout.card.width() - TEXT_LEFT, HEADER).translated(node.pos())
        header = self.mapFromScene(text).boundingRect()
        height = self._name_editor.sizeHint().height()
        top = header.center().y() - height // 2
        self._name_editor.open_at(QRect(header.left() - 4, top, max(header.width(), 120), height), block_id)

    def cursor_in_scene(self) -> QPointF:
        """Where the mouse last was over the canvas, or the centre of the view."""
        inside = self.viewport().rect().contains(self._pointer.pixel)
        return self.mapToScene(self._pointer.pixel if inside else self.viewport().rect().center())

    def show_hint(self, text: str, pixel: QPoint | None = None) -> None:
        """Show a line of help beside the mouse; an empty one hides it."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        if text and pixel is not None:
            self._hint.setMaximumWidth(360)
            self._hint.adjustSize()
            room = self.viewport().rect()
            self._hint.move(
                max(4, min(pixel.x() + 18, room.width() - self._hint.width() - 4)),
                max(4, min(pixel.y() + 18, room.height() - self._hint.height() - 4)),
            )

    def report(self, message: Message) -> None:
        """Say a sentence at the mouse: why something could not be done."""
        QToolTip.showText(QCursor.pos(), translate(message), self)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._interaction is None:
            pointer = self._point(event.position(), event.modifiers())
            self._begin(self._gesture(pointer, event.button()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._point(event.position(), event.modifiers())
        if self._interaction:
            self._interaction.move(pointer)
        else:
            self._hover(self.canvas.port_at(pointer.scene, self.navigator.zoom))
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
        elif node is not None:
            self.rename(node.block_id)
        elif self.canvas.wire_at(pointer.scene) is None:
            self.search()

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
            self._hover(None)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self._interaction or not (self._menu_due or by_key):
            return  # the right button made a gesture; some systems ask for the menu on its release
        point = self.mapToScene(event.pos())
        node, wire = self.canvas.node_at(point), self.canvas.wire_at(point)
        if node is not None and not node.isSelected():
            self.select([node.block_id])
        elif node is None:
            self.canvas.select(wires=[wire.wire] if wire else [])
        do = self.commands
        menu = QMenu(self)
        if node is not None:
            menu.addActions([do.rename, do.cut, do.copy, do.duplicate])
            menu.addSeparator()
            menu.addActions([do.delete, do.dissolve])
        elif wire is not None:
            menu.addActions([do.delete])
        else:
            menu.addActions([do.add_block, do.paste, do.select_all])
            menu.addSeparator()
            menu.addActions([do.arrange, do.fit])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

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
        if kind in SPECS and self._interaction is None:
            self._begin(DropBlock(self, self._point(event.position(), event.modifiers()), kind))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if isinstance(self._interaction, DropBlock):
            self._interaction.move(self._point(event.position(), event.modifiers()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if isinstance(self._interaction, DropBlock):
            self._end(self._point(event.position(), event.modifiers()))
            event.acceptProposedAction()

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
        painter.drawPoints(_dots(int(rect.width() / spacing) + 2, int(rect.height() / spacing) + 2))
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigator.resized()
        self._welcome.setGeometry(self.viewport().rect())

    # Inside

    def _point(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        pixel = position.toPoint()
        self._pointer = Pointer(self.mapToScene(pixel), pixel, modifiers)
        return self._pointer

    def _gesture(self, pointer: Pointer, button: Qt.MouseButton) -> Interaction | None:
        """The gesture that a press begins, by what lies under the mouse."""
        if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and self._space):
            return Pan(self, pointer)
        if button == Qt.MouseButton.RightButton and pointer.ctrl:
            return CutWires(self, pointer)
        if button != Qt.MouseButton.LeftButton:
            return None
        if port := self.canvas.port_at(pointer.scene, self.navigator.zoom):
            return self._wire_gesture(pointer, port)
        if node := self.canvas.node_at(pointer.scene):
            return MoveBlocks(self, pointer, node.block_id)
        if item := self.canvas.wire_at(pointer.scene):
            self.canvas.select(wires=[item.wire])
            to_start = QLineF(pointer.scene, item.course.start).length()
            to_end = QLineF(pointer.scene, item.course.end).length()
            return DragWire(self, pointer, _end_of(item.wire, "in" if to_start < to_end else "out"), item.wire)
        return BoxSelect(self, pointer)

    def _wire_gesture(self, pointer: Pointer, port: PortRef) -> Interaction:
        """Pull a new wire from a port, or take off the wire that ends at an input."""
        if port.side == "in":
            for wire in self.document.graph.into(port.block):
                if wire.target_port == port.name:
                    return DragWire(self, pointer, _end_of(wire, "out"), wire)
        return DragWire(self, pointer, port)

    def _begin(self, interaction: Interaction | None) -> None:
        self._interaction = interaction
        self._menu_due = interaction is None
        self._show_cursor()

    def _end(self, pointer: Pointer) -> None:
        interaction, self._interaction = self._interaction, None
        if interaction:
            interaction.finish(pointer)
        self._show_cursor()

    def _cancel(self) -> None:
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

    def _hover(self, port: PortRef | None) -> None:
        for node in self.canvas.nodes.values():
            node.set_hovered_port(port if port and port.block == node.block_id else None)

    def _show_tip(self, event: QHelpEvent) -> None:
        point = self.mapToScene(event.pos())
        QToolTip.showText(event.globalPos(), tip(self.canvas, point, self.navigator.zoom), self.viewport())

    def _add_found(self, kind: str) -> None:
        start = self._searched_from
        corner = self._searched_at - layout(kind).card.center()
        if start is not None:
            side: Side = "in" if start.side == "out" else "out"
            port = fitting.kinds_that_fit(self.document.graph, self.document.checked, start)[kind]
            corner = self._searched_at - layout(kind).ports[side, port]
        corner = snapped(corner) if self.snap else corner
        self.place(kind, corner if start else self._free(kind, corner), wired=start)
        self.navigator.reveal(self.canvas.bounds(self.selection()))

    def _free(self, kind: str, corner: QPointF) -> QPointF:
        """The nearest place from a corner downwards where a block would lie on no other."""
        taken = [node.layout.card.translated(node.pos()).adjusted(-9, -9, 9, 9) for node in self.canvas.nodes.values()]
        while any(layout(kind).card.translated(corner).intersects(card) for card in taken):
            corner += QPointF(0, 2 * GRID)
        return corner

    def _follow(self) -> None:
        """The document changed: a gesture that was made for the old value is over."""
        self._cancel()
        self._welcome.setVisible(not self.document.graph.blocks)

    def _restyle(self) -> None:
        colours = theme().colours
        self._grid_pen = QPen(QColor(colours.grid).darker(100 if colours.dark else 108), 2.0)
        self._grid_pen.setCosmetic(True)
        self._welcome.setStyleSheet(f"color: {colours.dim}; background: transparent;")
        self._hint.setStyleSheet(
            f"color: {colours.text}; background: {colours.field}; border: 1px solid {colours.border};"
            "border-radius: 4px; padding: 4px 7px;"
        )
        self._welcome.setVisible(not self.document.graph.blocks)
        self.viewport().update()


def _end_of(wire: Wire, side: str) -> PortRef:
    """The port at one end of a wire."""
    return (
        PortRef(wire.source, "out", wire.source_port) if side == "out" else PortRef(wire.target, "in", wire.target_port)
    )


@lru_cache(maxsize=8)
def _dots(across: int, down: int) -> QPolygonF:
    """The corners of a grid of unit squares."""
    return QPolygonF([QPointF(x, y) for y in range(down) for x in range(across)])


def _overlay(parent: QWidget) -> QLabel:
    """A text over the canvas that the mouse does not notice."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.hide()
    return label
