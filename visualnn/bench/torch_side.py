"""PyTorch's side of a comparison: the network as its users write it, trained by an eager loop.

PyTorch is spared what is not its arithmetic: images, one-hot rows and labels are tensors before the clock starts, a
batch is a slice of them, and no loss is read back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from visualnn.bench.works import Work
from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.check import Checked
from visualnn.blocks.spec import ValueType
from visualnn.data.dataset import Dataset
from visualnn.graph.training import Training

Arrays = Mapping[str, np.ndarray[Any, Any]]


class _Sequence(nn.Module):
    """A recurrent layer as a stage of ``nn.Sequential``: every state, or the last."""

    def __init__(self, layer: nn.RNNBase, last: bool) -> None:
        super().__init__()
        self.layer, self._last = layer, last

    def forward(self, x: Tensor) -> Tensor:
        states: Tensor = self.layer(x)[0]
        return states[:, -1] if self._last else states


def _fill(parameter: Tensor, values: np.ndarray[Any, Any]) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)))


def _dense(settings: Mapping[str, Any], arriving: ValueType, weights: Arrays) -> nn.Module:
    layer = nn.Linear(arriving.shape[-1], settings["units"], bias=settings["bias"])
    _fill(layer.weight, weights["W"].T)
    if settings["bias"]:
        _fill(layer.bias, weights["b"])
    return layer


def _activation(settings: Mapping[str, Any], arriving: ValueType, weights: Arrays) -> nn.Module:
    return {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}[settings["function"]]()


def _dropout(settings: Mapping[str, Any], arriving: ValueType, weights: Arrays) -> nn.Module:
    return nn.Dropout(1 - settings["keep"])


def _rnn(settings: Mapping[str, Any], arriving: ValueType, weights: Arrays) -> nn.Module:
    layer = nn.RNN(arriving.shape[-1], settings["units"], nonlinearity=settings["activation"], batch_first=True)
    own = dict(layer.named_parameters())
    _fill(own["weight_ih_l0"], weights["Wx"].T)
    _fill(own["weight_hh_l0"], weights["Wh"].T)
    _fill(own["bias_ih_l0"], weights["b"])
    _fill(own["bias_hh_l0"], np.zeros_like(weights["b"]))
    own["bias_hh_l0"].requires_grad_(False)  # PyTorch has two biases where one does
    return _Sequence(layer, settings["output"] == "last")


LAYERS: dict[str, Callable[[Mapping[str, Any], ValueType, Arrays], nn.Module]] = {
    "dense": _dense,
    "activation": _activation,
    "dropout": _dropout,
    "rnn": _rnn,
}
"""How PyTorch's users write a block: from its settings, the type that arrives and its weights by key."""


def _model(work: Work, checked: Checked, weights: Arrays) -> nn.Sequential:
    stages, arriving = [], checked.types[work.data.id, "x"]
    for block in work.graph.blocks[1:-1]:
        own = {key.partition("/")[2]: array for key, array in weights.items() if key.partition("/")[0] == block.name}
        stages.append(LAYERS[block.kind](SPECS[block.kind].settings(block), arriving, own))
        arriving = checked.types[block.id, "out"]
    return nn.Sequential(*stages)


def _optimizer(training: Training, parameters: Sequence[Tensor]) -> torch.optim.Optimizer:
    kinds: dict[str, Callable[..., torch.optim.Optimizer]] = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    return kinds[training.optimizer](parameters, lr=training.learning_rate)


def _loss(name: str) -> Callable[[Tensor, Tensor], Tensor]:
    def of_classes(logits: Tensor, labels: Tensor) -> Tensor:
        return nn.functional.cross_entropy(logits.flatten(0, -2), labels.flatten())

    known: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
        "softmax_cross_entropy": of_classes,
        "binary_cross_entropy": nn.functional.binary_cross_entropy_with_logits,
        "mse": nn.functional.mse_loss,
    }
    return known[name]


def _column(rows: np.ndarray[Any, Any], type: ValueType) -> Tensor:
    """Training rows in the form that PyTorch's layers take."""
    column = torch.from_numpy(np.ascontiguousarray(rows))
    if type.kind == "onehot":
        return nn.functional.one_hot(column.long(), type.shape[-1]).float()
    if type.kind == "index":
        return column.long()
    return column.float() / 255 if column.dtype == torch.uint8 else column


class TorchSide:
    """Trains a work with PyTorch on a number of threads; its modules' defaults are kept otherwise."""

    def __init__(self, work: Work, data: Dataset, checked: Checked, weights: Arrays, threads: int) -> None:
        self.name = f"torch {threads}"
        self._threads, self._work, self._checked, self._weights = threads, work, checked, weights
        train = data.split("train")
        self._x = _column(data.x[train], data.info.types["x"])
        self._y = _column(data.y[train], data.info.types["y"])
        self._batch = work.training.batch_size or len(self._x)
        self._loss = _loss(SPECS["loss"].settings(work.graph.blocks[-1])["loss"])
        self._begin()

    def _begin(self) -> None:
        torch.manual_seed(self._work.training.seed)
        self._model = _model(self._work, self._checked, self._weights)
        trained = [parameter for parameter in self._model.parameters() if parameter.requires_grad]
        self._optimizer = _optimizer(self._work.training, trained)
        self._at = 0

    def _step(self) -> Tensor:
        x, y = self._x[self._at : self._at + self._batch], self._y[self._at : self._at + self._batch]
        self._at = (self._at + self._batch) if self._at + self._batch < len(self._x) else 0
        self._optimizer.zero_grad()
        loss = self._loss(self._model(x), y)
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        return loss

    def losses(self, steps: int) -> np.ndarray[Any, Any]:
        """See ``measure.Trainer``."""
        self._begin()
        return np.array([self._step().item() for _ in range(steps)])

    def run(self, steps: int) -> None:
        """See ``measure.Side``."""
        torch.set_num_threads(self._threads)
        for _ in range(steps):
            self._step()

    def close(self) -> None:
        """Nothing to let go of."""


def threads_worth_trying() -> list[int]:
    """PyTorch's own choice, and one: which is faster depends on the work."""
    return sorted({1, torch.get_num_threads()})
