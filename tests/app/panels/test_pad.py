"""The pad: a picture of the data can be picked, and is predicted as it is until one draws on it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from visualnn.app.panels.pad import Pad
from visualnn.app.panels.views import held_out
from visualnn.data import catalogue
from visualnn.graph.model import Block


@pytest.fixture(scope="module")
def digits():
    return catalogue.load(Block("b1", "digits", "digits", 0, 0, {}))


@pytest.fixture
def pad(qtbot, digits):
    pad = Pad(digits)
    qtbot.addWidget(pad)
    pad.resize(420, 220)
    pad.show()
    return pad


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_picked_picture_is_one_of_the_test_pictures_and_its_label_is_told(qtbot, pad, digits):
    with qtbot.waitSignal(pad.asks):
        press(qtbot, pad.pick)

    _, row, loss = pad.question(0)
    split = digits.split(held_out(digits))
    (number,) = np.flatnonzero((digits.x[split] == row).all(axis=tuple(range(1, row.ndim))))[:1]
    assert loss == 0
    assert pad.truth.text() == f"test picture {number + 1:,}:\n{digits.y[split][number]}"
    assert pad.sheet.ink().any()


def test_drawing_on_it_makes_it_a_drawing(qtbot, pad, digits):
    press(qtbot, pad.pick)
    qtbot.mouseClick(pad.sheet, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))

    assert pad.truth.text() == ""
    _, row, _ = pad.question(0)
    assert not (digits.x == row).all(axis=tuple(range(1, row.ndim))).any()


def test_clearing_takes_it_away(qtbot, pad):
    press(qtbot, pad.pick)
    press(qtbot, pad.clear)

    assert pad.truth.text() == ""
    assert pad.question(0) is None
