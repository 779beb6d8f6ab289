"""One-click repairs in the window: found for a problem, made as one step of the history."""

from __future__ import annotations

from visualnn.app.document import Document
from visualnn.app.text import translate
from visualnn.blocks.repairs import Repair, propose
from visualnn.blocks.spec import Problem


def repairs(document: Document, block_id: str | None = None) -> list[tuple[Problem, Repair]]:
    """The problems of a block (None: of all the graph) for which there is a repair, worst first."""
    checked = document.checked
    found = []
    for problem in sorted(checked.problems, key=lambda problem: problem.severity):  # "error" first
        if block_id in (None, problem.block) and (repair := propose(document.graph, checked, problem)):
            found.append((problem, repair))
    return found


def repair_of(document: Document, problem: Problem) -> Repair | None:
    """What can be done about a problem of the document."""
    return propose(document.graph, document.checked, problem)


def make(document: Document, repair: Repair) -> None:
    """Make a repair."""
    document.edit_graph(translate(repair.label), lambda _: repair.graph)
