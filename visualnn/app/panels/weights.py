"""The weights themselves, to be looked at and, while training rests, to be changed."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QStackedWidget, QToolButton, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.elided import Elided
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.panels.inquiry import Inquiry
from visualnn.app.panels.panel import Beginning, Panel, number
from visualnn.app.panels.weight_axes import axes, told
from visualnn.app.panels.weight_changes import Weight, WeightChanges
from visualnn.app.panels.weight_field import WeightField
from visualnn.app.panels.weight_pictures import WeightPictures, as_pictures
from visualnn.app.panels.widgets import Switch, scrolled
from visualnn.app.theme import theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Update


class WeightsPanel(Panel):
    """An array of weights as a heat map; where a layer reads pictures, each neuron's weights as a picture.

    A click on a cell opens a field to set that weight; everything else follows, and it can be taken back.
    """

    ASKS = True

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.array = QComboBox()
        self.array.setAccessibleName(self.tr("Weights"))
        self.array.setToolTip(self.tr("The array of weights that is shown"))
        self.array.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.array.currentIndexChanged.connect(self._array_chosen)
        self.view = Switch({"map": self.tr("Map"), "pictures": self.tr("Pictures")})
        self.view.changed.connect(self._draw)
        self.note = Elided()
        self.note.setContentsMargins(10, 0, 10, 2)
        self.undo = QToolButton()
        self.undo.setText(self.tr("take back"))
        self.undo.setToolTip(self.tr("Undo the last weight that was set by hand"))
        self.undo.setAutoRaise(True)
        self.undo.clicked.connect(self.take_back)
        self.head.addWidget(self.array)
        self.head.addWidget(self.view)
        self.head.addStretch(1)
        self.redo = QToolButton()
        self.redo.setText(self.tr("set again"))
        self.redo.setToolTip(self.tr("Redo the last weight that was taken back"))
        self.redo.setAutoRaise(True)
        self.redo.clicked.connect(self.set_again)
        self.head.addWidget(self.undo)
        self.head.addWidget(self.redo)
        self.hint = Beginning(trainer, self.tr("The weights are shown here once the network is ready to train."))
        self.map = HeatMap()
        self.map.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.map.setAccessibleName(self.tr("Weights"))
        self.map.clicked.connect(self._cell_clicked)
        self.pictures = WeightPictures()
        self.field = WeightField(self.map)
        self.field.given.connect(self._value_given)
        self.field.closed.connect(self._field_closed)
        trainer.acting.connect(self.field.commit)
        self._pages = QStackedWidget()
        for page in (self.hint, self.map, scrolled(self.pictures)):
            self._pages.addWidget(page)
        self.body.addWidget(self.note)  # not in the head, which has no room for two figures
        self.body.addWidget(self._pages, 1)
        self._weights: Mapping[str, np.ndarray] = {}
        self._session: Callable[[], object] = lambda: None  # not held: panels that are not seen go on without it
        self._axes = Axis(""), Axis("")
        self._edited: tuple[str, int] | None = None  # the weight that is being set
        self._changes = WeightChanges()
        self._inquiry = Inquiry(self, trainer, lambda: ("weights",), self._answered)
        theme().changed.connect(self._draw)
        self._draw()

    def refresh(self, update: Update | None) -> None:
        session = self.trainer.session
        if session is None or session is not self._session():
            self._session = weakref.ref(session) if session else lambda: None
            self._weights = {}
            self._changes = WeightChanges()
            self.field.leave()
            self._draw()
        if not self._settable:
            self.field.leave()
        if self._session():
            self._inquiry.want()

    @property
    def key(self) -> str:
        """The key of the array that is shown."""
        return self.array.currentText()

    def set_weight(self, key: str, place: int, value: float) -> None:
        """Give one weight (by its place in the flat array) a value; several values in a row are taken back at once."""
        self._changes.set(self._weights, key, place, value)
        self._send()

    def take_back(self) -> None:
        """Undo the last change."""
        if self._can_undo():
            self._show_changed(self._changes.undo())

    def set_again(self) -> None:
        """Redo what was taken back last."""
        if self._can_redo():
            self._show_changed(self._changes.redo())

    def event(self, event: QEvent) -> bool:
        """The usual keys take back what was set here, while the focus is here: elsewhere they mean the drawing. In the
        past there is nothing to be taken back, and the drawing is not meant."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            for keys, do, can in (
                (QKeySequence.StandardKey.Undo, self.take_back, self._can_undo),
                (QKeySequence.StandardKey.Redo, self.set_again, self._can_redo),
            ):
                if event.matches(keys) and (can() or self.trainer.looking_back):
                    if event.type() == QEvent.Type.KeyPress:
                        do()
                    event.accept()
                    return True
        return super().event(event)

    @property
    def _settable(self) -> bool:
        """Whether a weight may be set: while training rests, and the network is shown as it is now."""
        return not (self.trainer.running or self.trainer.looking_back)

    def _can_undo(self) -> bool:
        return self._settable and self._changes.can_undo(self._weights)

    def _can_redo(self) -> bool:
        return self._settable and self._changes.can_redo(self._weights)

    def _show_changed(self, weight: Weight) -> None:
        """Give the network a weight that was taken back or set again, and show which it is."""
        self.field.leave()
        self.view.button("map").setChecked(True)
        self.array.setCurrentText(weight.key)
        self._send()
        self.map.selected = divmod(weight.place, self.map.values.shape[1])
        self.map.setFocus()
        self.map.update()

    def _value(self, key: str, place: int) -> float:
        return float(self._weights[key].reshape(-1)[place])

    def _send(self) -> None:
        """Give the network the weights as they were changed."""
        self._weights = self._changes.weights
        self._inquiry.forget()  # an answer under way knows nothing of it
        self.trainer.set_weights(self._weights)
        self._draw()

    def _answered(self, weights: Mapping[str, np.ndarray]) -> None:
        self._weights = weights
        names = list(weights)
        if names != [self.array.itemText(index) for index in range(self.array.count())]:
            self.array.blockSignals(True)
            self.array.clear()
            self.array.addItems(names)
            self.array.blockSignals(False)
            self.map.selected = None
        self._draw()

    def _array_chosen(self) -> None:
        self.field.commit()
        self.map.selected = None
        self._draw()

    def _draw(self) -> None:
        weights = self._weights.get(self.key)
        self.array.setVisible(weights is not None)
        self.undo.setVisible(self._can_undo())
        self.redo.setVisible(self._can_redo())
        info = self.trainer.layout.info if self.trainer.layout else None
        pictures = None
        if weights is not None and info is not None:
            pictures = as_pictures(weights, info.picture, info.channels)
        self.view.setVisible(pictures is not None)
        if weights is None or not weights.size:
            self._pages.setCurrentIndex(0)
        elif pictures is not None and self.view.value == "pictures":
            self._pages.setCurrentIndex(2)
            self.pictures.show_pictures(pictures)
        else:
            self._pages.setCurrentIndex(1)
            self.note.setText(self._note())
            self._draw_map(weights)
        self.note.setVisible(self._pages.currentIndex() == 1)

    def _note(self) -> str:
        """What can be done, or what came of it."""
        update = self.trainer.latest
        if self.trainer.running:
            return self.tr("pause to set a weight")
        if self.trainer.looking_back:
            return self.tr("as it was; go back to now to set a weight")
        if update and "loss" in update.measured and (before := update.history.last("loss")) is not None:
            now = number(update.measured["loss"])
            return self.tr("loss now {now}, in the last step {before}").format(now=now, before=number(before))
        return self.tr("click on a weight to set it")

    def _draw_map(self, weights: np.ndarray) -> None:
        """Rows are inputs and columns neurons; a bias is a single row."""
        matrix = weights.reshape(-1, weights.shape[-1]) if weights.ndim else weights.reshape(1, 1)
        reach = palettes.symmetric(matrix)
        rows, columns = matrix.shape
        name, _, key = self.key.rpartition("/")
        self._axes = axes(self._kind(name), key, weights.shape)
        if names := self._columns_read(name, rows) if weights.ndim == 2 else ():
            self._axes = Axis(self.tr("input"), names), self._axes[1]
        self._name_map(weights.shape)
        down, across = self._axes
        self.map.show_values(
            matrix, across, down, palettes.diverging(), -reach, reach, written=rows <= 16 and columns <= 16
        )

    def _name_map(self, shape: tuple[int, ...]) -> None:
        """Call the map by the array, or by the weight that is being set."""
        name, _, key = self.key.rpartition("/")
        which = " x ".join(map(str, shape))
        if self._edited and self._edited[0] == self.key:
            which = self._place_told(self._edited[1])
        self.map.title = self.tr("{name}: {kind}, {shape}").format(name=name, kind=key, shape=which)

    def _place_told(self, place: int) -> str:
        """Which weight of the array it is."""
        down, across = self._axes
        row, column = divmod(place, len(across.names))
        return ", ".join(filter(None, (told(down, row), told(across, column))))

    def _kind(self, name: str) -> str:
        """The kind of the block of this name."""
        graph = self.trainer.graph
        block = graph.find(name) if graph else None
        return block.kind if block else ""

    def _columns_read(self, name: str, rows: int) -> tuple[str, ...]:
        """The names of the columns that a layer reads straight from the data; none for other layers."""
        layout, graph = self.trainer.layout, self.trainer.graph
        layer = next((layer for layer in layout.layers if layer.name == name), None) if layout else None
        if layout is None or graph is None or layer is None or layer.block_id not in graph:
            return ()
        read = [wire for wire in graph.into(layer.block_id) if not any(graph.into(wire.source))]
        target = layout.info.types["y"]
        given = layout.info.columns
        fits = len(given) == rows + (target.size if target.kind == "real" else 1)
        return given[:rows] if fits and [wire.source_port for wire in read] == ["x"] else ()

    def _cell_clicked(self, row: int, column: int) -> None:
        if not self._settable or self.key not in self._weights:
            return
        self.field.commit()
        place = row * self.map.values.shape[1] + column
        self.map.selected = (row, column)
        self._edited = (self.key, place)
        self._draw()
        self.field.open_at(
            lambda: self.map.cell_rect((row, column)).center().toPoint(), self.map.title, self._value(self.key, place)
        )

    def _value_given(self, value: float) -> None:
        if self._edited:
            self.set_weight(*self._edited, value)

    def _field_closed(self) -> None:
        self._edited = None
        if self.field.hasFocus():  # closed with a key, which may go on to the next weight
            self.map.setFocus()
        else:
            self.map.selected = None
        self._draw()
