"""A pad to draw a picture on, or to look at one of the data's, which the network answers at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visualnn.app.panels import taking
from visualnn.app.panels.chart import Chart
from visualnn.app.panels.confusion import by_class
from visualnn.app.panels.pictures import as_image, images, split_name
from visualnn.app.panels.taking import csv_text
from visualnn.app.panels.views import View, held_out
from visualnn.app.panels.widgets import bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.data.dataset import Dataset
from visualnn.data.ink import LARGE, framed

SIDE = 240
"""Points of the pad along a side."""

GAP = 8


class Pad(View):
    """Draw with the mouse; what is drawn is framed as the pictures of the data are, and predicted while training goes
    on. Or pick one of the held-out pictures at random, which is predicted as it is until one draws on it."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert dataset.info.picture
        self._dataset = dataset
        self._picked: int | None = None
        self._framed: np.ndarray | None = None  # what is drawn, framed; None: it is to be framed anew
        self._picture = dataset.info.picture
        self._channels = dataset.info.channels
        self._row = dataset.x.shape[1:]
        self._bytes = dataset.x.dtype == np.uint8
        self._white = 1.0 if self._bytes else float(dataset.x.max())
        classes = dataset.info.types["y"].classes
        large = min(self._picture) >= LARGE
        self.sheet = Sheet(SIDE / 13 if large else SIDE / 9)
        self.sheet.drawn.connect(self._drawn)
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.clicked.connect(self._clear)
        self.clear.setToolTip(self.tr("Wipe the pad clean"))
        self.pick = QPushButton(self.tr("Pick One"))
        self.pick.clicked.connect(self._pick)
        self.pick.setToolTip(
            self.tr("Look at a {split} picture, picked at random").format(split=split_name(held_out(dataset)))
        )
        self.truth = QLabel()
        self.truth.setWordWrap(True)
        self.seen = _Seen(self._picture)
        self.bars = Shares(dataset.info.labels or tuple(str(number) for number in range(classes)))
        self.caption = QLabel(self.tr("as the\nnetwork\nsees it"))
        self._top = bare(QBoxLayout(_DOWN), spacing=4)
        for part in (self.seen, self.caption, self.truth):
            self._top.addWidget(part)
        self._buttons = bare(QBoxLayout(_DOWN), spacing=4)
        self._buttons.addWidget(self.pick)
        self._buttons.addWidget(self.clear)
        middle = bare(QVBoxLayout(), spacing=4)
        middle.addLayout(self._top)
        middle.addStretch(1)
        middle.addLayout(self._buttons)
        body = QWidget()
        self._parts = bare(QHBoxLayout(body), spacing=GAP, margins=(10, 2, 4, 6))
        self._parts.addWidget(self.sheet, 1)
        self._parts.addLayout(middle)
        self._parts.addWidget(self.bars, 1)
        bare(QVBoxLayout(self)).addWidget(scrolled(body))
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is low, leave the caption out, and put beside each other what has room so."""
        buttons = self.pick.sizeHint(), self.clear.sizeHint()
        words = self.caption.sizeHint().height() + 3 * self.fontMetrics().height()
        low = self.height() < self.seen.height() + words + buttons[0].height() + buttons[1].height() + 3 * GAP
        least = self.sheet.minimumWidth() + self.bars.minimumWidth() + buttons[0].width() + buttons[1].width()
        self.caption.setVisible(not low)
        self._top.setDirection(_ACROSS if low else _DOWN)
        self._buttons.setDirection(_ACROSS if low and self.width() >= least + 5 * GAP else _DOWN)
        self._parts.activate()  # else what is scrolled keeps the height that it had before

    def picture(self) -> np.ndarray:
        """What is drawn, framed: float32 [height, width], 0 to 1."""
        if self._framed is None:
            self._framed = framed(self.sheet.ink(), self._picture)
            self.seen.show_picture(self._framed)
        return self._framed

    def question(self, loss: int) -> tuple[Any, ...] | None:
        if self._picked is not None:
            return "predict", self._dataset.x[self._picked : self._picked + 1], loss
        picture = self.picture()
        if not picture.any():
            self.bars.show_shares(np.zeros(0))
            return None
        row = np.broadcast_to(picture, (self._channels, *self._picture)).reshape(1, *self._row)
        row = np.round(row * 255).astype(np.uint8) if self._bytes else (row * self._white).astype(np.float32)
        return "predict", row, loss

    def show_answer(self, answer: np.ndarray) -> None:
        if self.sheet.marked:
            self.bars.show_shares(by_class(answer)[0])

    def _drawn(self) -> None:
        self._picked = self._framed = None
        self.truth.clear()
        self.asks.emit()

    def _pick(self) -> None:
        split, info = held_out(self._dataset), self._dataset.info
        rows = range(len(self._dataset.x))[self._dataset.split(split)]
        self._picked = int(np.random.default_rng().choice(rows))
        number = int(self._dataset.y[self._picked])
        self.truth.setText(
            self.tr("{split} picture {number}:\n{label}").format(
                split=split_name(split),
                number=f"{self._picked - rows.start + 1:,}",
                label=info.labels[number] if info.labels else number,
            )
        )
        picture = images(self._dataset.x[self._picked : self._picked + 1], self._dataset)[0]
        self.sheet.show_picture(picture)
        self.seen.show_picture(picture.mean(axis=-1) / 255 if picture.ndim == 3 else picture / 255)
        self.asks.emit()

    def _clear(self) -> None:
        self._picked = self._framed = None
        self.truth.clear()
        self.sheet.clear()
        self.picture()
        self.bars.show_shares(np.zeros(0))


class Sheet(QWidget):
    """Takes strokes of the mouse: white on black. ``drawn`` is emitted with every piece of a stroke."""

    drawn = Signal()

    def __init__(self, pen: float, parent: QWidget | None = None) -> None:
        """``pen``: width of a stroke, where the sheet is ``SIDE`` wide."""
        super().__init__(parent)
        self._pen = pen
        self._image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
        self._last: QPointF | None = None
        self.marked = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(100, 100)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it is as high as there is room
        self.setAccessibleName(self.tr("Pad to draw on"))
        self.clear()
        theme().changed.connect(self.update)

    def ink(self) -> np.ndarray:
        """What is drawn, ``[SIDE, SIDE]``, 0 to 1."""
        rows = np.frombuffer(self._image.constBits(), np.uint8).reshape(SIDE, self._image.bytesPerLine())
        return rows[:, :SIDE] / 255.0

    def clear(self) -> None:
        """Wipe everything off."""
        self._image.fill(0)
        self.marked = False
        self.update()

    def show_picture(self, picture: np.ndarray) -> None:
        """Show a picture, ``[height, width]`` or ``[height, width, 3]`` uint8, as if it had been drawn."""
        self._image.fill(0)
        painter = QPainter(self._image)
        painter.drawImage(QRectF(self._image.rect()), as_image(picture))
        painter.end()
        self.marked = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._last = self._place(event)
            self._stroke(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            self._stroke(self._place(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        field = self._field()
        painter.drawImage(field, self._image)
        painter.setPen(QPen(QColor(colours().border), 1))
        painter.drawRect(field)
        if not self.marked:
            painter.setPen(QColor("#9AA3AD"))
            text = self.tr("Draw here with the mouse.")
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    title = ""

    def table(self) -> str:
        """The ink, a line per row of points, 0 to 1."""
        return csv_text([[f"{ink:.4g}" for ink in row] for row in self.ink()])

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu what can be done with the drawing."""
        taking.fill(
            menu, self, self.table, lambda path: taking.save_widget(self, path), [(self.tr("Clear"), self._wipe)]
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _wipe(self) -> None:
        self.clear()
        self.drawn.emit()

    def _field(self) -> QRectF:
        side = min(self.width(), self.height()) - 1
        return QRectF((self.width() - side) / 2, 0, side, side)

    def _place(self, event: QMouseEvent) -> QPointF:
        field = self._field()
        return (event.position() - field.topLeft()) * (SIDE / field.width())

    def _stroke(self, to: QPointF) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor("white"), self._pen, Qt.PenStyle.SolidLine, cap, join))
        if self._last == to:
            painter.drawPoint(to)
        else:
            painter.drawLine(self._last or to, to)
        painter.end()
        self._last = to
        self.marked = True
        self.update()
        self.drawn.emit()


class Shares(Chart):
    """Probabilities as bars, one per class, the largest in a colour of its own."""

    def __init__(self, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Probability"), parent)
        self._labels = labels
        self.shares = np.zeros(0)
        self.setMinimumWidth(120)

    def show_shares(self, shares: np.ndarray) -> None:
        """Draw probabilities ``[classes]``; none: bars without length."""
        if not np.array_equal(shares, self.shares):
            self.shares = shares
            self.update()

    def table(self) -> str:
        shares = zip(self._labels, self.shares, strict=False)
        return csv_text([("class", "probability"), *((label, f"{share:.6g}") for label, share in shares)])

    def draw(self, painter: QPainter, area: QRectF) -> None:
        now, metrics = colours(), self.fontMetrics()
        shown = self.listed(int(area.height() // metrics.height()))
        row = min(area.height() / max(1, len(shown)), 2.2 * metrics.height())
        names = min(area.width() / 3, max(metrics.horizontalAdvance(label) for label in self._labels) + 8)
        figures = metrics.horizontalAdvance("100.0% ")
        best = int(self.shares.argmax()) if len(self.shares) else -1
        for line, number in enumerate(shown):
            place = QRectF(area.left(), area.top() + line * row, area.width(), row)
            painter.setPen(QColor(now.text))
            text = metrics.elidedText(self._labels[number], Qt.TextElideMode.ElideRight, int(names) - 4)
            painter.drawText(QRectF(place.left(), place.top(), names - 6, row), _RIGHT, text)
            field = place.adjusted(names, row * 0.15, -figures, -row * 0.15)
            painter.fillRect(field, QColor(now.window))
            if number < len(self.shares) and np.isfinite(self.shares[number]):
                share = float(self.shares[number])
                ink = QColor(now.accent if number == best else now.border)
                painter.fillRect(QRectF(field.left(), field.top(), field.width() * share, field.height()), ink)
                painter.drawText(QRectF(field.right(), place.top(), figures, row), _RIGHT, f"{share:.1%}")

    def listed(self, lines: int) -> list[int]:
        """The numbers of as many classes as there are lines: the most probable ones, in their order."""
        classes = np.arange(len(self._labels))
        if lines < len(classes) == len(self.shares):
            classes = np.sort(np.argsort(-self.shares, kind="stable")[:lines])
        return list(map(int, classes[: max(1, lines)]))


class _Seen(QWidget):
    """The framed picture, small."""

    def __init__(self, picture: tuple[int, int]) -> None:
        super().__init__()
        self._pixels = np.zeros(picture, np.uint8)
        self.setFixedSize(56, 56)

    def show_picture(self, picture: np.ndarray) -> None:
        self._pixels = np.round(picture * 255).astype(np.uint8)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawImage(self.rect(), as_image(self._pixels))


_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
