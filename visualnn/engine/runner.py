"""A program with its memory, its data and its team of threads: everything that a training run holds.

A :class:`Runner` belongs to one thread, which makes all calls; ``stop`` and ``give_way`` alone may be called from
anywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine import gemm
from visualnn.engine import interpreter as i
from visualnn.engine.budget import check_fits, processors
from visualnn.engine.feeding import inputs
from visualnn.engine.gate import Gate
from visualnn.engine.hyper import hyper_parameters, plan
from visualnn.engine.initialisers import initial
from visualnn.engine.kernels import LIBRARY
from visualnn.engine.native import COUNTERS, sleep_address
from visualnn.engine.operations import ACCUMULATOR, LOSSES, OPTIMIZERS
from visualnn.engine.program import Parameter, Place, Program, State, table
from visualnn.graph.training import Training
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    from visualnn.data.dataset import Dataset

define(
    weights_key="The weights have no array “{key}”, which this network needs.",
    weights_shape="The array “{key}” has the shape {found}, but this network needs {expected}.",
    rows_differ=(
        "The data blocks of one network must have the same numbers of rows in each split, but in “{split}” "
        "“{first}” has {first_rows} and “{second}” has {second_rows}. Give both the same files or the same split."
    ),
    no_rows="The data block “{block}” has no rows for training.",
    input_classes="The network takes class numbers below {classes}, but was given {found}.",
    input_none="What is asked for does not depend on any data, so there are no rows to give it.",
    input_rows="The data blocks must be given the same number of rows, but were given {found}.",
    input_several=(
        "What is asked for depends on several data blocks: give rows for each of {blocks}, as a dictionary by name."
    ),
    input_shape="The network takes rows of shape {expected}, but was given an array of shape {found}.",
)

_SPLITS = ("train", "validation", "test")

WORTH_WAKING = 1.2e8
"""Floating-point operations of a question that are worth waking the other threads for: between two calls of a training
it takes some tenths of a millisecond. Of a step's, a third are the way forward."""

WORTH_SHARING = 1.5e6
"""Floating-point operations of a step below which one thread is faster than a team."""

RECORD_NUMBERS = 1 << 20
"""Numbers kept of one call to the interpreter; bounds how many steps a call makes."""

SNAPSHOT_SECONDS = 1.0


@dataclass(frozen=True)
class Record:
    """What a call to :meth:`Runner.advance` saw, a row per step: see ``interpreter.train``."""

    first_step: int
    rows: np.ndarray[Any, np.dtype[np.float64]]


class Diverged(Exception):
    """The loss stopped being a finite number at ``step``, in the block ``block`` first. The state is that of the last
    step after which everything was finite: ``restored``. ``record`` is what the call saw up to there."""

    def __init__(self, step: int, block: str, restored: int, record: Record) -> None:
        super().__init__(f"loss not finite at step {step}, first in block {block}")
        self.step, self.block, self.restored, self.record = step, block, restored, record


@dataclass(frozen=True)
class Checkpoint:
    """The whole state of a run between two steps: parameters, kept arrays, gradients and optimizer slots in ``state``.
    Random numbers and the order of the rows follow from ``seed`` and ``step``."""

    step: int
    seed: int
    learning_rate: float
    state: np.ndarray[Any, Any]


def choose_threads(flops: float, wanted: int = 0) -> int:
    """How many threads a step of so many floating-point operations deserves; ``wanted`` rules when it is not 0."""
    if wanted:
        return wanted
    return processors() if flops > WORTH_SHARING else 1


class Runner:
    """Trains and evaluates one program on one set of data.

    Args:
        program: what to run.
        data: the data set of each data block, by block id.
        training: learning rate, shuffling, seed and number of threads.
        dtype: float32, or float64 to check gradients.
        names: what blocks are called in sentences, by block id.
        report: told how many kernels of how many are compiled.
    """

    def __init__(
        self,
        program: Program,
        data: Mapping[str, Dataset],
        training: Training,
        dtype: Any = np.float32,
        names: Mapping[str, str] | None = None,
        report: Callable[[int, int], None] = lambda done, all: None,
    ) -> None:
        self._names = names or {}
        self.program = program
        self.threads = choose_threads(program.flops, training.threads)
        self.seed = training.seed
        self._accumulator = training.resolved().get("initial_accumulator", 0.0)
        self._dtype = np.dtype(dtype)
        self._data = dict(data)
        self.rows = self._common_rows()
        self._team = ThreadPoolExecutor(self.threads - 1, "engine") if self.threads > 1 else None
        check_fits(program, self.threads * program.scratch, self._dtype.itemsize)
        self._code = self._compile(report)
        self._room_gate = Gate()
        self._room = self._allocate(training)
        self.memory, self.control = self._room.memory, self._room.control
        self.reset(training.seed)
        self._warm()

    def _common_rows(self) -> dict[str, int]:
        """The rows of each split; a network that reads no data has a single one to train on."""
        blocks = list(dict.fromkeys(column.block for column in self.program.columns))
        if not blocks:
            return {"train": 1, "validation": 0, "test": 0}
        rows = self._data[blocks[0]].info.rows
        if not rows.get("train"):
            raise UserError("no_rows", block=self._names.get(blocks[0], blocks[0]))
        for other in blocks[1:]:
            for split in _SPLITS:
                first, second = rows.get(split, 0), self._data[other].info.rows.get(split, 0)
                if first != second:
                    names = [self._names.get(block, block) for block in (blocks[0], other)]
                    raise UserError(
                        "rows_differ",
                        split=split,
                        first=names[0],
                        first_rows=first,
                        second=names[1],
                        second_rows=second,
                    )
        return {split: rows.get(split, 0) for split in _SPLITS}

    def _compile(self, report: Callable[[int, int], None]) -> i.Code:
        """Look up or compile every kernel the program needs, telling ``report`` how far it is."""
        program = self.program
        names = program.kernels()
        for done, name in enumerate(names):
            report(done, len(names) + 1)
            LIBRARY.address(name, self._dtype)
        report(len(names), len(names) + 1)
        tables = {name: table(ops, self._address) for name, ops in program.tables.items()}
        for column in program.columns:
            self._attach(tables["gathers"][column.op], getattr(self._data[column.block], column.name))
        losses = [op for op in program.forward if op.kernel in LOSSES]
        targets = np.zeros((len(program.targets), f.PARAM_WIDTH), np.int64)
        for row, target in zip(targets, program.targets, strict=True):
            row[: f.P_UPDATE + 1] = (
                target.value,
                target.gradient,
                target.rows,
                target.columns,
                0,
                target.first,
                target.last,
                target.update,
            )
        for row, parameter in zip(targets, program.parameters, strict=False):
            row[f.P_SLOTS], row[f.P_PENALISED] = parameter.slots, len(parameter.shape) > 1
        return i.Code(
            **tables,
            losses=table(losses, self._address),
            targets=targets,
            weights=np.array([loss.weight for loss in program.losses], np.float64),
        )

    def _address(self, name: str) -> int:
        return LIBRARY.address(name, self._dtype)

    def _warm(self) -> None:
        """Have the interpreter compiled, or fetched from disk, by running it for no step and no row."""
        self._train(0)
        self._evaluate(self._code, 0, 0)
        places = _wanted([loss.prediction for loss in self.program.losses])
        i.collect(0, 1, self._code, self._room, 0, places, np.empty(0, self._dtype))

    def _attach(self, gather: np.ndarray[Any, Any], source: np.ndarray[Any, Any]) -> None:
        """Let a gather operation read an array, which the caller keeps alive."""
        kernel = {"float32": "gather_real", "uint8": "gather_byte", "int32": "gather_index"}[source.dtype.name]
        assert source.flags.c_contiguous
        gather[f.KERNEL] = self._address(kernel)
        gather[f.SOURCE] = source.ctypes.data

    def _allocate(self, training: Training) -> i.Room:
        program, threads = self.program, self.threads
        losses, parameters = len(program.losses), len(program.parameters)
        envs = np.zeros((threads, f.ENV_WIDTH), np.int64)
        envs[:, f.GEMM] = gemm.address(self._dtype)
        envs[:, f.THREAD], envs[:, f.THREADS] = np.arange(threads), threads
        envs[:, f.AREAS], envs[:, f.AREA] = program.size, program.scratch
        control = np.zeros(i.CONTROL_WIDTH, np.int64)
        control[i.BATCH] = program.batch
        control[i.TRAIN_ROWS] = self.rows["train"]
        control[i.VALIDATION_ROWS] = self.rows["validation"]
        control[i.SHUFFLE] = int(training.shuffle)
        control[i.OPTIMIZER] = self._address(program.optimizer)
        control[i.SLEEP] = sleep_address()
        control[i.GATE_OPEN], control[i.ROOM_GATE] = Gate.OPEN, self._room_gate.address
        control[i.PARAMETERS] = parameters
        control[i.LENDS] = program.waits_for_nobody
        width = 1 + 4 * losses + f.STATS * parameters
        self._record = np.empty((max(1, min(16384, RECORD_NUMBERS // width)), width))  # a row is written whole
        memory = np.zeros(program.size + threads * program.scratch, self._dtype)
        memory[f.HYPER_SIZE : f.HYPER_SIZE + len(program.settings)] = program.settings
        for place, number in hyper_parameters(training).items():
            memory[place] = number
        for offset, numbers in program.constants:
            memory[offset : offset + len(numbers)] = numbers
        return i.Room(
            memory=memory,
            envs=envs,
            control=control,
            plan=plan(training, self.steps_per_epoch),
            counters=np.zeros(COUNTERS, np.int64),
            sums=np.zeros((threads, 2 * losses)),
            stats=np.zeros((threads, len(program.targets), f.STATS)),
            order=np.zeros(self.rows["train"], np.int32),
        )

    # ------------------------------------------------------------------ state

    @property
    def step(self) -> int:
        """Steps made so far."""
        return int(self.control[i.NEXT_STEP])

    @property
    def steps_per_epoch(self) -> int:
        """Steps that see every training row once."""
        return -(-self.rows["train"] // self.program.batch)

    @property
    def memory_bytes(self) -> int:
        """What the program and its data hold."""
        data = sum(getattr(self._data[column.block], column.name).nbytes for column in self.program.columns)
        return int(self.memory.nbytes + self._record.nbytes + self._room.order.nbytes + data)

    def reset(self, seed: int) -> None:
        """Back to step 0 with the initial parameters of a seed."""
        program = self.program
        self._set_seed(seed)
        self.control[i.NEXT_STEP] = 0
        self._state()[:] = 0
        for parameter in program.parameters:
            self._view(parameter.value, parameter.shape)[...] = initial(
                parameter.name, parameter.shape, parameter.start, seed
            )
            for number, slot in enumerate(OPTIMIZERS[program.optimizer]):
                if slot == ACCUMULATOR:
                    self._view(parameter.slots + number * parameter.size, parameter.shape)[...] = self._accumulator
        for state in program.states:
            self._view(state.value, state.shape)[...] = state.initial
        self._snap()

    def set_learning_rate(self, rate: float) -> None:
        """Use another learning rate from the next step on."""
        self._room.plan[i.RATE] = rate
        self._snap()

    def checkpoint(self) -> Checkpoint:
        """A copy of the state, from which a run goes on bit for bit as if it had not been interrupted."""
        return Checkpoint(self.step, self.seed, float(self._room.plan[i.RATE]), self._state().copy())

    def restore(self, checkpoint: Checkpoint) -> None:
        """Return to the state of a checkpoint of the same program."""
        self._set_seed(checkpoint.seed)
        self._room.plan[i.RATE] = checkpoint.learning_rate
        self._state()[:] = checkpoint.state
        self.control[i.NEXT_STEP] = checkpoint.step
        self._snap()

    @contextmanager
    def as_of(self, checkpoint: Checkpoint) -> Iterator[None]:
        """Have the parameters, kept arrays and gradients of a checkpoint to look at; afterwards those of now are back,
        bit for bit. No steps can be made meanwhile: the run itself stays where it is."""
        slots = min((parameter.slots for parameter in self.program.parameters), default=self.program.values_at)
        looked_at = self._state()[: slots - self.program.state_at]  # slots lie last; they are half of Adam's state
        now = looked_at.copy()
        looked_at[:] = checkpoint.state[: len(looked_at)]
        try:
            yield
        finally:
            looked_at[:] = now

    def _set_seed(self, seed: int) -> None:
        self.seed = seed
        self.control[i.SEED] = seed
        self.control[i.SHUFFLED_EPOCH] = -1
        self._room.envs[:, f.SEED] = seed

    def _view(self, offset: int, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
        return self.memory[offset : offset + int(np.prod(shape, dtype=np.int64))].reshape(shape)

    def weights(self) -> dict[str, np.ndarray[Any, Any]]:
        """A copy of every parameter and every array kept beside them, by key."""
        return {p.name: self._view(p.value, p.shape).copy() for p in self._saved()}

    def view(self, parameter: Parameter, gradient: bool = False, at: Checkpoint | None = None) -> np.ndarray[Any, Any]:
        """A parameter, or its gradient as the last step left it, now or at a checkpoint; not a copy: the next step
        changes what is now."""
        place = parameter.gradient if gradient else parameter.value
        if at is None:
            return self._view(place, parameter.shape)
        first = place - self.program.state_at
        return at.state[first : first + parameter.size].reshape(parameter.shape)

    def gradients_by_name(self) -> dict[str, np.ndarray[Any, Any]]:
        """A copy of every parameter's gradient as the last step left it, by key."""
        return {p.name: self._view(p.gradient, p.shape).copy() for p in self.program.parameters}

    def set_weights(self, weights: Mapping[str, np.ndarray[Any, Any]]) -> None:
        """Replace every array of :meth:`weights`; nothing is changed when one is missing or has another shape.

        Raises:
            UserError: names the key.
        """
        for p in self._saved():
            if p.name not in weights:
                raise UserError("weights_key", key=p.name)
            if weights[p.name].shape != p.shape:
                raise UserError("weights_shape", key=p.name, found=weights[p.name].shape, expected=p.shape)
        for p in self._saved():
            self._view(p.value, p.shape)[...] = weights[p.name]
        self._snap()

    def _state(self) -> np.ndarray[Any, Any]:
        """Parameters, kept arrays, gradients and optimizer slots, as a view."""
        return self.memory[self.program.state_at : self.program.values_at]

    def _saved(self) -> list[Parameter | State]:
        """What is saved with the weights."""
        return [*self.program.parameters, *self.program.states]

    def _snap(self) -> None:
        """Keep the state to return to when a later step breaks it."""
        self._snapshot = (self.step, self._state().copy())
        self._snapped = time.monotonic()

    def _restore(self) -> None:
        step, state = self._snapshot
        self._state()[:] = state
        self.control[i.NEXT_STEP] = step

    # ------------------------------------------------------------------ running

    def _together(self, function: Callable[..., None], *arguments: Any) -> None:
        """Run an interpreter function on every thread of the team; this thread is number 0."""
        if self._team is None:
            function(0, 1, *arguments)
            return
        others = [self._team.submit(function, thread, self.threads, *arguments) for thread in range(1, self.threads)]
        function(0, self.threads, *arguments)
        for other in others:
            other.result()

    def _train(self, until: int, furthest: int = 0) -> int:
        self.control[i.LAST_STEP], self.control[i.FURTHEST_STEP] = until, furthest
        self.control[i.STOP] = 0
        self.control[i.OUTCOME] = i.DONE
        self._together(i.train, self._code, self._room, self._record)
        return int(self.control[i.OUTCOME])

    def stop(self) -> None:
        """End the call under way after its current step. May be called from any thread."""
        self.control[i.STOP] = 1

    def give_way(self, wanted: bool) -> None:
        """Have one thread of a team step aside after the step under way, for as long as it is wanted: another does its
        part, too, and the results stay the same. May be called from any thread."""
        if wanted:
            self._room_gate.close()
        self.control[i.GIVE_WAY] = wanted

    def wait_for_room(self, seconds: float) -> bool:
        """After ``give_way(True)``: sleep until a thread has stepped aside, but no longer than this; whether it has."""
        return self.threads > 1 and self._room_gate.wait(seconds)

    @property
    def gives_way(self) -> bool:
        """Whether a thread has stepped aside."""
        return bool(self.control[i.STEPPED_ASIDE])

    def advance(self, steps: int, at_most: int = 0) -> Record:
        """Make up to ``steps`` steps (fewer when stopped, or when the record is full); while a thread is aside, up to
        ``at_most``.

        Raises:
            Diverged: the loss became NaN or infinite; the last finite state is restored.
        """
        if time.monotonic() - self._snapped > SNAPSHOT_SECONDS and np.isfinite(self._state()).all():
            self._snap()
        first = self.step
        outcome = self._train(first + steps, first + at_most)
        record = Record(first, self._record[: self.control[i.RECORDED]].copy())
        if outcome == i.NOT_FINITE:
            raise self._diverged(record)
        return record

    def check(self) -> None:
        """Make sure that the last step, whose loss was finite, left weights that are.

        Raises:
            Diverged: it did not; the last finite state is restored.
        """
        if np.isfinite(self._state()).all():
            return
        parameters = self.program.parameters
        broken = (p.block for p in parameters if not np.isfinite(self._view(p.value, p.shape)).all())
        nothing = Record(self.step, self._record[:0].copy())
        raise self._diverged(nothing, next(broken, self.program.losses[0].block))

    def _diverged(self, record: Record, block: str | None = None) -> Diverged:
        """Find where the numbers broke, and make the steps from the last snapshot again up to the last good one."""
        broken = self.step
        block = block or self._first_not_finite()
        until = broken
        while True:
            self._restore()
            while self.step < until and self._train(until) != i.NOT_FINITE:
                pass
            if until <= self._snapshot[0] or np.isfinite(self._state()).all():
                seen = record.rows[: max(0, self.step - record.first_step)]
                return Diverged(broken, block, self.step, Record(record.first_step, seen))
            until -= 1

    def _first_not_finite(self) -> str:
        """The block whose result is the first that is not finite, in the order of computation."""
        rows = int(self._room.envs[0, f.ROWS])
        for place, block in self.program.results:
            numbers = place.size if place.type.static else rows * place.size
            if not np.isfinite(self.memory[place.offset : place.offset + numbers]).all():
                return block
        for loss, op in zip(self.program.losses, self._code.losses, strict=True):
            source = op[f.SOURCE]
            if not np.isfinite(self.memory[source : source + rows]).all():
                return loss.block
        return self.program.losses[0].block

    def _evaluate(self, code: i.Code, start: int, rows: int) -> np.ndarray[Any, Any]:
        totals = np.zeros(2 * len(self.program.losses))
        self._together(i.evaluate, code, self._room, start, rows, totals)
        return totals

    def evaluate(self, split: str, most: int | None = None) -> np.ndarray[Any, Any]:
        """Mean loss and mean score of every loss over ``train``, ``validation`` or ``test``, or over the first ``most``
        rows of it: float64 [losses, 2]."""
        start, rows = self._span(split)
        rows = rows if most is None else min(rows, most)
        totals = self._evaluate(self._code, start, rows) if rows else np.full(2 * len(self.program.losses), np.nan)
        return (totals / max(rows, 1)).reshape(-1, 2)

    def answers(self, split: str, loss: int = 0) -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
        """Predictions and targets of a loss over a split, batch by batch: [rows, ...], where one-hot targets and labels
        are class numbers. The arrays are views that the next batch overwrites."""
        prediction, target = self.program.losses[loss].prediction, self.program.losses[loss].target
        assert target
        start, count = self._span(split)
        shape = target.type.shape[:-1] if target.type.kind == "onehot" else target.type.shape
        for at in range(0, count, self.program.batch):
            rows = min(self.program.batch, count - at)
            self._evaluate(self._code, start + at, rows)
            yield (
                self._view(prediction.offset, (rows, *prediction.type.shape)),
                self._view(target.offset, (rows, *shape)),
            )

    def _span(self, split: str) -> tuple[int, int]:
        """The first row of a split, and how many it has."""
        names = list(self.rows)
        return sum(self.rows[before] for before in names[: names.index(split)]), self.rows[split]

    def _accepted(self, x: Any, kind: Any) -> np.ndarray[Any, Any]:
        """Rows to predict, in the type the engine reads: one-hot inputs may be given as class numbers."""
        array = np.asarray(x)
        expected, dtype = kind.shape, "uint8" if array.dtype == np.uint8 else "float32"
        if kind.kind == "onehot":
            if array.shape[1:] == kind.shape:
                array = array.argmax(-1)
            expected, dtype = kind.shape[:-1], "int32"
        if array.shape[1:] != expected:
            raise UserError("input_shape", expected=("rows", *expected), found=array.shape)
        if kind.kind == "onehot" and array.size and not 0 <= array.min() <= array.max() < kind.shape[-1]:
            raise UserError("input_classes", classes=kind.shape[-1], found=f"{array.min():g} to {array.max():g}")
        return np.ascontiguousarray(array, dtype)

    def predict(self, x: Any, loss: int = 0) -> np.ndarray[Any, Any]:
        """The predictions of a loss for rows of x: probabilities for the cross-entropies, float [rows, ...].

        Raises:
            UserError: the rows have another shape than the data block's, or there are several data blocks and ``x`` is
                not a mapping of rows by their names.
        """
        place = self.program.losses[loss].prediction
        return self.values(x, place)

    def values(self, x: Any, place: Place) -> np.ndarray[Any, Any]:
        """What stands at a place of the program for rows of x, float [rows, ...]."""
        return self.collect(x, [place])[0]

    def collect(self, x: Any, places: Sequence[Place]) -> list[np.ndarray[Any, Any]]:
        """What stands at several places of the program for rows of x, each float [rows, ...]; one pass for all."""
        return self.collector(x, places)()

    def collector(self, x: Any, places: Sequence[Place]) -> Callable[[], list[np.ndarray[Any, Any]]]:
        """Gives what :meth:`collect` does with every call, for who asks thirty times a second: the weights change, the
        rows do not. The arrays it gives have other numbers in them after the next call."""
        given = self._given(x, places)
        columns = [column for column in self.program.columns if column.block in given and column.name == "x"]
        gathers = self._code.gathers[[column.op for column in columns]]
        for gather, column in zip(gathers, columns, strict=True):
            self._attach(gather, given[column.block])
        code, rows = self._code._replace(gathers=gathers), len(next(iter(given.values())))
        wanted = _wanted(places)
        found = np.empty(rows * int(wanted[:, 1].sum()), self._dtype)
        ends = np.cumsum(rows * wanted[:, 1]).tolist()
        results = [
            found[end - rows * place.size : end].reshape(rows, *place.type.shape)
            for place, end in zip(places, ends, strict=True)
        ]
        alone = rows * self.program.flops / (3 * self.program.batch) < WORTH_WAKING

        def collected(_: object = given) -> list[np.ndarray[Any, Any]]:  # kept, for gathers read it by its address
            if alone:
                i.collect(0, 1, code, self._room, rows, wanted, found)
            else:
                self._together(i.collect, code, self._room, rows, wanted, found)
            return results

        return collected

    def inputs(self, split: str) -> dict[str, np.ndarray[Any, Any]]:
        """The rows of a split that the network reads, by data block: what :meth:`collect` takes."""
        start, rows = self._span(split)
        blocks = [column.block for column in self.program.columns if column.name == "x"]
        return {block: self._data[block].x[start : start + rows] for block in blocks}

    def _given(self, x: Any, places: Sequence[Place]) -> dict[str, np.ndarray[Any, Any]]:
        """Rows for each data block that the places depend on, by block id, as the engine reads them."""
        columns = inputs(self.program, places) or [c for c in self.program.columns if c.name == "x"][:1]
        known = {self._names.get(column.block, column.block): column.block for column in columns}
        if isinstance(x, Mapping):
            by_block = {known.get(name, name): rows for name, rows in x.items()}
            missing = [name for name, block in known.items() if block not in by_block]
        else:
            needed = [column.block for column in inputs(self.program, places[:1])] or [c.block for c in columns[:1]]
            missing = [name for name, block in known.items() if block in needed] if len(needed) > 1 else []
            types = {column.block: self._data[column.block].info.types["x"] for column in columns}
            by_block = {block: x for block in types if types[block] == types[needed[0]]} if needed else {}
        if missing:
            raise UserError("input_several", blocks=", ".join(f"“{name}”" for name in missing))
        given = {
            column.block: self._accepted(by_block[column.block], self._data[column.block].info.types["x"])
            for column in columns
            if column.block in by_block
        }
        if not given:
            raise UserError("input_none")
        if len({len(rows) for rows in given.values()}) > 1:
            raise UserError("input_rows", found=", ".join(str(len(rows)) for rows in given.values()))
        return given

    def gradients(self, rows: int, start: int = 0, step: int = 0) -> None:
        """Forward and backward on rows of the data set in training mode, without an update; the gradients stay in
        memory for :meth:`gradients_by_name`."""
        self._room.envs[:, f.ORDER] = 0
        self._together(i.gradients, self._code, self._room, step, start, rows)

    def row_losses(self, loss: int, rows: int) -> np.ndarray[Any, Any]:
        """A copy of what each of the first ``rows`` rows last evaluated lost, before the loss' weight: [rows]."""
        source = int(self._code.losses[loss][f.SOURCE])
        return self.memory[source : source + rows].copy()

    def close(self) -> None:
        """Let the team go."""
        if self._team is not None:
            self._team.shutdown()


def _wanted(places: Sequence[Place]) -> np.ndarray[Any, Any]:
    """Places as ``interpreter.collect`` takes them, int64 [P, 3]."""
    return np.array([(place.offset, place.size, place.type.static) for place in places], np.int64).reshape(-1, 3)
