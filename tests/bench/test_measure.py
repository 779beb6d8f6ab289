"""Measuring in turns, with a clock of our own."""

import numpy as np
import pytest

from visualnn.bench import measure
from visualnn.bench.measure import Times


class Clock:
    """Tells the time that sides say has passed."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class Runner:
    """A side whose steps take a set time; writes down its turns."""

    def __init__(self, name, seconds_per_step, clock, diary):
        self.name, self._seconds, self._clock, self._diary = name, seconds_per_step, clock, diary

    def run(self, steps):
        self._diary.append((self.name, steps))
        self._clock.now += steps * self._seconds

    def close(self):
        pass


@pytest.fixture
def race():
    """Two sides, the second four times as slow, and the diary of their turns."""
    clock, diary = Clock(), []
    return clock, [Runner("quick", 0.01, clock, diary), Runner("slow", 0.04, clock, diary)], diary


def test_each_side_has_a_turn_in_every_round_and_the_order_turns_round(race):
    clock, sides, diary = race

    measure.alternate(sides, rounds=3, seconds=10.0, clock=clock)

    turns = [name for name, steps in diary if steps in (1000, 250)]
    assert turns == ["quick", "slow", "slow", "quick", "quick", "slow"]


def test_turns_last_equally_long_and_are_warmed_up_before(race):
    clock, sides, diary = race

    measure.alternate(sides, rounds=1, seconds=10.0, clock=clock)

    assert diary[-4:] == [("quick", 50), ("quick", 1000), ("slow", 12), ("slow", 250)]


def test_times_are_seconds_per_step(race):
    clock, sides, _ = race

    times = measure.alternate(sides, rounds=5, seconds=1.0, clock=clock)

    assert times["quick"].median == pytest.approx(0.01)
    assert times["slow"].median == pytest.approx(0.04)
    assert times["quick"].spread == pytest.approx(0.0, abs=1e-9)
    assert measure.ratio(times["slow"], times["quick"]).median == pytest.approx(4.0)
    assert measure.fastest(times, ["slow", "quick"]) == "quick"


def test_a_ratio_is_taken_round_by_round_so_that_a_slow_moment_of_the_machine_falls_out():
    ours = Times((1.0, 9.0, 1.0))
    theirs = Times((2.0, 18.0, 3.0))

    ratio = measure.ratio(theirs, ours)

    assert (ratio.median, ratio.low, ratio.high) == (2.0, 2.0, 3.0)


def test_the_median_does_not_see_one_slow_round():
    assert Times((1.0, 1.0, 100.0)).median == 1.0


def test_losses_agree_step_by_step_or_with_random_numbers_on_average():
    ours = np.array([1.0, 0.8, 0.6])

    assert measure.agreement(ours, ours * 1.0001, random=False).agrees
    assert not measure.agreement(ours, ours[::-1], random=False).agrees
    assert measure.agreement(ours, ours[::-1], random=True).agrees
    assert not measure.agreement(ours, ours * 2, random=True).agrees


def test_losses_that_are_no_numbers_do_not_agree():
    assert not measure.agreement(np.array([1.0, np.nan]), np.array([1.0, 0.9]), random=False).agrees
