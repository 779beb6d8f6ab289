"""A worker does one thing at a time: what it is asked, pieces of its work, or what others drive it to."""

from __future__ import annotations

import threading

import pytest

from visualnn.training.worker import Worker

PATIENCE = 30.0


class Counter(Worker):
    """Counts up to where it is told, and says on which thread."""

    def __init__(self):
        super().__init__("counter", polite=False)
        self.count = self.until = 0
        self.ended = False
        self.threads: list[str] = []
        self.at_work = threading.Lock()
        self.seen = threading.Event()
        self._thread.start()

    def _prepare(self):
        self.count = 1

    def _busy(self):
        return self.count < self.until

    def _work(self):
        assert self.at_work.acquire(blocking=False), "two at once"
        self.count += 1
        self.threads.append(threading.current_thread().name)
        self.at_work.release()
        self.seen.set()

    def _end(self):
        self.ended = True

    def ask(self, work):
        return self._command(work)

    def count_to(self, until):
        return self.ask(lambda: setattr(self, "until", until))

    def drive_to(self, until):
        self._drive(lambda: setattr(self, "until", until))


@pytest.fixture
def counter():
    made = Counter()
    yield made
    made.close()
    made.join(PATIENCE)
    assert made.ended


def test_what_is_asked_is_done_in_order_and_after_it_is_prepared(counter):
    answers = [counter.ask(lambda number=number: (number, counter.count)) for number in range(5)]
    assert [answer.result(PATIENCE) for answer in answers] == [(number, 1) for number in range(5)]
    with pytest.raises(ZeroDivisionError):
        counter.ask(lambda: 1 / 0).result(PATIENCE)
    assert counter.ask(lambda: "alive").result(PATIENCE) == "alive"


def test_it_works_by_itself_and_answers_in_between(counter):
    counter.count_to(10**9).result(PATIENCE)
    assert counter.seen.wait(PATIENCE)
    assert counter.ask(lambda: counter.count).result(PATIENCE) > 1
    counter.count_to(0).result(PATIENCE)
    assert set(counter.threads) == {"counter"}


def test_another_thread_may_drive_it_and_what_is_asked_is_done_there(counter):
    driver = threading.Thread(target=counter.drive_to, args=(10**9,), name="driver")
    counter.ask(lambda: None).result(PATIENCE)
    driver.start()
    assert counter.seen.wait(PATIENCE)
    assert counter.ask(lambda: threading.current_thread().name).result(PATIENCE) == "driver"
    counter.count_to(0).result(PATIENCE)
    driver.join(PATIENCE)
    assert not driver.is_alive()
    assert set(counter.threads) == {"driver"}
    assert counter.ask(lambda: threading.current_thread().name).result(PATIENCE) == "counter"


def test_closed_it_cancels_what_it_is_asked(counter):
    held, go_on = threading.Event(), threading.Event()
    counter.ask(lambda: (held.set(), go_on.wait(PATIENCE)))
    assert held.wait(PATIENCE)
    waiting = counter.ask(lambda: "too late")
    counter.close()
    go_on.set()
    counter.join(PATIENCE)
    assert waiting.cancelled()
    assert counter.ask(lambda: "too late").cancelled()
