"""The bundled digits."""

import sys

import numpy as np
import pytest

from visualnn.blocks.spec import ValueType
from visualnn.data import digits
from visualnn.data.source import Source
from visualnn.messages import UserError


def source(**settings):
    return Source("digits", {"shape": "flat", "validation": 0.0, "test": 0.2, "seed": 0} | settings)


def test_1797_grey_images_from_0_to_1():
    data = digits.load(source())

    assert data.x.shape == (1797, 64)
    assert data.x.dtype == np.float32
    assert (data.x.min(), data.x.max()) == (0, 1)
    assert data.info.picture == (8, 8)
    assert data.info.types["y"] == ValueType((), "index", 10)


def test_images_have_channel_height_and_width():
    data = digits.load(source(shape="image"))

    assert data.x.shape[1:] == data.info.types["x"].shape == (1, 8, 8)
    np.testing.assert_array_equal(data.x.reshape(-1, 64), digits.load(source()).x)


def test_every_split_holds_every_digit_in_proportion():
    data = digits.load(source(validation=0.1, test=0.2))

    assert sum(data.info.rows.values()) == 1797
    for name, share in {"train": 0.7, "validation": 0.1, "test": 0.2}.items():
        counts = np.bincount(data.y[data.split(name)], minlength=10)
        np.testing.assert_allclose(counts, share * np.array(digits.CLASS_COUNTS), atol=1.01)


def test_the_seed_decides_which_image_goes_where():
    once, again, other = (digits.load(source(seed=seed)) for seed in (1, 1, 2))

    np.testing.assert_array_equal(once.x, again.x)
    assert (once.x != other.x).any()


def test_no_image_is_in_two_splits():
    data = digits.load(source(validation=0.1))

    assert len({row.tobytes() for row in data.x}) == 1797


def test_describing_does_not_import_scikit_learn(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)

    assert digits.describe(source()).rows == {"train": 1438, "validation": 0, "test": 359}


def test_something_must_be_left_to_train_on():
    with pytest.raises(UserError, match="leave nothing to train on"):
        digits.describe(source(validation=0.5, test=0.5))
