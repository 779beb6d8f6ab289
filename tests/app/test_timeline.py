"""The time slider moves everything back to an earlier step, and loses nothing."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from visualnn.app.document import Document
from visualnn.app.enabling import why_not
from visualnn.app.panels.distributions import DistributionsPanel
from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.weights import WeightsPanel
from visualnn.app.theme import theme
from visualnn.app.timeline import Timeline
from visualnn.app.trainer import Trainer
from visualnn.project import store

PATIENCE = 60_000


@pytest.fixture
def trainer(qtbot):
    project = store.load(store.find("xor"))
    training = msgspec.structs.replace(project.training, steps=600)
    document = Document(msgspec.structs.replace(project, training=training))
    trainer = Trainer(document)
    document.setParent(trainer)
    trainer.prepare()
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    yield trainer
    trainer.close()
    trainer.join()


@pytest.fixture
def timeline(qtbot, trainer):
    timeline = Timeline(trainer)
    qtbot.addWidget(timeline)
    timeline.show()
    return timeline


def train(qtbot, trainer):
    trainer.train()
    qtbot.waitUntil(lambda: trainer.latest.state == "finished" and trainer.latest.kept_steps[-1:] == (600,))


def go(qtbot, timeline, place):
    timeline.slider.setValue(place)
    qtbot.waitUntil(lambda: timeline._trainer.latest.step == timeline._steps[place])


def weights(qtbot, trainer):
    answers = []
    trainer.ask("weights", then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_before_training_there_is_nothing_to_go_back_to(timeline):
    assert not timeline.slider.isEnabled()
    assert "Train first" in timeline.slider.toolTip()
    assert not any(action.isEnabled() for action in timeline.actions_)
    assert not timeline.findChildren(type(timeline.where))[0].text()


def test_back_and_forth_with_the_keyboard(qtbot, trainer, timeline):
    train(qtbot, trainer)
    assert timeline.slider.isEnabled()
    assert timeline.slider.value() == timeline.slider.maximum()
    assert timeline.where.text() == "now"
    now = weights(qtbot, trainer)
    qtbot.keyClick(timeline.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: trainer.latest.step == 0)
    assert timeline.where.text() == "step 0 of 600"
    assert timeline.now.isEnabled()
    first = weights(qtbot, trainer)
    assert not np.array_equal(first["output layer/W"], now["output layer/W"])
    qtbot.keyClick(timeline.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: trainer.latest.step == timeline._steps[1])
    qtbot.keyClick(timeline.slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not trainer.looking_back)
    assert timeline.where.text() == "now"
    for key, value in weights(qtbot, trainer).items():
        np.testing.assert_array_equal(value, now[key])


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_a_click_goes_to_where_it_is_and_can_be_dragged_on(qtbot, trainer, timeline, share):
    theme().choose("light")  # as in the window: it has its own look of sliders
    timeline.resize(600, 30)
    train(qtbot, trainer)
    slider, last = timeline.slider, timeline.slider.maximum()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.width() * share), slider.height() // 2))
    assert slider.value() == pytest.approx(last * share, abs=2)
    assert slider.isSliderDown()
    qtbot.mouseMove(slider, QPoint(slider.width() // 2, slider.height() // 2))
    assert slider.value() == pytest.approx(last / 2, abs=2)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trainer.latest.step == timeline._steps[slider.value()])


def test_a_click_between_few_places_goes_to_the_nearest(qtbot, trainer, timeline):
    theme().choose("light")
    timeline.resize(600, 30)
    for step in range(1, 4):
        trainer.step()
        qtbot.waitUntil(lambda step=step: trainer.latest.step == step)
    slider = timeline.slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.width() * 0.4), slider.height() // 2))
    qtbot.waitUntil(lambda: trainer.latest.step == 1)


def test_a_narrow_one_keeps_its_slider_and_leaves_buttons_to_the_menu(qtbot, trainer, timeline):
    room = QWidget()
    qtbot.addWidget(room)
    timeline.setParent(room)
    room.show()
    timeline.show()
    train(qtbot, trainer)
    go(qtbot, timeline, 0)
    shown = {}
    for width in (700, 260):
        timeline.resize(width, 30)
        QApplication.processEvents()
        assert timeline.slider.width() >= 90
        assert timeline.slider.geometry().right() < timeline.where.geometry().left()
        shown[width] = [button.text() for button in timeline.findChildren(QToolButton) if button.isVisible()]
    timeline.setParent(None)
    assert shown == {700: ["Back to Now", "Go On From Here"], 260: []}
    assert timeline.now.isEnabled()


def test_all_panels_follow(qtbot, trainer, timeline):
    panels = [kind(trainer) for kind in (LossPanel, GradientsPanel, WeightsPanel, DistributionsPanel)]
    for panel in panels:
        qtbot.addWidget(panel)
        panel.show()
    loss, gradients, maps, distributions = panels
    distributions.kind.button("weights").click()
    train(qtbot, trainer)
    steps, values = trainer.session.history.series("loss")
    norms = trainer.session.history.series("gradient/hidden layer")[1]
    place = len(timeline._steps) // 2
    go(qtbot, timeline, place)
    step = timeline._steps[place]
    then = weights(qtbot, trainer)
    assert loss.plot.place == step
    assert f"{values[steps == step][0]:.4g}" in loss.legend.text()
    assert loss.plot.lines["loss"].x[-1] == 600  # all of the curve stays in view
    assert gradients.bars._bars[0].value == pytest.approx(norms[steps == step][0])
    qtbot.waitUntil(lambda: np.array_equal(maps._weights["hidden layer/W"], then["hidden layer/W"]))
    assert "go back to now" in maps.note.text()
    mean = pytest.approx(then["hidden layer/W"].mean())
    qtbot.waitUntil(lambda: bool(distributions._latest) and distributions._latest[0].mean == mean)
    timeline.now.trigger()
    qtbot.waitUntil(lambda: loss.plot.place is None)


def test_train_goes_on_from_now(qtbot, trainer, timeline):
    train(qtbot, trainer)
    go(qtbot, timeline, 3)
    trainer.step()
    qtbot.waitUntil(lambda: trainer.latest.step == 601)
    assert not trainer.looking_back


def test_going_on_from_here_is_a_choice(qtbot, trainer, timeline):
    kept = []
    trainer.keeper = lambda: lambda run, traces: kept.append(run)
    trainer.prepare()
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    train(qtbot, trainer)
    go(qtbot, timeline, 3)
    step = timeline._steps[3]
    timeline.branch.trigger()
    qtbot.waitUntil(lambda: len(kept) == 4 and kept[-1].state == "finished")
    qtbot.waitUntil(lambda: trainer.latest.step == 600 and not trainer.looking_back)
    assert kept[0].id != kept[-1].id
    assert kept[-1].remarks[0].arguments == {"step": step}


def test_dragging_while_it_trains_pauses(qtbot, trainer, timeline):
    endless = msgspec.structs.replace(trainer.document.value.training, steps=10**9)
    trainer.document.apply("long", lambda project: msgspec.structs.replace(project, training=endless))
    trainer.train()
    qtbot.waitUntil(lambda: trainer.running and timeline.slider.isEnabled(), timeout=PATIENCE)
    timeline.slider.setValue(0)
    qtbot.waitUntil(lambda: trainer.state == "paused" and trainer.looking_back)
    assert trainer.latest.step == 0


def test_an_edited_network_goes_on_from_now(qtbot, trainer, timeline):
    train(qtbot, trainer)
    now = weights(qtbot, trainer)
    go(qtbot, timeline, 0)
    batch = msgspec.structs.replace(trainer.document.value.training, batch_size=2, learning_rate=1e-9)
    trainer.document.apply("batch", lambda project: msgspec.structs.replace(project, training=batch))
    trainer.step()
    qtbot.waitUntil(lambda: trainer.state == "paused" and trainer.latest.step == 1, timeout=PATIENCE)
    np.testing.assert_allclose(weights(qtbot, trainer)["output layer/W"], now["output layer/W"], atol=1e-5)


def test_a_network_too_large_to_keep_steps_of_says_so(qtbot, trainer, timeline):
    trainer.session._snapshots._room = 1
    trainer.session._snapshots.clear()
    trainer.train()
    qtbot.waitUntil(lambda: trainer.latest.state == "finished")
    qtbot.waitUntil(lambda: "too large" in timeline.slider.toolTip())
    assert not timeline.slider.isEnabled()
    assert "too large" in why_not(timeline.earlier)
