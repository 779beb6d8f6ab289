"""How much gradient each layer receives."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtWidgets import QStackedWidget, QWidget

from visualnn.app.colours import Colours, mixed
from visualnn.app.panels import palettes
from visualnn.app.panels.bars import Bar, Bars
from visualnn.app.panels.branches import branches
from visualnn.app.panels.gradient_map import decades, gradient_map, norm_text
from visualnn.app.panels.heatmap import Axis, HeatMap
from visualnn.app.panels.panel import READ_SECONDS, Beginning, Panel, Seldom, number, where
from visualnn.app.panels.plots import RAW, Line, Plot, Reading
from visualnn.app.panels.smoothing import Smoother
from visualnn.app.panels.traces import DASHES
from visualnn.app.panels.verdict import is_calm, is_remark, verdict
from visualnn.app.panels.widgets import Entry, Legend, SmoothingSlider, Steady, Switch, scrolled
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.messages import Message
    from visualnn.training.metrics import History
    from visualnn.training.session import Update

PREFIX = "gradient/"

ALARMS, CALM = 2, 2
"""Sentences about networks in trouble, and about others; of more, the number is told."""


SMOOTHING = 90
"""Per cent of smoothing at first: from batch to batch norms differ tenfold, and lines would hide each other."""

FEW = 4
"""Layers up to which unsmoothed lines are drawn, too, and colours alone tell lines apart."""

PALEST = 0.5
"""How pale the first of many layers is."""


class Layer(NamedTuple):
    """A layer as it is drawn here; layers of one branch receive their gradients from one another."""

    name: str
    branch: int
    colour: str
    dash: int = 0


class GradientsPanel(Panel):
    """The gradient norm of every layer from input to output, on a log scale: now as bars, over time as lines or as a
    map of layer by step.

    The norm is the L2 norm over all parameters of the layer.
    """

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.view = Switch({"now": self.tr("Now"), "time": self.tr("Over Time"), "map": self.tr("Map")})
        self.view.changed.connect(self._view_changed)
        self.legend = Legend()
        self.legend.setContentsMargins(10, 0, 10, 2)
        self.head.addWidget(self.view)
        self.head.addStretch(1)
        self.smoothing = SmoothingSlider(SMOOTHING)
        self.smoothing.valueChanged.connect(self._draw)
        self.add_fine(self.smoothing)
        self.hint = Beginning(trainer, self.tr("Press Train to see how much gradient reaches each layer."))
        self.bars = Bars(self.tr("Gradient norm (L2), log scale"), self.tr("gradient norm (L2)"))
        self.plot = Plot(self.tr("step"), self.tr("norm (L2)"), self.tr("Gradient norm of each layer"))
        self.map = HeatMap(self.tr("Gradient norm (L2), layer by step"))
        self.plot.set_log(y=True)
        self.plot.read.connect(self._read)
        self._pages = QStackedWidget()
        for page in (self.hint, scrolled(self.bars), self.plot, self.map):
            self._pages.addWidget(page)
        self.verdict = Steady(wrapped=True)
        self.verdict.keep_away(10, 2, 10, 6)
        self.body.addWidget(self.legend)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.verdict)
        self._drawn: object = None
        self._known: tuple[object, ...] = ()  # what the layers were found for
        self._layers_: list[Layer] = []
        self._verdicts, self._legends = Seldom(READ_SECONDS), Seldom(READ_SECONDS)
        self._under: float | None = None  # the cursor, on the x axis
        self._smoothers: dict[str, Smoother] = {}
        theme().changed.connect(self._draw)
        self._show_fine()
        self._draw()

    def refresh(self, update: Update | None) -> None:
        drawn = (id(update.history), update.history.version, update.measured, self._broken()) if update else None
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw()

    def _show_fine(self) -> None:
        super()._show_fine()
        if self.view.value != "time":
            self.smoothing.hide()

    def _view_changed(self) -> None:
        self._show_fine()
        self._draw()

    def _draw(self) -> None:
        update = self.trainer.latest
        history = update.history if update else None
        layers = self._layers()
        norms = [update.last(PREFIX + layer.name) for layer in layers] if update else []
        if self._broken():  # those that are not numbers are not missing
            norms = [math.nan if norm is None else norm for norm in norms]
        known = [(layer, norm) for layer, norm in zip(layers, norms, strict=False) if norm is not None]
        if known:
            self._judge(known)
        says = bool(known and self.verdict.text())
        if self.verdict.isHidden() == says:
            self.verdict.setVisible(says)
        self.legend.setVisible(self.view.value == "time" and bool(known))
        if history is None or not known:
            self._pages.setCurrentIndex(0)
            return
        if self.view.value == "now":
            self._pages.setCurrentIndex(1)
            self.bars.show_bars([Bar(layer.name, norm, layer.colour, layer.branch) for layer, norm in known])
        elif self.view.value == "map":
            self._pages.setCurrentIndex(3)
            self._draw_map(history, layers)
        else:
            self._pages.setCurrentIndex(2)
            self.plot.show_lines(self._lines(history, layers))
            if self._legends.due(self.trainer.running):
                self._show_legend()

    def _draw_map(self, history: History, layers: list[Layer]) -> None:
        """Layers from input to output below each other, the decades of their mean norms as colours over the steps."""
        points = history.together([PREFIX + layer.name for layer in layers])
        norms, first, end = gradient_map(points.steps, points.means.T)
        heat = decades(norms)
        there = heat[np.isfinite(heat)]
        low, high = (math.floor(there.min()), math.ceil(there.max())) if len(there) else (-1, 0)
        high = max(high, low + 1)
        self.map.ends = f"1e{low}", f"1e{high}"
        self.map.show_values(
            norms,
            Axis(self.tr("step"), low=first - 0.5, high=end - 0.5, whole=True, told=where),
            Axis(self.tr("layer"), tuple(layer.name for layer in layers)),
            palettes.sequential(),
            low,
            high,
            norm_text,
            heat=heat,
        )

    def _judge(self, known: list[tuple[Layer, float]]) -> None:
        """A sentence for every branch, those with a trouble in the colour of errors. While training runs, figures that
        differ are not told at once: they are read, not watched."""
        judgements = [
            verdict([(layer.name, norm) for layer, norm in known if layer.branch == branch])
            for branch in sorted({layer.branch for layer, _ in known})
        ]
        if broken := self._broken():
            judgements = [broken]
        if not self._verdicts.due(self.trainer.running, tuple(judgement.code for judgement in judgements)):
            return
        alarms = [translate(judgement) for judgement in judgements if not is_calm(judgement)]
        calm = [translate(judgement) for judgement in judgements if is_calm(judgement) and not is_remark(judgement)]
        if len(calm) > CALM:
            calm = [self.tr("%n networks: the gradients are healthy.", "", len(calm))]
        if len(alarms) > ALARMS:
            more = self.tr("%n more network(s) in trouble.", "", len(alarms) - ALARMS)
            alarms = [*alarms[:ALARMS], more]
        sentences = [f"<span style='color:{colours().error}'>{escape(text)}</span>" for text in alarms]
        sentences += [f"<span style='color:{colours().success}'>{escape(text)}</span>" for text in calm]
        sentences += [
            f"<span style='color:{colours().dim}'>{escape(text)}</span>" for text in self._remarks(judgements)
        ]
        text = "<br>".join(sentences)
        if text != self.verdict.text():
            self.verdict.setText(text)

    def _broken(self) -> Message | None:
        """That training has diverged, whatever the gradients were before; None if it has not, or if those of another
        step are shown, or of weights that were set since."""
        session, update = self.trainer.session, self.trainer.latest
        shows_end = session and update and update.present is None and not update.measured
        problem = session.problem if session and shows_end else None
        return problem if problem and problem.code == "diverged" else None

    def _remarks(self, judgements: list[Message]) -> list[str]:
        """What is so and neither good nor bad; of many, only the bars say how large the gradients are."""
        still, tiny, single = (
            [translate(one) for one in judgements if one.code == f"gradients_{kind}"]
            for kind in ("still", "tiny", "single")
        )
        if len(still) > CALM:
            still = [self.tr("%n networks learn nothing more: their gradients are 0.", "", len(still))]
        if len(tiny) > 1:  # the sentence is long: two would take half of the dock
            tiny = [self.tr("%n networks learn next to nothing: their gradients are tiny.", "", len(tiny))]
        return [*still, *tiny, *(single if len(single) <= CALM else [])]

    def _layers(self) -> list[Layer]:
        """All layers, branch by branch, each from input to output."""
        layout, graph = self.trainer.layout, self.trainer.graph
        if layout is None or graph is None:
            return []
        known = (layout, graph, colours())
        if any(one is not other for one, other in itertools.zip_longest(known, self._known)):
            self._known = known
            names = {layer.block_id: layer.name for layer in layout.layers}
            groups = branches(graph, list(names))
            places = [(branch, place, len(group)) for branch, group in enumerate(groups) for place in range(len(group))]
            looks = _looks(colours(), places)
            blocks = itertools.chain(*groups)
            self._layers_ = [
                Layer(names[block_id], branch, *one)
                for block_id, (branch, _, _), one in zip(blocks, places, looks, strict=True)
            ]
        return self._layers_

    def _lines(self, history: History, layers: list[Layer]) -> dict[str, Line]:
        """The norms of all layers, smoothed; those of a few have what was measured behind them, in a pale colour."""
        weight = self.smoothing.value() / 100
        lines, behind = {}, {}
        steps, values, averages = history.together([PREFIX + layer.name for layer in layers])
        for layer, norms, means in zip(layers, values.T, averages.T, strict=True):
            if weight and len(layers) <= FEW:
                behind[RAW + layer.name] = Line(steps, norms, mixed(layer.colour, colours().panel, 0.7))
            smoother = self._smoothers.setdefault(layer.name, Smoother(geometric=True))
            drawn = smoother(means, weight) if weight else norms
            lines[layer.name] = Line(steps, drawn, layer.colour, bool(weight), False, layer.dash, means, extremes=norms)
        return behind | lines

    def _read(self, readings: tuple[Reading, ...]) -> None:
        self._under = readings[0].x if readings else None
        self._show_legend()

    def _show_legend(self) -> None:
        """Tell the exact norms under the cursor, or the last ones; of which steps, if they are not those of now."""
        lines, history = self.plot.lines, self.trainer.latest.history if self.trainer.latest else None
        read = self.plot.last() if self._under is None else self.plot.readings(self._under)
        layers = [reading for reading in read if reading.name[:1] != RAW]
        told = ""
        if history and layers and self._under is not None:
            told = where(*history.span(PREFIX + layers[0].name, layers[0].x))
        elif history and history.until is not None:  # points may stand for steps that were yet to come
            told = where(history.until, history.until)
            norms = [(layer, history.last(PREFIX + layer.name)) for layer in layers]
            layers = [layer._replace(y=norm) for layer, norm in norms if norm is not None]
        entries = [Entry(lines[name].colour, name, number(norm), lines[name].dash) for name, _, norm in layers]
        self.legend.show_values(entries, told)


def _looks(now: Colours, places: Sequence[tuple[int, int, int]]) -> list[tuple[str, int]]:
    """The colours and the patterns of the layers' lines. Few layers have a colour each; many have the colour of their
    branch, paler towards the input, and other patterns than their neighbours.

    Args:
        places: the branch of every layer, its place in it, and how many layers the branch has.
    """
    if len(places) <= len(now.series):
        return [(now.of_series(number), number % 2 if len(places) > FEW else 0) for number in range(len(places))]
    return [
        (mixed(now.of_series(branch), now.panel, PALEST * (count - 1 - place) / max(1, count - 1)), place % len(DASHES))
        for branch, place, count in places
    ]
