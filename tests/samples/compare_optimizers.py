"""Measures every optimizer on the sample ``optimizers``: ``python tests/samples/compare_optimizers.py``.

Three seeds at each learning rate; the best rate is the one with the lowest mean validation loss.
"""

import numpy as np
from msgspec.structs import replace

import visualnn as vn
from visualnn.graph.training import OPTIMIZERS
from visualnn.messages import UserError

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


def measured(optimizer: str, rate: float) -> tuple[float, float, float]:
    """Mean loss in training and validation, and mean accuracy on the test rows."""
    project = vn.load("optimizers")
    project = replace(project, training=replace(project.training, optimizer=optimizer, learning_rate=rate))
    figures = []
    for seed in range(3):
        with vn.train(project, seed=seed, threads=1) as run:
            found = run.metrics
            figures.append((found["train"]["loss"], found["validation"]["loss"], found["test"]["accuracy"]))
    train, validation, test = np.mean(figures, axis=0)
    return float(train), float(validation), float(test)


def main() -> None:
    """Print a line of a Markdown table per optimizer."""
    for optimizer in OPTIMIZERS:
        found = {}
        for rate in RATES:
            try:
                found[rate] = measured(optimizer, rate)
            except UserError:  # the loss left the finite numbers
                continue
        best = min(found, key=lambda rate: found[rate][1])
        train, _, test = found[best]
        print(f"| {optimizer} | {100 * found[0.01][2]:.1f} % | {best:g} | {train:.3f} | {100 * test:.1f} % |")


if __name__ == "__main__":
    main()
