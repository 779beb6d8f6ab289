"""The main window: canvas in the middle, everything else around it in docks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QFileDialog,
    QMainWindow,
    QTabBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.actions import Actions
from visualnn.app.banner import Banner
from visualnn.app.canvas.view import CanvasView
from visualnn.app.command_palette import CommandPalette
from visualnn.app.dialogs import TextDialog, about_text, shortcuts_text
from visualnn.app.document import Document
from visualnn.app.dragged import data_in, project_in
from visualnn.app.evaluation import Evaluation
from visualnn.app.filing import Filing
from visualnn.app.goto import come_back_on_escape, go_to
from visualnn.app.inspector.inspector import Inspector
from visualnn.app.lesson import LessonPanel
from visualnn.app.liveness import Liveness
from visualnn.app.own_data import OwnData
from visualnn.app.palette import Palette
from visualnn.app.panels.distributions import DistributionsPanel
from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.panel import on_screen
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.race import RacePanel
from visualnn.app.panels.runs import RunsPanel
from visualnn.app.panels.values import ValuesPanel
from visualnn.app.panels.weights import WeightsPanel
from visualnn.app.problems import ProblemList
from visualnn.app.race_room import RaceRoom
from visualnn.app.racing import Racing
from visualnn.app.readings import Readings
from visualnn.app.runs import RunBook
from visualnn.app.settings import Settings
from visualnn.app.status import Status
from visualnn.app.theme import theme
from visualnn.app.timeline import Timeline
from visualnn.app.trainer import Trainer
from visualnn.app.weights import Weights
from visualnn.app.welcome.page import Welcome
from visualnn.data.catalogue import is_data
from visualnn.project.autosave import Leftover
from visualnn.project.runs import RunStore

Area = Qt.DockWidgetArea

DONE = 6000
"""Milliseconds for which the status bar says what was done."""

BOTTOM, PROJECTED_BOTTOM = 0.36, 0.55
"""The share of the window's height that the panels at the bottom have, usually and before an audience."""

READING_BOTTOM = 0.24
"""The same where the canvas shows values."""


class _Desk(NamedTuple):
    """How docks were before an audience came: which of those at the sides were shown, how large those in front, and
    whether a race had its room."""

    sides: Sequence[QDockWidget] = ()
    sizes: Mapping[QDockWidget, QSize] = MappingProxyType({})
    raced: bool = False


class MainWindow(QMainWindow):
    """Puts document, canvas, trainer and panels together; each of them works without it."""

    def __init__(self, document: Document, trainer: Trainer, settings: Settings, runs: RunStore | None = None) -> None:
        super().__init__()
        self.document_ = document
        self.trainer = trainer
        self.settings = settings
        document.setParent(self)
        trainer.setParent(self)
        self.filing = Filing(document, settings, self)
        self.runs = RunBook(document, lambda: self.filing.name, runs, parent=self)
        trainer.keeper = self.runs.keeper
        self.weights = Weights(trainer, settings, self)

        self.banner = Banner()
        self.canvas = CanvasView(document)
        self.liveness = Liveness(trainer, self.canvas)
        self.own_data = OwnData(self.canvas, settings)
        self.evaluation = Evaluation(trainer)
        self.readings = Readings(trainer, self.canvas, self.evaluation)
        self.problems = ProblemList(document)
        self.setCentralWidget(_stacked(self.banner, self.canvas, self.problems, stretch=self.canvas))
        self.palette_ = Palette()
        self.inspector = Inspector(document)
        self.lesson = LessonPanel(document)
        self.notes = self.lesson.notes
        self.loss = LossPanel(trainer)
        self.gradients = GradientsPanel(trainer)
        self.distributions = DistributionsPanel(trainer)
        self.predictions = PredictionsPanel(trainer)
        self.weight_maps = WeightsPanel(trainer)
        self.values = ValuesPanel(trainer)
        self.kept = RunsPanel(self.runs, trainer)
        self.kept.overlaid.connect(self.loss.show_runs)
        self.racing = Racing(document, trainer, self)
        self.racing.keeper = self.runs.keeper
        self.race = RacePanel(self.racing)
        self._palette_dock = self._dock("palette", self.tr("Blocks"), self.palette_)
        self._inspector_dock = self._dock("inspector", self.tr("Inspector"), self.inspector)
        self._notes_dock = self._dock("notes", self.tr("Lesson"), self.lesson)
        self._loss_dock = self._dock("loss", self.tr("Loss"), self.loss)
        self._gradients_dock = self._dock("gradients", self.tr("Gradients"), self.gradients)
        self._distributions_dock = self._dock("distributions", self.tr("Distributions"), self.distributions)
        self._predictions_dock = self._dock("predictions", self.tr("Predictions"), self.predictions)
        self._weights_dock = self._dock("weights", self.tr("Weights"), self.weight_maps)
        self._values_dock = self._dock("values", self.tr("Values"), self.values)
        self._runs_dock = self._dock("runs", self.tr("Runs"), self.kept)
        self._race_dock = self._dock("race", self.tr("Race"), self.race)
        self._room = RaceRoom(self, self._race_dock, self.docks, self._size)

        self.timeline = Timeline(trainer)
        self.actions_ = Actions(self)
        self.actions_.fill_menus(self.menuBar())
        self.command_palette = CommandPalette(self.menuBar(), self)
        self.toolbar = QToolBar(self.tr("Toolbar"))
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(18, 18))
        self.toolbar.toggleViewAction().setEnabled(False)
        self.actions_.fill_toolbar(self.toolbar)
        self.addToolBar(self.toolbar)
        self.setStatusBar(Status(trainer, self.racing))
        self.welcome = Welcome(self, settings)
        self.setAcceptDrops(True)
        self.setDockOptions(self.DockOption.AllowNestedDocks | self.DockOption.AllowTabbedDocks)
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Area.BottomDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Area.BottomDockWidgetArea),
        ):
            self.setCorner(corner, area)

        self.problems.chosen.connect(self.canvas.show_block)
        self.canvas.selection_changed.connect(self._selection_changed)
        self.palette_.chosen.connect(self.canvas.add_block)
        self.canvas.keyboard.settings_wanted.connect(lambda: go_to(self._inspector_dock, self.inspector.first_field()))
        self.canvas.keyboard.show_map(settings.minimap)
        self.liveness.show(settings.activity, settings.activity_left_out)
        self.canvas.organise.kept.connect(self.palette_.refresh)
        trainer.stopped.connect(self.banner.say)
        trainer.ended.connect(self.banner.say_done)
        self.lesson.wanted.connect(self.filing.open)
        self.canvas.file_dropped.connect(self.own_data.add)
        self.inspector.fetch_wanted.connect(self.own_data.fetch)
        self._connect_welcome()
        self.evaluation.refused.connect(self.banner.say)
        self.evaluation.done.connect(self._say_done)
        self.values.is_known = lambda block: self.evaluation.has_value(block) or not self.evaluation.shown
        self.evaluation.changed.connect(lambda: self.values.refresh(self.trainer.latest))
        document.opened.connect(self._opened)
        document.checked_changed.connect(self._unfold)
        document.history_changed.connect(self._show_title)
        document.opened.connect(self._room.fresh)
        self.racing.changed.connect(self._race_changed)
        self.resize(1280, 800)
        self._kept = settings.arrangement()
        if self._kept:
            self.restoreGeometry(self._kept[0])
        self._arranged = False
        self._desk = _Desk()
        self._high: Mapping[QDockWidget, QSize] | None = None  # how large docks were before they left room to values
        self._sums = False  # whether the project just computes, without data
        self._folded: list[QDockWidget] | None = None
        self._show_title()

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """All docks, as the View menu lists them."""
        return (
            self._palette_dock,
            self._inspector_dock,
            self._notes_dock,
            self._loss_dock,
            self._gradients_dock,
            self._distributions_dock,
            self._predictions_dock,
            self._weights_dock,
            self._values_dock,
            self._runs_dock,
            self._race_dock,
        )

    def restore_arrangement(self) -> None:
        """Put all docks where they are in a new window."""
        self._room.forget()
        self._desk, self._high = _Desk(), None
        for dock in self.docks:
            if dock.isFloating():
                dock.setFloating(False)
            self.removeDockWidget(dock)
        self.addDockWidget(Area.LeftDockWidgetArea, self._palette_dock)
        self.addDockWidget(Area.RightDockWidgetArea, self._inspector_dock)
        self.tabifyDockWidget(self._inspector_dock, self._notes_dock)
        for dock in (self._loss_dock, self._gradients_dock, self._predictions_dock):
            self.addDockWidget(Area.BottomDockWidgetArea, dock, Qt.Orientation.Horizontal)
        self.tabifyDockWidget(self._loss_dock, self._race_dock)
        self.tabifyDockWidget(self._gradients_dock, self._distributions_dock)
        self.tabifyDockWidget(self._predictions_dock, self._weights_dock)
        self.tabifyDockWidget(self._weights_dock, self._values_dock)
        self.tabifyDockWidget(self._distributions_dock, self._runs_dock)
        for dock in self.docks:
            dock.show()
        self._size_docks()
        QTimer.singleShot(0, self, self._raise_docks)  # there are no tabs yet

    def choose_theme(self, mode: str) -> None:
        """Change the theme and remember it."""
        theme().choose(mode)
        self.settings.theme = mode

    def choose_language(self, code: str) -> None:
        """Remember the language (empty: the system's) that the window speaks from the next start on."""
        self.settings.language = code
        self.banner.say(self.tr("The language changes when visualnn is started again."))

    def ask_picture(self) -> None:
        """Ask for a place and save a picture of the window there."""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save Picture"), self.settings.folder, "PNG (*.png)")
        if name:
            self.grab().save(name if Path(name).suffix else f"{name}.png")

    def project(self, on: bool) -> None:
        """Draw large for an audience, without what only the one at the desk needs; or as usual again."""
        if on:
            sides = [dock for dock in (self._palette_dock, self._inspector_dock) if not dock.isHidden()]
            self._desk = _Desk(sides, self._sizes(), self._room.given)
        theme().project(on)
        for dock in self._desk.sides:
            dock.setVisible(not on)
        if on:
            self._resize(self._at_height(self._desk.sizes, PROJECTED_BOTTOM))
        else:
            self._room.resize()
            self._size_desk()

    def show_lesson(self) -> None:
        """Bring the lesson notes to the front."""
        self._notes_dock.show()
        self._notes_dock.raise_()

    def show_welcome(self, leftovers: tuple[Leftover, ...] = ()) -> None:
        """Show the course and other ways to begin, and unsaved work if there is any to recover."""
        there = self.document_.path is not None or bool(self.document_.graph.blocks)
        self.welcome.enter(home=self.canvas, leftovers=leftovers, back=there)

    def show_commands(self) -> None:
        """Open the command palette."""
        self.command_palette.open()

    def show_shortcuts(self) -> None:
        """List all shortcuts."""
        TextDialog(self.tr("Shortcuts"), shortcuts_text(self.actions_.all()), self).open()

    def show_about(self) -> None:
        """Say what this program is, in which version."""
        TextDialog(self.tr("About visualnn"), about_text(), self).open()

    def show_doctor(self) -> None:
        """Show what ``visualnn doctor`` prints."""
        from visualnn.doctor import report  # asks every library for its version: not at start-up

        lines = "\n".join(f"{name}: {value}" for name, value in report())
        TextDialog(self.tr("Doctor Report"), lines, self, plain=True).open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arranged:  # not before: docks tabbed in a hidden window leave tab bars behind (Qt 6.11)
            self._arranged = True
            self.restore_arrangement()
            if self._kept:
                self.restoreState(self._kept[1])
                self._room.recall(*self.settings.race_arrangement())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_discard():
            event.ignore()
            return
        self.settings.activity = self.liveness.action.isChecked()
        self.settings.activity_left_out = self.liveness.left_out
        self.settings.minimap = self.canvas.keyboard.map.wanted
        if theme().projector:
            self.actions_.projector.trigger()  # what is kept is the arrangement of the desk
        for dock in self._folded or ():
            dock.show()
        self._end_race()
        self._end_reading()
        self.settings.keep_race_arrangement(*self._room.kept())
        self.settings.keep_arrangement(self.saveGeometry(), self.saveState())
        self.filing.close()
        self.runs.close()
        self.trainer.close()
        self.racing.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if project_in(event.mimeData()) or data_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := project_in(event.mimeData()):
            self.filing.open(path)
        elif path := data_in(event.mimeData()):
            self.own_data.add(path)

    def _connect_welcome(self) -> None:
        page, filing = self.welcome, self.filing
        page.lesson_chosen.connect(filing.open)
        page.file_chosen.connect(filing.open)
        page.new_wanted.connect(filing.new)
        page.open_wanted.connect(filing.ask_open)
        page.data_wanted.connect(lambda: filing.new() and self.own_data.ask_file())
        page.recover_wanted.connect(lambda leftover: filing.may_discard() and filing.recover(leftover))
        self.document_.opened.connect(page.leave)
        self.document_.changed.connect(page.leave)

    def _size_docks(self) -> None:
        bottom = [self._loss_dock, self._gradients_dock, self._predictions_dock]
        self.resizeDocks([self._palette_dock, self._inspector_dock], [170, 280], Qt.Orientation.Horizontal)
        self.resizeDocks(bottom, [self.width() // 3] * 3, Qt.Orientation.Horizontal)
        self.resizeDocks(bottom, [round(self.height() * BOTTOM)] * 3, Qt.Orientation.Vertical)

    def _size(self, dock: QDockWidget) -> QSize:
        """The size of a dock as ``resizeDocks`` counts it: with its tabs."""
        tabs = self.findChild(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return dock.size() + QSize(0, tabs.height() if tabs and self.tabifiedDockWidgets(dock) else 0)

    def _sizes(self) -> dict[QDockWidget, QSize]:
        """The sizes of all docks that can be seen in the window."""
        return {dock: self._size(dock) for dock in self.docks if not dock.isFloating() and on_screen(dock)}

    def _at_height(self, sizes: Mapping[QDockWidget, QSize], share: float) -> dict[QDockWidget, QSize]:
        """The same sizes, but with this share of the window's height for what is at the bottom."""
        high, bottom = round(self.height() * share), Area.BottomDockWidgetArea
        return {
            dock: QSize(size.width(), high) if self.dockWidgetArea(dock) == bottom else size
            for dock, size in sizes.items()
        }

    def _resize(self, sizes: Mapping[QDockWidget, QSize]) -> None:
        for across, side in ((Qt.Orientation.Horizontal, QSize.width), (Qt.Orientation.Vertical, QSize.height)):
            self.resizeDocks([*sizes], [side(size) for size in sizes.values()], across)

    def _say_done(self, sentence: str) -> None:
        self.banner.say("")
        self.statusBar().showMessage(sentence, DONE)

    def _fold(self) -> None:
        """Leave the room to values on the canvas: of a network that only computes no panel has anything to show but
        that of values, of others they are lower."""
        begins = self._reads and self._high is None
        if begins:
            self._high = self._desk.sizes if theme().projector else self._sizes()
        learning = (self._loss_dock, self._race_dock, self._gradients_dock, self._distributions_dock)
        if self.evaluation.applies and self._folded is None:
            hidden = [*learning, self._predictions_dock, self._weights_dock, self._runs_dock]
            self._folded = [dock for dock in hidden if not dock.isHidden() and not dock.isFloating()]
            for dock in self._folded:
                dock.hide()
        if begins and self._high is not None:
            last = {self._values_dock: self._size(self._values_dock)} if self._folded else {}
            self._give(self._at_height({**self._high, **last}, READING_BOTTOM))

    @property
    def _reads(self) -> bool:
        """Whether values on the canvas need the room."""
        return bool(self.document_.value.values) and self.document_.value.race is None

    def _end_reading(self) -> None:
        """Docks are as large again as before they left room to values."""
        if self._high is not None:
            sizes, self._high = self._high, None
            self._give(sizes)

    def _give(self, sizes: Mapping[QDockWidget, QSize]) -> None:
        """Docks get these sizes: at once, or before an audience when it has left."""
        if theme().projector:
            self._desk = self._desk._replace(sizes=sizes)
        else:
            self._resize(sizes)

    def _unfold(self) -> None:
        """Show the panels again that had nothing to show."""
        if self._folded is not None and not self.evaluation.applies:
            for dock in self._folded:
                dock.show()
            self._folded = None

    def _opened(self) -> None:
        self.banner.say("")
        self._unfold()
        self._raise_docks()
        self._fold()
        if self.document_.checked.ok:
            self.trainer.prepare()
        else:
            self.trainer.clear()

    def _race_changed(self) -> None:
        if self.racing.running:
            self._room.started(self.racing.race)

    def _end_race(self) -> None:
        given = self._room.given
        self._room.end()
        if given and theme().projector:
            if self._desk.raced:
                self._desk = self._desk._replace(sizes=self._sizes(), raced=False)
            self._resize(self._at_height(self._sizes(), PROJECTED_BOTTOM))
        self._size_desk()

    def _size_desk(self) -> None:
        """Docks are as large again as before an audience, as soon as those stand there that were measured then."""
        if self._desk.sizes and not theme().projector and self._desk.raced == self._room.given:
            sizes, self._desk = self._desk.sizes, _Desk()
            self._resize(sizes)

    def _raise_docks(self) -> None:
        """What goes first: the lesson where there is one, and the race where the project has one."""
        race = self.document_.value.race
        if race is None:
            self._end_race()
        if not self._reads:
            self._end_reading()
        if race is not None:
            self._room.give(race)
        self._raise_side()
        if race is not None:
            self._race_dock.raise_()

    def _selection_changed(self, ids: tuple[str, ...]) -> None:
        self.inspector.set_selection(ids)
        if ids:
            self._inspector_dock.raise_()

    def _raise_side(self) -> None:
        """The lesson goes first where there is one, and the values where nothing is predicted from data."""
        project = self.document_.value
        (self._notes_dock if project.notes else self._inspector_dock).raise_()
        sums = bool(project.graph.blocks) and not any(is_data(block) for block in project.graph.blocks)
        if sums or self._sums:  # else the user's own choice stays
            (self._values_dock if sums else self._predictions_dock).raise_()
        self._sums = sums

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.filing.name}[*] — visualnn")
        self.setWindowModified(self.document_.dirty)

    def _dock(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        for button in dock.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
            button.setToolTip(button.accessibleName())  # signs without words
        come_back_on_escape(dock, self.canvas)
        return dock


def _stacked(*widgets: QWidget, stretch: QWidget) -> QWidget:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setSpacing(0)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is stretch else 0)
    return frame
