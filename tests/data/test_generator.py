"""Made-up data."""

import numpy as np
import pytest
from sources import source

from visualnn.blocks.generator import GENERATORS
from visualnn.data import generator
from visualnn.messages import UserError


@pytest.mark.parametrize("kind", [name for name, _ in GENERATORS])
def test_what_is_described_is_what_is_loaded(kind):
    given = source("generator", data=kind, validation=0.1)
    data = generator.load(given)

    assert data.info == generator.describe(given)
    assert len(data.x) == len(data.y) == sum(data.info.rows.values())
    assert data.x.shape[1:] == data.info.types["x"].shape
    assert data.y.shape[1:] == data.info.types["y"].shape
    np.testing.assert_array_equal(data.x, generator.load(given).x)


@pytest.mark.parametrize(
    ("gate", "answers"), [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("nand", [1, 1, 1, 0]), ("xor", [0, 1, 1, 0])]
)
def test_gates_are_truth_tables(gate, answers):
    data = generator.load(source("generator", data=gate))

    assert data.x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.y[:, 0].tolist() == answers


def test_not_has_one_input():
    assert generator.load(source("generator", data="not")).y.tolist() == [[1], [0]]


@pytest.mark.parametrize("kind", ["circles", "moons", "spirals", "clusters"])
def test_points_lie_about_the_origin_and_classes_are_equal(kind):
    data = generator.load(source("generator", data=kind, rows=601, noise=0.02, test=0.0))

    assert np.bincount(data.y).tolist() == [301, 300]
    assert np.abs(data.x).max() < 1.2
    assert np.abs(data.x.mean(axis=0)).max() < 0.15


def test_circles_lie_within_each_other():
    data = generator.load(source("generator", data="circles", noise=0.0))

    np.testing.assert_allclose(np.linalg.norm(data.x, axis=1), np.where(data.y == 0, 1, 0.5), rtol=1e-5)


def test_several_classes_and_targets_for_a_single_unit():
    data = generator.load(source("generator", data="spirals", classes=5))
    assert data.info.types["y"].classes == 5

    data = generator.load(source("generator", data="moons", targets="number"))
    assert data.y.shape == (400, 1)
    assert sorted(set(data.y[:, 0].tolist())) == [0, 1]
    with pytest.raises(UserError, match="stand for two classes, but there are 5"):
        generator.describe(source("generator", data="spirals", classes=5, targets="number"))
    with pytest.raises(UserError, match="2 rows are fewer than the 5 classes"):
        generator.describe(source("generator", data="spirals", classes=5, rows=2))


def test_a_sine_wave_without_noise():
    data = generator.load(source("generator", data="sine", noise=0.0))

    np.testing.assert_allclose(data.y, np.sin(2 * np.pi * data.x), atol=1e-5)


def test_a_sequence_is_answered_by_itself_one_step_later():
    data = generator.load(source("generator", data="sine_sequence", rows=50, length=8, test=0.2))

    np.testing.assert_array_equal(data.x[:, 1:], data.y[:, :-1])
    np.testing.assert_array_equal(data.x[1:, 0], data.x[:-1, 1])
    assert data.info.rows == {"train": 40, "validation": 0, "test": 10}
