"""Turns: who is furthest behind is next, none gets far ahead, and lanes do not wait for each other without need."""

import threading

import pytest

from visualnn.messages import Message
from visualnn.training import turns as module
from visualnn.training.entrant import Position
from visualnn.training.turns import LEAD, TURN_SECONDS, Turns

SECONDS = 0.001
"""What a step takes by the clock of these tests."""


class Variant:
    """What turns need to know of an entrant."""

    def __init__(self, value):
        self.value, self.step, self.problem = value, 0, None

    @property
    def position(self):
        return Position(self.value, self.step, None, None, self.problem)


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(module.time, "perf_counter", lambda: now[0])
    return now


@pytest.fixture
def play(clock):
    """Make a turn: all of it, or until a step."""

    def make(turns, turn, until=None):
        made = (until or turn.until) - turn.entrant.step
        turn.entrant.step += made
        clock[0] += made * SECONDS
        turns.over(turn)

    return make


def test_who_is_furthest_behind_is_next_until_all_have_made_the_steps(play):
    turns, variants = Turns(), [Variant(value) for value in "abc"]
    variants[1].step = 3
    turns.begin(variants, 5)
    order = []
    while turn := turns.take():
        assert turn.first == min(variant.step for variant in variants)
        order.append(turn.entrant.value)
        play(turns, turn)
    assert [variant.step for variant in variants] == [5, 5, 5]
    assert order[:2] == ["a", "c"]


def test_turns_get_as_long_as_they_should_last(play):
    turns = Turns()
    turns.begin([Variant(value) for value in "abc"], 10**6)
    lengths = []
    for _ in range(12):
        play(turns, turn := turns.take())
        lengths.append(turn.until - turn.first)
    assert lengths[0] == 1
    assert lengths[-1] == pytest.approx(TURN_SECONDS / SECONDS, abs=1)
    assert max(lengths) == lengths[-1]


def test_a_lane_waits_only_where_it_would_get_far_ahead(play):
    slow, fast = Variant("slow"), Variant("fast")
    turns = Turns()
    turns.begin([slow, fast], 10**6)
    held = turns.take()
    length = held.until - held.first
    for ahead in range(LEAD):
        turn = turns.take()
        assert turn.entrant is fast
        assert turn.first == ahead * length
        turn.entrant.step = turn.until
        turns.over(turn._replace(first=turn.until))  # as if it had made none: turns stay as short
    found = []
    waiting = threading.Thread(target=lambda: found.append(turns.take()))
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    play(turns, held)
    waiting.join(5)
    assert found[0].entrant is slow


def test_when_it_is_to_finish_all_catch_up_with_the_foremost(play):
    variants = [Variant(value) for value in "abc"]
    turns = Turns()
    turns.begin(variants, 10**6)
    for _ in range(7):
        play(turns, turns.take())
    under_way = turns.take()
    turns.finish()
    assert turns.target == max(under_way.until, *(variant.step for variant in variants))
    play(turns, under_way)
    while turn := turns.take():
        play(turns, turn)
    assert {variant.step for variant in variants} == {turns.target}
    assert turns.target < 10**6


def test_before_the_first_turn_to_finish_is_to_make_none():
    turns = Turns()
    turns.begin([Variant("a"), Variant("b")], 10)
    turns.finish()
    assert turns.take() is None
    assert turns.target == 0


def test_stopped_there_are_no_more_turns(play):
    turns = Turns()
    turns.begin([Variant("a"), Variant("b")], 10**6)
    under_way = turns.take()
    turns.stop()
    play(turns, under_way, until=under_way.first)
    assert turns.take() is None


def test_who_dropped_out_gets_no_other_turn(play):
    out, other = Variant("out"), Variant("other")
    turns = Turns()
    turns.begin([out, other], 20)
    turn = turns.take()
    turn.entrant.problem = Message("race_none_left")
    play(turns, turn)
    while turn := turns.take():
        assert turn.entrant is other
        play(turns, turn)
    assert other.step == 20
