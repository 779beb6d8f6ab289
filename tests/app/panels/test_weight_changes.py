"""Weights that were set by hand are taken back and set again, as long as nothing else changed them."""

from __future__ import annotations

import numpy as np
import pytest

from visualnn.app.panels.weight_changes import Weight, WeightChanges


@pytest.fixture
def weights():
    return {"layer/W": np.arange(4, dtype=np.float32).reshape(2, 2), "layer/b": np.full(2, np.nan, np.float32)}


@pytest.fixture
def changes(weights):
    changes = WeightChanges()
    changes.set(weights, "layer/W", 3, 9.0)
    return changes


def test_a_change_is_taken_back_and_made_again(changes, weights):
    assert changes.weights["layer/W"].tolist() == [[0, 1], [2, 9]]
    assert changes.undo() == Weight("layer/W", 3, 3.0)
    np.testing.assert_equal(changes.weights, weights)
    assert not changes.can_undo(changes.weights)
    assert changes.redo() == Weight("layer/W", 3, 9.0)
    assert changes.weights["layer/W"].tolist() == [[0, 1], [2, 9]]
    assert not changes.can_redo(changes.weights)


def test_several_values_in_a_row_are_one_change_and_the_first_value_is_none(changes):
    changes.set(changes.weights, "layer/W", 3, 8.0)
    changes.set(changes.weights, "layer/W", 0, 7.0)
    assert [changes.undo().value, changes.undo().value] == [0.0, 3.0]
    changes.set(changes.weights, "layer/W", 3, 8.0)
    assert not changes.can_redo(changes.weights), "another weight was set since"
    changes.set(changes.weights, "layer/W", 3, 3.0)
    assert not changes.can_undo(changes.weights)


def test_nothing_is_taken_back_of_other_weights(changes, weights):
    left = {key: value.copy() for key, value in changes.weights.items()}
    trained = left | {"layer/b": np.zeros(2, np.float32)}
    assert not changes.can_undo(trained)
    assert changes.can_undo(left)
    changes.set(trained, "layer/W", 0, 7.0)
    changes.undo()
    assert not changes.can_undo(changes.weights), "the change before was of other weights"
