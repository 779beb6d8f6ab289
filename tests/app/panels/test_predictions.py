"""Predictions take the form that fits the data."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from visualnn.app.panels.digits import decimals
from visualnn.app.panels.pictures import PictureGrid, Pictures
from visualnn.app.panels.plane import Plane
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.regression import Regression
from visualnn.app.panels.strip import TextStrip
from visualnn.app.panels.surface import RESOLUTION, Surface
from visualnn.app.panels.taking import fill_for_all
from visualnn.app.panels.truth import TruthTable
from visualnn.app.panels.wave import Wave
from visualnn.app.panels.writing import Writing
from visualnn.app.theme import theme
from visualnn.blocks.spec import ValueType
from visualnn.data import catalogue
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.ink import framed
from visualnn.graph.model import Block, Graph, Wire
from visualnn.project.format import Project
from visualnn.training.inspection import Seen


@pytest.fixture
def predictions(open_project, show, qtbot):
    """Show the panel for a sample whose network answers with a function of x."""

    def predictions(sample, answer, values=None):
        trainer = open_project(sample)
        session = trainer.session
        session.answers["predict"] = lambda x, loss: answer(x)
        session.answers["see"] = lambda x, loss, ids: Seen(answer(x), {i: values(x) for i in ids} if values else {})
        panel = show(PredictionsPanel, trainer)
        trainer._tick()
        return panel

    return predictions


def test_two_inputs_give_a_surface_and_a_truth_table(predictions):
    panel = predictions("xor", lambda x: x[:, :1] * (1 - x[:, 1:]))  # right but for the row 0 1
    assert isinstance(panel.view, Surface)
    surface = panel.view._answer.reshape(RESOLUTION, RESOLUTION)
    x, y = panel.view._plane.grid[5 * RESOLUTION + 9]
    assert surface[5, 9] == pytest.approx(x * (1 - y))
    table = panel.view.table
    rows = [[table.cells.item(row, column).text() for column in range(4)] for row in range(4)]
    assert rows == [
        ["0", "0", "0", "0.000  ✓"],
        ["0", "1", "1", "0.000  ✗"],
        ["1", "0", "1", "1.000  ✓"],
        ["1", "1", "0", "0.000  ✓"],
    ]
    assert not panel.grab().isNull()


def many_inputs(target: str, rows: list[list[float]], **scaled: tuple[bool, ...]) -> Dataset:
    """Rows of four numbers, and one to predict, or the number of a class."""
    numbers = np.array(rows, np.float32)
    classes = target == "kind"
    info = DataInfo(
        types={"x": ValueType((4,)), "y": ValueType((), "index", 2) if classes else ValueType((1,))},
        labels=("cat", "dog") if classes else (),
        columns=("a", "b", "c", "d", target),
        rows={"train": len(rows)},
        scaled=scaled,
    )
    return Dataset(info, numbers[:, :4], numbers[:, 4].astype(np.int32) if classes else numbers[:, 4:])


def listed(table: TruthTable) -> list[list[str]]:
    """The heads, then the rows."""
    cells = table.cells
    heads = [cells.horizontalHeaderItem(column).text() for column in range(cells.columnCount())]
    rows = range(cells.rowCount())
    return [heads, *([cells.item(row, column).text() for column in range(len(heads))] for row in rows)]


def test_of_many_inputs_target_and_prediction_come_first(qtbot):
    """Decimal points stand below each other: numbers end at the right and have as many digits in all rows."""
    table = TruthTable(many_inputs("price", [[1, 0.5, -12.25, 1e-9, 150], [2, 0.25, 3.5, 0, 98.5]]))
    qtbot.addWidget(table)
    table.show_answer(np.array([[149.96], [1e9]]))
    assert listed(table) == [
        ["price, true", "predicted", "a", "b", "c", "d"],
        ["150.0", "150.0", "1", "0.50", "-12.25", "1.00e-09"],
        ["98.5", "1.00e+09", "2", "0.25", "3.50", "0.00e+00"],
    ]
    assert all(table.cells.item(0, column).textAlignment() & Qt.AlignmentFlag.AlignRight for column in range(6))
    assert table.table().splitlines() == [
        '"price, true",predicted,a,b,c,d',
        "150,149.96,1,0.5,-12.25,1e-09",
        "98.5,1e+09,2,0.25,3.5,0",
    ]


def test_a_predicted_class_stands_beside_the_true_one_with_its_probability(qtbot):
    table = TruthTable(many_inputs("kind", [[0, 0, 0, 0, 1], [1, 1, 1, 1, 0]]))
    qtbot.addWidget(table)
    table.show_answer(np.array([[0.03, 0.97], [0.4, 0.6]]))
    assert [row[:3] for row in listed(table)] == [
        ["kind, true", "predicted", "probability"],
        ["dog", "dog", "97%  ✓"],
        ["cat", "dog", "60%  ✗"],
    ]
    assert table.table().splitlines()[1] == "dog,dog,0.97,0,0,0,0"
    table.show_answer(np.full((2, 2), np.nan))
    assert [row[1:3] for row in listed(table)[1:]] == [["—", "nan%  ✗"]] * 2
    assert not table.grab().isNull()


def test_names_of_classes_are_taken_along_whole(qtbot):
    data = many_inputs("kind", [[0, 0, 0, 0, 1]])
    table = TruthTable(replace(data, info=msgspec.structs.replace(data.info, labels=("cat", "big  dog"))))
    qtbot.addWidget(table)
    table.show_answer(np.array([[0.25, 0.75]]))
    assert table.table().splitlines()[1] == "big  dog,big  dog,0.75,0,0,0,0"


def test_what_is_not_a_number_is_not_right(qtbot):
    table = TruthTable(many_inputs("yes", [[0, 0, 0, 0, 0], [0, 0, 0, 0, 1]]))
    qtbot.addWidget(table)
    table.show_answer(np.full((2, 1), np.nan))
    assert [row[1] for row in listed(table)[1:]] == ["nan  ✗"] * 2


@pytest.mark.parametrize(
    ("values", "trimmed", "full"),
    [
        ([0, 1], 0, 3),
        ([0.5, 1], 1, 3),
        ([0.02, -0.015], 3, 5),
        ([12345, 1.5], 0, 0),
        ([np.nan, 0.25], 2, 4),
        ([], 0, 3),
        ([np.inf, 3e8], None, None),
    ],
)
def test_a_column_has_as_many_digits_as_its_largest_number_needs(values, trimmed, full):
    assert decimals(np.array(values)) == trimmed
    assert decimals(np.array(values), trimmed=False) == full


def test_before_an_audience_heads_and_predictions_are_read_whole(qtbot):
    """Made before or meanwhile, and as narrow as it was afterwards."""
    theme().choose("light")
    data = many_inputs("kind", [[0, 0, 0, 0, 1], [1, 1, 1, 1, 0]])

    def made():
        table = TruthTable(data)
        qtbot.addWidget(table)
        table.show()
        return table

    def whole(table):
        table.show_answer(np.array([[0.0, 1.0], [1.0, 0.0]]))
        cells, head = table.cells, table.cells.horizontalHeader()
        needed = [max(cells.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(cells.columnCount())]
        return all(cells.columnWidth(number) >= width for number, width in enumerate(needed))

    usual = made()
    width = usual.cells.columnWidth(0)
    theme().project(True)
    try:
        assert whole(usual)
        assert whole(made())
        assert usual.cells.columnWidth(0) > 1.2 * width
    finally:
        theme().project(False)
    assert usual.cells.columnWidth(0) == width


def test_where_it_is_narrow_the_surface_keeps_the_room_of_the_list(predictions, qtbot):
    panel = predictions("xor", lambda x: x[:, :1])
    panel.resize(480, 300)
    qtbot.waitUntil(lambda: panel.view.table.isVisible())
    panel.resize(300, 220)
    qtbot.waitUntil(lambda: not panel.view.table.isVisible())
    qtbot.waitUntil(lambda: panel.view.plot.width() > 150)


def test_pictures_show_the_wrong_ones_first(predictions):
    panel = predictions("digits", lambda x: np.eye(10)[np.zeros(len(x), int)])  # everything is taken for a 0
    view = panel.view
    assert isinstance(view, Pictures)
    truth = view.grid._truth
    wrong = int((truth != 0).sum())
    assert view.grid.title == f"{wrong} of 240 wrong, from 359 test rows"
    assert (truth[view.grid.order[:wrong]] != 0).all()
    assert (truth[view.grid.order[wrong:]] == 0).all()
    assert view.grid.caption(int(view.grid.order[0])).endswith("→ 0 (100%)")
    assert not panel.grab().isNull()


def test_of_a_network_whose_numbers_broke_nothing_is_right(predictions, qtbot):
    panel = predictions("digits", lambda x: np.full((len(x), 10), np.nan))
    view = panel.view
    assert view.grid.title == "240 of 240 wrong, from 359 test rows"
    assert view.grid.caption(0) == f"{view._truth[0]} → — (0%)"
    assert not panel.grab().isNull()
    switch(panel, "confusion", qtbot)
    assert panel.view.counts.sum() == 0
    assert panel.view.map.title.startswith("0 of ")


def test_captions_follow_the_answers_but_probabilities_rest(qtbot):
    """They would flicker, thirty times a second."""
    grid = PictureGrid(np.zeros((2, 28, 28), np.uint8), np.array([0, 1]), ("a", "b"))
    qtbot.addWidget(grid)
    grid.show_predictions(np.array([[0.9, 0.1], [0.8, 0.2]]))
    assert [grid.caption(0), grid.caption(1)] == ["a (90%)", "b → a (80%)"]
    grid.show_predictions(np.array([[0.7, 0.3], [0.4, 0.6]]))
    assert [grid.caption(0), grid.caption(1)] == ["a (90%)", "b (60%)"]
    qtbot.waitUntil(lambda: grid.caption(0) == "a (70%)", timeout=2000)


def test_while_training_goes_on_mostly_the_pictures_in_view_are_asked_about(predictions, qtbot):
    asked = []

    def predict(x):
        asked.append(len(x))
        return np.eye(10)[np.full(len(x), len(asked) % 10)]

    panel = predictions("digits", predict)
    panel.resize(400, 260)
    session, view, grid = panel.trainer.session, panel.view, panel.view.grid
    session.state = "running"
    seen = len(grid.in_view())
    assert 0 < seen < len(view._truth) / 2
    for step in range(4):
        session.record(loss=[step])
        panel.trainer._tick()
        qtbot.wait(40)
    assert seen in asked
    session.state = "paused"
    session.record(loss=[9.0])
    panel.trainer._tick()
    qtbot.waitUntil(lambda: asked[-1] == len(view._truth), timeout=2000)  # the others, too, when nothing comes any more
    qtbot.waitUntil(lambda: (grid.predicted == len(asked) % 10).all(), timeout=2000)


def test_while_training_goes_on_the_confusion_matrix_asks_about_a_share_of_the_rows_in_turns(predictions, qtbot):
    asked = []

    def predict(x):
        asked.append(len(x))
        return np.eye(10)[np.full(len(x), answer)]

    answer = 0
    panel = predictions("digits", predict)
    switch(panel, "confusion", qtbot)
    session, view = panel.trainer.session, panel.view
    rows = len(view._truth)
    session.state = "running"
    asked.clear()
    answer = 1
    for step in range(16):
        session.record(loss=[step])
        panel.trainer._tick()
        qtbot.wait(40)
    assert max(asked) < rows / 8
    assert view.counts[:, 1].sum() > rows / 2  # most rows have been asked about again
    assert view.counts.sum() == rows
    session.state = "paused"
    answer = 2
    session.record(loss=[9.0])
    panel.trainer._tick()
    qtbot.waitUntil(lambda: view.counts[:, 2].sum() == rows, timeout=2000)  # and all of them in the end


def test_text_is_unrolled_character_by_character(predictions, tmp_path):
    answer = np.eye(4)[[1, 2, 2, 3]]  # of h e l o: "ello"
    states = np.linspace(-1, 1, 4 * 8).reshape(4, 8)
    panel = predictions(
        "hello_rnn",
        lambda x: np.broadcast_to(answer, (len(x), 4, 4)),
        lambda x: np.broadcast_to(states, (len(x), 4, 8)),
    )
    assert isinstance(panel.view, TextStrip)
    np.testing.assert_array_equal(panel.view.columns._states, states)
    assert panel.view.summary.text() == "4 of 4 right: predicted “ello”"
    panel.view.columns.save_picture(tmp_path / "steps.svg")
    drawn = (tmp_path / "steps.svg").read_text(encoding="utf-8")
    assert "window 1: 4 of 4 right: predicted “ello”" in drawn, "the line above belongs to it"
    assert not panel.grab().isNull()


def test_it_asks_once_a_picture_and_only_when_something_changed(predictions, qtbot):
    panel = predictions("xor", lambda x: x[:, :1])
    session = panel.trainer.session
    session.state = "running"
    session.record(loss=[1.0])
    panel.trainer._tick()
    asked = len(session.asked)
    for step in range(10):
        session.record(loss=[step])
        panel.trainer._tick()
    assert len(session.asked) == asked
    qtbot.wait(600)
    count = len(session.asked)
    assert asked < count <= asked + 2
    qtbot.wait(500)
    assert len(session.asked) == count
    session.state = "paused"


def test_hidden_it_asks_nothing(predictions):
    panel = predictions("xor", lambda x: x[:, :1])
    session = panel.trainer.session
    panel.hide()
    asked = len(session.asked)
    session.record(loss=[1.0])
    panel.trainer._tick()
    assert len(session.asked) == asked


@pytest.mark.parametrize("width", [260, 420, 900])
def test_a_surface_is_no_wider_than_its_view(predictions, qtbot, width):
    panel = predictions("xor", lambda x: x[:, :1])
    panel.resize(width, 260)
    qtbot.wait(50)
    plot = panel.view.plot
    box = plot.mapFromScene(plot.getPlotItem().getViewBox().sceneBoundingRect()).boundingRect()
    assert 0 < box.left() < box.right() <= plot.width()
    assert plot.getPlotItem().titleLabel.text.startswith("Prediction")


def test_several_losses_can_be_chosen_from(open_project, show):
    trainer = open_project("vanishing")
    trainer.session.answers["predict"] = lambda x, loss: np.eye(10)[np.full(len(x), loss)]
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    assert [panel.output.itemText(i) for i in range(panel.output.count())] == ["sigmoid loss", "relu loss"]
    assert panel.output.isVisible()


def test_every_loss_is_judged_by_its_own_data(open_project, show):
    trainer = open_project("gates")
    losses = [block for block in trainer.graph.blocks if block.kind == "loss"]
    trainer.session.data = {
        loss.id: catalogue.load(trainer.graph.find(loss.name.removesuffix(" loss"))) for loss in losses
    }
    trainer.session.answers["predict"] = lambda x, loss: x.max(axis=1, keepdims=True)  # as OR answers
    panel = show(PredictionsPanel, trainer)
    trainer._tick()

    def said(loss):
        panel.output.setCurrentText(loss)
        trainer._tick()
        table = panel.view.table if isinstance(panel.view, Surface) else panel.view
        return [row[-1][-1] for row in listed(table)[1:]]

    assert said("AND loss") == ["✓", "✗", "✗", "✓"]
    assert said("OR loss") == ["✓", "✓", "✓", "✓"]
    assert said("NOT loss") == ["✗", "✗", "✗", "✗"]
    assert list(panel._choices) == ["table"]  # it has one input


def test_a_loss_without_rows_and_targets_has_no_view(open_project, show):
    trainer = open_project("gates")
    of_or = list(trainer.session.data)[1]
    trainer.session.data[of_or] = None
    trainer.session.answers["predict"] = lambda x, loss: x[:, :1]
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    assert panel.view

    panel.output.setCurrentText("OR loss")
    assert panel.unfit.isVisible()
    assert panel.view is None


def test_the_names_of_losses_have_room(open_project, show):
    trainer = open_project("gates")
    trainer.session.answers["predict"] = lambda x, loss: x[:, :1]
    panel = show(PredictionsPanel, trainer, size=(620, 260))
    trainer._tick()
    panel.layout().activate()
    assert panel.output.width() >= panel.output.sizeHint().width()
    assert panel.output.sizeHint().width() > panel.output.fontMetrics().horizontalAdvance("NAND loss")


def test_the_hidden_states_of_a_text_are_those_before_the_loss(open_project, show):
    trainer = open_project("memory")
    session = trainer.session
    session.answers["see"] = lambda x, loss, ids: Seen(np.zeros((*x.shape, 6)), {})
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    for loss, layer in enumerate(("RNN", "LSTM", "GRU")):
        panel.output.setCurrentText(f"{layer} loss")
        trainer._tick()
        assert session.asked[-1][2:] == (loss, (trainer.graph.find(f"{layer} layer").id,))


def switch(panel, key, qtbot):
    panel.choice.button(key).click()
    qtbot.waitUntil(lambda: panel._inquiry._asked is not None and panel._inquiry._asked.done())
    panel.trainer._tick()


def test_the_table_lists_the_rows_that_were_held_out_and_says_so(qtbot):
    dataset = many_inputs("price", [[row, 0, 0, 0, 10 * row] for row in range(5)])
    table = TruthTable(replace(dataset, info=msgspec.structs.replace(dataset.info, rows={"train": 3, "validation": 2})))
    qtbot.addWidget(table)
    table.show()

    assert table.inputs[:, 0].tolist() == [3, 4]
    assert [row[0] for row in listed(table)][1:] == ["30", "40"]  # under their head
    assert table.which.text() == "2 validation rows"
    assert table.which.isVisible()


def test_the_confusion_matrix_says_when_it_counts_a_part_of_the_rows(predictions, qtbot, monkeypatch):
    monkeypatch.setattr("visualnn.app.panels.confusion.ROWS", 100)
    panel = predictions("digits", lambda x: np.eye(10)[np.zeros(len(x), int)])
    switch(panel, "confusion", qtbot)
    view, (data,) = panel.view, panel.trainer.session.data.values()
    rows = data.info.rows["test"]
    assert view.counts.sum() == 100 < rows
    zeros = view.counts[0, 0]
    assert view.map.title == f"{zeros} of 100 right ({zeros / 100:.1%}), from {rows} test rows"


def test_the_confusion_matrix_counts_and_a_cell_shows_its_pictures(predictions, qtbot):
    panel = predictions("digits", lambda x: np.eye(10)[np.zeros(len(x), int)])
    switch(panel, "confusion", qtbot)
    view = panel.view
    np.testing.assert_array_equal(view.counts[:, 0], np.bincount(view._truth, minlength=10))
    assert view.counts[:, 1:].sum() == 0
    assert (
        view.map.title
        == f"{view.counts[0, 0]} of {len(view._truth)} test rows right ({view.counts[0, 0] / len(view._truth):.1%})"
    )
    place = view.map.cell_rect((3, 0)).center().toPoint()
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=place)
    assert view.grid.title == f"3, taken for 0: {view.counts[3, 0]}"
    np.testing.assert_array_equal(view.grid.order, np.flatnonzero(view._truth == 3))
    assert view.map.table().splitlines()[1].startswith(f"0,{view.counts[0, 0]}")
    assert not panel.grab().isNull()


def test_where_it_is_low_the_confusion_matrix_is_scrolled(predictions, qtbot):
    panel = predictions("digits", lambda x: np.eye(10)[np.zeros(len(x), int)])
    panel.resize(420, 150)
    switch(panel, "confusion", qtbot)
    matrix = panel.view.map
    qtbot.waitUntil(lambda: matrix.height() > panel.view.height())
    assert matrix.field().height() > 5 * matrix.fontMetrics().height()


def test_a_drawn_digit_is_predicted_at_once(predictions, qtbot):
    asked = []

    def answer(x):
        asked.append(x)
        return np.full((len(x), 10), 0.05) + 0.5 * np.eye(10)[7]

    panel = predictions("digits", answer)
    asked.clear()
    panel.choice.button("draw").click()
    pad = panel.view
    assert asked == []  # there is nothing on it yet
    centre, size = pad.sheet._field().center().toPoint(), pad.sheet._field().width()
    qtbot.mousePress(pad.sheet, Qt.MouseButton.LeftButton, pos=centre - QPoint(0, int(size / 3)))
    qtbot.mouseMove(pad.sheet, centre + QPoint(0, int(size / 3)))
    qtbot.mouseRelease(pad.sheet, Qt.MouseButton.LeftButton, pos=centre + QPoint(0, int(size / 3)))
    qtbot.waitUntil(lambda: len(pad.bars.shares) == 10)
    qtbot.waitUntil(lambda: bool(np.array_equal(asked[-1].reshape(8, 8), framed(pad.sheet.ink(), (8, 8)))))
    assert asked[-1].shape == (1, 64)
    assert pad.bars.shares.argmax() == 7
    assert not panel.grab().isNull()
    pad.clear.click()
    assert not len(pad.bars.shares)
    assert not pad.sheet.ink().any()


def test_every_neuron_has_a_surface_and_a_click_enlarges_it(predictions, qtbot):
    panel = predictions("xor", lambda x: x[:, :1], lambda x: np.stack([x[:, 0] - x[:, 1], x[:, 1]], axis=1))
    switch(panel, "neurons", qtbot)
    view = panel.view
    tiles = view.tiles.tiles
    assert {tile.layer for tile in tiles} >= {"hidden layer", "sigmoid 1", "prediction"}
    grid = view._plane.grid.reshape(40, 40, 2)
    np.testing.assert_allclose(tiles[0].values[::-1], grid[..., 0] - grid[..., 1])
    assert tiles[0].low == -tiles[0].high
    qtbot.mouseClick(view.tiles, Qt.MouseButton.LeftButton, pos=view.tiles._places()[1].center().toPoint())
    np.testing.assert_array_equal(view.large.values, tiles[1].values)
    assert view.large.title == f"{tiles[1].layer}, neuron 2"
    assert not panel.grab().isNull()


def test_surface_and_neurons_say_that_numbers_broke(predictions, qtbot):
    broken = False

    def answer(x):
        return np.full_like(x[:, :1], np.inf if broken else -2)

    panel = predictions("xor", answer, lambda x: np.where(x > 0, np.nan if broken else 1, x))
    surface = panel.view
    assert not surface.broken.isVisible()
    switch(panel, "neurons", qtbot)
    neurons = panel.view
    layers = {tile.layer for tile in neurons.tiles.tiles}
    assert not neurons.broken.isVisible()
    broken = True
    for key, view in (("surface", surface), ("neurons", neurons)):
        switch(panel, key, qtbot)
        assert view.broken.isVisible()
    assert {tile.layer for tile in neurons.tiles.tiles} == layers, "none is left out"
    assert neurons.tiles.tiles[-1][-2:] == (0, 1)  # ends of a scale there is nothing for
    assert not panel.grab().isNull()


def test_the_surface_that_is_shown_large_is_larger_than_the_others(predictions, qtbot):
    panel = predictions("xor", lambda x: x[:, :1], lambda x: np.stack([x[:, 0], x[:, 1]], axis=1))
    panel.resize(426, 234)  # what a dock has at 1280 x 800
    switch(panel, "neurons", qtbot)
    view = panel.view
    small = view.tiles._places()[0]
    qtbot.waitUntil(lambda: view.large.field().width() > 1.5 * small.width(), timeout=1000)
    assert view.large.field().height() > 1.5 * small.height()
    assert view.tiles.area().right() > small.right()


def test_numbers_are_scattered_with_their_residuals(open_project, show, qtbot):
    params = {"table": {"columns": ["a", "b"], "targets": 1, "rows": [[x / 10, x / 5 + 1.0] for x in range(10)]}}
    graph = Graph(
        (
            Block("data", "table", "numbers", params=params),
            Block("d", "dense", "line", params={"units": 1}),
            Block("l", "loss", "loss"),
        ),
        (Wire("data", "x", "d", "in"), Wire("d", "out", "l", "prediction"), Wire("data", "y", "l", "target")),
    )
    trainer = open_project(Project(graph=graph))
    trainer.session.answers["predict"] = lambda x, loss: 2 * x
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    switch(panel, "regression", qtbot)
    view = panel.view
    assert isinstance(view, Regression)
    dots = view.scatter.lines["rows"]
    np.testing.assert_allclose(dots.x, 1 + np.arange(10) / 5)
    np.testing.assert_allclose(dots.y, np.arange(10) / 5, atol=1e-6)
    np.testing.assert_allclose(view.residuals.lines["rows"].y, 1, atol=1e-6)
    assert "root mean squared error 1, R²" in view.figures.text()
    assert not panel.grab().isNull()


def test_axes_and_tables_say_that_the_data_were_scaled(qtbot):
    data = many_inputs("price", [[1, 2, 3, 4, -1], [4, 3, 2, 1, 1]], y=(True,))
    view, table = Regression(data), TruthTable(data)
    qtbot.addWidget(view)
    qtbot.addWidget(table)
    assert view.scatter.getAxis("bottom").labelText == "price, true (scaled)"
    assert view.residuals.getAxis("left").labelText == "true - predicted (scaled)"
    assert table.which.text() == "2 training rows, as the data block scales them"


def test_categories_are_not_said_to_be_scaled_beside_numbers_that_are(qtbot):
    kind = ValueType((2,))
    info = DataInfo({"x": kind, "y": kind}, {"train": 2}, columns=("age", "kind=flat"), scaled={"x": (True, False)})
    plane = Plane(Dataset(info, np.zeros((2, 2), np.float32), np.zeros((2, 2), np.float32)), 2)
    assert plane.names == ("age (scaled)", "kind=flat")


def test_a_network_whose_numbers_broke_has_no_scatter_and_no_r2(qtbot):
    view = Regression(many_inputs("price", [[row, 0, 0, 0, row] for row in range(4)]))
    qtbot.addWidget(view)
    view.show_answer(np.arange(4.0)[:, None])
    assert view.figures.text().endswith("R² 1")
    view.show_answer(np.array([[0], [1], [np.inf], [np.nan]]))
    assert view.figures.text() == "2 of 4 training rows: no finite prediction"
    assert view.scatter.lines["rows"].x.tolist() == [0, 1]
    view.show_answer(np.full((4, 1), np.nan))
    assert view.figures.text() == "4 of 4 training rows: no finite prediction"
    assert not view.scatter.lines
    assert not view.residuals.lines


@pytest.mark.parametrize("targets", [[3.0], [3.0, 3.0]])
def test_without_spread_of_the_targets_there_is_no_r2(qtbot, targets):
    view = Regression(many_inputs("price", [[row, 0, 0, 0, target] for row, target in enumerate(targets)]))
    qtbot.addWidget(view)
    view.show_answer(np.full((len(targets), 1), 2.0))
    assert view.figures.text().endswith("error 1, R² —")


def test_a_wave_is_shown_beside_what_was_predicted_of_it(predictions, qtbot):
    panel = predictions("sine", lambda x: x + 1)
    view, session = panel.view, panel.trainer.session
    assert isinstance(view, Wave)
    assert list(panel._choices) == ["wave", "table", "regression"]
    (data,) = session.data.values()
    x, y = data.x[data.split("test")], data.y[data.split("test")]
    np.testing.assert_allclose(view.plot.lines["true"].y, y[0, :, 0])
    np.testing.assert_allclose(view.plot.lines["predicted"].y, x[0, :, 0] + 1)
    assert view.legend.text() == f"step 20   true {y[0, -1, 0]:.4g}   predicted {x[0, -1, 0] + 1:.4g}"
    view.window_number.setValue(3)
    qtbot.waitUntil(lambda: np.allclose(view.plot.lines["true"].y, y[2, :, 0]))
    np.testing.assert_allclose(view.plot.lines["predicted"].y, x[2, :, 0] + 1)
    assert not panel.grab().isNull()


@pytest.mark.parametrize(("width", "named"), [(220, False), (420, True)])
def test_where_it_is_narrow_the_figures_of_a_wave_have_the_room_of_words(predictions, qtbot, width, named):
    panel = predictions("sine", lambda x: x + 1)
    panel.resize(width, 140)
    view = panel.view
    qtbot.waitUntil(lambda: all("…" not in value for _, value in view.legend.shown), timeout=1000)
    assert any(label.isVisible() for label in view.findChildren(QLabel)) == named
    assert view.window_number.toolTip() == "test window"


def sequences(y: np.ndarray) -> Dataset:
    """Windows ``[n, steps, numbers]`` that are read and asked for."""
    kind = ValueType(y.shape[1:])
    return Dataset(DataInfo({"x": kind, "y": kind}, {"train": len(y)}), y.astype(np.float32), y.astype(np.float32))


def test_of_several_numbers_in_a_step_one_is_chosen(qtbot):
    y = np.arange(12.0).reshape(2, 3, 2)
    view = Wave(sequences(y))
    qtbot.addWidget(view)
    view.show_answer(y[:1] + 0.5)
    assert [view.output.itemText(place) for place in range(2)] == ["1", "2"]
    view.output.setCurrentIndex(1)
    np.testing.assert_array_equal(view.plot.lines["true"].y, [1, 3, 5])
    np.testing.assert_array_equal(view.plot.lines["predicted"].y, [1.5, 3.5, 5.5])
    view.show_answer(np.zeros((1, 4)))  # of another loss
    assert view.plot.lines == {}
    assert view.legend.text() == ""


@pytest.mark.parametrize("answer", [[[[0.5]]], [[[np.nan]]]])
def test_a_wave_of_one_step_or_without_numbers(qtbot, answer):
    view = Wave(sequences(np.ones((1, 1, 1))))
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    view.show_answer(np.array(answer))
    assert view.legend.text() == f"step 1   true 1   predicted {answer[0][0][0]:.4g}"
    assert not view.output.isVisible()
    assert not view.grab().isNull()


def test_what_was_drawn_of_another_window_does_not_stay(qtbot):
    """Two windows that begin alike are not one line that grew."""
    view = Wave(sequences(np.array([[[0.0], [1], [0]], [[0.0], [0], [1]]])))
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    view.show_answer(np.zeros((1, 3, 1)))
    first = view.plot.grab().toImage()
    view.window_number.setValue(2)
    view.question(0)
    view.show_answer(np.zeros((1, 3, 1)))
    assert view.plot.grab().toImage() != first
    view.window_number.setValue(1)
    view.question(0)
    view.show_answer(np.zeros((1, 3, 1)))
    assert view.plot.grab().toImage() == first


def test_the_network_writes_on_at_a_temperature(open_project, show, qtbot):
    trainer = open_project("hello_rnn")
    session = trainer.session
    session.answers["see"] = lambda x, loss, ids: Seen(np.zeros((len(x), 4, 4)), {})
    session.answers["sample"] = lambda start, count, temperature, seed, loss: ([*range(4)] * count)[:count]
    panel = show(PredictionsPanel, trainer)
    trainer._tick()
    switch(panel, "writing", qtbot)
    view = panel.view
    assert session.asked[-1] == ("sample", [0], 12, 0.8, 0, 0)
    assert view.text.toPlainText() == "h" + "helohelohelo"
    menu = QMenu(panel)
    fill_for_all(menu, panel)
    next(action for action in menu.actions() if action.text() == "Copy Data as CSV").trigger()
    assert QGuiApplication.clipboard().text().splitlines() == ["start,written", "h,helohelohelo"]
    view.start.setText("hex")
    qtbot.waitUntil(view.note.isVisible)
    assert "“x”" in view.note.text()
    assert view.text.toPlainText() == ""
    view.start.setText("he")
    view.temperature.setValue(0)
    qtbot.waitUntil(lambda: session.asked[-1] == ("sample", [0, 1], 12, 0.0, 0, 0))


def test_a_riddle_is_written_to_its_end(open_project):
    """Its answer is the last letter of a window."""
    data = next(iter(open_project("memory").session.data.values()))
    assert Writing(data).length.value() >= data.x.shape[1]
