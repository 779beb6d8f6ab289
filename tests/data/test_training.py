"""One's own data, from the file to a trained network, by the command line."""

import json

import numpy as np
import pytest
from PIL import Image

from visualnn import cli
from visualnn.graph import edits
from visualnn.graph.model import Graph, Wire
from visualnn.graph.training import Training
from visualnn.project import store
from visualnn.project.format import Project


@pytest.fixture
def train(tmp_path, capfd):
    """Train a single layer on a source; returns the exit code, the measures, and what stands on stderr."""

    def run(kind, path, units, loss, between=(), **settings):
        graph, data = edits.add_block(Graph(), kind, "mine", 0, 0)
        for name, value in settings.items():
            graph = edits.set_param(graph, (data,), name, value, None)
        below = data, "x"
        for more in between:
            graph, block = edits.add_block(graph, more, more, 0, 0)
            graph = edits.connect(graph, Wire(*below, block, "in"))
            below = block, "out"
        graph, layer = edits.add_block(graph, "dense", "layer", 0, 0)
        graph = edits.set_param(graph, (layer,), "units", units, 16)
        graph, end = edits.add_block(graph, "loss", "loss", 0, 0)
        graph = edits.set_param(graph, (end,), "loss", loss, "softmax_cross_entropy")
        for wire in (
            Wire(*below, layer, "in"),
            Wire(layer, "out", end, "prediction"),
            Wire(data, "y", end, "target"),
        ):
            graph = edits.connect(graph, wire)
        project = tmp_path / "own.vnn"
        store.save(project, Project(graph=graph, training=Training(learning_rate=0.1, batch_size=0, steps=200)))
        code = cli.main(["train", str(project), "--data", f"mine={path}", "--json"])
        out, err = capfd.readouterr()
        return code, json.loads(out)["metrics"] if out else {}, err

    return run


def test_a_table(tmp_path, train):
    random = np.random.default_rng(0)
    sizes = random.normal(size=200)
    rows = [f"{size:.3f};{'large' if size > 0 else 'small'}" for size in sizes]
    (tmp_path / "own.csv").write_text("\n".join(["size;kind", *rows]).replace(".", ","))
    code, metrics, _ = train("csv", tmp_path / "own.csv", 2, "softmax_cross_entropy")

    assert code == 0
    assert metrics["test"]["accuracy"] > 0.95


def test_a_table_of_categories_by_an_embedding(tmp_path, train):
    rows = [f"{'pqr'[i % 3]},{'uv'[i % 2]},{'yes' if i % 6 in (0, 3, 5) else 'no'}" for i in range(120)]
    (tmp_path / "own.csv").write_text("\n".join(["first,second,answer", *rows]))
    between = ("embedding", "flatten")
    code, metrics, _ = train(
        "csv", tmp_path / "own.csv", 2, "softmax_cross_entropy", between=between, categories="symbols"
    )

    assert code == 0
    assert metrics["training"]["accuracy"] > 0.6


def test_pictures(tmp_path, train):
    random = np.random.default_rng(0)
    for i in range(40):
        kind, light = (("night", 60), ("day", 190))[i % 2]
        (tmp_path / "own" / kind).mkdir(parents=True, exist_ok=True)
        pixels = random.integers(light - 40, light + 40, (9, 9, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / "own" / kind / f"{i}.png")
    code, metrics, _ = train("images", tmp_path / "own", 2, "softmax_cross_entropy", height=4, width=4, colour="rgb")

    assert code == 0
    assert metrics["test"]["accuracy"] == 1


def test_arrays_that_are_mapped(tmp_path, train, monkeypatch):
    monkeypatch.setattr("visualnn.data.arrays.LARGE", 100)
    x = np.random.default_rng(0).normal(size=(100, 3)).astype(np.float32)
    np.save(tmp_path / "x.npy", x)
    np.save(tmp_path / "y.npy", x @ [[1.0], [2.0], [3.0]])
    code, metrics, _ = train("arrays", tmp_path / "x.npy", 1, "mse")

    assert code == 0
    assert metrics["test"]["loss"] < 0.01


def test_a_bad_cell_ends_in_one_sentence(tmp_path, train):
    (tmp_path / "own.csv").write_text("size,weight\n1,2\n3,four\n5,6\n")
    code, metrics, err = train("csv", tmp_path / "own.csv", 1, "mse")

    assert (code, metrics) == (2, {})
    assert "row 3, column “weight” holds “four”" in err
    assert err.count("\n") == 1
