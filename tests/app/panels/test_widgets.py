"""Small parts of panels."""

from __future__ import annotations

import pytest

from visualnn.app.panels.elided import Elided
from visualnn.app.panels.widgets import Legend

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
