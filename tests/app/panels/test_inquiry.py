"""Panels ask again when something changed, but leave the engine its time."""

import pytest
from PySide6.QtWidgets import QWidget

from visualnn.app.panels import inquiry
from visualnn.app.panels.inquiry import SHARE, Inquiry
from visualnn.training.worker import Answer


class Trainer:
    """Answers at once, or when told; each answer takes the engine so many seconds."""

    def __init__(self):
        self.running, self.takes, self.asked, self.waiting = True, 0.0001, 0, None

    def ask(self, name, then):
        self.asked += 1
        answer = Answer()
        answer.seconds = self.takes
        self.waiting = (answer, then)
        return answer

    def awaits(self, answer):
        return self.waiting is not None and self.waiting[0] is answer

    def answer(self):
        (_, then), self.waiting = self.waiting, None
        then("answer")


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(inquiry.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def asking(qtbot, clock):
    panel, trainer, shown = QWidget(), Trainer(), []
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return Inquiry(panel, trainer, lambda: ("question",), shown.append), trainer, shown


def test_every_picture_may_ask_but_not_twice(asking, clock):
    ask, trainer, shown = asking
    ask.want()
    trainer.answer()
    ask.want()
    assert trainer.asked == 1
    clock[0] += 0.03
    ask.want()
    trainer.answer()
    assert trainer.asked == 2
    assert shown == ["answer"] * 2
    assert not ask._timer.isActive()  # each turn of a timer would take the processor from the engine


def test_a_question_that_had_to_wait_is_asked_although_nobody_wants_it_again(asking, clock, qtbot):
    ask, trainer, _ = asking
    ask.want()
    trainer.answer()
    ask.want()
    clock[0] += 1
    qtbot.waitUntil(lambda: trainer.asked == 2)


def test_nothing_is_asked_before_the_last_question_is_answered(asking, clock):
    ask, trainer, _ = asking
    ask.want()
    clock[0] += 1
    ask.want()
    assert trainer.asked == 1


def test_at_rest_the_engine_has_time(asking):
    ask, trainer, _ = asking
    trainer.running = False
    for _ in range(3):
        ask.want()
        trainer.answer()
    assert trainer.asked == 3


@pytest.mark.parametrize("takes", [0.0005, 0.003, 0.03])
def test_what_takes_the_engine_long_is_asked_seldom(asking, clock, takes):
    ask, trainer, _ = asking
    trainer.takes = takes
    for _ in range(3000):
        clock[0] += 0.032
        ask.want()
        if trainer.waiting:
            trainer.answer()
    asked = 3000 * 0.032 / trainer.asked
    assert asked == pytest.approx(max(0.032, takes / SHARE), abs=0.033)


def test_one_dear_answer_among_many_does_not_stop_the_pictures(asking, clock):
    ask, trainer, _ = asking
    for turn in range(100):
        trainer.takes = 0.002 if turn % 15 == 0 else 0.0003
        clock[0] += 0.032
        ask.want()
        if trainer.waiting:
            trainer.answer()
    assert trainer.asked >= 98
