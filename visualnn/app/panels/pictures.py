"""Pictures with what they show and what the network takes them for."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from visualnn.app.panels.views import View, held_out, picked
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

SHOWN = 240
"""Pictures shown at most, drawn at random from the split, always the same ones."""

TILE = 48
"""About how wide a picture is drawn, in pixels; it is enlarged by a whole number where that is possible."""

GAP = 6


class Pictures(View):
    """The pictures of the test rows (of validation or training rows where there are none), the wrong ones first."""

    PAUSE = 500

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = held_out(dataset)
        rows = picked(dataset, self._split, SHOWN)
        self._x, self._truth = dataset.x[rows], dataset.y[rows]
        self.count = QLabel()
        self.count.setContentsMargins(10, 2, 10, 4)
        self.grid = PictureGrid(images(self._x, dataset), self._truth, dataset.info.labels)
        scroll = scrolled(self.grid)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = bare(QVBoxLayout(self))
        column.addWidget(self.count)
        column.addWidget(scroll, 1)

    def question(self, loss: int) -> tuple[Any, ...]:
        return "predict", self._x, loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Sort and label by the class probabilities ``[n, classes]``."""
        self.grid.show_predictions(answer)
        wrong = int((self.grid.predicted != self._truth).sum())
        self.count.setText(
            self.tr("{wrong} of {all} {split} pictures wrong").format(
                wrong=wrong, all=len(self._truth), split=split_name(self._split)
            )
        )


class PictureGrid(QWidget):
    """Tiles of pictures; under each the predicted label, for a wrong one ``true → predicted``."""

    def __init__(
        self, images: np.ndarray, truth: np.ndarray, labels: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        """``images``: ``[n, height, width]`` uint8, white on black, or ``[n, height, width, 3]``; ``truth``: ``[n]``
        class numbers."""
        super().__init__(parent)
        self._images = np.ascontiguousarray(images)
        self._truth = truth
        self._labels = labels
        self._probabilities = np.zeros((0, 0), np.float32)
        self.predicted = truth
        self.order = np.arange(len(truth))
        theme().changed.connect(self._fit)

    def show_predictions(self, probabilities: np.ndarray) -> None:
        """Label every picture by its most probable class; ``[n, classes]``."""
        self._probabilities = probabilities
        self.predicted = probabilities.argmax(axis=1)
        self.show_order(np.argsort(self.predicted == self._truth, kind="stable"))

    def show_order(self, order: np.ndarray) -> None:
        """Show these pictures, in this order."""
        if len(order) != len(self.order):
            self.order = order
            self._fit()
        if (order != self.order).any() or len(order) == len(self._truth):  # captions may differ, too
            self.order = order
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = -(-len(self.order) // self._columns())
        self.setMinimumHeight(rows * self._pitch() + GAP)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(8 * (self._tile + GAP), 3 * self._pitch())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(now.panel))
        for place, index in enumerate(self.order.tolist()):
            tile = self._place(place)
            if not event.rect().intersects(tile.adjusted(0, 0, 0, self._pitch() - self._tile)):
                continue
            painter.drawImage(tile, as_image(self._images[index]))
            if not len(self._probabilities):
                continue
            right = self.predicted[index] == self._truth[index]
            colour = QColor(now.success if right else now.error)
            painter.setPen(QPen(colour, 1 if right else 3))
            painter.drawRect(tile)
            painter.setPen(colour)
            caption = QRect(tile.left() - GAP, tile.bottom() + 3, self._tile + 2 * GAP, self.fontMetrics().height())
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, self._caption(index))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos().x(), event.pos().y())
            if index is not None and len(self._probabilities):
                QToolTip.showText(event.globalPos(), self._explain(index), self)
                return True
        return super().event(event)

    def _label(self, number: int) -> str:
        return self._labels[number] if number < len(self._labels) else str(number)

    def _caption(self, index: int) -> str:
        predicted, truth = self._label(int(self.predicted[index])), self._label(int(self._truth[index]))
        return predicted if predicted == truth else f"{truth} → {predicted}"

    def _explain(self, index: int) -> str:
        likely = np.argsort(-self._probabilities[index])[:3]
        lines = [self.tr("shows {label}").format(label=self._label(int(self._truth[index])))]
        lines += [f"{self._label(int(i))}: {self._probabilities[index, i]:.1%}" for i in likely]
        return "\n".join(lines)

    @property
    def _tile(self) -> int:
        """Side of a picture on the screen."""
        width = int(self._images.shape[2])
        return width * max(1, round(TILE * theme().scale / width))

    def _pitch(self) -> int:
        return self._tile + GAP + 4 + self.fontMetrics().height()

    def _columns(self) -> int:
        return max(1, (self.width() - 2 * GAP) // (self._tile + GAP))

    def _place(self, place: int) -> QRect:
        row, column = divmod(place, self._columns())
        return QRect(10 + column * (self._tile + GAP), 4 + row * self._pitch(), self._tile, self._tile)

    def _at(self, x: int, y: int) -> int | None:
        for place, index in enumerate(self.order):
            if self._place(place).contains(x, y):
                return int(index)
        return None


def images(x: np.ndarray, dataset: Dataset) -> np.ndarray:
    """Rows as pictures: grey ``[n, height, width]`` or coloured ``[n, height, width, 3]``, uint8; rows of other
    numbers are stretched from the least to the largest value."""
    assert dataset.info.picture
    pictures = x.reshape(len(x), dataset.info.channels, *dataset.info.picture)
    pictures = pictures[:, 0] if dataset.info.channels == 1 else np.moveaxis(pictures, 1, -1)
    if pictures.dtype == np.uint8:
        return np.ascontiguousarray(pictures)
    low = min(float(pictures.min()), 0.0)
    span = max(float(pictures.max()) - low, 1e-9)
    return ((pictures - low) * (255 / span)).clip(0, 255).astype(np.uint8)


def as_image(pixels: np.ndarray) -> QImage:
    """A picture ``[height, width]`` or ``[height, width, 3]`` uint8; the array must live as long as the image."""
    height, width = pixels.shape[:2]
    if pixels.ndim == 3:
        return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return QImage(pixels.data, width, height, width, QImage.Format.Format_Grayscale8)


def split_name(split: str) -> str:
    """What one of ``SPLITS`` is called in a sentence."""
    names = {
        "train": QCoreApplication.translate("Pictures", "training"),
        "validation": QCoreApplication.translate("Pictures", "validation"),
        "test": QCoreApplication.translate("Pictures", "test"),
    }
    return names[split]
