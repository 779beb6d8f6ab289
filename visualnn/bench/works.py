"""What is measured: networks with their data and settings, built in code, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec.structs import replace

from visualnn.data import catalogue
from visualnn.data.dataset import Dataset
from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.training import Training

Layer = tuple[str, dict[str, Any]]
"""A block: its kind, and its settings other than the defaults."""

Sources = Mapping[str, str]
"""Where the rows of a data block come from: block name -> path."""


@dataclass(frozen=True)
class Work:
    """A network to train.

    title: what it is called in the report.
    graph, training: the network and its settings; ``threads`` 0 leaves their number to the engine.
    load: the rows of its one data block and a word on where they are from.
    steps: the length by which people know it; times are told for so many steps.
    bars: how many times as fast as a rival it has to be, by rival.
    floor_bar: how many times the time of its matrix products alone it may take; 0: no such limit.
    random: whether the steps draw random numbers (dropout), so that losses can agree on average only.
    """

    title: str
    graph: Graph
    training: Training
    load: Callable[[Sources], tuple[Dataset, str]]
    steps: int
    bars: Mapping[str, float]
    floor_bar: float = 0.0
    random: bool = False

    @property
    def data(self) -> Block:
        """The data block."""
        return self.graph.blocks[0]


def network(data: Block, *layers: Layer, loss: str = "softmax_cross_entropy") -> Graph:
    """A data block, layers one after the other, and a loss."""
    blocks = [data]
    blocks += [Block(f"b{n}", kind, f"{kind} {n}", params=params) for n, (kind, params) in enumerate(layers, start=1)]
    chain = [Wire(before.id, "x" if before is data else "out", after.id, "in") for before, after in pairwise(blocks)]
    end = Block("loss", "loss", "loss", params={"loss": loss})
    wires = [*chain, Wire(blocks[-1].id, "out", end.id, "prediction"), Wire(data.id, "y", end.id, "target")]
    return Graph((*blocks, end), tuple(sorted(wires)))


def dense(units: int) -> Layer:
    """A Dense block."""
    return "dense", {"units": units}


def function(name: str) -> Layer:
    """An Activation block."""
    return "activation", {"function": name}


def dropout(keep: float) -> Layer:
    """A Dropout block."""
    return "dropout", {"keep": keep}


def conv(filters: int) -> Layer:
    """A Convolution block of 3 x 3 windows that keeps the size of the image."""
    return "conv", {"filters": filters, "window": 3, "padding": 1}


RELU = function("relu")


# ---------------------------------------------------------------------- data


def _own(data: Block) -> Callable[[Sources], tuple[Dataset, str]]:
    """Rows that the block holds itself."""
    return lambda sources: (catalogue.load(data), "its own")


MNIST_ROWS = 10_000


def _mnist(data: Block) -> Callable[[Sources], tuple[Dataset, str]]:
    """The images of a folder, or as many random ones with MNIST's share of black."""

    def load(sources: Sources) -> tuple[Dataset, str]:
        if data.name in sources:
            return catalogue.load(data, sources), f"files of {sources[data.name]}"
        info = replace(catalogue.describe(data), rows={"train": MNIST_ROWS, "validation": 0, "test": 0})
        random = np.random.default_rng(0)
        shape = (MNIST_ROWS, *info.types["x"].shape)
        images = random.integers(0, 256, shape, np.uint8) * (random.random(shape, np.float32) < 0.2)
        labels = random.integers(0, info.types["y"].classes, MNIST_ROWS, np.int32)
        return Dataset(info, images, labels), "random numbers in the shape of MNIST"

    return load


def _characters(symbols: int, size: int) -> str:
    """A random text in which every symbol occurs, from a Markov chain so that there is something to learn."""
    random = np.random.default_rng(0)
    likely = random.integers(0, symbols, (symbols, 4))
    codes = list(range(symbols))
    for choice, other in zip(random.integers(0, 5, size), random.integers(0, symbols, size), strict=True):
        codes.append(int(likely[codes[-1], choice]) if choice < 4 else int(other))
    return "".join(chr(ord("0") + code) for code in codes[:size])


_XOR_ROWS = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
_XOR = Block("data", "table", "xor", params={"table": {"columns": ["a", "b", "y"], "targets": 1, "rows": _XOR_ROWS}})
_HELLO = Block("data", "text", "hello", params={"text": "hello", "length": 4})
_MNIST = Block("data", "idx", "mnist")
_IMAGES = Block("data", "idx", "mnist", params={"shape": "image"})
_POOL: Layer = ("pool", {"window": 2})
_SYMBOLS, _LENGTH, _BATCH = 65, 50, 64
_TEXT = Block(
    "data",
    "text",
    "text",
    params={"text": _characters(_SYMBOLS, 16 * _BATCH * _LENGTH + 1), "length": _LENGTH, "stride": _LENGTH},
)

_SGD = Training(optimizer="sgd", learning_rate=0.1, batch_size=0, shuffle=False)
_ADAM = Training(optimizer="adam", learning_rate=0.001, batch_size=100, shuffle=False)


def _of_characters(kind: str, units: int, bar: float) -> Work:
    return Work(
        f"character {kind.upper()}, {_LENGTH} steps, {_SYMBOLS} symbols, {units} units, batch {_BATCH}, Adam",
        network(_TEXT, (kind, {"units": units}), dense(_SYMBOLS)),
        replace(_ADAM, batch_size=_BATCH),
        _own(_TEXT),
        steps=100,
        bars={"torch": bar},
    )


def _of_mnist(*layers: Layer, title: str, bar: float, random: bool = False) -> Work:
    return Work(
        f"MNIST {title}, batch 100, Adam",
        network(_MNIST, *layers, dense(10)),
        _ADAM,
        _mnist(_MNIST),
        steps=600,
        bars={"torch": bar},
        floor_bar=1.6,
        random=random,
    )


WORKS: dict[str, Work] = {
    "xor": Work(
        "XOR 2-2-1, sigmoid, full batch, gradient descent",
        network(_XOR, dense(2), function("sigmoid"), dense(1), loss="binary_cross_entropy"),
        _SGD,
        _own(_XOR),
        steps=10_001,
        bars={"torch": 200.0},
    ),
    "hello": Work(
        "hello RNN, 4 steps, 8 units, full batch, Adam",
        network(_HELLO, ("rnn", {"units": 8}), dense(4)),
        replace(_ADAM, learning_rate=0.05, batch_size=0),
        _own(_HELLO),
        steps=1000,
        bars={"torch": 100.0},
    ),
    "mnist": _of_mnist(dense(256), RELU, dense(256), RELU, title="784-256-256-10", bar=2.2),
    "deep": _of_mnist(*[dense(512), RELU] * 4, title="784-512x4-10", bar=1.8),
    "dropout": _of_mnist(
        *[dense(512), RELU, dropout(0.7)] * 4, title="784-512x4-10, dropout 0.7", bar=1.8, random=True
    ),
    "rnn128": _of_characters("rnn", 128, bar=2.0),
    "rnn256": _of_characters("rnn", 256, bar=2.0),
    "lstm128": _of_characters("lstm", 128, bar=1.5),
    "lstm256": _of_characters("lstm", 256, bar=1.5),
    "gru128": _of_characters("gru", 128, bar=1.5),
    "gru256": _of_characters("gru", 256, bar=1.5),
    "conv": Work(
        "MNIST, 3x3 convolutions of 16 and 32 filters, each with pooling, batch 100, Adam",
        network(_IMAGES, conv(16), RELU, _POOL, conv(32), RELU, _POOL, ("flatten", {}), dense(10)),
        _ADAM,
        _mnist(_IMAGES),
        steps=600,
        bars={"torch": 1.0},
    ),
}
"""Every work by its name on the command line."""

COMPILE_BAR = 0.005
"""Seconds in which a graph of 50 blocks has to become a program."""


def fifty_blocks() -> Graph:
    """A chain of 50 blocks: what compiling is measured on."""
    return network(_MNIST, *[dense(32), RELU] * 23, dense(32), dense(10))
