"""What can be done to the drawing by menu or key: one action each, with its shortcut."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from visualnn.app.canvas.geometry import snapped
from visualnn.app.enabling import enable
from visualnn.graph import edits, groups
from visualnn.graph.arrange import GRID, arrange
from visualnn.graph.model import Graph
from visualnn.messages import UserError
from visualnn.project.format import Project, decode, encode

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView

_STEP = 2.0 * GRID
_ZOOM = 1.25


class Commands(QObject):
    """The canvas's actions, ready for menus and toolbars.

    Undo and redo work in the whole window. The others have shortcuts that a text field needs too, so those count only
    while the canvas has the focus; from a menu they always work.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.document
        standard = QKeySequence.StandardKey
        add = self.add
        self.undo = add(self.tr("Undo"), self._document.undo, QKeySequence("Ctrl+Z"), everywhere=True)
        self.redo = add(
            self.tr("Redo"), self._document.redo, QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"), everywhere=True
        )
        self.cut = add(self.tr("Cut"), self._cut, standard.Cut)
        self.copy = add(self.tr("Copy"), self._copy, standard.Copy)
        self.paste = add(self.tr("Paste"), self._paste, standard.Paste)
        self.duplicate = add(self.tr("Duplicate"), self._duplicate, "Ctrl+D")
        self.delete = add(self.tr("Delete"), self._delete, "Del", "Backspace")
        self.dissolve = add(self.tr("Delete and rejoin"), self._dissolve, "Ctrl+Del", "Ctrl+Backspace")
        self.select_all = add(self.tr("Select all"), self._select_all, standard.SelectAll)
        self.rename = add(self.tr("Rename"), self._rename, "F2")
        self.add_block = add(self.tr("Add block…"), view.placing.search, "Shift+A", "Tab")
        self.arrange = add(self.tr("Arrange"), self._arrange, "Ctrl+L")
        self.snap = add(self.tr("Snap to grid"), self._set_snap)
        self.snap.setCheckable(True)
        self.snap.setChecked(view.snap)
        self.fit = add(self.tr("Show everything"), view.fit, "Home")
        self.fit_selection = add(self.tr("Show selection"), view.fit_selection, "Shift+Home", ".")
        self.zoom_in = add(self.tr("Zoom in"), lambda: view.navigator.zoom_by(_ZOOM), "Ctrl++", "Ctrl+=", "+")
        self.zoom_out = add(self.tr("Zoom out"), lambda: view.navigator.zoom_by(1 / _ZOOM), "Ctrl+-", "-")
        self.actual_size = add(self.tr("Actual size"), lambda: view.navigator.set_zoom(1.0), "Ctrl+0")
        self._document.history_changed.connect(self._update_history)
        view.selection_changed.connect(self._update_selection)
        self._update_history()
        self._update_selection()

    def add(
        self,
        text: str,
        run: Callable[[], object],
        *keys: QKeySequence.StandardKey | QKeySequence | str,
        everywhere: bool = False,
    ) -> QAction:
        """Make an action of the canvas; ``everywhere``: its keys count in the whole window."""
        action = QAction(text, self)
        action.triggered.connect(lambda: run())
        action.setShortcuts([QKeySequence(key) for key in keys])
        if not everywhere:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._view.addAction(action)
        return action

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is selected; nudges in a row are one step of the history."""
        ids = self._view.selection()
        self._document.edit_graph(self.tr("Move"), lambda graph: edits.shift(graph, ids, dx, dy), merge=("nudge", ids))

    def _update_history(self) -> None:
        for action, verb, label, otherwise in (
            (self.undo, self.tr("Undo"), self._document.undo_label, self.tr("Nothing has been changed yet.")),
            (self.redo, self.tr("Redo"), self._document.redo_label, self.tr("Nothing has been undone.")),
        ):
            enable(action, bool(label), otherwise)
            action.setText(f"{verb}: {label}" if label else verb)

    def _update_selection(self) -> None:
        blocks = bool(self._view.selection())
        for action in (self.cut, self.copy, self.duplicate, self.dissolve, self.rename, self.fit_selection):
            enable(action, blocks, self.tr("Select a block first."))

    def _delete(self) -> None:
        ids, wires = self._view.selection(), self._view.canvas.selected_wires
        self._document.edit_graph(self.tr("Delete"), lambda graph: edits.remove(graph, ids, wires))

    def _dissolve(self) -> None:
        ids = self._view.selection()
        self._document.edit_graph(self.tr("Delete and rejoin"), lambda graph: edits.dissolve(graph, ids))

    def _copy(self) -> None:
        piece = edits.fragment(self._document.graph, self._view.selection())
        if _drawn(piece):
            QGuiApplication.clipboard().setText(encode(Project(graph=piece)).decode())

    def _cut(self) -> None:
        self._copy()
        ids = self._view.selection()
        self._document.edit_graph(self.tr("Cut"), lambda graph: edits.remove(graph, ids))

    def _paste(self) -> None:
        """Paste at the mouse the blocks of a project's text, copied here, in another window or from a file."""
        try:
            piece = decode(QGuiApplication.clipboard().text().encode(), self.tr("The clipboard")).graph
        except UserError as error:
            self._view.report(error.message)
            return
        if _drawn(piece):
            self._view.placing.paste(self.tr("Paste"), piece, snapped(self._view.cursor_in_scene()))

    def _duplicate(self) -> None:
        self._add(self.tr("Duplicate"), edits.fragment(self._document.graph, self._view.selection()), _STEP, _STEP)

    def _add(self, label: str, piece: Graph, dx: float, dy: float) -> None:
        copies: tuple[str, ...] = ()

        def edit(graph: Graph) -> Graph:
            nonlocal copies
            graph, copies = edits.paste(graph, piece, dx, dy)
            return graph

        self._document.edit_graph(label, edit)
        self._view.select(copies)

    def _select_all(self) -> None:
        self._view.select(self._view.canvas.shown)

    def _rename(self) -> None:
        if ids := self._view.selection():
            self._view.rename(ids[-1])

    def _arrange(self) -> None:
        """Arrange the selected blocks, or all when fewer than two are selected."""
        ids = self._view.selection()

        def edit(graph: Graph) -> Graph:
            seen = groups.folded(graph)
            part = edits.fragment(seen, ids) if len(ids) > 1 else seen
            places = arrange(part, lambda card: self._view.canvas.nodes[card].layout.box)
            for card in part.blocks:
                if card.kind == groups.GROUP:
                    x, y = places.pop(card.id)
                    graph = edits.shift(graph, [card.id], x - card.x, y - card.y)
            return edits.move(graph, places)

        if self._document.edit_graph(self.tr("Arrange"), edit) and len(ids) < 2:
            self._view.fit()

    def _set_snap(self) -> None:
        self._view.snap = self.snap.isChecked()


def _drawn(piece: Graph) -> bool:
    """Whether a drawing holds anything that has a place."""
    return bool(piece.blocks or piece.frames or piece.comments)
