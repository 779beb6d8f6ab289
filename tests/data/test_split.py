"""Rows for training, validation and test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualnn.data import split
from visualnn.data.dataset import SPLITS
from visualnn.messages import UserError

shares = st.builds(split.Shares, st.floats(0, 0.49), st.floats(0, 0.5), st.integers(0, 2**31 - 1))


@given(labels=st.lists(st.integers(0, 4), min_size=1, max_size=200).map(np.array), shares=shares)
def test_every_row_goes_somewhere_and_only_once(labels, shares):
    order = split.order(labels, shares)
    rows = split.count_classes(np.bincount(labels).tolist(), shares)

    assert sorted(order.tolist()) == list(range(len(labels)))
    assert sum(rows.values()) == len(labels)
    assert rows["train"] > 0


@given(counts=st.lists(st.integers(1, 60), min_size=1, max_size=6), shares=shares)
def test_every_split_holds_every_class_in_proportion(counts, shares):
    labels = np.repeat(np.arange(len(counts)), counts)
    order = split.order(labels, shares)
    rows = split.count_classes(counts, shares)
    begin = 0
    for name, share in zip(SPLITS, (1 - shares.validation - shares.test, shares.validation, shares.test), strict=True):
        part = labels[order[begin : begin + rows[name]]]
        begin += rows[name]
        np.testing.assert_allclose(np.bincount(part, minlength=len(counts)), share * np.array(counts), atol=1.01)


def test_the_seed_alone_decides():
    labels = np.arange(50) % 2
    once, again, other = (split.order(labels, split.Shares(0.1, 0.2, seed)) for seed in (3, 3, 4))

    np.testing.assert_array_equal(once, again)
    assert (once != other).any()


def test_something_must_be_left_to_train_on():
    with pytest.raises(UserError, match=r"“mine”: validation 0.5 and test 0.5 leave nothing to train on"):
        split.Shares.of("mine", {"validation": 0.5, "test": 0.5, "seed": 0})
