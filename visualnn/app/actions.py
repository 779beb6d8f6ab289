"""Every command of the window: its words, icon, shortcut, and whether it can be given now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from visualnn.app.command_palette import plain
from visualnn.app.enabling import enable
from visualnn.app.goto import go_to
from visualnn.app.icons import icon
from visualnn.app.race_actions import RaceActions
from visualnn.app.theme import Mode, colours, theme
from visualnn.project import course

if TYPE_CHECKING:
    from visualnn.app.window import MainWindow

Keys = QKeySequence.StandardKey

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Languages that the window speaks, each by its own name."""


class Actions(QObject):
    """Makes the actions of a window and keeps their state true to document and training."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icons: dict[QAction, str] = {}
        self._timeline: QAction | None = None
        filing, trainer, weights = window.filing, window.trainer, window.weights

        self.new = self._make(self.tr("&New"), filing.new, Keys.New, "new")
        self.open = self._make(self.tr("&Open…"), filing.ask_open, Keys.Open, "open")
        self.add_data = self._make(
            self.tr("Add &Data from a File…"), window.own_data.ask_file, "Ctrl+Shift+D", "import"
        )
        self.add_folder = self._make(self.tr("Add Data from a &Folder…"), window.own_data.ask_folder)
        self.fetch = self._make(self.tr("Fetch &MNIST…"), window.own_data.fetch)
        self.save = self._make(self.tr("&Save"), filing.save, Keys.Save, "save")
        self.save_as = self._make(self.tr("Save &As…"), filing.save_as, "Ctrl+Shift+S")
        self.export_weights = self._make(self.tr("&Export Weights…"), weights.ask_export, "Ctrl+E", "export")
        self.import_weights = self._make(self.tr("&Import Weights…"), weights.ask_import, None, "import")
        self.picture = self._make(self.tr("Save &Picture of the Window…"), window.ask_picture, None, "camera")
        self.quit = self._make(self.tr("&Quit"), window.close, Keys.Quit)

        self.train = self._make(self.tr("&Train"), self._train_or_pause, "F5", "play")
        self.step = self._make(self.tr("&Step"), trainer.step, "F6", "step")
        self.reset = self._make(self.tr("&Reset"), trainer.reset, "F8", "reset")
        self.step.setToolTip(self.tr("Take one step of training, then pause (F6)"))
        self.reset.setToolTip(self.tr("Draw fresh weights and forget what was learned (F8)"))

        self.initialise = self._make(self.tr("&Initialise"), window.evaluation.initialise, "F7", "reset")
        self.run = self._make(self.tr("R&un"), self._run, "F9", "run")
        self.initialise.setToolTip(self.tr("Draw the numbers of all variables (F7)"))
        self.run.setToolTip(self.tr("Evaluate the selected blocks, or all, and show their values (F9)"))

        self.race = RaceActions(window.racing, window)

        self.projector = self._make(self.tr("&Projector"), self._project, "F11")
        self.projector.setCheckable(True)
        self.projector.setToolTip(self.tr("Large type and thick lines, for an audience"))
        self.restore = self._make(self.tr("&Restore Arrangement"), window.restore_arrangement)
        self.palette = self._make(self.tr("&Command Palette…"), window.show_commands, "Ctrl+Shift+P")
        self.shortcuts = self._make(self.tr("&Shortcuts"), window.show_shortcuts, Keys.HelpContents)
        self.lesson = self._make(self.tr("&Lesson Notes"), window.show_lesson, "F4", "book")
        self.welcome = self._make(self.tr("&Welcome Page"), window.show_welcome, "Alt+Home")
        window.addActions([window.lesson.previous, window.lesson.following])
        self.doctor = self._make(self.tr("&Doctor Report"), window.show_doctor)
        self.about = self._make(self.tr("&About visualnn"), window.show_about)

        self.goto = [self._make(self.tr("Canvas"), window.canvas.setFocus, "Ctrl+1")]
        for number, dock in enumerate(window.docks, start=2):
            keys = f"Ctrl+{number}" if number < 10 else None
            self.goto.append(self._make(dock.windowTitle(), partial(go_to, dock), keys))

        window.addActions(window.timeline.actions_)
        trainer.changed.connect(self._follow_trainer)
        window.document_.checked_changed.connect(self._follow_trainer)
        do = window.canvas.commands
        self._icons |= {do.undo: "undo", do.redo: "redo", do.cut: "cut", do.copy: "copy", do.paste: "paste"}
        self._icons |= {do.delete: "delete", do.arrange: "arrange", do.fit: "fit"}
        self._icons |= {do.zoom_in: "zoom-in", do.zoom_out: "zoom-out"}
        theme().changed.connect(self._dress)
        self._follow_trainer()
        self._dress()

    def fill_menus(self, bar: QMenuBar) -> None:
        """Hang all commands into the menu bar."""
        window = self._window
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.welcome, self.new, self.open])
        self._add_course(file.addMenu(self.tr("Open Sa&mple")))
        recent = file.addMenu(self.tr("Open &Recent"))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        file.addSeparator()
        file.addActions([self.add_data, self.add_folder, self.fetch])
        file.addSeparator()
        file.addActions([self.save, self.save_as])
        file.addSeparator()
        file.addActions([self.export_weights, self.import_weights, self.picture])
        file.addSeparator()
        file.addAction(self.quit)

        do = window.canvas.commands
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([do.undo, do.redo])
        edit.addSeparator()
        edit.addActions([do.cut, do.copy, do.paste, do.duplicate, do.delete, do.dissolve])
        edit.addSeparator()
        keys = window.canvas.keyboard
        edit.addActions([do.add_block, keys.connect_, keys.disconnect_, do.rename, keys.settings])
        edit.addSeparator()
        edit.addActions([keys.find, do.select_all])
        edit.addMenu(self.tr("Mo&ve Selection")).addActions(keys.walking)
        edit.addSeparator()
        organise = window.canvas.organise
        edit.addActions([do.arrange])
        edit.addMenu(organise.align_menu(edit))
        edit.addActions([do.snap, organise.bypass])
        edit.addSeparator()
        edit.addActions(organise.grouping)

        view = bar.addMenu(self.tr("&View"))
        view.addActions([do.zoom_in, do.zoom_out, do.actual_size, do.fit, do.fit_selection, keys.minimap])
        view.addAction(window.liveness.action)
        view.addMenu(self.tr("Acti&vity")).addActions(list(window.liveness.parts.values()))
        readings = window.readings
        view.addActions([readings.action, readings.when_run, readings.previous, readings.next])
        view.addSeparator()
        self._add_themes(view.addMenu(self.tr("&Theme")))
        self._add_languages(view.addMenu(self.tr("&Language")))
        view.addAction(self.projector)
        view.addSeparator()
        view.addMenu(self.tr("&Go To")).addActions(self.goto)
        for dock in window.docks:
            view.addAction(dock.toggleViewAction())
        view.addAction(self.restore)

        train = bar.addMenu(self.tr("&Train"))
        train.addActions([self.train, self.step, self.reset, self.initialise, self.run])
        train.addSeparator()
        train.addActions(window.timeline.actions_)
        train.addMenu(self.tr("R&uns")).addActions(window.kept.actions_)
        train.addSeparator()
        train.addActions(self.race.all())
        help_ = bar.addMenu(self.tr("&Help"))
        lesson = self._window.lesson
        help_.addActions([self.palette, self.shortcuts, self.lesson, lesson.previous, lesson.following, self.doctor])
        help_.addSeparator()
        help_.addAction(self.about)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the commands of every minute on the toolbar."""
        do = self._window.canvas.commands
        training = [self.train, self.step, self.reset, self.initialise, self.run]
        for group in ([self.new, self.open, self.save], [do.undo, do.redo], training):
            bar.addActions(group)
            bar.addSeparator()
        bar.addActions([do.arrange, do.fit])
        bar.addSeparator()
        self._timeline = bar.addWidget(self._window.timeline)
        names = ("train", "step", "reset", "initialise", "run")
        for action, name in zip(training, names, strict=True):
            button = bar.widgetForAction(action)
            assert isinstance(button, QToolButton)
            button.setObjectName(name)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            if action is not self.train:  # whose text changes
                action.setIconText(plain(action.text()))

    def all(self) -> tuple[QAction, ...]:
        """Every action that has a shortcut, for the list of shortcuts."""
        found = (*self._window.actions(), *self._window.canvas.actions())
        return tuple(action for action in found if not action.shortcut().isEmpty())

    def _make(
        self,
        text: str,
        do: Callable[[], object],
        shortcut: QKeySequence.StandardKey | str | None = None,
        picture: str = "",
    ) -> QAction:
        action = QAction(text, self._window)
        action.triggered.connect(lambda: do())
        if shortcut is not None:
            action.setShortcut(shortcut)
        if picture:
            self._icons[action] = picture
        self._window.addAction(action)
        return action

    def _add_course(self, menu: QMenu) -> None:
        language = QLocale().name().partition("_")[0]
        for chapter in course.chapters():
            part = menu.addMenu(course.in_language(chapter.title, language).replace("&", "&&"))
            for lesson in chapter.lessons:
                self._add_file(part, course.in_language(lesson.title, language), lesson.path)

    def _add_file(self, menu: QMenu, label: str, path: Path) -> None:
        menu.addAction(label.replace("&", "&&"), lambda: self._window.filing.open(path))

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        recent = self._window.settings.recent
        for path in recent:
            self._add_file(menu, str(path), path)
        if recent:
            menu.addSeparator()
            menu.addAction(self.tr("Forget These"), self._window.settings.forget_recent)
        else:
            menu.addAction(self.tr("No files yet")).setEnabled(False)

    def _add_themes(self, menu: QMenu) -> None:
        names = {"system": self.tr("Like the &System"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        group = QActionGroup(menu)
        for mode in get_args(Mode):
            action = menu.addAction(names[mode])
            action.setCheckable(True)
            action.setChecked(mode == theme().mode)
            action.triggered.connect(lambda _, mode=mode: self._window.choose_theme(mode))
            group.addAction(action)

    def _project(self) -> None:
        self._window.project(self.projector.isChecked())

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for code, name in {"": self.tr("Like the &System"), **LANGUAGES}.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == self._window.settings.language)
            action.triggered.connect(partial(self._window.choose_language, code))
            group.addAction(action)

    def _train_or_pause(self) -> None:
        trainer = self._window.trainer
        if trainer.running:
            trainer.pause()
        else:
            self._window.banner.say("")
            trainer.train()

    def _run(self) -> None:
        self._window.evaluation.run(self._window.canvas.selection())

    def _follow_trainer(self) -> None:
        trainer, evaluation = self._window.trainer, self._window.evaluation
        running, obstacle = trainer.running, trainer.obstacle
        self.train.setText(self.tr("Pause") if running else self.tr("Train"))
        self.train.setToolTip(
            obstacle or (self.tr("Pause training (F5)") if running else self.tr("Start training (F5)"))
        )
        enable(self.train, running or not obstacle, obstacle)
        for action in (self.step, self.reset):
            enable(action, not obstacle, obstacle)
        for action in (self.train, self.step, self.reset):
            action.setVisible(not evaluation.applies)
        for action in (self.initialise, self.run):
            action.setVisible(evaluation.applies)
        if self._timeline:
            self._timeline.setVisible(not evaluation.applies)
        enable(self.run, not obstacle, obstacle)
        constant = self.tr("There is no variable to initialise: the numbers of constants stand in the drawing.")
        enable(self.initialise, not obstacle and bool(evaluation.variables), obstacle or constant)
        for action in (self.export_weights, self.import_weights):
            enable(action, trainer.layout is not None, obstacle or self.tr("The network is not ready yet."))
        self._dress_train()

    def _dress(self) -> None:
        for action, name in self._icons.items():
            action.setIcon(icon(name))
        self._dress_train()

    def _dress_train(self) -> None:
        """The main button stands on the accent colour, so its picture takes that colour's ink."""
        now = colours()
        name = "pause" if self._window.trainer.running else "play"
        self.train.setIcon(icon(name, now.on_accent if self.train.isEnabled() else now.dim))
