"""An engine and its PyTorch twin side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from networks import Net

from visualnn.bench.torch_twin import Twin
from visualnn.engine import fields as f
from visualnn.engine.operations import LOSSES
from visualnn.engine.reference.dropout import mask


def twin_of(net: Net, runner: Any, dtype: Any = np.float64, step: int = 0) -> Twin:
    """The twin of a runner's network, with the runner's weights and what its Dropout blocks draw at a step."""
    import torch

    twin = Twin(net.graph, net.checked, dtype)
    torch.set_num_threads(1)  # arrays are tiny, and waiting for a second thread takes longer
    twin.load(runner.weights())
    for op in (*runner.program.static_forward, *runner.program.forward):
        if op.kernel == "dropout":
            keep, serial = float(runner.memory[op.fields[f.SETTINGS]]), op.fields[f.SERIAL]
            kind = net.checked.types[op.block, "out"]
            rows = () if kind.static else (runner.rows["train"],)
            drawn = mask(keep, *(rows or (1,)), kind.size, step=step, serial=serial, seed=runner.seed)
            twin.masks[op.block] = drawn.reshape(*rows, *kind.shape)
    return twin


def predictions(runner: Any, rows: int) -> dict[str, np.ndarray]:
    """What stands in the runner's memory as the predictions of each loss block, [rows, ...]."""
    return {
        loss.block: runner.memory[loss.prediction.offset :][: rows * loss.prediction.size].reshape(
            rows, *loss.prediction.type.shape
        )
        for loss in runner.program.losses
    }


def training_losses(runner: Any, rows: int) -> dict[str, float]:
    """The mean of each loss block's row losses in the runner's memory."""
    ops = [op for op in runner.program.forward if op.kernel in LOSSES]
    return {op.block: float(runner.memory[op.fields[f.SOURCE] :][:rows].mean()) for op in ops}


def assert_close(found: Any, expected: Any, tolerance: float, what: str = "", least: float = 1e-3) -> None:
    """Equal within a tolerance relative to the largest number of the array (or ``least``, where all are smaller)."""
    found, expected = np.asarray(found, np.float64), np.asarray(expected, np.float64)
    assert found.shape == expected.shape, what
    scale = max(np.abs(expected).max(initial=0), least)
    np.testing.assert_allclose(found, expected, rtol=0, atol=tolerance * scale, err_msg=what)
