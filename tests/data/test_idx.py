"""Images and labels from IDX files."""

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest

from visualnn.blocks.spec import ValueType
from visualnn.data import idx
from visualnn.data.source import Source
from visualnn.messages import UserError

MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist"

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
DEFAULTS = {"shape": "flat", "training_rows": 0, "validation_rows": 0}


def idx_bytes(array):
    """An array of bytes as an IDX file."""
    return bytes((0, 0, 8, array.ndim)) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


def source(folder, **settings):
    return Source(
        "photos", {"folder": str(folder), "shape": "flat", "training_rows": 0, "validation_rows": 0} | settings
    )


@pytest.fixture
def images():
    return np.random.default_rng(0).integers(0, 256, (6, 3, 2), np.uint8)


@pytest.fixture
def folder(tmp_path, images):
    """Four training images, one of them gzipped with its kin, and two test images."""
    labels = np.array([0, 1, 2, 0, 1, 4], np.uint8)
    (tmp_path / IMAGES).write_bytes(idx_bytes(images[:4]))
    (tmp_path / f"{LABELS}.gz").write_bytes(gzip.compress(idx_bytes(labels[:4])))
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx_bytes(images[4:])))
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(labels[4:]))
    return tmp_path


def test_plain_and_gzipped_files_give_bytes_in_order(folder, images):
    data = idx.load(source(folder))

    np.testing.assert_array_equal(data.x, images.reshape(6, 6))
    assert data.x.dtype == np.uint8
    assert data.y.tolist() == [0, 1, 2, 0, 1, 4]
    assert data.y.dtype == np.int32
    assert data.info == idx.describe(source(folder))
    assert data.info.rows == {"train": 4, "validation": 0, "test": 2}
    assert data.info.types == {"x": ValueType((6,)), "y": ValueType((), "index", 5)}
    assert data.info.picture == (3, 2)


@pytest.mark.parametrize(
    ("settings", "kept", "rows"),
    [
        ({"training_rows": 1}, [0, 4, 5], (1, 0, 2)),
        ({"training_rows": 1, "validation_rows": 2}, [0, 2, 3, 4, 5], (1, 2, 2)),
        ({"training_rows": 9, "validation_rows": 1}, [0, 1, 2, 3, 4, 5], (3, 1, 2)),
    ],
)
def test_fewer_training_rows_are_the_first_ones(folder, images, settings, kept, rows):
    data = idx.load(source(folder, **settings))

    np.testing.assert_array_equal(data.x, images.reshape(6, 6)[kept])
    assert len(data.y) == len(kept)
    assert tuple(data.info.rows.values()) == rows


def test_images_have_channel_height_and_width(folder):
    assert idx.load(source(folder, shape="image")).x.shape == (6, 1, 3, 2)


def test_the_last_training_images_are_the_validation_rows(folder):
    data = idx.load(source(folder, validation_rows=1))

    assert data.info.rows == {"train": 3, "validation": 1, "test": 2}
    assert data.y[data.split("validation")].tolist() == [0]


def test_validation_must_leave_training_images(folder):
    with pytest.raises(UserError, match="4 validation rows cannot be taken from 4 training images"):
        idx.describe(source(folder, validation_rows=4))


def test_test_files_may_be_missing(folder):
    for file in folder.glob("t10k*"):
        file.unlink()

    assert idx.describe(source(folder)).rows == {"train": 4, "validation": 0, "test": 0}


def test_the_spelling_with_a_dot_is_found(folder):
    (folder / IMAGES).rename(folder / "train-images.idx3-ubyte")

    assert len(idx.load(source(folder)).x) == 6


def test_a_relative_folder_starts_at_the_project(folder):
    assert idx.describe(source(folder.name)._replace(base=folder.parent)).rows["train"] == 4


def test_a_changed_file_is_looked_at_again(folder, images):
    idx.describe(source(folder))
    (folder / IMAGES).write_bytes(idx_bytes(images[:3]))

    with pytest.raises(UserError, match=r"holds 3 images but “train-labels-idx1-ubyte\.gz” holds 4 labels"):
        idx.describe(source(folder))


def test_before_a_folder_is_chosen_the_shapes_are_those_of_mnist():
    info = idx.describe(source(""))

    assert info.types == {"x": ValueType((784,)), "y": ValueType((), "index", 10)}
    assert info.rows == {}
    with pytest.raises(UserError, match=r"have no folder yet.*--data “photos=FOLDER”"):
        idx.load(source(""))


def damage(name):
    """A test case that replaces the content of a file: content, or a function of the old content."""

    def case(content, sentence):
        return pytest.param(name, content, sentence, id=sentence)

    return case


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        damage(IMAGES)(lambda old: old[:-1], "is cut short: it promises 4 x 3 x 2 = 24 bytes but holds 23"),
        damage(IMAGES)(lambda old: old + b"!", "holds more than the 4 x 3 x 2 = 24 bytes it promises"),
        damage(IMAGES)(lambda old: old[:10], "is cut short: its header has 10 of 16 bytes"),
        damage(IMAGES)(lambda old: b"", "must begin with the bytes 00 00 08 03, but begins with “”"),
        damage(IMAGES)(lambda old: b"\x89PNG\r\n" * 9, "begins with “89 50 4e 47”"),
        damage(IMAGES)(lambda old: old[:4] + b"\x7f" * 12, "is cut short: it promises 2,139,062,143 x"),
        damage(IMAGES)(lambda old: old[:4] + b"\0\0\0\0" + old[8:], "holds no images"),
        damage(f"{IMAGES}.gz")(lambda old: gzip.compress(old)[:-12], "is cut short: its gzip stream has no end"),
        damage(f"{IMAGES}.gz")(lambda old: gzip.compress(old)[:-8] + bytes(8), "is damaged (CRC check failed"),
        damage(f"{IMAGES}.gz")(lambda old: gzip.compress(old[:-1]), "but holds 23"),
        damage(f"{IMAGES}.gz")(lambda old: gzip.compress(old + b"!"), "holds more than"),
        damage(f"{IMAGES}.gz")(lambda old: gzip.compress(old[:4] + b"\x00\x7f\xff\xff" * 3), "which cannot come from"),
    ],
)
def test_a_damaged_file_is_named(folder, name, content, sentence):
    plain = folder / IMAGES
    old = plain.read_bytes()
    plain.unlink()
    (folder / name).write_bytes(content(old))

    with pytest.raises(UserError) as error:
        idx.load(source(folder))
    assert str(folder / name) in str(error.value)
    assert sentence in str(error.value)


def test_a_missing_file_is_named(folder):
    (folder / IMAGES).unlink()

    with pytest.raises(UserError, match=r"“photos”.*has no file train-images-idx3-ubyte"):
        idx.describe(source(folder))


@pytest.mark.parametrize("place", ["nowhere", IMAGES])
def test_a_folder_that_is_none_is_named(folder, place):
    with pytest.raises(UserError, match=f"“photos”: “.*{place}” is not a folder"):
        idx.describe(source(folder / place))


def test_test_images_must_have_the_size_of_the_training_images(folder):
    (folder / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx_bytes(np.zeros((2, 5, 5), np.uint8))))

    with pytest.raises(UserError, match="training images are 3 x 2 but the test images are 5 x 5"):
        idx.describe(source(folder))


@pytest.mark.skipif(not MNIST.is_dir(), reason=f"the real MNIST files are not at {MNIST}")
def test_the_real_mnist():
    data = idx.load(source(MNIST))

    assert data.x.shape == (70_000, 784)
    assert data.info.rows == {"train": 60_000, "validation": 0, "test": 10_000}
    assert data.y[:5].tolist() == [5, 0, 4, 1, 9]


def test_images_beyond_the_memory_are_mapped(folder, images, monkeypatch):
    loaded = idx.load(source(folder))
    monkeypatch.setattr("visualnn.data.room.available", lambda: 30)
    data = idx.load(source(folder))

    np.testing.assert_array_equal(data.x, loaded.x)
    assert isinstance(data.x, np.memmap)


def test_a_single_plain_file_is_mapped_where_it_lies(folder, images, monkeypatch):
    monkeypatch.setattr(idx, "LARGE", 10)
    for file in folder.glob("t10k*"):
        file.unlink()
    data = idx.load(source(folder))

    assert data.x.filename == folder / IMAGES
    np.testing.assert_array_equal(data.x, images[:4].reshape(4, 6))


def test_without_room_on_the_disk_the_figures_are_told(folder, monkeypatch):
    idx.describe(source(folder))
    monkeypatch.setattr("visualnn.data.room.available", lambda: 30)
    monkeypatch.setattr("visualnn.data.room.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))

    with pytest.raises(UserError, match=r"“photos” needs 36 B for its 6 rows: more than the 30 B of memory.*10 B only"):
        idx.load(source(folder))
