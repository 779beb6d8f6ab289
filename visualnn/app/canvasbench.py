"""How quickly the canvas follows the hand: large drawings dragged, panned, zoomed, edited and opened, offscreen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial

import msgspec
import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.blocks.check import check
from visualnn.data.catalogue import describe_all
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.project.format import Project, decode, encode

SIZES = (500, 2000)
FRAMES = 40
FRAME_BAR, OPEN_BAR, CHECK_BAR = 16.0, 1000.0, 5.0
"""Milliseconds that a frame and opening may take with 500 blocks, and a check with 200."""

_COLUMNS, _ACROSS, _DOWN = 30, 220.0, 110.0


class Frames(msgspec.Struct, frozen=True):
    """Milliseconds from an event until it is painted, and those of them that the processor worked on it."""

    name: str
    median: float
    p95: float
    bar: float | None = None
    work: float = 0.0

    def __str__(self) -> str:
        verdict = "" if self.bar is None else f"  {'ok' if self.median <= self.bar else 'MISSED'} (≤ {self.bar:g} ms)"
        times = f"median {self.median:7.1f} ms   95 % {self.p95:7.1f} ms   processor {self.work:7.1f} ms"
        return f"  {self.name:24} {times}{verdict}"


def drawing(count: int) -> Graph:
    """A network of so many blocks in rows: digits, dense layers and activations in turn, a loss."""
    places = [(n % _COLUMNS * _ACROSS, n // _COLUMNS * _DOWN) for n in range(count)]
    blocks = [Block("b0", "digits", "digits", *places[0])]
    wires = []
    source, port = "b0", "x"
    for n in range(1, count - 1):
        kind, params = ("activation", {}) if n % 2 == 0 else ("dense", {"units": 10})
        blocks.append(Block(f"b{n}", kind, f"{kind} {n}", *places[n], params))
        wires.append(Wire(source, port, f"b{n}", "in"))
        source, port = f"b{n}", "out"
    blocks.append(Block(f"b{count - 1}", "loss", "loss", *places[-1]))
    wires += [Wire(source, port, blocks[-1].id, "prediction"), Wire("b0", "y", blocks[-1].id, "target")]
    return Graph(tuple(blocks), tuple(sorted(wires)))


def measure(count: int) -> list[Frames]:
    """Work a canvas of 1280 x 800 that shows all of so many blocks; needs a QApplication."""
    content = encode(Project(graph=drawing(count)))
    bar = FRAME_BAR if count <= SIZES[0] else None
    opened = _Clock()
    view: CanvasView | None = None
    for _ in range(3):
        if view is not None:
            _drop(view)
        opened.start()
        view = CanvasView(Document(decode(content)))
        view.document.setParent(view)
        view.resize(1280, 800)
        view.show()
        QApplication.processEvents()
        opened.stop()
    assert view is not None
    view.fit()
    QApplication.processEvents()
    hand = _Hand(view)
    ids = [block.id for block in view.document.graph.blocks]
    middle = ids[count // 2]
    everything = view.document.graph
    results = [opened.frames("open", OPEN_BAR if bar else None)]
    results.append(_frames(view, "drag one block", hand.drag([middle], middle), bar))
    results.append(_frames(view, "drag all blocks", hand.drag(ids, middle), bar))
    pans = (lambda n=n: view.navigator.pan(3 if n // 8 % 2 else -3, 2) for n in range(FRAMES))
    results.append(_frames(view, "pan", pans, bar))
    zooms = (lambda n=n: view.navigator.zoom_by(1.1 if n % 20 < 10 else 1 / 1.1) for n in range(FRAMES))
    results.append(_frames(view, "zoom", zooms, bar))
    results.append(_frames(view, "repaint everything", (view.viewport().update for _ in range(FRAMES)), bar))
    results.append(_frames(view, "change a setting", (_setting(view.document, ids[1], n) for n in range(FRAMES)), bar))
    view.document.apply("Back", lambda project: msgspec.structs.replace(project, graph=everything))
    _drop(view)
    return results


def check_time(count: int = 200) -> Frames:
    """How long the check of a drawing takes, which every edit waits for."""
    graph = drawing(count)
    clock = _Clock()
    for _ in range(20):
        clock.start()
        check(graph, *describe_all(graph))
        clock.stop()
    return clock.frames(f"check of {count} blocks", CHECK_BAR)


def report(sizes: Iterable[int] = SIZES) -> str:
    """All figures as text."""
    from visualnn.app.main import application
    from visualnn.app.settings import Settings

    application(Settings())
    lines = []
    for count in sizes:
        lines += [f"canvas of {count:,} blocks, 1280 x 800, offscreen", *map(str, measure(count))]
    return "\n".join([*lines, str(check_time())])


class _Clock:
    """Takes times on the wall and of the processor: on a busy machine only the second says what the work costs."""

    def __init__(self) -> None:
        self._begin = (0.0, 0.0)
        self._times: list[tuple[float, float]] = []

    def start(self) -> None:
        self._begin = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        wall, work = self._begin
        self._times.append((1000 * (time.perf_counter() - wall), 1000 * (time.thread_time() - work)))

    def frames(self, name: str, bar: float | None) -> Frames:
        wall, work = np.array(self._times).T
        return Frames(name, float(np.median(wall)), float(np.percentile(wall, 95)), bar, float(np.median(work)))


class _Hand:
    """Presses and moves the left button on the canvas."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    def drag(self, selected: list[str], grabbed: str) -> Iterable[Callable[[], object]]:
        """A movement for each frame, of the selected blocks by one of them; ends with the release, unmeasured."""
        self._view.select(selected)
        card = self._view.canvas.bounds([grabbed])
        at = QPointF(self._view.mapFromScene(card.topLeft() + QPointF(card.width() / 2, card.height() / 4)))
        self._send(QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
        self._send(QEvent.Type.MouseMove, at + QPointF(30, 0), Qt.MouseButton.NoButton)
        for n in range(FRAMES):
            there = at + QPointF(30 + 4 * (n % 12), 3 * (n % 9))
            yield partial(self._send, QEvent.Type.MouseMove, there, Qt.MouseButton.NoButton)
        self._send(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)

    def _send(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        viewport = self._view.viewport()
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)


def _frames(window: QWidget, name: str, moves: Iterable[Callable[[], object]], bar: float | None = None) -> Frames:
    clock = _Clock()
    for move in moves:
        clock.start()
        move()
        QApplication.processEvents()  # the scene tells the view what is to be painted
        QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))  # else up to 5 ms later
        clock.stop()
    return clock.frames(name, bar)


def _setting(document: Document, block_id: str, number: int) -> Callable[[], object]:
    return lambda: document.edit_graph("units", lambda graph: edits.set_param(graph, block_id, "units", 5 + number, 16))


def _drop(view: CanvasView) -> None:
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
