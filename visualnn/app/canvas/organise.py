"""Keeping a drawing in order: lines, groups, frames, comments, and blocks that are left out for a while."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from visualnn.app.canvas.areas import HEAD, PADDING
from visualnn.app.canvas.geometry import snapped
from visualnn.app.enabling import enable
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import can_bypass
from visualnn.graph import edits, groups
from visualnn.graph.align import Axis, Edge, Rect, align, distribute
from visualnn.graph.model import Graph, Group
from visualnn.messages import Message, UserError, define
from visualnn.project import library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visualnn.app.canvas.view import CanvasView

define(
    organise_kept="Kept as “{title}” under My blocks in the palette: drag it from there into any drawing.",
)

COMMENT = (220.0, 80.0)
"""Width and height of a new comment, in scene pixels."""

_NOTHING = 1e-6  # what is in line already is not moved by what dividing leaves over


class Organise(QObject):
    """Actions ready for menus; they need :class:`Commands` of the view.

    Signals:
        kept(): there is another block of the user's own.
    """

    kept = Signal()

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.document
        add = view.commands.add
        self.bypass = add(self.tr("Bypass"), self._bypass, "M")
        self.bypass.setCheckable(True)
        self.group = add(self.tr("Group"), self._group, "Ctrl+G")
        self.ungroup = add(self.tr("Ungroup"), self._ungroup, "Ctrl+Shift+G")
        self.toggle = add(self.tr("Open or close group"), self._toggle, "Ctrl+Alt+G")
        self.keep = add(self.tr("Keep as my block"), self._keep, "Ctrl+Alt+K")
        self.frame = add(self.tr("Frame"), self._frame, "Ctrl+J")
        self.comment = add(self.tr("Comment"), self._comment, "Ctrl+Alt+J")
        edges: list[tuple[str, Edge, str]] = [
            (self.tr("Align left edges"), "left", "Alt+A"),
            (self.tr("Align centres"), "centre", "Alt+C"),
            (self.tr("Align right edges"), "right", "Alt+D"),
            (self.tr("Align top edges"), "top", "Alt+W"),
            (self.tr("Align middles"), "middle", "Alt+R"),
            (self.tr("Align bottom edges"), "bottom", "Alt+S"),
        ]
        axes: list[tuple[str, Axis, str]] = [
            (self.tr("Distribute across"), "across", "Alt+Shift+A"),
            (self.tr("Distribute down"), "down", "Alt+Shift+W"),
        ]
        self.aligning = [add(text, partial(self._align, edge), key) for text, edge, key in edges]
        self.distributing = [add(text, partial(self._distribute, axis), key) for text, axis, key in axes]
        view.selection_changed.connect(self._update)
        self._document.changed.connect(self._update)
        self._update()

    def align_menu(self, parent: QWidget) -> QMenu:
        """A menu of all that brings things into line."""
        menu = QMenu(self.tr("Align"), parent)
        for actions in (self.aligning[:3], self.aligning[3:], self.distributing):
            menu.addActions(actions)
            menu.addSeparator()
        return menu

    @property
    def grouping(self) -> list[QAction]:
        """What is done with groups, frames and comments, in the order of the menu."""
        return [self.group, self.ungroup, self.toggle, self.keep, self.frame, self.comment]

    def show_open(self, ids: Iterable[str], opened: bool) -> None:
        """Show groups as what is in them, or as one card each."""
        chosen = list(ids)
        label = self.tr("Open group") if opened else self.tr("Close group")
        self._document.edit_graph(label, lambda graph: groups.collapse(graph, chosen, not opened))
        self._view.select(chosen)

    # Inside

    @property
    def _graph(self) -> Graph:
        return self._document.graph

    def _blocks(self) -> list[str]:
        """The selected blocks, those in selected groups too."""
        inside = groups.with_members(self._graph, self._view.selection())
        return [block.id for block in self._graph.blocks if block.id in inside]

    def _groups(self) -> list[Group]:
        """The selected groups, or the innermost ones around the selected blocks."""
        selection = set(self._view.selection())
        outer = groups.parents(self._graph)
        blocks = {block.id for block in self._graph.blocks}
        wanted = {outer.get(i, "") if i in blocks else i for i in selection}
        return [group for group in self._graph.groups if group.id in wanted]

    def _can_be_bypassed(self) -> list[str]:
        kinds = {block.id: SPECS.get(block.kind) for block in self._graph.blocks}
        return [i for i in self._blocks() if (spec := kinds[i]) is not None and can_bypass(spec)]

    def _update(self) -> None:
        """What can be done with the selection."""
        selection, blocks = self._view.selection(), self._blocks()
        able, grouped = self._can_be_bypassed(), self._groups()
        enable(
            self.bypass, bool(able), self.tr("Select a block with one input and one output: others cannot be bypassed.")
        )
        self.bypass.setChecked(bool(able) and all(self._graph.block(block_id).bypassed for block_id in able))
        enable(self.group, bool(blocks), self.tr("Select the blocks to group first."))
        for action in (self.ungroup, self.toggle):
            enable(action, bool(grouped), self.tr("Select a group, or a block in one, first."))
        enable(self.keep, len(grouped) == 1, self.tr("Select one group first: it is kept with all that is in it."))
        enable(self.frame, bool(selection), self.tr("Select what the frame is to go around first."))
        for action in self.aligning:
            enable(action, len(selection) > 1, self.tr("Select two or more blocks first."))
        for action in self.distributing:
            enable(action, len(selection) > 2, self.tr("Select three or more blocks first."))

    def _bypass(self) -> None:
        able = self._can_be_bypassed()
        off = not all(self._graph.block(block_id).bypassed for block_id in able)
        label = self.tr("Bypass") if off else self.tr("Use again")
        self._document.edit_graph(label, lambda graph: edits.bypass(graph, able, off))

    def _group(self) -> None:
        made = ""
        selection = self._view.selection()

        def edit(graph: Graph) -> Graph:
            nonlocal made
            name = edits.fresh_name({group.name for group in graph.groups}, self.tr("group"))
            graph, made = groups.group(graph, selection, name)
            return graph

        if self._document.edit_graph(self.tr("Group"), edit):
            self._view.select([made])

    def _ungroup(self) -> None:
        gone = self._groups()
        members = [member for group in gone for member in group.members]
        self._document.edit_graph(self.tr("Ungroup"), lambda graph: groups.ungroup(graph, [group.id for group in gone]))
        self._view.select(members)

    def _toggle(self) -> None:
        chosen = self._groups()
        self.show_open([group.id for group in chosen], any(group.collapsed for group in chosen))

    def _keep(self) -> None:
        (group,) = self._groups()
        try:
            key = library.save(group.name, edits.fragment(self._graph, [group.id]))
        except UserError as error:
            self._view.report(error.message)
            return
        self.kept.emit()
        self._view.report(Message("organise_kept", {"title": library.title(key)}))

    def _frame(self) -> None:
        made = ""
        around = self._view.canvas.bounds(self._view.selection())
        around.adjust(-PADDING, -PADDING - HEAD, PADDING, PADDING)

        def edit(graph: Graph) -> Graph:
            nonlocal made
            colour = len(graph.frames)
            graph, made = edits.add_frame(
                graph, self.tr("Frame"), around.x(), around.y(), around.width(), around.height(), colour
            )
            return graph

        self._document.edit_graph(self.tr("Frame"), edit)
        self._view.select([made])
        self._view.rename(made)

    def _comment(self) -> None:
        made = ""
        corner = snapped(self._view.cursor_in_scene())

        def edit(graph: Graph) -> Graph:
            nonlocal made
            graph, made = edits.add_comment(graph, self.tr("Comment"), corner.x(), corner.y(), *COMMENT)
            return graph

        self._document.edit_graph(self.tr("Comment"), edit)
        self._view.select([made])
        self._view.rename(made)

    def _align(self, edge: Edge) -> None:
        self._put(self.tr("Align"), align(self._rects(), edge))

    def _distribute(self, axis: Axis) -> None:
        self._put(self.tr("Distribute"), distribute(self._rects(), axis))

    def _rects(self) -> dict[str, Rect]:
        found = {element_id: self._view.canvas.rect(element_id) for element_id in self._view.selection()}
        return {i: Rect(rect.x(), rect.y(), rect.width(), rect.height()) for i, rect in found.items()}

    def _put(self, label: str, places: dict[str, tuple[float, float]]) -> None:
        """Move what is selected, groups with all that is in them."""
        rects = self._rects()

        def edit(graph: Graph) -> Graph:
            for element_id, (x, y) in places.items():
                dx, dy = x - rects[element_id].x, y - rects[element_id].y
                if abs(dx) + abs(dy) > _NOTHING:
                    graph = edits.shift(graph, [element_id], dx, dy)
            return graph

        self._document.edit_graph(label, edit)
