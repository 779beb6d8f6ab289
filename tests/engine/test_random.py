"""Random numbers by counter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from visualnn.engine.random import philox, shuffle
from visualnn.engine.reference.philox import philox as reference

PUBLISHED = [
    # counter, key, random words: the known answers of Random123 (kat_vectors, philox 4x32 with 10 rounds)
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((2**32 - 1,) * 4, (2**32 - 1,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
WORD = st.integers(0, 2**32 - 1)


@njit
def compiled(c0, c1, c2, c3, k0, k1):
    """The engine's, called from Python."""
    return philox(c0, c1, c2, c3, k0, k1)


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_the_published_numbers(counter, key, words):
    assert tuple(map(int, compiled(*counter, *key))) == words
    assert tuple(map(int, reference(counter, key))) == words


@given(st.tuples(WORD, WORD, WORD, WORD), st.tuples(WORD, WORD))
def test_the_engine_and_the_reference_agree(counter, key):
    assert tuple(map(int, compiled(*counter, *key))) == tuple(map(int, reference(counter, key)))


def order(rows, seed=0, epoch=0):
    """An epoch's order."""
    made = np.full(rows, -1, np.int32)
    shuffle(made, seed, epoch)
    return made


@given(st.integers(0, 300), st.integers(0, 2**31), st.integers(0, 2**40))
def test_an_order_visits_every_row_once(rows, seed, epoch):
    assert sorted(order(rows, seed, epoch)) == list(range(rows))


def test_orders_differ_by_epoch_and_by_seed():
    drawn = [tuple(order(100, seed, epoch)) for seed in range(3) for epoch in (*range(5), 2**32)]

    assert len(set(drawn)) == len(drawn)
    assert drawn[0] == tuple(order(100)), "and are the same when asked for again"


def test_every_order_is_as_likely():
    counted = np.zeros((4, 4))
    for epoch in range(4000):
        counted[np.arange(4), order(4, epoch=epoch)] += 1

    deviation = np.abs(counted - 1000)
    assert deviation.max() < 5 * np.sqrt(4000 * 1 / 4 * 3 / 4)  # five standard deviations of a binomial count


def test_words_are_spread_evenly():
    words = np.concatenate(reference((np.arange(10_000), 0, 0, 0), (1, 0))) / 2.0**32

    assert abs(words.mean() - 0.5) < 5 / np.sqrt(12 * words.size)
    assert np.histogram(words, 10, (0, 1))[0].min() > 0.9 * words.size / 10
