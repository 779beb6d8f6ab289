"""Histograms over time keep their shares, and the past as evenly as the present."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.panels.film import COLUMNS, ROWS, Film
from visualnn.training.inspection import Statistics


def seen(low=0.0, high=1.0, counts=(1, 2, 3, 4)):
    return Statistics("layer", "layer", low, high, np.array(counts), 0.5, 0.25, 0.0)


def film(*steps):
    made = Film()
    for step in steps:
        made.add(step, seen(counts=(step, 1, 1, 1)))
    return made


def shares(film, column):
    """Of a column, from the lowest row on."""
    return film.picture().shares[::-1, column]


def test_histograms_stand_side_by_side_on_common_axes():
    made = Film()
    made.add(0, seen())
    made.add(10, seen(high=2.0, counts=(2, 2, 0, 0)))
    shown = made.picture()

    assert (shown.first_step, shown.end_step, shown.low, shown.high) == (0, 11, 0.0, 2.0)
    half = ROWS // 2
    np.testing.assert_allclose(shares(made, 0)[:half].reshape(4, -1).sum(axis=1), [0.1, 0.2, 0.3, 0.4])
    np.testing.assert_allclose(shares(made, 0)[half:], 0, atol=1e-15)
    np.testing.assert_allclose(shares(made, 9), shares(made, 0))  # it lasts until the next
    np.testing.assert_allclose(shares(made, 10).reshape(2, -1).sum(axis=1), [1, 0], atol=1e-15)


def test_shares_are_those_that_numpy_counts():
    values = np.random.default_rng(0).normal(size=5000)
    counts, edges = np.histogram(values, ROWS)
    made = Film()
    made.add(0, seen(edges[0], edges[-1], counts))
    shown = made.picture()

    assert shown.low <= edges[0] < edges[-1] <= shown.high
    assert shown.high - shown.low < 1.2 * (edges[-1] - edges[0])
    places = np.linspace(shown.low, shown.high, ROWS + 1)
    below = np.array([(values < place).mean() for place in places])
    np.testing.assert_allclose(np.cumsum(shares(made, 0)), below[1:], atol=counts.max() / 5000)
    assert shown.shares.sum() == pytest.approx(1)


def test_a_long_film_keeps_the_past_as_evenly_as_the_present():
    made = film(*range(1000))
    shown = made.picture()

    assert COLUMNS / 2 <= shown.shares.shape[1] <= COLUMNS
    assert shown.first_step == 0
    assert 1000 <= shown.end_step < 1000 + 1000 / COLUMNS * 2
    assert len({column.tobytes() for column in shown.shares.T}) == shown.shares.shape[1]  # nothing was forgotten


def test_the_last_column_shows_the_latest_step():
    made = film(*range(1000))
    made.add(1000, seen(counts=(1, 0, 0, 0)))

    assert shares(made, -1)[: ROWS // 4].sum() == pytest.approx(1)


def test_the_axis_does_not_move_with_every_picture():
    random = np.random.default_rng(0)
    made, axes = Film(), set()
    for step in range(2000):
        made.add(step, seen(-3 - random.random() / 10, 3 + random.random() / 10))
        axes.add((made.picture().low, made.picture().high))

    assert len(axes) <= 4


def test_a_step_back_forgets_what_came_after():
    made = film(0, 50, 100)
    made.add(70, seen(counts=(0, 0, 0, 1)))
    shown = made.picture()

    assert (shown.first_step, shown.end_step) == (0, 71)
    np.testing.assert_allclose(shares(made, 69), shares(film(0, 50), 50))


def test_what_came_after_a_cut_is_forgotten_and_missing():
    made = film(*range(1000))  # columns of eight steps
    made.cut(500)

    assert made.picture().end_step == 496, "the column of step 500 shows step 503"
    assert made.missing([200, 500]) == 500


def test_the_past_is_filled_in_evenly_and_what_was_seen_stays():
    made = Film()
    made.add(1000, seen(counts=(1, 0, 0, 0)))
    kept, asked = range(0, 1001, 100), []
    while (step := made.missing(kept)) is not None:
        asked.append(step)
        made.insert(step, seen())
    made.insert(1000, seen())

    assert asked[:2] == [0, 500]
    assert sorted(asked) == list(kept)[:-1]
    assert shares(made, -1)[: ROWS // 4].sum() == pytest.approx(1)
    assert shares(made, 0)[: ROWS // 4].sum() == pytest.approx(0.1)


def test_a_step_whose_column_is_there_is_not_missing():
    assert Film().missing([]) is None
    assert Film().missing([0, 1000]) == 0
    made = film(0, 1003)  # columns of eight steps
    assert made.missing([3, 1001]) is None
    assert made.missing([3, 50, 1001]) == 50
