"""The main window: canvas in the middle, everything else around it in docks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QFileDialog,
    QMainWindow,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.actions import Actions
from visualnn.app.arrangement import Arrangement, Use, needed
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
from visualnn.app.panels.predictions import PredictionsPanel
from visualnn.app.panels.race import RacePanel
from visualnn.app.panels.runs import RunsPanel
from visualnn.app.panels.values import ValuesPanel
from visualnn.app.panels.weights import WeightsPanel
from visualnn.app.problems import ProblemList
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

BOTTOM = 0.36
"""The share of the window's height that the panels at the bottom have."""


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
        learning = (self._loss_dock, self._race_dock, self._gradients_dock, self._distributions_dock)
        self._arrangement = Arrangement(
            self,
            self.docks,
            self._place_docks,
            race=self._race_dock,
            sides=(self._palette_dock, self._inspector_dock),
            learning=(*learning, self._predictions_dock, self._weights_dock, self._runs_dock),
        )

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
        self.racing.changed.connect(self._race_changed)
        self.resize(1280, 800)
        self._kept = settings.arrangement()
        if self._kept:
            self.restoreGeometry(self._kept[0])
        self._arranged = False
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
        self._arrangement.restore(self._use())

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
        use = self._arrangement.use._replace(audience=on)
        self._arrangement.change(use, lambda: theme().project(on))

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
            self._arrangement.begin(self._kept[1] if self._kept else None, *self.settings.race_arrangement())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_discard():
            event.ignore()
            return
        self.settings.activity = self.liveness.action.isChecked()
        self.settings.activity_left_out = self.liveness.left_out
        self.settings.minimap = self.canvas.keyboard.map.wanted
        if theme().projector:
            self.actions_.projector.trigger()  # what is kept is the arrangement of the desk
        self.settings.keep_race_arrangement(*self._arrangement.kept())
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

    def _place_docks(self) -> None:
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

    def _size_docks(self) -> None:
        bottom = [self._loss_dock, self._gradients_dock, self._predictions_dock]
        self.resizeDocks([self._palette_dock, self._inspector_dock], [170, 280], Qt.Orientation.Horizontal)
        self.resizeDocks(bottom, [self.width() // 3] * 3, Qt.Orientation.Horizontal)
        self.resizeDocks(bottom, [round(self.height() * BOTTOM)] * 3, Qt.Orientation.Vertical)

    def _say_done(self, sentence: str) -> None:
        self.banner.say("")
        self.statusBar().showMessage(sentence, DONE)

    def _use(self) -> Use:
        """What the project needs room for: a race, values on the canvas, or values alone where nothing learns."""
        project = self.document_.value
        race, graph = project.race, project.graph
        sums = bool(graph.blocks) and not any(is_data(block) for block in graph.blocks)
        return Use(
            race=needed(race) if race else 0.0,
            reads=bool(project.values) and race is None,
            computes=self.evaluation.applies,
            first=self._race_dock if race else self._values_dock if sums else None,
            audience=theme().projector,
        )

    def _unfold(self) -> None:
        """Show the panels again that had nothing to show."""
        if self._arrangement.use.computes and not self.evaluation.applies:
            self._arrangement.change(self._arrangement.use._replace(computes=False))

    def _opened(self) -> None:
        self.banner.say("")
        self._arrangement.open(self._use())
        self._raise_docks()
        if self.document_.checked.ok:
            self.trainer.prepare()
        else:
            self.trainer.clear()

    def _race_changed(self) -> None:
        if self.racing.running:
            self._arrangement.started(self.racing.race)

    def _raise_docks(self) -> None:
        """What goes first: the lesson where there is one, the race where the project has one, and the values where
        nothing is predicted from data; else the user's own choice stays."""
        for dock in (self._notes_dock if self.document_.value.notes else self._inspector_dock, self._use().first):
            if dock:
                dock.raise_()

    def _selection_changed(self, ids: tuple[str, ...]) -> None:
        self.inspector.set_selection(ids)
        if ids:
            self._inspector_dock.raise_()

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
