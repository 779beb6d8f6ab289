"""Pictures with what they show and what the network takes them for."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QPaintEngine,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from visualnn.app.panels.chart import Chart
from visualnn.app.panels.taking import csv_text, exact
from visualnn.app.panels.views import NONE, REST, Turns, View, held_out, most_probable, picked
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset

SHOWN = 240
"""Pictures shown at most, drawn at random from the split, always the same ones."""

TILE = 48
"""About how wide a picture is drawn, in pixels; it is enlarged by a whole number where that is possible."""

GAP = 6

WIDER = 1.7
"""So many times as wide as a picture may its caption be for pictures to be set apart for it."""

MOST_TILES = 500
"""Painted tiles that are kept."""


class Pictures(View):
    """The pictures of the test rows (of validation or training rows where there are none), the wrong ones first."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = held_out(dataset)
        rows = picked(dataset, self._split, SHOWN)
        self._x, self._truth = dataset.x[rows], dataset.y[rows]
        self.grid = PictureGrid(images(self._x, dataset), self._truth, dataset.info.labels)
        self._rows = dataset.info.rows[self._split]
        self._turns = Turns(self, len(rows))
        scroll = scrolled(self.grid)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = bare(QVBoxLayout(self))
        column.addWidget(scroll, 1)

    def question(self, loss: int) -> tuple[Any, ...]:
        """About those in view, and now and then about all."""
        return "predict", self._x[self._turns.next(loss, self.grid.in_view)], loss

    def show_answer(self, answer: np.ndarray) -> None:
        """Sort and label by the class probabilities ``[n, classes]``."""
        self.grid.show_predictions(self._turns.complete(answer))
        wrong = int((self.grid.predicted != self._truth).sum())
        told = self.tr("{wrong} of {all} {split} pictures wrong")
        if len(self._truth) < self._rows:
            told = self.tr("{wrong} of {all} wrong, from {rows} {split} rows")
        self.grid.title = told.format(
            wrong=wrong, all=len(self._truth), rows=f"{self._rows:,}", split=split_name(self._split)
        )


class PictureGrid(Chart):
    """Tiles of pictures; under each the predicted label, for a wrong one ``true → predicted``, and its probability
    where that has room.

    While predictions come thirty times a second, labels follow at once, probabilities and the order of the pictures do
    not: they would flicker.
    """

    def __init__(
        self, images: np.ndarray, truth: np.ndarray, labels: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        """``images``: ``[n, height, width]`` uint8, white on black, or ``[n, height, width, 3]``; ``truth``: ``[n]``
        class numbers."""
        super().__init__(parent=parent)
        self._images = np.ascontiguousarray(images)
        self._truth = truth
        self._labels = labels
        self._longest = max(labels, key=len, default=str(truth.max(initial=0)))
        self._wide = self._tile  # of a picture with its caption, where that is not much wider
        self.probabilities = np.zeros((0, 0), np.float32)
        self._shares = np.zeros(len(truth))  # the probability of each prediction as it is told, in per cent
        self._sorts, self._told = True, self.probabilities
        self._tiles: dict[tuple[int, int, float], QPixmap] = {}  # painted, by picture, predicted class and its share
        self._looks: object = None  # what they were painted for
        self.predicted = truth
        self.order = np.arange(len(truth))
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST)
        self._resting.timeout.connect(self._settle)
        theme().changed.connect(self.fit)
        self.fit()

    def show_predictions(self, probabilities: np.ndarray, sort: bool = True) -> None:
        """Label every picture by its most probable class, ``[n, classes]``; ``sort``: the wrong ones first."""
        first = not len(self.probabilities)
        before, self.predicted = self.predicted, most_probable(probabilities)
        self.probabilities, self._sorts = probabilities, sort
        if not first and (changed := np.flatnonzero(before != self.predicted)).size:
            self._shares[changed] = _percent(probabilities[changed])
            self._update_tiles(changed)
        if first:
            self.update()  # pictures get frames
        if first or not self._resting.isActive():
            self._settle()

    def _update_tiles(self, indices: np.ndarray) -> None:
        """Paint anew these pictures, as far as they are seen."""
        seen = self._between(self.visibleRegion().boundingRect())
        for place in np.flatnonzero(np.isin(self.order[seen], indices)).tolist():
            self.update(self._around(seen.start + place))

    def _settle(self) -> None:
        """Tell the probabilities as they are now, and sort, unless they are told already."""
        if self._told is self.probabilities:
            return
        self._told = self.probabilities
        shares = _percent(self.probabilities)
        changed = np.flatnonzero(shares != self._shares)
        self._shares = shares
        self._update_tiles(changed)
        if self._sorts and len(self.order) == len(self._truth):
            self.show_order(np.argsort(self.predicted == self._truth, kind="stable"))
        self._resting.start()

    def show_order(self, order: np.ndarray) -> None:
        """Show these pictures, in this order."""
        if not np.array_equal(order, self.order):
            refit = len(order) != len(self.order)
            self.order = order
            if refit:
                self.fit()
            self.update()

    def table(self) -> str:
        """Every picture in its order: what it shows, what it is taken for, and the probabilities."""
        classes = range(self.probabilities.shape[1] if len(self.probabilities) else 0)
        rows: list[tuple[object, ...]] = [("true", "predicted", *(f"p({self._label(c)})" for c in classes))]
        for index in self.order.tolist() if classes else ():
            shares = map(exact, self.probabilities[index])
            rows.append((self._label(int(self._truth[index])), self._label(int(self.predicted[index])), *shares))
        return csv_text(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def in_view(self) -> np.ndarray:
        """The pictures of which any part can be seen, ascending."""
        return np.sort(self.order[self._between(self.visibleRegion().boundingRect())])

    def _between(self, clip: QRect) -> slice:
        """The places of the rows of pictures that a rectangle touches."""
        top, pitch, columns = round(self.area().top()), self._pitch(), self._columns()
        return slice(
            max(0, (clip.top() - top) // pitch) * columns, (max(0, clip.bottom() - top) // pitch + 1) * columns
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        caption = self.fontMetrics().horizontalAdvance(f"{self._longest} → {self._longest} (100%)") - GAP
        self._wide = max(self._tile, caption) if caption <= WIDER * self._tile else self._tile
        rows = -(-len(self.order) // self._columns())
        self.setMinimumHeight(round(self.area().top()) + rows * self._pitch() + GAP)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(8 * (self._tile + GAP), 3 * self._pitch())

    def draw(self, painter: QPainter, area: QRectF) -> None:
        clip = self.exposed.toAlignedRect()
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        sharp = painter.deviceTransform().m11()
        shown = self._between(clip)
        for place, index in enumerate(self.order[shown].tolist(), start=shown.start):
            around = self._around(place)
            if not clip.intersects(around):
                continue
            if raster:
                painter.drawPixmap(around.topLeft(), self._painted(index, around.size(), sharp))
            else:
                self._draw_tile(painter, around, index)

    def _painted(self, index: int, size: QSize, sharp: float) -> QPixmap:
        """The tile of a picture, painted once for every caption that it had."""
        looks = (size, sharp, theme().colours, self.font().key(), len(self.probabilities) > 0)
        if looks != self._looks or len(self._tiles) > MOST_TILES:
            self._tiles.clear()
            self._looks = looks
        key = (index, int(self.predicted[index]), float(self._shares[index]))
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = QPixmap(size * sharp)
            tile.setDevicePixelRatio(sharp)
            tile.fill(Qt.GlobalColor.transparent)
            brush = QPainter(tile)
            brush.setFont(self.font())
            self._draw_tile(brush, QRect(QPoint(0, 0), size), index)
            brush.end()
        return tile

    def _draw_tile(self, painter: QPainter, around: QRect, index: int) -> None:
        now = colours()
        side = self._tile
        tile = QRect(around.left() + (around.width() - side) // 2, around.top() + 2, side, side)
        painter.drawImage(tile, as_image(self._images[index]))
        if not len(self.probabilities):
            return
        right = self.predicted[index] == self._truth[index]
        colour = QColor(now.success if right else now.error)
        painter.setPen(QPen(colour, 1 if right else 3))
        painter.drawRect(tile)
        painter.setPen(colour)
        caption = QRect(around.left(), tile.bottom() + 3, around.width(), self.fontMetrics().height())
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, self.caption(index))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos())
            if index is not None and len(self.probabilities):
                QToolTip.showText(event.globalPos(), self._explain(index), self)
                return True
        return super().event(event)

    def _label(self, number: int) -> str:
        if number < 0:
            return NONE
        return self._labels[number] if number < len(self._labels) else str(number)

    def caption(self, index: int) -> str:
        """What stands below a picture."""
        predicted, truth = self._label(int(self.predicted[index])), self._label(int(self._truth[index]))
        caption = predicted if predicted == truth else f"{truth} → {predicted}"
        whole = f"{caption} ({self._shares[index]:.0f}%)"
        return whole if self.fontMetrics().horizontalAdvance(whole) <= self._wide + GAP else caption

    def _explain(self, index: int) -> str:
        likely = np.argsort(-self.probabilities[index])[:3]
        lines = [self.tr("shows {label}").format(label=self._label(int(self._truth[index])))]
        lines += [f"{self._label(int(i))}: {self.probabilities[index, i]:.1%}" for i in likely]
        return "\n".join(lines)

    @property
    def _tile(self) -> int:
        """Side of a picture on the screen."""
        width = int(self._images.shape[2])
        return width * max(1, round(TILE * theme().scale / width))

    def _pitch(self) -> int:
        return self._tile + GAP + 4 + self.fontMetrics().height()

    def _columns(self) -> int:
        return max(1, (self.width() - 2 * GAP) // (self._wide + GAP))

    def _around(self, place: int) -> QRect:
        """Where a picture and its caption are; neighbours share the gap between them."""
        row, column = divmod(place, self._columns())
        wide, pitch = self._wide, self._pitch()
        return QRect(10 - GAP + column * (wide + GAP), round(self.area().top()) + row * pitch, wide + 2 * GAP, pitch)

    def _at(self, position: QPoint) -> int | None:
        for place, index in enumerate(self.order.tolist()):
            if self._around(place).contains(position):
                return int(index)
        return None


def _percent(probabilities: np.ndarray) -> np.ndarray:
    """The largest probability of each row, in whole per cent; 0 where they are not numbers."""
    return np.round(100 * np.nan_to_num(probabilities.max(axis=1)))


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
