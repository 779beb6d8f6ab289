"""The paths of a race on a slice of the loss: where each variant walked, and how high the ground is there."""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from visualnn.app.colours import mixed
from visualnn.app.panels import palettes, taking
from visualnn.app.panels.plots import Plot
from visualnn.app.panels.race_looks import label, look
from visualnn.app.panels.race_walks import Walk, Walks
from visualnn.app.panels.scale import Scale
from visualnn.app.panels.surface import SmoothImage
from visualnn.app.panels.widgets import Entry, bare
from visualnn.app.theme import colours, theme
from visualnn.graph.race import Race
from visualnn.training.standings import exploded, highest_first

if TYPE_CHECKING:
    from visualnn.training.entrant import Entrant
    from visualnn.training.landscape import Plane
    from visualnn.training.race import Contest
    from visualnn.training.worker import Answer

CELLS = 41
"""Places of the slice along each direction at which the loss is computed."""

CONTOURS = 9
"""Lines of equal loss, evenly spaced on its logarithmic scale."""

ROOM = 0.15
"""How far the slice reaches beyond the paths, as a share of their extent."""

INTERVAL = 40
"""Milliseconds between two looks at whether an answer has come."""

LIVE_POINTS = 100
"""Points of all paths by which the plane is found while the race runs: it is told soon, and as good as exact."""

LIVE_MULTIPLICATIONS = 1e8
"""What finding the plane may cost while the race runs; for larger networks it waits for a pause."""

ENOUGH = 0.7
"""The share of the slice that the paths must take up while the race runs, or it is cut anew: its axes are dear."""

SAME_LOSS = ("optimizer", "learning_rate", "initialiser", "dropout")
"""What may vary without giving each variant a loss of its own."""


class RacePaths(QWidget):
    """The plane along which the paths of all variants spread most, the loss on it and the paths.

    Paths are drawn while the race runs; the loss is surveyed, row by row, when it rests.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contest: Contest | None = None
        self._race = Race()
        self._plane: Plane | None = None
        self._shown_points = 0
        self._exact = False  # whether the plane is that of all points
        self._asked_plane: tuple[Answer, list[str], int, bool] | None = None
        self._asked_rows: list[tuple[int, Answer]] = []
        self._surveyed: tuple[object, int] | None = None
        self.losses = np.full((CELLS, CELLS), np.nan)
        self._names: list[str] = []
        self.plot = Plot("", "", self.tr("Paths on a slice of the loss"))
        self.plot.tabulate = self.table
        self.plot.entries = self.entries
        self.plot.setToolTip(
            self.tr("The two directions in which the paths spread most, each with its share of their spread")
        )
        self.image = SmoothImage()
        self.plot.addItem(self.image)
        self.scale = Scale()
        policy = self.scale.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the plot stays as wide as it is
        self.scale.setSizePolicy(policy)
        self.image.setZValue(-8)
        self.walks = Walks()
        self.plot.addItem(self.walks, ignoreBounds=True)
        self._area = QRectF()  # the part of the plane that is shown
        self._labelled: tuple[str, str] | None = None
        self._contours: list[pg.GraphicsObject] = []
        row = bare(QHBoxLayout(self), spacing=2, margins=(0, 0, 6, 4))
        row.addWidget(self.plot, 1)
        row.addWidget(self.scale)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._tick)
        theme().changed.connect(self._dress)
        self._dress()
        self.show_race(self._race, None)

    def show_race(self, race: Race, contest: Contest | None) -> None:
        """Follow a race, and draw the paths of those of its variants that are listed; None: say what to do."""
        gone, edited = contest is not self._contest, race != self._race
        self._race, self._contest = race, contest
        hint = self._why_not()
        if gone or hint:
            self.forget()
        elif edited:
            self._draw()
        self.plot.set_hint(hint)
        if not hint and can_be_seen(self):
            self._timer.start()
            self._tick()

    def forget(self) -> None:
        """Show nothing, and let what was asked be."""
        for _, answer in self._asked_rows:
            answer.cancel()
        self._asked_rows, self._asked_plane = [], None
        self._plane, self._surveyed, self._shown_points, self._exact = None, None, 0, False
        self._timer.stop()
        self.losses = np.full((CELLS, CELLS), np.nan)
        self._draw()

    def table(self) -> str:
        """The slice and the paths as CSV: what, both directions, the loss."""
        rows: list[tuple[object, ...]] = [("what", *self._axes(), "loss")]
        if self._plane:
            xs, ys = _grid(self._area)
            for (row, column), loss in np.ndenumerate(self.losses):
                if np.isfinite(loss):
                    rows.append(("loss", f"{xs[column]:.6g}", f"{ys[row]:.6g}", f"{loss:.9g}"))
            for name, path, _ in self.walks.walks:
                named = label(self._race.vary, name)
                rows += [(named, f"{x:.6g}", f"{y:.6g}", "") for x, y in path]
        return taking.csv_text(rows)

    def entries(self) -> list[Entry]:
        """Whose paths are drawn, as the legend of a picture."""
        walks = self.walks.walks
        return [Entry(walk.look.colour, label(self._race.vary, walk.name), "", walk.look.dash) for walk in walks]

    def _why_not(self) -> str:
        if self._race.vary not in SAME_LOSS:
            return self.tr(
                "Each variant is another function of its weights, so there is no slice of one loss. Race "
                "optimizers, learning rates, initialisers or dropout to see paths."
            )
        if self._contest is None or self._contest.state in ("preparing", "failed"):
            return self.tr("Press Start to see which way each variant walks down the loss.")
        if not self._contest.paths_kept:
            return self.tr("This network has too many weights to keep the paths of all variants.")
        if all(entrant.problem for entrant in self._contest.entrants):
            return self.tr("No variant is left whose path could be drawn.")
        if self._contest.step_count == 0:
            return self.tr("Press Start to see which way each variant walks down the loss.")
        if any(len(weights) == 1 for entrant in self._contest.entrants for _, weights in entrant.path[:1]):
            return self.tr("This network has a single weight, so there is no plane to walk on.")
        return ""

    # ------------------------------------------------------------------ asking

    def _tick(self) -> None:
        contest = self._contest
        if contest is None or not can_be_seen(self) or self._why_not():
            self._timer.stop()
            return
        self._take_plane()
        resting = contest.state in ("paused", "finished")
        walking = [entrant for entrant in contest.entrants if not entrant.problem and entrant.session and entrant.path]
        points = sum(len(entrant.path) for entrant in walking)
        news = points != self._shown_points or (resting and not self._exact)
        if walking and self._asked_plane is None and news and points > len(walking):
            cost = float(max(points, LIVE_POINTS**2)) * len(walking[0].path[0][1])
            if resting or cost < LIVE_MULTIPLICATIONS:
                first = highest_first(contest.poll())  # beside who exploded, all others would be one point
                walking = [entrant for entrant in walking if not _exploded(entrant, first)] or walking
                paths = [[weights for _, weights in list(entrant.path)] for entrant in walking]
                assert walking[0].session
                like = self._plane.directions if self._plane else None
                answer = walking[0].session.request("plane", paths, None if resting else LIVE_POINTS, like)
                self._asked_plane = answer, [entrant.value for entrant in walking], points, resting
        settled = resting and self._asked_plane is None and self._plane and self._exact
        if settled and self._surveyed != (contest, self._shown_points):
            self._survey(contest)
        self._take_rows()
        if resting and not self._asked_plane and not self._asked_rows:
            self._timer.stop()

    def _take_plane(self) -> None:
        if self._asked_plane is None or not self._asked_plane[0].done():
            return
        answer, names, points, exact = self._asked_plane
        self._asked_plane = None
        self._shown_points, self._exact = points, exact
        try:
            found = answer.result()
        except CancelledError:
            return
        for _, row in self._asked_rows:
            row.cancel()
        self._asked_rows = []
        self._plane, self._names = found, names
        self.losses = np.full((CELLS, CELLS), np.nan)
        self._draw()

    def _survey(self, contest: Contest) -> None:
        """Ask for the loss at all places, from the session of the variant that is first on the map."""
        assert self._plane
        self._surveyed = contest, self._shown_points
        session = next(entrant.session for entrant in contest.entrants if entrant.value == self._names[0])
        assert session
        xs, ys = _grid(self._area)
        middle = sorted(range(CELLS), key=lambda row: abs(row - CELLS // 2))
        for row in middle:
            places = np.stack([xs, np.full(CELLS, ys[row])], 1)
            asked = session.request("survey", self._plane.origin, self._plane.directions, places)
            self._asked_rows.append((row, asked))

    def _take_rows(self) -> None:
        if not self._asked_rows:
            return
        done = [(row, answer) for row, answer in self._asked_rows if answer.done()]
        self._asked_rows = [(row, answer) for row, answer in self._asked_rows if not answer.done()]
        for row, answer in done:
            if not answer.cancelled():
                self.losses[row] = answer.result()
        if done:
            self._draw_ground()

    # ------------------------------------------------------------------ drawing

    def _frame(self) -> QRectF:
        """The part of the plane that is around all paths; while they grow, the one shown as long as it will do."""
        assert self._plane
        points = np.concatenate(self._plane.paths)
        low, high = points.min(0), points.max(0)
        size = np.maximum(high - low, 0.05 * (high - low).max())
        middle = (low + high) / 2
        shown = self._area
        inside = shown.contains(QPointF(*low)) and shown.contains(QPointF(*high))
        if not self._exact and inside and max(size[0] / shown.width(), size[1] / shown.height()) > ENOUGH:
            return shown
        low, size = middle - size * (0.5 + ROOM), size * (1 + 2 * ROOM)
        return QRectF(float(low[0]), float(low[1]), float(size[0]), float(size[1]))

    def _draw_contours(self, heights: np.ndarray, low: float, high: float) -> None:
        """Lines of equal loss, once all of the ground is known."""
        if np.isnan(heights).any():
            return
        area = self._area
        for level in np.linspace(low, high, CONTOURS + 2)[1:-1]:
            contour = pg.IsocurveItem(heights, level, pen=pg.mkPen(_ink(), width=1))
            contour.setTransform(
                QTransform(
                    area.width() / (CELLS - 1), 0, 0, area.height() / (CELLS - 1), area.left(), area.top()
                ).translate(-0.5, -0.5)
            )
            contour.setZValue(-5)
            self.plot.addItem(contour, ignoreBounds=True)
            self._contours.append(contour)

    def _axes(self) -> tuple[str, str]:
        shares = self._plane.shares if self._plane else (0.0, 0.0)
        if not self._exact:  # shares would change all the time
            text = self.tr("principal direction {number}")
        else:
            text = self.tr("principal direction {number} ({share})")
        one, two = (text.format(number=n, share=f"{share:.0%}") for n, share in enumerate(shares, start=1))
        return one, two

    def _dress(self) -> None:
        self.plot.getPlotItem().showGrid(x=False, y=False)
        self._draw()

    def _draw(self) -> None:
        if self._plane is None:
            self.walks.show_walks(())
            self._draw_ground()
            return
        if (labels := self._axes()) != self._labelled:
            self._labelled = labels
            self.plot.set_labels(*labels, self.tr("Paths on a slice of the loss"))
            self.plot.getPlotItem().showGrid(x=False, y=False)
        area = self._area = self._frame()
        self.plot.setRange(xRange=(area.left(), area.right()), yRange=(area.top(), area.bottom()), padding=0)
        paths, listed = zip(self._names, self._plane.paths, strict=True), self._race.values
        self.walks.show_walks([Walk(name, path, look(listed.index(name))) for name, path in paths if name in listed])
        self._draw_ground()

    def _draw_ground(self) -> None:
        finite = self.losses[np.isfinite(self.losses) & (self.losses > 0)]
        for contour in self._contours:
            self.plot.removeItem(contour)
        self._contours = []
        self.scale.setVisible(bool(len(finite)))
        self.plot.beside = self.scale if len(finite) else None
        if not len(finite):
            self.image.clear()
            return
        lowest, highest = finite.min(), finite.max()
        heights = np.log10(self.losses.clip(lowest, highest))  # what is not known yet stays NaN
        low, high = float(np.log10(lowest)), float(np.log10(highest))
        high = max(high, low + 1e-6)
        self.image.setImage(palettes.shaded(heights, _ground(), low, high), autoLevels=False, levels=(0, 255))
        self.image.setRect(_cells(self._area))
        self._draw_contours(heights, low, high)
        self.scale.show_scale(_ground(), 10**low, 10**high)
        self.scale.setToolTip(self.tr("Loss of training rows, on a logarithmic scale"))


def _exploded(entrant: Entrant, first: float) -> bool:
    history = entrant.position.history
    return history is not None and exploded(history.series("loss")[1], first)


def can_be_seen(widget: QWidget) -> bool:
    """Whether any of a widget is on the screen: a dock behind another one's tab counts as visible for Qt."""
    return widget.isVisible() and not widget.window().isMinimized() and not widget.visibleRegion().isEmpty()


def _ink() -> str:
    """The colour of contour lines."""
    return mixed(colours().panel, colours().text, 0.55)


def _grid(area: QRectF) -> tuple[np.ndarray, np.ndarray]:
    """The places along both directions at which the loss is computed."""
    return np.linspace(area.left(), area.right(), CELLS), np.linspace(area.top(), area.bottom(), CELLS)


def _cells(area: QRectF) -> QRectF:
    """The rectangle of an image whose pixels have the places in their middles."""
    wide, high = area.width() / (CELLS - 1) / 2, area.height() / (CELLS - 1) / 2
    return area.adjusted(-wide, -high, wide, high)


def _ground() -> np.ndarray:
    """Greys from low to high ground, on which all colours of lines can be seen; what is not known yet is the panel."""
    now = colours()
    ends = [QColor(mixed(now.panel, now.text, share)) for share in (0.1, 0.5)]
    share = np.linspace(0, 1, palettes.STEPS)[:, None]
    first, last = (np.array([c.red(), c.green(), c.blue()]) for c in ends)
    return (first * (1 - share) + last * share).astype(np.uint8)
