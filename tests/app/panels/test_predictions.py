"""Predictions take the form that fits the data."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.panels.pictures import Pictures
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.strip import TextStrip
from visualnn.app.panels.surface import RESOLUTION, Surface


@pytest.fixture
def predictions(open_project, show, qtbot):
    """Show the panel for a sample whose network answers with a function of x."""

    def predictions(sample, answer):
        trainer = open_project(sample)
        trainer.session.answers["predict"] = lambda x, loss: answer(x)
        panel = show(PredictionsPanel, trainer)
        trainer._tick()
        return panel

    return predictions


def test_two_inputs_give_a_surface_and_a_truth_table(predictions):
    panel = predictions("xor", lambda x: x[:, :1] * (1 - x[:, 1:]))  # right but for the row 0 1
    assert isinstance(panel.view, Surface)
    surface = panel.view._answer.reshape(RESOLUTION, RESOLUTION)
    x, y = panel.view._grid[5 * RESOLUTION + 9]
    assert surface[5, 9] == pytest.approx(x * (1 - y))
    table = panel.view.table
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(4)]
    assert rows == [
        ["0", "0", "0", "0.000  ✓"],
        ["0", "1", "1", "0.000  ✗"],
        ["1", "0", "1", "1.000  ✓"],
        ["1", "1", "0", "0.000  ✓"],
    ]
    assert not panel.grab().isNull()


def test_pictures_show_the_wrong_ones_first(predictions):
    panel = predictions("digits", lambda x: np.eye(10)[np.zeros(len(x), int)])  # everything is taken for a 0
    view = panel.view
    assert isinstance(view, Pictures)
    truth = view.grid._truth
    wrong = int((truth != 0).sum())
    assert view.count.text() == f"{wrong} of {len(truth)} test pictures wrong"
    assert (truth[view.grid.order[:wrong]] != 0).all()
    assert (truth[view.grid.order[wrong:]] == 0).all()
    assert view.grid._caption(int(view.grid.order[0])).endswith("→ 0")
    assert not panel.grab().isNull()


def test_text_is_unrolled_character_by_character(predictions):
    answer = np.eye(4)[[1, 2, 2, 3]]  # of h e l o: "ello"
    panel = predictions("hello_rnn", lambda x: np.broadcast_to(answer, (len(x), 4, 4)))
    assert isinstance(panel.view, TextStrip)
    assert panel.view.summary.text() == "predicted “ello”: 4 of 4 right"
    assert not panel.grab().isNull()


def test_it_asks_at_most_five_times_a_second_and_only_when_something_changed(predictions, qtbot):
    panel = predictions("xor", lambda x: x[:, :1])
    session = panel.trainer.session
    asked = len(session.asked)
    for step in range(10):
        session.record(loss=[step])
        panel.trainer._tick()
    assert len(session.asked) == asked
    qtbot.waitUntil(lambda: len(session.asked) == asked + 1)
    qtbot.wait(500)
    assert len(session.asked) == asked + 1


def test_hidden_it_asks_nothing(predictions):
    panel = predictions("xor", lambda x: x[:, :1])
    session = panel.trainer.session
    panel.hide()
    asked = len(session.asked)
    session.record(loss=[1.0])
    panel.trainer._tick()
    assert len(session.asked) == asked


def test_several_losses_can_be_chosen_from(open_project, show):
    trainer = open_project("vanishing")
    trainer.session.answers["predict"] = lambda x, loss: np.eye(10)[np.full(len(x), loss)]
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    assert [panel.output.itemText(i) for i in range(panel.output.count())] == ["sigmoid loss", "relu loss"]
    assert panel.output.isVisible()
