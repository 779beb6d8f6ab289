"""A canvas with a small network on it, and a hand to work it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.app.canvas.hand import Hand, network
from visualnn.app.canvas.view import CanvasView
from visualnn.app.document import Document
from visualnn.graph.model import Graph
from visualnn.project.format import Project


@pytest.fixture
def graph() -> Graph:
    """What is drawn at the start; a test module may say otherwise."""
    return network()


@pytest.fixture
def hand(qtbot: QtBot, graph: Graph) -> Hand:
    view = CanvasView(Document(Project(graph=graph)))
    qtbot.addWidget(view)
    view.resize(1000, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.navigator.set_zoom(1.0)
    view.centerOn(340, 150)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return Hand(view)
