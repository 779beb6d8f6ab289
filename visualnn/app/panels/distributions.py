"""How gradients, weights and activations are distributed in every layer, now and over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from visualnn.app.panels import palettes
from visualnn.app.panels.film import Film
from visualnn.app.panels.heatmap import Axis, HeatMap, roomy
from visualnn.app.panels.histograms import Histograms, Note
from visualnn.app.panels.inquiry import Inquiry
from visualnn.app.panels.panel import READ_SECONDS, Beginning, Panel, Seldom, number
from visualnn.app.panels.views import NONE
from visualnn.app.panels.widgets import Hint, Switch, bare, scrolled
from visualnn.app.theme import colours, theme
from visualnn.training.inspection import MANY, ROWS

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.inspection import Statistics
    from visualnn.training.metrics import History
    from visualnn.training.session import Update

BINS = 40

SHARES = 4
"""While training runs, every so manieth layer is looked at for a picture, the others for those that follow: all of them
thirty times a second would slow a large network down."""

LEAST_SCALE = 0.05
"""The share that has the strongest colour over time is the least multiple of this that none is above."""

PAST_TURNS = 7
"""While training runs, one question about the past follows so many about now."""


class DistributionsPanel(Panel):
    """Histograms of every layer side by side, or those of one layer over the steps as a heat map.

    Units that no longer learn are told: ReLUs that are 0 for all rows looked at, sigmoids in their flat ends.
    """

    ASKS = True

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.kind = Switch(
            {
                "activations": self.tr("Activations"),
                "gradients": self.tr("Gradients"),
                "weights": self.tr("Weights"),
            }
        )
        self.kind.changed.connect(self._kind_changed)
        self.view = Switch({"now": self.tr("Now"), "time": self.tr("Over Time")})
        self.view.changed.connect(self._view_changed)
        self.layer = QComboBox()
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # layers change, but rarely
        self.layer.setToolTip(self.tr("The layer that is shown over time"))
        self.layer.currentIndexChanged.connect(self._view_changed)
        self.head.addWidget(self.kind)
        self.head.addStretch(1)
        self.head.addWidget(self.view)
        below = bare(QHBoxLayout(), margins=(8, 0, 6, 4))
        below.addWidget(self.layer)
        below.addStretch(1)
        self.body.addLayout(below)
        self.hint = Beginning(trainer, self.tr("Press Train to see how the numbers inside each layer are distributed."))
        self.now = Histograms()
        self.time = HeatMap()
        self._pages = QStackedWidget()
        self.nothing = Hint(self.tr("No block here works on rows of data: there are no activations to show."))
        for page in (self.hint, scrolled(self.now), scrolled(self.time), self.nothing):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._history: History | None = None
        self._cuts = 0  # of the history that the films know of
        self._films: dict[tuple[str, str], Film] = {}  # by kind and layer
        self._latest: tuple[Statistics, ...] = ()
        self._figures = Seldom(READ_SECONDS)
        self._notes: list[Note] = []
        self._none = False  # whether there are no activations, whatever is trained
        self._looked_up: set[tuple[str, int]] = set()  # kinds and steps of the past that were asked about
        self._turns = 0  # questions about some of the layers
        self._asked_step, self._asks_past = 0, False
        self._since_past = 0  # questions about now since the last about the past
        self._inquiry = Inquiry(self, trainer, self._question, self._answered)
        theme().changed.connect(self._draw)

    def refresh(self, update: Update | None) -> None:
        history = update.history if update else None
        if history is not self._history:
            self._history = history
            self._cuts = len(history.cuts) if history else 0
            self._films.clear()
            self._looked_up.clear()
            self._latest, self._none = (), False
            self._inquiry.forget()
            self._draw()
        if history and (cuts := history.cuts[self._cuts :]):
            self._cuts += len(cuts)
            self._cut(min(cuts))
        if update:
            self._inquiry.want()

    def _cut(self, step: int) -> None:
        """Forget what came after a step, of all kinds and layers: that course was given up."""
        for film in self._films.values():
            film.cut(step)
        self._looked_up.clear()
        self._inquiry.forget()  # an answer may be of that course

    def _question(self) -> tuple[Any, ...]:
        """About now; over time, also about the past, which fills up while one looks."""
        past = self._missing()
        if past is not None and (not self.trainer.running or self._since_past >= PAST_TURNS):
            self._asks_past, self._asked_step, self._since_past = True, past, 0
            return "statistics_at", past, self.kind.value, BINS
        self._since_past += 1
        self._asks_past, self._asked_step = False, self.trainer.latest.step if self.trainer.latest else 0
        return "statistics", self.kind.value, BINS, self._turn()

    def _turn(self) -> tuple[str, ...] | None:
        """The layers to look at now: all of them while training rests, else some after the other; over time always the
        one that is shown, and at times one of the others, for the day when it is shown."""
        if not self._latest or not self.trainer.running:
            return None
        layers = [layer.block_id for layer in self._latest]
        self._turns += 1
        if self.view.value == "now":
            shares = min(SHARES, len(layers))
            return tuple(layers[self._turns % shares :: shares])
        other = layers[self._turns // SHARES % len(layers)]
        return tuple({self._chosen.block_id, *([other] if self._turns % SHARES == 0 else [])})

    def _missing(self) -> int | None:
        """A step that is kept and still missing on the film that is shown."""
        update = self.trainer.latest
        if self.view.value == "now" or not self._latest or update is None:
            return None
        kind = self.kind.value
        steps = [step for step in update.kept_steps if (kind, step) not in self._looked_up]
        if kind == "gradients":
            steps = [step for step in steps if step]  # nothing was propagated back before the first
        return self._film(self._chosen.block_id).missing(steps)

    def _film(self, block_id: str) -> Film:
        """What the histograms of a layer were like, of the kind that is shown."""
        return self._films.setdefault((self.kind.value, block_id), Film())

    def _answered(self, layers: tuple[Statistics, ...] | None) -> None:
        if self._asks_past:
            self._looked_up.add((self.kind.value, self._asked_step))  # also when it is not kept any more
            for layer in layers or ():
                self._film(layer.block_id).insert(self._asked_step, layer)
            self._inquiry.want()
        else:
            self._have(layers or ())
            if not self.trainer.running and self._missing() is not None:
                self._inquiry.want()
        self._draw()

    def _have(self, layers: tuple[Statistics, ...]) -> None:
        """These are the layers now."""
        if self.kind.value == "gradients" and not self._asked_step:
            layers = ()  # nothing has been propagated back yet
        if layers and not self.trainer.looking_back:  # it is on the film already
            for layer in layers:
                self._film(layer.block_id).add(self._asked_step, layer)
        new = {layer.block_id: layer for layer in layers}
        old = [layer.block_id for layer in self._latest]
        if new and new.keys() < set(old):  # a share of them
            layers = tuple(new.get(layer.block_id, layer) for layer in self._latest)
        self._latest = layers
        self._none = not layers and self.kind.value == "activations"
        self._name_layers()

    def _view_changed(self) -> None:
        self._draw()
        self._inquiry.want()

    def _kind_changed(self) -> None:
        self._latest, self._none = (), False
        self._inquiry.forget()
        self._view_changed()

    def _name_layers(self) -> None:
        names = [layer.name for layer in self._latest]
        if names != [self.layer.itemText(index) for index in range(self.layer.count())]:
            chosen = self.layer.currentText()
            self.layer.blockSignals(True)
            self.layer.clear()
            self.layer.addItems(names)
            self.layer.setCurrentIndex(max(0, self.layer.findText(chosen)))
            self.layer.blockSignals(False)

    def _draw(self) -> None:
        self.layer.setVisible(self.view.value == "time" and bool(self._latest))
        if not self._latest or (self.view.value == "time" and not self._film(self._chosen.block_id)):
            self._pages.setCurrentIndex(3 if self._none else 0)
        elif self.view.value == "now":
            self._pages.setCurrentIndex(1)
            self.now.title = self._titles()[self.kind.value] + self._in_part
            axes = {
                "activations": self.tr("activation"),
                "gradients": self.tr("|gradient|"),
                "weights": self.tr("weight"),
            }
            if self._figures_due(*(layer.block_id for layer in self._latest)):
                self._notes = [self._note(layer) for layer in self._latest]
            kind = self.kind.value
            self.now.show_layers(self._latest, self._notes, colours().of_series(0), axes[kind], kind == "gradients")
        else:
            self._pages.setCurrentIndex(2)
            self._draw_film()

    @property
    def _chosen(self) -> Statistics:
        """The layer that is shown over time."""
        return self._latest[max(0, self.layer.currentIndex())]

    def _draw_film(self) -> None:
        layer = self._chosen
        shown = self._film(layer.block_id).picture()
        known, width = shown.shares.shape[1], (shown.end_step - shown.first_step) // shown.shares.shape[1]
        columns = roomy(known)
        shares = np.pad(shown.shares, ((0, 0), (0, columns - known)), constant_values=np.nan)
        measured = {
            "activations": self.tr("activation"),
            "gradients": self.tr("log10 |gradient|"),
            "weights": self.tr("weight"),
        }
        self._name_film(layer)
        self.time.show_values(
            shares,
            Axis(
                self.tr("step"), low=shown.first_step - 0.5, high=shown.first_step + columns * width - 0.5, whole=True
            ),
            Axis(measured[self.kind.value], low=shown.low, high=shown.high),
            palettes.sequential(),
            0.0,
            max(LEAST_SCALE, math.ceil(shown.shares.max() / LEAST_SCALE) * LEAST_SCALE),
            lambda share: NONE if math.isnan(share) else f"{share:.1%}",
        )

    def _figures_due(self, *layers: str) -> bool:
        """Whether to tell the figures of these layers anew; while training runs they are read, not watched."""
        return self._figures.due(self.trainer.running, (self.view.value, self.kind.value, *layers))

    def _name_film(self, layer: Statistics) -> None:
        """What is shown, and the figures of now."""
        if not self._figures_due(layer.block_id):
            return
        coloured = {
            "activations": self.tr("share of activations"),
            "gradients": self.tr("share of gradients"),
            "weights": self.tr("share of weights"),
        }
        notes = [note for note in self._note(layer) if note]
        self.time.title = f"{layer.name}: " + " · ".join([coloured[self.kind.value], *notes]) + self._in_part

    @property
    def _in_part(self) -> str:
        """Says where not all weights of large layers are looked at."""
        layout = self.trainer.layout
        large = layout is not None and layout.parameter_count > MANY
        if large and self.trainer.running and self.kind.value != "activations":
            return self.tr(" (while training, of a part of large layers)")
        return ""

    def _titles(self) -> dict[str, str]:
        return {
            "activations": self.tr("Share of activations by value, on up to {rows} training rows").format(rows=ROWS),
            "gradients": self.tr("Share of weights by the size of their gradient, last step"),
            "weights": self.tr("Share of weights by value"),
        }

    def _note(self, layer: Statistics) -> Note:
        """The figures of a layer."""
        trouble = []
        if layer.dead is not None:
            trouble.append(self.tr("{share} dead").format(share=f"{layer.dead:.0%}"))
        if layer.saturated is not None:
            trouble.append(self.tr("{share} saturated").format(share=f"{layer.saturated:.0%}"))
        if self.kind.value == "gradients":
            if layer.zeros:
                trouble.append(self.tr("{share} zero").format(share=f"{layer.zeros:.0%}"))
            figures = self.tr("std {std}").format(std=number(layer.std))
        else:
            figures = self.tr("mean {mean}, std {std}").format(mean=number(layer.mean), std=number(layer.std))
        return Note(" · ".join(trouble), figures)
