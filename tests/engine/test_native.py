"""What numba has no word for: BLAS by address, the barrier, and parts that are taken off each other's hands."""

import threading
import time

import numpy as np
import pytest
from numba import njit
from threadpoolctl import ThreadpoolController, threadpool_info

from visualnn.engine import fields as f
from visualnn.engine.gemm import address as products_address
from visualnn.engine.kernels.base import gemm
from visualnn.engine.native import (
    ASIDE,
    COUNTERS,
    END,
    awake,
    barrier,
    finish,
    flush_subnormals,
    gemm_address,
    offer,
    order,
    pointer_to,
    restore_subnormals,
    sleep_address,
    take,
    wait_aside,
    wait_finished,
)


@njit
def multiply(like, memory, env, ta, tb, m, n, k, a, lda, b, ldb, add, c, ldc):
    """The engine's product on offsets into an array, called from Python."""
    gemm(env, pointer_to(memory.ctypes.data, like), ta, tb, m, n, k, a, lda, b, ldb, add, c, ldc)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("m", "n", "k"), [(1, 1, 1), (2, 3, 4), (12, 12, 12), (13, 14, 15), (40, 3, 50), (1, 90, 70)])
@pytest.mark.parametrize("add", [0, 1])
@pytest.mark.parametrize("tb", [0, 1])
@pytest.mark.parametrize("ta", [0, 1])
def test_products_with_every_transpose_and_row_distance(ta, tb, add, m, n, k, dtype):
    """Both the loops for small sizes and BLAS; what lies between rows is not touched."""
    random = np.random.default_rng(m * n * k)
    shapes = [(k, m) if ta else (m, k), (n, k) if tb else (k, n), (m, n)]
    stored = [random.normal(size=(rows, columns + gap)) for gap, (rows, columns) in enumerate(shapes, start=1)]
    offsets = np.cumsum([5, *(array.size for array in stored)])
    memory = np.concatenate([np.zeros(5), *(array.ravel() for array in stored)]).astype(dtype)
    before = memory.copy()
    env = np.zeros(f.ENV_WIDTH, np.int64)
    env[f.GEMM] = gemm_address(np.dtype(dtype))
    places = [value for offset, array in zip(offsets, stored, strict=False) for value in (offset, array.shape[1])]

    multiply(dtype(0), memory, env, ta, tb, m, n, k, *places[:4], add, *places[4:])

    a, b, c = (array[:, : shape[1]] for array, shape in zip(stored, shapes, strict=True))
    expected = (a.T if ta else a) @ (b.T if tb else b) + add * c
    result = memory[offsets[2] :].reshape(stored[2].shape)
    np.testing.assert_allclose(result[:, :n], expected, atol=1e-12 if dtype == np.float64 else 2e-5)
    np.testing.assert_array_equal(result[:, n:], before[offsets[2] :].reshape(result.shape)[:, n:])
    np.testing.assert_array_equal(memory[: offsets[2]], before[: offsets[2]])


@pytest.mark.parametrize("address", [gemm_address, products_address.__wrapped__])
def test_blas_is_left_with_one_thread(address):
    ThreadpoolController().select(user_api="blas").limit(limits=2)
    address(np.dtype(np.float32))

    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


@njit(nogil=True)
def count_rounds(counters, threads, yielding, rounds, seen, thread):
    """In each round every thread notes its arrival, waits, and checks that all others had arrived."""
    early = 0
    for number in range(rounds):
        seen[thread] = number + 1
        barrier(counters, threads, yielding)
        for other in range(threads):
            early += seen[other] < number + 1
        barrier(counters, threads, yielding)
    return early


@pytest.mark.parametrize(("threads", "rounds"), [(1, 1000), (2, 5000), (3, 1000), (8, 200)])
def test_nobody_passes_the_barrier_before_all_are_there(threads, rounds):
    counters, seen = np.zeros(COUNTERS, np.int64), np.zeros(threads, np.int64)
    early = [-1] * threads

    def run(thread):
        early[thread] = count_rounds(counters, threads, sleep_address(), rounds, seen, thread)

    count_rounds(np.zeros(16, np.int64), 1, sleep_address(), 1, seen[:1].copy(), 0)  # compiled before threads wait
    team = [threading.Thread(target=run, args=(thread,)) for thread in range(threads)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join(60)

    assert early == [0] * threads
    assert (seen == rounds).all()


@njit(nogil=True)
def share_rounds(counters, rounds, done, mine):
    """In each round something is offered, and done by this thread unless the other took it."""
    for number in range(rounds):
        offer(counters, number + 1)
        for _ in range(number % 5000):
            awake(counters)  # has something else to do meanwhile
        if take(counters):
            done[number] += 1
            mine[0] += 1
        else:
            wait_finished(counters, mine[1])


@njit(nogil=True)
def help_out(counters, wanted, sleep, done):
    """Do what is offered, until the end."""
    while True:
        told = wait_aside(counters, wanted.ctypes.data, sleep)
        if told == END:
            return
        done[told - 1] += 1
        finish(counters)


def test_what_is_offered_is_done_once_by_either():
    rounds = 20_000
    counters, wanted = np.zeros(COUNTERS, np.int64), np.zeros(1, np.int64)
    done, mine = np.zeros(rounds, np.int64), np.array([0, sleep_address()])
    order(counters, END)
    help_out(counters, wanted, sleep_address(), done)  # compiled, and told to end at once
    order(counters, ASIDE)
    helper = threading.Thread(target=help_out, args=(counters, wanted, sleep_address(), done))
    helper.start()
    while not awake(counters):
        time.sleep(0.001)
    share_rounds(counters, rounds, done, mine)
    order(counters, END)
    helper.join(60)

    assert not helper.is_alive()
    np.testing.assert_array_equal(done, 1)
    assert 0 < mine[0] < rounds


def test_who_is_wanted_aside_takes_nothing():
    counters, wanted = np.zeros(COUNTERS, np.int64), np.ones(1, np.int64)
    done, mine = np.zeros(100, np.int64), np.array([0, sleep_address()])
    order(counters, ASIDE)
    helper = threading.Thread(target=help_out, args=(counters, wanted, sleep_address(), done))
    helper.start()
    share_rounds(counters, 100, done, mine)
    order(counters, END)
    helper.join(60)

    assert mine[0] == 100
    assert not awake(counters)


@njit
def halved(x, flushing):
    """Half of x, computed while subnormal numbers are flushed or not."""
    before = flush_subnormals()
    if not flushing:
        restore_subnormals(before)
    half = x * np.float32(0.5)
    restore_subnormals(before)
    return half, x * np.float32(0.25)


def test_subnormal_numbers_count_as_zero_only_where_that_is_asked_for():
    tiny = np.float32(2e-38)  # half of it is subnormal

    assert halved(tiny, True) == (0, tiny / 4)
    assert halved(tiny, False) == (tiny / 2, tiny / 4)
    assert np.float32(1e-39) * np.float32(1) > 0  # and whoever called computes as before
