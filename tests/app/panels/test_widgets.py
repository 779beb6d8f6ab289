"""Small parts of panels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from visualnn.app.panels.elided import Elided
from visualnn.app.panels.widgets import Legend, Row, Steady, Switch, bare
from visualnn.app.theme import theme

LOSSES = [("#ff0000", f"{gate} loss, training", "0.0123") for gate in ("AND", "OR", "NAND", "NOT")]


@pytest.fixture
def legend(qtbot):
    made = Legend()
    qtbot.addWidget(made)
    made.resize(380, 20)
    made.show()
    return made


def test_a_legend_takes_a_second_row_when_one_is_too_short(legend):
    legend.show_values(LOSSES[:2])
    one = legend.sizeHint().height()
    legend.show_values(LOSSES)
    assert legend.sizeHint().height() == one + legend.fontMetrics().height()
    assert {row for _, row in legend._places()[0][:3]} == {0, 1}

    legend.resize(2000, 20)
    assert legend.sizeHint().height() == one


def test_a_legend_keeps_its_height_while_values_change_their_length(legend):
    long = [(colour, name, "0.000012345678") for colour, name, _ in LOSSES[:2]]
    legend.show_values(long)
    two = legend.sizeHint().height()
    legend.show_values([(colour, name, "0") for colour, name, _ in long])
    assert legend.sizeHint().height() == two
    legend.show_values(LOSSES[:1])
    assert legend.sizeHint().height() < two


def test_a_fourth_loss_has_its_place_in_a_narrow_dock(legend):
    """As in the sample “overfitting”, in a window of 1280."""
    names = [f"{kind} loss, {split}" for kind in ("plain", "drop") for split in ("training", "validation")]
    legend.resize(407, 60)
    legend.show_values([("#ff0000", name, "0.08884") for name in names])
    assert legend.shown == [(name, "0.08884") for name in names]


def test_before_an_audience_four_losses_have_their_place_too(legend):
    """Type is larger there, and so are the panels."""
    legend.resize(407, 60)
    theme().project(True)
    try:
        names = [f"{kind} loss, {split}" for kind in ("plain", "drop") for split in ("training", "validation")]
        entries = [("#ff0000", name, "0.08884") for name in names]
        legend.show_values([(*entry, dash) for entry, dash in zip(entries, (0, 1, 0, 1), strict=True)])
        assert legend.shown == [(name, "0.08884") for name in names]
    finally:
        theme().project(False)


def test_lines_of_different_patterns_have_pieces_of_them_as_signs(legend):
    legend.show_values([("#ff0000", "training", "0.1"), ("#ff0000", "validation", "0.2")])
    squares = legend.grab().toImage()
    legend.show_values([("#ff0000", "training", "0.1", 0), ("#ff0000", "validation", "0.2", 1)])
    assert legend.grab().toImage() != squares


def test_what_has_no_place_ends_in_an_ellipsis(legend):
    legend.show_values(LOSSES * 3)
    shown = legend.shown
    assert len(shown) < 12
    assert shown[-1][1] == "0.0123"
    before = legend.grab().toImage()
    legend.show_values(LOSSES * 3 + LOSSES)  # more of what is not shown
    assert legend.shown == shown
    assert legend.grab().toImage() == before

    legend.resize(120, 60)
    legend.show_values([("#ff0000", "a name for which there is no room", "0.0123")])
    assert legend.shown[0][0].endswith("…")
    assert legend.shown[0][1] == "0.0123"
    assert legend.toolTip() == "a name for which there is no room 0.0123"
    legend.resize(20, 60)
    assert not legend.grab().isNull()


def test_every_value_can_be_read_even_where_a_legend_is_cut(legend):
    legend.show_values(LOSSES * 3)
    assert legend.toolTip().count("loss, training") == 12


def test_a_line_that_is_too_long_ends_in_an_ellipsis_and_is_whole_in_its_tool_tip(qtbot):
    line = Elided()
    qtbot.addWidget(line)
    line.resize(120, 20)
    line.show()
    line.setText("24 of 25 right: predicted “oall_I_compare_thee_to_a_”")
    assert line.shown.startswith("24 of 25 right")
    assert line.shown.endswith("…")
    assert line.toolTip() == line.text() == line.accessibleName()
    line.resize(900, 20)
    assert line.shown == line.text()
    assert line.toolTip() == ""


class Layouts(QObject):
    """Counts how often a widget is laid out anew."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_steady_text_that_changes_has_nothing_laid_out_anew(qtbot, wrapped):
    outer = QWidget()
    qtbot.addWidget(outer)
    label = Steady(wrapped)
    QVBoxLayout(outer).addWidget(label)
    outer.resize(300, 200)
    label.setText("1,234 steps/s")
    outer.show()
    qtbot.wait(20)
    layouts = Layouts(outer)
    for number in range(1000, 1100):
        label.setText(f"{number:,} steps/s")
    qtbot.wait(20)
    assert layouts.count == 0
    assert label.findChild(QLabel).text() == "1,099 steps/s"
    assert label.findChild(QLabel).size() == label.size()
    height, width = label.height(), label.width()

    label.setText("1,234 steps/s on every one of the processors that there are, in this room and the next")
    qtbot.waitUntil(lambda: label.height() > height if wrapped else label.width() > width)
    assert layouts.count > 0


def test_a_steady_text_takes_more_room_in_a_larger_font(qtbot):
    label = Steady()
    qtbot.addWidget(label)
    label.setText("epoch 7")
    label.show()
    small = label.sizeHint()
    label.setStyleSheet("font-size: 30pt")
    qtbot.waitUntil(lambda: label.sizeHint().height() > 1.5 * small.height())
    label.setStyleSheet("")
    qtbot.waitUntil(lambda: label.sizeHint() == small)


def test_controls_that_have_no_room_beside_each_other_stand_in_another_row(qtbot):
    frame = QWidget()
    column, row = bare(QVBoxLayout(frame)), Row()
    first, second = (Switch({"one": "Activations", "two": "Gradients"}) for _ in range(2))
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(second)
    column.addLayout(row)
    column.addWidget(QWidget(), 1)
    qtbot.addWidget(frame)
    wide = first.sizeHint().width()
    frame.resize(3 * wide, 200)
    frame.show()
    assert second.y() == first.y()
    assert second.geometry().right() == frame.width() - 1 - row.contentsMargins().right()
    frame.resize(round(1.5 * wide), 200)
    qtbot.waitUntil(lambda: second.y() >= first.geometry().bottom())
    assert first.width() == second.width() == wide
    first.hide()
    qtbot.waitUntil(lambda: second.y() == row.contentsMargins().top())


def test_a_switch_that_is_wider_than_its_place_has_rows_of_its_own(qtbot):
    frame = QWidget()
    qtbot.addWidget(frame)
    column, row, body = bare(QVBoxLayout(frame)), Row(), QWidget()
    switch = Switch({name: name for name in ("Activations", "Gradients", "Weights")})
    row.addWidget(switch)
    column.addLayout(row)
    column.addWidget(body, 1)
    frame.show()
    first, *_, last = switch.buttons
    frame.resize(last.sizeHint().width() + first.sizeHint().width(), 200)
    qtbot.waitUntil(lambda: last.y() >= first.geometry().bottom())
    assert all(button.width() >= button.sizeHint().width() for button in switch.buttons)
    assert body.y() > switch.y() + last.geometry().bottom()
