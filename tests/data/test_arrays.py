"""Arrays saved by NumPy."""

import contextlib
import io
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sources import source

from visualnn.blocks.spec import ValueType
from visualnn.data import arrays
from visualnn.messages import UserError

X = np.arange(60, dtype=np.float64).reshape(10, 2, 3)
Y = np.arange(10) % 3


@pytest.fixture
def npz(tmp_path):
    """Save arrays in one file; returns its path."""

    def save(**content):
        np.savez_compressed(tmp_path / "data.npz", **content)
        return str(tmp_path / "data.npz")

    return save


def refused(path, **settings):
    began = time.perf_counter()
    with pytest.raises(UserError) as error:
        arrays.load(source("arrays", file=str(path), **settings))
    assert time.perf_counter() - began < 1
    return str(error.value)


def test_inputs_and_targets_by_name(npz):
    data = arrays.load(source("arrays", file=npz(a=X, b=Y), x="a", y="b", test=0.0))

    assert data.info.types == {"x": ValueType((2, 3)), "y": ValueType((), "index", 3)}
    assert data.x.dtype == np.float32
    order = np.argsort(data.x[:, 0, 0])
    np.testing.assert_array_equal(data.x[order], X)
    np.testing.assert_array_equal(data.y[order], Y)
    assert data.info == arrays.describe(source("arrays", file=npz(a=X, b=Y), x="a", y="b", test=0.0))


@pytest.mark.parametrize(
    ("y", "kind", "expected"),
    [
        (Y, "auto", ValueType((), "index", 3)),
        (Y[:, None], "auto", ValueType((), "index", 3)),
        (Y > 1, "auto", ValueType((), "index", 2)),
        (Y.astype(float), "auto", ValueType((1,))),
        (Y.astype(float), "classes", ValueType((), "index", 3)),
        (Y, "numbers", ValueType((1,))),
        (np.stack([Y, Y], axis=1), "auto", ValueType((2,))),
        (np.stack([Y, Y], axis=1), "classes", ValueType((2,), "index", 3)),
    ],
)
def test_targets_are_classes_or_numbers(npz, y, kind, expected):
    assert arrays.load(source("arrays", file=npz(x=X, y=y), target_kind=kind)).info.types["y"] == expected


def test_bytes_stay_bytes_and_are_pictures(npz):
    pictures = np.random.default_rng(0).integers(0, 256, (10, 3, 8, 9), np.uint8)
    data = arrays.load(source("arrays", file=npz(x=pictures, y=Y)))

    assert data.x.dtype == np.uint8
    assert data.info.picture == (8, 9)
    assert data.info.channels == 3


@pytest.mark.parametrize(
    ("x", "y"), [("x.npy", "y.npy"), ("X_train.npy", "y_train.npy"), ("train-x.npy", "train-y.npy")]
)
def test_the_file_of_targets_lies_beside_that_of_inputs(tmp_path, x, y):
    np.save(tmp_path / x, X)
    np.save(tmp_path / y, Y)

    assert arrays.load(source("arrays", file=str(tmp_path / x))).info.types["y"].classes == 3


def test_the_file_of_targets_may_be_chosen(tmp_path):
    np.save(tmp_path / "pictures.npy", np.asfortranarray(X))
    assert "no file of targets yet" in refused(tmp_path / "pictures.npy")

    np.save(tmp_path / "answers.npy", Y)
    files = {"file": str(tmp_path / "pictures.npy"), "targets_file": str(tmp_path / "answers.npy")}
    data = arrays.load(source("arrays", **files, test=0.0))
    np.testing.assert_array_equal(data.x[np.argsort(data.x[:, 0, 0])], X)


def test_a_large_file_is_mapped_and_its_last_rows_are_held_back(tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "LARGE", 100)
    monkeypatch.setattr("visualnn.data.room.available", lambda: 100)  # it would not fit
    np.save(tmp_path / "x.npy", X.astype(np.float32))
    np.save(tmp_path / "y.npy", Y)
    data = arrays.load(source("arrays", file=str(tmp_path / "x.npy"), test=0.3))

    assert isinstance(data.x, np.memmap)
    np.testing.assert_array_equal(data.x, X)
    assert data.info.rows == {"train": 7, "validation": 0, "test": 3}
    assert data.info == arrays.describe(source("arrays", file=str(tmp_path / "x.npy"), test=0.3))


def test_a_mapped_file_is_searched_for_what_is_no_number(tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "LARGE", 100)
    monkeypatch.setattr(arrays, "_CHUNK", 64)
    bad = X.astype(np.float32)
    bad[8, 0, 0] = np.nan
    np.save(tmp_path / "x.npy", bad)
    np.save(tmp_path / "y.npy", Y)
    heard = []
    with pytest.raises(UserError, match="row 9 of the inputs holds nan"):
        arrays.load(
            source("arrays", file=str(tmp_path / "x.npy"))._replace(report=lambda done, all: heard.append((done, all)))
        )
    assert heard[0] == (0, 10)
    assert heard == sorted(heard)


def test_mapped_rows_sorted_by_class_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "LARGE", 100)
    np.save(tmp_path / "x.npy", X.astype(np.float32))
    np.save(tmp_path / "y.npy", np.repeat([0, 1], 5))
    assert arrays.describe(source("arrays", file=str(tmp_path / "x.npy"), test=0.2)).rows["test"] == 2
    with pytest.raises(UserError, match="class 1 is among those alone: shuffle the rows"):
        arrays.describe(source("arrays", file=str(tmp_path / "x.npy"), test=0.5))
    assert arrays.describe(source("arrays", file=str(tmp_path / "x.npy"), test=0.0)).rows["train"] == 10


def test_what_must_be_converted_and_does_not_fit_goes_by_way_of_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "LARGE", 100)
    monkeypatch.setattr("visualnn.data.room.available", lambda: 100)
    np.save(tmp_path / "x.npy", X)
    np.save(tmp_path / "y.npy", Y)
    data = arrays.load(source("arrays", file=str(tmp_path / "x.npy")))

    assert isinstance(data.x, np.memmap)
    np.testing.assert_array_equal(data.x, X)


def test_nothing_in_a_file_is_run(tmp_path):
    np.savez(tmp_path / "d.npz", x=X, y=np.array([{}] * 10))

    assert "holds object, not numbers. Such arrays can carry code" in refused(tmp_path / "d.npz")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"x": X}, "holds no array “y”: it has “x”"),
        ({"x": X, "y": Y[:4]}, "the inputs have 10 rows, but the targets 4"),
        ({"x": X, "y": Y - 1}, "row 1 of the targets is [-1], which is no class number"),
        ({"x": np.where(X == 20, np.nan, X), "y": Y}, "row 4 of the inputs holds nan, which is no finite number"),
        ({"x": X, "y": np.where(Y, 1.5, np.inf)}, "row 1 of the targets holds inf"),
        ({"x": X[:0], "y": Y[:0]}, "the array “x” has no rows"),
        ({"x": X.astype(str), "y": Y}, "holds <U"),
    ],
)
def test_what_is_wrong_is_named_by_row(npz, content, sentence):
    assert sentence in refused(npz(**content))


def header(shape, dtype="<f4"):
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(stream, {"descr": dtype, "fortran_order": False, "shape": shape})
    return stream.getvalue()


def test_a_promise_of_ten_gigabytes_is_not_believed(tmp_path):
    (tmp_path / "x.npy").write_bytes(header((2_500_000_000,)) + bytes(100))
    np.save(tmp_path / "y.npy", Y)
    assert "promises 2,500,000,000 x 4 = 10,000,000,000 bytes, but there are 100" in refused(tmp_path / "x.npy")

    with zipfile.ZipFile(tmp_path / "d.npz", "w") as archive:
        archive.writestr("x.npy", header((2_500_000_000,)) + bytes(100))
        archive.writestr("y.npy", header((10,)) + bytes(40))
    assert "but there are 100" in refused(tmp_path / "d.npz")


def test_any_damage_is_a_sentence(npz):
    path = Path(npz(x=X, y=Y))
    whole = path.read_bytes()
    random = np.random.default_rng(0)
    for end in range(0, len(whole), 37):
        path.write_bytes(whole[:end])
        assert "data.npz" in refused(path)
    for _ in range(100):
        damaged = bytearray(whole)
        for place in random.integers(0, len(whole), 4):
            damaged[place] = random.integers(256)
        path.write_bytes(damaged)
        with contextlib.suppress(UserError):
            arrays.load(source("arrays", file=str(path)))
