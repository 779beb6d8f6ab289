"""Weights of the trained network to a file and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from visualnn.app.errors import show_error
from visualnn.app.settings import Settings
from visualnn.export.npz import load_weights, save_weights
from visualnn.messages import UserError

if TYPE_CHECKING:
    import numpy as np

    from visualnn.app.trainer import Trainer

FILTER = "NumPy (*.npz)"


class Weights(QObject):
    """Exports and imports ``.npz`` archives; the engine hands out and takes weights between two steps."""

    def __init__(self, trainer: Trainer, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._trainer = trainer
        self._settings = settings
        self._window = window

    def ask_export(self) -> None:
        """Ask for a place and write the weights there."""
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export Weights"), self._settings.folder, FILTER)
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(".npz"))

    def ask_import(self) -> None:
        """Ask for an archive and take its weights over."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import Weights"), self._settings.folder, FILTER)
        if name:
            self.load(Path(name))

    def export(self, path: Path) -> None:
        """Write the weights as they are after the step at hand."""
        self._trainer.ask("weights", then=lambda weights: self._write(path, weights))

    def load(self, path: Path) -> None:
        """Give the network the weights of an archive, or say why they do not fit and change nothing."""
        layout = self._trainer.layout
        if layout is None:
            return
        try:
            self._trainer.set_weights(load_weights(path, layout.shapes))
        except UserError as error:
            show_error(error, self._window)

    def _write(self, path: Path, weights: dict[str, np.ndarray]) -> None:
        try:
            save_weights(path, weights)
        except UserError as error:
            show_error(error, self._window)
