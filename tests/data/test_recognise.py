"""Files and folders find the block that reads them."""

import numpy as np
import pytest
from PIL import Image

from visualnn.blocks.catalogue import SPECS
from visualnn.data.recognise import recognise
from visualnn.messages import UserError


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("iris.csv", b"a,b\n1,2\n", "csv"),
        ("iris.TSV", b"a\tb\n1\t2\n", "csv"),
        ("book.xlsx", b"PK\x03\x04", "csv"),
        ("table", b"PAR1....", "csv"),
        ("array", b"\x93NUMPY\x01\x00", "arrays"),
        ("poem.txt", b"a poem", "text"),
        ("list.csv", b"file,class\ncats/1.PNG,cat\n", "images"),
        ("list.csv", b'file;class\n"cats/1.jpg";cat\n', "images"),
    ],
)
def test_by_name_and_first_bytes(tmp_path, name, content, kind):
    path = write(tmp_path / name, content)

    found = recognise(path)

    assert found.kind == kind
    assert str(path) in found.params.values()
    assert all(SPECS[kind].param(setting) for setting in found.params)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("x", "y"), {}),
        (("x_train", "y_train", "x_test"), {"x": "x_train", "y": "y_train"}),
        (("labels", "images"), {"x": "images", "y": "labels"}),
        (("first", "second"), {"x": "first", "y": "second"}),
        (("one", "two", "three"), {}),
    ],
)
def test_inputs_and_targets_of_an_npz_by_their_names(tmp_path, names, expected):
    path = tmp_path / "data.npz"
    np.savez(path, **{name: np.zeros(2) for name in names})

    assert recognise(path).params == {"file": str(path), **expected}


def test_folders_of_pictures_and_of_idx_files(tmp_path):
    for name in ("cats", "dogs"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        Image.new("L", (4, 4)).save(tmp_path / "pets" / name / "1.png")
    images = write(tmp_path / "mnist" / "train-images-idx3-ubyte.gz", b"")

    assert recognise(tmp_path / "pets") == ("images", {"folder": str(tmp_path / "pets")})
    assert recognise(tmp_path / "mnist") == ("idx", {"folder": str(tmp_path / "mnist")})
    assert recognise(images) == ("idx", {"folder": str(tmp_path / "mnist")})


@pytest.mark.parametrize(
    ("name", "code"),
    [("letter.docx", "recognise_unknown"), ("cat.png", "recognise_picture"), ("gone.csv", "data_unreadable")],
)
def test_what_no_block_reads_is_told(tmp_path, name, code):
    if code != "data_unreadable":
        write(tmp_path / name, b"??")

    with pytest.raises(UserError) as error:
        recognise(tmp_path / name)

    assert error.value.message.code == code
    assert name in str(error.value)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(UserError, match="neither"):
        recognise(tmp_path)
