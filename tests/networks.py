"""Networks for tests, written down in a few lines: ``net.dense(x, units=3)`` draws a block and the wire to it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import numpy as np

from visualnn.blocks.check import Checked, check
from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import DataInfo, Dataset
from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.training import Training

Output = tuple[str, str]
"""An output port: block id and port."""

XOR_X = np.float32([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR_Y = np.float32([[0], [1], [1], [0]])


class Net:
    """A graph under construction, and its data sets."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._wires: list[Wire] = []
        self.data: dict[str, Dataset] = {}

    def source(self, x: Any, y: Any, *, classes: int = 0, symbols: int = 0, validation: int = 0, test: int = 0) -> str:
        """A data block: y are labels of so many ``classes``; x are class numbers of so many ``symbols``, one-hot."""
        x, y = np.asarray(x), np.asarray(y)
        x_type = ValueType((*x.shape[1:], symbols), "onehot") if symbols else ValueType(x.shape[1:])
        y_type = ValueType(y.shape[1:], "index", classes) if classes else ValueType(y.shape[1:])
        x = x.astype(np.int32) if symbols else x if x.dtype == np.uint8 else x.astype(np.float32)
        y = y.astype(np.int32 if classes else np.float32)
        rows = {"train": len(x) - validation - test, "validation": validation, "test": test}
        block_id = self._add("table", f"data {len(self.data) + 1}", {})
        self.data[block_id] = Dataset(DataInfo({"x": x_type, "y": y_type}, rows), np.ascontiguousarray(x), y)
        return block_id

    def _add(self, kind: str, name: str, params: dict[str, Any]) -> str:
        block_id = f"b{len(self._blocks)}"
        self._blocks.append(Block(block_id, kind, name, params=params))
        return block_id

    def block(self, kind: str, *inputs: Output, ports: tuple[str, ...] = ("in",), name: str = "", **params: Any) -> str:
        """A block of any kind, its inputs wired to ``ports``; returns its id."""
        block_id = self._add(kind, name or f"{kind} {len(self._blocks)}", params)
        for (source, source_port), port in zip(inputs, ports, strict=True):
            self._wires.append(Wire(source, source_port, block_id, port))
        return block_id

    def dense(self, source: Output, **params: Any) -> Output:
        """A Dense block."""
        return self.block("dense", source, **params), "out"

    def activation(self, source: Output, function: str) -> Output:
        """An Activation block."""
        return self.block("activation", source, function=function), "out"

    def dropout(self, source: Output, **params: Any) -> Output:
        """A Dropout block."""
        return self.block("dropout", source, **params), "out"

    def constant(self, value: Any) -> Output:
        """A Constant block."""
        return self.block("constant", ports=(), value=json.dumps(np.asarray(value).tolist())), "out"

    def variable(self, *shape: int, **params: Any) -> Output:
        """A Variable block."""
        extents = ", ".join(map(str, shape))
        return self.block("variable", ports=(), shape=extents, **params), "out"

    def join(self, kind: str, a: Output, b: Output) -> Output:
        """A block of two inputs: add, subtract, multiply, matmul, concatenate."""
        return self.block(kind, a, b, ports=("a", "b")), "out"

    def move(self, kind: str, source: Output, **params: Any) -> Output:
        """A block of one input and one output, of any kind."""
        return self.block(kind, source, **params), "out"

    def rnn(self, source: Output, **params: Any) -> Output:
        """An RNN block."""
        return self.block("rnn", source, **params), "out"

    def loss(self, prediction: Output, target: Output, loss: str, **params: Any) -> str:
        """A Loss block."""
        return self.block("loss", prediction, target, ports=("prediction", "target"), loss=loss, **params)

    def snapshot(self) -> tuple[list[Block], list[Wire]]:
        """The drawing so far, for :meth:`restore`."""
        return list(self._blocks), list(self._wires)

    def restore(self, drawing: tuple[list[Block], list[Wire]]) -> None:
        """Back to an earlier drawing; data sets stay."""
        self._blocks, self._wires = list(drawing[0]), list(drawing[1])

    @property
    def graph(self) -> Graph:
        """The graph so far."""
        return Graph(tuple(self._blocks), tuple(sorted(self._wires)))

    @property
    def checked(self) -> Checked:
        """Its check."""
        return check(self.graph, {block_id: data.info.types for block_id, data in self.data.items()})

    @property
    def rows(self) -> int:
        """Training rows."""
        return next(iter(self.data.values())).info.rows["train"]

    def program(self, batch: int = 0, optimizer: str = "sgd") -> Any:
        """The program for batches of so many rows; 0: all training rows."""
        from visualnn.engine.lower import lower

        return lower(self.graph, self.checked, batch=batch or self.rows, optimizer=optimizer)

    def runner(self, dtype: Any = np.float32, *, batch: int = 0, **training: Any) -> Any:
        """A runner for it; ``training`` are fields of :class:`Training`, one thread and SGD unless said otherwise."""
        from visualnn.engine.runner import Runner

        settings = msgspec.structs.replace(Training(optimizer="sgd", learning_rate=0.1, threads=1), **training)
        return Runner(self.program(batch, settings.optimizer), self.data, settings, dtype)


def xor(hidden: int = 2) -> Net:
    """The deck's network for exclusive or: two sigmoid layers."""
    net = Net()
    data = net.source(XOR_X, XOR_Y)
    inner = net.activation(net.dense((data, "x"), units=hidden, name="hidden"), "sigmoid")
    outer = net.activation(net.dense(inner, units=1, name="output"), "sigmoid")
    net.loss(outer, (data, "y"), "binary_cross_entropy")
    return net


def classifier(rows: int = 37, features: int = 5, classes: int = 3, hidden: int = 7, **split: int) -> Net:
    """A ReLU layer and a softmax over random rows."""
    random = np.random.default_rng(7)
    net = Net()
    data = net.source(random.normal(size=(rows, features)), random.integers(0, classes, rows), classes=classes, **split)
    inner = net.activation(net.dense((data, "x"), units=hidden, name="hidden"), "relu")
    net.loss(net.dense(inner, units=classes, name="output"), (data, "y"), "softmax_cross_entropy")
    return net


def everything() -> Net:
    """A network of every kind of operation: one-hot sequences and bytes, forks, dropout, three kinds of loss."""
    random = np.random.default_rng(11)
    rows, steps, symbols, pixels = (
        11,
        4,
        8,
        6,
    )  # 4 x 8 answers: their share is exact in float32, which scores are kept in
    net = Net()
    text = net.source(
        random.integers(0, symbols, (rows, steps)),
        random.integers(0, symbols, (rows, steps)),
        classes=symbols,
        symbols=symbols,
    )
    image = net.source(random.integers(0, 256, (rows, pixels), np.uint8), random.integers(0, 3, rows), classes=3)
    states = net.rnn((text, "x"), units=4, activation="tanh", name="states")
    deeper = net.rnn(states, units=3, activation="relu", output="last", name="deeper")
    rectified = net.rnn((text, "x"), units=3, activation="relu", name="rectified")
    gated = net.rnn(net.activation(rectified, "tanh"), units=2, activation="tanh", name="gated")
    looked_up = net.activation(net.dense((text, "x"), units=symbols, name="look up"), "sigmoid")
    written = net.activation((text, "x"), "sigmoid")  # takes the one-hot rows written out
    picture = net.dropout(net.activation(net.dense((image, "x"), units=7, name="picture"), "relu"), keep=0.6)
    softened = net.activation(net.dense(picture, units=3, bias=False, name="class"), "softmax")
    net.loss(net.dense(net.dropout(states, keep=0.5), units=symbols, name="next"), (text, "y"), "softmax_cross_entropy")
    net.loss(net.dense(deeper, units=3, name="summary"), (image, "y"), "softmax_cross_entropy", weight=0.5)
    net.loss(softened, (image, "y"), "softmax_cross_entropy")
    net.loss(softened, (image, "y"), "mse", weight=2.0)  # a fork: the softmax is looked through by the other loss
    net.loss(looked_up, (text, "y"), "binary_cross_entropy")
    net.loss(net.dense(written, units=symbols, name="written"), (text, "y"), "mse")
    gates = net.activation(net.dense(gated, units=4, name="gates"), "sigmoid")
    net.loss(gates, states, "mse", weight=0.25)  # towards what another layer says
    _bends_and_distances(net, image)
    _tensors(net, text, image, states)
    _gates_and_images(net, text, image)
    return net


def _bends_and_distances(net: Net, image: str) -> None:
    """Activations that other parts do without, and losses of numbers."""
    random = np.random.default_rng(12)
    wanted = net.source(random.normal(size=(11, 1)), random.normal(size=(11, 4)))
    for number, function in enumerate(("leaky_relu", "elu", "selu", "gelu", "softplus", "swish")):
        bent = net.activation(net.dense((image, "x"), units=4, name=f"before {function}"), function)
        net.loss(bent, (wanted, "y"), ("mae", "huber")[number % 2], weight=0.3, delta=0.7)


def _tensors(net: Net, text: str, image: str, states: Output) -> None:
    """Primitive blocks over data, over static values, and over both together."""
    small = {"initialiser": "normal", "stddev": 0.5}
    factor = net.join("multiply", net.variable(6, 3, **small), net.constant(0.5))  # static, repeated
    product = net.join("matmul", (image, "x"), factor)
    shifted = net.join("add", product, net.variable(3, **small))  # copied to every row
    net.loss(shifted, (image, "y"), "softmax_cross_entropy")
    gram = net.join("matmul", states, net.move("transpose", states))  # a product for each row
    centred = net.join("subtract", gram, net.move("reduce_mean", gram, axis="2"))
    wide = net.join("concatenate", centred, net.move("reduce_sum", net.variable(5, 4, 4, **small), axis="0"))
    net.loss(wide, net.constant(np.eye(4, 8)), "mse")
    net.loss(net.join("multiply", states, states), states, "mse", weight=0.1)
    net.loss(net.dense((text, "x"), units=8, name="again"), net.move("argmax", (text, "x"), axis="2"), "mse")
    alone = net.join("matmul", net.variable(2, 3, **small), net.constant([[1, 2], [3, 4], [5, 6]]))
    net.loss(net.move("reduce_mean", alone, axis="1"), net.constant([1, 2]), "mse")
    net.block("minimise", net.join("multiply", centred, centred), weight=0.01)


def _gates_and_images(net: Net, text: str, image: str) -> None:
    """Gated layers over one-hot and over real sequences, look-ups, normalisation, convolution and pooling."""
    memory = net.move("lstm", (text, "x"), units=4, name="memory")
    update = net.move("gru", (text, "x"), units=3, name="update")
    deeper = net.move("gru", net.move("layer_norm", memory, name="rows"), units=4, name="deeper gru")
    vectors = net.move("embedding", (text, "x"), size=3, name="vectors")
    both = net.move("lstm", net.join("add", update, vectors), units=4, output="last", name="both")
    net.loss(net.dense(deeper, units=8, name="next by gates"), (text, "y"), "softmax_cross_entropy")
    labels = net.move("embedding", (image, "y"), size=4, name="of labels")
    net.loss(net.join("multiply", both, labels), net.constant([0.5, -0.5, 1, 0]), "mse")
    pixels = net.move("reshape", (text, "x"), shape="1, 4, -1")
    shaped = net.move("reshape", net.move("conv", pixels, filters=16), shape="16, 3, 4")
    # no bias, which would change nothing before a normalisation but give Adam noise to follow
    strided = net.move("conv", shaped, filters=3, window=2, padding=1, stride=2, bias=False)
    picture = net.activation(net.move("batch_norm", strided, name="channels"), "tanh")
    largest = net.move("flatten", net.move("pool", picture, window=2, stride=1))
    mean = net.move("flatten", net.move("pool", shaped, window=2, function="average"))
    answer = net.dense(net.move("batch_norm", net.join("concatenate", largest, mean), name="features"), units=4)
    net.loss(answer, both, "mse", weight=0.5)
    net.loss(net.activation(answer, "threshold"), both, "mse", weight=0.1)
