"""The loss panel shows what the history holds."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.panels.loss import RAW, LossPanel


@pytest.fixture
def panel(open_project, show):
    return show(LossPanel, open_project("xor"))


@pytest.fixture
def session(panel):
    return panel.trainer.session


def poll(panel):
    panel.trainer._tick()


def test_empty_it_says_what_to_do(panel):
    assert panel.plot.lines == {}
    assert "Press Train" in panel.plot._hint.text()


def test_curves_equal_the_history(panel, session):
    session.record(loss=[0.9, 0.5, 0.7, 0.2], validation=0.4)
    poll(panel)
    panel.smoothing.setValue(0)
    lines = panel.plot.lines
    np.testing.assert_array_equal(lines["loss"].x, [1, 2, 3, 4])
    np.testing.assert_array_equal(lines["loss"].y, [0.9, 0.5, 0.7, 0.2])
    np.testing.assert_array_equal(lines["validation_loss"].x, [4])
    np.testing.assert_array_equal(lines["validation_loss"].y, [0.4])
    assert not panel.plot._hint.isVisible()


def test_a_smoothed_curve_has_the_exact_one_behind_it(panel, session):
    session.record(loss=[1.0, 0.0, 1.0, 0.0])
    poll(panel)
    panel.smoothing.setValue(50)
    lines = panel.plot.lines
    np.testing.assert_array_equal(lines[RAW + "loss"].y, [1, 0, 1, 0])
    np.testing.assert_allclose(lines["loss"].y, [1, 1 / 3, 5 / 7, 1 / 3])


def test_the_legend_reads_exact_values_under_the_cursor(panel, session):
    session.record(loss=[0.9, 0.5, 0.7, 0.25])
    poll(panel)
    assert "<b>0.25</b>" in panel.legend.text()
    panel.plot.read.emit(panel.plot.readings(2.2))
    assert "step 2" in panel.legend.text()
    assert "<b>0.5</b>" in panel.legend.text()
    panel.plot.read.emit(())
    assert "step" not in panel.legend.text()


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm(panel, session, qtbot):
    session.record(loss=[1.0, 0.0, 0.01])
    poll(panel)
    panel.log.click()
    assert panel.plot.getPlotItem().getAxis("left").logMode
    np.testing.assert_array_equal(panel.plot.lines["loss"].x, [1, 2, 3])
    panel.log.click()
    assert not panel.plot.getPlotItem().getAxis("left").logMode


def test_accuracy_can_be_shown_instead(panel, session):
    session.record(loss=[0.9, 0.5], accuracy=[0.25, 0.75])
    poll(panel)
    panel.choice.button("accuracy").click()
    panel.smoothing.setValue(0)
    np.testing.assert_array_equal(panel.plot.lines["accuracy"].y, [0.25, 0.75])


def test_several_losses_have_a_curve_each(open_project, show):
    panel = show(LossPanel, open_project("vanishing"))
    panel.trainer.session.record(loss=[3.0], loss__sigmoid_loss=[2.0], loss__relu_loss=[1.0])
    panel.trainer._tick()
    panel.smoothing.setValue(0)
    assert {name: line.y[0] for name, line in panel.plot.lines.items()} == {
        "loss/sigmoid loss": 2.0,
        "loss/relu loss": 1.0,
    }


def test_hidden_it_does_not_follow(panel, session):
    panel.hide()
    session.record(loss=[0.9])
    poll(panel)
    assert panel.plot.lines == {}
    panel.show()
    assert list(panel.plot.lines) == [RAW + "loss", "loss"]
