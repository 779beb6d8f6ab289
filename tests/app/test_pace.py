"""Drawing keeps to its share of the processor when the engine needs all of it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject

from visualnn.app.pace import FASTEST, SHARE, Pace


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
        qtbot.waitUntil(lambda: not pace._painted.isActive())
    assert pace._cost == pytest.approx(0.01, abs=0.004)
    pace.begin()
    qtbot.wait(round(1000 * FASTEST))
    assert pace.due(crowded=False)
    assert not pace.due(crowded=True)
    qtbot.wait(round(1000 * pace._cost / SHARE))
    assert pace.due(crowded=True)


def test_cheap_pictures_come_at_full_speed_even_in_a_crowd(pace, qtbot):
    pace.begin()
    qtbot.wait(round(1000 * FASTEST))
    assert pace.due(crowded=True)
