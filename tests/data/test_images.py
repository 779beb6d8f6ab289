"""Pictures from folders and from lists."""

import time

import numpy as np
import pytest
from PIL import Image
from sources import source

from visualnn.blocks.spec import ValueType
from visualnn.data import images
from visualnn.messages import UserError

SIZE = {"height": 4, "width": 6, "test": 0.0}


@pytest.fixture
def folder(tmp_path):
    """Three dark and two bright pictures of several formats and sizes."""
    for name, colour, mode in (
        ("dark/a.png", 10, "L"),
        ("dark/b.jpg", (10, 10, 10), "RGB"),
        ("dark/c.gif", 10, "L"),
        ("bright/a.PNG", (250, 240, 0, 255), "RGBA"),
        ("bright/b.bmp", (250, 240, 0), "RGB"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        Image.new(mode, (12, 8), colour).save(path)
    (tmp_path / "dark" / "notes.txt").write_text("no picture")
    return tmp_path


def refused(**settings):
    began = time.perf_counter()
    with pytest.raises(UserError) as error:
        images.load(source("images", **SIZE, **settings))
    assert time.perf_counter() - began < 1
    return str(error.value)


def test_a_folder_for_each_class(folder):
    data = images.load(source("images", folder=str(folder), **SIZE))

    assert data.info.labels == ("bright", "dark")
    assert data.info.types == {"x": ValueType((24,)), "y": ValueType((), "index", 2)}
    assert data.info.picture == (4, 6)
    assert data.x.dtype == np.uint8
    assert data.x.shape == (5, 24)
    np.testing.assert_allclose(data.x[data.y == 1], 10, atol=2)
    assert data.x[data.y == 0].min() > 200
    assert data.info == images.describe(source("images", folder=str(folder), **SIZE))


def test_colours_are_planes(folder):
    data = images.load(source("images", folder=str(folder), colour="rgb", shape="image", **SIZE))

    assert data.x.shape[1:] == data.info.types["x"].shape == (3, 4, 6)
    assert data.info.channels == 3
    np.testing.assert_array_equal(data.x[data.y == 0][0].mean(axis=(1, 2)), [250, 240, 0])


def test_a_list_of_paths_and_classes(folder):
    (folder / "list.csv").write_text("file;who;class\ndark/a.png;me;night\nbright/b.bmp;me;day\ndark/c.gif;me;night\n")
    data = images.load(source("images", folder=str(folder / "list.csv"), **SIZE))

    assert data.info.labels == ("day", "night")
    np.testing.assert_allclose(data.x[data.y == 1], 10, atol=2)


def test_the_split_is_in_proportion(folder):
    for i in range(20):
        Image.new("L", (3, 3), i).save(folder / ("dark" if i % 2 else "bright") / f"more{i}.png")
    info = images.describe(source("images", folder=str(folder), test=0.2))

    assert info.rows == {"train": 20, "validation": 0, "test": 5}


def test_transparency_is_white_and_deep_grey_is_kept(tmp_path):
    for name, picture in (
        ("clear/a.png", Image.new("RGBA", (4, 4), (0, 0, 0, 0))),
        ("deep/a.png", Image.fromarray(np.full((4, 4), 128 * 257, np.uint16))),
    ):
        (tmp_path / name).parent.mkdir()
        picture.save(tmp_path / name)
    data = images.load(source("images", folder=str(tmp_path), **SIZE))

    assert data.x[data.y == 0].min() == 255
    np.testing.assert_allclose(data.x[data.y == 1], 128, atol=1)


def test_photographs_stand_upright(tmp_path):
    sideways = Image.new("L", (8, 4))
    sideways.paste(255, (0, 0, 4, 4))  # its left half is bright; turned by its note, the upper half
    note = Image.Exif()
    note[0x0112] = 6
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        sideways.save(tmp_path / name / "p.jpg", exif=note, quality=100)
    data = images.load(source("images", folder=str(tmp_path), height=8, width=4, test=0.0, shape="image"))

    assert data.x[0, 0, :3].min() > 200
    assert data.x[0, 0, 5:].max() < 50


def test_a_picture_is_named_that_cannot_be_read(folder):
    whole = (folder / "dark" / "b.jpg").read_bytes()
    (folder / "dark" / "b.jpg").write_bytes(whole[: len(whole) // 2])
    said = refused(folder=str(folder))
    assert "b.jpg” cannot be read" in said

    (folder / "dark" / "b.jpg").write_bytes(b"no picture at all")
    assert "b.jpg” cannot be read" in refused(folder=str(folder))


def test_a_picture_that_promises_too_much_is_refused_before_it_is_unpacked(folder):
    content = bytearray((folder / "dark" / "a.png").read_bytes())
    content[16:24] = (60_000).to_bytes(4) * 2
    (folder / "dark" / "a.png").write_bytes(content)

    assert "a.png”" in refused(folder=str(folder))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: [path.unlink() for path in (folder / "dark").iterdir()], "dark” holds no pictures"),
        (lambda folder: (folder / "bright" / "a.PNG").unlink(), "the class “bright” has one picture only"),
        (lambda folder: (folder / "bright").rename(folder / ".hidden"), "all are of one class (“dark”)"),
    ],
)
def test_classes_that_cannot_be_learnt(folder, change, sentence):
    change(folder)
    with pytest.raises(UserError) as error:
        images.describe(source("images", folder=str(folder)))
    assert sentence in str(error.value)


def test_a_folder_without_folders_or_none(tmp_path):
    assert "holds no folders" in refused(folder=str(tmp_path))
    assert "have no folder yet" in refused(folder="")
    assert "cannot be read" in refused(folder=str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("file,class\ndark/a.png,x\ndark/z.png,y\n", "row 3 names the picture “dark/z.png”, which is not there"),
        ("file,class\ndark/a.png,x\ndark/c.gif,\n", "row 3, column “class” is empty"),
    ],
)
def test_a_wrong_list_is_named_by_row(folder, content, sentence):
    (folder / "list.csv").write_text(content)
    assert sentence in refused(folder=str(folder / "list.csv"))
    assert "has no column “label”" in refused(folder=str(folder / "list.csv"), label_column="label")


def test_loading_tells_how_far_it_is_and_can_be_ended(folder, monkeypatch):
    monkeypatch.setattr(images, "_TELL", 1)
    wanted = source("images", folder=str(folder), **SIZE)
    heard = []
    images.load(wanted._replace(report=lambda done, all: heard.append((done, all))))
    assert heard == [(row, 5) for row in range(5)]

    def end(done, all):
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        images.load(wanted._replace(report=end))
