"""Whatever a panel shows can be taken along, from a menu that keys reach, too."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.pad import Sheet
from visualnn.app.panels.pictures import PictureGrid
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.taking import Takeable, fill_for_all
from visualnn.app.panels.weight_pictures import WeightPictures


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
