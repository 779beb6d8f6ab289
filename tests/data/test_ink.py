"""A drawing is framed as the data are."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_digits

from visualnn.data.ink import framed


def test_as_mnist_it_is_scaled_into_20_by_20_and_centred_by_mass():
    ink = np.zeros((200, 200))
    ink[20:120, 150:170] = 1  # a stroke, five times as high as wide
    picture = framed(ink, (28, 28))
    rows, columns = np.flatnonzero(picture.any(1)), np.flatnonzero(picture.any(0))
    assert (len(rows), len(columns)) == (20, 4)
    assert picture.max() == pytest.approx(1)
    mass = [(picture.sum(1 - axis) * np.arange(28)).sum() / picture.sum() for axis in (0, 1)]
    np.testing.assert_allclose(mass, 14, atol=0.51)


def test_a_picture_that_is_centred_as_those_of_mnist_is_itself_again_when_it_is_drawn():
    """Their centres of mass are at 14.00 in the mean, when the first pixel is number 0."""
    picture = np.zeros((28, 28))
    picture[3:23, 10:20] = np.tri(20, 10)  # a wedge with its centre of mass at (14.5, 14.0)
    np.testing.assert_allclose(framed(np.kron(picture, np.ones((8, 8))), (28, 28)), picture, atol=1e-6)


def test_where_it_was_drawn_and_how_large_does_not_matter():
    ink = np.zeros((240, 240))
    ink[100:140, 100:120] = 1
    ink[130:140, 100:140] = 1
    larger = np.kron(ink[90:150, 90:150], np.ones((4, 4)))
    np.testing.assert_allclose(framed(ink, (28, 28)), framed(larger, (28, 28)), atol=1e-6)


def test_a_digit_of_the_data_enlarged_is_itself_again():
    for image in load_digits().images[:50] / 16:
        full = image.any(1).all() and image.any(0)[[0, -1]].all()
        if full:  # fills the frame from edge to edge
            np.testing.assert_allclose(framed(np.kron(image, np.ones((30, 30))), (8, 8)), image, atol=1e-6)


def test_no_ink_and_a_dot():
    assert not framed(np.zeros((10, 10)), (28, 28)).any()
    dot = np.zeros((10, 10))
    dot[0, 0] = 1
    assert framed(dot, (28, 28)).sum() == pytest.approx(400)
