"""A small network for every block and every loss, a line each: what gradients and PyTorch are compared on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from networks import Net, Output

from visualnn.blocks.activation import FUNCTIONS

ROWS = 6
SYMBOLS = 5  # of one-hot inputs


def _numbers(*shape: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(ROWS, *shape))


def _classes(count: int, *shape: int, seed: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, count, (ROWS, *shape))


def _layer(shape: tuple[int, ...], draw: Callable[[Net, Output], Output], onehot: bool = False) -> Net:
    """Data of a shape, a Dense block (so that a gradient leaves what follows), the layer, a distance to random targets.

    One-hot data go to the layer directly.
    """
    net = Net()
    if onehot:
        taken: Output = (net.source(_classes(SYMBOLS, *shape), _numbers(1), symbols=SYMBOLS), "x")
    else:
        taken = net.dense((net.source(_numbers(*shape), _numbers(1)), "x"), units=shape[-1], name="before")
    made = draw(net, taken)
    targets = net.source(_numbers(1), _numbers(*net.checked.types[made].shape, seed=3))
    net.loss(made, (targets, "y"), "mse")
    return net


def _loss(
    prediction: tuple[int, ...], target: np.ndarray, loss: str, classes: int = 0, activation: str = "", **params: Any
) -> Net:
    """Random data, a Dense block that makes predictions of a shape, perhaps an activation, the loss."""
    net = Net()
    data = net.source(_numbers(*prediction[:-1], 3), target, classes=classes)
    made = net.dense((data, "x"), units=prediction[-1], name="last")
    if activation:
        made = net.activation(made, activation)
    net.loss(made, (data, "y"), loss, **params)
    return net


SMALL = {"initialiser": "normal", "stddev": 0.5}


def _static_product(net: Net) -> Output:
    """The product of a constant and a variable, which is computed once for the whole batch."""
    product = net.join("matmul", net.constant([[1.0, -2.0]]), net.variable(2, 3, **SMALL))
    return net.move("reduce_sum", product, axis="0")


def _twice(net: Net, x: Output, weights: Output) -> Output:
    """x W W + mean(W): one variable read by batched and by static operations."""
    product = net.join("matmul", net.join("matmul", x, weights), weights)
    return net.join("add", product, net.move("reduce_mean", weights, axis="0"))


def _fork(net: Net, x: Output) -> Output:
    """One value read three times, by blocks that are read in turn."""
    one, two = net.activation(x, "tanh"), net.dense(x, units=4, name="wide")
    net.loss(net.dense(one, units=5, name="aside"), x, "mse", weight=0.3)  # the target gets no gradient
    deep = net.activation(net.dense(one, units=4, name="deep"), "sigmoid")
    net.loss(deep, (net.source(_numbers(1), _numbers(4)), "y"), "mse")
    net.loss(two, (net.source(_numbers(1), _numbers(4)), "y"), "mse", weight=2)
    return net.dense(deep, units=2, name="end")


def _there_and_back(net: Net, x: Output) -> Output:
    """A value read under three shapes at once."""
    wide = net.move("reshape", x, shape="12")
    narrow = net.move("reshape", wide, shape="3, 4")
    return net.join(
        "concatenate", net.dense(wide, units=2, name="side"), net.move("flatten", net.dense(narrow, units=1))
    )


def _images(net: Net, x: Output) -> Output:
    """A small convolutional network."""
    found = net.activation(net.move("conv", x, filters=3), "relu")
    found = net.move("batch_norm", net.move("pool", found))
    found = net.activation(net.move("conv", found, filters=2, window=2), "tanh")
    return net.dense(net.move("flatten", found), units=4, name="answer")


LAYERS: dict[str, Net] = {
    "dense": _layer((5,), lambda net, x: net.dense(x, units=3)),
    "dense without bias": _layer((5,), lambda net, x: net.dense(x, units=3, bias=False)),
    "dense on sequences": _layer((4, 5), lambda net, x: net.dense(x, units=3)),
    "dense on images": _layer((1, 3, 4), lambda net, x: net.dense(x, units=2)),
    "dense on one-hot": _layer((), lambda net, x: net.dense(x, units=3), onehot=True),
    "dense on one-hot sequences": _layer((4,), lambda net, x: net.dense(x, units=3), onehot=True),
    "dense without bias on one-hot": _layer((4,), lambda net, x: net.dense(x, units=3, bias=False), onehot=True),
    "dense with matrix products": _layer((40,), lambda net, x: net.dense(x, units=30)),
    **{
        function: _layer((5,), lambda net, x, function=function: net.activation(x, function))
        for function in [name for name, _ in FUNCTIONS]
    },
    "leaky relu of another slope": _layer(
        (5,), lambda net, x: net.move("activation", x, function="leaky_relu", slope=0.3)
    ),
    "softmax on sequences": _layer((4, 3), lambda net, x: net.activation(x, "softmax")),
    "activation of one-hot": _layer((4,), lambda net, x: net.dense(net.activation(x, "tanh"), units=2), onehot=True),
    "linear of one-hot": _layer((4,), lambda net, x: net.dense(net.activation(x, "linear"), units=2), onehot=True),
    "dropout": _layer((7,), lambda net, x: net.dropout(x, keep=0.6)),
    "dropout on sequences": _layer((3, 5), lambda net, x: net.dropout(x, keep=0.3)),
    "dropout that keeps all": _layer((5,), lambda net, x: net.dropout(x, keep=1.0)),
    "dropout of one-hot": _layer((4,), lambda net, x: net.dense(net.dropout(x, keep=0.5), units=2), onehot=True),
    **{
        f"rnn {function}, {output}{' of one-hot' if onehot else ''}": _layer(
            (4,) if onehot else (4, 3),
            lambda net, x, function=function, output=output: net.rnn(x, units=5, activation=function, output=output),
            onehot,
        )
        for function in ("tanh", "relu")
        for output in ("sequence", "last")
        for onehot in (False, True)
    },
    "rnn of one step": _layer((1, 3), lambda net, x: net.rnn(x, units=4)),
    "rnn with matrix products": _layer((6, 20), lambda net, x: net.rnn(x, units=24)),
    "rnn upon rnn": _layer((4, 3), lambda net, x: net.rnn(net.rnn(x, units=4), units=3, output="last")),
    **{
        f"{kind}, {output}{' of one-hot' if onehot else ''}": _layer(
            (4,) if onehot else (4, 3),
            lambda net, x, kind=kind, output=output: net.move(kind, x, units=5, output=output),
            onehot,
        )
        for kind in ("lstm", "gru")
        for output in ("sequence", "last")
        for onehot in (False, True)
    },
    **{
        f"{kind} {what}": _layer(shape, lambda net, x, kind=kind, units=units: net.move(kind, x, units=units))
        for kind in ("lstm", "gru")
        for what, shape, units in (("of one step", (1, 3), 4), ("with matrix products", (5, 20), 24))
    },
    **{
        f"{kind} upon {kind}": _layer(
            (4, 3), lambda net, x, kind=kind: net.move(kind, net.move(kind, x, units=4), units=3, output="last")
        )
        for kind in ("lstm", "gru")
    },
    "embedding": _layer((), lambda net, x: net.move("embedding", x, size=3), onehot=True),
    "embedding of sequences": _layer((4,), lambda net, x: net.move("embedding", x, size=3), onehot=True),
    "embedding of class numbers": _layer(
        (4, 3), lambda net, x: net.move("embedding", net.move("argmax", x, axis="2"), size=2)
    ),
    "layer norm": _layer((5,), lambda net, x: net.move("layer_norm", x)),
    "layer norm on sequences": _layer((4, 3), lambda net, x: net.move("layer_norm", x, epsilon=0.1)),
    "layer norm read twice": _layer((5,), lambda net, x: net.join("add", net.move("layer_norm", x), x)),
    **{
        f"batch norm on {what}": _layer(shape, lambda net, x: net.move("batch_norm", x, momentum=0.3))
        for what, shape in (("rows", (5,)), ("sequences", (4, 3)), ("images", (2, 3, 4)))
    },
    "batch norm of data": _layer((3,), lambda net, x: net.move("batch_norm", x), onehot=True),
    "batch norm read twice": _layer((2, 3, 3), lambda net, x: net.join("multiply", x, net.move("batch_norm", x))),
    **{
        f"conv {what}": _layer(shape, lambda net, x, params=params: net.move("conv", x, filters=3, **params))
        for what, shape, params in (
            ("of the whole image", (2, 3, 3), {}),
            ("3 x 3", (2, 5, 6), {}),
            ("1 x 1 without bias", (2, 3, 4), {"window": 1, "bias": False}),
            ("with padding", (1, 4, 5), {"padding": 1}),
            ("with strides", (2, 7, 6), {"stride": 2, "padding": 1}),
            ("with strides that leave an edge", (1, 6, 8), {"window": 2, "stride": 3}),
            ("with more padding than image", (1, 1, 2), {"window": 3, "padding": 3, "stride": 2}),
        )
    },
    "conv with matrix products": _layer((4, 12, 12), lambda net, x: net.move("conv", x, filters=12)),
    "conv of data": _layer((4,), lambda net, x: net.move("conv", net.move("reshape", x, shape="1, 4, 5")), True),
    "conv read twice": _layer(
        (1, 4, 4), lambda net, x: net.join("concatenate", x, net.move("conv", x, filters=1, padding=1))
    ),
    **{
        f"{function} pool {what}": _layer(
            (2, 6, 7), lambda net, x, function=function, params=params: net.move("pool", x, function=function, **params)
        )
        for function in ("max", "average")
        for what, params in (
            ("2 x 2", {}),
            ("overlapping", {"window": 3, "stride": 2}),
            ("far", {"window": 2, "stride": 3}),
        )
    },
    "average pool read twice": _layer((1, 2, 2), lambda net, x: net.join("add", x, net.move("pool", x))),
    "flatten": _layer((2, 3), lambda net, x: net.dense(net.move("flatten", x), units=2)),
    "flatten read twice": _layer(
        (2, 3), lambda net, x: net.join("add", net.move("flatten", x), net.move("flatten", x))
    ),
    "flatten of one-hot": _layer((4,), lambda net, x: net.dense(net.move("flatten", x), units=2), onehot=True),
    "flatten of a variable": _layer(
        (6,), lambda net, x: net.join("add", x, net.move("flatten", net.variable(2, 3, **SMALL)))
    ),
    "reshape": _layer((2, 6), lambda net, x: net.activation(net.move("reshape", x, shape="3, -1"), "tanh")),
    "reshape and back": _layer((2, 6), lambda net, x: _there_and_back(net, x)),
    "images": _layer((1, 8, 8), lambda net, x: _images(net, x)),
    **{
        f"{kind} {shapes}": _layer(a, lambda net, x, kind=kind, b=b: net.join(kind, x, net.variable(*b, **SMALL)))
        for kind in ("add", "subtract", "multiply")
        for shapes, a, b in (("of one shape", (2, 3), (2, 3)), ("repeated", (2, 3), (3,)), ("repeating", (3,), (2, 1)))
    },
    "add to itself": _layer((3,), lambda net, x: net.join("add", x, x)),
    "multiply by itself": _layer((3,), lambda net, x: net.join("multiply", x, x)),
    "concatenate": _layer((2, 3), lambda net, x: net.join("concatenate", x, net.dense(x, units=4, name="side"))),
    "concatenate with a variable": _layer(
        (2, 3), lambda net, x: net.join("concatenate", x, net.variable(2, 1, **SMALL))
    ),
    "matmul by a variable": _layer((4,), lambda net, x: net.join("matmul", x, net.variable(4, 3, **SMALL))),
    "matmul of each row": _layer((3, 4), lambda net, x: net.join("matmul", x, net.move("transpose", x))),
    "matmul of a variable": _layer((3, 4), lambda net, x: net.join("matmul", net.variable(2, 3, **SMALL), x)),
    "matmul of static values": _layer((3,), lambda net, x: net.join("add", x, _static_product(net))),
    "matmul of one-hot": _layer((4,), lambda net, x: net.join("matmul", x, net.variable(5, 3, **SMALL)), onehot=True),
    "dense by hand": _layer(
        (4,),
        lambda net, x: net.activation(
            net.join("add", net.join("matmul", x, net.variable(4, 3, **SMALL)), net.variable(3, **SMALL)), "sigmoid"
        ),
    ),
    "transpose": _layer((2, 3, 4), lambda net, x: net.move("transpose", x)),
    **{
        f"{kind} of {axis}": _layer((2, 3, 4), lambda net, x, kind=kind, axis=axis: net.move(kind, x, axis=axis))
        for kind in ("reduce_mean", "reduce_sum")
        for axis in ("1", "2", "3")
    },
    "reduce_sum of a variable": _layer(
        (4,), lambda net, x: net.join("multiply", x, net.move("reduce_sum", net.variable(3, 4, **SMALL), axis="0"))
    ),
    "reduce_mean to one number": _layer(
        (3, 4), lambda net, x: net.join("subtract", x, net.move("reduce_mean", x, axis="all"))
    ),
    "variable in two places": _layer((3,), lambda net, x: _twice(net, x, net.variable(3, 3, **SMALL))),
    "activation of a variable": _layer(
        (3,), lambda net, x: net.join("multiply", x, net.activation(net.variable(3, **SMALL), "tanh"))
    ),
    "dense on a variable": _layer(
        (3,), lambda net, x: net.join("add", x, net.dense(net.variable(4, **SMALL), units=3, name="gate"))
    ),
    "fork": _layer((5,), _fork),
}

LOSSES: dict[str, Net] = {
    "softmax, labels": _loss((4,), _classes(4), "softmax_cross_entropy", 4),
    "softmax, labels of sequences": _loss((3, 4), _classes(4, 3), "softmax_cross_entropy", 4),
    "softmax, shares": _loss((4,), np.random.default_rng(5).dirichlet(np.ones(4), ROWS), "softmax_cross_entropy"),
    "softmax after softmax": _loss((4,), _classes(4), "softmax_cross_entropy", 4, "softmax"),
    "softmax after sigmoid": _loss((4,), _classes(4), "softmax_cross_entropy", 4, "sigmoid"),
    "softmax, weight": _loss((4,), _classes(4), "softmax_cross_entropy", 4, weight=0.25),
    "binary": _loss((1,), _classes(2, 1), "binary_cross_entropy"),
    "binary after sigmoid": _loss((1,), _classes(2, 1), "binary_cross_entropy", 0, "sigmoid"),
    "binary, several answers": _loss((3, 2), _classes(2, 3, 2), "binary_cross_entropy"),
    "binary, labels": _loss((4,), _classes(4), "binary_cross_entropy", 4),
    "binary, shares": _loss((3,), np.random.default_rng(6).uniform(size=(ROWS, 3)), "binary_cross_entropy"),
    "mse": _loss((3,), _numbers(3), "mse"),
    "mse, sequences": _loss((4, 3), _numbers(4, 3), "mse"),
    "mse, labels": _loss((4,), _classes(4), "mse", 4),
    "mse, labels after softmax": _loss((3, 4), _classes(4, 3), "mse", 4, "softmax"),
    "mse, weight": _loss((3,), _numbers(3), "mse", weight=3.0),
    "mae": _loss((3,), _numbers(3), "mae", weight=0.5),
    "mae, labels of sequences": _loss((3, 4), _classes(4, 3), "mae", 4),
    "huber": _loss((3,), _numbers(3), "huber"),
    "huber, sequences": _loss((4, 3), _numbers(4, 3), "huber", delta=0.3, weight=2.0),
    "huber, labels after softmax": _loss((4,), _classes(4), "huber", 4, "softmax", delta=0.5),
}


def _minimise() -> Net:
    """A loss built from primitives, of every row and of a static value."""
    net = Net()
    x = net.dense((net.source(_numbers(2, 3), _numbers(1)), "x"), units=2, name="before")
    weights = net.variable(2, 3, **SMALL)
    net.block("minimise", net.join("multiply", x, x), weight=0.5)
    net.block("minimise", net.move("reduce_sum", net.join("multiply", weights, weights)))
    return net


def _autoencoder() -> Net:
    """One-hot data as the target of a loss."""
    net = Net()
    text = net.source(_classes(SYMBOLS, 3), _numbers(1), symbols=SYMBOLS)
    net.loss(net.dense((text, "x"), units=SYMBOLS, name="code"), (text, "x"), "softmax_cross_entropy")
    return net


def _linear_before_loss() -> Net:
    """One-hot data that only a linear activation parts from the loss."""
    net = Net()
    text = net.source(_classes(SYMBOLS, 3), _classes(SYMBOLS, 3, seed=4), symbols=SYMBOLS, classes=SYMBOLS)
    net.loss(net.activation((text, "x"), "linear"), (text, "y"), "softmax_cross_entropy")
    net.loss(net.dense((text, "x"), units=SYMBOLS, name="code"), (text, "y"), "softmax_cross_entropy")
    return net


def _labels_by_argmax() -> Net:
    """Labels that the network computes from one-hot data."""
    net = Net()
    text = net.source(_classes(SYMBOLS, 3), _numbers(1), symbols=SYMBOLS)
    labels = net.move("argmax", (text, "x"), axis="2")
    net.loss(net.dense((text, "x"), units=SYMBOLS, name="code"), labels, "softmax_cross_entropy")
    return net


def _static_prediction() -> Net:
    """A prediction that is the same for every row, and a static target."""
    net = Net()
    data = net.source(_numbers(3), _classes(4), classes=4)
    net.loss(net.variable(4, **SMALL), (data, "y"), "softmax_cross_entropy")
    net.loss(net.dense((data, "x"), units=2, name="fixed"), net.constant([0.5, -1.0]), "mse")
    net.loss(net.activation(net.variable(4, **SMALL), "softmax"), (data, "y"), "softmax_cross_entropy")
    return net


LOSSES |= {"minimise": _minimise()}
LOSSES |= {"labels by argmax": _labels_by_argmax(), "static predictions and targets": _static_prediction()}
LOSSES |= {"one-hot targets": _autoencoder(), "one-hot prediction": _linear_before_loss()}

CASES = LAYERS | LOSSES
