"""The training of the document, as the window sees it.

A :class:`Trainer` owns one engine session at a time and asks it for news at 30 Hz while there can be any. Nothing here
waits: what takes several turns of the event loop (keeping the weights of a network that was edited, closing its
session, compiling the next) is a generator that the same timer moves on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from visualnn.app.pace import Elbowroom, Pace
from visualnn.app.text import translate
from visualnn.engine.budget import processors
from visualnn.messages import Message, UserError
from visualnn.project.format import Project

if TYPE_CHECKING:
    import numpy as np

    from visualnn.app.document import Document
    from visualnn.graph.model import Graph
    from visualnn.training.network import Layout
    from visualnn.training.recording import Keep
    from visualnn.training.session import Session, Update
    from visualnn.training.worker import Answer

    Weights = Mapping[str, np.ndarray]

INTERVAL = 32
"""Milliseconds between two polls: 30 pictures a second."""

SUMMARIES = 5
"""Summaries a second."""

OBEYING = 10
"""Polls after a command for which the engine's thread is given time to obey."""

PATIENCE = 5.0
"""Seconds that the end of the program waits for the engine."""

LOADING = ("preparing_data", "preparing_rows")
"""What a session says while it loads data, which can be given up; compiling cannot."""

TRAINABLE = ("ready", "running", "paused", "finished")
"""States of a session that has a network."""


def open_session(project: Project, base: Path | None) -> Session:
    """A session of the engine; it prepares itself in its own thread."""
    from visualnn.training.session import Session  # on demand: the window shows first

    return Session(project, base=base, polite=True, snapshots=True)


class Trainer(QObject):
    """Train, pause, step and reset the network of a document.

    A document edited since its network was compiled is compiled again when training is asked for; weights whose block
    and shape are still there are kept, so that a drawing can grow while it learns. The learning rate changes at once.
    """

    updated = Signal(object)
    """New figures: a ``training.session.Update``; also sent when a session becomes ready or is replaced (None)."""

    summarised = Signal(object)
    """The same, but no more than ``SUMMARIES`` times a second while steps are taken: for what is read, not watched."""

    changed = Signal()
    """What may be pressed, or why it may not, is different."""

    acting = Signal()
    """The network is about to be told something: who has anything to give it first, gives it now."""

    stopped = Signal(str)
    """Training stopped by itself for a reason the user should read: the sentence; empty when it goes on."""

    ended = Signal(str)
    """Training ended early by a condition that the user set: the sentence."""

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        open_session: Callable[[Project, Path | None], Session] = open_session,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._open_session = open_session
        self._session: Session | None = None
        self._compiled: Project | None = None
        self._task: Iterator[None] | None = None
        self._requests: list[tuple[Session, Answer, Callable[[Any], None]]] = []
        self._shown: tuple[Any, ...] = ()
        self._reported: object = None
        self._refused: Message | None = None
        self._seen: tuple[Any, ...] = ()
        self._summarised = 0.0  # when, on the monotonic clock
        self._pace = Pace(self)
        self._elbowroom = Elbowroom(self)
        self.keeper: Callable[[], Keep] | None = None  # gives what keeps the runs of the document
        self.latest: Update | None = None  # what was sent last
        self._obeying = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._tick)
        document.changed.connect(self._document_changed)

    # What the window asks

    @property
    def state(self) -> str:
        """``none`` before there is a session, ``preparing`` while it is exchanged, else the state of the session."""
        if self._task:
            return "preparing"
        return self._session.state if self._session else "none"

    @property
    def running(self) -> bool:
        """Whether steps are being taken."""
        return self.state == "running"

    @property
    def looking_back(self) -> bool:
        """Whether the network is shown as it was at an earlier step."""
        return self.latest is not None and self.latest.present is not None

    @property
    def stale(self) -> bool:
        """Whether the network was edited since it was compiled."""
        return self._compiled is None or _essence(self._compiled) != _essence(self.document.value)

    @property
    def layout(self) -> Layout | None:
        """Layers, sizes and data of the compiled network, when there is one."""
        return self._session.layout if self._session and self.state in TRAINABLE else None

    @property
    def graph(self) -> Graph | None:
        """The graph that was compiled, which the document may have left behind."""
        return self._compiled.graph if self._compiled else None

    @property
    def session(self) -> Session | None:
        """The session, once it has a network."""
        return self._session if self.state in TRAINABLE else None

    @property
    def restored(self) -> int | None:
        """The epoch whose weights the network got back when training ended early; None when it has those of the last
        step."""
        return self._session.restored if self._session else None

    @property
    def progress(self) -> float | None:
        """How far preparing has come, 0 to 1; None when nothing is being prepared."""
        return self._session.progress.fraction if self._task and self._session else None

    @property
    def obstacle(self) -> str:
        """Why training cannot be started now, in a sentence; empty when it can."""
        if self._errors:
            return self.tr("%n problem(s) in the network to solve first", "", self._errors)
        if self._task:
            session = self._session
            return translate(session.progress.message) if session else self.tr("Preparing the network")
        return ""

    # What the window does

    def prepare(self) -> None:
        """Compile the document as it is, from fresh weights, in the background."""
        self._begin(self._exchange(keep=False, then=None))

    def clear(self) -> None:
        """Let go of the network there is: the document is another one that cannot be compiled yet."""
        self._begin(self._let_go())

    def train(self) -> None:
        """Start or go on."""
        self._act(lambda session: session.start())

    def pause(self) -> None:
        """Stop after the step at hand; ``train`` goes on from there."""
        if self.running and self._session:
            self._session.pause()
            self._keep_polling()

    def step(self) -> None:
        """Take one step, then pause."""
        self._act(lambda session: session.step())

    def reset(self) -> None:
        """Draw fresh weights and forget the history."""
        if self.stale or self.session is None:
            self.prepare()
        else:
            self._act(lambda session: session.reset())

    def look(self, step: int | None) -> None:
        """Pause, and show the network as it was at a step that is kept; None: as it is now."""
        if self.session:
            self.acting.emit()
            self.session.look(step)
            self._keep_polling()

    def branch(self) -> None:
        """Train on from the step that is shown; what came after it is given up."""
        if self.looking_back and self.session:
            self.session.branch()
            self.train()

    def renew(self, weights: Weights, remark: Message) -> bool:
        """Compile the document as it is, and give it these weights, which must fit, in place of what is being prepared.
        Layers of which there are none, for they are of another network of the drawing, keep theirs. Returns whether it
        begins: not while the network has problems."""
        if self._errors:
            return False
        keep = self._task is None  # a session that is given up has nothing to hand on
        self._begin(self._exchange(keep=keep, then=None, given=(weights, remark)))
        return True

    def restart(self, weights: Weights, seed: int, remark: Message) -> None:
        """Train from step 0 with these weights, which must fit the network."""

        def go(session: Session) -> None:
            session.restart(weights, seed, remark)
            session.start()

        self._act(go)

    def initialise(self, seed: int) -> None:
        """Draw fresh weights from a seed."""
        self._act(lambda session: session.reset(seed))

    def ensure(self) -> None:
        """Have a session of the document as it is, with the weights there are."""
        self._act(lambda session: None)

    def ask(self, function: str, *arguments: Any, then: Callable[[Any], None]) -> Answer | None:
        """Have the engine call ``function`` between two steps and give the result to ``then`` in this thread.

        Returns None when there is no network to ask. The answer never comes when the session is replaced meanwhile.
        """
        session = self.session
        if session is None:
            return None
        future = session.request(function, *arguments)
        self._requests.append((session, future, then))
        self._poll()
        return future

    def awaits(self, answer: Answer) -> bool:
        """Whether an answer that was asked for is still to be given to who asked."""
        return any(waiting is answer for _, waiting, _ in self._requests)

    def set_weights(self, weights: Weights) -> None:
        """Give the network these weights, by ``layer name/key``; views are told when it has them."""
        self.ask("set_weights", dict(weights), then=self._weights_changed)

    def close(self) -> None:
        """Tell the engine's thread to end, without waiting for it; nothing is reported from now on."""
        self._task = None
        self._requests.clear()
        self._timer.stop()
        self._pace.end()
        if self._session:
            self._session.close()

    def join(self) -> None:
        """After ``close``: wait for the engine's thread, but not for ever: it may be compiling."""
        if self._session:
            self._session.join(PATIENCE)

    # How it goes about it

    @property
    def _errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.document.checked.problems)

    def _act(self, action: Callable[[Session], object]) -> None:
        """Do something with the session of the document as it is now, making that session first if need be."""
        if self.obstacle:
            return
        self.acting.emit()
        if self._session is None or self.stale or self.session is None:
            self._begin(self._exchange(keep=True, then=action))
        else:
            action(self._session)
            self._keep_polling()

    def _poll(self) -> None:
        """Look for news from now on. A timer that runs is not started again, which would put its next turn off."""
        if not self._timer.isActive():
            self._timer.start()

    def _keep_polling(self) -> None:
        self._obeying = OBEYING
        self._poll()

    def _begin(self, task: Iterator[None]) -> None:
        self._task = task
        self._poll()
        self._tick()

    def _exchange(
        self,
        *,
        keep: bool,
        then: Callable[[Session], object] | None,
        given: tuple[Weights, Message] | None = None,
    ) -> Iterator[None]:
        """Put a session of the document as it is in the place of the one there is; what is given goes before what is
        kept."""
        kept: dict[tuple[str, str], np.ndarray] = {}
        if keep and self._session and self._session.layout and self._session.state in TRAINABLE:
            if self.looking_back:
                self._session.look(None)
            weights = self._session.request("weights")
            while not weights.done():
                yield
            kept = _by_block(weights.result(), self._session.layout)
        session = yield from self._open()
        if (kept or given) and session.layout:
            fresh = session.request("weights")
            while not fresh.done():
                yield
            merged, came_along = _merged(fresh.result(), session.layout, kept)
            if given:
                session.request(
                    "set_weights", {name: given[0].get(name, own) for name, own in merged.items()}, given[1]
                )
            elif came_along:
                session.request("set_weights", merged, *([Message("run_weights_kept")] if self.keeper else []))
        if then and session.state in TRAINABLE:
            then(session)
        self._keep_polling()

    def _open(self) -> Generator[None, None, Session]:
        """A session of the document; of what it has become when it is edited while its data is loaded."""
        while True:
            yield from self._let_go()
            project = self.document.value
            session = self._open_session(project, self.document.path.parent if self.document.path else None)
            self._session, self._compiled = session, project
            if self.keeper:
                session.keep_runs(self.keeper())
            while session.state == "preparing" and not (self.stale and session.progress.message.code in LOADING):
                yield
            if session.state != "preparing":
                return session

    def _let_go(self) -> Iterator[None]:
        if self._session:
            self._session.close()
            while self._session.state != "closed":
                yield
        self._session = self._compiled = self._refused = None
        self._seen = ()
        self._publish(None)

    def _tick(self) -> None:
        if self._task and next(self._task, self) is self:
            self._task = None
        self._make_room()
        self._deliver()
        if self._session and self._task is None:
            update = self._session.poll()
            self._report(update)
        self._announce()
        self._obeying -= 1
        if not (self._task or self._requests or self.running or self._obeying > 0):
            self._timer.stop()

    def _report(self, update: Update) -> None:
        seen = (id(update.history), update.history.version, update.state, update.step, update.kept_steps)
        if seen != self._seen and (update.state != "running" or self._pace.due(self._crowded())):
            self._seen = seen
            self._publish(update)
        problem, asked_for = (self._session.problem, self._session.stopped) if self._session else (None, False)
        if problem is not self._reported:
            self._reported = problem
            (self.ended if asked_for else self.stopped).emit(translate(problem) if problem else "")

    def _crowded(self) -> bool:
        """Whether the engine has work for every processor, so that drawing slows it down."""
        layout = self.layout
        return layout is not None and layout.threads >= processors()

    def _make_room(self) -> None:
        """Before anything is drawn, for every turn of this thread disturbs the engine until there is room."""
        if not (self._session and self.running and self._crowded()):
            return
        if self._pace.due(crowded=True) or any(answer.done() for _, answer, _ in self._requests):
            self._elbowroom.make(self._session)

    def _publish(self, update: Update | None) -> None:
        now = time.monotonic()
        summary = update is None or update.state != "running" or now - self._summarised > 1 / SUMMARIES
        self._pace.begin(counted=not summary)
        self.latest = update
        self.updated.emit(update)
        if summary:
            self._summarised = now
            self.summarised.emit(update)

    def _weights_changed(self, _: object) -> None:
        self._seen = ()  # nothing was counted, but everything looks different

    def _announce(self) -> None:
        shown = (self.state, self.obstacle, self.progress, self.restored)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _deliver(self) -> None:
        asked = [request for request in self._requests if request[0] is self._session]
        done = [request for request in asked if request[1].done()]
        self._requests = [request for request in asked if request not in done]
        for _, future, then in done:
            try:
                result = future.result()
                self._pace.answered(future.seconds)
            except CancelledError:
                continue
            except UserError as error:
                self._refuse(error.message)
                continue
            then(result)

    def _refuse(self, message: Message) -> None:
        """Say once why something cannot be answered: panels go on asking."""
        if message != self._refused:
            self._refused = message
            self.stopped.emit(translate(message))

    def _document_changed(self, old: Project, new: Project) -> None:
        rate = new.training.learning_rate
        if self.session and rate != old.training.learning_rate:
            self.session.set_learning_rate(rate)
        if self._session and new.stopping != old.stopping:
            self._session.set_stopping(new.stopping)
        self._announce()


def _essence(project: Project) -> tuple[Any, ...]:
    """What the engine is given: where blocks stand, the lesson and the (live) learning rate do not count."""
    blocks = tuple(msgspec.structs.replace(block, x=0.0, y=0.0) for block in project.graph.blocks)
    return blocks, project.graph.wires, msgspec.structs.replace(project.training, learning_rate=1.0)


def _by_block(weights: Weights, layout: Layout) -> dict[tuple[str, str], np.ndarray]:
    """Weights by block id and key: a block keeps its weights when it is renamed."""
    return {
        (layer.block_id, key): weights[f"{layer.name}/{key}"] for layer in layout.layers for key in layer.parameters
    }


def _merged(
    fresh: Weights, layout: Layout, kept: Mapping[tuple[str, str], np.ndarray]
) -> tuple[dict[str, np.ndarray], bool]:
    """Fresh weights, replaced by kept ones wherever block, key and shape are the same; and whether any are."""
    merged, came_along = dict(fresh), False
    for layer in layout.layers:
        for key in layer.parameters:
            name = f"{layer.name}/{key}"
            old = kept.get((layer.block_id, key))
            if old is not None and old.shape == merged[name].shape:
                merged[name], came_along = old, True
    return merged, came_along
