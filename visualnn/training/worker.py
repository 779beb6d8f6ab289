"""A thread that does one thing after the other: what it is asked to, and pieces of its own work in between."""

from __future__ import annotations

import collections
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from visualnn.training.priority import step_back


class Answer(Future[Any]):
    """What a request is answered, once it is; ``seconds`` tells how long the engine's thread worked on it."""

    seconds = 0.0


class _Command:
    """Something to do, and the future that tells how it went."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.future = Answer()
        self._work = work

    def run(self) -> None:
        """Do it."""
        if self.future.set_running_or_notify_cancel():
            began = time.perf_counter()
            try:
                result = self._work()
                self.future.seconds = time.perf_counter() - began
                self.future.set_result(result)
            except BaseException as error:
                self.future.set_exception(error)


class Worker:
    """The thread of a session. Another thread may drive it for a while instead (:meth:`_drive`): all that is done, is
    done by the one that holds the lock.

    A subclass says how it prepares, when there is work and what a piece of it is, and what is done at the end; it
    starts ``_thread`` when it is complete. None of these may raise.
    """

    def __init__(self, name: str, polite: bool) -> None:
        """``polite``: let the thread step back behind others of the process."""
        self._polite = polite
        self._commands: collections.deque[_Command] = collections.deque()
        self._asked = threading.Condition()  # there is something to do
        self._changed = threading.Condition()  # something was done
        self._hold = threading.Lock()
        self._driven = False
        self._closing = self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def close(self) -> None:
        """End after the piece of work under way; what was not begun is cancelled."""
        self._closing = True
        self._wake()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end of the thread after ``close``."""
        self._thread.join(timeout)

    # ------------------------------------------------------------------ what a subclass says

    def _prepare(self) -> None:
        raise NotImplementedError

    def _busy(self) -> bool:
        """Whether there is work."""
        raise NotImplementedError

    def _work(self) -> None:
        """Do a piece of it, short enough for those who ask to wait."""
        raise NotImplementedError

    def _end(self) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------ what it may use

    def _command(self, work: Callable[[], Any]) -> Answer:
        """Have something done as soon as the piece of work under way is."""
        command = _Command(work)
        self._commands.append(command)
        if self._closed:
            command.future.cancel()
        elif not self._driven:
            self._wake()
        return command.future

    def _drive(self, begin: Callable[[], None]) -> None:
        """On the calling thread: begin something, and work as long as there is work."""
        self._driven = True
        try:
            with self._hold:
                self._do_commands()
                begin()
                while self._busy() and not self._closing:
                    self._work()
                    self._do_commands()
        finally:
            self._driven = False
            self._wake()

    # ------------------------------------------------------------------ the thread

    def _wake(self) -> None:
        with self._asked:
            self._asked.notify()

    def _run(self) -> None:
        if self._polite:
            step_back()
        try:
            with self._hold:
                self._prepare()
            while not self._closing:
                with self._asked:
                    self._asked.wait_for(self._needed)
                with self._hold:
                    self._do_commands()
                    if self._busy() and not self._closing:
                        self._work()
        finally:
            with self._hold:
                self._end()
                self._closed = True
            while self._commands:
                self._commands.popleft().future.cancel()

    def _needed(self) -> bool:
        """Whether there is something to do for the thread itself."""
        return self._closing or (not self._driven and (bool(self._commands) or self._busy()))

    def _do_commands(self) -> None:
        """Do what was asked for, in that order."""
        while self._commands and not self._closing:
            self._commands.popleft().run()
            with self._changed:
                self._changed.notify_all()
