"""A weight is the number that was typed, or the field says that it is none."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip, QWidget

from visualnn.app.panels.weight_field import WeightField


@pytest.fixture
def field(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(300, 200)
    with qtbot.waitExposed(over):
        over.show()
    field = WeightField(over)
    field.values = []
    field.given.connect(field.values.append)
    return field


def type_in(qtbot, field, *keys, value=0.5):
    field.open_at(lambda: QPoint(100, 50), "a weight", value)
    for key in keys:
        qtbot.keyClicks(field, key) if isinstance(key, str) else qtbot.keyClick(field, key)


@pytest.mark.parametrize("text", ["1e3", "1e-5", "0.00001", "3.14159265", "2.24e12", "-0.25"])
def test_a_number_is_taken_as_it_was_typed(field, qtbot, text):
    type_in(qtbot, field, text, Qt.Key.Key_Return)
    assert field.values == [np.float32(text)]
    assert not field.isVisible()
    type_in(qtbot, field, value=field.values[0])
    assert np.float32(field.text()) == np.float32(text)
    assert len(field.text()) <= len("3.14159274")
    type_in(qtbot, field, Qt.Key.Key_Return, value=field.values[0])
    assert len(field.values) == 1, "what was only looked at is not set"


@pytest.mark.parametrize("text", ["1e400", "1e39", "1,5", "nan", "1_0", "five"])
def test_what_is_no_weight_is_refused_with_a_sentence(field, qtbot, text):
    type_in(qtbot, field, text, Qt.Key.Key_Return)
    assert field.isVisible()
    assert f"“{text}” is no weight" in QToolTip.text()
    field.commit()
    assert not field.isVisible()
    assert field.values == []
    QToolTip.hideText()


def test_escape_leaves_the_weight_as_it_was(field, qtbot):
    type_in(qtbot, field, "9", Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert field.values == []
    type_in(qtbot, field, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert field.text() == "0.7"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.values == [np.float32(0.6), np.float32(0.7), 0.5]


def test_it_stays_at_its_weight_while_its_ground_is_resized(field, qtbot):
    over = field.parentWidget()
    field.open_at(lambda: over.rect().center(), "a weight", 0.5)
    over.resize(500, 160)
    qtbot.waitUntil(lambda: abs(field.geometry().center().x() - 250) < 3 and abs(field.y() - 86) < 3)
