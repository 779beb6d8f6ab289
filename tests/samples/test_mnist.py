"""The lessons on MNIST at full length, on the real files; ``samples/RESULTS.md`` has what this gave.

``pytest -m slow tests/samples`` takes a quarter of an hour on two cores.
"""

from pathlib import Path

import numpy as np
import pytest

import visualnn as vn

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not MNIST.is_dir(), reason="the files of MNIST are not here")]


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("mnist_softmax", 0.92, 0.93),
        ("mnist_normal", 0.946, 0.96),
        ("mnist", 0.975, 0.985),
        ("mnist_deep", 0.979, 0.99),
        ("mnist_dropout", 0.980, 0.99),
    ],
)
def test_accuracy_on_the_test_images_over_three_seeds(name, least, most):
    found = []
    for seed in range(3):
        with vn.train(vn.load(name), seed=seed, data={"mnist": MNIST}) as run:
            found.append(run.metrics["test"]["accuracy"])

    assert least <= np.mean(found) <= most, found


def test_a_thousand_images_are_learnt_by_heart():
    with vn.train(vn.load("overfitting_mnist"), data={"mnist": MNIST}) as run:
        figures = run.metrics

    assert figures["train"]["accuracy/plain loss"] == 1
    assert figures["test"]["accuracy/plain loss"] < 0.9
    assert figures["test"]["loss/drop loss"] < figures["test"]["loss/plain loss"]
