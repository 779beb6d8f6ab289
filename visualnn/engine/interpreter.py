"""The one function that runs every program, and where all parallelism stands.

Every thread of a team runs :func:`train` with its own number. A step has two parallel regions, a barrier after each:

(a) each thread gathers, forwards and backpropagates its rows of the batch;
(b) each thread computes the gradient of its share of every parameter, block by block, and updates the block while it is
    in cache; the gradient's norm falls out on the way.

Nothing else is shared, so the result depends on the number of threads only through the order of summation.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from visualnn.engine.fields import (
    KERNEL,
    OP_WIDTH,
    ORDER,
    P_COLUMNS,
    P_FIRST,
    P_GRADIENT,
    P_LAST,
    P_ROWS,
    PARAM_WIDTH,
    ROWS,
    SCORE,
    SOURCE,
    START,
    STEP,
    TRAINING,
)
from visualnn.engine.kernels.base import FASTMATH
from visualnn.engine.native import barrier, call_kernel
from visualnn.engine.random import shuffle

CONTROL_WIDTH = 24
(
    NEXT_STEP,  # the step to be made next; written by the engine
    LAST_STEP,  # run until NEXT_STEP is this
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
    OPTIMIZER,  # address of the update rule
    YIELD,  # address of the system's yield
) = range(14)

DONE, STOPPED, NOT_FINITE = range(3)
"""Outcomes: all steps made; stopped on request; the loss is not a finite number (the step was not made)."""

BLOCK = 16384
"""Numbers of a parameter handled in one go: its gradient, itself and the optimizer's slots together stay in cache."""

ALONE = 2048
"""Parameters with fewer numbers than this are not shared out but dealt to one thread each."""


@njit(nogil=True, error_model="numpy")
def _execute(table: Any, memory: Any, env: Any, first: int, last: int) -> None:
    """Run the operations of a table on a slice of the batch."""
    at, memory_at, env_at = table.ctypes.data, memory.ctypes.data, env.ctypes.data
    for i in range(table.shape[0]):
        call_kernel(table[i, KERNEL], at + 8 * OP_WIDTH * i, memory_at, env_at, first, last)


@njit(nogil=True, error_model="numpy")
def _share(total: int, thread: int, threads: int) -> Any:
    """The slice of ``total`` things that is a thread's."""
    return total * thread // threads, total * (thread + 1) // threads


@njit(nogil=True, error_model="numpy", fastmath=FASTMATH)
def _square_sum(memory: Any, start: int, size: int) -> Any:
    total = memory[0] * 0
    for i in range(start, start + size):
        total += memory[i] * memory[i]
    return np.float64(total)


@njit(nogil=True, error_model="numpy")
def _update(
    parameters: Any,
    reductions: Any,
    memory: Any,
    env: Any,
    optimizer: int,
    thread: int,
    threads: int,
    squares: Any,
) -> None:
    """Region (b): gradient, norm and update of this thread's share of every parameter.

    ``optimizer`` is the address of the update rule, or 0: gradients only.
    """
    memory_at, env_at = memory.ctypes.data, env.ctypes.data
    for p in range(parameters.shape[0]):
        columns, rows = parameters[p, P_COLUMNS], parameters[p, P_ROWS]
        if rows * columns < ALONE:
            first, last = (0, rows) if p % threads == thread else (0, 0)
        else:
            first, last = _share(rows, thread, threads)
        step = max(1, BLOCK // columns)
        parameter_at = parameters.ctypes.data + 8 * PARAM_WIDTH * p
        total = 0.0
        while first < last:
            end = min(first + step, last)
            for r in range(parameters[p, P_FIRST], parameters[p, P_LAST]):
                at = reductions.ctypes.data + 8 * OP_WIDTH * r
                call_kernel(reductions[r, KERNEL], at, memory_at, env_at, first, end)
            total += _square_sum(memory, parameters[p, P_GRADIENT] + first * columns, (end - first) * columns)
            if optimizer != 0:
                call_kernel(optimizer, parameter_at, memory_at, env_at, first * columns, end * columns)
            first = end
        squares[thread, p] = total


@njit(nogil=True, error_model="numpy")
def _sum_losses(losses: Any, memory: Any, first: int, last: int, sums: Any) -> None:
    """Add this thread's row losses and scores, loss by loss."""
    for k in range(losses.shape[0]):
        loss, score = 0.0, 0.0
        for i in range(first, last):
            loss += memory[losses[k, SOURCE] + i]
            score += memory[losses[k, SCORE] + i]
        sums[2 * k] = loss
        sums[2 * k + 1] = score


@njit(nogil=True, error_model="numpy", cache=True)
def evaluate(
    thread: int,
    threads: int,
    gathers: Any,
    forward: Any,
    losses: Any,
    memory: Any,
    envs: Any,
    control: Any,
    counters: Any,
    sums: Any,
    start: int,
    rows: int,
    totals: Any,
) -> None:
    """Predict rows ``start`` to ``start + rows`` of the data set in their order, batch by batch.

    ``totals`` [2 x losses]: sums over the rows of loss and score, written by thread 0. The predictions of the last
    batch stay in memory.
    """
    env = envs[thread]
    env[TRAINING], env[ORDER] = 0, 0
    done = 0
    if thread == 0:
        totals[:] = 0
    while done < rows:
        count = min(control[BATCH], rows - done)
        env[START], env[ROWS] = start + done, count
        first, last = _share(count, thread, threads)
        _execute(gathers, memory, env, first, last)
        _execute(forward, memory, env, first, last)
        _sum_losses(losses, memory, first, last, sums[thread])
        barrier(counters, threads, control[YIELD])
        if thread == 0:
            for t in range(threads):
                for k in range(totals.size):
                    totals[k] += sums[t, k]
        barrier(counters, threads, control[YIELD])
        done += count


@njit(nogil=True, error_model="numpy", cache=True)
def gradients(
    thread: int,
    threads: int,
    gathers: Any,
    forward: Any,
    backward: Any,
    reductions: Any,
    parameters: Any,
    memory: Any,
    envs: Any,
    control: Any,
    counters: Any,
    squares: Any,
    step: int,
    start: int,
    rows: int,
) -> None:
    """Forward, backward and every parameter's gradient for one batch, in training mode; nothing is updated."""
    env = envs[thread]
    env[TRAINING], env[STEP], env[START], env[ROWS] = 1, step, start, rows
    first, last = _share(rows, thread, threads)
    _execute(gathers, memory, env, first, last)
    _execute(forward, memory, env, first, last)
    _execute(backward, memory, env, first, last)
    barrier(counters, threads, control[YIELD])
    _update(parameters, reductions, memory, env, 0, thread, threads, squares)
    barrier(counters, threads, control[YIELD])


@njit(nogil=True, error_model="numpy", cache=True)
def train(
    thread: int,
    threads: int,
    gathers: Any,
    forward: Any,
    backward: Any,
    reductions: Any,
    parameters: Any,
    losses: Any,
    weights: Any,
    memory: Any,
    envs: Any,
    control: Any,
    counters: Any,
    sums: Any,
    squares: Any,
    order: Any,
    record: Any,
) -> None:
    """Make steps until ``control[LAST_STEP]``, a stop, a full record or a loss that is not finite.

    Args (``L`` losses, ``P`` parameters, ``R`` rows of record):
        thread, threads: this thread's number and how many there are; all of them call with the same arrays.
        gathers, forward, backward, reductions, losses: operation tables.
        parameters: the parameter table. weights: float64 [L], each loss' share of the whole.
        memory: the program's float array. envs: int64 [threads, ENV_WIDTH].
        control: int64 [CONTROL_WIDTH]. counters: int64 [16], for the barrier.
        sums: float64 [threads, 2 L]; squares: float64 [threads, P]: each thread's part.
        order: int32 [training rows]: the epoch's order.
        record: float64 [R, 1 + 4 L + P]: a row per step: loss, then per loss its mean loss and score, then those on the
            validation rows (NaN except after the last step of an epoch), then per parameter the gradient's square sum.
    """
    env = envs[thread]
    yielding = control[YIELD]
    batch, train_rows = control[BATCH], control[TRAIN_ROWS]
    epoch_steps = (train_rows + batch - 1) // batch
    count, parameter_count = losses.shape[0], parameters.shape[0]
    step = control[NEXT_STEP]
    recorded = 0
    gathered = False
    while step < control[LAST_STEP] and recorded < record.shape[0]:
        epoch = step // epoch_steps
        if control[SHUFFLE] and epoch_steps > 1:
            if control[SHUFFLED_EPOCH] != epoch:
                barrier(counters, threads, yielding)  # all have seen that it is out of date
                if thread == 0:
                    shuffle(order, control[SEED], epoch)
                    control[SHUFFLED_EPOCH] = epoch
                barrier(counters, threads, yielding)
            env[ORDER] = order.ctypes.data
        else:
            env[ORDER] = 0
        start = (step - epoch * epoch_steps) * batch
        rows = min(batch, train_rows - start)
        env[TRAINING], env[STEP], env[START], env[ROWS] = 1, step, start, rows
        first, last = _share(rows, thread, threads)
        if not gathered:
            _execute(gathers, memory, env, first, last)
            gathered = epoch_steps == 1 and control[VALIDATION_ROWS] == 0
        _execute(forward, memory, env, first, last)
        _sum_losses(losses, memory, first, last, sums[thread])
        _execute(backward, memory, env, first, last)
        if thread == 0:
            control[GO_ON] = control[STOP] == 0
        barrier(counters, threads, yielding)
        go_on = control[GO_ON]  # read here: thread 0 may be a region ahead after the next barrier
        total = 0.0
        for k in range(count):
            loss = 0.0
            for t in range(threads):
                loss += sums[t, 2 * k]
            total += weights[k] * loss / rows
        if not np.isfinite(total):
            if thread == 0:
                control[OUTCOME] = NOT_FINITE
            break
        _update(parameters, reductions, memory, env, control[OPTIMIZER], thread, threads, squares)
        if thread == 0:
            record[recorded, 0] = total
            for k in range(count):
                loss, score = 0.0, 0.0
                for t in range(threads):
                    loss += sums[t, 2 * k]
                    score += sums[t, 2 * k + 1]
                record[recorded, 1 + 2 * k] = loss / rows
                record[recorded, 2 + 2 * k] = score / rows
        barrier(counters, threads, yielding)
        if thread == 0:
            for p in range(parameter_count):
                square = 0.0
                for t in range(threads):
                    square += squares[t, p]
                record[recorded, 1 + 4 * count + p] = square
        step += 1
        validated = record[recorded, 1 + 2 * count : 1 + 4 * count]
        if control[VALIDATION_ROWS] > 0 and step % epoch_steps == 0:
            evaluate(
                thread,
                threads,
                gathers,
                forward,
                losses,
                memory,
                envs,
                control,
                counters,
                sums,
                train_rows,
                control[VALIDATION_ROWS],
                validated,
            )
            if thread == 0:
                validated /= control[VALIDATION_ROWS]
        elif thread == 0:
            validated[:] = np.nan
        recorded += 1
        if not go_on:
            if thread == 0:
                control[OUTCOME] = STOPPED
            break
    barrier(counters, threads, yielding)
    if thread == 0:
        control[NEXT_STEP] = step
        control[RECORDED] = recorded
