"""Characters of a text, to predict the next one: windows of ``length`` symbols, ``stride`` apart.

The vocabulary lists the characters in the order of their first appearance: h, e, l, o for "hello".
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    text_too_short="The text “{block}” has {found} characters, but a window of {length} and the character after it "
    "need {expected}: write more, or make the sequence length smaller."
)


def describe(source: Source) -> DataInfo:
    """The vocabulary and the number of windows."""
    text, length, stride = (source.settings[key] for key in ("text", "length", "stride"))
    if len(text) <= length:
        raise UserError("text_too_short", block=source.name, found=len(text), length=length, expected=length + 1)
    symbols = vocabulary(text)
    return DataInfo(
        types={
            "x": ValueType((length, len(symbols)), "onehot", len(symbols)),
            "y": ValueType((length,), "index", len(symbols)),
        },
        rows={"train": (len(text) - length - 1) // stride + 1, "validation": 0, "test": 0},
        labels=symbols,
    )


def load(source: Source) -> Dataset:
    """``x`` holds the windows, ``y`` the same windows one symbol later."""
    info = describe(source)
    text, length, stride = (source.settings[key] for key in ("text", "length", "stride"))
    number = {symbol: i for i, symbol in enumerate(info.labels)}
    codes = np.fromiter(map(number.__getitem__, text), np.int32, len(text))
    windows = np.lib.stride_tricks.sliding_window_view(codes, length)
    return Dataset(info, windows[:-1:stride].copy(), windows[1::stride].copy())


@lru_cache(maxsize=16)
def vocabulary(text: str) -> tuple[str, ...]:
    """The distinct characters, in the order of their first appearance."""
    return tuple(dict.fromkeys(text))
