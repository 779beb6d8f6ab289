"""Variants of the network, side by side: what is varied, the race, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.icons import icon
from visualnn.app.panels.panel import Beginning, Seldom
from visualnn.app.panels.race_curves import RaceCurves
from visualnn.app.panels.race_gradients import RaceGradients
from visualnn.app.panels.race_looks import label, titles
from visualnn.app.panels.race_paths import RacePaths, can_be_seen
from visualnn.app.panels.race_table import RaceTable
from visualnn.app.panels.stop_form import DECIMALS, Limit
from visualnn.app.panels.taking import fill_for_all
from visualnn.app.panels.widgets import Switch, bare, order_tabs, scrolled
from visualnn.app.racing import PACES
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme
from visualnn.blocks import variants
from visualnn.graph.race import Race
from visualnn.messages import UserError
from visualnn.training.standings import compared, standings, usual_goal

if TYPE_CHECKING:
    from visualnn.app.racing import Racing
    from visualnn.graph.race import Vary
    from visualnn.training.entrant import Position

WIDE = 900
"""Pixels from which curves and maps stand side by side."""

NARROW = 640
"""Pixels below which the table stands above them, not beside them."""

TABLE_SECONDS = 0.2
"""Between two pictures of the table while the race runs: faster ones nobody reads."""

FEW = 2
"""Variants that are drawn anew in one picture while the race has the processors busy: so it costs the same however many
there are. Thirty times a second, two of ten are seen to move six times a second each; where two views stand side by
side, which are drawn in turn, three times."""

TABLE, LEAST_TABLE = 476, 200
"""Pixels that the table then has, and at least."""

MOST_TABLE = 0.45
"""The share of the width that it has at most where one view stands beside it."""

GOAL = 120
"""Width of the goal, in pixels: a spin box asks for room for the largest number there may be."""

LEAST_VIEW = 130
"""Pixels in height that a view has however low the dock is: the rest is scrolled."""


class RacePanel(QWidget):
    """Left: what varies, the buttons, a line per variant. Right: one chart, one gradient map, the paths."""

    def __init__(self, racing: Racing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.racing = racing
        self.setMinimumSize(220, 140)
        self._wide: bool | None = None
        self._behind = True
        self._told: Race | None = None
        self._spread_for: tuple[float, bool, bool] | None = None
        self._tables = Seldom(TABLE_SECONDS)
        self._make_setup()
        self.table = RaceTable()
        self.table.edited.connect(self._value_edited)
        self.table.resized.connect(self._fold_foot)
        self.table.itemSelectionChanged.connect(self._selected)
        self.say = QLabel()
        self.say.setWordWrap(True)
        self.say.setContentsMargins(8, 2, 8, 2)
        left = QWidget()
        left.setMinimumWidth(LEAST_TABLE)  # else what stands below the table would keep it from being folded
        column = bare(QVBoxLayout(left))
        column.addLayout(self._head)
        column.addWidget(self.say)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot)

        self.view = Switch(
            {
                "curves": self.tr("Curves"),
                "gradients": self.tr("Gradients"),
                "time": self.tr("Gradients Over Time"),
                "paths": self.tr("Paths"),
            }
        )
        self.view.changed.connect(self._view_changed)
        self.curves = RaceCurves()
        self.curves.read.connect(self._read)
        self.gradients = RaceGradients()
        self.paths = RacePaths()
        self._views = {"curves": self.curves, "gradients": self.gradients, "time": self.gradients, "paths": self.paths}
        self._turn: QWidget = self.curves  # which view was drawn last where two are shown
        self._pages = QStackedWidget()
        for page in (self.gradients, self.paths):
            self._pages.addWidget(page)
        self._beside = QWidget()
        column = bare(QVBoxLayout(self._beside))
        row = bare(QHBoxLayout(), margins=(4, 4, 6, 2))
        row.addWidget(self.view)
        row.addStretch(1)
        self.more = self._button("⋯", self._take, self.tr("Save a picture of what is shown, or copy its numbers"))
        self.more.setAccessibleName(self.more.toolTip())
        row.addWidget(self.more)
        column.addLayout(row)
        column.addWidget(self._pages, 1)

        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.curves)
        self.splitter.addWidget(self._beside)
        for number, share in enumerate((0, 5, 5)):
            self.splitter.setStretchFactor(number, share)
        self._beginning = Beginning(racing, "")
        self._area = scrolled(self.splitter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for covering in (self._area.viewport(), self.splitter):
            covering.setAutoFillBackground(False)  # else for Qt nothing of the panel is seen, nor to be painted
        body = bare(QVBoxLayout(self))
        body.addWidget(self._beginning)
        body.addWidget(self._area)
        racing.updated.connect(self._updated)
        racing.changed.connect(self._follow)
        racing.document.changed.connect(self._follow)
        racing.document.opened.connect(self._forget)
        theme().changed.connect(self._dress)
        theme().changed.connect(self._spread)
        self._dress()
        self._follow()

    def _make_setup(self) -> None:
        self.vary = QComboBox()
        self.vary.setAccessibleName(self.tr("What varies"))
        self.vary.setToolTip(self.tr("The one thing that differs from variant to variant"))
        for key, title in titles().items():
            self.vary.addItem(title, key)
        self.vary.activated.connect(self._vary_chosen)
        self.network = QComboBox()
        self.network.setAccessibleName(self.tr("Network"))
        self.network.setToolTip(self.tr("Which of the networks of the drawing is raced, by its loss"))
        self.network.activated.connect(self._network_chosen)
        self.start = self._button(self.tr("Start"), self.racing.toggle)
        self.start.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.step = self._button(self.tr("Step"), self.racing.step, self.tr("One step of every variant"))
        self.reset = self._button(self.tr("Reset"), self.racing.reset, self.tr("Back to the same initial weights"))
        self._head = bare(QHBoxLayout(), spacing=4, margins=(8, 4, 4, 4))
        for widget in (self.vary, self.network, self.start, self.step, self.reset):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self.add = self._button(self.tr("Add"), lambda: None, self.tr("Add a variant"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._offers = QMenu(self.add)
        self._offers.aboutToShow.connect(self._fill_offers)
        self.add.setMenu(self._offers)
        self.remove = self._button(self.tr("Remove"), self._remove, self.tr("Remove the variant that is selected"))
        self.use = self._button(
            self.tr("Use This"),
            self._use,
            self.tr("Draw the selected variant with what it has learned; can be undone"),
        )
        self.pace = QComboBox()
        self.pace.setAccessibleName(self.tr("Pace"))
        self.pace.setToolTip(self.tr("How long the race lasts at least, so that it can be watched"))
        for seconds in PACES:
            text = self.tr("in {seconds} s").format(seconds=f"{seconds:g}") if seconds else self.tr("full speed")
            self.pace.addItem(text, seconds)
        self.pace.setCurrentIndex(PACES.index(self.racing.seconds))
        self.pace.activated.connect(lambda index: self.racing.set_seconds(PACES[index]))
        self.goal = Limit()
        self.goal.setDecimals(DECIMALS)
        self.goal.setRange(0, 1e6)
        self.goal.setSingleStep(0.05)
        self.goal.setSpecialValueText(self.tr("goal: half"))
        self.goal.setPrefix(self.tr("goal ≤ "))
        self.goal.setToolTip(self.tr("The loss of which the table says how many steps it took; 0: half of the first"))
        self.goal.setAccessibleName(self.tr("Goal"))
        self.goal.valueChanged.connect(self._updated)
        self._foot = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=4, margins=(8, 3, 4, 4))
        parts: list[list[QWidget]] = [[self.add, self.remove, self.use], [self.goal, self.pace]]
        for widgets in parts:
            row = bare(QHBoxLayout(), spacing=4)
            for part in widgets:
                row.addWidget(part)
            self._foot.addLayout(row)
        row.insertStretch(0, 1)

    def _button(self, text: str, do: object, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.clicked.connect(do)
        return button

    # ------------------------------------------------------------------ setting up

    @property
    def chosen(self) -> str | None:
        """The value of the variant that is selected in the table."""
        values, row = self.racing.race.values, self.table.currentRow()
        return values[row] if self.table.selectedItems() and 0 <= row < len(values) else None

    def _set_up(self, label: str, race: Race) -> bool:
        """Make the document race this; a wrong value is told and changes nothing."""
        try:
            self.racing.set_up(label, race)
        except UserError as error:
            self._tell(translate(error.message), True)
            return False
        return True

    def _vary_chosen(self, index: int) -> None:
        vary = self.vary.itemData(index)
        race = self.racing.race
        if vary != race.vary:
            self._set_up(self.tr("Race another thing"), structs.replace(race, vary=vary, values=variants.offered(vary)))

    def _network_chosen(self, index: int) -> None:
        race = structs.replace(self.racing.race, network=self.network.itemData(index))
        self._set_up(self.tr("Race another network"), race)

    def _value_edited(self, row: int, text: str) -> None:
        race = self.racing.race
        try:
            text = variants.read(race.vary, text).text
        except UserError as error:
            self._tell(translate(error.message), True)
            return
        values = (*race.values[:row], text, *race.values[row + 1 :])
        self._set_up(self.tr("Change a variant"), structs.replace(race, values=values))

    def _fill_offers(self) -> None:
        """The values that are not in the race yet, and one to be written."""
        self._offers.clear()
        race = self.racing.race
        for value in variants.suggested(race.vary):
            if value not in race.values:
                self._offers.addAction(label(race.vary, value), partial(self._add, value))
        note = self._offers.addAction(self.tr("Others: double-click a variant and write"))
        note.setEnabled(False)

    def _add(self, value: str) -> None:
        race = self.racing.race
        if self._set_up(self.tr("Add a variant"), structs.replace(race, values=(*race.values, value))):
            self.table.selectRow(len(race.values))

    def _remove(self) -> None:
        race, chosen = self.racing.race, self.chosen
        if chosen is not None:
            values = tuple(value for value in race.values if value != chosen)
            self._set_up(self.tr("Remove a variant"), structs.replace(race, values=values))

    def _use(self) -> None:
        if self.chosen is None:
            return
        try:
            self.racing.use(self.chosen)
        except UserError as error:
            self._tell(translate(error.message), True)

    # ------------------------------------------------------------------ showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Curves and maps side by side where there is room for both, else one at a time; where there is none beside the
        table, below it."""
        scale, width = theme().scale, self.width()
        across, wide = width >= NARROW * scale, width >= WIDE * scale
        if wide != self._wide:
            self._wide = wide
            (self.splitter.insertWidget(1, self.curves) if wide else self._pages.insertWidget(0, self.curves))
            self.view.button("curves").setVisible(not wide)
            if wide:
                self.curves.show()
                if self.view.value == "curves":
                    self.view.button(_best_view(self.racing.race.vary)).setChecked(True)
            self._order_tabs()
            self._view_changed()
        self.splitter.setOrientation(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
        if not across:
            self.splitter.setSizes([round(0.4 * self.height()), round(0.6 * self.height())])
        elif self._spread_for != (scale, across, wide):
            table = TABLE * scale if wide else min(TABLE * scale, MOST_TABLE * width)
            views = self.splitter.count() - 1
            self.splitter.setSizes([round(table), *[round((width - table) / views)] * views])
        self._spread_for = scale, across, wide

    def _order_tabs(self) -> None:
        """Tab comes to the curves where they stand: before the choice of views, or below it."""
        curves, row = self.curves.findChildren(QWidget), [*self.view.buttons, self.more]
        parts = [self.pace, *curves, *row] if self._wide else [self.pace, *row, *curves]
        order_tabs(self.window(), parts)

    def _fold_foot(self) -> None:
        """Two rows below the table where there is no room for one."""
        rows = [self._foot.itemAt(number) for number in range(self._foot.count())]
        room = self.table.width() - self._foot.contentsMargins().left() - self._foot.contentsMargins().right()
        needed = sum(row.sizeHint().width() for row in rows if row) + self._foot.spacing()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(across if needed <= room else down)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._updated()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._behind:  # it comes to the front: what happened meanwhile is not drawn yet
            self._behind = False
            QTimer.singleShot(0, self, self._updated)

    def _follow(self, *_: object) -> None:
        """What may be pressed, what is set."""
        racing, race = self.racing, self.racing.race
        empty = not racing.document.graph.blocks
        self._beginning.setVisible(empty)
        self._area.setVisible(not empty)
        if self._wide and (self._told is None or race.vary != self._told.vary):
            self.view.button(_best_view(race.vary)).click()
        self._told = race
        self.vary.setCurrentIndex(self.vary.findData(race.vary))
        self._list_networks(race)
        self.table.show_race(race)
        obstacle, running = racing.obstacle, racing.running
        self.start.setEnabled(running or not obstacle)
        self.start.setText(self.tr("Pause") if running else self.tr("Start"))
        self.step.setEnabled(not running and not obstacle)
        self.reset.setEnabled(racing.state != "none")
        self._selected()
        news = racing.news
        if racing.state != "none" and racing.stale and not obstacle and not news:
            news = self.tr("Edited since: the next start begins a new race.")
        self._tell(obstacle or news, bool(obstacle) or (racing.state == "failed" and not racing.stale))
        self._dress_start()
        self._updated()

    def _forget(self) -> None:
        """Another project begins without what was chosen for the last one."""
        self.goal.setValue(0)
        self.table.setCurrentCell(-1, -1)

    def _list_networks(self, race: Race) -> None:
        graph = self.racing.document.graph
        found = variants.networks(graph)
        entries = [(graph.block(loss).name, loss) for loss in found]
        if entries != [(self.network.itemText(i), self.network.itemData(i)) for i in range(self.network.count())]:
            self.network.clear()
            for name, loss in entries:
                self.network.addItem(name, loss)
        self.network.setVisible(len(found) > 1)
        if found:
            self.network.setCurrentIndex(self.network.findData(variants.raced(graph, race)[0]))

    def _tell(self, text: str, wrong: bool) -> None:
        self.say.setText(text)
        self.say.setStyleSheet(f"color: {colours().error if wrong else colours().dim};")
        self.say.setVisible(bool(text))

    def _selected(self) -> None:
        chosen = self.chosen is not None
        self.remove.setEnabled(chosen)
        self.use.setEnabled(chosen and not self.racing.obstacle)
        if self.view.value == "time":
            self._tables.forget()
            self._updated()

    def _updated(self, *_: object) -> None:
        """Draw where the race stands; a view that cannot be seen hears only of its end, for its data and weights go."""
        self._behind = not can_be_seen(self)
        over, running = self.racing.contest is None, self.racing.state == "running"
        if self._behind and not over:
            return
        race, positions = self.racing.race, self._listed()
        if self._tables.due(running):
            goal = self.goal.value() or usual_goal(positions)
            self.table.show_standings(standings(positions, goal), goal, compared(positions))
        page = self.view.value
        views: set[QWidget] = set(self._views.values()) if over else {self._views[page]}
        if self._wide:
            views.add(self.curves)
        few = None
        if running and self.racing.contest and not self.racing.contest.resting:
            few = FEW
            if len(views) > 1:
                self._turn = next(view for view in views if view is not self._turn)
                views = {self._turn}
        if self.curves in views:
            self.curves.show_race(race.vary, positions, few)
        if self.paths in views:
            begun = any(at.history for at in positions)
            self.paths.show_race(race, self.racing.contest if begun else None)
        if self.gradients in views:
            self.gradients.over_time = page == "time"
            self.gradients.show_race(race.vary, positions, self.table.currentRow(), few)

    def _listed(self) -> Sequence[Position]:
        """Where the variants stand that the table lists, in its order: who was not in the race stands at its start."""
        run, race = self.racing.running_project, self.racing.race
        if not (run and run.race and structs.replace(run.race, values=race.values) == race):
            return ()
        from visualnn.training.entrant import Position  # on demand: where no race runs, none waits for the engine

        standing = {at.value: at for at in self.racing.positions}
        return [standing.get(value) or Position(value, 0, None, None, None) for value in race.values]

    def _take(self) -> None:
        menu = QMenu(self)
        fill_for_all(menu, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _view_changed(self) -> None:
        if self._pages.indexOf(page := self._views[self.view.value]) >= 0:
            self._pages.setCurrentWidget(page)
        self._tables.forget()
        self._updated()

    def _read(self, losses: Mapping[str, float], where: str) -> None:
        self.table.show_reading(losses, where)

    def _dress(self) -> None:
        self.goal.setMaximumWidth(round(GOAL * theme().scale))
        self._beside.setMinimumHeight(round(LEAST_VIEW * theme().scale))
        for button, name in ((self.step, "step"), (self.reset, "reset")):
            button.setIcon(icon(name))
        self._dress_start()

    def _dress_start(self) -> None:
        now = colours()
        self.start.setIcon(
            icon("pause" if self.racing.running else "play", now.on_accent if self.start.isEnabled() else now.dim)
        )
        self.start.setStyleSheet(
            f"QToolButton {{ background: {now.accent}; color: {now.on_accent}; font-weight: 600; border-radius: 5px;"
            f" border: 1px solid transparent; padding: 3px 12px 3px 8px; }}"
            f"QToolButton:focus, QToolButton:hover {{ border-color: {now.text}; }}"
            f"QToolButton:disabled {{ background: {now.line}; color: {now.dim}; }}"
        )


def _best_view(vary: Vary) -> str:
    """What stands beside the curves at first."""
    return "paths" if vary in ("optimizer", "learning_rate") else "gradients"
