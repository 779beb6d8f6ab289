"""Weights are shown as they are, and one can be set by hand while training rests."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent

from visualnn.app.panels.weight_pictures import WeightPictures, as_pictures
from visualnn.app.panels.weights import WeightsPanel
from visualnn.app.panels.widgets import scrolled
from visualnn.app.theme import colours


@pytest.fixture
def weights():
    return {"hidden layer/W": np.arange(6, dtype=np.float32).reshape(2, 3), "hidden layer/b": np.zeros(3, np.float32)}


@pytest.fixture
def panel(open_project, show, weights):
    trainer = open_project("xor")
    trainer.session.answers["weights"] = lambda: {key: value.copy() for key, value in weights.items()}
    trainer.session.answers["set_weights"] = weights.update
    panel = show(WeightsPanel, trainer, (520, 320))
    trainer._tick()
    return panel


def click_cell(qtbot, panel, row, column):
    qtbot.mouseClick(panel.map, Qt.MouseButton.LeftButton, pos=panel.map.cell_rect((row, column)).center().toPoint())


def set_cell(qtbot, panel, row, column, text):
    click_cell(qtbot, panel, row, column)
    qtbot.keyClicks(panel.field, text)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)


def test_an_array_is_a_heat_map(panel, weights):
    np.testing.assert_array_equal(panel.map.values, weights["hidden layer/W"])
    assert panel.map.title == "hidden layer: W, 2 x 3"
    panel.array.setCurrentText("hidden layer/b")
    np.testing.assert_array_equal(panel.map.values, [[0, 0, 0]])
    assert panel.map.explain((0, 2)) == "neuron: 3\n0"
    assert panel.map.table().splitlines() == ["neuron,1,2,3", "1,0,0,0"]
    assert not panel.grab().isNull()


def test_weights_of_the_data_are_named_after_its_columns(panel, weights, qtbot):
    assert panel.map.explain((1, 2)) == "input: x2\nneuron: 3\n5"
    weights["output layer/W"] = np.ones((2, 1), np.float32)  # reads no column of the data
    panel.trainer.session.record(loss=[1.0])
    panel.trainer._tick()
    qtbot.waitUntil(lambda: panel.array.findText("output layer/W") >= 0)
    panel.array.setCurrentText("output layer/W")
    assert panel.map.explain((1, 0)) == "input: 2\nneuron: 1\n1"


def test_a_weight_is_set_by_hand_and_taken_back(panel, weights, qtbot):
    set_cell(qtbot, panel, 1, 2, "-2.5")
    assert weights["hidden layer/W"][1, 2] == -2.5
    set_cell(qtbot, panel, 1, 2, "-3")
    click_cell(qtbot, panel, 0, 0)
    qtbot.keyClicks(panel.field, "9")
    click_cell(qtbot, panel, 0, 1)  # a click elsewhere takes it, too
    assert weights["hidden layer/W"].tolist() == [[9, 1, 2], [3, 4, -3]]
    panel.undo.click()
    assert weights["hidden layer/W"].tolist() == [[0, 1, 2], [3, 4, -3]]
    panel.undo.click()
    assert weights["hidden layer/W"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert not panel.undo.isVisible()


def test_the_title_says_which_weight_is_set(panel, qtbot):
    click_cell(qtbot, panel, 1, 2)
    assert panel.map.title == panel.field.accessibleName() == "hidden layer: W, input x2, neuron 3"
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.map.title == "hidden layer: W, 2 x 3"


@pytest.mark.parametrize("change", [np.add, lambda array, _: array])
def test_what_was_set_is_taken_back_only_while_it_is_there(panel, weights, qtbot, change):
    """A step, a reset or weights from a file may come while nobody looks."""
    set_cell(qtbot, panel, 0, 0, "9")
    panel.hide()
    weights["hidden layer/b"] = change(weights["hidden layer/b"], 1)
    panel.trainer.session.record(loss=[1.0])
    panel.trainer._tick()
    panel.show()
    panel.trainer._tick()
    assert panel.undo.isVisible() == (not weights["hidden layer/b"].any())


def test_what_was_set_is_taken_back_after_a_look_into_the_past(panel, weights, qtbot, monkeypatch):
    set_cell(qtbot, panel, 0, 0, "9")
    now = dict(weights)
    with monkeypatch.context() as patch:
        patch.setattr(type(panel.trainer), "looking_back", True)
        for past in (now["hidden layer/W"], np.full((2, 3), 4, np.float32)):  # the step before may have the same
            weights["hidden layer/W"] = past
            panel.refresh(panel.trainer.latest)
            qtbot.waitUntil(lambda past=past: (panel.map.values == past).all() and not panel.undo.isVisible())
            key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert panel.event(key), "else the drawing would be undone"
            qtbot.keyClick(panel.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert weights["hidden layer/W"] is past, "nothing is taken back there"
    weights.update(now)
    panel.refresh(panel.trainer.latest)
    qtbot.waitUntil(panel.undo.isVisible)
    panel.undo.click()
    assert weights["hidden layer/W"][0, 0] == 0


def test_the_weight_that_is_taken_back_is_shown(panel, weights, qtbot):
    set_cell(qtbot, panel, 1, 2, "-2.5")
    panel.array.setCurrentText("hidden layer/b")
    assert panel.map.selected is None
    panel.undo.click()
    assert panel.key == "hidden layer/W"
    assert panel.map.selected == (1, 2)


def test_what_is_typed_is_set_before_training_goes_on(panel, weights, qtbot):
    click_cell(qtbot, panel, 0, 0)
    qtbot.keyClicks(panel.field, "9")
    panel.trainer.train()
    assert weights["hidden layer/W"][0, 0] == 9
    assert not panel.field.isVisible()
    panel.trainer.session.state = "paused"


def test_after_a_weight_was_set_the_loss_is_told(panel, qtbot):
    session = panel.trainer.session
    session.record(loss=[0.0082])
    session.measured = {"loss": 1.1954}
    set_cell(qtbot, panel, 0, 0, "-6")
    qtbot.waitUntil(lambda: panel.note.text() == "loss now 1.195, in the last step 0.0082")
    panel.undo.click()
    panel.resize(320, 320)
    qtbot.waitUntil(lambda: panel.note.shown == panel.note.text(), timeout=1000)  # beside all its buttons


def test_while_training_runs_none_is_set(panel, qtbot):
    panel.trainer.session.state = "running"
    panel.trainer._tick()
    click_cell(qtbot, panel, 1, 2)
    assert not panel.field.isVisible()
    panel.trainer.session.state = "paused"


def test_weights_of_pictures_are_pictures():
    weights = np.random.default_rng(0).normal(size=(64, 5))
    np.testing.assert_array_equal(as_pictures(weights, (8, 8))[3], weights[:, 3].reshape(8, 8))
    assert as_pictures(weights, None) is None
    assert as_pictures(weights[:32], (8, 8)) is None
    filters = np.random.default_rng(0).normal(size=(4, 3, 5, 5))
    np.testing.assert_allclose(as_pictures(filters, (8, 8))[1], filters[1].mean(0))


def test_keys_take_back_and_set_again_while_the_focus_is_here(panel, weights, qtbot):
    panel.activateWindow()
    set_cell(qtbot, panel, 1, 2, "-2.5")
    qtbot.keyClick(panel.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert weights["hidden layer/W"][1, 2] == 5
    qtbot.keyClick(panel.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert weights["hidden layer/W"][1, 2] == -2.5
    assert not panel.redo.isVisible()
    panel.undo.click()
    panel.redo.click()
    assert weights["hidden layer/W"][1, 2] == -2.5
    panel.undo.click()
    set_cell(qtbot, panel, 0, 0, "7")
    assert not panel.redo.isVisible(), "what was taken back is gone once another weight is set"


def test_a_saved_picture_has_those_that_one_would_have_to_scroll_to(qtbot, tmp_path):
    pictures = WeightPictures()
    scroll = scrolled(pictures)
    qtbot.addWidget(scroll)
    scroll.resize(200, 100)
    pictures.show_pictures(np.ones((60, 8, 8), np.float32))
    with qtbot.waitExposed(scroll):
        scroll.show()

    pictures.save_picture(tmp_path / "weights.png")

    assert pictures.visibleRegion().boundingRect().bottom() < pictures.place(59).top()
    saved = QImage(str(tmp_path / "weights.png"))
    bottom = range(saved.height() * 9 // 10, saved.height(), 4)
    inks = {saved.pixelColor(x, y).name() for y in bottom for x in range(0, saved.width(), 4)}
    assert colours().positive.lower() in inks
