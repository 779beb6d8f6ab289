"""Any valid graph of these blocks compiles, trains a step and agrees with the same graph in PyTorch."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from networks import Net, Output
from twins import assert_close, predictions, training_losses, twin_of

from visualnn.blocks import activation

pytest.importorskip("torch", reason="PyTorch is not installed")

LARGEST = 600  # numbers per row of a value: enough for anything to go wrong, small enough for many examples
RATE = 0.01


def numbers(draw, *shape):
    """Random numbers of a shape, whose seed Hypothesis chooses."""
    return np.random.default_rng(draw(st.integers(0, 2**16))).normal(size=shape)


def classes(draw, count, *shape):
    """Random class numbers."""
    return np.random.default_rng(draw(st.integers(0, 2**16))).integers(0, count, shape)


def add_source(draw, net, rows) -> Output:
    """A data block: numbers, sequences, images of bytes, or one-hot sequences."""
    kind, extent = draw(st.sampled_from(["numbers", "sequence", "bytes", "onehot"])), st.integers(1, 6)
    dummy = np.zeros((rows, 1))
    if kind == "onehot":
        symbols = draw(st.integers(2, 6))
        return net.source(classes(draw, symbols, rows, draw(extent)), dummy, symbols=symbols), "x"
    if kind == "bytes":
        return net.source(classes(draw, 256, rows, 1, draw(extent), draw(extent)).astype(np.uint8), dummy), "x"
    shape = [draw(extent) for _ in range(1 if kind == "numbers" else 2)]
    return net.source(numbers(draw, rows, *shape), dummy), "x"


FUNCTIONS = [name for name, _ in activation.FUNCTIONS if name != "threshold"]  # which turns rounding into a difference
SMALL = {"initialiser": "normal", "stddev": 0.5}


def candidates(draw, net, pool):
    """Ways to draw one more block: each is a function that draws it and returns its output, if the graph allows."""
    a, b = draw(st.sampled_from(pool)), draw(st.sampled_from(pool))
    units = draw(st.integers(1, 6))
    shape = net.checked.types[a].shape
    return {
        "dense": lambda: net.dense(a, units=units, bias=draw(st.booleans())),
        "activation": lambda: net.activation(a, draw(st.sampled_from(FUNCTIONS))),
        "dropout": lambda: net.dropout(a, keep=draw(st.sampled_from([0.3, 0.7, 1.0]))),
        "rnn": lambda: net.rnn(
            a,
            units=units,
            activation=draw(st.sampled_from(["tanh", "relu"])),
            output=draw(st.sampled_from(["sequence", "last"])),
        ),
        "gated": lambda: net.move(
            draw(st.sampled_from(["lstm", "gru"])), a, units=units, output=draw(st.sampled_from(["sequence", "last"]))
        ),
        "embedding": lambda: net.move("embedding", a, size=units),
        "argmax": lambda: net.move("argmax", a, axis=draw(st.sampled_from(["1", "2"]))),
        "layer_norm": lambda: net.move("layer_norm", a, epsilon=0.1),
        "batch_norm": lambda: net.move("batch_norm", a, epsilon=0.1),
        "conv": lambda: net.move(
            "conv",
            a,
            filters=draw(st.integers(1, 3)),
            window=draw(st.integers(1, 3)),
            stride=draw(st.integers(1, 2)),
            padding=draw(st.integers(0, 2)),
        ),
        "pool": lambda: net.move(
            "pool", a, function=draw(st.sampled_from(["max", "average"])), window=2, stride=draw(st.integers(0, 2))
        ),
        "flatten": lambda: net.move("flatten", a),
        "reshape": lambda: net.move("reshape", a, shape=draw(st.sampled_from(["-1", "1, -1", "1, 1, -1", "2, -1"]))),
        "merge": lambda: net.join(
            draw(st.sampled_from(["add", "subtract", "multiply", "concatenate", "matmul"])), a, b
        ),
        "weights": lambda: net.join("matmul", a, net.variable(shape[-1] if shape else 1, units, **SMALL)),
        "bias": lambda: net.join("add", a, net.variable(*shape[-1:], **SMALL)),
        "constant": lambda: net.constant(numbers(draw, *shape[-2:])),
        "transpose": lambda: net.move("transpose", a),
        "reduce": lambda: net.move(
            draw(st.sampled_from(["reduce_mean", "reduce_sum"])),
            a,
            axis=draw(st.sampled_from(["all", "0", "1", "2"])),
        ),
    }


def add_loss(draw, net, rows, pool) -> None:
    """A loss on some value of the pool, towards new data or towards another value of the same shape."""
    types = net.checked.types
    prediction = draw(st.sampled_from([out for out in pool if types[out].kind == "real" and types[out].shape]))
    shape = types[prediction].shape
    loss = draw(st.sampled_from(["mse", "mae", "huber", "binary_cross_entropy", "softmax_cross_entropy"]))
    dummy = np.zeros((rows, 1))
    alike = [out for out in pool if types[out].shape == shape and types[out].kind == "onehot"]
    alike += [out for out in pool if types[out].shape == shape and types[out].kind == "real" and loss == "mse"]
    if alike and draw(st.booleans()):
        target = draw(st.sampled_from(alike))
    elif draw(st.booleans()) and shape[-1] > 1:
        labels = classes(draw, shape[-1], rows, *shape[:-1])
        target = net.source(dummy, labels, classes=shape[-1]), "y"
    else:
        wanted = numbers(draw, rows, *shape)
        if loss == "softmax_cross_entropy":
            wanted = np.exp(wanted) / np.exp(wanted).sum(-1, keepdims=True)
        elif loss == "binary_cross_entropy":
            wanted = (wanted > 0).astype(float)
        target = net.source(dummy, wanted), "y"
    net.loss(prediction, target, loss, weight=draw(st.sampled_from([0.5, 1.0, 2.0])))


@st.composite
def networks(draw):
    """Valid networks: values are read by any number of blocks, in any order; some blocks lead nowhere."""
    net, rows = Net(), draw(st.integers(2, 9))
    pool = [add_source(draw, net, rows) for _ in range(draw(st.integers(1, 2)))]
    pool.append(net.dense(pool[0], units=draw(st.integers(1, 6)), name="first"))
    for _ in range(draw(st.integers(0, 12))):
        before = net.snapshot()
        ways = candidates(draw, net, pool)
        out = ways[draw(st.sampled_from(sorted(ways)))]()
        kind = net.checked.types.get(out)
        if kind is None or math.prod(kind.shape) > LARGEST:
            net.restore(before)
        else:
            pool.append(out)
    for _ in range(draw(st.integers(1, 3))):
        add_loss(draw, net, rows, pool)
    return net


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
@given(networks(), st.sampled_from([1, 2, 3]), st.integers(0, 5))
def test_any_network_agrees_with_pytorch(net, threads, step):
    assert net.checked.ok, [str(problem.message) for problem in net.checked.problems]
    runner = net.runner(threads=threads, learning_rate=RATE)
    twin = twin_of(net, runner, np.float64, step)
    rows = runner.rows["train"]

    runner.gradients(rows, step=step)
    result = twin.run(twin.columns(net.data))
    if result.total.requires_grad:
        result.total.backward()

    for block, answer in predictions(runner, rows).items():
        assert_close(answer, result.predictions[block].detach(), 1e-4, f"prediction of {block}")
    for block, loss in training_losses(runner, rows).items():
        assert_close(loss, result.losses[block].detach(), 1e-4, f"loss {block}")
    expected, found = twin.gradients(), runner.gradients_by_name()
    assert set(found) == set(expected)
    for key, gradient in expected.items():
        assert_close(found[key], gradient, 1e-4, f"gradient of {key}", least=0.01)  # before a norm biases cancel to 0

    before = runner.weights()
    runner.advance(1)
    after = runner.weights()
    for key in expected:
        assert_close(after[key], before[key] - RATE * runner.gradients_by_name()[key], 1e-6, f"step of {key}")
    runner.close()
