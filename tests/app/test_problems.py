"""The list of problems: sentences, and repairs one click away."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.app.canvas.hand import network
from visualnn.app.document import Document
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.problems import ProblemList
from visualnn.graph import edits
from visualnn.project.format import Project


def test_a_line_offers_the_repair_and_is_gone_after_it(qtbot: QtBot) -> None:
    document = Document(Project(graph=edits.remove(network(), ["b3", "b4"])))
    problems = ProblemList(document)
    qtbot.addWidget(problems)
    problems.resize(700, 100)
    problems.show()
    button = problems.findChild(QPushButton, "repair")
    assert button.text() == "Add a Loss block"
    button.click()
    assert document.undo_label == "Add a Loss block"
    assert document.graph.blocks[-1].kind == "loss"
    codes = [problem.message.code for problem in document.checked.problems]
    assert "graph_no_loss" not in codes
    document.undo()
    assert problems.item(0).text().startswith("There is nothing to train yet")


def test_the_inspector_offers_it_too(qtbot: QtBot) -> None:
    document = Document(Project(graph=edits.set_param(network(), "b2", "units", 5, 16)))
    inspector = Inspector(document)
    qtbot.addWidget(inspector)
    inspector.set_selection(("b3",))
    inspector.page.findChild(QPushButton, "repair").click()
    assert document.graph.block("b2").params == {"units": 1}
