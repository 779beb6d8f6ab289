"""The pad: a picture of the data can be picked, and is predicted as it is until one draws on it."""

from __future__ import annotations

import itertools

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


@pytest.mark.parametrize("size", [(426, 110), (300, 150), (426, 320)])
def test_where_there_is_little_room_nothing_lies_on_anything_else(qtbot, pad, size):
    press(qtbot, pad.pick)
    pad.resize(*size)
    qtbot.waitUntil(lambda: pad.caption.isVisible() == (size[1] > 300))
    parts = [part for part in (pad.sheet, pad.seen, pad.caption, pad.truth, pad.pick, pad.clear) if part.isVisible()]
    for one, other in itertools.combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())
    assert all(part.height() >= part.minimumSizeHint().height() for part in parts)


def test_where_there_is_room_for_few_bars_they_are_of_the_most_probable_classes(pad):
    pad.bars.show_shares(np.array([0.01, 0.3, 0.02, 0.01, 0.5, 0.1, 0.02, 0.02, 0.01, 0.01]))
    assert pad.bars.listed(3) == [1, 4, 5]
    assert pad.bars.listed(12) == list(range(10))


def test_a_network_whose_numbers_broke_has_no_bars(qtbot, pad):
    press(qtbot, pad.pick)
    pad.show_answer(np.full((1, 10), 0.0))
    empty = pad.bars.grab().toImage()
    pad.bars.show_shares(np.zeros(0))
    bare = pad.bars.grab().toImage()
    assert bare != empty  # their figures are written
    pad.show_answer(np.full((1, 10), np.nan))
    assert pad.bars.grab().toImage() == bare
