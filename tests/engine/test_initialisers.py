"""Where parameters start."""

import math

import numpy as np
import pytest

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import WEIGHTS
from visualnn.blocks.spec import INITIALISERS
from visualnn.engine.initialisers import initial
from visualnn.engine.program import Start

SHAPE = (300, 500)
FANS = SHAPE


def drawn(initialiser, shape=SHAPE, seed=0, **settings):
    return initial("dense/W", shape, Start(initialiser, **{"fans": FANS, **settings}), seed)


DEVIATIONS = {
    "xavier_uniform": math.sqrt(2 / 800),
    "xavier_normal": math.sqrt(2 / 800),
    "he_uniform": math.sqrt(2 / 300),
    "he_normal": math.sqrt(2 / 300),
    "lecun_uniform": math.sqrt(1 / 300),
    "lecun_normal": math.sqrt(1 / 300),
}


@pytest.mark.parametrize("initialiser", DEVIATIONS)
def test_spread_follows_from_how_many_numbers_enter_and_leave(initialiser):
    numbers = drawn(initialiser)

    assert abs(numbers.mean()) < 1e-3
    assert numbers.std() == pytest.approx(DEVIATIONS[initialiser], rel=0.01)


@pytest.mark.parametrize("initialiser", [name for name in DEVIATIONS if name.endswith("uniform")])
def test_uniform_ones_reach_their_limit_and_stay_within(initialiser):
    limit = math.sqrt(3) * DEVIATIONS[initialiser]

    assert 0.99 * limit < np.abs(drawn(initialiser)).max() <= limit


def test_normal_has_the_mean_and_deviation_asked_for():
    numbers = drawn("normal", mean=3.0, stddev=0.5)

    assert numbers.mean() == pytest.approx(3.0, abs=0.01)
    assert numbers.std() == pytest.approx(0.5, rel=0.01)


def test_truncated_normal_keeps_within_two_deviations():
    numbers = drawn("truncated_normal", mean=1.0, stddev=2.0)

    assert np.abs(numbers - 1.0).max() <= 4.0
    assert numbers.std() == pytest.approx(2.0 * 0.8796, rel=0.01)  # that of a normal distribution cut there


def test_uniform_fills_its_limits():
    numbers = drawn("uniform", limits=(2.0, 5.0))

    assert 2.0 <= numbers.min() < 2.01
    assert 4.99 < numbers.max() < 5.0


def test_zeros_and_constant():
    assert not drawn("zeros", mean=7.0).any()
    assert (drawn("constant", mean=7.0) == 7.0).all()


@pytest.mark.parametrize("shape", [(4, 7), (7, 4), (5, 5)])
def test_orthogonal_rows_or_columns(shape):
    q = drawn("orthogonal", shape)

    product = q @ q.T if shape[0] <= shape[1] else q.T @ q
    np.testing.assert_allclose(product, np.eye(min(shape)), atol=1e-12)


def test_orthogonal_turns_any_way():
    signs = [np.sign(np.linalg.det(drawn("orthogonal", (3, 3), seed=seed))) for seed in range(40)]

    assert 8 < signs.count(1.0) < 32


def test_orthogonal_takes_axes_before_the_last_together():
    q = drawn("orthogonal", (3, 3, 2, 4)).reshape(18, 4)

    np.testing.assert_allclose(q.T @ q, np.eye(4), atol=1e-12)


@pytest.mark.parametrize("shape", [(3, 3), (2, 4), (4, 2)])
def test_identity_has_ones_on_the_diagonal(shape):
    np.testing.assert_array_equal(drawn("identity", shape), np.eye(*shape))


@pytest.mark.parametrize("initialiser", [name for name, _ in INITIALISERS])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 2, 3, 4)])
def test_every_initialiser_fills_every_shape_the_same_way_for_the_same_seed(initialiser, shape):
    one, again = drawn(initialiser, shape, fans=(3, 4)), drawn(initialiser, shape, fans=(3, 4))

    assert one.shape == shape
    assert np.isfinite(one).all()
    np.testing.assert_array_equal(one, again)


def test_seed_and_key_name_the_stream():
    start = Start("normal")

    assert not np.array_equal(initial("a/W", (9,), start, 0), initial("a/W", (9,), start, 1))
    assert not np.array_equal(initial("a/W", (9,), start, 0), initial("b/W", (9,), start, 0))


def test_settings_matter_only_to_the_initialisers_that_read_them():
    shown = {
        name: {param.name for param in WEIGHTS if param.matters({"initialiser": name})} - {"initialiser"}
        for name, _ in INITIALISERS
    }

    assert shown["normal"] == shown["truncated_normal"] == {"mean", "stddev"}
    assert shown["uniform"] == {"lowest", "highest"}
    assert shown["constant"] == {"mean"}
    assert not shown["xavier_uniform"]


def test_blocks_with_weights_offer_every_setting():
    for spec in SPECS.values():
        names = {param.name for param in spec.params}
        if "initialiser" in names:
            assert {param.name for param in WEIGHTS} <= names, spec.kind


def test_uniform_limits_may_be_given_in_either_order():
    numbers = drawn("uniform", limits=(0.5, -0.25))

    assert -0.25 <= numbers.min() < -0.24
    assert 0.49 < numbers.max() <= 0.5
