"""How docks were arranged is kept: the window looks the same at the next start."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication

from visualnn.app.main import make_window
from visualnn.app.panels.panel import on_screen
from visualnn.app.settings import Settings
from visualnn.app.theme import theme
from visualnn.project import store
from visualnn.project.runs import RunStore

Area = Qt.DockWidgetArea


@pytest.fixture
def start(qtbot, tmp_path):
    """Start the program's window, as the program does, with a sample; whoever closes it ends that start."""
    theme().choose("light")  # style sheets have lines of their own between docks
    left = []

    def start(sample="xor"):
        window = make_window(Settings(), RunStore(tmp_path / "runs"))
        window.resize(1280, 800)
        left.append(window)
        with qtbot.waitExposed(window):
            window.show()
        assert window.filing.open(store.find(sample))
        qtbot.waitUntil(lambda: window.trainer.state == "ready", timeout=60_000)
        QApplication.processEvents()
        return window

    yield start
    for window in left:
        window.close()
        window.trainer.join()
        window.racing.join()
        window.deleteLater()


def end(window):
    assert window.close()
    window.trainer.join()


def arranged(window):
    """What a user sees of docks: where each is, whether it floats, is shown, and what it shares its place with."""
    docks = {dock.objectName(): dock for dock in window.docks}
    return {
        name: (
            window.dockWidgetArea(dock),
            dock.isFloating(),
            dock.isHidden(),
            frozenset(other.objectName() for other in window.tabifiedDockWidgets(dock)),
        )
        for name, dock in docks.items()
    }


def test_moved_floated_tabbed_and_closed_docks_are_so_again(start):
    window = start()
    usual = arranged(window)
    window.addDockWidget(Area.RightDockWidgetArea, window._loss_dock)
    window.tabifyDockWidget(window._gradients_dock, window._values_dock)
    window._gradients_dock.raise_()
    window._weights_dock.setFloating(True)
    window._weights_dock.setGeometry(150, 120, 500, 400)
    window._palette_dock.close()
    window.resizeDocks([window._gradients_dock], [333], Qt.Orientation.Vertical)
    QApplication.processEvents()
    own, height = arranged(window), window._gradients_dock.height()
    assert own != usual
    end(window)
    again = start()
    assert arranged(again) == own
    assert again._weights_dock.isFloating()
    assert (again._weights_dock.pos() - QPoint(150, 120)).manhattanLength() < 8  # the width of a frame
    assert again._weights_dock.size() == QSize(500, 400)
    assert abs(again._gradients_dock.height() - height) <= 2
    again.restore_arrangement()
    QApplication.processEvents()
    assert arranged(again) == usual


@pytest.mark.parametrize("sample", ["optimizers", "matmul"])
def test_what_a_project_makes_of_the_docks_is_not_kept(start, sample):
    """A race and a project that only computes take room for themselves; the user's own arrangement outlives them."""
    window = start()
    window.addDockWidget(Area.RightDockWidgetArea, window._loss_dock)
    window._predictions_dock.setFloating(True)
    QApplication.processEvents()
    own = arranged(window)
    assert window.filing.open(store.find(sample))
    QApplication.processEvents()
    assert arranged(window) != own
    end(window)
    assert arranged(start()) == own


def test_what_is_arranged_while_a_race_has_the_room_stays(start):
    """Also where it was opened from the menu, of the docks that were closed when the race came."""
    window = start()
    window._gradients_dock.close()
    assert window.filing.open(store.find("optimizers"))
    QApplication.processEvents()
    window._loss_dock.setFloating(True)
    window._loss_dock.setGeometry(150, 120, 500, 400)
    window.addDockWidget(Area.RightDockWidgetArea, window._weights_dock)
    window._palette_dock.close()
    window._gradients_dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert window._race_dock in window.tabifiedDockWidgets(window._gradients_dock)

    def stays(window):
        assert window._loss_dock.isFloating()
        assert window._loss_dock.size() == QSize(500, 400)
        assert window.dockWidgetArea(window._weights_dock) == Area.RightDockWidgetArea
        assert window._palette_dock.isHidden()
        assert not window._gradients_dock.isHidden()
        assert window._race_dock not in window.tabifiedDockWidgets(window._predictions_dock)  # the rest is as before

    assert window.filing.open(store.find("xor"))
    QApplication.processEvents()
    stays(window)
    assert window.filing.open(store.find("optimizers"))
    end(window)
    stays(start())


def test_a_race_has_the_room_again_as_the_user_left_it(start):
    """Tabs, docks beside it and its height, also at the next start; what is closed without a race is closed in one."""
    window = start("optimizers")
    window.tabifyDockWidget(window._inspector_dock, window._loss_dock)
    window.tabifyDockWidget(window._palette_dock, window._weights_dock)
    window.removeDockWidget(window._gradients_dock)  # as who drags it does
    window.addDockWidget(Area.BottomDockWidgetArea, window._gradients_dock, Qt.Orientation.Horizontal)
    window._gradients_dock.show()
    window.resizeDocks([window._race_dock], [450], Qt.Orientation.Vertical)
    QApplication.processEvents()
    own, height = arranged(window), window._race_dock.height()
    end(window)
    window = start("optimizers")
    assert arranged(window) == own
    assert window._race_dock.height() == pytest.approx(height, abs=2)
    assert on_screen(window._notes_dock)
    assert window.filing.open(store.find("xor"))
    QApplication.processEvents()
    assert window._loss_dock in window.tabifiedDockWidgets(window._inspector_dock)
    assert window._gradients_dock in window.tabifiedDockWidgets(window._runs_dock)
    window._predictions_dock.close()
    end(window)
    window = start("optimizers")
    assert window._predictions_dock.isHidden()
    assert window._loss_dock in window.tabifiedDockWidgets(window._inspector_dock)
    assert window._race_dock.height() == pytest.approx(height, abs=2)


@pytest.mark.parametrize("shown", ["xor", "optimizers"])
def test_before_an_audience_the_desks_arrangement_is_kept(qtbot, start, shown):
    """Also where a race was opened before the audience."""
    window = start()
    window._palette_dock.close()
    across, below = [600, 300, 378], [window._loss_dock, window._gradients_dock, window._predictions_dock]
    window.resizeDocks(below, across, Qt.Orientation.Horizontal)
    window.resizeDocks(below, [200] * 3, Qt.Orientation.Vertical)

    def sizes(window):
        docks = (window._loss_dock, window._gradients_dock, window._predictions_dock)
        return [size for dock in docks for size in dock.size().toTuple()]

    qtbot.waitUntil(lambda: window._loss_dock.height() < 220)
    QApplication.processEvents()
    own, places = sizes(window), arranged(window)
    window.actions_.projector.trigger()
    assert window._inspector_dock.isHidden()
    qtbot.waitUntil(lambda: window._loss_dock.height() > 400)
    window.actions_.projector.trigger()
    qtbot.waitUntil(lambda: sizes(window) == pytest.approx(own, abs=2))
    assert arranged(window) == places
    window.actions_.projector.trigger()
    assert window.filing.open(store.find(shown))
    QApplication.processEvents()
    end(window)
    again = start()
    assert arranged(again) == places
    assert sizes(again) == pytest.approx(own, abs=2)


def test_docks_that_left_room_to_values_are_as_large_again_as_the_user_had_them(qtbot, start):
    window = start("digits")
    below = [window._loss_dock, window._gradients_dock, window._predictions_dock]
    window.resizeDocks(below, [372] * 3, Qt.Orientation.Vertical)
    QApplication.processEvents()
    own = window._loss_dock.height()
    assert window.filing.open(store.find("neuron"))
    qtbot.waitUntil(lambda: window._loss_dock.height() < 200)
    assert window.filing.open(store.find("digits"))
    qtbot.waitUntil(lambda: window._loss_dock.height() == pytest.approx(own, abs=2))
    assert window.filing.open(store.find("neuron"))
    end(window)
    assert start("digits")._loss_dock.height() == pytest.approx(own, abs=2)


def test_before_an_audience_docks_stay_high_from_lesson_to_lesson(qtbot, start):
    """Also after lessons with values and with a race; at the desk they are as they would have been without them."""
    window = start("optimizers")
    window.actions_.projector.trigger()
    assert window.filing.open(store.find("digits"))
    qtbot.waitUntil(lambda: window._loss_dock.height() > 400)
    for sample in ("neuron", "digits"):
        assert window.filing.open(store.find(sample))
        QApplication.processEvents()
        assert window._loss_dock.height() > 400
    assert window.filing.open(store.find("neuron"))
    window.actions_.projector.trigger()
    qtbot.waitUntil(lambda: window._loss_dock.height() < 200)
    assert window.filing.open(store.find("digits"))
    qtbot.waitUntil(lambda: window._loss_dock.height() == pytest.approx(260, abs=12))


ORDINARY = ("xor", "digits")
SAMPLES = (*ORDINARY, "optimizers", "initialisers", "neuron", "matmul")  # races, values, and what only computes


def do(window, step):
    """Open a sample, or bring the audience or send it away."""
    if step == "projector":
        window.actions_.projector.trigger()
    else:
        assert window.filing.open(store.find(step))
    for _ in range(3):  # tabs come when docks are laid out once more
        QApplication.processEvents()


def desk(window):
    """Which docks are closed, and the sizes of those in front."""
    front = {d.objectName(): d.size().toTuple() for d in window.docks if on_screen(d)}
    return {dock.objectName() for dock in window.docks if dock.isHidden()}, front


@pytest.mark.parametrize(
    "steps",
    [
        ("optimizers", "xor", "optimizers", "projector", "xor", "optimizers", "projector"),
        ("projector", "optimizers", "projector", "projector", "xor", "projector"),
        ("optimizers", "projector", "xor", "projector", "optimizers", "projector", "xor", "projector"),
    ],
)
def test_races_before_an_audience_leave_the_desk_as_it_was(start, steps):
    window = start()
    below = [window._loss_dock, window._gradients_dock, window._predictions_dock]
    window.resizeDocks(below, [337] * 3, Qt.Orientation.Vertical)
    do(window, "xor")
    own = desk(window)
    for step in (*steps, "xor"):
        do(window, step)
        assert window._palette_dock.isHidden() == window._inspector_dock.isHidden() == theme().projector
    assert desk(window) == own
    end(window)
    assert desk(start()) == own


def test_before_an_audience_a_race_is_as_high_whichever_came_first(start):
    window = start("optimizers")
    do(window, "projector")
    height = window._race_dock.height()
    do(window, "xor")
    do(window, "optimizers")
    assert window._race_dock.height() == height > 400


def test_what_is_opened_and_closed_before_an_audience_is_at_the_desk_as_it_was(start):
    window = start()
    blocks = window._palette_dock.toggleViewAction()
    do(window, "projector")
    blocks.trigger()
    do(window, "optimizers")
    assert not window._palette_dock.isHidden()
    blocks.trigger()
    do(window, "projector")
    assert not window._palette_dock.isHidden()


def test_on_any_walk_through_lessons_the_desk_is_as_the_user_made_it(start):
    """With an ordinary lesson, wherever docks were dragged, closed and opened, raised or large before an audience."""
    chance = random.Random(7)
    window = start()
    shown, own, walk = "xor", desk(window), []

    def drag():
        below = [
            dock
            for dock in window.docks
            if on_screen(dock) and window.dockWidgetArea(dock) == Area.BottomDockWidgetArea
        ]
        window.resizeDocks(below, [chance.randint(230, 330)] * len(below), Qt.Orientation.Vertical)

    def toggle():
        chance.choice([window._gradients_dock, window._runs_dock, window._palette_dock]).toggleViewAction().trigger()

    def bring_forward():
        chance.choice([window._weights_dock, window._values_dock, window._predictions_dock]).raise_()

    for _ in range(30):
        walk.append(chance.choice(["user", "user", "projector", "projector", "restart", *SAMPLES]))
        if walk[-1] == "restart":
            end(window)
            window, shown = start(), "xor"
        elif walk[-1] != "user":
            do(window, walk[-1])
            shown = walk[-1] if walk[-1] in SAMPLES else shown
        if theme().projector or shown not in ORDINARY:
            continue
        if walk[-1] == "user":
            chance.choice([drag, toggle, bring_forward])()
            do(window, shown)
            own = desk(window)
        assert desk(window) == own, walk
