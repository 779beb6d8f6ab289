"""The numbers of the first lessons, exactly as they are written on the board."""

import numpy as np
import pytest

import visualnn as vn
from visualnn.training.session import Session


@pytest.fixture
def look():
    """What leaves each block of a sample before anything is learnt, by the block's name."""
    sessions = []

    def looking(name):
        project = vn.load(name)
        session = Session(project, threads=1)
        sessions.append(session)
        session.wait()
        assert session.problem is None
        names = {block.id: block.name for block in project.graph.blocks}
        tensors = session.request("tensors", 0, 4).result()
        return {names[block]: tensor for (block, _), tensor in tensors.items()}

    yield looking
    for session in sessions:
        session.close()
        session.join()


def values(tensors):
    return {name: tensor.value.tolist() for name, tensor in tensors.items()}


def test_constants_and_variables(look):
    found = look("constants")

    assert (found["a + b"].value, found["a · b"].value) == (11, 30)
    assert found["weights"].value.shape == (5, 2)
    assert 0.03 < found["weights"].value.std() < 0.2


def test_shapes(look):
    found = look("shapes")

    assert [found[name].value.shape for name in ("vector", "matrix", "rank 4")] == [(4,), (2, 2), (1, 2, 3, 4)]


def test_matmul_and_multiply(look):
    found = values(look("matmul"))

    assert found["matmul"] == [[6], [16]]
    assert found["multiply"] == [[2, 4], [6, 10]]


def test_means_and_sums(look):
    found = values(look("reduce"))

    assert (found["mean all"], found["mean down"], found["mean across"]) == (2.5, [2, 3], [1.5, 3.5])
    assert (found["sum all"], found["sum down"], found["sum across"]) == (10, [4, 6], [3, 7])
    assert found["their mean"] == 5


def test_argmax(look):
    found = values(look("argmax"))

    assert (found["columns"], found["rows"]) == ([1, 0, 0], [2, 0])


def test_reshape(look):
    found = values(look("reshape"))

    assert found["threes"] == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]
    assert found["threes again"] == [[1, 3, 5], [7, 9, 0], [2, 4, 6], [8, 3, 7]]


def test_derivatives(look):
    found = look("derivatives")

    gradients = {name: float(found[name].gradient) for name in ("x1", "x2", "x3", "x4", "x5", "y", "x6")}
    assert gradients == {"x1": 0, "x2": 1, "x3": 2, "x4": 1, "x5": 5, "y": 4, "x6": 2}
    assert (found["f = 3"].value, found["f = 2x"].value, found["f = x · y"].value) == (3, 8, 20)
    assert all(found[name].gradient == 1 for name in found if name.startswith("f = "))


def test_a_step_goes_against_the_gradient():
    with vn.train(vn.load("derivatives"), steps=1) as run:
        weights = run.weights

    assert weights["x2/value"] == pytest.approx(3.9)
    assert weights["x3/value"] == pytest.approx(3.8)
    assert weights["x5/value"] == pytest.approx(3.5)


def test_xor_by_hand_cell_by_cell(look):
    found = look("xor_by_hand")

    assert found["sums"].value.T.tolist() == [[-8, -3, -3, 2], [3, -4, -4, -11]]
    np.testing.assert_allclose(found["Y1, Y2"].value.T, [[0, 0, 0, 1], [1, 0, 0, 0]])
    assert found["table sum"].value.ravel().tolist() == [-5, 6, 6, -5]
    assert found["output sum"].value.ravel() == pytest.approx([-4.48, 5.28, 5.28, -3.69], abs=0.005)
    for answer in ("y", "Y"):
        assert found[answer].value.ravel().round().tolist() == [0, 1, 1, 0]
