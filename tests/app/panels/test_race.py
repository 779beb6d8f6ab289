"""The race panel: what is set up, the table, one chart, one gradient map, the paths."""

import csv
import io
import weakref
from types import SimpleNamespace

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QScrollArea

from visualnn.app.document import Document
from visualnn.app.panels.race import WIDE, RacePanel
from visualnn.app.panels.race_looks import look
from visualnn.app.panels.race_table import ACCURACY, LOSS, NAME, RANK, REACHED
from visualnn.app.panels.taking import fill_for_all
from visualnn.app.racing import Racing
from visualnn.app.theme import theme
from visualnn.graph.race import Race
from visualnn.project import store
from visualnn.training.entrant import Position
from visualnn.training.metrics import History
from visualnn.training.standings import Standing

STEPS = 60
PATIENCE = 120_000
"""Milliseconds: on a new machine the engine is compiled first."""


@pytest.fixture
def panel(qtbot):
    """A panel for a short race of a sample, as wide as curves and maps side by side need."""
    made = []

    def show(name="xor", vary="learning_rate", values=("0.1", "1"), steps=STEPS, size=(WIDE + 100, 360), race=True):
        project = store.load(store.find(name))
        setup = Race(vary, values) if race else None
        document = Document(replace(project, training=replace(project.training, steps=steps), race=setup))
        racing = Racing(document, None, document)
        racing.set_seconds(0)
        shown = RacePanel(racing)
        document.setParent(shown)
        made.append(racing)
        qtbot.addWidget(shown)
        shown.resize(*size)
        with qtbot.waitExposed(shown):
            shown.show()
        return shown

    yield show
    for racing in made:
        racing.close()
        racing.join()


@pytest.fixture
def press(qtbot):
    def press(button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return press


def run(qtbot, panel, press):
    told = []
    panel.racing.updated.connect(lambda: told.append(panel.racing.state))
    press(panel.start)
    qtbot.waitUntil(lambda: "finished" in told, timeout=PATIENCE)


def column(panel, number):
    return [panel.table.item(row, number).text() for row in range(panel.table.rowCount())]


def test_empty_it_lists_the_variants_and_says_what_to_do(panel):
    shown = panel(vary="optimizer", values=("adam 0.01", "sgd 0.3"), race=False)
    assert len(column(shown, NAME)) == 10  # those of the workshop, before anything was chosen
    assert column(shown, NAME)[0] == "Gradient descent · 0.3"
    assert "Press Start" in shown.curves.plot._hint.text()
    assert shown.curves.plot._hint.isVisible()
    assert "Press Start" in shown.paths.plot._hint.text()
    assert not shown.reset.isEnabled()


def test_one_press_and_all_variants_are_on_one_chart_and_in_the_table(qtbot, panel, press):
    shown = panel("optimizers", "learning_rate", ("0.001", "0.3"))
    run(qtbot, shown, press)
    positions = shown.racing.positions
    shown.curves.smoothing.setValue(0)
    for number, at in enumerate(positions):
        line = shown.curves.plot.lines[at.value]
        np.testing.assert_array_equal(line.y, at.history.series("loss")[1])
        assert (line.colour, line.dash) == look(number)
    assert column(shown, RANK) == ["2", "1"]
    losses = [at.history.last("validation_loss") for at in positions]
    assert column(shown, LOSS) == [f"{loss:.4g}" for loss in losses]
    assert column(shown, ACCURACY)[1].endswith("%")
    assert column(shown, REACHED)[0] == ""
    assert column(shown, REACHED)[1].startswith("step ")
    assert shown.table.horizontalHeaderItem(REACHED).text().startswith("loss ≤ 1.")
    shown.goal.setValue(1000)
    assert column(shown, REACHED)[0].startswith("step ")
    rows = list(csv.reader(io.StringIO(shown.table.table())))
    assert rows[0][0] == "variant"
    assert [row[0] for row in rows[1:]] == column(shown, NAME)  # as the curves are called
    assert float(rows[2][3]) == pytest.approx(losses[1])


def test_curves_are_taken_along_by_the_names_of_the_table_and_unsmoothed(qtbot, panel, press, tmp_path):
    shown = panel()
    run(qtbot, shown, press)
    assert shown.curves.smoothing.value() > 0
    copied = list(csv.reader(io.StringIO(shown.curves.plot.table())))
    assert copied[0] == ["line", "step", "loss"]
    shown.curves.plot.save_picture(tmp_path / "curves.svg")
    drawn = (tmp_path / "curves.svg").read_text(encoding="utf-8")
    for name, at in zip(column(shown, NAME), shown.racing.positions, strict=True):
        losses = [float(row[2]) for row in copied if row[0] == name]
        np.testing.assert_allclose(losses, at.history.series("loss")[1])
        assert f"{losses[-1]:.4g}" in drawn


@pytest.mark.parametrize("width", [WIDE - 100, WIDE + 100])
def test_tab_comes_to_the_curves_where_they_stand(panel, width):
    """Before the choice of views where they have a place of their own, else below it."""
    shown = panel(size=(width, 500))
    row, curves = shown.more, shown.curves.smoothing
    wide = shown.curves.parent() is shown.splitter
    part, met = shown.pace, []
    while len(met) < 2:
        part = part.nextInFocusChain()
        met += [part] if part in (row, curves) else []
    assert met == ([curves, row] if wide else [row, curves])


def test_start_becomes_pause_and_reset_goes_back(qtbot, panel, press):
    shown = panel(steps=100_000_000)
    press(shown.start)
    qtbot.waitUntil(lambda: shown.racing.state == "running")
    assert shown.start.text() == "Pause"
    assert not shown.step.isEnabled()
    press(shown.start)
    qtbot.waitUntil(lambda: shown.racing.state == "paused" and shown.start.text() == "Start")
    before = shown.racing.contest.step_count
    press(shown.step)
    qtbot.waitUntil(lambda: shown.racing.contest.step_count == before + 1)
    press(shown.reset)
    qtbot.waitUntil(lambda: shown.racing.contest.step_count == 0)
    qtbot.waitUntil(lambda: column(shown, LOSS) == ["", ""])


def test_figures_under_the_cursor_are_exact(qtbot, panel, press):
    shown = panel()
    run(qtbot, shown, press)
    shown.curves.plot.read.emit(shown.curves.plot.readings(7.2))
    exact = [at.history.series("loss")[1][6] for at in shown.racing.positions]
    assert column(shown, LOSS) == [f"{value:.4g}" for value in exact]
    assert shown.table.horizontalHeaderItem(LOSS).text() == "at 7"
    shown.curves.plot.read.emit(())
    assert shown.table.horizontalHeaderItem(LOSS).text() == "loss"


def test_another_thing_to_vary_offers_its_values(qtbot, panel):
    shown = panel("digits")
    shown.vary.setCurrentIndex(shown.vary.findData("activation"))
    shown.vary.activated.emit(shown.vary.currentIndex())
    assert shown.racing.document.value.race.vary == "activation"
    assert column(shown, NAME) == ["Sigmoid", "Tanh", "ReLU", "Leaky ReLU"]
    shown.racing.document.undo()
    assert column(shown, NAME) == ["rate 0.1", "rate 1"]
    assert shown.vary.currentData() == "learning_rate"


def test_what_is_drawn_of_a_race_is_of_the_variants_that_are_listed(qtbot, panel, press):
    shown = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05"))
    run(qtbot, shown, press)
    press(shown.view.button("paths"))
    lines = lambda: {value: line.colour for value, line in shown.curves.plot.lines.items()}  # noqa: E731
    walks = lambda: {walk.name: walk.look for walk in shown.paths.walks.walks}  # noqa: E731
    qtbot.waitUntil(lambda: len(walks()) == 2, timeout=PATIENCE)
    before = lines(), walks(), column(shown, LOSS)

    shown.table.edited.emit(0, "rmsprop 0.01")  # the curve that was in this row is not its
    assert lines() == {"adam 0.05": look(1).colour}
    assert walks() == {"adam 0.05": look(1)}
    assert column(shown, LOSS) == ["", before[2][1]]
    shown.racing.document.undo()
    assert (lines(), walks(), column(shown, LOSS)) == before

    shown.vary.setCurrentIndex(shown.vary.findData("activation"))
    shown.vary.activated.emit(shown.vary.currentIndex())
    assert not lines()
    assert not any(column(shown, LOSS))
    assert "Press Start" in shown.curves.plot._hint.text()


def test_values_are_added_written_and_removed(qtbot, panel, press):
    shown = panel("digits")
    shown._fill_offers()
    offer = next(action for action in shown._offers.actions() if action.text() == "rate 0.01")
    offer.trigger()
    assert column(shown, NAME) == ["rate 0.1", "rate 1", "rate 0.01"]
    assert shown.chosen == "0.01"
    press(shown.remove)
    assert shown.racing.race.values == ("0.1", "1")
    shown.table.setCurrentCell(1, NAME)
    shown.table.editItem(shown.table.item(1, NAME))
    editor = shown.table.findChild(QLineEdit)
    assert editor.text() == "1"
    editor.setText("0.25")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.racing.race.values == ("0.1", "0.25"))


@pytest.mark.parametrize(
    ("text", "says"),
    [("fast", "must be a number from"), ("0.1", "twice"), ("", "must be a number"), ("nan", "must be")],
)
def test_a_wrong_value_is_told_and_nothing_changes(panel, text, says):
    shown = panel("digits")
    shown.table.edited.emit(1, text)
    assert says in shown.say.text()
    assert shown.say.isVisible()
    assert shown.racing.race.values == ("0.1", "1")


def test_what_cannot_be_raced_says_so(panel):
    shown = panel("digits", "dropout", ("0.5", "1"))
    assert "no dropout block; add one" in shown.say.text()
    assert not shown.start.isEnabled()


def test_the_gradient_map_is_of_layers_and_variants(qtbot, panel, press):
    shown = panel("digits", "depth", ("1", "3"), steps=20)
    run(qtbot, shown, press)
    press(shown.view.button("gradients"))
    shallow, deep = shown.racing.positions
    values = shown.gradients.map.values
    names = [layer.name for layer in deep.layout.layers]
    assert values.shape == (4, 2)
    for row, name in enumerate(names):
        assert values[row, 1] == deep.history.last(f"gradient/{name}")
        own = shallow.history.last(f"gradient/{name}")
        assert np.isnan(values[row, 0]) if own is None else values[row, 0] == own
    assert np.isnan(values[:, 0]).sum() == 2
    press(shown.view.button("time"))
    assert shown.gradients.map.values.shape[0] == 6
    norms = deep.history.together([f"gradient/{name}" for name in names]).values.T
    np.testing.assert_allclose(shown.gradients.map.values[2:, : norms.shape[1]], norms)
    steps = [at.step for at in (shallow, deep)]
    shown.gradients.show_race("depth", [shallow._replace(step=1), deep._replace(step=1)], 0)  # both went on meanwhile
    assert shown.gradients.map.values.shape[0] == 6
    assert shown.gradients.map._x.high >= max(steps) + 0.5
    assert not shown.gradients.map.grab().isNull()


def test_paths_are_drawn_on_the_loss(qtbot, panel, press):
    shown = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05"), steps=200)
    run(qtbot, shown, press)
    press(shown.view.button("paths"))
    qtbot.waitUntil(lambda: np.isfinite(shown.paths.losses).all(), timeout=PATIENCE)
    rows = list(csv.reader(io.StringIO(shown.paths.table())))
    assert [row[0] for row in rows].count("Adam · 0.05") == len(shown.racing.contest.entrants[1].path)
    assert "principal direction 1" in rows[0][1]
    assert shown.paths.losses.min() < np.log(2) < shown.paths.losses.max()
    assert not shown.paths.plot.grab().isNull()


def test_a_race_that_is_gone_is_let_go_by_every_view(qtbot, panel, press):
    shown = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05"))
    run(qtbot, shown, press)
    for page in ("gradients", "time", "paths"):
        press(shown.view.button(page))
    qtbot.waitUntil(lambda: np.isfinite(shown.paths.losses).all(), timeout=PATIENCE)
    press(shown.view.button("gradients"))  # the paths are behind it
    contest = shown.racing.contest
    curves = [weakref.ref(at.history) for at in shown.racing.positions]
    gone = weakref.ref(contest)
    shown.racing.clear()
    contest.join()
    del contest
    assert gone() is None
    assert [curve() for curve in curves] == [None, None]


def test_paths_move_while_the_race_runs_and_each_ends_where_its_variant_is(qtbot, panel, press):
    shown = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05"), steps=200)
    press(shown.view.button("paths"))
    shown.racing.set_seconds(20)
    press(shown.start)
    points = lambda: [len(walk.path) for walk in shown.paths.walks.walks]  # noqa: E731
    qtbot.waitUntil(lambda: min(points(), default=0) > 2, timeout=PATIENCE)
    before = points()
    qtbot.waitUntil(lambda: min(points()) > max(before), timeout=PATIENCE)
    assert shown.racing.state == "running"
    assert [walk.look for walk in shown.paths.walks.walks] == [look(0), look(1)]
    press(shown.start)
    qtbot.waitUntil(lambda: np.isfinite(shown.paths.losses).all(), timeout=PATIENCE)
    assert points() == [len(entrant.path) for entrant in shown.racing.contest.entrants]


def test_many_variants_are_the_rows_of_the_gradient_map(qtbot, panel, press):
    shown = panel("xor", "initialiser", ("zeros", "normal 0.1", "normal 1"))
    run(qtbot, shown, press)
    press(shown.view.button("gradients"))
    assert shown.gradients.map.values.shape == (3, 2)
    assert "hidden layer" in shown.gradients.map.table().splitlines()[0]


def test_two_views_side_by_side_both_follow_a_race_that_has_the_processors_busy(qtbot, panel, press):
    shown = panel("vanishing", "optimizer", ("sgd 0.01", "adam 0.001"), steps=10**8)
    press(shown.view.button("time"))
    press(shown.start)

    def ends():
        lines = [line.x[-1] for line in shown.curves.plot.lines.values()]
        return [*lines, shown.gradients.map._x.high] if len(lines) == 2 else []

    qtbot.waitUntil(lambda: bool(ends()), timeout=PATIENCE)
    before = ends()
    qtbot.waitUntil(lambda: all(now > 2 * then for now, then in zip(ends(), before, strict=True)), timeout=PATIENCE)
    assert shown.racing.state == "running"
    press(shown.start)
    qtbot.waitUntil(lambda: shown.racing.state == "paused", timeout=PATIENCE)
    qtbot.waitUntil(lambda: [*ends()[:2]] == [at.step for at in shown.racing.positions], timeout=PATIENCE)


def test_the_scale_of_the_gradients_stays_in_a_race_and_begins_anew_with_another(panel):
    gradients = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05")).gradients
    layout = SimpleNamespace(layers=[SimpleNamespace(name="dense")])

    def show(history, norm):
        step = (history.last("loss") or 0) + 1
        history.append(np.array([int(step)]), np.array([[step, norm]]), np.empty((1, 0)))
        at = Position("sgd 0.5", int(step), history, layout, None)
        gradients.show_race("optimizer", [at], 0)
        return gradients.map._low, gradients.map._high

    one, other = (History(("loss", "gradient/dense"), ()) for _ in range(2))
    assert show(one, 0.05) == (-2, -1)
    assert show(one, 5.0) == (-2, 1)
    assert show(one, 0.5) == (-2, 1)
    assert show(other, 0.5) == (-1, 0)
    show(other, 0.0)
    assert list(csv.reader(io.StringIO(gradients.map.table())))[1] == ["dense", "0"]


def test_variants_with_losses_of_their_own_have_no_common_slice(qtbot, panel, press):
    shown = panel("xor", "activation", ("sigmoid", "tanh"))
    press(shown.view.button("paths"))
    assert "no slice of one loss" in shown.paths.plot._hint.text()


def test_the_variant_that_is_selected_becomes_the_network(panel, press):
    shown = panel("xor", "optimizer", ("sgd 0.5", "adam 0.05"))
    assert not shown.use.isEnabled()
    shown.table.selectRow(1)
    press(shown.use)
    assert shown.racing.document.value.training.optimizer == "adam"
    assert "Adam · 0.05" in shown.racing.document.undo_label


def test_who_diverges_is_marked_and_told_why(qtbot, panel, press):
    shown = panel("diabetes", "learning_rate", ("0.01", "1000"))
    run(qtbot, shown, press)
    assert column(shown, RANK) == ["1", ""]
    assert column(shown, REACHED)[1].startswith("diverged at ")
    assert "no longer a finite number" in shown.table.item(1, REACHED).toolTip()
    _, top = shown.curves.plot.getPlotItem().getViewBox().viewRange()[1]
    assert top < 10  # the other's curve is not made flat by losses of 1e30


def test_when_all_diverge_the_chart_shows_it_and_the_race_can_be_run_again(qtbot, panel, press):
    shown = panel("diabetes", "learning_rate", ("500", "1000"))
    run(qtbot, shown, press)
    assert "No variant can go on" in shown.say.text()
    assert all(np.isfinite(line.y).sum() > 2 for line in shown.curves.plot.lines.values())
    assert "No variant is left" in shown.paths.plot._hint.text()
    press(shown.step)
    qtbot.waitUntil(lambda: [at.step for at in shown.racing.positions] == [1, 1])
    press(shown.start)
    qtbot.waitUntil(lambda: "No variant can go on" in shown.say.text())
    shown.table.selectRow(0)
    press(shown.use)
    qtbot.waitUntil(lambda: "is drawn" in shown.say.text())
    shown.racing.set_up("values", Race("learning_rate", ("5", "1000")))
    assert "the next start begins a new race" in shown.say.text()


def test_who_explodes_does_not_make_the_others_flat_nor_their_paths_a_point(qtbot, panel, press):
    shown = panel("digits", "learning_rate", ("0.1", "900", "0.2"), steps=30)
    run(qtbot, shown, press)
    assert shown.racing.positions[1].problem is None
    assert shown.racing.positions[1].history.series("loss")[1].max() > 1e4
    _, top = shown.curves.plot.getPlotItem().getViewBox().viewRange()[1]
    assert top < 10
    press(shown.view.button("paths"))
    qtbot.waitUntil(lambda: bool(shown.paths.walks.walks), timeout=PATIENCE)
    assert [walk.name for walk in shown.paths.walks.walks] == ["0.1", "0.2"]


def test_narrow_it_shows_one_view_at_a_time(qtbot, panel, press):
    shown = panel(size=(500, 300))
    assert shown.view.button("curves").isVisible()
    press(shown.view.button("gradients"))
    assert not shown.curves.isVisible()
    press(shown.view.button("curves"))
    assert shown.curves.isVisible()
    shown.resize(WIDE + 50, 300)
    assert shown.curves.isVisible()
    assert not shown.view.button("curves").isVisible()


def test_table_and_views_have_their_shares_of_any_width(panel):
    shown = panel(size=(400, 400))
    shown.resize(700, 400)
    assert shown.table.width() > 0.4 * 700  # it was as narrow as it can be
    shown.resize(1800, 400)
    theme().project(True)
    try:
        assert shown.curves.width() == pytest.approx(shown.paths.width(), rel=0.1)
    finally:
        theme().project(False)
    assert shown.curves.width() == pytest.approx(shown.paths.width(), rel=0.1)


def test_all_of_the_panel_can_be_scrolled_to_in_a_dock_at_the_side(qtbot, panel):
    shown = panel(size=(240, 500))
    across = shown.findChild(QScrollArea).horizontalScrollBar()
    assert across.isVisible()
    across.setValue(across.maximum())
    assert shown.more.mapTo(shown, shown.more.rect().bottomRight()).x() < shown.width()


@pytest.mark.parametrize(("width", "rows"), [(330, 2), (520, 1)])
def test_what_is_set_below_the_table_is_read_whole_in_a_narrow_dock(panel, width, rows):
    shown = panel("optimizers", "optimizer", ("adam 0.01", "sgd 0.3"), size=(width, 500))
    for box in (shown.goal, shown.pace, shown.add, shown.remove, shown.use):
        assert box.width() >= min(box.sizeHint().width(), box.maximumWidth())
    assert len({box.geometry().center().y() // 10 for box in (shown.goal, shown.use)}) == rows


def test_a_small_loss_of_the_leader_is_read_whole(panel):
    table = panel("xor", "learning_rate", ("0.1", "1")).table
    lines = [Standing(value, rank, 900, 4.352e-06, 1.0, 90, None) for rank, value in enumerate(("0.1", "1"), start=1)]
    table.show_standings(lines, 0.3)
    leader = table.item(0, LOSS)
    assert leader.text() == "4.352e-6"
    assert leader.font().bold()
    assert table.sizeHintForColumn(LOSS) <= table.columnWidth(LOSS)


@pytest.mark.parametrize("projector", [False, True])
def test_accuracies_and_the_goal_are_read_whole(panel, projector):
    theme().project(projector)
    try:
        table = panel("xor", "learning_rate", ("0.1", "1"), size=(1280, 400)).table
        table.show_standings([Standing("0.1", 1, 900, 0.5, 1.0, 90, None)], 0.3512)
        head = table.horizontalHeader()
        assert head.model().headerData(REACHED, Qt.Orientation.Horizontal) == "loss ≤ 0.351"
        for column in (LOSS, ACCURACY, REACHED):
            assert max(table.sizeHintForColumn(column), head.sectionSizeHint(column)) <= table.columnWidth(column)
        assert table.horizontalScrollBar().maximum() == 0  # there is room for all
    finally:
        theme().project(False)


@pytest.mark.parametrize(
    ("compared", "told"),
    [("validation_loss", "validation rows"), ("epoch_loss", "last epoch"), ("loss", "last training step")],
)
def test_the_heading_says_which_rows_the_losses_are_of(panel, compared, told):
    table = panel().table
    table.show_standings((), None, compared)
    assert told in table.horizontalHeaderItem(LOSS).toolTip()
    assert told in table.horizontalHeaderItem(ACCURACY).toolTip()


def test_in_a_low_narrow_dock_three_variants_are_seen_and_nothing_is_cut(qtbot, panel):
    shown = panel("optimizers", "optimizer", ("adam 0.01", "sgd 0.3", "adagrad 0.3", "ftrl 0.3"), size=(426, 234))
    table = shown.table
    third = table.visualItemRect(table.item(2, NAME))
    assert table.viewport().rect().contains(third.center())
    for box in (shown.goal, shown.pace, shown.start, shown.add, shown.use):
        assert box.height() >= box.minimumSizeHint().height()
        assert box.mapTo(shown, box.rect().bottomRight()).x() < shown.width()
    assert shown.curves.height() > 100  # below: it is scrolled to


def test_another_project_begins_without_the_goal_and_the_selection_of_the_last(panel):
    shown = panel("digits")
    shown.goal.setValue(0.35)
    shown.table.selectRow(1)
    shown.racing.document.replace(store.load(store.find("xor")))
    assert shown.goal.value() == 0
    assert shown.chosen is None


@pytest.mark.parametrize(("typed", "goal"), [("0.00001", 1e-5), ("2e-7", 2e-7), ("0,5", 0.5)])
def test_a_goal_is_what_was_typed(qtbot, panel, typed, goal):
    box = panel().goal
    line = box.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.value() == goal
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_0)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.text() == "goal: half"


def test_of_several_networks_one_can_be_chosen(panel):
    shown = panel("vanishing", "activation", ("sigmoid", "relu"))
    assert shown.network.isVisible()
    assert [shown.network.itemText(i) for i in range(2)] == ["sigmoid loss", "relu loss"]
    shown.network.setCurrentIndex(1)
    shown.network.activated.emit(1)
    assert shown.racing.race.network == "b37"


def test_losses_worlds_apart_get_the_logarithmic_axis(qtbot, panel, press):
    shown = panel("initialisers", "initialiser", ("normal 1", "he_normal"), steps=5)
    run(qtbot, shown, press)
    assert shown.curves.log.y.isChecked()


def test_all_that_is_shown_can_be_taken_along(qtbot, panel, press, tmp_path):
    shown = panel()
    run(qtbot, shown, press)
    press(shown.view.button("gradients"))
    menu = QMenu(shown)
    fill_for_all(menu, shown)
    titles = {action.text().partition(",")[0] for action in menu.actions()}
    assert {"Standings", "Loss of each variant", "Gradient norm (L2) of each layer and variant"} <= titles
    for ending in ("png", "svg"):
        shown.table.save_picture(tmp_path / f"table.{ending}")
        shown.paths.plot.save_picture(tmp_path / f"paths.{ending}")
        assert (tmp_path / f"table.{ending}").stat().st_size > 500
        assert (tmp_path / f"paths.{ending}").stat().st_size > 500


def test_a_column_keeps_the_width_that_it_was_dragged_to(qtbot, panel):
    shown = panel()
    table, head = shown.table, shown.table.horizontalHeader()
    edge = QPoint(head.sectionViewportPosition(LOSS) + head.sectionSize(LOSS) - 1, head.height() // 2)
    fitted = table.columnWidth(LOSS)

    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(head.viewport(), edge + QPoint(20, 0))
    qtbot.mouseMove(head.viewport(), edge + QPoint(40, 0))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert table.columnWidth(LOSS) == fitted + 40
    table.resize(table.width() - 60, table.height())
    assert table.columnWidth(LOSS) == fitted + 40
    shown.resize(shown.width() + 120, shown.height())
    assert table.columnWidth(LOSS) == fitted + 40

    qtbot.mouseDClick(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert table.columnWidth(LOSS) == fitted
