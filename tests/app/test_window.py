"""The window as a person uses it: real clicks, with the real engine behind."""

from __future__ import annotations

import gc

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QTableView, QToolButton

from visualnn.app.main import make_window
from visualnn.app.panels.pictures import Pictures
from visualnn.app.panels.surface import Surface
from visualnn.app.settings import Settings
from visualnn.export.npz import load_weights
from visualnn.graph import edits
from visualnn.project import store
from visualnn.project.autosave import Autosave, leftovers
from visualnn.project.format import Project

PATIENCE = 60_000
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


@pytest.fixture
def ready(qtbot, window):
    """The window with a sample, ready to train."""

    def ready(sample):
        assert window.filing.open(store.find(sample))
        qtbot.waitUntil(lambda: window.statusBar().state.text().startswith("Ready"), timeout=PATIENCE)
        return window

    return ready


@pytest.fixture
def click(qtbot, window):
    def click(name):
        qtbot.mouseClick(window.toolbar.findChild(QToolButton, name), Qt.MouseButton.LeftButton)

    return click


@pytest.fixture
def answer(qtbot):
    """Press a button in the message box that comes up next; returns what the box says."""
    said = []

    def answer(button=QMessageBox.StandardButton.Ok):
        def press():
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                said.append(box.text())
                box.button(button).click()
            else:
                QTimer.singleShot(20, press)

        QTimer.singleShot(0, press)
        return said

    return answer


def add_block(window):
    window.canvas.add_block("dense")


def test_train_pause_step_and_reset_with_the_mouse(qtbot, ready, click):
    window = ready("xor")
    train = window.toolbar.findChild(QToolButton, "train")
    assert train.text() == "Train"
    click("step")
    qtbot.waitUntil(lambda: window.statusBar().step.text() == "step 1")
    click("train")
    qtbot.waitUntil(lambda: window.trainer.latest.step > 1)
    qtbot.waitUntil(lambda: window.trainer.state == "finished", timeout=20_000)
    qtbot.waitUntil(lambda: window.statusBar().step.text() == "step 10,001")
    qtbot.waitUntil(lambda: window.loss.plot.lines["loss"].x[-1] == 10_001)
    click("reset")
    qtbot.waitUntil(lambda: window.statusBar().step.text() == "step 0")
    assert window.loss.plot.lines == {}


def test_what_only_computes_is_initialised_and_run_with_the_mouse(qtbot, ready, click):
    window = ready("constants")
    buttons = {name: window.toolbar.findChild(QToolButton, name) for name in ("train", "reset", "initialise", "run")}
    qtbot.waitUntil(lambda: {name for name, button in buttons.items() if button.isVisible()} == {"initialise", "run"})
    qtbot.waitUntil(lambda: not window.loss.isVisible())  # there is nothing to learn
    assert not window.timeline.isVisible()

    click("run")
    assert window.banner.isVisible()
    assert "“weights” has no value yet" in window.banner.text.text()

    click("initialise")
    assert not window.banner.isVisible()
    click("run")
    node = window.canvas.canvas.nodes[window.document_.graph.find("a · b").id]
    qtbot.waitUntil(lambda: node.reading.plain.startswith("30"), timeout=PATIENCE)
    assert window.statusBar().currentMessage() == "Run: 5 block(s) evaluated."
    assert window.statusBar().step.text() == window.statusBar().network.text() == ""

    assert window.filing.open(store.find("xor"))
    qtbot.waitUntil(lambda: {name for name, button in buttons.items() if button.isVisible()} == {"train", "reset"})
    assert window.loss.isVisible()


def test_the_train_button_becomes_pause_while_training(qtbot, ready, click):
    window = ready("digits")
    longer = msgspec.structs.replace(window.document_.value.training, epochs=100_000)
    window.document_.apply("longer", lambda project: msgspec.structs.replace(project, training=longer))
    train = window.toolbar.findChild(QToolButton, "train")
    click("train")
    qtbot.waitUntil(lambda: train.text() == "Pause")
    click("train")
    qtbot.waitUntil(lambda: train.text() == "Train")
    assert window.trainer.state == "paused"


def test_the_train_button_says_why_it_waits(qtbot, window):
    window.filing.open(store.find("xor"))
    train = window.toolbar.findChild(QToolButton, "train")
    assert not train.isEnabled()
    assert train.toolTip().startswith(("Loading", "Compiling"))
    assert window.statusBar().progress.isVisible()
    said = window.statusBar().state
    qtbot.waitUntil(lambda: train.isEnabled() or train.toolTip() == said.text())  # it may be ready between the two
    qtbot.waitUntil(train.isEnabled, timeout=PATIENCE)
    assert not window.statusBar().progress.isVisible()
    assert window.statusBar().state.text() == "Ready to train"


@pytest.mark.parametrize(("sample", "view"), [("xor", Surface), ("digits", Pictures)])
def test_predictions_equal_those_of_the_engine(qtbot, ready, click, sample, view):
    window = ready(sample)
    click("step")
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    shown = window.predictions.view
    assert isinstance(shown, view)
    session = window.trainer.session
    if view is Surface:
        expected = session.request(*shown.question(0)).result(10)
        qtbot.waitUntil(lambda: np.array_equal(shown._answer, expected[: len(shown._plane.grid)]))
    else:
        expected = session.request("predict", shown._x, 0).result(10)
        qtbot.waitUntil(lambda: np.array_equal(shown.grid.probabilities, expected))


def test_weights_exported_and_imported_are_the_same_bit_for_bit(qtbot, ready, click, tmp_path):
    window = ready("xor")
    click("step")
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    path = tmp_path / "w.npz"
    window.weights.export(path)
    qtbot.waitUntil(path.exists)
    shapes = window.trainer.layout.shapes
    saved = load_weights(path, shapes)
    click("reset")
    qtbot.waitUntil(lambda: window.trainer.latest.step == 0)
    window.weights.load(path)
    now = window.trainer.session.request("weights").result(10)
    assert all(np.array_equal(now[key], saved[key]) for key in shapes)


def test_weights_that_do_not_fit_are_refused_with_a_sentence(ready, answer, tmp_path):
    window = ready("xor")
    path = tmp_path / "bad.npz"
    np.savez(path, other=np.zeros(3, np.float32))
    said = answer()
    window.weights.load(path)
    assert "“hidden layer/W”" in said[0]


def test_a_bad_file_is_told_and_the_document_stays(ready, answer, tmp_path):
    window = ready("xor")
    before = window.document_.value
    path = tmp_path / "bad.vnn"
    path.write_text("{]")
    said = answer()
    assert not window.filing.open(path)
    assert "bad.vnn" in said[0]
    assert window.document_.value is before


def test_the_title_marks_changes_and_saving_clears_the_mark(window, tmp_path):
    window.filing.open(store.find("xor"))
    assert window.windowTitle() == "xor.vnn[*] — visualnn"
    assert not window.isWindowModified()
    add_block(window)
    assert window.isWindowModified()
    window.filing._write(tmp_path / "mine.vnn")
    assert window.windowTitle() == "mine.vnn[*] — visualnn"
    assert not window.isWindowModified()
    assert store.load(tmp_path / "mine.vnn") == window.document_.value
    assert window.settings.recent == (tmp_path / "mine.vnn",)


def test_closing_with_changes_asks_and_cancel_keeps_the_window(window, answer):
    add_block(window)
    said = answer(QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()
    assert "Save the changes" in said[0]
    answer(QMessageBox.StandardButton.Discard)
    assert window.close()


def test_a_sample_is_never_written_over(window, monkeypatch):
    window.filing.open(store.find("xor"))
    asked = []
    monkeypatch.setattr(window.filing, "save_as", lambda: asked.append(True) or True)
    window.filing.save()
    assert asked


def test_a_project_can_be_dropped_on_the_window(window):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(store.find("digits")))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert window.document_.path == store.find("digits")


def test_problems_are_listed_and_lead_to_their_block(qtbot, window):
    window.filing.open(store.find("xor"))
    assert not window.problems.isVisible()
    graph = window.document_.graph
    wire = next(graph.into(graph.find("loss").id))
    window.document_.edit_graph("cut", lambda graph: edits.disconnect(graph, wire))
    assert window.problems.isVisible()
    lines = [window.problems.item(row) for row in range(window.problems.count())]
    line = next(line for line in lines if "“loss”" in line.text())
    place = window.problems.visualItemRect(line).center()
    qtbot.mouseClick(window.problems.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.canvas.selection() == (graph.find("loss").id,)
    assert not window.actions_.train.isEnabled()


def test_samples_open_from_the_chapters_of_the_course(window):
    file = window.menuBar().actions()[0].menu()
    samples = next(action.menu() for action in file.actions() if action.text() == "Open Sa&mple")
    chapters = {action.text(): action.menu() for action in samples.actions()}
    assert list(chapters)[:2] == ["Tensors", "Derivatives"]

    chapters["Derivatives"].actions()[0].trigger()

    assert window.document_.path == store.find("derivatives")


def test_the_lesson_is_shown_with_a_sample(window):
    window.filing.open(store.find("xor"))
    assert "hidden layer" in window.notes.toPlainText()


def test_values_come_first_where_nothing_is_learnt_from_data(window, qtbot):
    window.filing.open(store.find("matmul"))
    qtbot.waitUntil(window.values.isVisible)
    assert [dock for dock in window.docks if dock.isVisible() and window.dockWidgetArea(dock) == BOTTOM] == [
        window._values_dock
    ]
    window.filing.open(store.find("xor"))
    qtbot.waitUntil(window.predictions.isVisible)

    window._weights_dock.raise_()
    qtbot.waitUntil(window.weight_maps.isVisible)
    window.filing.open(store.find("gates"))
    QApplication.processEvents()
    assert window.weight_maps.isVisible()  # the user's own choice


def test_every_shortcut_is_used_once(window):
    shortcuts = [keys.toString() for action in window.actions_.all() for keys in action.shortcuts()]
    assert len(shortcuts) == len(set(shortcuts))


def test_settings_come_back_in_the_next_window(window, qtbot):
    window._loss_dock.hide()
    window.choose_theme("dark")
    window.close()
    again = make_window(Settings())
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    assert again.settings.theme == "dark"
    assert again._loss_dock.isHidden()
    again.choose_theme("light")


def test_work_left_behind_is_recovered_as_unsaved_changes(window):
    project = store.load(store.find("xor"))
    kept = Autosave()
    kept.write(project, None)
    kept._lock.close()  # as when the process ends
    (leftover,) = leftovers()
    assert window.filing.recover(leftover)
    assert window.document_.value == project
    assert window.isWindowModified()
    assert leftovers() == ()  # it is the safety copy of this window now


def open_every_view(window, qtbot):
    """Show every dock and every view of the predictions once."""
    for dock in window.docks:
        dock.raise_()
    window._predictions_dock.raise_()
    qtbot.waitUntil(lambda: bool(window.predictions._choices))  # it hears of a network when it is seen
    views = list(window.predictions._choices)
    for name in (*views[1:], views[0]):
        window.predictions.choice.button(name).click()


@pytest.mark.parametrize("sample", ["xor", "digits", "hello_rnn"])
def test_every_panel_shows_what_numpy_computes_from_the_engines_weights(qtbot, ready, click, sample):
    window = ready(sample)
    click("step")
    qtbot.waitUntil(lambda: window.trainer.latest.step == 1)
    weights = window.trainer.session.request("weights").result(10)
    window._weights_dock.raise_()
    panel = window.weight_maps
    qtbot.waitUntil(lambda: panel.array.count() == len(weights))
    for key, value in weights.items():
        panel.array.setCurrentText(key)
        matrix = value.reshape(-1, value.shape[-1])
        qtbot.waitUntil(lambda matrix=matrix: np.array_equal(panel.map.values, matrix))
    window._distributions_dock.raise_()
    window.distributions.kind.button("weights").click()

    def distributions_agree() -> None:  # what was shown before stays until the answer is here
        assert window.distributions.now.isVisible()
        assert window.distributions.now.layers
        for layer in window.distributions.now.layers:
            matrices = [value for key, value in weights.items() if key.startswith(f"{layer.name}/") and value.ndim > 1]
            flat = np.concatenate([value.ravel() for value in matrices]).astype(float)
            assert layer.counts.sum() == flat.size
            np.testing.assert_array_equal(layer.counts, np.histogram(flat, 40, (flat.min(), flat.max()))[0])

    qtbot.waitUntil(distributions_agree)
    gradients = window.trainer.session.request("gradients").result(10)
    window._gradients_dock.raise_()

    def bars_agree() -> None:
        assert window.gradients.bars.bars
        for bar in window.gradients.bars.bars:
            own = [value for key, value in gradients.items() if key.startswith(f"{bar.name}/")]
            assert bar.value == pytest.approx(np.sqrt(sum((value.astype(float) ** 2).sum() for value in own)), rel=1e-4)

    qtbot.waitUntil(bars_agree)


def test_blocks_travel_between_two_windows_with_the_wires_among_them(qtbot, ready, tmp_path):
    first = ready("xor")
    second = make_window(Settings())
    qtbot.addWidget(second, before_close_func=lambda window: window.document_.mark_saved(tmp_path / "second.vnn"))
    with qtbot.waitExposed(second):
        second.show()
    second.document_.replace(Project())

    def press(window, key):
        window.activateWindow()
        window.canvas.setFocus()
        qtbot.waitUntil(window.canvas.hasFocus)
        qtbot.keyClick(window.canvas, key, Qt.KeyboardModifier.ControlModifier)

    press(first, Qt.Key.Key_A)
    press(first, Qt.Key.Key_C)
    press(second, Qt.Key.Key_V)
    there, here = first.document_.graph, second.document_.graph
    assert [block.name for block in here.blocks] == [block.name for block in there.blocks]
    assert len(here.wires) == len(there.wires)
    assert second.document_.checked.ok
    press(second, Qt.Key.Key_Z)
    assert not second.document_.graph.blocks
    assert len(first.document_.graph.blocks) == len(there.blocks)
    second.trainer.close()
    second.trainer.join()


def test_before_an_audience_all_is_larger_and_the_desk_comes_back(window):
    height = window.loss.legend.fontMetrics().height()
    window.actions_.projector.trigger()
    assert window.loss.legend.fontMetrics().height() > 1.3 * height
    assert not window.palette_.isVisible()
    assert not window.loss.stop.isVisible()
    window.actions_.projector.trigger()
    assert window.loss.legend.fontMetrics().height() == height
    assert window.palette_.isVisible()
    assert window.loss.stop.isVisible()


def test_fifty_projects_leave_nothing_behind(qtbot, ready):
    window = ready("xor")

    def objects():
        gc.collect()
        return len(QApplication.allWidgets())

    names = ["digits", "xor", "hello_rnn", "xor"]
    for name in names:
        ready(name)
        open_every_view(window, qtbot)
    before = objects()
    for number in range(50):
        ready(names[number % len(names)])
        if number < 8:
            open_every_view(window, qtbot)
    assert objects() <= before
    assert window.predictions.view is not None


def test_the_canvas_shows_life_while_it_learns_unless_turned_off(qtbot, ready):
    window = ready("xor")
    window.trainer.step()
    wires = window.canvas.canvas.wires.values()
    layer = window.canvas.canvas.nodes["b2"]
    qtbot.waitUntil(lambda: layer.activity is not None and layer.picture is not None, timeout=10_000)
    assert any(item.width for item in wires)
    window.liveness.parts["gradients"].trigger()
    assert layer.activity is None
    window.liveness.parts["weights"].trigger()
    qtbot.waitUntil(lambda: layer.picture is None)
    assert any(item.width for item in wires)
    window.liveness.parts["wires"].trigger()
    qtbot.waitUntil(lambda: not any(item.width for item in wires))
    assert window.liveness.left_out == {"gradients", "weights", "wires"}
    for part in window.liveness.parts.values():
        part.trigger()
    qtbot.waitUntil(lambda: layer.activity is not None and layer.picture is not None, timeout=10_000)
    window.liveness.action.trigger()
    assert not any(part.isEnabled() for part in window.liveness.parts.values())
    assert (layer.activity, layer.picture) == (None, None)
    assert not any(item.width for item in wires)


def test_a_weight_set_with_the_keys_is_followed_by_predictions_values_and_drawing(qtbot, ready):
    window = ready("xor")
    weights, values, predictions = window.weight_maps, window.values, window.predictions
    for panel in (values, predictions):  # to see all three at once
        panel.parentWidget().setFloating(True)
        panel.parentWidget().show()
    weights.parentWidget().raise_()
    qtbot.waitUntil(lambda: weights.array.findText("output layer/W") >= 0)
    weights.array.setCurrentText("output layer/W")
    node = window.canvas.canvas.nodes[window.document_.graph.find("output layer").id]

    def seen():
        cells = predictions.view.findChildren(QTableView)[0].model()
        answers = [cells.index(row, cells.columnCount() - 1).data() for row in range(cells.rowCount())]
        table = values.table
        told = [table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
        colours = node.picture and [node.picture.pixel(0, row) for row in range(node.picture.height())]
        return answers, [item and item.text() for item in told], colours

    qtbot.waitUntil(lambda: all(seen()) and seen()[0][0] not in ("", None), timeout=10_000)
    before = seen()
    window.activateWindow()
    weights.map.setFocus()
    qtbot.waitUntil(weights.map.hasFocus)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):  # the second row, which is the last
        qtbot.keyClick(weights.map, key)
    assert weights.field.hasFocus()
    qtbot.keyClicks(weights.field, "-50")
    qtbot.keyClick(weights.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all(now != then for now, then in zip(seen(), before, strict=True)))
    assert weights.trainer.session.request("weights").result()["output layer/W"][1, 0] == -50
    assert weights.map.hasFocus()
    qtbot.keyClick(weights.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen() == before)
