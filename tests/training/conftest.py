"""Fixtures of the tests of training: sessions are closed, and no thread is left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from visualnn.training.session import Session

GRACE = 10.0  # seconds a thread is given to end


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE
    started = set(threading.enumerate()) - before
    for thread in started:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def session() -> Iterator[Callable[..., Session]]:
    """Makes sessions, and closes them at the end."""
    made: list[Session] = []

    def make(*arguments: Any, **settings: Any) -> Session:
        made.append(Session(*arguments, **settings))
        return made[-1]

    yield make
    for each in made:
        each.close()
    for each in made:
        each.join(GRACE)
