"""The reference itself: its gradients are the slopes of its losses, and what it says of XOR stands on the board."""

import numpy as np
import pytest
from by_hand import ByHand

from visualnn.data import catalogue
from visualnn.project import store

ROWS = slice(0, 7)


@pytest.fixture
def by_hand():
    def by_hand(name):
        """A sample with weights drawn at random."""
        path = store.find(name)
        project = store.load(path)
        source = next(block for block in project.graph.blocks if not any(project.graph.into(block.id)))
        data = catalogue.load(source, base=path.parent)
        random = np.random.default_rng(1)
        return ByHand(project, data, {key: random.normal(0, 0.5, shape) for key, shape in SHAPES[name].items()})

    return by_hand


SHAPES = {
    "xor": {"hidden layer/W": (2, 2), "hidden layer/b": (2,), "output layer/W": (2, 1), "output layer/b": (1,)},
    "iris": {"hidden/W": (4, 8), "hidden/b": (8,), "species/W": (8, 3), "species/b": (3,)},
    "sine": {"memory/Wx": (1, 4), "memory/Wh": (4, 4), "memory/b": (4,), "next value/W": (4, 1), "next value/b": (1,)},
    "hello_rnn": {
        "memory/Wx": (4, 3),
        "memory/Wh": (3, 3),
        "memory/b": (3,),
        "next letter/W": (3, 4),
        "next letter/b": (4,),
    },
    "wide_deep": {
        "deep 1/W": (64, 5),
        "deep 1/b": (5,),
        "deep 2/W": (5, 4),
        "deep 2/b": (4,),
        "wide/W": (64, 3),
        "wide/b": (3,),
        "output/W": (7, 10),
        "output/b": (10,),
    },
}


@pytest.mark.parametrize("name", SHAPES)
def test_gradients_are_the_slopes_of_the_loss(by_hand, name):
    network = by_hand(name)
    for key, gradient in network.gradients(ROWS).items():
        weights, slopes = network.weights[key], np.zeros_like(gradient)
        for place in np.ndindex(weights.shape):
            before, sides = weights[place], []
            for step in (1e-6, -1e-6):
                weights[place] = before + step
                sides.append(network.measures(ROWS)["loss"])
            weights[place] = before
            slopes[place] = (sides[0] - sides[1]) / 2e-6
        np.testing.assert_allclose(gradient, slopes, rtol=1e-5, atol=1e-8, err_msg=key)


def test_a_network_that_answers_xor_is_worked_out_as_on_paper(by_hand):
    network = by_hand("xor")
    numbers = ([[20, -20], [20, -20]], [-10, 30], [[20], [20]], [-30])
    network.weights = {key: np.float64(value) for key, value in zip(SHAPES["xor"], numbers, strict=True)}
    answers = network.predictions(np.float64([[0, 0], [0, 1], [1, 0], [1, 1]]))
    np.testing.assert_allclose(answers.ravel(), [0, 1, 1, 0], atol=1e-4)
    assert network.measures(slice(None))["accuracy"] == 1
