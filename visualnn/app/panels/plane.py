"""The plane of two inputs around the rows of the data."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from visualnn.app.panels.views import in_units
from visualnn.data.dataset import Dataset

MARGIN = 0.25
"""Room around the data, as a share of their extent."""


class Plane:
    """A grid of points over the data of two inputs and some room around it.

    ``points``: the rows, float32 [n, 2]. ``grid``: float32 [resolution², 2], the second input rising row by row.
    ``low``, ``high``: the corners. ``names``: of the inputs.
    """

    def __init__(self, dataset: Dataset, resolution: int) -> None:
        default = tuple(QCoreApplication.translate("plane", "input {number}").format(number=i) for i in (1, 2))
        names = enumerate((dataset.info.columns or default)[:2])
        one, two = (in_units(name, dataset, "x", place) for place, name in names)
        self.names = one, two
        self.points = dataset.x.reshape(len(dataset.x), 2).astype(np.float32)
        low, high = self.points.min(axis=0).astype(float), self.points.max(axis=0).astype(float)
        room = np.maximum(high - low, 1e-3) * MARGIN
        self.low, self.high = low - room, high + room
        axes = (np.linspace(self.low[i], self.high[i], resolution, dtype=np.float32) for i in (0, 1))
        grid = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
        self.grid = grid.reshape(-1, *dataset.x.shape[1:])
