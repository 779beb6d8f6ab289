"""Settings are checked against their declarations."""

import pytest

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import check_setting, check_settings
from visualnn.blocks.spec import Param
from visualnn.graph.model import Block

BLOCK = Block("b", "dense", "my layer")
COUNT = Param("count", "Count", "int", 1, minimum=1, maximum=10)
SHARE = Param("share", "Share", "float", 0.5, minimum=0.0, maximum=1.0)
FREE = Param("free", "Free", "float", 0.0)
FLAG = Param("flag", "Flag", "bool", True)
WORD = Param("word", "Word", "text", "")
PLACE = Param("place", "Place", "path", "")
PICK = Param("pick", "Pick", "choice", "one", choices=(("one", "One"), ("two", "Two")))
TABLE = Param("table", "Table", "table", {})


@pytest.mark.parametrize(
    ("param", "value"),
    [
        (COUNT, 1),
        (COUNT, 10),
        (SHARE, 0),
        (SHARE, 1.0),
        (FREE, -1e300),
        (FLAG, False),
        (WORD, "any\nthing"),
        (PLACE, "/somewhere"),
        (PICK, "two"),
        (TABLE, {"rows": []}),
    ],
)
def test_values_in_order(param, value):
    assert check_setting(BLOCK, param, value) is None


@pytest.mark.parametrize(
    ("param", "value", "parts"),
    [
        (COUNT, 0, ("count is 0", "between 1 and 10")),
        (COUNT, 11, ("count is 11",)),
        (COUNT, 2.5, ("count is 2.5", "a whole number")),
        (COUNT, True, ("True", "a whole number")),
        (COUNT, "3", ("'3'", "a whole number")),
        (COUNT, None, ("None",)),
        (COUNT, 10**400, ("count is", "between 1 and 10")),
        (SHARE, 1.01, ("share is 1.01", "between 0.0 and 1.0")),
        (SHARE, float("nan"), ("nan",)),
        (SHARE, float("inf"), ("inf",)),
        (FREE, float("inf"), ("inf",)),
        (FREE, 10**400, ("free is",)),
        (FLAG, 1, ("true or false",)),
        (WORD, 5, ("a text",)),
        (PLACE, [], ("a text",)),
        (PICK, "three", ("“three”", "one, two")),
        (PICK, 1, ("a text",)),
        (TABLE, [[1, 2]], ("a table",)),
        (WORD, ["x" * 1000], ("a text",)),
    ],
)
def test_values_out_of_order_are_told_with_block_and_key(param, value, parts):
    sentence = check_setting(BLOCK, param, value).text

    assert "“my layer”" in sentence
    assert param.name in sentence
    assert len(sentence) < 250
    for part in parts:
        assert part in sentence


def test_the_first_wrong_setting_is_told():
    block = Block("b", "dense", "my layer", params={"units": 3, "bias": "yes", "stddev": -1})

    assert "bias" in check_settings(block, SPECS["dense"]).text


def test_an_unknown_setting_is_told_with_those_that_are_known():
    sentence = check_settings(Block("b", "dropout", "my layer", params={"rate": 0.5}), SPECS["dropout"]).text

    for part in ("“my layer”", "“rate”", "dropout", "keep"):
        assert part in sentence
