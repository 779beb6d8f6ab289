"""A sample with a race opens ready to press, and gives the room back afterwards."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from visualnn.app.panels.widgets import Hint
from visualnn.app.settings import Settings
from visualnn.project import store

PATIENCE = 60_000


def seen(widget):
    """Whether it is in front: what lies behind a tab is visible for Qt, but nowhere."""
    return not widget.visibleRegion().isEmpty()


@pytest.fixture
def window(window):
    QApplication.processEvents()
    return window


def test_one_press_races_sigmoid_against_relu(qtbot, window):
    assert not seen(window.race)  # behind the loss
    docks = {dock.objectName(): dock for dock in window.docks}
    before = docks["loss"].width()
    assert window.filing.open(store.find("vanishing"))
    qtbot.waitUntil(lambda: window.trainer.state == "ready", timeout=PATIENCE)
    assert seen(window.race)
    assert seen(window.race.curves)
    assert seen(window.race.gradients)
    assert docks["race"].width() > 0.9 * window.width()

    window.racing.set_seconds(0)
    qtbot.mouseClick(window.race.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.racing.state == "finished", timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(window.race.curves.plot.lines) == 3)
    qtbot.waitUntil(lambda: window.race.table.item(2, 1).text() != "")
    qtbot.waitUntil(lambda: [run.state for run in window.runs.store.runs] == ["finished"] * 3)
    norms = window.race.gradients.map.values
    assert norms.shape == (9, 3)
    assert norms[0, 0] < norms[0, 2] / 1000

    assert window.filing.open(store.find("xor"))
    assert window.racing.state == "none"
    qtbot.waitUntil(lambda: not seen(window.race))
    assert seen(docks["gradients"].widget())
    assert seen(docks["loss"].widget())
    assert abs(docks["loss"].width() - before) < 40


def test_training_and_racing_make_room_for_each_other(qtbot, window):
    project = store.load(store.find("xor"))
    window.document_.replace(replace(project, training=replace(project.training, steps=10**9)))
    qtbot.waitUntil(lambda: window.trainer.state == "ready", timeout=PATIENCE)
    window.trainer.train()
    qtbot.waitUntil(lambda: window.trainer.running)
    window.racing.set_seconds(60)
    window.racing.start()
    qtbot.waitUntil(lambda: not window.trainer.running and window.racing.state == "running", timeout=PATIENCE)
    window.trainer.train()
    qtbot.waitUntil(lambda: window.trainer.running and window.racing.state == "paused")


def test_a_race_that_is_started_in_its_tab_gets_the_room(qtbot, window):
    assert window.filing.open(store.find("xor"))
    dock = next(dock for dock in window.docks if dock.objectName() == "race")
    dock.raise_()
    qtbot.waitUntil(lambda: seen(window.race))
    qtbot.waitUntil(lambda: window.race.start.isEnabled())
    qtbot.mouseClick(window.race.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dock.width() > 0.9 * window.width())
    window.restore_arrangement()
    dock.raise_()
    qtbot.waitUntil(lambda: seen(window.race) and dock.width() < 0.5 * window.width())
    window.racing.reset()
    window.racing.start()
    qtbot.waitUntil(lambda: window.racing.running)
    QApplication.processEvents()
    assert dock.width() < 0.5 * window.width()  # the user took it back


def test_while_a_race_runs_the_status_bar_says_so(qtbot, window):
    status = window.statusBar()
    assert window.filing.open(store.find("xor"))
    qtbot.waitUntil(lambda: status.step.text() == "step 0", timeout=PATIENCE)
    window.racing.set_seconds(60)
    window.racing.start()
    qtbot.waitUntil(lambda: window.racing.state == "running", timeout=PATIENCE)
    assert (status.state.text(), status.step.text(), status.speed.text()) == ("Racing", "", "")
    window.racing.pause()
    qtbot.waitUntil(lambda: (status.state.text(), status.step.text()) == ("Ready to train", "step 0"))


def test_where_nothing_is_drawn_the_race_says_what_to_do_first(window):
    assert window.filing.new()
    window._race_dock.raise_()
    hint = next(label for label in window.race.findChildren(Hint) if label.isVisible())
    assert "There is no network yet" in hint.text()
    assert not window.race.start.isVisible()


def test_the_race_is_in_the_menu(window):
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Train")
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Start &Race" in texts
    assert "Reset the Race" in texts
    assert not window.actions_.race.reset.isEnabled()  # there is none yet


@pytest.mark.parametrize("share", ["high", "-1", "nan", "7"])
def test_a_height_of_races_that_cannot_be_is_forgotten(tmp_path, share):
    """Someone, or something, may have written into the file of settings."""
    (tmp_path / "settings.ini").write_text(f"[General]\nrace%20share={share}\n")
    assert Settings(tmp_path / "settings.ini").race_arrangement() == (None, None)


def test_the_height_of_races_is_kept(tmp_path):
    Settings(tmp_path / "settings.ini").keep_race_arrangement(None, 0.4)
    assert Settings(tmp_path / "settings.ini").race_arrangement() == (None, 0.4)
