"""Shapes that images, sequences and symbols take on their way, and the sentences where they do not fit."""

import pytest

from visualnn.blocks.check import check
from visualnn.blocks.spec import ValueType
from visualnn.graph.model import Block, Graph, Wire


def checked_block(kind, arriving, **params):
    """A block after a data block that gives values of a type: its output type, or the sentence against it."""
    blocks = (Block("data", "table", "the data"), Block("block", kind, "my block", params=params))
    graph = Graph(blocks, (Wire("data", "x", "block", "in"),))
    found = check(graph, {"data": {"x": arriving, "y": ValueType((1,))}})
    problems = [p.message.text for p in found.problems if p.block == "block" and p.severity == "error"]
    return problems[0] if problems else found.types["block", "out"]


IMAGE = ValueType((3, 28, 20))
TEXT = ValueType((50, 65), "onehot", 65)
LABEL = ValueType((), "index", 10)


@pytest.mark.parametrize(
    ("kind", "arriving", "params", "leaving"),
    [
        ("lstm", TEXT, {"units": 8}, (50, 8)),
        ("gru", TEXT, {"units": 8, "output": "last"}, (8,)),
        ("embedding", TEXT, {"size": 7}, (50, 7)),
        ("embedding", LABEL, {"size": 7}, (7,)),
        ("layer_norm", IMAGE, {}, (3, 28, 20)),
        ("batch_norm", IMAGE, {}, (3, 28, 20)),
        ("conv", IMAGE, {"filters": 5}, (5, 26, 18)),
        ("conv", IMAGE, {"filters": 5, "padding": 1}, (5, 28, 20)),
        ("conv", IMAGE, {"filters": 5, "window": 5, "stride": 2, "padding": 2}, (5, 14, 10)),
        ("pool", IMAGE, {}, (3, 14, 10)),
        ("pool", IMAGE, {"window": 3}, (3, 9, 6)),
        ("pool", IMAGE, {"window": 3, "stride": 2}, (3, 13, 9)),
        ("flatten", IMAGE, {}, (1680,)),
        ("flatten", TEXT, {}, (3250,)),
        ("reshape", IMAGE, {"shape": "-1"}, (1680,)),
        ("reshape", IMAGE, {"shape": "28, -1, 3"}, (28, 20, 3)),
        ("reshape", IMAGE, {"shape": "[5, 336]"}, (5, 336)),
    ],
)
def test_the_shape_that_leaves(kind, arriving, params, leaving):
    assert checked_block(kind, arriving, **params) == ValueType(leaving)


@pytest.mark.parametrize(
    ("kind", "arriving", "params", "told"),
    [
        ("lstm", IMAGE, {}, "“my block” needs a sequence (steps x features), but “the data” gives 3 x 28 x 20"),
        ("gru", ValueType((5,)), {}, "“my block” needs a sequence"),
        ("embedding", IMAGE, {}, "“my block” looks up symbols"),
        ("layer_norm", LABEL, {}, "“the data” gives class numbers"),
        ("batch_norm", ValueType(()), {}, "needs at least one number a row"),
        (
            "conv",
            ValueType((784,)),
            {},
            "“my block” needs images (channels x height x width), but “the data” gives 784",
        ),
        ("conv", IMAGE, {"window": 21}, "a window of 21 x 21 over images, but those of “the data” are 28 x 20."),
        ("conv", IMAGE, {"window": 23, "padding": 1}, "are 28 x 20 and 1 more on each side."),
        ("conv", IMAGE, {"stride": 0}, "stride is 0, but must be between 1 and 64"),
        ("pool", TEXT, {}, "needs images"),
        ("pool", IMAGE, {"window": 30}, "Make the window smaller"),
        (
            "reshape",
            IMAGE,
            {"shape": "5, -1, 9"},
            "cannot give the 1680 numbers of “the data” (3 x 28 x 20) the shape 5 x -1 x 9",
        ),
        ("reshape", IMAGE, {"shape": "10, 20"}, "product is 1680"),
        ("reshape", IMAGE, {"shape": "-1, -1"}, "“-1, -1” is no shape"),
        ("reshape", IMAGE, {"shape": "1, 1, 1, 1, -1"}, "up to 4 whole numbers"),
        ("reshape", IMAGE, {"shape": "a"}, "“a” is no shape"),
        ("reshape", IMAGE, {"shape": ""}, "the shape 1."),
    ],
)
def test_what_does_not_fit_is_told(kind, arriving, params, told):
    sentence = checked_block(kind, arriving, **params)

    assert isinstance(sentence, str)
    assert told in sentence
    assert "“my block”" in sentence
