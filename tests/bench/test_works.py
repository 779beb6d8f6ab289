"""Every work compiles, trains and begins alike on every side."""

import numpy as np
import pytest

from visualnn.bench import measure, works
from visualnn.bench.engine_side import EngineSide, checked, compile_seconds
from visualnn.bench.floor import FloorSide

BATCHES = 3


@pytest.fixture(params=works.WORKS, scope="module")
def work(request):
    return works.WORKS[request.param]


@pytest.fixture(scope="module")
def data(work):
    return work.load({})[0]


@pytest.fixture
def engine(work, data):
    side = EngineSide(work, data)
    yield side
    side.close()


def test_it_trains(engine):
    losses = engine.losses(BATCHES)

    assert losses.shape == (BATCHES,)
    assert np.isfinite(losses).all()


def test_the_losses_begin_again_from_the_same_weights(engine):
    first = engine.losses(BATCHES)
    engine.run(2)

    assert engine.losses(BATCHES).tolist() == first.tolist()


def test_pytorch_trains_it_alike(work, data, engine):
    side = pytest.importorskip("visualnn.bench.torch_side", exc_type=ImportError)
    theirs = side.TorchSide(work, data, checked(work, data), engine.weights(), threads=1)
    steps = 40 if work.random else BATCHES

    found = measure.agreement(engine.losses(steps), theirs.losses(steps), work.random)

    assert found.agrees, found
    theirs.run(1)


def test_scikit_learn_trains_it_alike_where_it_can(work, data, engine):
    from visualnn.bench import sklearn_side

    if sklearn_side.hidden(work) is None:
        pytest.skip("scikit-learn has no such network")
    theirs = sklearn_side.SklearnSide(work, data, engine.weights())

    found = measure.agreement(engine.losses(BATCHES), theirs.losses(BATCHES), random=False)

    assert found.agrees, found
    theirs.run(2)


def test_scikit_learn_knows_plain_networks_alone():
    from visualnn.bench.sklearn_side import hidden

    found = {name: hidden(work) for name, work in works.WORKS.items()}

    assert found["mnist"] == ([256, 256], "relu")
    assert found["xor"] == ([2], "logistic")
    assert found["dropout"] is None
    assert found["rnn128"] is None


def test_the_floor_makes_the_products_of_a_dense_network():
    work = works.WORKS["mnist"]
    for threads in (1, 2):
        floor = FloorSide(work, work.load({})[0], threads)
        products = 784 * 256 * 2 + 256 * 256 * 3 + 256 * 10 * 3  # the gradient of the images is not computed

        assert floor.flops == 2 * 100 * products
        floor.run(1)
        floor.close()


def test_tiny_works_call_no_blas():
    work = works.WORKS["xor"]
    floor = FloorSide(work, work.load({})[0], 1)

    assert floor.flops == 0
    floor.close()


def test_a_graph_of_fifty_blocks_is_compiled():
    assert len(works.fifty_blocks().blocks) == 50
    assert len(compile_seconds(2)) == 2
