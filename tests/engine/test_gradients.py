"""Every parameter's gradient against central differences of the loss, in float64."""

import numpy as np
import pytest
from cases import CASES, ROWS
from networks import Net
from twins import assert_close, training_losses

STEP = 4  # of training: what dropout draws is fixed by it
WIDTH = 1e-5

CASES = {name: net for name, net in CASES.items() if name != "fork"}  # there a target moves with the parameters


def loss_at(runner, weights):
    """The weighted sum of all losses with other weights, in training mode."""
    runner.set_weights(weights)
    runner.gradients(ROWS, step=STEP)
    measured = training_losses(runner, ROWS)
    return sum(loss.weight * measured[loss.block] for loss in runner.program.losses)


def by_differences(runner, weights):
    """Every parameter's gradient: (loss(w + h) - loss(w - h)) / 2h for each number of it."""
    slopes = {}
    for key in runner.gradients_by_name():
        values = weights[key]
        slopes[key] = np.zeros_like(values)
        for place in np.ndindex(values.shape):
            moved = {**weights, key: values.copy()}
            moved[key][place] = values[place] + WIDTH
            above = loss_at(runner, moved)
            moved[key][place] = values[place] - WIDTH
            slopes[key][place] = (above - loss_at(runner, moved)) / (2 * WIDTH)
    return slopes


@pytest.mark.parametrize("name", CASES)
def test_gradients_are_slopes_of_the_loss(name):
    net: Net = CASES[name]
    runner = net.runner(np.float64)
    weights = runner.weights()
    loss_at(runner, weights)
    found = runner.gradients_by_name()

    expected = by_differences(runner, weights)

    assert set(found) == set(expected) != set()
    for key in expected:
        assert_close(found[key], expected[key], 1e-7, key)
    slopes = any(gradient.any() for gradient in found.values())
    assert slopes != (name == "threshold"), "gradients of zeros alone show nothing, but a step has no others"
