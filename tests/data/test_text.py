"""Text as sequences of characters, each to be answered by the next character."""

import numpy as np
import pytest

from visualnn.blocks.spec import ValueType
from visualnn.blocks.text import SPEC
from visualnn.data import text
from visualnn.data.source import Source
from visualnn.graph.model import Block
from visualnn.messages import UserError


def source(content, length, stride=1, **settings):
    given = {"text": content, "length": length, "stride": stride} | settings
    return Source("lines", SPEC.settings(Block("1", "text", "lines", params=given)))


def test_hello_asks_for_ello():
    data = text.load(source("hello", length=4))

    assert data.info.labels == ("h", "e", "l", "o")  # in the order of first appearance
    np.testing.assert_array_equal(data.x, [[0, 1, 2, 2]])
    np.testing.assert_array_equal(data.y, [[1, 2, 2, 3]])
    assert data.info.types == {"x": ValueType((4, 4), "onehot", 4), "y": ValueType((4,), "index", 4)}
    assert data.x.dtype == data.y.dtype == np.int32


@pytest.mark.parametrize(("stride", "windows"), [(1, ["abc", "bcd", "cde", "def"]), (2, ["abc", "cde"]), (9, ["abc"])])
def test_windows_are_a_stride_apart(stride, windows):
    data = text.load(source("abcdefg", length=3, stride=stride))

    assert ["".join(data.info.labels[code] for code in row) for row in data.x] == windows
    assert data.info.rows["train"] == len(windows) == len(data.y)


def test_letters_of_any_script_are_single_symbols():
    assert text.describe(source("가나다가🙂", length=2)).labels == ("가", "나", "다", "🙂")


@pytest.mark.parametrize("content", ["", "abcd"])
def test_a_text_without_a_next_character_is_too_short(content):
    with pytest.raises(UserError, match=f"“lines” has {len(content)} characters.*need 5"):
        text.describe(source(content, length=4))


def test_a_file_goes_before_what_is_typed(tmp_path):
    (tmp_path / "t.txt").write_bytes("가나다라마".encode("cp949"))
    info = text.describe(source("hello", length=2, file=str(tmp_path / "t.txt")))

    assert info.labels == ("가", "나", "다", "라", "마")
    assert info.rows["train"] == 3


def test_words_and_signs():
    data = text.load(source("to be, or not to be", length=2, unit="words"))

    assert data.info.labels == ("to", "be", ",", "or", "not")
    np.testing.assert_array_equal(data.x[0], [0, 1])


def test_rare_words_count_as_one():
    info = text.describe(source("a a a b b c d", length=2, unit="words", vocabulary=3))

    assert info.labels == ("a", "b", "(other)")


def test_the_end_of_the_text_is_held_back_and_no_window_reaches_into_it():
    letters = "abcdefghijklmnopqrst"
    data = text.load(source(letters, length=2, validation=0.2, test=0.3))
    seen = {
        name: set(data.x[data.split(name)].ravel()) | set(data.y[data.split(name)].ravel())
        for name in ("train", "validation", "test")
    }

    assert data.info.rows == {"train": 8, "validation": 2, "test": 4}
    assert seen["train"] == set(range(10))
    assert seen["validation"] == set(range(10, 14))
    assert seen["test"] == set(range(14, 20))


def test_a_share_too_small_for_a_window_is_named():
    with pytest.raises(UserError, match="the share for the test is 2 characters long, but a window of 4"):
        text.describe(source("abcdefghij", length=4, test=0.2))


def test_windows_beyond_the_memory_are_refused_with_the_figure(monkeypatch):
    monkeypatch.setattr("visualnn.data.room.available", lambda: 10)

    with pytest.raises(UserError, match=r"needs 32 B of memory for its 1 rows, but only 10 B are free"):
        text.load(source("hello", length=4))


def test_in_a_hurry_the_beginning_of_a_file_is_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "HEAD", 100)
    (tmp_path / "t.txt").write_text("ab" * 500 + "c")
    given = source("", length=4, file=str(tmp_path / "t.txt"))

    assert text.describe(given._replace(quick=True)).labels == ("a", "b")
    assert text.describe(given._replace(quick=True)).rows["train"] == pytest.approx(997, rel=0.01)
    assert text.describe(given).labels == ("a", "b", "c")
