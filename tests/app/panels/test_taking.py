"""Whatever a panel shows can be taken along, from a menu that keys reach, too."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QTableView

from visualnn.app.panels import palettes
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.pad import Sheet
from visualnn.app.panels.pictures import PictureGrid
from visualnn.app.panels.plots import Line, Plot
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.regression import Regression
from visualnn.app.panels.taking import LEAST, SHARPNESS, Takeable, fill_for_all, save_widget
from visualnn.app.panels.truth import TruthTable
from visualnn.app.panels.weight_pictures import WeightPictures
from visualnn.app.panels.widgets import scrolled


@pytest.fixture
def grid(qtbot):
    grid = PictureGrid(np.zeros((3, 8, 8), np.uint8), np.array([0, 1, 1]), ("no", "yes"))
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.show()
    grid.show_predictions(np.float32([[0.9, 0.1], [0.8, 0.2], [0.25, 0.75]]))
    return grid


def entries(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_pictures_are_a_table_of_truth_and_probabilities(grid, tmp_path):
    assert grid.table().splitlines() == [
        "true,predicted,p(no),p(yes)",
        "yes,no,0.8,0.2",
        "no,no,0.9,0.1",
        "yes,yes,0.25,0.75",
    ]
    for name in ("grid.png", "grid.svg"):
        grid.save_picture(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500


def test_every_painted_view_offers_the_same(grid, qtbot):
    sheet = Sheet(20)
    weights = WeightPictures()
    for widget in (grid, sheet, weights):
        qtbot.addWidget(widget)
        assert isinstance(widget, Takeable)
        menu = QMenu()
        widget.fill_menu(menu)
        assert entries(menu)[-2:] == ["Copy Data as CSV", "Save Picture…"]
        menu.deleteLater()
    assert len(sheet.table().splitlines()) == 240


def test_the_button_of_a_panel_offers_what_it_shows(open_project, show, monkeypatch, tmp_path):
    panel = show(LossPanel, open_project("xor"))
    panel.trainer.session.record(loss=[0.9, 0.5])
    panel.trainer._tick()
    panel.smoothing.setValue(0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "loss.svg"), ""))
    panel.more.click()
    menu = panel.findChildren(QMenu)[-1]
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Copy Data as CSV"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "line,step,loss"
    by_text["Save Picture…"].trigger()
    assert (tmp_path / "loss.svg").read_text().startswith("<?xml")
    menu.close()


def test_several_charts_have_a_menu_each_and_an_empty_panel_says_so(open_project, show):
    trainer = open_project("diabetes")
    trainer.session.answers["predict"] = lambda x, loss: x[:, :1]
    panel = show(PredictionsPanel, trainer, (700, 320))
    panel.choice.button("regression").click()
    menu = QMenu()
    fill_for_all(menu, panel)
    assert entries(menu) == ["Predicted against true", "Residuals"]
    menu.clear()
    fill_for_all(menu, panel.hint)
    assert entries(menu) == ["There is nothing to save yet"]
    menu.deleteLater()


def test_a_drawing_of_a_small_plot_has_title_axes_and_legend_as_text(open_project, show, tmp_path):
    """The names of lines stand outside the plot, a low plot has no title, and what axes remember are pixels."""
    panel = show(LossPanel, open_project("xor"), (420, 180))
    panel.trainer.session.record(loss=[0.9, 0.5], validation=0.7)
    panel.trainer._tick()
    panel.by_epoch.trigger()
    panel.smoothing.setValue(0)
    plot, before = panel.plot, panel.plot.size()
    plot.save_picture(tmp_path / "loss.svg")
    drawn = (tmp_path / "loss.svg").read_text()
    texts = {text.strip() for text in re.findall(r">([^<>]+)</text>", drawn)}
    assert {"Loss", "loss", "epoch", "training", "0.5", "validation", "0.7"} <= texts
    assert "<image" not in drawn
    assert plot.size() == before
    plot.save_picture(tmp_path / "loss.png")
    picture = QImage(str(tmp_path / "loss.png"))
    assert picture.width() >= SHARPNESS * LEAST.width()
    assert picture.height() > SHARPNESS * LEAST.height()


def test_lines_of_a_zoomed_plot_are_cut_at_its_axes_in_a_drawing(qtbot, tmp_path):
    plot = Plot("step", "loss", "Loss")
    qtbot.addWidget(plot)
    plot.resize(LEAST)
    plot.show()
    steps = np.arange(100.0)
    plot.show_lines({"training": Line(steps, steps, "#d62728")})
    field = plot.getPlotItem().getViewBox()
    field.setRange(xRange=(40, 60), yRange=(45, 55), padding=0)
    plot.save_picture(tmp_path / "loss.svg")
    drawn = (tmp_path / "loss.svg").read_text()
    cut = re.search(r'<g clip-path="url\(#(\w+)\)"><g [^>]*stroke="#d62728"', drawn)
    assert cut
    path = re.search(rf'<clipPath id="{cut[1]}">\s*<path [^>]*d="([^"]+)"', drawn)
    corners = np.array([corner.split(",") for corner in re.findall(r"[\d.]+,[\d.]+", path[1])], float)
    whole = field.sceneBoundingRect()
    assert corners.min(axis=0) == pytest.approx([whole.left(), whole.top()], abs=1.5)
    assert corners.max(axis=0) == pytest.approx([whole.right(), whole.bottom()], abs=1.5)
    assert int(re.search(r'viewBox="0 (-\d+) ', drawn)[1]) < -10, "the legend stands above, where it shifts no cut"


def test_the_legend_of_a_scatter_has_no_values(open_project, show):
    trainer = open_project("diabetes")
    trainer.session.answers["predict"] = lambda x, loss: x[:, :1]
    panel = show(PredictionsPanel, trainer, (700, 320))
    panel.choice.button("regression").click()
    view = panel.findChild(Regression)
    view.show_answer(np.linspace(-1, 1, len(view._targets)))
    assert [(entry.name, entry.value) for entry in view.scatter._told()] == [("ideal", ""), ("rows", "")]


def test_type_in_a_drawing_is_as_large_as_on_the_screen(grid, tmp_path):
    grid.save_picture(tmp_path / "grid.svg")
    sizes = {float(size) for size in re.findall(r'font-size="([0-9.]+)"', (tmp_path / "grid.svg").read_text())}
    assert QFontInfo(grid.font()).pixelSize() in sizes


def test_a_picture_of_scrolled_pictures_has_them_all_and_leaves_the_panel_as_it_was(qtbot, tmp_path):
    grid = PictureGrid(np.zeros((90, 8, 8), np.uint8), np.zeros(90, int), ("no", "yes"))
    area = scrolled(grid)
    qtbot.addWidget(area)
    area.resize(300, 150)
    area.show()
    grid.show_predictions(np.float32([[0.9, 0.1]] * 90))
    before = grid.size()
    grid.save_picture(tmp_path / "grid.png")
    picture = QImage(str(tmp_path / "grid.png"))
    assert picture.width() >= SHARPNESS * LEAST.width()
    assert picture.height() > SHARPNESS * area.height()
    assert grid.size() == before
    assert area.widgetResizable()


def test_pictures_have_the_height_that_they_take_below_their_title(grid):
    """Nothing is left for a later moment, such as when a picture of them was saved."""
    before = grid.minimumHeight()
    grid.title = "1 of 3 wrong"
    assert grid.minimumHeight() > before


def test_a_picture_of_a_matrix_that_is_scrolled_is_enlarged(qtbot, tmp_path):
    matrix = HeatMap(square=True)
    area = scrolled(matrix)
    qtbot.addWidget(area)
    area.resize(300, 150)
    area.show()
    matrix.show_values(np.eye(10), Axis("predicted"), Axis("true class"), palettes.sequential(), 0, 1, written=True)
    before = matrix.size()
    matrix.save_picture(tmp_path / "matrix.png")
    assert QImage(str(tmp_path / "matrix.png")).size() == LEAST * SHARPNESS
    assert matrix.size() == before


@pytest.fixture
def table(open_project, show):
    """A table with more rows than are seen."""
    trainer = open_project("diabetes")
    trainer.session.answers["predict"] = lambda x, loss: x[:, :1]
    panel = show(PredictionsPanel, trainer, (300, 200))
    panel.choice.button("table").click()
    return panel.findChild(TruthTable)


def test_a_picture_of_a_table_has_all_rows(table, tmp_path):
    save_widget(table, tmp_path / "table.svg")
    drawn = (tmp_path / "table.svg").read_text()
    assert "Targets and predictions" in drawn
    cells = table.cells.rowCount() * (table.cells.columnCount() - 1)  # none is predicted
    assert drawn.count("</text>") >= cells > 700


def test_a_table_stays_scrolled_where_it_was_when_its_picture_is_saved(table, tmp_path):
    bar = table.findChild(QTableView).verticalScrollBar()
    bar.setValue(40)
    save_widget(table, tmp_path / "table.png")
    assert bar.value() == 40


def drawn_images(path):
    """The images in a drawing, from the first to the last."""
    found = re.findall(r"<image .*?base64,([^\"]+)", path.read_text(), re.DOTALL)
    return [QImage.fromData(base64.b64decode(data)) for data in found]


def test_neighbours_in_a_drawn_matrix_meet_sharply_where_they_should(qtbot, tmp_path):
    matrix = HeatMap("three")
    qtbot.addWidget(matrix)
    matrix.resize(1900, 960)
    matrix.show_values(np.eye(3), Axis("x"), Axis("y"), palettes.sequential(), 0, 1)
    matrix.save_picture(tmp_path / "three.svg")
    picture = max(drawn_images(tmp_path / "three.svg"), key=QImage.width)
    edges = [x for x in range(1, picture.width()) if picture.pixel(x - 1, 10) != picture.pixel(x, 10)]
    assert edges == [pytest.approx(picture.width() / 3, abs=1)], "of the first row only the first cell is 1"


def test_in_a_drawing_of_weights_every_neuron_has_its_own_picture(qtbot, tmp_path):
    weights = WeightPictures()
    qtbot.addWidget(weights)
    weights.show_pictures(np.float32([[[1, -1], [0, 0]], [[0, 0], [-1, 1]]]))
    weights.save_picture(tmp_path / "weights.svg")
    first, second = drawn_images(tmp_path / "weights.svg")
    left, right = first.width() // 4, first.width() * 3 // 4
    upper, lower = first.height() // 4, first.height() * 3 // 4
    assert first.pixel(left, upper) == second.pixel(right, lower) != first.pixel(left, lower)
    assert first.pixel(right, upper) == second.pixel(left, lower) != first.pixel(left, upper)
