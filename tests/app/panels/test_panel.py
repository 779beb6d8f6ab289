"""Panels draw while they can be seen, and only then; empty ones say what to do."""

from __future__ import annotations

import weakref

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from visualnn.app.document import Document
from visualnn.app.panels.distributions import DistributionsPanel
from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.values import ValuesPanel
from visualnn.app.panels.weights import WeightsPanel
from visualnn.app.panels.widgets import Hint
from visualnn.app.trainer import Trainer
from visualnn.graph import edits
from visualnn.project import store


def test_behind_another_tab_nothing_is_drawn_until_it_comes_forward(open_project, qtbot):
    trainer = open_project("xor")
    window = QMainWindow()
    qtbot.addWidget(window)
    docks = []
    for kind in (LossPanel, GradientsPanel):
        docks.append(QDockWidget(kind.__name__, window))
        docks[-1].setWidget(kind(trainer))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks[-1])
    window.tabifyDockWidget(*docks)
    window.resize(600, 400)
    with qtbot.waitExposed(window):
        window.show()
    docks[1].raise_()
    loss, gradients = docks[0].widget(), docks[1].widget()
    qtbot.waitUntil(lambda: gradients.on_screen and not loss.on_screen)
    trainer.session.record(loss=[0.9, 0.5], gradient__hidden_layer=[0.1, 0.2])
    trainer._tick()
    assert gradients.bars.bars
    assert loss.plot.lines == {}
    docks[0].raise_()
    qtbot.waitUntil(lambda: bool(loss.plot.lines))


def test_a_hidden_panel_lets_go_of_the_data_of_a_network_that_is_gone(open_project, show):
    trainer = open_project("digits")
    trainer.session.answers["predict"] = lambda x, loss: x[:, :10]
    trainer._tick()
    panel, loss = show(PredictionsPanel, trainer), show(LossPanel, trainer)
    trainer.session.record(loss=[0.9, 0.5])
    trainer._tick()
    assert panel.view
    assert loss.plot.lines
    panel.hide()
    loss.hide()
    data = weakref.ref(next(iter(trainer.session.data.values())))
    history = weakref.ref(trainer.session.history)
    trainer.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert data() is None
    assert history() is None


def test_the_view_that_was_chosen_is_there_again_with_the_next_network(open_project, show):
    trainer = open_project("digits")
    answers = {"predict": lambda x, loss: x[:, :10], "confusion": lambda *_: np.eye(10, dtype=int)}
    trainer.session.answers |= answers
    panel = show(PredictionsPanel, trainer)
    panel.choice.button("confusion").click()
    trainer.clear()
    assert panel.choice is None
    panel.hide()  # what a network that is made anew is asked at once has no answer yet
    trainer.ensure()
    trainer.session.answers |= answers
    panel.show()
    assert panel.choice.value == "confusion"
    panel.hide()
    trainer.document.replace(trainer.document.value)
    trainer.prepare()
    trainer.session.answers |= answers
    panel.show()
    assert panel.choice.value == "pictures", "another project begins with the view that fits it best"


def test_the_loss_that_was_chosen_is_there_again_with_the_next_network(open_project, show):
    """Also under another name."""
    trainer = open_project("vanishing")

    def answer():
        trainer.session.answers["predict"] = lambda x, loss: np.eye(10)[np.full(len(x), loss)]

    answer()
    panel = show(PredictionsPanel, trainer)
    panel.output.setCurrentText("relu loss")
    relu = trainer.graph.find("relu loss").id
    trainer.document.edit_graph("rename", lambda graph: edits.rename(graph, relu, "rectified loss"))
    trainer.clear()
    assert panel.output.isHidden()
    panel.hide()
    trainer.ensure()
    answer()
    panel.show()
    assert panel.output.currentText() == "rectified loss"
    panel.hide()
    trainer.document.replace(trainer.document.value)
    trainer.prepare()
    answer()
    panel.show()
    assert panel.output.currentText() == "sigmoid loss", "another project begins with its first loss"


PANELS = [LossPanel, GradientsPanel, DistributionsPanel, PredictionsPanel, WeightsPanel, ValuesPanel]


@pytest.mark.parametrize("kind", PANELS)
def test_an_empty_panel_says_what_to_do(qtbot, kind):
    """A network first, where there is none; then what brings the figures, also while the network is being prepared."""
    document = Document()
    trainer = Trainer(document)
    document.setParent(trainer)
    panel = kind(trainer)
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.show()

    def said():
        return [label.text() for label in panel.findChildren(Hint) if label.isVisible() and label.text()]

    assert len(said()) == 1
    assert said()[0].startswith("There is no network yet")
    document.replace(store.load(store.find("xor")), None)
    qtbot.waitUntil(lambda: "Train" in said()[0] or "ready" in said()[0])
    trainer.close()
