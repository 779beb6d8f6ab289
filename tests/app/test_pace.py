"""Drawing keeps to its share of the processor when the engine needs all of it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from visualnn.app.pace import FASTEST, LEAST_SHARE, SHARE, YIELDING, Elbowroom, Pace


def compute(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.fixture
def pace(qapp):
    owner = QObject()
    yield Pace(owner)
    owner.deleteLater()


def test_dear_pictures_are_drawn_seldom_but_only_in_a_crowd(pace, qtbot):
    for _ in range(20):
        pace.begin()
        compute(0.01)
        qtbot.waitUntil(lambda: not pace._painting.awaited)
    assert pace._cost == pytest.approx(0.01, abs=0.004)
    pace.begin()
    qtbot.wait(round(1000 * FASTEST))
    assert pace.due(crowded=False)
    assert not pace.due(crowded=True)
    qtbot.wait(round(1000 * pace._cost / SHARE))
    assert pace.due(crowded=True)


def test_pictures_just_too_dear_for_every_turn_are_made_with_most_turns(pace):
    """A timer with a turn every 33 ms: pictures that would have to wait for 41 come with four of five, not with two."""
    pace._cost, clock = 0.041 * SHARE, [0.0]
    made = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("visualnn.app.pace.time.monotonic", lambda: clock[0])
        for turn in range(1, 101):
            clock[0] = turn * 0.033
            if pace.due(crowded=True):
                pace.begin(counted=False)
                made += 1
    assert made == pytest.approx(100 * 0.033 / 0.041, abs=3)


def test_cheap_pictures_come_at_full_speed_even_in_a_crowd(pace, qtbot):
    pace.begin()
    qtbot.wait(round(1000 * FASTEST))
    assert pace.due(crowded=True)


def test_what_the_engine_answers_is_taken_off_the_share_of_drawing(pace):
    """Answers of 1 ms with each of thirty pictures stop the engine for 3 % of its time: 6 % of two processors' time."""
    clock = [0.0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("visualnn.app.pace.time.monotonic", lambda: clock[0])
        for turn in range(1, 200):
            clock[0] = turn / 30
            pace.answered(0.001)
            pace.begin(counted=False)
        assert pace.share == pytest.approx(SHARE - 0.06, abs=0.002)
        for turn in range(200, 400):
            clock[0] = turn / 30
            pace.answered(0.01)
            pace.begin(counted=False)
        assert pace.share == LEAST_SHARE, "curves move on beside dear answers"
        for turn in range(400, 600):
            clock[0] = turn / 30
            pace.begin(counted=False)
        assert pace.share == pytest.approx(SHARE, abs=0.002)


class Giving:
    """What is asked of an engine that gives way at once, or never."""

    def __init__(self, heeds):
        self.heeds, self.wanted = heeds, []

    def give_way(self, wanted):
        self.wanted.append(wanted)

    def wait_for_room(self, seconds):
        if not self.heeds:
            time.sleep(seconds)
        return self.heeds


class Canvas(QWidget):
    """Notes what was asked of the engine when it is painted."""

    def __init__(self, engine):
        super().__init__()
        self.engine, self.painted_with = engine, []

    def paintEvent(self, event):
        self.painted_with.append(self.engine.wanted[-1:])


def test_the_engine_gives_way_until_the_picture_is_painted(qtbot):
    engine = Giving(heeds=True)
    canvas = Canvas(engine)
    qtbot.addWidget(canvas)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.painted_with.clear()
    room = Elbowroom(canvas)

    room.make(engine)
    room.make(engine)  # another panel draws in the same turn
    canvas.update()
    assert engine.wanted == [True]
    qtbot.waitUntil(lambda: engine.wanted == [True, False])
    assert canvas.painted_with == [[True]]


def test_a_picture_does_not_wait_for_an_engine_that_is_busy(qtbot):
    engine, owner = Giving(heeds=False), QObject()
    room = Elbowroom(owner)
    began = time.monotonic()

    room.make(engine)

    assert time.monotonic() - began < 10 * YIELDING
    qtbot.waitUntil(lambda: engine.wanted == [True, False])
    owner.deleteLater()
