"""Every block and every loss against PyTorch; whole training runs against torch.optim."""

import numpy as np
import pytest
from cases import CASES, ROWS
from networks import xor
from twins import assert_close, predictions, training_losses, twin_of

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.loss import LOSSES

pytest.importorskip("torch", reason="PyTorch is not installed")

from visualnn.bench import torch_twin
from visualnn.messages import UserError

TOLERANCE = {np.float32: 1e-4, np.float64: 1e-9}


def test_every_block_and_every_loss_has_a_twin():
    assert set(torch_twin.LAYERS) == {kind for kind, spec in SPECS.items() if spec.category not in ("Input", "Output")}
    assert set(torch_twin.LOSSES) == {name for name, _ in LOSSES}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", CASES)
def test_outputs_losses_and_gradients_are_those_of_pytorch(name, dtype):
    net = CASES[name]
    runner = net.runner(dtype)
    twin = twin_of(net, runner, dtype, step=3)

    runner.gradients(ROWS, step=3)
    result = twin.run(twin.columns(net.data))
    result.total.backward()

    for block, answer in predictions(runner, ROWS).items():
        assert_close(answer, result.predictions[block].detach(), TOLERANCE[dtype], f"prediction of {block}")
    for block, loss in training_losses(runner, ROWS).items():
        assert_close(loss, result.losses[block].detach(), TOLERANCE[dtype], f"loss {block}")
    gradients = twin.gradients()
    assert set(gradients) == set(runner.gradients_by_name())
    for key, gradient in runner.gradients_by_name().items():
        assert_close(gradient, gradients[key], TOLERANCE[dtype], f"gradient of {key}")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_predictions_are_those_of_pytorch_in_evaluation_mode(dtype):
    net = CASES["dropout"]
    runner = net.runner(dtype)
    twin = twin_of(net, runner, dtype)
    data = next(iter(net.data.values()))

    result = twin.run(twin.columns(net.data), training=False)

    assert_close(runner.predict(data.x), next(iter(result.predictions.values())).detach(), TOLERANCE[dtype])


def test_a_missing_pytorch_is_a_sentence(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    net = xor()

    with pytest.raises(UserError, match="pip install torch"):
        torch_twin.Twin(net.graph, net.checked)


def test_a_block_without_a_twin_is_named(monkeypatch):
    monkeypatch.delitem(torch_twin.LAYERS, "dense")
    net = xor()

    with pytest.raises(UserError, match="“hidden”"):
        torch_twin.Twin(net.graph, net.checked)
