"""The library: load, train, predict, save weights."""

import threading
from pathlib import Path

import msgspec
import numpy as np
import pytest

import visualnn as vn
from visualnn.graph import edits
from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.stopping import Stopping
from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project

MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist"
X = np.float32([[0, 0], [0, 1], [1, 0], [1, 1]])


@pytest.fixture(autouse=True)
def _no_thread_left():
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
    for thread in left:
        thread.join(5)
    assert not any(thread.is_alive() for thread in left), f"threads left behind: {left}"


def test_from_a_sample_to_weights(tmp_path):
    """What the README shows."""
    project = vn.load("xor")
    with vn.train(project, steps=10001, seed=0) as run:
        assert run.steps == 10001
        assert run.epochs == 10001
        assert run.seconds > 0
        assert run.history.last("loss") < 0.01
        steps, losses = run.history.series("loss")
        assert len(steps) == len(losses)
        assert losses[0] > losses[-1]
        np.testing.assert_allclose(run.predict(X), [[0], [1], [1], [0]], atol=0.05)
        assert run.metrics == {"train": {"loss": pytest.approx(run.history.last("loss"), rel=0.01), "accuracy": 1.0}}
        assert list(run.gradient_norm) == [layer.name for layer in run.layout.layers]
        run.save_weights(tmp_path / "w.npz")

    with np.load(tmp_path / "w.npz", allow_pickle=False) as saved:
        assert set(saved) == {"hidden layer/W", "hidden layer/b", "output layer/W", "output layer/b"}


def sample_with(kind, **params):
    """The digits sample with a block in front of its first layer."""
    project = vn.load("digits")
    first = next(wire for wire in project.graph.wires if wire.source_port == "x")
    graph, new = edits.add_block(project.graph, kind, f"new {kind}", 0, 0, params)
    graph = edits.connect(graph, Wire(first.source, first.source_port, new, "in"))
    graph = edits.connect(graph, Wire(new, "out", first.target, first.target_port))
    return msgspec.structs.replace(project, graph=graph)


@pytest.mark.parametrize(
    "project",
    [vn.load("xor"), vn.load("digits"), vn.load("hello_rnn"), sample_with("batch_norm"), sample_with("layer_norm")],
    ids=["xor", "digits", "hello_rnn", "batch norm", "layer norm"],
)
def test_exported_weights_restore_the_predictions_bit_for_bit(project, tmp_path):
    with vn.train(project, steps=20, seed=1) as trained, vn.train(project, steps=0, seed=2) as fresh:
        (data,) = trained._session.data.values()
        rows = data.x[data.split("train")][:50]
        expected = trained.predict(rows)
        assert not np.array_equal(fresh.predict(rows), expected)
        trained.save_weights(tmp_path / "weights.npz")
        fresh.load_weights(tmp_path / "weights.npz")

        np.testing.assert_array_equal(fresh.predict(rows), expected)


def test_weights_of_another_network_are_refused_and_change_nothing(tmp_path):
    with vn.train(vn.load("xor"), steps=3) as run:
        before = run.weights
        np.savez(tmp_path / "other.npz", **{"somewhere/W": np.zeros((2, 2), np.float32)})
        with pytest.raises(UserError, match=r"other\.npz"):
            run.load_weights(tmp_path / "other.npz")
        for key, array in before.items():
            np.testing.assert_array_equal(run.weights[key], array)


def test_no_steps_leave_the_initial_weights():
    with vn.train(vn.load("xor"), steps=0) as run:
        assert run.steps == 0
        assert run.predict(X).shape == (4, 1)
        assert run.gradient_norm == {}


def test_a_run_can_go_on():
    with vn.train(vn.load("xor"), steps=10, seed=3) as run, vn.train(vn.load("xor"), steps=25, seed=3) as whole:
        assert run.train(15) is run
        assert run.steps == 25
        for key, array in whole.weights.items():
            np.testing.assert_array_equal(run.weights[key], array)


def test_schedules_stretch_over_the_steps_that_are_asked_for():
    project = line(schedule="cosine", steps=500)
    shorter = msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, steps=50))
    with vn.train(project, steps=50) as run, vn.train(shorter) as whole:
        for key, array in whole.weights.items():
            np.testing.assert_array_equal(run.weights[key], array)
    with vn.train(project, epochs=50) as run:
        assert run.steps == 50


def test_conditions_of_the_project_end_training_early():
    project = msgspec.structs.replace(vn.load("xor"), stopping=Stopping(loss=0.2))
    with vn.train(project, steps=10_000, seed=0) as run:
        assert run.steps < 10_000
        assert "not above 0.2" in run.stopped
        assert run.history.last("loss") <= 0.2
    with vn.train(vn.load("xor"), steps=10) as run:
        assert run.stopped == ""


def test_the_seed_decides():
    runs = []
    for seed in (5, 5, 6):
        with vn.train(vn.load("xor"), steps=5, seed=seed) as run:
            runs.append(run.weights["output layer/W"])
    np.testing.assert_array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


@pytest.mark.parametrize(
    ("name", "value"),
    [("seed", 2**70), ("seed", -1), ("seed", "7"), ("steps", -2), ("steps", 2.5), ("epochs", 0), ("threads", 5000)],
)
def test_a_number_that_cannot_be_is_named(name, value):
    with pytest.raises(UserError, match=f"“{name}” must be a whole number from . to .*, not {value!r}"):
        vn.train(vn.load("xor"), **{name: value})


@pytest.mark.parametrize("steps", [20, 2e1, np.int32(20)])
def test_a_whole_number_may_be_written_in_any_way(steps):
    with vn.train(vn.load("xor"), steps=steps) as run:
        assert run.steps == 20


def test_digits_have_measures_for_each_split():
    with vn.train(vn.load("digits"), epochs=3, seed=0) as run:
        metrics = run.metrics
        assert run.epochs == 3
        assert "test" in metrics
        assert all(set(measures) == {"loss", "accuracy"} for measures in metrics.values())
        assert metrics["train"]["accuracy"] > 0.8


def line(**training):
    """y = 2 x with a rate of one's choice."""
    table = {"columns": ["x", "y"], "targets": 1, "rows": [[0, 0], [1, 2], [2, 4]]}
    blocks = (
        Block("a", "table", "points", params={"table": table}),
        Block("b", "dense", "slope", params={"units": 1}),
        Block("c", "loss", "distance", params={"loss": "mse"}),
    )
    wires = (Wire("a", "x", "b", "in"), Wire("a", "y", "c", "target"), Wire("b", "out", "c", "prediction"))
    return Project(Graph(blocks, wires), Training(**{"optimizer": "sgd", "batch_size": 0, "steps": 500, **training}))


def test_divergence_is_raised_as_a_sentence():
    with pytest.raises(UserError, match=r"step \d+.*“(slope|distance)”.*learning rate"):
        vn.train(line(learning_rate=100))


def test_divergence_on_the_way_keeps_the_last_finite_weights():
    with vn.train(line(learning_rate=100), steps=2) as run:
        with pytest.raises(UserError, match="no longer a finite number"):
            run.train(1000)
        assert all(np.isfinite(array).all() for array in run.weights.values())


def test_a_broken_graph_is_raised_as_a_sentence():
    with pytest.raises(UserError, match="canvas is empty"):
        vn.train(Project())


def test_a_missing_source_is_raised_as_a_sentence(tmp_path):
    with pytest.raises(UserError, match="nowhere"):
        vn.train(vn.load("mnist"), data={"mnist": tmp_path / "nowhere"})


def test_rows_of_another_shape_are_refused():
    with vn.train(vn.load("xor"), steps=1) as run, pytest.raises(UserError, match="rows of shape"):
        run.predict(np.zeros((2, 3)))


def test_a_project_that_is_not_there_is_named():
    with pytest.raises(UserError, match="nowhere"):
        vn.load("nowhere")


def test_a_project_is_loaded_from_a_path(tmp_path):
    project = vn.load("xor")
    store.save(tmp_path / "mine.vnn", project)

    assert vn.load(tmp_path / "mine.vnn") == project


@pytest.mark.skipif(not MNIST.is_dir(), reason="the MNIST files are not in ../shared/data/mnist")
def test_real_mnist_is_learnt_in_a_short_run():
    with vn.train(vn.load("mnist"), data={"mnist": MNIST}, steps=400, seed=0) as run:
        assert run.metrics["test"]["accuracy"] > 0.9
        assert run.layout.info.rows == {"train": 60_000, "validation": 0, "test": 10_000}
