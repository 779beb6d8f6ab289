"""The document: the project on the screen, its history, and what is wrong with it.

A project is a value; the document says which one is current. An edit is a function from project to project, undo is
the value before it. Whoever shows the project listens to ``changed`` and compares the two values.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from visualnn.app.parameters import ParameterShapes, Shapes
from visualnn.blocks.check import Checked, check
from visualnn.blocks.findings import Memory
from visualnn.data import catalogue
from visualnn.graph.model import Graph
from visualnn.project.format import Project

Edit = Callable[[Project], Project]


class _Step(NamedTuple):
    """One entry of the history: what was done, the value before it, and the key it merges under."""

    label: str
    before: Project
    merge: Hashable | None


class Document(QObject):
    """The project being edited.

    Signals:
        changed(old, new): the current value is another one. Never emitted for an edit that changes nothing.
        opened(): another project took the place of the last one, which ``changed`` has told before.
        moving(path): it has been written to another file, and is about to become that one's document.
        checked_changed(checked): what the check says is different, or may be.
        history_changed(): the undo labels, ``dirty`` or ``path`` may have changed; for menus and window titles.
    """

    changed = Signal(object, object)
    opened = Signal()
    moving = Signal(object)
    checked_changed = Signal(object)
    history_changed = Signal()

    def __init__(self, project: Project | None = None, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = self._saved = project or Project()
        self._path = path
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._memory = Memory()
        self._shapes = ParameterShapes()
        self._parameters: dict[str, Shapes] | None = None
        self._checked = self._check()

    @property
    def value(self) -> Project:
        """The current project."""
        return self._value

    @property
    def graph(self) -> Graph:
        """The current project's graph."""
        return self._value.graph

    @property
    def checked(self) -> Checked:
        """Types and problems of the current graph."""
        return self._checked

    @property
    def parameters(self) -> dict[str, Shapes]:
        """The shapes of the trainable arrays by block id and name, where the graph is in order."""
        if self._parameters is None:
            self._parameters = self._shapes.of(self.graph, self._checked)
        return self._parameters

    def fits(self, weights: Mapping[str, Any], part: bool = False) -> bool:
        """Whether arrays by ``layer name/key`` are what the network learns, in its shapes; ``part``: or what those
        layers learn whose arrays these are, where the drawing holds other networks, too."""
        layers = {name.rpartition("/")[0] for name in weights} if part else None
        if layers and not layers <= {block.name for block in self.graph.blocks}:
            return False
        shapes = {
            f"{block.name}/{key}": shape
            for block in self.graph.blocks
            if layers is None or block.name in layers
            for key, shape in self.parameters.get(block.id, {}).items()
        }
        return bool(shapes) and all(key in weights and weights[key].shape == shape for key, shape in shapes.items())

    @property
    def path(self) -> Path | None:
        """The file the project was opened from or saved to; None for one that has never been saved."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether the current value differs from the one last opened or saved."""
        return self._value is not self._saved and self._value != self._saved

    @property
    def undo_label(self) -> str:
        """What :meth:`undo` would take back, empty when there is nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What :meth:`redo` would do again, empty when there is nothing."""
        return self._undone[-1].label if self._undone else ""

    def apply(self, label: str, edit: Edit, merge: Hashable | None = None) -> bool:
        """Make an edit and remember it under ``label``; returns whether anything changed.

        Edits that follow each other under the same ``merge`` key, as while typing, are one step of the history. What
        ``edit`` raises is passed on, and nothing is changed then.
        """
        before, after = self._value, edit(self._value)
        if after == before:
            return False
        if merge is None or not self._done or self._done[-1].merge != merge:
            self._done.append(_Step(label, before, merge))
        self._undone.clear()
        self._become(after)
        return True

    def edit_graph(self, label: str, edit: Callable[[Graph], Graph], merge: Hashable | None = None) -> bool:
        """Make an edit of the graph alone; see :meth:`apply`."""
        return self.apply(label, lambda project: msgspec.structs.replace(project, graph=edit(project.graph)), merge)

    def seal(self) -> None:
        """End the merging of edits: the next one is a step of its own."""
        if self._done:
            self._done[-1] = self._done[-1]._replace(merge=None)

    def undo(self) -> None:
        """Go back one step; does nothing at the beginning."""
        if self._done:
            step = self._done.pop()
            self.seal()
            self._undone.append(_Step(step.label, self._value, None))
            self._become(step.before)

    def redo(self) -> None:
        """Do again what was undone last; does nothing when nothing was."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(_Step(step.label, self._value, None))
            self._become(step.before)

    def replace(self, project: Project, path: Path | None = None) -> None:
        """Show another project, with an empty history and no unsaved changes."""
        self._done.clear()
        self._undone.clear()
        self._saved, self._path = project, path
        self._become(project)
        self.opened.emit()

    def mark_saved(self, path: Path) -> None:
        """The current value has been written to ``path``."""
        moved = path != self._path
        if moved:
            self.moving.emit(path)
        self._saved, self._path = self._value, path
        self.seal()
        self.history_changed.emit()
        if moved:  # relative paths of data blocks now start elsewhere
            self.recheck()

    def recheck(self) -> None:
        """Check again, for when files that data blocks read may have changed."""
        self._checked = self._check()
        self.checked_changed.emit(self._checked)

    def _become(self, project: Project) -> None:
        old, self._value = self._value, project
        stale = not _mean_the_same(old.graph, project.graph)
        if stale:
            self._checked = self._check()
        self.changed.emit(old, project)
        if stale:
            self.checked_changed.emit(self._checked)
        self.history_changed.emit()

    def _check(self) -> Checked:
        base = self._path.parent if self._path else None
        self._parameters = None
        types, problems = catalogue.describe_all(self._value.graph, base=base, quick=True)
        return check(self._value.graph, types, problems, self._memory)


def _mean_the_same(one: Graph, other: Graph) -> bool:
    """Whether a check says the same of two graphs: they differ in nothing but where blocks lie."""
    if one.wires != other.wires or len(one.blocks) != len(other.blocks):
        return False
    pairs = zip(one.blocks, other.blocks, strict=True)
    return all(a is b or msgspec.structs.replace(a, x=b.x, y=b.y) == b for a, b in pairs)
