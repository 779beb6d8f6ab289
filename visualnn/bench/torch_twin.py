"""The same network in PyTorch, built from the same graph: what tests compare the engine with, and benchmarks race it
against.

Blocks become the modules a PyTorch user would take. Arrays are exchanged by the engine's keys and in its layout.
PyTorch is imported when a twin is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import ValueType
from visualnn.graph.model import Block, Graph
from visualnn.graph.training import Training
from visualnn.messages import UserError, define

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

    from visualnn.data.dataset import Dataset

define(
    torch_missing="PyTorch is not installed, so there is nothing to compare with. Install it with: pip install torch",
    torch_optimizer="PyTorch has no optimizer “{optimizer}” to compare with.",
    torch_block="PyTorch has no twin for the block “{block}” ({kind}) yet.",
)

Array = np.ndarray[Any, Any]
Rows = np.ndarray[Any, Any] | slice
Output = tuple[str, str]


def _same(tensor: Tensor) -> Tensor:
    return tensor


def _transposed(tensor: Tensor) -> Tensor:
    return tensor.T


@dataclass(frozen=True)
class Weight:
    """Where a parameter of the engine is in PyTorch: ``view`` of ``tensor`` has the engine's layout."""

    tensor: Tensor
    view: Callable[[Tensor], Tensor] = _same


@dataclass(frozen=True)
class Layer:
    """A block in PyTorch: a function of what arrives at its ports, in order, its parameters by key, and by key what it
    keeps beside them (running means)."""

    run: Callable[..., Tensor]
    weights: Mapping[str, Weight] = field(default_factory=dict)
    module: nn.Module | None = None
    kept: Mapping[str, Weight] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What a layer is made for: its settings, the types at its input ports in order, the type that leaves it, and the
    dtype of new arrays."""

    params: Mapping[str, Any]
    types: Mapping[str, ValueType]
    leaving: ValueType
    dtype: torch.dtype


@dataclass(frozen=True)
class Result:
    """A pass: the predictions and the loss of each loss block by id, and the weighted sum of the losses."""

    predictions: dict[str, Tensor]
    losses: dict[str, Tensor]
    total: Tensor


@dataclass(frozen=True)
class Race:
    """A training run: the loss of every step, and the seconds they all took."""

    losses: Array
    seconds: float


# ---------------------------------------------------------------------- blocks


def _dense(request: Request) -> Layer:
    from torch import nn

    linear = nn.Linear(request.types["in"].shape[-1], request.params["units"], bias=request.params["bias"])
    weights = {"W": Weight(linear.weight, _transposed)}
    if request.params["bias"]:
        weights["b"] = Weight(linear.bias)
    return Layer(linear, weights, linear)


def _activation(request: Request) -> Layer:
    from torch import nn

    class Step(nn.Module):
        def forward(self, x: Any) -> Any:
            return (x > 0).to(x.dtype) + 0 * x  # its slope is 0, not unknown

    modules: dict[str, Callable[[], nn.Module]] = {
        "threshold": Step,
        "sigmoid": nn.Sigmoid,
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "leaky_relu": lambda: nn.LeakyReLU(request.params["slope"]),
        "elu": nn.ELU,
        "selu": nn.SELU,
        "gelu": nn.GELU,
        "softplus": nn.Softplus,
        "swish": nn.SiLU,
        "softmax": lambda: nn.Softmax(-1),
        "linear": nn.Identity,
    }
    module = modules[request.params["function"]]()
    return Layer(module, module=module)


def _dropout(request: Request) -> Layer:
    from torch import nn

    module = nn.Dropout(1 - request.params["keep"])
    return Layer(module, module=module)


def _rnn(request: Request) -> Layer:
    import torch
    from torch import nn

    features, params = request.types["in"].shape[-1], request.params
    rnn = nn.RNN(features, params["units"], nonlinearity=params["activation"], batch_first=True)
    named = dict(rnn.named_parameters())
    with torch.no_grad():
        named["bias_hh_l0"].zero_().requires_grad_(False)  # PyTorch has two biases, always added: one is enough
    last = params["output"] == "last"

    def run(x: Tensor) -> Tensor:
        states: Tensor = rnn(x)[0]
        return states[:, -1] if last else states

    weights = {
        "Wx": Weight(named["weight_ih_l0"], _transposed),
        "b": Weight(named["bias_ih_l0"]),
        "Wh": Weight(named["weight_hh_l0"], _transposed),
    }
    return Layer(run, weights, rnn)


def _gated(kind: str) -> Callable[[Request], Layer]:
    """LSTM or GRU. Of PyTorch's two biases one is enough where both are always added: all but the GRU's new gate."""

    def make(request: Request) -> Layer:
        import torch
        from torch import nn

        units = request.params["units"]
        made = {"lstm": nn.LSTM, "gru": nn.GRU}[kind](request.types["in"].shape[-1], units, batch_first=True)
        named = dict(made.named_parameters())
        second = named["bias_hh_l0"]
        with torch.no_grad():
            second.zero_()
        weights = {
            "Wx": Weight(named["weight_ih_l0"], _transposed),
            "b": Weight(named["bias_ih_l0"]),
            "Wh": Weight(named["weight_hh_l0"], _transposed),
        }
        if kind == "lstm":
            second.requires_grad_(False)
        else:
            second.register_hook(lambda gradient: gradient * (torch.arange(3 * units) >= 2 * units))
            weights["bn"] = Weight(second, lambda bias: bias[2 * units :])
        last = request.params["output"] == "last"

        def run(x: Tensor) -> Tensor:
            states: Tensor = made(x)[0]
            return states[:, -1] if last else states

        return Layer(run, weights, made)

    return make


def _embedding(request: Request) -> Layer:
    from torch import nn

    kind = request.types["in"]
    embedding = nn.Embedding(kind.classes if kind.kind == "index" else kind.shape[-1], request.params["size"])

    def run(x: Tensor) -> Tensor:
        return embedding(x if kind.kind == "index" else x.argmax(-1))

    return Layer(run, {"W": Weight(embedding.weight)}, embedding)


def _layer_norm(request: Request) -> Layer:
    from torch import nn

    norm = nn.LayerNorm(request.types["in"].shape[-1], request.params["epsilon"])
    return Layer(norm, {"gain": Weight(norm.weight), "bias": Weight(norm.bias)}, norm)


def _batch_norm(request: Request) -> Layer:
    from torch import nn

    shape, image = request.types["in"].shape, len(request.types["in"].shape) == 3
    make, features = (nn.BatchNorm2d, shape[0]) if image else (nn.BatchNorm1d, shape[-1])
    norm = make(features, request.params["epsilon"], request.params["momentum"], dtype=request.dtype)

    def run(x: Tensor) -> Tensor:
        return norm(x) if image else norm(x.reshape(-1, shape[-1])).reshape(x.shape)

    weights = {"gain": Weight(norm.weight), "bias": Weight(norm.bias)}
    assert norm.running_mean is not None
    assert norm.running_var is not None
    kept = {"mean": Weight(norm.running_mean), "variance": Weight(norm.running_var)}
    return Layer(run, weights, norm, kept)


def _conv(request: Request) -> Layer:
    from torch import nn

    channels = request.types["in"].shape[0]
    filters, window, stride, padding, bias = (
        request.params[key] for key in ("filters", "window", "stride", "padding", "bias")
    )
    conv = nn.Conv2d(channels, filters, window, stride, padding, bias=bias)
    weights = {"W": Weight(conv.weight)}
    if conv.bias is not None:
        weights["b"] = Weight(conv.bias)
    return Layer(conv, weights, conv)


def _pool(request: Request) -> Layer:
    from torch import nn

    window, stride = request.params["window"], request.params["stride"]
    make = nn.MaxPool2d if request.params["function"] == "max" else nn.AvgPool2d
    module = make(window, stride or window)
    return Layer(module, module=module)


def _reshape(request: Request) -> Layer:
    shape = request.leaving.shape
    return Layer(lambda x: x.reshape(shape if request.leaving.static else (-1, *shape)))


def _arithmetic(function: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Request], Layer]:
    """Numbers joined one by one; extents are aligned from the right, the batch apart."""

    def make(request: Request) -> Layer:
        rank = len(request.leaving.shape)

        def aligned(value: Tensor, kind: ValueType) -> Tensor:
            batch = value.shape[: value.dim() - len(kind.shape)]
            return value.reshape(*batch, *(1,) * (rank - len(kind.shape)), *kind.shape)

        left, right = request.types.values()
        return Layer(lambda a, b: function(aligned(a, left), aligned(b, right)))

    return make


def _concatenate(request: Request) -> Layer:
    import torch

    return Layer(lambda a, b: torch.cat([a, b], -1))


def _constant(request: Request) -> Layer:
    import json

    import torch

    value = torch.as_tensor(json.loads(request.params["value"]), dtype=torch.float64)
    return Layer(lambda: value.to(request.dtype))


def _variable(request: Request) -> Layer:
    import torch

    value = torch.zeros(request.leaving.shape, dtype=request.dtype, requires_grad=True)
    return Layer(lambda: value, {"value": Weight(value)})


def _reduction(mean: bool) -> Callable[[Request], Layer]:
    def make(request: Request) -> Layer:
        def run(x: Tensor) -> Tensor:
            first = 0 if request.types["in"].static else 1
            chosen = request.params["axis"]
            axes = tuple(range(first, x.dim())) if chosen == "all" else (int(chosen),)
            if not axes:
                return x
            return x.mean(axes) if mean else x.sum(axes)

        return Layer(run)

    return make


LAYERS: dict[str, Callable[[Request], Layer]] = {
    "dense": _dense,
    "activation": _activation,
    "dropout": _dropout,
    "rnn": _rnn,
    "lstm": _gated("lstm"),
    "gru": _gated("gru"),
    "embedding": _embedding,
    "layer_norm": _layer_norm,
    "batch_norm": _batch_norm,
    "conv": _conv,
    "pool": _pool,
    "flatten": _reshape,
    "reshape": _reshape,
    "add": _arithmetic(lambda a, b: a + b),
    "subtract": _arithmetic(lambda a, b: a - b),
    "multiply": _arithmetic(lambda a, b: a * b),
    "concatenate": _concatenate,
    "matmul": lambda request: Layer(lambda a, b: a @ b),
    "transpose": lambda request: Layer(lambda x: x.transpose(-1, -2)),
    "reduce_mean": _reduction(mean=True),
    "reduce_sum": _reduction(mean=False),
    "argmax": lambda request: Layer(lambda x: x.argmax(int(request.params["axis"]))),
    "constant": _constant,
    "variable": _variable,
}
"""The twin of every kind of block but data and losses."""


# ---------------------------------------------------------------------- losses


def _numbers(target: Tensor, prediction: Tensor) -> Tensor:
    """Targets as numbers like the prediction: class numbers are written out."""
    from torch.nn import functional

    if target.is_floating_point():
        return target
    return functional.one_hot(target, prediction.shape[-1]).to(prediction.dtype)


def _softmax_cross_entropy(logits: Tensor, target: Tensor, params: Mapping[str, Any]) -> Tensor:
    from torch.nn import functional

    wanted = target.flatten() if not target.is_floating_point() else target.flatten(0, -2)
    return functional.cross_entropy(logits.flatten(0, -2), wanted)


def _binary_cross_entropy(logits: Tensor, target: Tensor, params: Mapping[str, Any]) -> Tensor:
    from torch.nn import functional

    return functional.binary_cross_entropy_with_logits(logits, _numbers(target, logits))


def _mse(prediction: Tensor, target: Tensor, params: Mapping[str, Any]) -> Tensor:
    from torch.nn import functional

    return functional.mse_loss(prediction, _numbers(target, prediction))


def _mae(prediction: Tensor, target: Tensor, params: Mapping[str, Any]) -> Tensor:
    from torch.nn import functional

    return functional.l1_loss(prediction, _numbers(target, prediction))


def _huber(prediction: Tensor, target: Tensor, params: Mapping[str, Any]) -> Tensor:
    from torch.nn import functional

    return functional.huber_loss(prediction, _numbers(target, prediction), delta=params["delta"])


@dataclass(frozen=True)
class _Loss:
    """A kind of loss: its function of raw predictions, targets and the block's settings, and what makes predictions of
    raw ones. A block of the function ``squashing`` right before it is taken as part of it."""

    function: Callable[[Tensor, Tensor, Mapping[str, Any]], Tensor]
    answer: Callable[[Tensor], Tensor] = _same
    squashing: str = ""


LOSSES = {
    "softmax_cross_entropy": _Loss(_softmax_cross_entropy, lambda logits: logits.softmax(-1), "softmax"),
    "binary_cross_entropy": _Loss(_binary_cross_entropy, lambda logits: logits.sigmoid(), "sigmoid"),
    "mse": _Loss(_mse),
    "mae": _Loss(_mae),
    "huber": _Loss(_huber),
}
"""The twin of every loss."""


# ---------------------------------------------------------------------- the network


OPTIMIZERS = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": "momentum", "nesterov": "nesterov"}),
    "adagrad": ("Adagrad", {"initial_accumulator": "initial_accumulator_value", "epsilon": "eps"}),
    "adadelta": ("Adadelta", {"rho": "rho", "epsilon": "eps"}),
    "rmsprop": ("RMSprop", {"rho": "alpha", "momentum": "momentum", "epsilon": "eps"}),
    "adam": ("Adam", {"epsilon": "eps"}),
    "adamw": ("AdamW", {"epsilon": "eps", "weight_decay": "weight_decay"}),
}
"""The twins of the optimizers that PyTorch has, with the names of their settings there."""


def _optimizer(training: Training, parameters: list[Tensor]) -> torch.optim.Optimizer:
    import torch

    if training.optimizer not in OPTIMIZERS:
        raise UserError("torch_optimizer", optimizer=training.optimizer)
    settings = training.resolved()
    twin, names = OPTIMIZERS[training.optimizer]
    arguments: dict[str, Any] = {name: settings[own] for own, name in names.items()}
    if "beta1" in settings:
        arguments["betas"] = (settings["beta1"], settings["beta2"])
    optimizer: torch.optim.Optimizer = getattr(torch.optim, twin)(parameters, lr=training.learning_rate, **arguments)
    if twin == "RMSprop" and settings["initial_accumulator"]:  # there it always starts at 0
        for parameter in parameters:
            start = torch.full_like(parameter, settings["initial_accumulator"])
            velocity = torch.zeros_like(parameter)
            optimizer.state[parameter] = {"step": torch.zeros(()), "square_avg": start, "momentum_buffer": velocity}
    return optimizer


def _needed(graph: Graph) -> set[str]:
    """Blocks that some loss depends on."""
    wanted = [block.id for block in graph.blocks if SPECS[block.kind].category == "Output"]
    for block_id in wanted:
        wanted += [wire.source for wire in graph.into(block_id) if wire.source not in wanted]
    return set(wanted)


class Twin:
    """A graph in PyTorch.

    Args:
        graph, checked: a graph without errors.
        dtype: float32 or float64.

    ``masks`` (block id -> [rows, ...]) replaces what Dropout blocks draw, so that both can be given the same.

    Raises:
        UserError: PyTorch is missing, or a block has no twin.
    """

    def __init__(self, graph: Graph, checked: Checked, dtype: Any = np.float32) -> None:
        try:
            import torch
        except ImportError as error:
            raise UserError("torch_missing") from error
        self.masks: dict[str, Array] = {}
        self._dtype = torch.float32 if np.dtype(dtype) == np.float32 else torch.float64
        self._types = checked.types
        needed = _needed(graph)
        self._blocks = [graph.block(block_id) for block_id in checked.order if block_id in needed]
        self._params = {block.id: SPECS[block.kind].settings(block) for block in self._blocks}
        self._arriving = {
            block.id: {w.target_port: (w.source, w.source_port) for w in graph.into(block.id)} for block in self._blocks
        }
        self._layers = {
            block.id: self._layer(block)
            for block in self._blocks
            if SPECS[block.kind].category != "Output" and not self._is_data(block)
        }
        self._weights = self._by_key(lambda layer: layer.weights)
        self._kept = self._by_key(lambda layer: layer.kept)

    def _by_key(self, arrays: Callable[[Layer], Mapping[str, Weight]]) -> dict[str, Weight]:
        """Arrays of all layers, by the engine's keys."""
        return {
            f"{block.name}/{key}": weight
            for block in self._blocks
            if block.id in self._layers
            for key, weight in arrays(self._layers[block.id]).items()
        }

    def _is_data(self, block: Block) -> bool:
        return (block.id, "y") in self._types

    def _layer(self, block: Block) -> Layer:
        if block.kind not in LAYERS:
            raise UserError("torch_block", block=block.name, kind=block.kind)
        types = {port.name: self._types[self._arriving[block.id][port.name]] for port in SPECS[block.kind].inputs}
        layer = LAYERS[block.kind](Request(self._params[block.id], types, self._types[block.id, "out"], self._dtype))
        if layer.module is not None:
            layer.module.to(self._dtype)
        return layer

    # ------------------------------------------------------------------ arrays by key

    def load(self, weights: Mapping[str, Array]) -> None:
        """Take every parameter, and what is kept beside them, from the engine's."""
        import torch

        with torch.no_grad():
            for key, weight in (self._weights | self._kept).items():
                weight.view(weight.tensor).copy_(torch.as_tensor(weights[key]))

    def weights(self) -> dict[str, Array]:
        """A copy of every parameter and of what is kept beside them, by key."""
        arrays = self._weights | self._kept
        return {key: weight.view(weight.tensor.detach()).numpy().copy() for key, weight in arrays.items()}

    def gradients(self) -> dict[str, Array]:
        """A copy of every parameter's gradient as the last backward pass left it, by key."""
        return {
            key: np.zeros(tuple(weight.view(weight.tensor).shape))
            if weight.tensor.grad is None
            else weight.view(weight.tensor.grad).numpy().copy()
            for key, weight in self._weights.items()
        }

    # ------------------------------------------------------------------ running

    def columns(self, data: Mapping[str, Dataset], rows: Rows = slice(None)) -> dict[Output, Tensor]:
        """Rows of the data blocks' columns as tensors."""
        import torch
        from torch.nn import functional

        columns: dict[Output, Tensor] = {}
        for block in self._blocks:
            for column in ("x", "y") if self._is_data(block) else ():
                array, kind = getattr(data[block.id], column)[rows], self._types[block.id, column]
                tensor = torch.as_tensor(array)
                if kind.kind == "onehot":
                    columns[block.id, column] = functional.one_hot(tensor.long(), kind.shape[-1]).to(self._dtype)
                elif kind.kind == "index":
                    columns[block.id, column] = tensor.long()
                else:
                    columns[block.id, column] = tensor.to(self._dtype) / (255 if array.dtype == np.uint8 else 1)
        return columns

    def run(self, columns: Mapping[Output, Tensor], training: bool = True) -> Result:
        """The network on these rows (see :meth:`columns`)."""
        import torch

        values = dict(columns)
        rows = len(next(iter(columns.values()))) if columns else 1
        squashed: dict[Output, tuple[str, Tensor]] = {}  # what an activation made -> which one, and of what
        predictions: dict[str, Tensor] = {}
        losses: dict[str, Tensor] = {}
        total = torch.zeros((), dtype=self._dtype)
        for block in self._blocks:
            params, arriving = self._params[block.id], self._arriving[block.id]
            if block.kind == "loss":
                loss = LOSSES[params["loss"]]
                function, before = squashed.get(arriving["prediction"], ("", None))
                taken = self._per_row(values, arriving["prediction"], rows)
                if before is not None and function == loss.squashing:
                    taken = before.expand(taken.shape)
                target = self._per_row(values, arriving["target"], rows).detach()
                losses[block.id] = loss.function(taken, target, params)
                predictions[block.id] = loss.answer(taken)
                total = total + params["weight"] * losses[block.id]
            elif block.kind == "minimise":
                predictions[block.id] = self._per_row(values, arriving["in"], rows)
                losses[block.id] = predictions[block.id].sum() / rows
                total = total + params["weight"] * losses[block.id]
            elif block.id in self._layers:
                layer = self._layers[block.id]
                inputs = [values[arriving[port.name]] for port in SPECS[block.kind].inputs]
                out = (block.id, "out")
                if block.kind != "matmul" and not self._types[out].static:
                    inputs = [self._per_row(values, arriving[port.name], rows) for port in SPECS[block.kind].inputs]
                if block.id in self.masks and training:
                    values[out] = inputs[0] * torch.as_tensor(self.masks[block.id], dtype=self._dtype)
                    continue
                if layer.module is not None and layer.module.training != training:
                    layer.module.train(training)
                values[out] = layer.run(*inputs)
                if block.kind == "activation":
                    source = arriving["in"]
                    if params["function"] != "linear":
                        squashed[out] = params["function"], inputs[0]
                    elif source in squashed:
                        squashed[out] = squashed[source]
        return Result(predictions, losses, total)

    def _per_row(self, values: Mapping[Output, Tensor], output: Output, rows: int) -> Tensor:
        """A value with a row for each of the batch: a static one is repeated."""
        value = values[output]
        return value.expand(rows, *value.shape) if self._types[output].static else value

    def train(self, data: Mapping[str, Dataset], training: Training, batch: int, steps: int) -> Race:
        """Make steps from the present weights, on the same rows in the same order as the engine.

        Args:
            data: the data set of each data block, by block id.
            training: update rule, learning rate, seed and shuffling.
            batch: rows of a full batch.
            steps: how many.
        """
        import torch

        from visualnn.engine.random import shuffle

        rows = next(iter(data.values())).info.rows["train"]
        columns = self.columns(data, slice(0, rows))
        optimizer = _optimizer(training, [weight.tensor for weight in self._weights.values()])
        per_epoch = -(-rows // batch)
        order = np.arange(rows, dtype=np.int32)
        losses: list[Tensor] = []
        began = time.perf_counter()
        for step in range(steps):
            epoch, number = divmod(step, per_epoch)
            taken = columns
            if per_epoch > 1:
                if training.shuffle and number == 0:
                    shuffle(order, training.seed, epoch)
                chosen = torch.as_tensor(order[number * batch : (number + 1) * batch])
                taken = {key: column[chosen] for key, column in columns.items()}
            optimizer.zero_grad()
            result = self.run(taken)
            result.total.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses.append(result.total.detach())
        return Race(torch.stack(losses).numpy(), time.perf_counter() - began)
