"""The loss panel shows what the history holds."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from pyqtgraph import InfLineLabel
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolButton

from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.plots import RAW, Mark, Plot
from visualnn.app.theme import colours, theme
from visualnn.graph.model import Graph
from visualnn.graph.stopping import Stopping
from visualnn.training.metrics import History


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
    document = panel.trainer.document
    project = document.value
    document.apply("", lambda project: msgspec.structs.replace(project, graph=Graph()))
    assert "choose a lesson" in panel.plot._hint.text()
    document.apply("", lambda _: project)
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


def test_a_low_plot_gives_the_room_of_its_title_to_the_curves(panel, session, qtbot):
    session.record(loss=[0.9, 0.5, 0.7, 0.2])
    poll(panel)
    title, axis = panel.plot.getPlotItem().titleLabel, panel.plot.getPlotItem().getAxis("bottom")
    panel.resize(400, 300)
    qtbot.waitUntil(lambda: title.isVisible() and axis.label.isVisible())
    panel.resize(400, 160)
    qtbot.waitUntil(lambda: not title.isVisible() and not axis.label.isVisible())
    panel.resize(400, 300)
    qtbot.waitUntil(lambda: title.isVisible() and axis.label.isVisible())


def test_a_narrow_low_plot_is_no_wider_than_its_dock(qtbot):
    """Its hidden title kept it wide: what was at the right could not be seen."""
    plot = Plot("step", "loss", "A title that is wider than the dock will be")
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.show()
    plot.resize(190, 140)
    qtbot.waitUntil(lambda: plot.getPlotItem().boundingRect().width() <= 190)


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
    assert panel.legend.text() == "last step   training 0.25"
    panel.plot.read.emit(panel.plot.readings(2.2))
    assert "step 2" in panel.legend.text()
    assert "training 0.5" in panel.legend.text()
    panel.smoothing.setValue(0)  # while the cursor rests: the curve behind the smoothed one is gone
    assert "step 2" in panel.legend.text()
    assert "training 0.5" in panel.legend.text()
    session.history = History(("loss",), ())  # the training begins anew
    poll(panel)
    assert panel.legend.text() == ""
    panel.plot.read.emit(())
    assert panel.legend.text() == ""


def test_smoothed_curves_of_long_trainings_follow_the_mean_and_figures_are_exact(panel, session):
    """They followed the middle of the smallest and the largest of many steps, which is above the mean of losses."""
    rng = np.random.default_rng(0)
    losses = rng.exponential(size=60_000)
    session.record(loss=losses)
    poll(panel)
    panel.smoothing.setValue(99)
    line = panel.plot.lines["loss"]
    assert len(line.x) < 15_000
    assert line.y[len(line.y) // 2] == pytest.approx(losses[20_000:30_000].mean(), rel=0.2)
    assert f"training {losses[-1]:.4g}" in panel.legend.text()
    panel.plot.read.emit(panel.plot.readings(20_001.0))
    first, last = session.history.span("loss", 20_001)
    assert f"mean of steps {first:,} to {last:,}" in panel.legend.text()
    assert first <= 20_001 <= last
    assert f"training {losses[first - 1 : last].mean():.4g}" in panel.legend.text()


def test_who_looks_back_in_a_long_training_is_told_what_the_loss_was_then(panel, session):
    """A mean was told of steps of which some were yet to come."""
    session.record(loss=np.linspace(2, 1, 60_000))
    session.step_count, session.present = 20_003, 60_000
    session.history.look_back(20_003, {"loss": 1.625, "validation_loss": None})
    poll(panel)
    assert panel.legend.text() == "step 20,003   training 1.625"
    panel.plot.read.emit(panel.plot.readings(40_003.0))
    assert panel.legend.text().startswith("mean of steps")
    panel.plot.read.emit(())
    session.step_count = 0
    session.history.look_back(0, {"loss": None, "validation_loss": None})
    poll(panel)
    assert "training" not in panel.legend.text()


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm(panel, session, qtbot):
    session.record(loss=[1.0, 0.0, 0.01])
    poll(panel)
    panel.log.y.trigger()
    assert panel.plot.getPlotItem().getAxis("left").logMode
    np.testing.assert_array_equal(panel.plot.lines["loss"].x, [1, 2, 3])
    panel.log.y.trigger()
    assert not panel.plot.getPlotItem().getAxis("left").logMode


def test_with_a_logarithmic_axis_of_steps_the_beginning_gets_room(panel, session, qtbot):
    session.record(loss=[1 / step for step in range(1, 10_001)], validation=0.3)
    poll(panel)
    menu = panel.axes.menu()
    menu.popup(panel.axes.mapToGlobal(QPoint(0, 20)))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(panel.log.x).center())
    assert panel.axes.isChecked()
    left, right = panel.plot._view.viewRange()[0]
    assert -0.5 < left < 0
    assert 4 < right < 5
    area = panel.plot._view.sceneBoundingRect()
    middle = panel.plot._view.mapViewToScene(QPointF(2, 0.3))  # step 100 lies in the middle of 10,000
    assert abs(middle.x() - area.center().x()) < 0.1 * area.width()
    qtbot.mouseMove(panel.plot.viewport(), panel.plot.mapFromScene(middle))
    qtbot.waitUntil(lambda: "step" in panel.legend.text())
    assert 90 < float(panel.legend.text().split()[1]) < 110
    panel.log.x.trigger()
    assert panel.plot._view.viewRange()[0][1] > 10_000


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
    dashes = {line.dash for line in panel.plot.lines.values()}
    assert len(dashes) == 2, "one may lie upon the other"


def test_hidden_it_does_not_follow(panel, session):
    panel.hide()
    session.record(loss=[0.9])
    poll(panel)
    assert panel.plot.lines == {}
    panel.show()
    assert list(panel.plot.lines) == [RAW + "loss", "loss"]


def test_the_gap_is_shaded_where_validation_is_worse_and_the_best_epoch_marked(panel, session):
    panel.smoothing.setValue(0)
    for loss, validation in ((0.8, 0.9), (0.5, 0.6), (0.3, 0.7), (0.2, 0.15)):
        session.record(loss=[loss], validation=validation)
    poll(panel)
    assert panel.plot.marks == (Mark(4, "best: epoch 4", colours().warning),)
    corners = [(1, 0.8), (2, 0.5), (3, 0.3), (4, 0.15), (4, 0.15), (3, 0.7), (2, 0.6), (1, 0.9)]  # up to where it ends
    np.testing.assert_allclose(panel.plot.bands[0][: len(corners)], corners)
    assert not panel.grab().isNull()


def test_words_at_marks_leave_the_top_to_curves_that_rise(qtbot):
    plot = Plot("step", "accuracy")
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    plot.show()
    plot.show_marks([Mark(0.5, "best: epoch 1", "#000000")])
    label = next(item for item in plot.scene().items() if isinstance(item, InfLineLabel) and item.isVisible())
    field = plot.getPlotItem().getViewBox().sceneBoundingRect()
    plot.grab()
    assert label.sceneBoundingRect().center().y() < field.center().y()
    plot.show_marks([Mark(0.5, "best: epoch 1", "#000000")], below=True)
    plot.grab()
    assert label.sceneBoundingRect().center().y() > field.center().y()


def test_by_epoch_the_training_curve_is_the_mean_of_each_epoch(open_project, show):
    panel = show(LossPanel, open_project("digits"))
    session = panel.trainer.session
    session.layout = msgspec.structs.replace(session.layout, steps_per_epoch=2)
    session.history = History(("loss",), ("validation_loss",), ("epoch_loss",))
    session.history.append(
        np.arange(1, 5), np.float64([[4], [2], [1.5], [0.5]]), np.float64([[np.nan], [3], [np.nan], [2]])
    )
    session.history.append_epochs(np.array([2, 4]), np.float64([[3], [1]]))
    poll(panel)
    assert panel.legend.text() == "last epoch   training 1   validation 2"
    panel.by_epoch.trigger()
    assert panel.legend.text() == "last epoch   training 1   validation 2"
    lines = panel.plot.lines
    np.testing.assert_array_equal(lines["loss"].x, [1, 2])
    np.testing.assert_array_equal(lines["loss"].y, [3, 1])
    np.testing.assert_array_equal(lines["validation_loss"].x, [1, 2])
    panel.plot.read.emit(panel.plot.readings(2.0))
    assert "epoch 2" in panel.legend.text()


def test_what_is_ticked_stops_the_training(panel, session):
    form = panel.stop.form
    assert session.stopping == Stopping()
    form.accuracy.setValue(97)
    form.ticks["accuracy"].click()
    form.ticks["patience"].click()
    form.patience.setValue(5)
    assert session.stopping == Stopping(accuracy=0.97, patience=5)
    panel.stop.menu().aboutToHide.emit()
    assert panel.stop.text() == "stop at… (2)"
    form.ticks["accuracy"].click()
    assert session.stopping == Stopping(patience=5)
    assert form.restore.isChecked(), "the best weights come back unless that is not wanted"
    form.restore.click()
    assert session.stopping == Stopping(patience=5, restore=False)


def test_conditions_belong_to_the_project_and_can_be_undone(panel, session):
    form, document = panel.stop.form, panel.trainer.document
    form.ticks["loss"].click()
    assert document.value.stopping == Stopping(loss=form.loss.value())
    assert document.dirty
    document.undo()
    assert not form.ticks["loss"].isChecked()
    assert session.stopping == Stopping()
    assert panel.stop.text() == "stop at…"
    document.replace(msgspec.structs.replace(document.value, stopping=Stopping(accuracy=0.9, patience=7)), None)
    assert form.ticks["accuracy"].isChecked()
    assert form.accuracy.value() == 90
    assert form.patience.value() == 7
    assert panel.stop.text() == "stop at… (2)"


def test_pictures_and_tables_can_be_taken_along(panel, session, tmp_path):
    session.record(loss=[0.9, 0.5])
    poll(panel)
    panel.smoothing.setValue(0)
    assert panel.plot.table().splitlines() == ["line,step,loss", "training,1,0.9", "training,2,0.5"]
    for name in ("loss.png", "loss.svg"):
        panel.plot.save_picture(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(
    ("typed", "loss"),
    [
        ("0.05", 0.05),
        ("0,05", 0.05),
        ("2e-6", 2e-6),
        ("12", 12.0),
        ("", 0.01),
        ("nan", 0.01),
        ("inf", 0.01),
        ("-1", 1.0),
    ],
)
def test_a_limit_is_taken_as_it_is_written_and_only_when_it_is(panel, session, qtbot, typed, loss):
    """Nothing else gets into the field; and a training that runs must not end at the 1 of a 12."""
    form = panel.stop.form
    form.ticks["loss"].click()
    form.loss.lineEdit().clear()
    qtbot.keyClicks(form.loss, typed)
    assert session.stopping == Stopping(loss=0.01)
    panel.stop.menu().aboutToHide.emit()
    assert session.stopping.loss == pytest.approx(loss)


def test_an_accuracy_that_is_not_measured_is_no_condition(panel, session):
    tick = panel.stop.form.ticks["accuracy"]
    panel.stop.menu().aboutToShow.emit()
    assert tick.isEnabled()
    session.history = History(("loss",), ())
    session.history.append(np.array([1]), np.float64([[0.5]]), np.empty((1, 0)))
    poll(panel)
    panel.stop.menu().aboutToShow.emit()
    assert not tick.isEnabled()
    assert "no accuracy for this loss" in tick.toolTip()


def test_the_form_says_what_is_judged_of_several_losses(open_project, show):
    """It offered no accuracy, for there is none that is called just so."""
    panel = show(LossPanel, open_project("vanishing"))
    session, form = panel.trainer.session, panel.stop.form
    session.history = History(("loss", "loss/a", "accuracy/a", "loss/b", "accuracy/b"), ())
    session.history.append(np.array([1]), np.ones((1, 5)), np.empty((1, 0)))
    poll(panel)
    panel.stop.menu().aboutToShow.emit()
    assert form.ticks["accuracy"].isEnabled()
    assert not form.several.isHidden()
    assert "the lowest of the accuracies" in form.several.text()


def test_a_table_names_its_curves_as_the_legend_does_and_steps_keep_all_digits(panel, session):
    session.step_count = 1_234_566
    session.record(loss=[0.9, 0.5], validation=0.7)
    poll(panel)
    assert panel.plot.table().splitlines() == [
        "line,step,loss",
        "training,1234567,0.9",
        "training,1234568,0.5",
        '"training, smoothed",1234567,0.9',
        '"training, smoothed",1234568,0.65',
        "validation,1234568,0.7",
    ]


def test_a_table_of_a_long_training_says_what_its_rows_stand_for_and_has_the_spikes(panel, session):
    losses = np.full(40_000, 0.25)
    losses[20_001] = 9.0
    session.record(loss=losses, validation=0.7)
    poll(panel)
    rows = panel.plot.table().splitlines()
    assert rows[0] == "line,first step,last step,mean loss,lowest loss,highest loss"
    assert "training,20001,20008,1.34375,0.25,9" in rows
    assert "training,40000,40000,0.25,0.25,0.25" in rows
    assert "validation,40000,40000,0.7,0.7,0.7" in rows
    assert '"training, smoothed",1,1,0.25,,' in rows


def test_each_of_several_networks_has_its_colour_its_gap_and_its_best_epoch(open_project, show):
    panel = show(LossPanel, open_project("vanishing"))
    session = panel.trainer.session
    losses = ("sigmoid loss", "relu loss")
    session.history = History([f"loss/{name}" for name in losses], [f"validation_loss/{name}" for name in losses])
    for step, (validation, other) in enumerate(((0.9, 2.0), (0.6, 1.5), (0.8, 1.4)), start=1):
        session.history.append(np.array([step]), np.float64([[0.5, 1.3]]), np.float64([[validation, other]]))
    poll(panel)
    panel.smoothing.setValue(0)
    lines = panel.plot.lines
    for name in losses:
        assert lines[f"loss/{name}"].colour == lines[f"validation_loss/{name}"].colour
        assert lines[f"loss/{name}"].dash != lines[f"validation_loss/{name}"].dash
    assert lines["loss/sigmoid loss"].colour != lines["loss/relu loss"].colour
    assert [mark.text for mark in panel.plot.marks] == ["sigmoid loss, best: epoch 2", "relu loss, best: epoch 3"]
    assert len(panel.plot.bands) == 2


def test_measures_are_offered_where_they_are_measured(panel, session):
    assert not panel.choice.button("r2").isVisible()
    session.history = History(("loss", "r2"), ())
    session.history.append(np.arange(1, 3), np.float64([[4, 0.5], [2, 0.75]]), np.empty((2, 0)))
    poll(panel)
    panel.choice.button("r2").click()
    panel.smoothing.setValue(0)
    np.testing.assert_array_equal(panel.plot.lines["r2"].y, [0.5, 0.75])


@pytest.mark.parametrize("measures", [(), ("perplexity",)], ids=["two", "three"])
def test_the_names_of_all_measures_are_whole_in_a_narrow_dock(panel, qtbot, measures):
    theme().choose("light")  # as in the window: it has its own look of buttons
    panel.resize(427, 230)
    panel._offer(History(["loss", "accuracy", *measures], []))
    qtbot.wait(20)
    buttons = [button for button in panel.choice.findChildren(QToolButton) if button.isVisible()]
    assert len(buttons) == 2 + len(measures)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
    for control in (panel.axes, panel.stop, panel.smoothing):
        assert control.isVisible()
        assert control.width() >= min(control.sizeHint().width(), control.maximumWidth())


def test_in_a_very_narrow_dock_names_go_before_the_slider(panel, qtbot):
    theme().choose("light")
    for width in (320, 427, 320):
        panel.resize(width, 230)
        qtbot.wait(20)
        assert panel.smoothing.isVisible() == (width > 400)
        buttons = [button for button in panel.choice.findChildren(QToolButton) if button.isVisible()]
        assert all(button.width() >= button.sizeHint().width() for button in buttons)
