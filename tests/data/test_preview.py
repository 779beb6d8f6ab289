"""A first look at every kind of source."""

import numpy as np
import pytest
from PIL import Image

from visualnn.data import catalogue, preview, sheet
from visualnn.graph.model import Block
from visualnn.messages import UserError


def look(kind, **params):
    return catalogue.preview(Block("1", kind, "mine", params=params))


def test_a_table_is_shown_as_it_is_written(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("size;colour;kind\n1,5;red;p\n;blue;q\n4,5;red;p\n3;red;q\n")
    shown = look("csv", file=str(path), test=0.0)

    assert shown.columns == ("size", "colour", "kind")
    assert shown.rows == (("1,5", "red", "p"), ("", "blue", "q"), ("4,5", "red", "p"), ("3", "red", "q"))
    assert shown.ranges == (
        preview.Range("size", 1.5, 4.5, 3.0, missing=1),
        preview.Range("colour", categories=2),
        preview.Range("kind", categories=2),
    )
    assert shown.spread == (("p", 2), ("q", 2))
    assert shown.splits == {}  # a cell is missing, so nothing can be split yet
    assert shown.whole
    assert look("csv", file=str(path), test=0.0, missing="drop").splits["train"] == 3


def test_a_target_of_numbers_is_shown_by_bins(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("x,y\n" + "".join(f"{i},{i}\n" for i in range(100)))

    assert look("csv", file=str(path)).spread[0] == ("0 to 9.9", 10)


def test_of_a_large_table_the_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "HEAD", 100)
    path = tmp_path / "t.csv"
    path.write_text("x,y\n" + "1,2\n" * 1000)

    assert not look("csv", file=str(path)).whole


def test_pictures_of_all_classes_in_turn(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        for i in range(20):
            Image.new("RGB", (4, 4), (250, 0, 0)).save(tmp_path / name / f"{i}.png")
    shown = look("images", folder=str(tmp_path), colour="rgb", height=5, width=6)

    assert shown.pictures.shape == (preview.PICTURES, 5, 6, 3)
    assert shown.pictures[0, 0, 0].tolist() == [250, 0, 0]
    assert shown.captions[:4] == ("a", "b", "c", "a")
    assert shown.spread == (("a", 20), ("b", 20), ("c", 20))


def test_arrays_of_pictures_and_of_numbers(tmp_path):
    path = tmp_path / "d.npz"
    y = np.arange(100) % 2
    np.savez(path, x=np.full((100, 5, 6), 7, np.uint8), y=y)
    shown = look("arrays", file=str(path))
    assert shown.pictures.shape == (preview.PICTURES, 5, 6)
    assert shown.spread == (("0", 50), ("1", 50))

    np.savez(path, x=np.arange(200.0).reshape(100, 2), y=y)
    shown = look("arrays", file=str(path))
    assert shown.rows[1] == ("2", "3", "1")
    assert shown.ranges[0] == preview.Range("x1", 0, 198, 99)
    assert shown.whole


def test_the_beginning_of_a_text():
    shown = look("text", text="hello world " * 100)

    assert shown.text.startswith("hello world hello")
    assert len(shown.text) == preview.CHARACTERS
    assert dict(shown.spread)["o"] == 200


def test_digits_are_pictures():
    shown = look("digits")

    assert shown.pictures.shape == (preview.PICTURES, 8, 8)
    assert shown.pictures.max() == 255
    assert len(shown.spread) == 10


@pytest.mark.parametrize(("kind", "columns"), [("table", 3), ("bundled", 5), ("generator", 3)])
def test_small_sources_are_tables(kind, columns):
    shown = look(kind)

    assert len(shown.columns) == len(shown.rows[0]) == columns
    assert shown.spread
    assert len(shown.ranges) == columns - 1


def test_a_sequence_is_shown_flat():
    assert len(look("generator", data="sine_sequence", length=5).rows[0]) == 10


def test_a_source_that_cannot_be_read_says_why():
    with pytest.raises(UserError, match="have no folder yet"):
        look("idx")
