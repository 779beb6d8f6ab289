"""The drawing in words, for those who hear it: what screen readers say of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent

from visualnn.app.canvas.node import NodeItem

if TYPE_CHECKING:
    from visualnn.app.canvas.view import CanvasView


class Summary(QObject):
    """Keeps the canvas's accessible description true: how much there is, and the selected block with its wires.

    It is made when things have come to rest, so that it costs a drag nothing.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._tell)
        view.selection_changed.connect(lambda: self._due.start())
        view.document.checked_changed.connect(lambda: self._due.start())
        self._tell()

    def text(self) -> str:
        """The sentences."""
        graph, checked = self._view.document.graph, self._view.document.checked
        errors = sum(problem.severity == "error" for problem in checked.problems)
        sentences = [
            self.tr("{blocks} blocks, {wires} wires, {problems} problems.").format(
                blocks=len(graph.blocks), wires=len(graph.wires), problems=errors
            )
        ]
        selection = [self._view.canvas.nodes[i] for i in self._view.selection() if i in self._view.canvas.nodes]
        if len(selection) == 1:
            sentences += self._about(selection[0])
        elif selection:
            names = ", ".join(node.look.name for node in selection[:10])
            sentences.append(self.tr("{count} selected: {names}.").format(count=len(selection), names=names))
        else:
            sentences.append(self.tr("Nothing is selected. N goes to the next block, Tab adds one."))
        return " ".join(sentences)

    def _about(self, node: NodeItem) -> list[str]:
        """What a block is, and where its wires lead."""
        graph, look, here = self._view.document.graph, node.look, node.element_id
        name = {block.id: block.name for block in graph.blocks}
        facts = ", ".join(text for text in (look.name, look.summary, look.count) if text)
        sentences = [self.tr("Selected: {block}.").format(block=facts)]
        for template, ends in (
            (self.tr("Reads {blocks}."), [name[wire.source] for wire in graph.wires if wire.target == here]),
            (self.tr("Read by {blocks}."), [name[wire.target] for wire in graph.wires if wire.source == here]),
        ):
            if ends:
                sentences.append(template.format(blocks=", ".join(ends)))
        return [*sentences, look.problem] if look.problem else sentences

    def _tell(self) -> None:
        text = self.text()
        if text != self._view.accessibleDescription():
            self._view.setAccessibleDescription(text)
            event = QAccessibleEvent(self._view, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
