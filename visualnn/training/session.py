"""A training session: the engine with the thread that works with it, and the calls by which others steer it.

The thread imports numba, loads data, compiles, and then makes steps in calls of about ``CALL_SECONDS``; between two
calls it does what it was asked to. Every method may be called from any thread and returns at once, but :meth:`wait`
and :meth:`join`.
"""

from __future__ import annotations

import collections
import math
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np

from visualnn.data import catalogue as sources
from visualnn.data.dataset import Dataset
from visualnn.graph.stopping import Stopping
from visualnn.memory import give_back
from visualnn.messages import Message, UserError, define
from visualnn.project.format import Project
from visualnn.project.run import State as RunState
from visualnn.project.run import same_weights
from visualnn.training.epochs import Begun, EpochMeans
from visualnn.training.inspection import Kind, Statistics
from visualnn.training.metrics import Ends, History
from visualnn.training.network import Layout, Load, Network
from visualnn.training.recording import Keep, Recording
from visualnn.training.snapshots import MOST, Snapshots
from visualnn.training.stopping import Stop, Watch
from visualnn.training.worker import Answer, Worker

if TYPE_CHECKING:
    from visualnn.engine.runner import Checkpoint, Diverged, Record, Runner

define(
    preparing_engine="Loading the engine",
    preparing_done="Ready",
    diverged=(
        "Training stopped at step {step}: the loss is no longer a finite number, and the first block to give such "
        "numbers was “{block}”. The weights are those after step {restored}, the last that were finite. Lower the "
        "learning rate, or check the data."
    ),
    session_failed="Something unexpected went wrong in the engine: {reason}",
    session_closed="The training session has ended.",
    unknown_request="The engine does not know “{name}”.",
)

State = Literal["preparing", "ready", "running", "paused", "finished", "failed", "closed"]

CALL_SECONDS = 0.016
"""How long a call to the engine should last: short enough to feel immediate, long enough to cost nothing."""

LONGER = 4
"""So many times as long may a call last while the window draws: it would wait for the window's thread at its end."""

SHORT_EPOCHS = 8
"""While training may stop early, a call is kept within an epoch unless it would span more epochs than this."""

RATE_CALLS = 40
"""The steps per second shown are those of so many last calls: of about a second."""


class _Closing(Exception):
    """The session is closed while its data is loaded."""


class Progress(msgspec.Struct, frozen=True):
    """How far preparing has come, from 0 to 1, and what is being done."""

    fraction: float
    message: Message


class Update(msgspec.Struct, frozen=True):
    """Where a session stands.

    While one looks back, ``step`` and ``epoch`` are those looked at, and ``present`` is the step that was reached.
    ``kept_steps``: those to which one can go back. ``measured``: where weights were set since the last step, what the
    next one would see, by the names of the curves: they still end with what the weights were before.
    """

    state: State
    step: int
    epoch: float
    steps_per_second: float
    seconds_left: float | None
    history: History
    kept_steps: tuple[int, ...] = ()
    present: int | None = None
    measured: Mapping[str, float] = {}

    def last(self, curve: str) -> float | None:
        """The value of a curve of training with the weights there are, or None when there is none yet."""
        return self.measured[curve] if curve in self.measured else self.history.last(curve)


class Session(Worker):
    """Trains the network of a project.

    Args:
        project: what to train; later edits make a new session.
        base: the folder that relative paths in the project start from.
        overrides: sources that replace those of data blocks: block name -> path.
        seed: replaces the project's.
        threads: replaces the project's, when not 0.
        polite: let the threads of the engine step back behind others of the process, as a window wants it.
        load: reads the data of a block as ``data.catalogue.load`` does; several sessions may share what it gives.
        keep: takes every run when it begins, rests or ends; called on the engine's thread, and must not raise.
        snapshots: keep the state of some steps, so that :meth:`look` can go back to them.
    """

    def __init__(
        self,
        project: Project,
        *,
        base: Path | None = None,
        overrides: Mapping[str, str] | None = None,
        seed: int | None = None,
        threads: int = 0,
        polite: bool = False,
        load: Load = sources.load,
        keep: Keep | None = None,
        snapshots: bool = False,
    ) -> None:
        super().__init__("visualnn session", polite)
        training = project.training
        training = msgspec.structs.replace(
            training,
            seed=training.seed if seed is None else seed,
            threads=threads or training.threads,
        )
        self.project = msgspec.structs.replace(project, training=training)
        self.state: State = "preparing"
        self.progress = Progress(0.0, Message("preparing_engine"))
        self.problem: Message | None = None
        self.report = ""
        self.layout: Layout | None = None
        self.data: Mapping[str, Dataset | None] = {}  # see ``training.examples``
        self.history = History(("loss",), ())
        self.step_count = 0
        self.seconds = 0.0
        self._base, self._overrides, self._load = base, dict(overrides or {}), load
        self._recent: collections.deque[tuple[float, int]] = collections.deque()
        self._until = 0
        self._chunk = 1
        self._network: Network | None = None
        self.keeping = False
        self._keep = keep
        self._recording: Recording | None = None
        self._rate = project.training.learning_rate  # that in use: it may change at any time
        self._remarks: tuple[Message, ...] = ()
        self._before_set: tuple[Mapping[str, np.ndarray], tuple[Message, ...]] | None = None  # weights and remarks
        self._snapshots: Snapshots | None = None
        self._wants_snapshots = snapshots
        self._watch = Watch(project.stopping)
        self._best: tuple[Checkpoint, int] | None = None  # a state from which so many steps lead to the best epoch's
        self.stopped = False
        self.restored: int | None = None
        self._measured: Mapping[str, float] = {}
        self._means = EpochMeans(1)
        self._thread.start()

    # ------------------------------------------------------------------ what others call

    def start(self) -> None:
        """Train up to the end of the plan; from there, the length of the plan again."""
        self._command(self._start)

    def step(self, count: int = 1) -> None:
        """Make ``count`` steps, then pause."""
        self._command(lambda: self._step(count))

    def run_to(self, step: int) -> None:
        """Train until so many steps have been made in all."""
        self._command(lambda: self._go(step))

    def drive(self, step: int) -> None:
        """Train until so many steps have been made in all, on the calling thread, and pause: for whoever has threads
        that take turns with many sessions. What is asked meanwhile is done between two calls to the engine.

        Raises:
            UserError: the session never became ready, or has ended.
        """
        self._drive(lambda: self._go(step))

    def pause(self) -> None:
        """Stop after the step under way."""
        self._command(self._pause)

    def reset(self, seed: int | None = None) -> None:
        """Back to step 0, with the initial weights of the seed (the session's own by default)."""
        self._command(lambda: self._reset(seed))

    def set_learning_rate(self, rate: float) -> None:
        """Use another learning rate from the next step on."""
        self._command(lambda: self._set_rate(rate))

    @property
    def run_id(self) -> str | None:
        """The id of the run that is kept of the training under way; None before its first step."""
        recording = self._recording
        return recording.id if recording else None

    def keep_runs(self, keep: Keep) -> None:
        """Give every run from the next on to ``keep``, on the engine's thread; it must not raise."""
        self._command(lambda: setattr(self, "_keep", keep))

    def look(self, step: int | None) -> None:
        """Pause, and go back to what was kept at ``step`` or last before it; None: to where training stands, bit for
        bit. Whoever asks is answered from there; training goes on from where it stands."""
        self._command(lambda: self._look_back(step))

    def branch(self) -> None:
        """Give up what came after the step that is looked at: training goes on from there, as another run."""
        self._command(self._branch)

    def restart(self, weights: Mapping[str, np.ndarray], seed: int, remark: Message) -> Answer:
        """Back to step 0 with these weights; order of the rows and dropout follow from the seed."""
        return self._command(lambda: self._restart(weights, seed, remark))

    def set_stopping(self, stopping: Stopping) -> None:
        """End training early from now on when one of these conditions holds, instead of the project's. ``problem`` then
        says which, ``stopped`` is true, and ``restored`` is the epoch whose weights the network got back, if it did."""
        self._command(lambda: self._stop_when(stopping))

    def request(self, name: str, *arguments: Any) -> Answer:
        """Have the engine's thread answer between two calls to the engine.

        ``checkpoint()``: the whole state of the run; ``restore(checkpoint)``: go on from there, bit for bit.
        ``tensors(first=0, rows=1)``: every value and its gradient for some training rows, by (block id, port).
        ``predict(x, loss=0)``: predictions for rows of x. ``values(block_id, x)``: what leaves a block for rows of x.
        ``weights()``: a copy of every parameter by key. ``set_weights(by_key)``. ``evaluate(split)``: measures by name
        on ``train``, ``validation`` or ``test``. ``confusion(split, loss=0)``: see ``training.measures``.
        ``gradients()``: the last step's gradient of every parameter by key. ``plane(paths)``, ``survey(origin,
        directions, places)``: see ``training.landscape``.
        ``statistics(kind, bins, block_ids=None)``: see ``training.inspection``. ``statistics_at(step, kind, bins)``:
        the same of the state kept at a step (one of ``Update.kept_steps``), without disturbing the run; None when it
        is not kept any more, as happens while training goes on. Gradients are those that led there: all 0 where the
        run began. ``see(x, loss, block_ids=None)``: predictions and what leaves blocks, in one pass. ``sample(start,
        count, temperature, seed, loss=0)``: see ``training.sampling``.
        """
        return self._command(lambda: self._answer(name)(*arguments))

    def give_way(self, wanted: bool) -> None:
        """Leave a processor to others after the step under way, for as long as it is wanted; results stay the same."""
        if network := self._network:
            network.runner.give_way(wanted)

    def wait_for_room(self, seconds: float) -> bool:
        """After ``give_way(True)``: sleep until a processor is left, but no longer than this; whether one is."""
        network = self._network
        return network is not None and network.runner.wait_for_room(seconds)

    @property
    def gives_way(self) -> bool:
        """Whether a processor is left to others now."""
        network = self._network
        return network is not None and network.runner.gives_way

    def poll(self) -> Update:
        """Where the session stands; cheap."""
        epoch = self.step_count / self.layout.steps_per_epoch if self.layout else 0.0
        recent = tuple(self._recent)
        seconds = sum(took for took, _ in recent)
        rate = sum(made for _, made in recent) / seconds if seconds else 0.0
        left = (self._until - self.step_count) / rate if self.state == "running" and rate else None
        snapshots = self._snapshots
        kept = snapshots.steps if snapshots else ()
        present = snapshots.present.step if snapshots and snapshots.present else None
        measured = {} if present is not None else self._measured
        return Update(self.state, self.step_count, epoch, rate, left, self.history, kept, present, measured)

    def wait(self, timeout: float | None = None) -> State:
        """Block until the session neither prepares nor runs nor keeps what it reached, nor has anything left to do;
        returns its state."""
        heard = self._command(lambda: None)
        with self._changed:
            self._changed.wait_for(
                lambda: heard.done() and not self.keeping and self.state not in ("preparing", "running"), timeout
            )
        return self.state

    def close(self) -> None:
        """End the session; its state becomes ``closed`` when its thread has let go of everything."""
        super().close()
        if network := self._network:
            network.runner.stop()

    # ------------------------------------------------------------------ the engine's thread

    def _become(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def _prepare(self) -> None:
        self._guarded(self._open)

    def _busy(self) -> bool:
        return self.state == "running"

    def _work(self) -> None:
        self._guarded(self._make_steps)

    def _end(self) -> None:
        self._end_run()
        self._let_go()
        self._become("closed")

    def _let_go(self) -> None:
        """Give up data, weights and snapshots, whoever still holds the session for its curves."""
        if self._network:
            self._network.close()
        self._network = self._snapshots = self._best = None
        self.data = {}
        give_back()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do some work; whatever goes wrong ends in a sentence, and the thread lives on to answer."""
        try:
            work()
        except _Closing:
            return
        except UserError as error:
            self._fail(error.message)
        except MemoryError:
            self._fail(Message("session_failed", {"reason": "out of memory"}))
        except Exception as error:
            self.report = traceback.format_exc()
            self._fail(Message("session_failed", {"reason": f"{type(error).__name__}: {error}"}))

    def _fail(self, message: Message) -> None:
        self.problem = message
        self._become("failed")

    def _open(self) -> None:
        """Load the data and compile the network."""

        def report(fraction: float, message: Message) -> None:
            if self._closing:
                raise _Closing
            self.progress = Progress(fraction, message)

        network = Network(self.project, self._base, self._overrides, self._load, report)
        self._network, self.data = network, network.data
        if self._wants_snapshots:
            self._snapshots = Snapshots(network.runner, self._note)
        self._begin_history()
        self.layout = network.layout
        self.progress = Progress(1.0, Message("preparing_done"))
        self._become("ready")

    def _ready(self) -> Runner:
        """The runner; UserError when preparing failed."""
        return self._compiled().runner

    def _compiled(self) -> Network:
        """The network; UserError when preparing failed."""
        if self._network is None:
            problem = self.problem or Message("session_closed")
            raise UserError(problem.code, **problem.arguments)
        return self._network

    def _start(self) -> None:
        self._ready()
        self._come_back()
        assert self.layout
        target = self._until if self.state == "paused" and self._until > self.step_count else self.layout.total_steps
        if target <= self.step_count:
            target = self.step_count + self.layout.total_steps
        self._go(target)

    def _step(self, count: int) -> None:
        self._come_back()
        self._go(self.step_count + count)

    def _go(self, until: int) -> None:
        self._ready()
        self._come_back()
        self._forget_end()
        self._until = until
        if until > self.step_count:
            self._begin_run()
            self._become("running")

    def _pause(self) -> None:
        if self.state == "running":
            self._rest("paused", "paused")

    def _set_rate(self, rate: float) -> None:
        (self._snapshots or self._ready()).set_learning_rate(rate)
        self._rate = rate
        if self._recording:
            present = self._snapshots.present if self._snapshots else None  # while one looks back
            self._recording.rated(present.step if present else self.step_count, rate)

    # ------------------------------------------------------------------ runs and their past

    def _begin_run(self) -> None:
        """Before steps are made: another run begins unless one goes on."""
        runner, layout = self._ready(), self.layout
        assert layout
        if self._recording and self._remarks:  # weights were set: what was reached with others stays as it is
            self._branch_run()
        elif self._keep and self._recording:
            self._recording = self._recording.resumed(self._keep, self.step_count)
        elif self._keep:
            training = msgspec.structs.replace(self.project.training, seed=runner.seed, learning_rate=self._rate)
            project = msgspec.structs.replace(self.project, training=training, stopping=self._watch.stopping)
            self._recording = Recording(project, layout, runner.weights(), self._remarks, self.step_count)
            self._keep(*self._recording.beginning())
        self._remarks = ()
        if self._snapshots and runner.step not in self._snapshots.steps:
            self._snapshots.take(always=True)

    def _branch_run(self) -> None:
        """Training goes on as another run from the step that the runner is at."""
        if self._keep and self._recording:
            step = self._ready().step
            self._recording = self._recording.branch(step)
            self._recording.rated(step, self._rate)
            for remark in self._remarks:
                self._recording.remark(remark)
            self._keep(*self._recording.beginning())

    def _rest(self, state: State, run_state: RunState) -> None:
        """Make no more steps for now, and keep what was reached."""
        if self._snapshots:
            self._snapshots.take(always=True)
        self.keeping = True
        self._become(state)
        self._keep_run(run_state)
        with self._changed:
            self.keeping = False
            self._changed.notify_all()

    def _keep_run(self, state: RunState) -> None:
        if self._keep and self._recording and self._recording.behind(self.step_count):
            weights = self._ready().weights()
            self._keep(
                *self._recording.reached(
                    state, self.step_count, self.seconds, self.history, weights, self._compiled().evaluate
                )
            )

    def _end_run(self) -> None:
        """The next step begins another run."""
        self._come_back()
        self._keep_run("interrupted")
        self._recording = None

    def _look_back(self, step: int | None) -> None:
        self._pause()
        if not self._snapshots or self.state not in ("paused", "finished"):
            return
        self._snapshots.look(step)
        self.step_count = self._ready().step
        if self._snapshots.present:
            ends, _ = self._snapshots.noted(self.step_count)
            self.history.look_back(self.step_count, ends)
        else:
            self.history.look_back(None)

    def _come_back(self) -> None:
        if self._snapshots and self._snapshots.present:
            self._look_back(None)

    def _branch(self) -> None:
        runner = self._ready()
        if not self._snapshots or not self._snapshots.present:
            return
        self.seconds *= runner.step / self._snapshots.present.step
        self._snapshots.stay()
        self._forget_after(runner.step)
        self._until = 0
        self._forget_end()
        self._remarks = ()  # weights that were set since are given up, too
        self._branch_run()
        self._become("paused")

    def _restart(self, weights: Mapping[str, np.ndarray], seed: int, remark: Message) -> None:
        self._reset(seed)
        self._ready().set_weights(weights)
        self._remarks = (remark,)

    def _reset(self, seed: int | None) -> None:
        runner = self._ready()
        self._end_run()
        if self._snapshots:
            self._snapshots.clear()
        self._remarks = ()
        runner.reset(self.project.training.seed if seed is None else seed)
        self._begin_history()
        self.step_count, self.seconds, self._until = 0, 0.0, 0
        self._recent.clear()
        self._forget_end()
        self._become("ready")

    def _forget_end(self) -> None:
        """What was said about the end of the training before is no longer so."""
        self.problem, self.stopped, self.restored = None, False, None
        self._measured, self._before_set = {}, None

    def _forget_after(self, step: int) -> None:
        """What the curves show after a step was given up."""
        noted = self._snapshots.noted(step) if self._snapshots else None
        ends, begun = noted or (None, Begun())
        self.history.cut(step, ends)
        self._means = EpochMeans(self._ready().steps_per_epoch, begun)
        self._stop_when(self._watch.stopping)

    def _note(self) -> tuple[Ends, Begun]:
        """What the curves end with, and the epoch under way: neither can be told from curves that were thinned."""
        return self.history.ends, self._means.begun

    def _begin_history(self) -> None:
        curves, length = self._compiled().curves, self._ready().steps_per_epoch
        epochs = [f"epoch_{name}" for name in curves.measures] if length > 1 else []
        self.history = History(curves.training, curves.validation, epochs)
        self._means = EpochMeans(length)
        self._stop_when(self._watch.stopping)

    def _stop_when(self, stopping: Stopping) -> None:
        self._watch = Watch(stopping, several=self.history.several)
        self._best = None

    def _make_steps(self) -> None:
        """One call to the engine, and what follows from it."""
        from visualnn.engine.runner import Diverged

        runner, layout = self._ready(), self.layout
        assert layout
        steps = self._until - runner.step
        if not self._driven:  # whoever drives has found out how long a call should be
            steps = min(self._chunk, steps)
        if self._snapshots:
            steps = min(steps, max(1, layout.total_steps // MOST))  # so that there is something to go back to
        most = min(LONGER * steps, self._until - runner.step)
        before: Checkpoint | None = None
        if self._watch.active:
            left = layout.steps_per_epoch - runner.step % layout.steps_per_epoch
            if steps > SHORT_EPOCHS * layout.steps_per_epoch:
                before = runner.checkpoint()  # many epochs in one call: it may have to be taken back
            else:
                steps, most = min(steps, left), min(most, left)  # the end of an epoch is judged before the next begins
        began = time.perf_counter()
        broken: Diverged | None = None
        try:
            record = runner.advance(steps, most)
        except Diverged as error:
            broken, record = error, error.record
        took = time.perf_counter() - began
        made = len(record.rows)
        self.seconds += took
        self._chunk = max(1, min(8 * self._chunk, int(made * CALL_SECONDS / max(took, 1e-9))))
        self._recent.append((took, made))
        while len(self._recent) > RATE_CALLS:
            self._recent.popleft()
        best, keeps_best = self._watch.best_epoch, self._watch.keeps_best
        stop = self._write_down(record)
        if keeps_best and self._watch.best_epoch != best:
            # Copied before a call that spans epochs, from where the best can be made again, else after it.
            self._best = (before or runner.checkpoint(), self._watch.best_epoch * layout.steps_per_epoch)
        if stop and (last := stop.epoch * layout.steps_per_epoch) < runner.step and before:
            runner.restore(before)
            while runner.step < last:
                runner.advance(last - runner.step)
        if broken and not stop:
            self._broken(broken)
            return
        self.step_count = runner.step
        if stop:
            if stop.restore is not None and self._best:
                self._return_to_best(*self._best)
                self.restored = stop.restore
            self.stopped, self.problem = True, stop.reason  # who sees the reason sees that it is no trouble
            self._rest("paused", "finished")
        elif self.step_count >= self._until:
            try:
                runner.check()
            except Diverged as error:
                self._broken(error)
                return
            done = self._until >= layout.total_steps
            self._rest("finished" if done else "paused", "finished" if done else "paused")
        else:
            if self._snapshots:
                self._snapshots.take()
            if self._recording and self._recording.overdue:
                self._keep_run("running")

    def _broken(self, broken: Diverged) -> None:
        """Training cannot go on: say so, and forget what is taken back of the calls before."""
        if self.step_count > broken.restored:
            self._forget_after(broken.restored)
        self.step_count = broken.restored
        name = next(block.name for block in self.project.graph.blocks if block.id == broken.block)
        self.problem = Message("diverged", {"step": broken.step, "block": name, "restored": broken.restored})
        if self._snapshots:
            self._snapshots.forget_after(broken.restored)
        self._rest("paused", "diverged")

    def _return_to_best(self, start: Checkpoint, step: int) -> None:
        """Take the weights as they were after a step, and nothing else: steps and slots stay where they are, so that
        training can go on."""
        runner = self._ready()
        now = runner.checkpoint()
        runner.restore(start)
        while runner.step < step:
            runner.advance(step - runner.step)
        weights = runner.weights()
        runner.restore(now)
        runner.set_weights(weights)

    def _write_down(self, record: Record) -> Stop | None:
        """Add what steps saw to the history, up to where training is to stop, if it is."""
        curves, layout = self._compiled().curves, self.layout
        assert layout
        length = layout.steps_per_epoch
        steps = np.arange(record.first_step + 1, record.first_step + len(record.rows) + 1)
        training, validation = curves.of_training(record.rows), curves.of_validation(record.rows)
        measures = training[:, : len(curves.measures)]
        ends, means = (steps, measures) if length == 1 else self._means.add(steps, measures)
        stop = None
        if self._watch.active:
            judged = validation[~np.isnan(validation[:, 0])] if validation.shape[1] else means
            scored = [n for n, name in enumerate(curves.measures) if name.partition("/")[0] == "accuracy"]
            stop = self._watch.see(ends // length, judged[:, 0], judged[:, scored].min(axis=1) if scored else None)
        if stop:
            made, over = int(np.searchsorted(steps, stop.epoch * length, "right")), ends <= stop.epoch * length
            steps, training, validation, ends, means = (
                steps[:made],
                training[:made],
                validation[:made],
                ends[over],
                means[over],
            )
        self.history.append(steps, training, validation)
        if length > 1:
            self.history.append_epochs(ends, means)
        return stop

    # ------------------------------------------------------------------ answers to requests

    def _answer(self, name: str) -> Callable[..., Any]:
        answers = self._compiled().answers | {
            "set_weights": self._set_weights,
            "restore": self._restore,
            "statistics_at": self._statistics_at,
        }
        if name not in answers:
            raise UserError("unknown_request", name=name)
        return answers[name]

    def _set_weights(self, weights: Mapping[str, np.ndarray], remark: Message | None = None) -> None:
        """Replace all weights; ``remark`` says why in the record of the run that begins with them. When those are back
        that were there before any were set, nothing has happened."""
        self._come_back()
        runner = self._ready()
        own, remarks = self._before_set or (runner.weights(), self._remarks)
        runner.set_weights(weights)
        back = same_weights(runner.weights(), own)
        if self._recording and self.state == "running":
            self._recording.remark(Message("run_weights_set", {"step": self.step_count}))
        elif back:
            self._remarks = remarks
        elif self._recording:
            self._remarks = (Message("run_weights_set", {"step": self.step_count}),)
        else:
            self._remarks = (remark or Message("run_weights_given"),)
        if self._snapshots and self._snapshots.steps:
            self._snapshots.take(always=True)
        if self.state != "running":
            self._before_set = None if remark else (own, remarks)
            self._measured = self._foresee() if self.step_count and not back else {}

    def _foresee(self) -> dict[str, float]:
        """What the next step would see, by the names of the curves of training; it is taken back."""
        from visualnn.engine.runner import Diverged

        runner, curves = self._ready(), self._compiled().curves
        now = runner.checkpoint()
        try:
            seen = curves.of_training(runner.advance(1).rows)[0].tolist()
        except Diverged:  # what it saw is lost: losses and gradients grew without bound, of the rest nothing is known
            seen = [math.inf if name.startswith(("loss", "gradient/")) else math.nan for name in curves.training]
        runner.restore(now)
        return dict(zip(curves.training, seen, strict=True))

    def _statistics_at(self, step: int, kind: Kind, bins: int) -> tuple[Statistics, ...] | None:
        kept = self._snapshots.kept(step) if self._snapshots else None
        return None if kept is None else self._compiled().statistics_at(kept, kind, bins)

    def _restore(self, checkpoint: Checkpoint) -> None:
        runner = self._ready()
        self._come_back()
        runner.restore(checkpoint)
        self.step_count = runner.step
        self._forget_end()
        if self._snapshots:
            self._snapshots.forget_after(runner.step)
