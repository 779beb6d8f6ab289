"""The panel of runs, on runs chosen by the test: what it lists, sorts, compares and brings back."""

from __future__ import annotations

import codecs
import csv
import datetime

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.runs import RunsPanel
from visualnn.app.runs import RunBook
from visualnn.app.theme import colours, theme
from visualnn.graph import edits
from visualnn.graph.stopping import Stopping
from visualnn.messages import Message
from visualnn.project.run import Curves, Run, Traces, new_id
from visualnn.project.runs import RunStore

BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def trainer(open_project):
    trainer = open_project("xor")
    trainer.session.set_learning_rate = lambda rate: None
    return trainer


@pytest.fixture
def book(trainer, tmp_path):
    book = RunBook(trainer.document, lambda: "xor.vnn", RunStore(tmp_path / "runs"), trainer)
    for minute, (loss, rate) in enumerate([(0.5, 0.1), (0.25, 0.01), (2.0, 1.0)]):
        add(book, minute, loss, rate)
    return book


def add(book, minute, loss, rate, document="xor.vnn", **facts):
    project = book._document.value
    training = msgspec.structs.replace(project.training, learning_rate=rate, seed=minute)
    run = Run(
        id=new_id(),
        started=BEGIN + datetime.timedelta(minutes=minute),
        project=msgspec.structs.replace(project, training=training),
        state="finished",
        steps=3,
        epochs=3.0,
        metrics={"train": {"loss": loss}},
        document=document,
        **facts,
    )
    shapes = {"hidden layer/W": (2, 2), "hidden layer/b": (2,), "output layer/W": (2, 1), "output layer/b": (1,)}
    weights = {key: np.full(shape, minute, np.float32) for key, shape in shapes.items()}
    curves = Curves(("loss",), np.arange(1, 4), np.float32([[3 * loss], [2 * loss], [loss]]))
    book.keep(run, Traces((curves,), weights, weights))
    return run


@pytest.fixture
def panel(qtbot, trainer, book):
    panel = RunsPanel(book, trainer)
    qtbot.addWidget(panel)
    panel.resize(700, 260)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def names(panel):
    return [panel.order.index(row, 0).data() for row in range(panel.order.rowCount())]


def drawn(loss):
    """The lines of a loss panel by what they are called."""
    return {loss.plot.name_of(name): line for name, line in loss.plot.lines.items()}


def select(panel, *rows):
    panel.table.clearSelection()
    for row in rows:
        flags = panel.table.selectionModel().SelectionFlag
        panel.table.selectionModel().select(panel.order.index(row, 0), flags.Select | flags.Rows)


def header(panel, title):
    titles = [panel.model.headerData(place, Qt.Orientation.Horizontal) for place in range(panel.model.columnCount())]
    return titles.index(title)


def test_the_newest_run_comes_first_and_any_column_sorts_by_its_numbers(panel):
    assert names(panel) == ["run 3", "run 2", "run 1"]
    panel.table.sortByColumn(header(panel, "Loss"), Qt.SortOrder.AscendingOrder)
    assert names(panel) == ["run 2", "run 1", "run 3"]
    panel.table.sortByColumn(header(panel, "Rate"), Qt.SortOrder.DescendingOrder)
    assert names(panel) == ["run 3", "run 1", "run 2"]
    assert panel.table.isColumnHidden(header(panel, "Test accuracy"))  # measured nowhere


def test_the_menu_sorts_as_a_click_on_a_title_does(panel):
    assert panel.sorting in panel.table.actions()
    for order in (["run 2", "run 1", "run 3"], ["run 3", "run 1", "run 2"]):
        panel.sorting.menu().aboutToShow.emit()
        choices = {action.text(): action for action in panel.sorting.menu().actions()}
        assert "Test accuracy" not in choices  # measured nowhere
        choices["Loss"].trigger()
        assert names(panel) == order


def test_heads_stand_over_their_figures(panel):
    model = panel.table.model()
    sides = [
        (
            model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole),
            model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole),
        )
        for column in range(model.columnCount())
    ]
    assert all(head == cell for head, cell in sides)
    assert sides[0][0] & Qt.AlignmentFlag.AlignLeft
    assert any(head & Qt.AlignmentFlag.AlignRight for head, _ in sides)


def test_before_an_audience_titles_and_figures_are_read_whole(panel):
    theme().choose("light")
    table, head = panel.table, panel.table.horizontalHeader()
    columns = [column for column in range(panel.model.columnCount()) if not table.isColumnHidden(column)]
    usual = [table.columnWidth(column) for column in columns]
    theme().project(True)
    try:
        for column in columns[1:]:
            assert max(table.sizeHintForColumn(column), head.sectionSizeHint(column)) <= table.columnWidth(column)
    finally:
        theme().project(False)
    assert [table.columnWidth(column) for column in columns] == usual


@pytest.mark.parametrize("width", [220, 420])
def test_in_a_narrow_dock_the_switches_are_read_whole(qtbot, panel, width):
    theme().choose("light")
    panel.resize(width, 260)
    buttons = (*panel.view.buttons, *panel.scope.buttons)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert (panel.scope.y() > panel.view.y()) == (width == 220)
    assert panel.filter.width() >= 60


def test_what_is_unknown_sorts_last(panel, book):
    add(book, 3, 0.1, 0.1, best=None)
    run = book.store.runs[0]
    book.keep(msgspec.structs.replace(run, metrics={}), Traces())
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.table.sortByColumn(header(panel, "Loss"), order)
        assert names(panel)[-1] == "run 4"


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"])
def test_a_run_of_a_day_that_cannot_be_written_here_is_listed(panel, book, moment):
    run = add(book, 3, 0.5, 0.1)
    book.keep(msgspec.structs.replace(run, started=datetime.datetime.fromisoformat(moment)), Traces())
    panel.filter.setText("run 4")
    assert panel.order.index(0, header(panel, "Started")).data() == "—"


def test_the_filter_and_the_scope(qtbot, panel, book):
    add(book, 3, 0.5, 0.1, document="other.vnn")
    assert len(names(panel)) == 3
    qtbot.mouseClick(panel.scope.button("all"), Qt.MouseButton.LeftButton)
    assert names(panel)[0] == "run 4"
    qtbot.keyClicks(panel.filter, "OTHER 0.5")
    assert names(panel) == ["run 4"]
    qtbot.keyClicks(panel.filter, "x")
    assert "No run matches" in panel.hint.text()
    assert panel.pages.currentWidget() is panel.hint


def test_what_only_runs_of_other_documents_know_takes_no_room(qtbot, panel, book):
    run = add(book, 3, 0.5, 0.1, document="other.vnn")
    book.keep(msgspec.structs.replace(run, metrics={"test": {"accuracy": 0.5}}), Traces())
    column = header(panel, "Test accuracy")
    assert panel.table.isColumnHidden(column)
    qtbot.mouseClick(panel.scope.button("all"), Qt.MouseButton.LeftButton)
    assert not panel.table.isColumnHidden(column)
    panel.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert names(panel)[0] == "run 4"
    qtbot.mouseClick(panel.scope.button("here"), Qt.MouseButton.LeftButton)
    assert panel.table.isColumnHidden(column)
    assert names(panel) == ["run 3", "run 2", "run 1"]
    assert panel.table.horizontalHeader().sortIndicatorSection() == header(panel, "Started")


def test_without_runs_it_says_how_they_come(qtbot, trainer, tmp_path):
    empty = RunsPanel(RunBook(trainer.document, lambda: "", RunStore(tmp_path / "none"), trainer), trainer)
    qtbot.addWidget(empty)
    empty.show()
    assert "Press Train" in empty.hint.text()
    assert not any(action.isEnabled() for action in empty.actions_)


def test_a_ticked_run_is_drawn_in_the_loss_panel(qtbot, panel, trainer):
    loss = LossPanel(trainer)
    qtbot.addWidget(loss)
    panel.overlaid.connect(loss.show_runs)
    rect = panel.table.visualRect(panel.order.index(2, 0))
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 10, rect.center().y()))
    loss.smoothing.setValue(0)
    (line,) = loss.plot.lines.values()
    np.testing.assert_allclose(line.y, [1.5, 1.0, 0.5])
    assert "run 1" in loss.legend.text()
    assert panel.model.colours[panel.table.run(2).id] == line.colour
    select(panel, 2)
    panel.deleting.trigger()
    assert loss.plot.lines == {}


def test_ticked_runs_look_unlike_each_other_and_the_training_there_is(qtbot, panel, book, trainer):
    for minute in range(3, 8):
        add(book, minute, 0.5, 0.1)
    trainer.session.record(loss=[0.9, 0.5], validation=0.4)
    loss = LossPanel(trainer)
    qtbot.addWidget(loss)
    panel.overlaid.connect(loss.show_runs)
    loss.smoothing.setValue(0)
    for row in range(8):
        panel.model.setData(panel.model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    runs = {name: (line.colour, line.dash) for name, line in drawn(loss).items() if name.startswith("run")}
    assert len(set(runs.values())) == len(runs) == 8
    assert not {colour for colour, _ in runs.values()} & set(colours().series[:2])  # of training and of validation


def test_comparing_says_what_differs_and_which_is_better(panel):
    panel.compare()
    assert "Select two or more" in panel.hint.text()
    select(panel, 1, 2)
    panel.comparing.trigger()
    rows = {row[0]: row[1:] for row in panel.comparison.texts()}
    assert rows == {"Loss": ["0.25", "0.5"], "Learning rate": ["0.01", "0.1"], "Seed": ["1", "0"]}
    bold = [panel.comparison.item(0, column).font().bold() for column in (1, 2)]
    assert bold == [True, False]


def test_a_measure_has_its_columns_where_a_run_knows_it(panel, book, tmp_path):
    panel.table.sortByColumn(header(panel, "Rate"), Qt.SortOrder.AscendingOrder)
    select(panel, 0)
    chosen = [run.id for run in panel.chosen]
    run = add(book, 4, 0.5, 0.3)
    metrics = {"train": {"loss": 0.5, "loss/digit": 0.2, "r2": 0.25}, "test": {"r2": 0.125, "perplexity": 3.0}}
    book.keep(msgspec.structs.replace(run, metrics=metrics), Traces())
    assert [run.id for run in panel.chosen] == chosen
    assert names(panel) == ["run 2", "run 1", "run 4", "run 3"]  # still by their rates
    row = names(panel).index("run 4")
    cells = {title: panel.order.index(row, header(panel, title)).data() for title in ("R²", "Test R²", "Loss (digit)")}
    assert cells == {"R²": "0.25", "Test R²": "0.125", "Loss (digit)": "0.2"}
    assert panel.table.isColumnHidden(header(panel, "Validation R²"))
    panel.export(tmp_path / "runs.csv")
    with (tmp_path / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        line = list(csv.DictReader(file))[row]
    assert (line["test_r2"], line["test_perplexity"], line["train_loss/digit"]) == ("0.125", "3.0", "0.2")


def test_a_better_share_that_is_explained_is_the_larger_one(panel, book):
    for minute, r2 in ((4, 0.25), (5, 0.5)):
        run = add(book, minute, 0.5, 0.1)
        book.keep(msgspec.structs.replace(run, metrics={"test": {"r2": r2}}), Traces())
    select(panel, 0, 1)
    panel.compare()
    (row,) = [n for n, texts in enumerate(panel.comparison.texts()) if texts[0] == "Test R²"]
    assert [panel.comparison.item(row, column).font().bold() for column in (1, 2)] == [True, False]


def test_a_comparison_has_the_colours_of_the_theme_in_force(panel):
    select(panel, 0, 1)
    panel.compare()
    for mode in ("dark", "light"):
        theme().choose(mode)
        assert panel.comparison.item(1, 1).foreground().color() == QColor(colours().text)


def test_where_nothing_differs_it_is_said(panel, book):
    for _ in range(2):
        add(book, 4, 0.5, 0.1)
    select(panel, 0, 1)
    panel.compare()
    assert panel.pages.currentWidget() is panel.hint
    assert "Nothing differs" in panel.hint.text()


def test_of_equals_all_are_marked_as_the_best(panel, book):
    add(book, 4, 0.25, 0.1)
    book.tell()
    select(panel, 0, 1, 2)
    panel.compare()
    (row,) = [n for n, texts in enumerate(panel.comparison.texts()) if texts[0] == "Loss"]
    assert panel.comparison.texts()[row][1:] == ["0.25", "2", "0.25"]
    assert [panel.comparison.item(row, column).font().bold() for column in (1, 2, 3)] == [True, False, True]


def test_comparing_tells_differences_of_the_graph(panel, book, trainer):
    def wider(graph):
        return edits.set_param(graph, graph.find("hidden layer").id, "units", 5, None)

    trainer.document.edit_graph("edit", wider)
    add(book, 0, 0.5, 0.1)
    select(panel, *[row for row, name in enumerate(names(panel)) if name in ("run 1", "run 4")])
    panel.comparing.trigger()
    (row,) = [row for row in panel.comparison.texts() if "hidden layer" in row[0]]
    assert sorted(row[1:]) == ["2", "5"]


def test_a_long_name_leaves_room_for_the_other_runs(panel, book):
    book.store.rename(book.store.runs[0].id, "learns far too slowly, and diverges in the end " * 4)
    book.tell()
    assert panel.table.columnWidth(0) < 300
    select(panel, 0, 1, 2)
    panel.compare()
    columns = [panel.comparison.columnViewportPosition(column) for column in range(4)]
    assert columns[3] + 40 < panel.comparison.viewport().width()
    assert "in the end" in panel.comparison.horizontalHeaderItem(1).toolTip()


def test_figures_and_dates_are_not_cut_and_dragged_columns_stay(panel, book):
    dates, losses = header(panel, "Started"), header(panel, "Loss")
    panel.table.setColumnWidth(losses, 50)
    add(book, 4, 0.00012345, 0.1)
    book.tell()
    room = panel.table.columnWidth(dates) - panel.table.fontMetrics().horizontalAdvance("2026-01-01 00:00")
    assert room > 4
    assert panel.table.columnWidth(losses) == 50


def test_a_run_of_a_race_says_which_variant_it_was_until_it_has_a_name(panel, book):
    remark = Message("race_run", {"vary": "activation", "value": "relu"})
    run = add(book, 4, 0.1, 0.1, remarks=(remark,))
    book.tell()
    assert names(panel)[0] == "run 4 · ReLU"
    book.store.rename(run.id, "the winner")
    book.tell()
    assert names(panel)[0] == "the winner"


def test_remarks_are_in_the_tool_tip_but_those_that_only_another_version_knows(panel, book, tmp_path):
    known = Message("run_rate", {"step": 3, "rate": 0.5})
    race = Message("race_run", {"vary": "activation", "value": "relu"})
    foreign = (Message("run_rate"), Message("of_tomorrow"), Message("race_run", {"vary": "activation"}))
    add(book, 4, 0.1, 0.1, remarks=(*foreign, known, race))
    book.tell()
    tip = panel.order.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == [known.text, race.text]
    panel.export(tmp_path / "runs.csv")
    assert f"{known.text} {race.text}" in (tmp_path / "runs.csv").read_text("utf-8-sig")


def test_renaming_in_place_lasts(qtbot, panel, book):
    select(panel, 0)
    panel.renaming.trigger()
    editor = panel.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "fast one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(panel)[0] == "fast one")
    assert RunStore(book.store.place).runs[0].name == "fast one"


def test_deleted_runs_can_be_brought_back(qtbot, panel, book):
    select(panel, 0, 1)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert names(panel) == ["run 1"]
    panel.undeleting.trigger()
    assert names(panel) == ["run 3", "run 2", "run 1"]
    assert not panel.undeleting.isEnabled()


def test_export_writes_every_column_of_what_is_listed(panel, tmp_path):
    panel.table.sortByColumn(header(panel, "Loss"), Qt.SortOrder.AscendingOrder)
    panel.export(tmp_path / "runs.csv")
    assert (tmp_path / "runs.csv").read_bytes().startswith(codecs.BOM_UTF8)  # without it Excel garbles Korean names
    with (tmp_path / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["train_loss"]) for row in rows] == [0.25, 0.5, 2.0]
    assert rows[0]["learning_rate"] == "0.01"
    assert rows[0]["started"].startswith("2026-01-01T00:01")
    assert rows[0]["test_accuracy"] == ""


def test_restoring_is_an_edit_that_can_be_undone(panel, trainer):
    given = []

    def renew(weights, remark):
        given.append((weights, remark))
        return True

    trainer.renew = renew
    document = trainer.document
    document.apply("stop", lambda project: msgspec.structs.replace(project, stopping=Stopping(loss=0.1)))
    before = document.value
    select(panel, 0)
    panel.restoring.trigger()
    assert trainer.document.value.training.learning_rate == 1.0
    assert not trainer.document.value.stopping.active
    assert trainer.document.value.notes == before.notes
    assert given[0][0]["output layer/b"] == [2]
    assert "with the weights it had learned" in panel.note.text()
    trainer.document.undo()
    assert trainer.document.value == before


def test_a_network_is_restored_without_weights_that_are_not_its_own(panel, book, trainer):
    trainer.renew = lambda weights, remark: pytest.fail("they do not fit")
    select(panel, 0)
    (run,) = panel.chosen
    for final in ({}, {"hidden layer/W": np.zeros((9, 9), np.float32)}):
        book.keep(run, Traces((), final, final))
        panel.restoring.trigger()
        assert trainer.document.value.training.learning_rate == 1.0
        assert "not the weights" in panel.note.text()


def test_a_network_is_restored_without_weights_that_cannot_be_read_and_both_is_told(panel, book, trainer):
    trainer.renew = lambda weights, remark: pytest.fail("there are none")
    select(panel, 0)
    (book.store.place / panel.chosen[0].id / "traces.npz").write_bytes(b"x")
    panel.restoring.trigger()
    assert trainer.document.value.training.learning_rate == 1.0
    assert "cannot be read" in panel.note.text()
    assert "is back, but not the weights it had learned. Undo returns yours." in panel.note.text()


def test_restarting_takes_the_same_weights_and_seed_if_they_fit(panel, trainer):
    started = []
    trainer.restart = lambda weights, seed, remark: started.append((weights, seed))
    select(panel, 0)
    panel.restarting.trigger()
    ((weights, seed),) = started
    assert (seed, weights["hidden layer/W"].tolist()) == (2, [[2, 2], [2, 2]])
    hidden = trainer.document.graph.find("hidden layer").id
    trainer.document.edit_graph("edit", lambda graph: edits.set_param(graph, hidden, "units", 3, None))
    panel.restarting.trigger()
    assert len(started) == 1
    assert "restore its network first" in panel.note.text()


def test_damaged_arrays_are_told_and_nothing_else_happens(panel, book):
    for file in book.store.place.rglob("traces.npz"):
        file.write_bytes(b"")
    select(panel, 0)
    panel.restarting.trigger()
    assert "cannot be read" in panel.note.text()


def test_that_curves_cannot_be_drawn_is_told_until_they_can(panel, book):
    (file,) = (book.store.place / panel.model.runs[0].id).glob("traces.npz")
    whole = file.read_bytes()
    file.write_bytes(b"")
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "cannot be read" in panel.note.text()
    file.write_bytes(whole)
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert panel.note.text() == ""


def test_runs_that_cannot_be_read_take_a_sentence_and_are_listed_in_its_tool_tip(qtbot, trainer, tmp_path):
    for number in range(30):
        folder = tmp_path / "runs" / f"{number:02}"
        folder.mkdir(parents=True)
        (folder / "run.json").write_text("{")
    panel = RunsPanel(RunBook(trainer.document, lambda: "", RunStore(tmp_path / "runs"), trainer), trainer)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.note.text().count("cannot be read") == 1
    listed = panel.note.toolTip().splitlines()
    assert listed[1].startswith("01: ")
    assert listed[-1] == "…"


def test_the_run_that_learns_shows_where_it_stands(qtbot, panel, book, trainer):
    project = book._document.value
    running = Run(
        id=new_id(), started=BEGIN + datetime.timedelta(minutes=9), project=project, state="running", document="xor.vnn"
    )
    book.keep(running, Traces())

    def cell(title):
        return panel.order.index(0, header(panel, title)).data()

    assert (cell("Steps"), cell("Loss"), cell("State")) == ("0", "", "training")
    trainer.session.run_id = running.id
    trainer.train()
    for loss, step in ((0.5, "4"), (0.25, "8")):
        trainer.session.record(validation=2 * loss, loss=[loss] * 4)
        trainer._summarised = 0.0  # long ago
        trainer._publish(trainer.session.poll())
        qtbot.waitUntil(lambda step=step: cell("Steps") == step)
        assert (cell("Loss"), cell("Validation loss")) == (f"{loss:g}", f"{2 * loss:g}")
        assert not panel.table.isColumnHidden(header(panel, "Validation loss"))
    book.tell()  # another run was kept: what is known by now stays
    assert cell("Steps") == "8"
    book.keep(msgspec.structs.replace(running, state="finished", steps=9, metrics={"train": {"loss": 0.125}}), Traces())
    assert (cell("Steps"), cell("Loss"), cell("State")) == ("9", "0.125", "finished")


def test_a_name_can_be_written_while_a_run_learns(qtbot, panel, book):
    run = book.store.runs[0]
    book.keep(msgspec.structs.replace(run, state="running"), Traces())
    select(panel, 0)
    panel.renaming.trigger()
    editor = panel.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "half")
    panel.model.follow(msgspec.structs.replace(run, state="running", steps=77))
    book.keep(msgspec.structs.replace(run, state="running", steps=77), Traces())  # as it is after a while
    add(book, 9, 0.1, 0.1)  # and another one begins
    qtbot.keyClicks(editor, " way")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(panel) == ["run 4", "half way", "run 2", "run 1"])
    assert panel.order.index(1, header(panel, "Steps")).data() == "77"


def test_optimizers_have_their_names_and_files_their_codes(panel, tmp_path):
    assert panel.order.index(0, header(panel, "Optimizer")).data() == "Gradient descent"
    panel.export(tmp_path / "runs.csv")
    with (tmp_path / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["optimizer"] for row in csv.DictReader(file)] == ["sgd"] * 3


def test_of_a_run_with_two_losses_each_is_drawn(qtbot, panel, book, trainer):
    run = add(book, 5, 0.1, 0.1)
    names = ("loss", "loss/one", "loss/two", "accuracy/two")
    values = np.float32([[3, 1, 2, 0.5], [6, 2, 4, 0.75]])
    validation = Curves(("validation_loss/one",), np.array([2]), np.float32([[9]]))
    book.keep(run, Traces((Curves(names, np.arange(1, 3), values), validation), {}, {}))
    loss = LossPanel(trainer)
    qtbot.addWidget(loss)
    panel.overlaid.connect(loss.show_runs)
    loss.smoothing.setValue(0)
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    lines = drawn(loss)
    assert {name: list(line.y) for name, line in lines.items()} == {
        "run 4, one": [1, 2],
        "run 4, one (validation)": [9],
        "run 4, two": [2, 4],
    }
    assert lines["run 4, one"].dash != lines["run 4, two"].dash
    loss.choice.button("accuracy").click()
    assert {name: list(line.y) for name, line in drawn(loss).items()} == {"run 4, two": [0.5, 0.75]}


@pytest.mark.parametrize("name", ["twin", "loss", "~x", "run 0"])
def test_runs_may_be_called_alike_or_like_a_curve(qtbot, panel, book, trainer, name):
    """Of two that were called alike one was drawn, and one called “loss” was replaced by the training there is."""
    trainer.session.record(loss=[0.9, 0.5])
    loss = LossPanel(trainer)
    qtbot.addWidget(loss)
    panel.overlaid.connect(loss.show_runs)
    for row in range(2):
        panel.model.setData(panel.model.index(row, 0), name, Qt.ItemDataRole.EditRole)
    for row in range(2):
        panel.model.setData(panel.model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    titles = [loss.plot.name_of(line) for line in loss.plot.lines]
    assert titles.count(name) == 2
    assert loss.legend.text().count(name) == 2


def test_figures_of_runs_in_the_legend_are_as_exact_as_those_of_the_training(qtbot, panel, book, trainer):
    loss = LossPanel(trainer)
    qtbot.addWidget(loss)
    panel.overlaid.connect(loss.show_runs)
    loss.smoothing.setValue(90)
    run = add(book, 5, 0.1, 0.1)
    steps = np.arange(1, 6)
    book.keep(run, Traces((Curves(("loss",), steps, np.float32([[9], [9], [9], [9], [0.125]])),), {}, {}))
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert loss.legend.text() == "last step   run 4 0.125"
    means = Curves(("epoch_loss",), np.array([5]), np.float32([[7.225]]))
    book.keep(run, Traces((Curves(("loss",), steps, np.float32([[9], [9], [9], [9], [0.125]])), means), {}, {}))
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert loss.legend.text() == "last epoch   run 4 7.225"


def test_the_legend_tells_the_training_there_is_first_and_of_which_step_or_epoch_only_what_is_true_of_all(
    panel, book, trainer, show
):
    loss = show(LossPanel, trainer)
    panel.overlaid.connect(loss.show_runs)
    run = add(book, 5, 0.1, 0.1)
    curves = (
        Curves(("loss",), np.arange(1, 4), np.float32([[9], [8], [7]])),
        Curves(("validation_loss",), np.array([2]), np.float32([[6]])),
        Curves(("epoch_loss",), np.array([2]), np.float32([[8.5]])),
    )
    book.keep(run, Traces(curves, {}, {}))
    panel.model.setData(panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert loss.legend.text() == "last epoch   run 4 8.5   run 4 (validation) 6"
    trainer.session.record(loss=[0.9, 0.5])
    trainer._tick()
    assert loss.legend.text() == "training 0.5   run 4 8.5   run 4 (validation) 6"


def test_saved_as_another_file_older_runs_go_along_and_stay(panel, book, trainer, tmp_path):
    document = trainer.document
    first, second = tmp_path / "first.vnn", tmp_path / "second.vnn"
    document.mark_saved(first)
    assert names(panel) == ["run 3", "run 2", "run 1"]  # they were made before there was a file
    run = add(book, 7, 0.5, 0.1, path=str(first))
    book.keep(msgspec.structs.replace(run, state="running"), Traces())  # goes on while the file is saved
    document.mark_saved(second)
    book.keep(msgspec.structs.replace(run, steps=9), Traces())
    assert names(panel) == ["run 4", "run 3", "run 2", "run 1"]
    again = {run.number: run for run in RunStore(book.store.place).runs}
    assert again[4].also == (str(second),)
    assert again[1].also == (str(first), str(second))
    document.replace(document.value, first)
    assert len(names(panel)) == 4
    document.replace(document.value, tmp_path / "third.vnn")
    assert names(panel) == []
    document.replace(document.value)  # a new document of the same name is another one
    assert names(panel) == []
