"""Small data sets that come with scikit-learn."""

import numpy as np
import pytest
from sklearn import datasets
from sources import source

from visualnn.data import bundled


@pytest.mark.parametrize("name", bundled.FACTS)
def test_what_is_written_down_is_what_scikit_learn_gives(name):
    bunch = getattr(datasets, f"load_{name}")()
    facts = bundled.FACTS[name]

    assert bunch.data.shape == (sum(facts.counts), len(facts.columns))
    if facts.classes:
        assert np.bincount(bunch.target).tolist() == list(facts.counts)
        assert len(bunch.target_names) == len(facts.classes)


@pytest.mark.parametrize("name", bundled.FACTS)
def test_inputs_are_scaled_by_the_training_rows(name):
    data = bundled.load(source("bundled", data=name, validation=0.1))
    learnt = data.x[data.split("train")]

    np.testing.assert_allclose(learnt.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(learnt.std(axis=0), 1, atol=1e-5)
    assert data.info == bundled.describe(source("bundled", data=name, validation=0.1))


def test_iris_as_it_is():
    data = bundled.load(source("bundled", scaling="none", test=0.0))

    assert data.info.labels == ("setosa", "versicolor", "virginica")
    assert data.x.min() == np.float32(0.1)
    assert np.bincount(data.y).tolist() == [50, 50, 50]


def test_diabetes_is_a_regression_and_its_target_can_be_scaled():
    plain = bundled.load(source("bundled", data="diabetes", scaling="none"))
    scaled = bundled.load(source("bundled", data="diabetes", target_scaling="standard"))

    assert plain.y.shape == (442, 1)
    assert (plain.y.min(), plain.y.max()) == (25, 346)
    assert plain.x[:, 0].max() == 79  # years, not what scikit-learn makes of them
    np.testing.assert_allclose(scaled.y[scaled.split("train")].std(), 1, atol=1e-5)
    assert plain.info.scaled == {"x": (False,) * 10, "y": (False,)}
    assert scaled.info.scaled == {"x": (True,) * 10, "y": (True,)}
