"""Networks computed by hand: plain NumPy in float64, from nothing but the drawing, the data and the first weights.

What the window shows is held against this. It shares no code with the engine, and its gradients are held against
differences of its losses (``test_by_hand.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from visualnn.blocks.catalogue import SPECS
from visualnn.data.dataset import Dataset
from visualnn.graph.model import Block
from visualnn.project.format import Project

Array = np.ndarray
Weights = dict[str, Array]


class Step(NamedTuple):
    """What a step of training saw before it changed the weights, and the weights after it."""

    measures: dict[str, float]
    gradients: Weights
    weights: Weights

    def norm(self, layer: str) -> float:
        """The L2 norm of the gradient of all parameters of a layer."""
        own = [gradient for key, gradient in self.gradients.items() if key.startswith(f"{layer}/")]
        return float(np.sqrt(sum((gradient**2).sum() for gradient in own)))


class ByHand:
    """A network of Dense, Activation, Concatenate and RNN blocks over one data block, with one or several losses.

    Dropout lets everything through, as it does when it is not trained.
    """

    def __init__(self, project: Project, data: Dataset, weights: Mapping[str, Array]) -> None:
        self.graph, self.training, self.data = project.graph, project.training, data
        self.weights: Weights = {key: value.astype(np.float64) for key, value in weights.items()}
        self.losses = [block for block in self.graph.blocks if block.kind == "loss"]
        self._order = self._sorted()

    def layers(self) -> list[str]:
        """The names of the layers with weights."""
        return list(dict.fromkeys(key.rpartition("/")[0] for key in self.weights))

    # ------------------------------------------------------------------ forwards

    def values(self, x: Array) -> dict[str, Array]:
        """What leaves every block for rows of x, by the block's name; of a loss, its predictions."""
        found: dict[str, Array] = {}
        for block in self._order:
            if not any(self.graph.into(block.id)):
                found[block.name] = self._numbers(x)
            else:
                found[block.name] = self._forward(block, self._inputs(block, found))
        return found

    def predictions(self, x: Array, loss: str = "") -> Array:
        """What the network says to rows of x, to its first loss unless another is named."""
        return self.values(x)[loss or self.losses[0].name]

    def measures(self, rows: Array | slice, split: str = "train") -> dict[str, float]:
        """Loss and score of some rows; R² compares with the variance of the targets of all rows of ``split``."""
        values = self.values(self.data.x[rows])
        found, total = {}, 0.0
        for block in self.losses:
            settings = SPECS["loss"].settings(block)
            loss, score = _judged(settings["loss"], values[block.name], self.data.y[rows])
            if settings["loss"] == "mse":
                spread = self.data.y[self.data.split(split)].astype(np.float64).var(axis=0).mean()
                score["r2"] = 1 - loss / spread
            total += settings["weight"] * loss
            suffix = f"/{block.name}" if len(self.losses) > 1 else ""
            found |= {f"{name}{suffix}": value for name, value in ({"loss": loss} | score).items()}
        return found | {"loss": total}

    # ------------------------------------------------------------------ backwards

    def gradients(self, rows: Array | slice) -> Weights:
        """The gradient of the loss of some rows by every weight."""
        values = self.values(self.data.x[rows])
        found = {key: np.zeros_like(weight) for key, weight in self.weights.items()}
        slopes: dict[str, Array] = {}
        for block in reversed(self._order):
            if not any(self.graph.into(block.id)):
                continue
            if block.kind == "loss":
                settings = SPECS["loss"].settings(block)
                slope = _slope(settings["loss"], values[block.name], self.data.y[rows])
                given = {"prediction": settings["weight"] * slope}
            elif block.name not in slopes:
                continue
            else:
                given = self._backward(
                    block, self._inputs(block, values), values[block.name], slopes[block.name], found
                )
            for wire in self.graph.into(block.id):
                if wire.target_port in given:
                    name = self.graph.block(wire.source).name
                    slopes[name] = slopes.get(name, 0) + given[wire.target_port]
        return found

    def train(self, steps: int) -> list[Step]:
        """Make steps of gradient descent over batches in the order of the rows, from the weights there are."""
        rows = self.data.info.rows["train"]
        batch = self.training.batch_size or rows
        starts = range(0, rows, batch)
        made = []
        for number in range(steps):
            start = starts[number % len(starts)]
            seen = slice(start, min(start + batch, rows))
            measures, gradients = self.measures(seen), self.gradients(seen)
            self._penalise(gradients)
            self.weights = {k: w - self.training.learning_rate * gradients[k] for k, w in self.weights.items()}
            made.append(Step(measures, gradients, self.weights))
        return made

    def after_epochs(self, steps: list[Step], length: int, split: str = "validation") -> list[dict[str, float]]:
        """The measures on the rows of a split after every epoch of ``length`` of these steps."""
        found = []
        for step in steps[length - 1 :: length]:
            self.weights = step.weights
            found.append(self.measures(self.data.split(split), split))
        return found

    def _penalise(self, gradients: Weights) -> None:
        """Add what weight penalties, of which biases are free, have of the gradients."""
        for key, weight in self.weights.items():
            if weight.ndim > 1:
                gradients[key] += self.training.l1 * np.sign(weight) + self.training.l2 * weight

    # ------------------------------------------------------------------ blocks

    def _sorted(self) -> list[Block]:
        """The blocks, each after all that it reads."""
        found: dict[str, Block] = {}

        def add(block: Block) -> None:
            for wire in self.graph.into(block.id):
                add(self.graph.block(wire.source))
            found.setdefault(block.id, block)

        for loss in self.losses:
            add(loss)
        return list(found.values())

    def _inputs(self, block: Block, values: Mapping[str, Array]) -> dict[str, Array]:
        return {wire.target_port: values[self.graph.block(wire.source).name] for wire in self.graph.into(block.id)}

    def _numbers(self, x: Array) -> Array:
        kind = self.data.info.types["x"]
        if kind.kind == "onehot":
            return np.eye(kind.shape[-1])[x]
        return x / 255 if x.dtype == np.uint8 else x.astype(np.float64)

    def _of(self, block: Block, *keys: str) -> list[Array]:
        return [self.weights[f"{block.name}/{key}"] for key in keys]

    def _forward(self, block: Block, inputs: Mapping[str, Array]) -> Array:
        settings = SPECS[block.kind].settings(block)
        if block.kind == "concatenate":
            return np.concatenate([inputs["a"], inputs["b"]], axis=-1)
        if block.kind == "loss":
            said = inputs["prediction"]
            return _softmax(said) if settings["loss"] == "softmax_cross_entropy" else said
        x = inputs["in"]
        if block.kind == "dense":
            w, b = self._of(block, "W", "b")
            return x @ w + b
        if block.kind == "activation":
            return FUNCTIONS[settings["function"]](x)
        if block.kind == "rnn":
            wx, wh, b = self._of(block, "Wx", "Wh", "b")
            states = [np.zeros((len(x), len(b)))]
            for t in range(x.shape[1]):
                states.append(np.tanh(x[:, t] @ wx + states[-1] @ wh + b))
            return np.stack(states[1:], axis=1)
        assert block.kind == "dropout"
        return x

    def _backward(
        self, block: Block, inputs: Mapping[str, Array], y: Array, dy: Array, found: Weights
    ) -> dict[str, Array]:
        """The gradient by the inputs from that by the output; that by the weights is added to ``found``."""
        if block.kind == "concatenate":
            return dict(zip("ab", np.split(dy, [inputs["a"].shape[-1]], axis=-1), strict=True))
        x = inputs["in"]
        if block.kind == "activation":
            return {"in": dy * SLOPES[SPECS["activation"].settings(block)["function"]](y)}
        if block.kind == "dense":
            rows = dy.reshape(-1, dy.shape[-1])
            found[f"{block.name}/W"] += x.reshape(len(rows), -1).T @ rows
            found[f"{block.name}/b"] += rows.sum(axis=0)
            return {"in": dy @ self.weights[f"{block.name}/W"].T}
        if block.kind == "dropout":
            return {"in": dy}
        assert block.kind == "rnn"
        wx, wh = self._of(block, "Wx", "Wh")
        dx, later = np.zeros_like(x), np.zeros_like(y[:, 0])
        for t in reversed(range(x.shape[1])):
            dz = (dy[:, t] + later) * (1 - y[:, t] ** 2)
            found[f"{block.name}/Wx"] += x[:, t].T @ dz
            found[f"{block.name}/b"] += dz.sum(axis=0)
            if t:
                found[f"{block.name}/Wh"] += y[:, t - 1].T @ dz
            dx[:, t], later = dz @ wx.T, dz @ wh.T
        return {"in": dx}


FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}
SLOPES = {
    "sigmoid": lambda y: y * (1 - y),
    "tanh": lambda y: 1 - y**2,
    "relu": lambda y: (y > 0).astype(float),
}
"""Activations of what comes in, and their slopes by what goes out."""


def _softmax(z: Array) -> Array:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _judged(loss: str, said: Array, true: Array) -> tuple[float, dict[str, float]]:
    """A loss, and the other measures that there are with it; ``said`` are probabilities or numbers."""
    if loss == "softmax_cross_entropy":
        entropy = -np.log(np.take_along_axis(said, true[..., None].astype(int), axis=-1)).mean()
        score = {"accuracy": (said.argmax(axis=-1) == true).mean()}
        return entropy, score | ({"perplexity": np.exp(entropy)} if said.ndim > 2 else {})
    if loss == "binary_cross_entropy":
        entropy = -(true * np.log(said) + (1 - true) * np.log(1 - said)).mean()
        return entropy, {"accuracy": ((said > 0.5) == (true > 0.5)).mean()}
    assert loss == "mse"
    return ((said - true) ** 2).mean(), {}


def _slope(loss: str, said: Array, true: Array) -> Array:
    """The gradient of a loss by what comes into its block."""
    if loss == "softmax_cross_entropy":
        return (said - np.eye(said.shape[-1])[true]) / true.size
    if loss == "binary_cross_entropy":
        return (said - true) / (said * (1 - said)) / true.size
    return 2 * (said - true) / true.size
