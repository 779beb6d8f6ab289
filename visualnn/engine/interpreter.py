"""The one function that runs every program, and where all parallelism stands.

Every thread of a team runs :func:`train` with its own number. A step has two parallel regions, a barrier after each:

(a) each thread gathers, forwards and backpropagates its rows of the batch;
(b) each thread computes the gradient of its share of every parameter, block by block, and updates the block while it is
    in cache; what is recorded of the gradient falls out on the way.

Two things need a third region: clipping by the global norm, which must know all gradients before the first update, and
static operations (variables computed from variables), whose way back starts from those sums and is thread 0's alone.
Nothing else is shared, so the result depends on the number of threads only through the order of summation.

What a thread does in a region is a *part*. While something else needs a processor for a moment (the window draws a
picture), the last thread steps aside and the one before it does both parts, one after the other: the numbers are the
same bit for bit, and the others do not wait at a barrier for a thread that has no processor. A thread that is ready to
return need not wait for the end of the step: it takes the second part of a region off the other's hands.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from visualnn.engine.fields import (
    AREA,
    AREAS,
    AT_ONCE,
    D_SQUARE,
    G_ABSOLUTE,
    G_LARGEST,
    G_SQUARE,
    KERNEL,
    LATE,
    LEARNING_RATE,
    NEVER,
    OP_WIDTH,
    ORDER,
    P_COLUMNS,
    P_FIRST,
    P_GRADIENT,
    P_LAST,
    P_PENALISED,
    P_ROWS,
    P_UPDATE,
    P_VALUE,
    PARAM_WIDTH,
    PENALTY,
    PENALTY1,
    PENALTY2,
    ROWS,
    SCORE,
    SOURCE,
    START,
    STATS,
    STEP,
    TRAINING,
    W_SQUARE,
)
from visualnn.engine.kernels.base import FASTMATH, share
from visualnn.engine.native import (
    ASIDE,
    END,
    WORK,
    awake,
    bare,
    barrier,
    call_kernel,
    finish,
    flush_subnormals,
    offer,
    open_gate,
    order,
    restore_subnormals,
    size_bits,
    size_from_bits,
    take,
    wait_aside,
    wait_finished,
)
from visualnn.engine.random import shuffle


class Code(NamedTuple):
    """A program's tables as int64 arrays, and the weight of each loss as float64 [losses]."""

    gathers: Any
    static_forward: Any
    forward: Any
    backward: Any
    reductions: Any
    static_backward: Any
    losses: Any
    targets: Any
    weights: Any


class Room(NamedTuple):
    """What a program works on; the same arrays for every thread.

    memory: the program's float array, followed by an area for each thread.
    envs: int64 [threads, ENV_WIDTH]. control: int64 [CONTROL_WIDTH]. plan: float64 [PLAN_WIDTH].
    counters: int64 [COUNTERS], for the barrier.
    sums: float64 [threads, 2 losses]; stats: float64 [threads, targets, STATS]: each thread's part.
    order: int32 [training rows]: the epoch's order.
    """

    memory: Any
    envs: Any
    control: Any
    plan: Any
    counters: Any
    sums: Any
    stats: Any
    order: Any


@njit(forceinline=True)
def _bare_code(code: Code) -> Code:
    return Code(
        bare(code.gathers),
        bare(code.static_forward),
        bare(code.forward),
        bare(code.backward),
        bare(code.reductions),
        bare(code.static_backward),
        bare(code.losses),
        bare(code.targets),
        bare(code.weights),
    )


@njit(forceinline=True)
def _bare_room(room: Room) -> Room:
    return Room(
        bare(room.memory),
        bare(room.envs),
        bare(room.control),
        bare(room.plan),
        bare(room.counters),
        bare(room.sums),
        bare(room.stats),
        bare(room.order),
    )


CONTROL_WIDTH = 24
(
    NEXT_STEP,  # the step to be made next; written by the engine
    LAST_STEP,  # run until NEXT_STEP is this
    FURTHEST_STEP,  # but while a thread is aside, until it is this
    STOP,  # set by anyone, at any time: end after the step under way
    OUTCOME,  # how the call ended: see below
    BATCH,  # rows of a full batch
    TRAIN_ROWS,  # rows 0 .. TRAIN_ROWS - 1 are for training
    VALIDATION_ROWS,  # the rows after them for validation
    SHUFFLE,  # 1: a new order every epoch
    SHUFFLED_EPOCH,  # the epoch that the order stands for, or -1
    SEED,
    RECORDED,  # rows written to the record by this call
    GO_ON,  # thread 0 tells the others whether another step follows
    LENDS,  # 1: no thread waits for others within a region, so any thread may do any part of it
    GATHERED,  # 1: the rows of the step are those of the step before, and are in place
    OPTIMIZER,  # address of the update rule
    SLEEP,  # address of the system's sleep
    PARAMETERS,  # how many of the targets are parameters
    GIVE_WAY,  # set by anyone, at any time: 1 asks the last thread to step aside, 0 to return
    STEPPED_ASIDE,  # 1 while it does
    GATE_OPEN,  # address of the function that opens a gate (see gate.Gate)
    ROOM_GATE,  # the gate at which one waits for the processor of the thread that steps aside
    TEAM,  # thread 0 tells the others how many make the next step
) = range(23)

FORWARD_AND_BACK, SUMS_AND_UPDATE = 1, 2
"""The regions of a step, as they are offered to a thread that returns."""

DONE, NOT_FINITE = range(2)
"""Outcomes: steps were made until told to stop; the loss is not a finite number (the step was not made)."""

PLAN_WIDTH = 8
(
    RATE,  # the learning rate that schedules start from
    SCHEDULE,  # which schedule: see below
    WARM_UP,  # steps over which the rate rises linearly from 0
    PERIOD,  # steps from one drop to the next (steps), or to the end (cosine)
    FACTOR,  # what a drop multiplies the rate by (steps), or the share of the rate left at the end (cosine)
    CLIP,  # largest global norm of the gradient, or 0: no limit
) = range(6)

CONSTANT, STEPS, COSINE = range(3)
"""Schedules of the learning rate."""

BLOCK = 32768
"""Numbers of a parameter handled in one go: its gradient, itself and the optimizer's slots together stay in cache."""

ALONE = 2048
"""Parameters with fewer numbers than this are not shared out but dealt to one part each."""


@njit(forceinline=True, error_model="numpy")
def learning_rate(plan: Any, step: int) -> float:
    """The learning rate of a step, from 0 on.

    Constant; ``STEPS``: rate factor^(step // period); ``COSINE``: from rate down to rate factor over half a cosine
    (Loshchilov & Hutter 2017); each after a linear warm-up.
    """
    rate = plan[RATE]
    if step < plan[WARM_UP]:
        return rate * (step + 1) / plan[WARM_UP]
    if plan[SCHEDULE] == STEPS:
        return rate * plan[FACTOR] ** math.floor(step / plan[PERIOD])
    if plan[SCHEDULE] == COSINE:
        done = min(1.0, (step - plan[WARM_UP]) / max(1.0, plan[PERIOD] - plan[WARM_UP]))
        return rate * (plan[FACTOR] + (1 - plan[FACTOR]) * 0.5 * (1 + math.cos(math.pi * done)))
    return rate


class Team(NamedTuple):
    """Who does what in a step: this thread parts ``first`` to ``last`` of ``parts``; ``threads`` meet at barriers."""

    first: int
    last: int
    parts: int
    threads: int


@njit(forceinline=True)
def _team(thread: int, threads: int, parts: int) -> Team:
    """The last of the threads does what is left when there are fewer of them than parts."""
    return Team(thread, parts if thread == threads - 1 else thread + 1, parts, threads)


@njit(forceinline=True, error_model="numpy")
def _lend(room: Room, team: Team, region: int) -> Team:
    """What this thread does first in a region: its parts; of several all but the last, which another may take."""
    if team.last - team.first > 1 and room.control[LENDS]:
        offer(room.counters, region)
        return Team(team.first, team.last - 1, team.parts, team.threads)
    return team


@njit(forceinline=True, error_model="numpy")
def _rest(room: Room, team: Team, done: Team) -> Team:
    """What is left to this thread in the region: nothing once the part that it offered is done."""
    if done.last < team.last and take(room.counters) == 0:
        wait_finished(room.counters, room.control[SLEEP])
        return Team(team.last, team.last, team.parts, team.threads)
    return Team(done.last, team.last, team.parts, team.threads)


@njit(forceinline=True, error_model="numpy")
def _meet(room: Room, team: Team) -> None:
    barrier(room.counters, team.threads, room.control[SLEEP])


@njit(forceinline=True, error_model="numpy")
def _execute(table: Any, room: Room, team: Team, rows: int) -> None:
    """Run the operations of a table on this thread's parts of so many rows."""
    memory_at, env_at = room.memory.ctypes.data, room.envs[team.first].ctypes.data
    first, last = share(rows, team.first, team.parts)
    for i in range(table.shape[0]):
        kernel, at = table[i, KERNEL], table.ctypes.data + 8 * OP_WIDTH * i
        if kernel == 0:
            _meet(room, team)
        else:
            call_kernel(kernel, at, memory_at, env_at, first, last)
            for part in range(team.first + 1, team.last):  # seldom any: small networks take microseconds
                begin, end = share(rows, part, team.parts)
                call_kernel(kernel, at, memory_at, room.envs[part].ctypes.data, begin, end)


@njit(forceinline=True, error_model="numpy")
def _rows_of(target: Any, number: int, part: int, parts: int) -> Any:
    """The rows of a target that belong to a part."""
    if target[P_ROWS] * target[P_COLUMNS] < ALONE:
        return (0, target[P_ROWS]) if number % parts == part else (0, 0)
    return share(target[P_ROWS], part, parts)


@njit(forceinline=True, error_model="numpy", fastmath=FASTMATH)
def _inspect(target: Any, memory: Any, first: int, last: int, stats: Any) -> None:
    """Add the weight penalties to numbers ``first`` to ``last`` of a gradient, and what is recorded of it to stats.

    Arrays are cut out first: only an index that counts from 0 is known not to be negative, and loops over others, which
    could mean the array's end, do not vectorise. Nor does a maximum of floats, which may be NaN; of their bits it does.
    """
    g = memory[target[P_GRADIENT] + first : target[P_GRADIENT] + last]
    zero = memory[0] - memory[0]  # of the memory's own type: float64 sums would halve the speed
    absolute, square = memory[PENALTY1], memory[PENALTY2]
    if target[P_PENALISED] and (absolute != 0 or square != 0):
        w = memory[target[P_VALUE] + first : target[P_VALUE] + last]
        sum_absolute, sum_square = zero, zero
        for i in range(w.size):
            sum_absolute += abs(w[i])
            sum_square += w[i] * w[i]
            g[i] += absolute * np.sign(w[i]) + square * w[i]
        stats[PENALTY] += absolute * sum_absolute + square * sum_square / 2
    squares, sizes, largest = zero, zero, size_bits(zero)
    for i in range(g.size):
        squares += g[i] * g[i]
        sizes += abs(g[i])
        bits = size_bits(g[i])
        largest = bits if bits > largest else largest
    stats[G_SQUARE] += squares
    stats[G_ABSOLUTE] += sizes
    stats[G_LARGEST] = max(stats[G_LARGEST], size_from_bits(largest, zero))


@njit(forceinline=True, error_model="numpy")
def _apply(code: Code, room: Room, part: int, number: int, first: int, last: int, stats: Any) -> None:
    """Update numbers ``first`` to ``last`` of a parameter."""
    env = room.envs[part]
    at = code.targets.ctypes.data + 8 * PARAM_WIDTH * number
    call_kernel(room.control[OPTIMIZER], at, room.memory.ctypes.data, env.ctypes.data, first, last)
    area = env[AREAS] + part * env[AREA]
    stats[W_SQUARE] += room.memory[area + W_SQUARE]
    stats[D_SQUARE] += room.memory[area + D_SQUARE]


@njit(forceinline=True, error_model="numpy")
def _reduce(code: Code, room: Room, team: Team, update: bool) -> None:
    """Region (b): gradient, record and, if so told, update of this thread's parts of every parameter."""
    memory = room.memory
    for part in range(team.first, team.last):
        env = room.envs[part]
        for p in range(code.targets.shape[0]):
            target, stats = code.targets[p], room.stats[part, p]
            stats[:] = 0
            first, last = _rows_of(target, p, part, team.parts)
            columns, rule = target[P_COLUMNS], target[P_UPDATE]
            step = max(1, BLOCK // columns)
            while first < last:
                end = min(first + step, last)
                for r in range(target[P_FIRST], target[P_LAST]):
                    at = code.reductions.ctypes.data + 8 * OP_WIDTH * r
                    call_kernel(code.reductions[r, KERNEL], at, memory.ctypes.data, env.ctypes.data, first, end)
                if rule == AT_ONCE:
                    _inspect(target, memory, first * columns, end * columns, stats)
                    if update:
                        _apply(code, room, part, p, first * columns, end * columns, stats)
                first = end


@njit(forceinline=True, error_model="numpy")
def _static_backward(code: Code, room: Room, update: bool) -> None:
    """Thread 0's alone: the way back through static operations, and the update of the parameters they read."""
    env = room.envs[0]
    rows, env[ROWS] = env[ROWS], 1
    _execute(code.static_backward, room, Team(0, 1, 1, 1), 1)
    env[ROWS] = rows
    for p in range(code.targets.shape[0]):
        target = code.targets[p]
        if target[P_UPDATE] == LATE:
            size = target[P_ROWS] * target[P_COLUMNS]
            _inspect(target, room.memory, 0, size, room.stats[0, p])
            if update:
                _apply(code, room, 0, p, 0, size, room.stats[0, p])


@njit(forceinline=True, error_model="numpy")
def _clip(code: Code, room: Room, team: Team, limit: float) -> None:
    """Region (c): scale all gradients so that their global norm is at most ``limit``, and update."""
    total = 0.0
    for p in range(code.targets.shape[0]):
        for part in range(team.parts):
            total += room.stats[part, p, G_SQUARE]
    norm = math.sqrt(total)
    scale = limit / (norm + 1e-6) if norm > limit else 1.0
    for part in range(team.first, team.last):
        for p in range(code.targets.shape[0]):
            target = code.targets[p]
            if target[P_UPDATE] != NEVER:
                first, last = _rows_of(target, p, part, team.parts)
                first, last = first * target[P_COLUMNS], last * target[P_COLUMNS]
                while first < last:
                    end = min(first + BLOCK, last)
                    for i in range(target[P_GRADIENT] + first, target[P_GRADIENT] + end):
                        room.memory[i] *= scale
                    _apply(code, room, part, p, first, end, room.stats[part, p])
                    first = end


@njit(forceinline=True, error_model="numpy")
def _sum_losses(losses: Any, memory: Any, first: int, last: int, sums: Any) -> None:
    """Add this thread's row losses and scores, loss by loss."""
    for k in range(losses.shape[0]):
        loss, score = 0.0, 0.0
        for i in range(first, last):
            loss += memory[losses[k, SOURCE] + i]
            score += memory[losses[k, SCORE] + i]
        sums[2 * k] = loss
        sums[2 * k + 1] = score


@njit(forceinline=True, error_model="numpy")
def _begin(room: Room, team: Team, training: int, step: int, start: int, rows: int, order: int) -> None:
    """Tell this thread's parts which rows come next, and what for."""
    for part in range(team.first, team.last):
        env = room.envs[part]
        env[TRAINING], env[STEP], env[START], env[ROWS], env[ORDER] = training, step, start, rows, order


@njit(forceinline=True, error_model="numpy")
def _forward(code: Code, room: Room, team: Team, rows: int, gather: bool) -> None:
    """This thread's rows of the batch, gathered and forwarded."""
    if code.static_forward.shape[0] > 0:
        if team.first == 0:
            env = room.envs[0]
            env[ROWS] = 1
            _execute(code.static_forward, room, Team(0, 1, 1, 1), 1)
            env[ROWS] = rows
        _meet(room, team)
    if gather:
        _execute(code.gathers, room, team, rows)
    _execute(code.forward, room, team, rows)
    for part in range(team.first, team.last):
        first, last = share(rows, part, team.parts)
        _sum_losses(code.losses, room.memory, first, last, room.sums[part])


@njit(forceinline=True, error_model="numpy")
def _evaluate(code: Code, room: Room, team: Team, start: int, rows: int, totals: Any) -> None:
    """What :func:`evaluate` does, by as many threads as there are in the team."""
    done = 0
    if team.first == 0:
        totals[:] = 0
    while done < rows:
        count = min(room.control[BATCH], rows - done)
        _begin(room, team, 0, room.envs[team.first, STEP], start + done, count, 0)
        _forward(code, room, team, count, True)
        _meet(room, team)
        if team.first == 0:
            for part in range(team.parts):
                for k in range(totals.size):
                    totals[k] += room.sums[part, k]
        _meet(room, team)
        done += count


@njit(nogil=True, error_model="numpy", cache=True)
def evaluate(thread: int, threads: int, code: Code, room: Room, start: int, rows: int, totals: Any) -> None:
    """Predict rows ``start`` to ``start + rows`` of the data set in their order, batch by batch.

    ``totals`` float64 [2 losses]: sums over the rows of loss and score, written by thread 0. The predictions of the
    last batch stay in memory.
    """
    code, room = _bare_code(code), _bare_room(room)
    numbers = flush_subnormals()
    _evaluate(code, room, _team(thread, threads, threads), start, rows, totals)
    restore_subnormals(numbers)


@njit(nogil=True, error_model="numpy", cache=True)
def collect(thread: int, threads: int, code: Code, room: Room, rows: int, places: Any, found: Any) -> None:
    """Predict the first ``rows`` rows of what is gathered, batch by batch, and copy what then stands at places.

    Args (``P`` places):
        places: int64 [P, 3]: where each begins, how many numbers it has per row, 1 if all rows share them.
        found: takes the numbers of all rows at the first place, then those at the second, and so on.
    """
    code, room, places, found = _bare_code(code), _bare_room(room), bare(places), bare(found)
    numbers = flush_subnormals()
    team = _team(thread, threads, threads)
    done = 0
    while done < rows:
        count = min(room.control[BATCH], rows - done)
        _begin(room, team, 0, room.envs[thread, STEP], done, count, 0)
        _forward(code, room, team, count, True)
        first, last = share(count, thread, threads)
        begin = 0
        for p in range(places.shape[0]):
            offset, size, static = places[p]
            for row in range(first, last):
                source, target = offset + (0 if static else row * size), begin + (done + row) * size
                found[target : target + size] = room.memory[source : source + size]
            begin += rows * size
        _meet(room, team)
        done += count
    restore_subnormals(numbers)


@njit(nogil=True, error_model="numpy", cache=True)
def gradients(thread: int, threads: int, code: Code, room: Room, step: int, start: int, rows: int) -> None:
    """Forward, backward and every parameter's gradient for one batch, in training mode; nothing is updated."""
    code, room = _bare_code(code), _bare_room(room)
    numbers = flush_subnormals()
    team = _team(thread, threads, threads)
    _begin(room, team, 1, step, start, rows, room.envs[thread, ORDER])
    _forward(code, room, team, rows, True)
    _execute(code.backward, room, team, rows)
    _meet(room, team)
    _reduce(code, room, team, False)
    _meet(room, team)
    if thread == 0:
        _static_backward(code, room, False)
    _meet(room, team)
    restore_subnormals(numbers)


@njit(forceinline=True, error_model="numpy")
def _note_losses(code: Code, room: Room, threads: int, rows: int, row: Any) -> None:
    """Write the mean loss and score of every loss to a row of the record, and their weighted sum in front."""
    count = code.losses.shape[0]
    row[0] = 0
    for k in range(count):
        loss, score = 0.0, 0.0
        for t in range(threads):
            loss += room.sums[t, 2 * k]
            score += room.sums[t, 2 * k + 1]
        row[0] += code.weights[k] * loss / rows
        row[1 + 2 * k], row[2 + 2 * k] = loss / rows, score / rows
    row[1 + 2 * count : 1 + 4 * count] = np.nan


@njit(forceinline=True, error_model="numpy")
def _note_parameters(code: Code, room: Room, threads: int, row: Any) -> None:
    """Write what is known of every parameter to a row of the record, and add the weight penalties to its loss."""
    begin = 1 + 4 * code.losses.shape[0]
    for p in range(room.control[PARAMETERS]):
        at = begin + STATS * p
        for s in range(STATS):
            value = 0.0
            for t in range(threads):
                part = room.stats[t, p, s]
                value = max(value, part) if s == G_LARGEST else value + part
            row[at + s] = value
        row[0] += row[at + PENALTY]


@njit(forceinline=True, error_model="numpy")
def _next_team(room: Room, team: Team) -> int:
    """How many threads make the next step, as thread 0 decides between the regions of this one."""
    if team.threads == team.parts:
        if room.control[GIVE_WAY]:
            return team.parts - 1
    elif awake(room.counters) and not room.control[GIVE_WAY]:
        return team.parts
    return team.threads


@njit(forceinline=True, error_model="numpy")
def _help(code: Code, room: Room, threads: int, update: bool) -> int:
    """What the last thread does while it is aside: wait; when nobody wants it to any more, take parts that are offered,
    until it is told to return or that the call ends. Returns what it was told."""
    control = room.control
    part = Team(threads - 1, threads, threads, threads)
    while True:
        told = wait_aside(room.counters, control.ctypes.data + 8 * GIVE_WAY, control[SLEEP])
        if told == FORWARD_AND_BACK:
            rows = room.envs[threads - 1, ROWS]
            _forward(code, room, part, rows, control[GATHERED] == 0)
            _execute(code.backward, room, part, rows)
        elif told == SUMS_AND_UPDATE:
            _reduce(code, room, part, update)
        else:
            return told
        finish(room.counters)


@njit(forceinline=True, error_model="numpy")
def _goes_on(room: Room, team: Team, threads: int, step: int, recorded: int, rows: int) -> bool:
    """Whether a step follows the one under way, as thread 0 decides.

    A call does not end while a thread is aside, if it need not: who drives the engine would wait for what the window's
    thread holds while it draws.
    """
    control = room.control
    last = control[LAST_STEP] if team.threads == threads else max(control[LAST_STEP], control[FURTHEST_STEP])
    return control[STOP] == 0 and step + 1 < last and recorded + 1 < rows


@njit(nogil=True, error_model="numpy", cache=True)
def train(thread: int, threads: int, code: Code, room: Room, record: Any) -> None:
    """Make steps until ``control[LAST_STEP]``, a stop, a full record or a loss that is not finite.

    Args (``L`` losses, ``P`` parameters, ``R`` rows of record):
        thread, threads: this thread's number and how many there are; all of them call with the same arrays.
        record: float64 [R, 1 + 4 L + STATS P]: a row per step: loss, then per loss its mean loss and score, then those
            on the validation rows (NaN except after the last step of an epoch), then what ``fields`` lists per
            parameter.
    """
    code, room, record = _bare_code(code), _bare_room(room), bare(record)
    numbers = flush_subnormals()
    control = room.control
    batch, train_rows = control[BATCH], control[TRAIN_ROWS]
    epoch_steps = (train_rows + batch - 1) // batch
    count = code.losses.shape[0]
    clip, late = room.plan[CLIP], code.static_backward.shape[0] > 0
    step = control[NEXT_STEP]
    recorded = 0
    gathered = waited_for = False
    team = _team(thread, threads, threads)
    go_on = step < control[LAST_STEP]
    while go_on:
        epoch = step // epoch_steps
        ordered = 0
        if control[SHUFFLE] and epoch_steps > 1:
            if control[SHUFFLED_EPOCH] != epoch:
                _meet(room, team)  # all have seen that it is out of date
                if thread == 0:
                    shuffle(room.order, control[SEED], epoch)
                    control[SHUFFLED_EPOCH] = epoch
                _meet(room, team)
            ordered = room.order.ctypes.data
        start = (step - epoch * epoch_steps) * batch
        rows = min(batch, train_rows - start)
        _begin(room, team, 1, step, start, rows, ordered)
        if team.last == threads:
            control[GATHERED] = gathered
        own = _lend(room, team, FORWARD_AND_BACK)
        while own.first < own.last:
            _forward(code, room, own, rows, not gathered)
            if waited_for and control[STEPPED_ASIDE]:  # not before that thread sleeps: who is woken goes where one does
                open_gate(control[GATE_OPEN], control[ROOM_GATE])
                waited_for = False
            _execute(code.backward, room, own, rows)
            own = _rest(room, team, own)
        gathered = epoch_steps == 1 and control[VALIDATION_ROWS] == 0
        if thread == 0:
            control[GO_ON] = _goes_on(room, team, threads, step, recorded, record.shape[0])
            room.memory[LEARNING_RATE] = learning_rate(room.plan, step)
            if threads > 1:
                control[TEAM] = _next_team(room, team)
        _meet(room, team)
        go_on, size = control[GO_ON] != 0, control[TEAM]  # thread 0 may be a region ahead after the next barrier
        total = 0.0
        for k in range(count):
            loss = 0.0
            for part in range(threads):
                loss += room.sums[part, 2 * k]
            total += code.weights[k] * loss / rows
        if not np.isfinite(total):
            if thread == 0:
                control[OUTCOME] = NOT_FINITE
            break
        if thread == 0:
            if threads > 1 and size < team.threads:
                order(room.counters, ASIDE)  # not before: who returned in this step may not have heard yet
            _note_losses(code, room, threads, rows, record[recorded])
        own = _lend(room, team, SUMS_AND_UPDATE)
        while own.first < own.last:
            _reduce(code, room, own, clip == 0)
            own = _rest(room, team, own)
        if late:
            _meet(room, team)
            if thread == 0:
                _static_backward(code, room, clip == 0)
        if clip > 0:
            _meet(room, team)
            _clip(code, room, team, clip)
        _meet(room, team)
        if thread == 0:
            _note_parameters(code, room, threads, record[recorded])
        step += 1
        if control[VALIDATION_ROWS] > 0 and step % epoch_steps == 0:
            validated = record[recorded, 1 + 2 * count : 1 + 4 * count]
            _evaluate(code, room, team, train_rows, control[VALIDATION_ROWS], validated)
            if thread == 0:
                validated /= control[VALIDATION_ROWS]
        recorded += 1
        if go_on and threads > 1 and size != team.threads:
            if size < threads and thread == threads - 1:
                control[STEPPED_ASIDE] = 1
                told = _help(code, room, threads, clip == 0)
                control[STEPPED_ASIDE] = 0
                if told == END:
                    break
                step, recorded, size = control[NEXT_STEP], control[RECORDED], threads
            elif size == threads and thread == 0:
                control[NEXT_STEP], control[RECORDED] = step, recorded
                order(room.counters, WORK)
            team = _team(thread, size, threads)
            waited_for = team.last - team.first > 1
    if thread == 0 and team.threads < threads:
        order(room.counters, END)
    barrier(room.counters, threads, control[SLEEP])
    if thread == 0:
        order(room.counters, WORK)
        control[NEXT_STEP] = step
        control[RECORDED] = recorded
    restore_subnormals(numbers)
