"""Fetching MNIST, from a server on this machine."""

import gzip
import hashlib
import json
import threading
from pathlib import Path

import numpy as np
import pytest
from mirror import Server
from sources import source

from visualnn import cli
from visualnn.data import fetch as fetching
from visualnn.data import idx
from visualnn.messages import UserError

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist"
NAMES = [f"{part}-{what}-ubyte.gz" for part in ("train", "t10k") for what in ("images-idx3", "labels-idx1")]


@pytest.fixture
def serve():
    """Start a server."""
    running = []

    def start(files):
        server = Server()
        server.files = dict(files)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        running.append((server, thread))
        return server

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def files():
    """A small MNIST: noise, which does not shrink."""
    random = np.random.default_rng(0)
    made = {}
    for name, count in (("train", 400), ("t10k", 100)):
        for what, shape in (("images-idx3", (count, 28, 28)), ("labels-idx1", (count,))):
            values = random.integers(0, 256 if len(shape) > 1 else 10, shape, np.uint8)
            header = bytes((0, 0, 8, len(shape))) + np.array(shape, ">u4").tobytes()
            made[f"{name}-{what}-ubyte.gz"] = gzip.compress(header + values.tobytes())
    return made


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """Let the list of mirrors name these servers and files."""

    def write(files, *mirrors):
        entry = {
            "title": "MNIST",
            "mirrors": mirrors,
            "files": [
                {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in files.items()
            ],
        }
        (tmp_path / "mirrors.json").write_text(json.dumps({"mnist": entry}))
        monkeypatch.setattr(fetching, "resources", lambda: tmp_path)
        return tmp_path / "here"

    return write


def test_what_is_fetched_can_be_trained_on(serve, files, listed):
    folder = listed(files, serve(files).url)
    heard = []

    assert fetching.fetch("mnist", folder, report=lambda done, all: heard.append((done, all))) == folder
    assert idx.describe(source("idx", folder=str(folder))).rows == {"train": 400, "validation": 0, "test": 100}
    assert heard == sorted(heard)
    assert heard[-1] == (sum(map(len, files.values())),) * 2
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)


def test_what_is_there_is_not_fetched_again(serve, files, listed):
    server = serve(files)
    folder = listed(files, server.url)
    fetching.fetch("mnist", folder)
    server.asked.clear()
    fetching.fetch("mnist", folder)

    assert server.asked == []


@pytest.mark.parametrize("fault", ["missing", "wrong", "more", "half"])
def test_the_next_place_is_tried(serve, files, listed, fault):
    bad, good = serve(files), serve(files)
    bad.faults = dict.fromkeys(files, fault)
    folder = listed(files, bad.url, good.url)

    fetching.fetch("mnist", folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_a_broken_download_is_gone_on_with(serve, files, listed):
    server = serve(files)
    server.faults = {NAMES[0]: "half"}
    folder = listed(files, server.url)

    with pytest.raises(UserError, match=f"broke off after [1-9][0-9,]* of {len(files[NAMES[0]]):,} bytes"):
        fetching.fetch("mnist", folder)
    fetching.fetch("mnist", folder)
    assert server.asked[0] == (NAMES[0], 0)
    assert server.asked[1][1] > 0
    assert (folder / NAMES[0]).read_bytes() == files[NAMES[0]]


def test_a_server_that_cannot_go_on_begins_anew(serve, files, listed):
    server = serve(files)
    server.faults = {NAMES[0]: "half"}
    folder = listed(files, server.url)
    with pytest.raises(UserError):
        fetching.fetch("mnist", folder)
    server.faults = {NAMES[0]: "ignore range"}

    fetching.fetch("mnist", folder)
    assert (folder / NAMES[0]).read_bytes() == files[NAMES[0]]


def test_it_can_be_stopped_and_goes_on_later(serve, files, listed):
    server = serve(files)
    folder = listed(files, server.url)
    arrived = []

    with pytest.raises(UserError) as error:
        fetching.fetch(
            "mnist", folder, report=lambda done, all: arrived.append(done), stopped=lambda: arrived[-1] > 100_000
        )
    assert error.value.message.code == "fetch_cancelled"
    assert not (folder / NAMES[0]).exists()
    fetching.fetch("mnist", folder)
    assert server.asked[1][1] > 0  # not from the beginning
    assert (folder / NAMES[0]).read_bytes() == files[NAMES[0]]


def test_without_a_network_other_ways_are_offered(files, listed):
    folder = listed(files, "http://127.0.0.1:9/")

    with pytest.raises(UserError) as error:
        fetching.fetch("mnist", folder)
    said = str(error.value)
    assert "MNIST could not be fetched (127.0.0.1:9: no connection)" in said
    assert "“Digits”" in said
    assert "train-images-idx3-ubyte.gz" in said


def test_a_file_of_ones_own_is_left_alone(serve, files, listed):
    folder = listed(files, serve(files).url)
    folder.mkdir()
    (folder / NAMES[1]).write_bytes(b"mine")

    with pytest.raises(UserError, match=f"{NAMES[1]}” is another file"):
        fetching.fetch("mnist", folder)
    assert (folder / NAMES[1]).read_bytes() == b"mine"


def test_a_folder_that_cannot_be_written(files, listed, tmp_path):
    listed(files, "http://127.0.0.1:9/")
    (tmp_path / "file").write_text("")

    with pytest.raises(UserError, match="cannot be stored in"):
        fetching.fetch("mnist", tmp_path / "file" / "inner")


def test_what_can_be_fetched():
    known = fetching.collections()

    assert list(known) == ["mnist", "fashion-mnist"]
    for collection in known.values():
        assert sorted(file.name for file in collection.files) == sorted(NAMES)
        assert all(mirror.endswith("/") for mirror in collection.mirrors)
        assert all(len(file.sha256) == 64 for file in collection.files)
    with pytest.raises(UserError, match="there are: mnist, fashion-mnist"):
        fetching.fetch("cifar")


@pytest.mark.skipif(not MNIST.is_dir(), reason=f"the real MNIST files are not at {MNIST}")
def test_the_real_files_from_a_local_server(serve, listed):
    real = {name: (MNIST / name).read_bytes() for name in NAMES}
    folder = listed(real, serve(real).url)

    fetching.fetch("mnist", folder)
    assert idx.describe(source("idx", folder=str(folder))).rows["train"] == 60_000


def test_the_command_prints_the_folder(serve, files, listed, capsys):
    folder = listed(files, serve(files).url)

    assert cli.main(["fetch", "mnist", "--to", str(folder)]) == 0
    assert capsys.readouterr().out.strip() == str(folder)


def test_the_command_says_what_to_do_without_a_network(files, listed, capsys):
    folder = listed(files, "http://127.0.0.1:9/")

    assert cli.main(["fetch", "mnist", "--to", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("visualnn: MNIST could not be fetched")
    assert said.count("\n") == 1
