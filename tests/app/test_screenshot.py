"""A picture of the window needs no display, and its panels are filled."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from visualnn.app.colours import DARK
from visualnn.app.screenshot import screenshot
from visualnn.app.theme import theme
from visualnn.messages import UserError
from visualnn.project import store

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_picture_of_a_training_has_its_size_and_many_colours(tmp_path):
    out = tmp_path / "xor.png"
    screenshot("xor", out, (1000, 700), train_seconds=0.3)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1000, 700)
    colours = {image.pixel(x, y) for x in range(0, 1000, 5) for y in range(400, 700, 5)}
    assert len(colours) > 50  # a decision surface shades into many


def test_a_picture_is_as_dark_as_is_asked_for_and_the_training_is_in_it(tmp_path):
    out = tmp_path / "dark.png"
    screenshot("xor", out, (1000, 700), train_seconds=0.3, mode="dark")
    assert theme().mode != "dark"
    image = QImage(str(out))
    assert image.pixelColor(500, 300).lightness() < 80
    curve = QColor(DARK.series[0])
    left = (image.pixelColor(x, y) for x in range(330) for y in range(450, 660))
    assert any(colour == curve for colour in left)


def test_what_only_computes_is_run(tmp_path):
    said = []
    for name, seconds in (("idle", 0), ("run", 0.2)):
        screenshot("constants", tmp_path / f"{name}.png", (1000, 700), train_seconds=seconds)
        image = QImage(str(tmp_path / f"{name}.png"))
        table = [image.pixel(x, y) for x in range(20, 300) for y in range(560, 670)]
        said.append(len({*table}) > 20 and sum(QColor(pixel).lightness() < 100 for pixel in table))
    assert said[1] > said[0]


def test_what_cannot_be_trained_is_told(tmp_path):
    with pytest.raises(UserError, match="folder"):
        screenshot("mnist", tmp_path / "mnist.png", train_seconds=1)


def test_an_unknown_project_is_told(tmp_path):
    with pytest.raises(UserError, match="nonesuch"):
        screenshot("nonesuch", tmp_path / "x.png")


def test_a_data_block_reads_the_source_that_is_given(tmp_path):
    """The window is told of the file that is missing, and trains on the one that is there."""
    out, own = tmp_path / "iris.png", tmp_path / "own.csv"
    with pytest.raises(UserError, match=r"own\.csv"):
        screenshot("iris", out, train_seconds=0.1, sources={"iris": str(own)})
    own.write_bytes((store.find("iris").parent / "data" / "iris.csv").read_bytes())
    screenshot("iris", out, train_seconds=0.1, sources={"iris": str(own)})
    assert out.stat().st_size


def test_a_source_for_no_block_is_told(tmp_path):
    with pytest.raises(UserError, match="no data block called “nonesuch”"):
        screenshot("xor", tmp_path / "x.png", sources={"nonesuch": "x.csv"})
