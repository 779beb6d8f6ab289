"""Numbers as colours, with their names and values where there is room."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect

from visualnn.app.panels import palettes
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.theme import colours

WEIGHTS = np.array([[0.208, -0.0941], [-0.816, 1.35]])


@pytest.fixture
def draw(qtbot):
    """A map of numbers in a size."""

    def draw(values, size, names=("a", "b"), square=False):
        made = HeatMap(square=square)
        qtbot.addWidget(made)
        made.setMinimumSize(1, 1)
        made.resize(*size)
        made.show_values(
            values, Axis("x", names), Axis("y", names), palettes.diverging(), -1.0, 1.0, lambda v: f"{v:.3g}", True
        )
        assert not made.grab().isNull()
        return made

    return draw


def room_for(draw, text):
    """A width in which a text just fits into one of two columns, and one with room to spare."""
    wide = draw(WEIGHTS, (600, 200))
    other = 600 - wide.field().width()
    return int(other + 2 * wide.fontMetrics().horizontalAdvance(text) + 6)


def test_all_values_are_written_with_fewer_digits_or_none(draw):
    assert list(draw(WEIGHTS, (600, 200)).texts().values()) == ["0.208", "-0.0941", "-0.816", "1.35"]
    assert list(draw(WEIGHTS, (room_for(draw, "-0.82"), 200)).texts().values()) == ["0.21", "-0.09", "-0.82", "1.35"]
    assert list(draw(WEIGHTS, (room_for(draw, "-0.8"), 200)).texts().values()) == ["0.2", "-0.1", "-0.8", "1.4"]
    assert draw(WEIGHTS, (room_for(draw, "0.8"), 200)).texts() == {}
    assert draw(WEIGHTS, (600, 40)).texts() == {}
    assert draw(np.zeros((0, 0)), (600, 200)).texts() == {}


def test_the_name_of_a_low_axis_does_not_reach_into_the_title(qtbot):
    titles = []
    for name in ("", "log10 |gradient|"):
        made = HeatMap("hidden: share of gradients")
        qtbot.addWidget(made)
        made.resize(300, 125)
        made.show_values(WEIGHTS, Axis("step"), Axis(name), palettes.sequential(), -1.0, 1.0)
        titles.append(made.grab(QRect(0, 0, 300, int(made.field().top()))).toImage())
    assert titles[0] == titles[1]


def test_names_and_numbers_with_exponents_are_not_shortened(draw):
    made = draw(np.array([[np.nan, 1e-12], [np.inf, 0.0]]), (600, 200))
    assert list(made.texts().values()) == ["nan", "1e-12", "inf", "0"]


def test_square_cells_get_wider_where_the_names_of_columns_need_it(draw):
    short = draw(WEIGHTS, (500, 160), square=True).cell_rect((0, 0))
    assert short.width() == pytest.approx(short.height())
    names = ("versicolor", "virginica")
    long = draw(WEIGHTS, (500, 120), names, square=True)
    cell = long.cell_rect((0, 0))
    assert cell.height() < long.fontMetrics().horizontalAdvance("versicolor") <= cell.width() <= 2 * cell.height() + 0.1


def test_square_cells_get_wider_where_what_is_written_needs_it(draw):
    made = draw(np.full((10, 10), 101.0), (500, 260), tuple("0123456789"), square=True)
    assert made.texts() == {}
    made.longest = "101"
    assert made.texts()[0, 0] == "101"
    assert made.cell_rect((0, 0)).width() <= 2 * made.cell_rect((0, 0)).height()


def test_the_field_keeps_within_the_map(draw):
    made = draw(np.ones((2, 2)), (220, 160), ("a name that is very long indeed", "b"), square=True)
    assert made.field().right() < 220


def test_of_more_cells_than_pixels_some_are_drawn_in_their_places(draw):
    values = np.full((2000, 3000), -1.0)
    values[1000:, 1500:] = 1.0
    made = draw(values, (300, 200))

    field, picture = made.field(), made.grab().toImage()
    sharp = picture.width() / made.width()
    places = [(0.25, 0.25), (0.75, 0.25), (0.45, 0.95), (0.75, 0.75)]
    points = [field.topLeft() + QPointF(x * field.width(), y * field.height()) for x, y in places]
    shades = [picture.pixelColor((point * sharp).toPoint()) for point in points]
    assert [shade.name() for shade in shades] == [colours().negative.lower()] * 3 + [colours().positive.lower()]
    assert made._image[1].width() <= 2 * field.width()


@pytest.mark.parametrize("last", [900, 2679, 6035, 1_000_000])
def test_an_axis_of_steps_has_at_least_two_numbers_in_a_narrow_dock(draw, last):
    made = draw(np.zeros((2, 50)), (300, 160))
    made.show_values(made.values, Axis("step", low=1, high=last), Axis("y", ("a", "b")), palettes.sequential(), 0, 1)
    marks = made._marks(made._x, made.field().width(), 0, 1)
    assert len(marks) > 1
    wide = [made.fontMetrics().horizontalAdvance(text) for _, text in marks]
    for (place, _), (after, _), one, other in zip(marks, marks[1:], wide, wide[1:], strict=False):
        assert place + one / 2 < after - other / 2


def test_a_table_has_heads_in_all_digits(draw):
    made = draw(np.zeros((2, 2)), (300, 160))
    made.show_values(
        made.values, Axis("step", low=1, high=4_000_001), Axis("layer", ("a", "b")), palettes.sequential(), 0, 1
    )
    assert made.table().splitlines()[0] == "layer \\ step,1000001,3000001"


def test_numbers_along_a_short_stretch_of_many_steps_differ(draw):
    made = draw(np.zeros((2, 50)), (600, 160))
    made.show_values(made.values, Axis("step", low=4259, high=4260), Axis("y", ("a", "b")), palettes.sequential(), 0, 1)
    texts = [text for _, text in made._marks(made._x, made.field().width(), 0, 1)]
    assert texts[0] == "4,259"
    assert len(set(texts)) == len(texts)


def on_screen(widget):
    picture = widget.screen().grabWindow(widget.winId()).toImage()
    assert len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 3
    return picture


def test_only_the_columns_that_changed_are_painted_anew(qtbot):
    made = HeatMap("title")
    qtbot.addWidget(made)
    painted = []
    paint = made.draw
    made.draw = lambda painter, area: (painted.append(made.exposed), paint(painter, area))
    values = np.random.default_rng(0).uniform(size=(4, 10))

    def show(values, high=1.0, end=10):
        painted.clear()
        made.show_values(values, Axis("step", high=end), Axis("y"), palettes.sequential(), 0.0, high)
        qtbot.waitUntil(lambda: bool(painted), timeout=1000)

    with qtbot.waitExposed(made):
        made.show()
    show(values)
    for column in (0, 4, 9):
        values = values.copy()
        values[2, column] += 0.3
        show(values)
        place = made.cell_rect((2, column))
        assert painted[0].contains(place)
        assert painted[0].width() < 2 * place.width()
    parts = on_screen(made)
    made.update()
    qtbot.wait(20)
    assert on_screen(made) == parts
    for high, end in ((2.0, 10), (2.0, 12)):  # other colours, another axis
        show(values, high, end)
        assert painted[0].size().toSize() == made.size()


def test_a_title_is_painted_anew_without_the_rest(qtbot):
    made = HeatMap("std 0.1")
    qtbot.addWidget(made)
    made.show_values(WEIGHTS, Axis("x"), Axis("y"), palettes.diverging(), -1.0, 1.0)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(20)
    made.title = "std 0.2"
    qtbot.wait(20)
    assert made.exposed.bottom() <= made.area().top()
    made.title = ""
    qtbot.wait(20)
    assert made.exposed.size().toSize() == made.size()


def test_where_values_are_written_one_too_long_for_the_others_has_all_painted_anew(draw, qtbot):
    made = draw(WEIGHTS, (room_for(draw, "-0.8162"), 200))
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(20)

    def change(value):
        values = made.values.copy()
        values[0, 0] = value
        names = ("a", "b")
        made.show_values(values, Axis("x", names), Axis("y", names), palettes.diverging(), -1.0, 1.0, None, True)
        qtbot.wait(20)
        parts, place = on_screen(made), made.exposed
        made.update()
        qtbot.wait(20)
        assert on_screen(made) == parts
        return place

    cell = made.cell_rect((0, 0))
    assert change(-0.5).width() < 1.2 * cell.width()
    assert change(-0.25).height() < 1.2 * cell.height()
    assert made.texts()[1, 1] == "1.35"
    assert change(-0.123456789e-12).size().toSize() == made.size()  # none is written now
    assert made.texts() == {}
    assert change(-0.5).size().toSize() == made.size()
