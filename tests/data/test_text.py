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
