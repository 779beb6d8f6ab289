"""A hand that works the canvas with real mouse and key events, and what it finds there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from visualnn.app.canvas.geometry import PortRef
from visualnn.app.canvas.view import CanvasView
from visualnn.app.palette import BLOCK_MIME
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Hand:
    """A person at the canvas: points at places of the scene, blocks and ports by name, and sees names."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self.document = view.document
        self._held = (Qt.MouseButton.NoButton, NONE)

    def see(self) -> list[str]:
        """Names on the canvas."""
        return [item.look.name for item in self.view.canvas.nodes.values()]

    def wires(self) -> set[tuple[str, str, str, str]]:
        """Wires on the canvas: names and ports of both ends."""
        name = {block.id: block.name for block in self.document.graph.blocks}
        return {(name[w.source], w.source_port, name[w.target], w.target_port) for w in self.view.canvas.wires}

    def selected(self) -> set[str]:
        return {self.document.graph.block(block_id).name for block_id in self.view.selection()}

    def place(self, name: str) -> tuple[float, float]:
        """Where the canvas shows a block."""
        position = self.node(name).pos()
        return position.x(), position.y()

    def node(self, name: str):
        return self.view.canvas.nodes[self.document.graph.find(name).id]

    def on(self, name: str) -> QPointF:
        """A point on a block, away from its ports."""
        return self.node(name).pos() + QPointF(60, 8)

    def port(self, name: str, port: str) -> QPointF:
        block = self.document.graph.find(name)
        node = self.view.canvas.nodes[block.id]
        side = "in" if ("in", port) in node.layout.ports else "out"
        return self.view.canvas.port_position(PortRef(block.id, side, port))

    def pixel(self, point: QPointF) -> QPoint:
        return self.view.mapFromScene(point)

    def press(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._held = (button, keys)
        QTest.mousePress(self.view.viewport(), button, keys, self.pixel(at))

    def move(self, *through: QPointF) -> None:
        """Move with the buttons and keys of the last press held, which QTest.mouseMove does not do."""
        viewport = self.view.viewport()
        for point in through:
            spot = QPointF(self.pixel(point))
            everywhere = viewport.mapToGlobal(spot)
            event = QMouseEvent(QEvent.Type.MouseMove, spot, everywhere, Qt.MouseButton.NoButton, *self._held)
            QApplication.sendEvent(viewport, event)

    def hold(self, keys: Qt.KeyboardModifier) -> None:
        """Press modifier keys while a mouse button is down."""
        self._held = (self._held[0], keys)

    def release(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseRelease(self.view.viewport(), button, keys, self.pixel(at))

    def click(self, at: QPointF, keys: Qt.KeyboardModifier = NONE) -> None:
        self.press(at, keys=keys)
        self.release(at, keys=keys)

    def double_click(self, at: QPointF) -> None:
        self.click(at)
        QTest.mouseDClick(self.view.viewport(), LEFT, NONE, self.pixel(at))

    def drag(
        self, start: QPointF, *through: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
    ) -> None:
        self.press(start, button, keys)
        self.move((start + through[0]) / 2, *through)
        self.release(through[-1], button, keys)

    def drop(self, kind: str, at: QPointF) -> None:
        """Drag a kind of block from elsewhere and drop it."""
        data = QMimeData()
        data.setData(BLOCK_MIME, kind.encode())
        spot = QPointF(self.pixel(at))
        common = (Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(self.view.viewport(), QDragEnterEvent(spot.toPoint(), *common))
        QApplication.sendEvent(self.view.viewport(), QDragMoveEvent(spot.toPoint(), *common))
        QApplication.sendEvent(self.view.viewport(), QDropEvent(spot, *common))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, keys)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def hit(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget(), key)


def network() -> Graph:
    """table 1 -> dense 1 -> loss 1, with the targets wired too, and a loose activation below."""
    graph = Graph()
    for kind, name, x, y, params in (
        ("table", "table 1", 0, 0, {}),
        ("dense", "dense 1", 260, 0, {"units": 1}),
        ("loss", "loss 1", 520, 0, {"loss": "mse"}),
        ("activation", "activation 1", 260, 200, {}),
    ):
        graph, _ = edits.add_block(graph, kind, name, x, y, params)
    for wire in (Wire("b1", "x", "b2", "in"), Wire("b2", "out", "b3", "prediction"), Wire("b1", "y", "b3", "target")):
        graph = edits.connect(graph, wire)
    return graph
