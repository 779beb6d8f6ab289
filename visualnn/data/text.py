"""Text as symbols, to predict the next one: windows of ``length`` symbols, ``stride`` apart.

Symbols are characters or words. The vocabulary lists them in the order of their first appearance: h, e, l, o for
"hello"; of more words than it may hold the most frequent are kept, and all others count as one.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import SPLITS, DataInfo, Dataset
from visualnn.data.encoding import decode
from visualnn.data.file import File, look, readable, remembered
from visualnn.data.preview import CHARACTERS, Preview, most_frequent
from visualnn.data.room import check_room
from visualnn.data.source import Source
from visualnn.messages import UserError, define

define(
    text_too_short="The text “{block}” has {found:,} {unit}, but a window of {length} and the symbol after it need "
    "{expected}: write more, or make the sequence length smaller.",
    text_part_short="The text “{block}”: the share for {split} is {found:,} {unit} long, but a window of {length} and "
    "the symbol after it need {expected}: make the share larger or 0, or the sequence length smaller.",
)

OTHER = "(other)"
"""The symbol of all words beyond the vocabulary."""

HEAD = 1 << 18
"""Of a larger file only so many bytes are looked at in a hurry."""

_WORD = re.compile(r"\w+|[^\w\s]")


class Symbols(NamedTuple):
    """A text as numbers (int32) of the symbols of its vocabulary; ``growth`` times as many are in all of the file."""

    vocabulary: tuple[str, ...]
    codes: np.ndarray
    growth: float


def describe(source: Source) -> DataInfo:
    """The vocabulary and the number of windows."""
    symbols = _symbols(source)
    length = source.settings["length"]
    size = len(symbols.vocabulary)
    return DataInfo(
        types={"x": ValueType((length, size), "onehot", size), "y": ValueType((length,), "index", size)},
        rows={name: _windows(part, source) for name, part in _parts(source, symbols).items()},
        labels=symbols.vocabulary,
    )


def load(source: Source) -> Dataset:
    """``x`` holds the windows, ``y`` the same windows one symbol later; no window crosses from one split to another."""
    source = source._replace(quick=False)
    info = describe(source)
    symbols = _symbols(source)
    length, stride = source.settings["length"], source.settings["stride"]
    rows = sum(info.rows.values())
    check_room(source.name, rows, 2 * 4 * rows * length)
    x, y, begin = [], [], 0
    for size in _parts(source, symbols).values():
        part = symbols.codes[begin : begin + size]
        begin += size
        if size:
            windows = np.lib.stride_tricks.sliding_window_view(part, length)
            x.append(windows[:-1:stride])
            y.append(windows[1::stride])
    return Dataset(info, np.concatenate(x), np.concatenate(y))


def preview(source: Source) -> Preview:
    """The beginning of the text, and its most frequent symbols."""
    source = source._replace(quick=True)
    symbols = _symbols(source)
    splits: dict[str, int] = {}
    with contextlib.suppress(UserError):
        splits = dict(describe(source).rows)
    joint = " " if source.settings["unit"] == "words" else ""
    return Preview(
        text=joint.join(symbols.vocabulary[code] for code in symbols.codes[:CHARACTERS].tolist())[:CHARACTERS],
        spread=most_frequent(
            symbols.vocabulary, np.bincount(symbols.codes, minlength=len(symbols.vocabulary)).tolist()
        ),
        splits=splits,
        whole=symbols.growth == 1.0,
    )


def _parts(source: Source, symbols: Symbols) -> dict[str, int]:
    """How many symbols each split has, one after the other; UserError when one is too short for a window."""
    settings = source.settings
    total = round(len(symbols.codes) * symbols.growth)
    need = settings["length"] + 1
    facts = {"block": source.name, "unit": settings["unit"], "length": settings["length"], "expected": need}
    if total < need:
        raise UserError("text_too_short", found=total, **facts)
    held = {name: round(total * settings[name]) for name in SPLITS[1:]}
    parts = {"train": total - sum(held.values())} | held
    for name, size in parts.items():
        if size < need and (size or name == "train"):
            named = {"train": "training", "test": "the test"}.get(name, name)
            raise UserError("text_part_short", split=named, found=size, **facts)
    return parts


def _windows(size: int, source: Source) -> int:
    """Windows of a part of so many symbols."""
    settings = source.settings
    return (size - settings["length"] - 1) // settings["stride"] + 1 if size else 0


def _symbols(source: Source) -> Symbols:
    settings = source.settings
    words, most = settings["unit"] == "words", settings["vocabulary"]
    if not settings["file"]:
        return _typed(settings["text"], words, most)
    file = look(source.name, source.path("file"))
    return _read(file, settings["encoding"], words, most, source.quick and file.size > HEAD, source.name)


@lru_cache(maxsize=16)
def _typed(text: str, words: bool, most: int) -> Symbols:
    return _as_words(text, most) if words else _as_characters(text)


def _read_file(file: File, encoding: str, words: bool, most: int, part: bool, block: str) -> Symbols:
    check_room(block, 1, 1 if part else 10 * file.size)
    with readable(file.path), file.path.open("rb") as stream:
        content = stream.read(HEAD if part else -1)
    text = decode(content, file.path, encoding, cut=part).replace("\r\n", "\n")
    symbols = _as_words(text, most) if words else _as_characters(text)
    return symbols._replace(growth=file.size / len(content) if part else 1.0)


_read = remembered(size=4)(_read_file)


def _as_characters(text: str) -> Symbols:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    used, first = np.unique(codes, return_index=True)
    vocabulary = used[np.argsort(first)]
    return Symbols(tuple(map(chr, vocabulary.tolist())), _numbered(codes, vocabulary), 1.0)


def _as_words(text: str, most: int) -> Symbols:
    words = _WORD.findall(text)
    counts = Counter(words)
    if len(counts) > most:
        kept = {word for word, _ in counts.most_common(most - 1)}
        words = [word if word in kept else OTHER for word in words]
    vocabulary = tuple(dict.fromkeys(words))
    number = {word: i for i, word in enumerate(vocabulary)}
    return Symbols(vocabulary, np.fromiter(map(number.__getitem__, words), np.int32, len(words)), 1.0)


def _numbered(codes: np.ndarray, vocabulary: np.ndarray) -> np.ndarray:
    """The place of each code in the vocabulary."""
    places = np.zeros(int(vocabulary.max(initial=0)) + 1, np.int32)
    places[vocabulary] = np.arange(len(vocabulary))
    return places[codes]
