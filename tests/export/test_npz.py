"""Weights as a NumPy archive."""

import io
import zipfile

import numpy as np
import pytest

from visualnn.export.npz import load_weights, save_weights
from visualnn.messages import UserError

WEIGHTS = {
    "hidden layer/W": np.random.default_rng(0).standard_normal((3, 2), np.float32),
    "hidden layer/b": np.float32([1e-45, -0.0]),
    "출력/W": np.zeros((2, 1), np.float32),
}
SHAPES = {key: value.shape for key, value in WEIGHTS.items()}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "w.npz"


def test_numpy_reads_it_without_pickle(file):
    save_weights(file, WEIGHTS)

    with np.load(file, allow_pickle=False) as archive:
        assert set(archive) == set(WEIGHTS)
        assert archive["hidden layer/W"].dtype == np.float32


def test_every_bit_comes_back(file):
    save_weights(file, WEIGHTS)
    loaded = load_weights(file, SHAPES)

    assert {key: value.tobytes() for key, value in loaded.items()} == {
        key: value.tobytes() for key, value in WEIGHTS.items()
    }


def test_float64_and_compressed_archives_are_taken(file):
    np.savez_compressed(file, **{key: value.astype(np.float64) for key, value in WEIGHTS.items()})

    loaded = load_weights(file, SHAPES)
    assert all(value.dtype == np.float32 for value in loaded.values())
    np.testing.assert_array_equal(loaded["hidden layer/W"], WEIGHTS["hidden layer/W"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"출력/W": None}, "lack “출력/W”, which this network has. They hold: “hidden layer/W”, “hidden layer/b”"),
        ({"other/W": np.zeros(2)}, "hold “other/W”, which this network does not have"),
        ({"출력/W": np.zeros((1, 2))}, "“출력/W” is 1 x 2, but this network needs 2 x 1"),
        ({"출력/W": np.array([["a"], ["b"]])}, "“출력/W” holds <U1, but must hold floating-point numbers"),
        ({"출력/W": np.array([[{}], [print]], object)}, "“출력/W” holds object, but must hold floating-point"),
        ({"출력/W": np.float32([[np.nan], [1]])}, "“출력/W” holds NaN or infinity"),
        ({"출력/W": np.array([[1e300], [1]])}, "“출력/W” holds NaN or infinity"),
    ],
)
def test_weights_that_do_not_fit_are_refused(file, change, sentence):
    weights = {key: value for key, value in (WEIGHTS | change).items() if value is not None}
    np.savez(file, **weights)

    with pytest.raises(UserError) as error:
        load_weights(file, SHAPES)
    assert sentence in str(error.value)
    assert str(file) in str(error.value)


def archive_with(content):
    """An archive whose arrays are made of the bytes given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for key in SHAPES:
            archive.writestr(f"{key}.npy", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x80\x04\x95\x05\0\0\0\0\0\0\0\x8c\x01x\x94.", id="pickle"),
        pytest.param(b"junk" * 100, id="junk"),
        pytest.param(archive_with(b""), id="empty arrays"),
        pytest.param(archive_with(b"\x93NUMPY\x01\x00"), id="cut header"),
        pytest.param(archive_with(b"\x93NUMPY\x09\x00" + bytes(100)), id="unknown array format"),
    ],
)
def test_what_is_no_archive_is_refused(file, content):
    file.write_bytes(content)

    with pytest.raises(UserError, match=r"w\.npz” cannot be read"):
        load_weights(file, SHAPES)


def test_an_archive_cut_anywhere_is_refused(file):
    save_weights(file, WEIGHTS)
    whole = file.read_bytes()
    for size in range(0, len(whole), 29):
        file.write_bytes(whole[:size])
        with pytest.raises(UserError):
            load_weights(file, SHAPES)


def test_a_changed_byte_in_the_numbers_is_noticed(file):
    save_weights(file, WEIGHTS)
    content = bytearray(file.read_bytes())
    content[content.index(WEIGHTS["hidden layer/W"].tobytes())] ^= 1
    file.write_bytes(content)

    with pytest.raises(UserError, match="CRC"):
        load_weights(file, SHAPES)


def test_a_header_that_promises_too_much_takes_no_memory(file):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (1 << 40, 1 << 10)})
    file.write_bytes(archive_with(header.getvalue()))

    with pytest.raises(UserError, match="but this network needs"):
        load_weights(file, SHAPES)


def test_a_missing_file_is_told(file):
    with pytest.raises(UserError, match=r"cannot be read \(No such file"):
        load_weights(file, SHAPES)
