"""Curves that stay small however long a run is."""

import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visualnn.training.metrics import CAPACITY, History, Points, Track

CURVES = arrays(
    np.float64,
    st.tuples(st.integers(1, 300), st.integers(1, 3)),
    elements=st.floats(-1e6, 1e6, width=32),
)
SPLITS = st.lists(st.integers(0, 300), max_size=6)


def track(values, splits=(), capacity=16):
    """A track with these points [n, curves], steps from 1, added in pieces."""
    made = Track([f"curve {number}" for number in range(values.shape[1])], capacity)
    ends = sorted({min(end, len(values)) for end in splits} | {len(values)})
    start = 0
    for end in ends:
        made.append(np.arange(start + 1, end + 1), values[start:end])
        start = end
    return made


def read(track, name):
    """The steps and values of one curve."""
    steps, values, _ = track.read([name])
    return steps, values[:, 0]


def runs(track):
    """What the points of the first curve stand for."""
    return Points(*(array.reshape(len(array), -1)[:, 0] for array in track.read(track.names))).runs()


def assert_told(track, seen):
    """A track of few points tells the mean, the lowest and the highest of all that was seen, by step, each once."""
    told = runs(track)
    parts = [[value for step, value in seen.items() if first <= step <= last] for first, last, *_ in told]
    assert sum(map(len, parts)) == len(seen)
    for part, (_, _, *figures) in zip(parts, told, strict=True):
        assert figures == pytest.approx([np.mean(part), min(part), max(part)])
    steps, _ = read(track, track.names[0])
    assert (np.diff(steps) > 0).all()
    assert len(steps) <= 16 + 3
    assert track.last(track.names[0]) == seen[max(seen)]


def test_few_points_are_kept_as_they_are():
    steps, values = read(track(np.float64([[3], [1], [2]])), "curve 0")

    assert steps.tolist() == [1, 2, 3]
    assert values.tolist() == [3, 1, 2]


@given(CURVES, SPLITS)
def test_size_is_bounded(values, splits):
    steps, kept = read(track(values, splits), "curve 0")

    assert len(steps) == len(kept) <= 16 + 3
    assert len(kept) >= min(len(values), 8)


@given(CURVES, SPLITS)
def test_extremes_are_kept(values, splits):
    made = track(values, splits)

    for number, curve in enumerate(values.T):
        _, kept = read(made, f"curve {number}")
        assert kept.min() == curve.min()
        assert kept.max() == curve.max()


@given(CURVES, SPLITS)
def test_every_kept_value_was_seen_and_steps_rise(values, splits):
    made = track(values, splits)

    for number, curve in enumerate(values.T):
        steps, kept = read(made, f"curve {number}")
        assert set(kept) <= set(curve)
        assert (np.diff(steps) > 0).all()
        assert steps[0] == 1
        assert 1 <= steps[-1] <= len(values)


@given(st.integers(1, 400), SPLITS)
def test_a_rising_curve_stays_one(points, splits):
    _, kept = read(track(np.arange(points, dtype=float)[:, None], splits), "curve 0")

    assert (np.diff(kept) > 0).all()


@given(CURVES, SPLITS)
def test_the_last_value_is_exact(values, splits):
    made = track(values, splits)

    for number, last in enumerate(values[-1]):
        assert made.last(f"curve {number}") == last


@given(CURVES, SPLITS)
def test_pieces_add_up_to_the_whole(values, splits):
    for one, other in zip(read(track(values), "curve 0"), read(track(values, splits), "curve 0"), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_spike_in_a_million_steps_is_seen_about_where_it_was():
    values = np.zeros((1_000_000, 1))
    values[654_321] = 7
    steps, kept = read(track(values, capacity=CAPACITY), "curve 0")

    assert len(kept) <= CAPACITY
    assert kept.max() == 7
    assert abs(steps[kept.argmax()] - 654_322) <= 1_000_000 / (CAPACITY / 8)


def test_the_beginning_of_a_long_run_is_kept_as_fine_as_its_end():
    values = np.sin(np.arange(1_000_000) / 50_000)[:, None]
    steps, _ = read(track(values, splits=range(0, 1_000_000, 30_011), capacity=CAPACITY), "curve 0")

    halves = np.histogram(steps, 10, (1, 1_000_000))[0]
    assert halves.min() >= 0.95 * halves.max() > 300


@given(CURVES, SPLITS)
def test_points_that_stand_for_several_steps_have_their_mean_and_the_last_is_as_it_is(values, splits):
    made = track(values, splits)
    steps, kept, means = made.read(["curve 0"])

    for step, mean in zip(steps, means, strict=True):
        first, last = made.span(step)
        assert first <= step <= last
        assert mean[0] == pytest.approx(values[first - 1 : last, 0].mean(), rel=1e-9, abs=1e-6)
    assert made.span(len(values)) == (len(values), len(values))
    assert steps[-1] == len(values)
    assert kept[-1, 0] == means[-1, 0] == values[-1, 0]


@given(CURVES, SPLITS)
def test_runs_are_all_steps_once_with_their_mean_lowest_and_highest(values, splits):
    made = track(values, splits)
    next_step = 1
    for first, last, *told in runs(made):
        assert first == next_step
        part = values[int(first) - 1 : int(last), 0]
        assert told == pytest.approx([part.mean(), part.min(), part.max()], rel=1e-9, abs=1e-6)
        next_step = last + 1
    assert next_step == len(values) + 1


def test_series_are_copies():
    made = track(np.zeros((3, 1)))
    read(made, "curve 0")[1][:] = 5

    assert read(made, "curve 0")[1].tolist() == [0, 0, 0]


def test_history_finds_curves_by_name_and_counts_its_changes():
    history = History(("loss", "gradient/dense"), ("validation_loss",))
    assert history.names == ("loss", "gradient/dense", "validation_loss")
    assert history.last("loss") is None
    assert history.last("nothing of the kind") is None

    history.append(np.arange(1, 4), np.float64([[3, 1], [2, 1], [1, 5]]), np.float64([[np.nan], [np.nan], [9]]))

    assert history.version == 1
    assert history.last("gradient/dense") == 5
    assert (history.first("loss"), history.first("gradient/dense"), history.first("validation_loss")) == (3, 1, 9)
    assert history.first("nothing of the kind") is None
    assert [values.tolist() for values in history.series("validation_loss")] == [[3], [9]]
    steps, values, _ = history.together(["loss", "gradient/dense"])
    assert (steps.tolist(), values.tolist()) == ([1, 2, 3], [[3, 1], [2, 1], [1, 5]])
    history.look_back(2)
    assert history.together(["loss", "gradient/dense"]).values.tolist() == [[3, 1], [2, 1]]
    with pytest.raises(KeyError):
        history.series("nothing of the kind")


def test_who_looks_back_is_told_the_ends_of_then_or_else_the_mean_of_the_last_steps_there_are():
    history, steps = History(("loss",), ()), np.arange(1, 40_001)
    values = steps % 2 * 1000.0 + 1
    history.append(steps, values[:, None], np.empty((40_000, 0)))

    history.look_back(21_111, {"loss": 7.0})
    assert history.last("loss") == 7.0
    history.look_back(21_111)
    assert history.last("loss") == 501  # of even and odd steps
    history.cut(21_111)
    assert history.last("loss") == 501
    history.cut(20_000, {"loss": 7.0})
    assert history.last("loss") == 7.0


def test_a_curve_that_is_not_a_number_has_no_last_value():
    history = History(("accuracy",), ())
    history.append(np.array([1]), np.float64([[np.nan]]), np.empty((1, 0)))

    assert history.last("accuracy") is None


def test_the_end_of_a_curve_can_be_read_alone():
    track = Track(["loss", "gradient"], capacity=64)
    for first in range(1, 1000, 10):
        steps = np.arange(first, first + 10)
        track.append(steps, np.stack([steps * 0.5, -steps], axis=1))
        whole, values, means = track.read(["gradient"])
        for since in (1, first - 25, first + 4):
            tail = track.read(["gradient"], since)
            assert tail.steps.tolist() == whole[whole >= since].tolist()
            assert tail.values.tolist() == values[whole >= since].tolist()
            assert tail.means.tolist() == means[whole >= since].tolist()


def test_curves_read_while_they_grow_are_of_one_moment():
    made = Track(["loss", "gradient"], capacity=64)
    done = threading.Event()

    def grow():
        for step in range(5_000):
            made.append(np.array([step]), np.array([[float(step), 2.0 * step]]))
        done.set()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        thread = threading.Thread(target=grow)
        thread.start()
        while not done.is_set():
            points = made.read(["loss", "gradient"])
            assert points.steps.tolist() == points.values[:, 0].tolist() == (points.values[:, 1] / 2).tolist()
        thread.join()
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize("step", [1, 100, 333, 500, 617, 1000])
def test_a_thinned_curve_that_was_cut_anywhere_goes_on(step):
    made = Track(["loss"], capacity=64)
    counted = lambda first, last: np.arange(first, last + 1)  # noqa: E731
    made.append(counted(1, 1000), counted(1, 1000)[:, None].astype(float))
    made.cut(step)
    assert made.last("loss") <= step
    assert made.first("loss") == 1
    for first in range(step + 1, step + 2000, 7):
        made.append(counted(first, first + 6), counted(first, first + 6)[:, None].astype(float))
    steps, values = read(made, "loss")
    assert steps[-1] == values[-1] == made.last("loss") >= step + 1999
    assert (np.diff(steps) >= 0).all()


@given(st.lists(st.tuples(st.integers(1, 300), st.floats(0, 1)), min_size=2, max_size=5))
def test_of_a_curve_that_was_cut_and_went_on_all_is_told_but_the_beginning_of_a_run_that_was_cut_in_two(courses):
    made, seen, end = Track(["curve"], capacity=16), {}, 0
    for count, share in courses:
        steps = np.arange(end + 1, end + count + 1)
        values = np.sin(7.0 * steps**2)
        made.append(steps, values[:, None])
        seen |= zip(steps.tolist(), values.tolist(), strict=True)
        assert_told(made, seen)

        end = sorted(seen)[int(share * (len(seen) - 1))]
        first, last = made.span(end)
        made.cut(end, np.array([seen[end]]))
        told = {step for one, other, *_ in runs(made) for step in range(int(one), int(other) + 1)}
        lost = {step for step in seen if step <= end} - told
        assert lost <= set(range(first, end + 1)) if last > end else not lost
        seen = {step: value for step, value in seen.items() if step <= end and step not in lost}


def test_what_comes_after_a_cut_is_as_fine_as_there_is_room_for():
    made = Track(["loss"], capacity=64)
    steps = np.arange(1, 10_001)
    made.append(steps, steps[:, None].astype(float))
    made.cut(5_000, np.array([5_000.0]))
    before = len(read(made, "loss")[0])
    made.append(steps[5_000:5_020], steps[5_000:5_020, None].astype(float))
    assert read(made, "loss")[0][before:].tolist() == list(range(5_001, 5_021))
    made.cut(0)
    made.append(steps[:50], steps[:50, None].astype(float))
    assert read(made, "loss")[0].tolist() == list(range(1, 51))


def test_the_first_value_is_exact_however_much_the_curve_was_thinned():
    made = Track(["loss"], capacity=16)
    assert made.first("loss") is None
    for step in range(1000):
        made.append(np.array([step]), np.array([[5.0 - step % 7]]))
    assert made.first("loss") == 5.0
    made.cut(-1)
    assert made.first("loss") is None
    made.append(np.array([1]), np.array([[2.0]]))
    assert made.first("loss") == 2.0
