"""Every training that was kept: sorted, drawn over each other, compared, and brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visualnn.app.enabling import enable
from visualnn.app.errors import show_error
from visualnn.app.panels.overlay import Overlay
from visualnn.app.panels.panel import on_screen
from visualnn.app.panels.run_compare import Comparison
from visualnn.app.panels.run_table import RunModel, RunOrder, csv_rows, run_name
from visualnn.app.panels.run_view import RunView
from visualnn.app.panels.taking import csv_text
from visualnn.app.panels.widgets import Hint, Row, Switch, bare
from visualnn.app.text import translate
from visualnn.app.theme import colours, theme
from visualnn.data.catalogue import anchored
from visualnn.files import write_atomic
from visualnn.memory import readable
from visualnn.messages import Message, UserError
from visualnn.project.format import Project
from visualnn.project.run import Run, Traces
from visualnn.project.runs import LIMIT

if TYPE_CHECKING:
    from visualnn.app.runs import RunBook
    from visualnn.app.trainer import Trainer


LISTED = 20
"""Folders that cannot be read which are listed in a tool tip."""


class RunsPanel(QWidget):
    """A table of runs, or what those that are selected differ in.

    ``overlaid`` is emitted with the runs that are ticked, whose curves are to be drawn.
    """

    overlaid = Signal(object)

    def __init__(self, book: RunBook, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book, self.trainer = book, trainer
        self._deleted: list[list[str]] = []
        self._places: dict[str, int] = {}  # among the colours, of ticked runs
        self._said = ""  # what was done last
        self._undrawn: list[str] = []  # why curves of ticked runs cannot be drawn
        self._stale = True
        self.setMinimumSize(220, 140)
        self.view = Switch({"table": self.tr("Table"), "compare": self.tr("Compare")})
        self.view.changed.connect(self._show_page)
        self.scope = Switch({"here": self.tr("This document"), "all": self.tr("All")})
        self.scope.changed.connect(self._rescope)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter runs"))
        self.filter.setMinimumWidth(60)
        self.model = RunModel(self)
        self.order = RunOrder(self)
        self.order.admits = lambda run: self.scope.value == "all" or book.here(run)
        self.order.setSourceModel(self.model)
        self.filter.textChanged.connect(self._filter)
        self.model.ticked.connect(self._overlay)
        self.model.renamed.connect(self._rename)
        self.table = RunView(self.model, self.order)
        self.table.selectionModel().selectionChanged.connect(lambda: self._offer())
        self.hint = Hint()
        self.comparison = Comparison()
        self.pages = QStackedWidget()
        for page in (self.hint, self.table, self.comparison):
            self.pages.addWidget(page)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setContentsMargins(10, 2, 10, 4)
        self._sorts = QMenu(self.tr("&Sort By"), self)
        self._sorts.aboutToShow.connect(self._offer_sorts)
        self._make_actions()
        head = bare(Row(), spacing=4, margins=(8, 4, 6, 4))
        for widget in (self.view, self.scope):
            head.addWidget(widget)
        head.addWidget(self.filter, 1)
        head.addWidget(self._more())
        body = bare(QVBoxLayout(self))
        body.addLayout(head)
        body.addWidget(self.pages, 1)
        body.addWidget(self.note)
        book.changed.connect(self._changed)
        trainer.document.opened.connect(self._rescope)
        trainer.changed.connect(self._offer)
        trainer.summarised.connect(self._follow)
        theme().changed.connect(self._overlay)
        self._offer()

    @property
    def chosen(self) -> list[Run]:
        """The selected runs, in the order of the table."""
        return self.table.chosen

    # What the user does

    def rename(self) -> None:
        """Give the run that is selected another name, in place."""
        if self.chosen:
            self._to_table()
            self.table.rename()

    def delete(self) -> None:
        """Delete the selected runs; they can be brought back."""
        gone = [run.id for run in self.chosen if run.state != "running"]
        if gone:
            self._deleted.append(gone)
            self.book.store.delete(gone)
            for run_id in gone:
                self._places.pop(run_id, None)
            self.book.tell()
            self._overlay()

    def undelete(self) -> None:
        """Bring back the runs that were deleted last."""
        if self._deleted:
            self.book.store.undelete(self._deleted.pop())
            self.book.tell()

    def restore(self) -> None:
        """Put the network and the settings of a run in place of the document's, with the conditions that end it, as an
        edit that can be undone, and with the weights it had learned."""
        run = self.chosen[0]
        document = self.trainer.document
        graph = run.project.graph
        if run.path and run.path != self.book.path:
            graph = anchored(graph, Path(run.path).parent)

        def edit(project: Project) -> Project:
            kept = run.project
            return msgspec.structs.replace(project, graph=graph, training=kept.training, stopping=kept.stopping)

        name = run_name(run)
        document.apply(self.tr("Restore {run}").format(run=name), edit)
        traces, trouble = Traces(), []
        try:
            traces = self.book.store.traces(run.id)
        except UserError as error:
            trouble.append(translate(error.message))
        remark = Message("run_weights_of_end", {"run": name})
        if document.fits(traces.final, part=True) and self.trainer.renew(traces.final, remark):
            said = self.tr("The network of {run} is back, with the weights it had learned. Undo returns yours.")
        else:
            said = self.tr("The network of {run} is back, but not the weights it had learned. Undo returns yours.")
        self._say(" ".join([*trouble, said.format(run=name)]))

    def restart(self) -> None:
        """Train the network as it is now from the weights that a run began with."""
        run = self.chosen[0]
        name = run_name(run)
        try:
            initial = self.book.store.traces(run.id).initial
        except UserError as error:
            self._say(translate(error.message))
            return
        if not self.trainer.document.fits(initial):
            self._say(
                self.tr("The weights of {run} do not fit this network: restore its network first.").format(run=name)
            )
            return
        self._say("")
        self.trainer.restart(initial, run.project.training.seed, Message("run_weights_of", {"run": name}))

    def compare(self) -> None:
        """Show in what the selected runs differ."""
        self.view.button("compare").click()

    def ask_export(self) -> None:
        """Ask for a place and write the table there, with every column of the runs that are listed."""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export Runs"), "runs.csv", "CSV (*.csv)")
        if name:
            self.export(Path(name) if Path(name).suffix else Path(f"{name}.csv"))

    def export(self, path: Path) -> None:
        """Write the runs that are listed, in their order."""
        runs = [self.table.run(row) for row in range(self.order.rowCount())]
        try:
            write_atomic(path, csv_text(csv_rows(runs)).encode("utf-8-sig"))  # as Excel expects it
        except UserError as error:
            show_error(error, self.window())

    # How it goes about it

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._read()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if not self._stale:
            return
        self._stale = False
        self.model.show(self.book.store.runs)
        self.order.invalidate()
        self.table.hide_unknown()
        self.table.fit()
        self._tell()
        self._show_page()
        if self._places:
            self._overlay()

    def _follow(self) -> None:
        """Show what the run that is learning has reached."""
        if on_screen(self) and (run := self.book.learning(self.trainer.session)):
            self.model.follow(run)
            self.table.hide_unknown()

    def _rescope(self) -> None:
        self._say("")
        self.order.invalidate()
        self._show_page()

    def _filter(self, text: str) -> None:
        self.order.look_for(text)
        self._show_page()

    def _show_page(self) -> None:
        chosen = self.chosen
        if self.view.value == "compare":
            self.comparison.compare(chosen)
            several = self.tr("Select two or more runs in the table (Ctrl+click) to see what differs.")
            self.hint.setText(self.tr("Nothing differs between these runs.") if len(chosen) > 1 else several)
            self.pages.setCurrentWidget(self.comparison if self.comparison.rowCount() else self.hint)
        elif self.order.rowCount():
            self.pages.setCurrentWidget(self.table)
        else:
            none = self.tr("Press Train: every training is kept here, with its network, settings, curves and weights.")
            other = self.tr("No run matches. Take the filter away, or choose All.")
            self.hint.setText(other if self.model.runs and (self.filter.text() or self._hidden()) else none)
            self.pages.setCurrentWidget(self.hint)
        self._offer()

    def _hidden(self) -> bool:
        return any(self.book.here(run) for run in self.model.runs) and self.scope.value == "here"

    def _offer(self) -> None:
        chosen = self.chosen
        one = self.tr("Select one run in the table first.")
        obstacle = self.trainer.obstacle
        for action in (self.renaming, self.restoring):
            enable(action, len(chosen) == 1, one)
        enable(self.restarting, len(chosen) == 1 and not obstacle, obstacle or one)
        enable(self.deleting, any(run.state != "running" for run in chosen), self.tr("Select runs in the table first."))
        enable(self.undeleting, bool(self._deleted), self.tr("No run was deleted since the program started."))
        enable(self.comparing, len(chosen) > 1, self.tr("Select two or more runs in the table first."))
        for action in (self.sorting, self.exporting):
            enable(action, self.order.rowCount() > 0, self.tr("There are no runs yet."))

    def _offer_sorts(self) -> None:
        """The columns that are seen, for those who have no mouse to click on a title."""
        self._sorts.clear()
        for place, column in enumerate(self.model.columns):
            if not self.table.isColumnHidden(place):
                action = self._sorts.addAction(column.title, partial(self.table.sort_by, place))
                action.setCheckable(True)
                action.setChecked(place == self.table.horizontalHeader().sortIndicatorSection())

    def _overlay(self) -> None:
        """Give every ticked run a colour that it keeps, and have its curves drawn."""
        ticked = list(self.model.colours)
        self._places = {run_id: place for run_id, place in self._places.items() if run_id in ticked}
        for run_id in ticked:
            free = (place for place in range(len(ticked)) if place not in self._places.values())
            self._places.setdefault(run_id, next(free, 0))
        by_id = {run.id: run for run in self.model.runs}
        shown = []
        self._undrawn = []
        for run_id, place in self._places.items():
            if (run := by_id.get(run_id)) is None:
                continue
            try:
                traces = self.book.store.traces(run_id)
            except UserError as error:
                self._undrawn.append(translate(error.message))
                continue
            epoch = run.steps / run.epochs if run.epochs else 1.0
            shown.append((run_id, Overlay(run_name(run), place, traces, epoch)))
        self.model.recolour({run_id: overlay.colour for run_id, overlay in shown})
        self.overlaid.emit([overlay for _, overlay in shown])
        self._tell()

    def _rename(self, run_id: str, name: str) -> None:
        self.book.store.rename(run_id, name)
        self.book.tell()

    def _to_table(self) -> None:
        self.view.button("table").click()

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._tell()

    def _tell(self) -> None:
        """Below the table: what was done last, which curves cannot be drawn, troubles of the store, and how much room
        there is."""
        store = self.book.store
        parts = [self._said] if self._said else []
        parts += self._undrawn[:1]
        parts += [translate(problem) for problem in store.problems]
        if store.size > LIMIT / 2:
            parts.append(
                self.tr("{size} of {limit} are taken; the oldest runs without a name go first.").format(
                    size=readable(store.size), limit=readable(LIMIT)
                )
            )
        listed = [f"{place.name}: {reason}" for place, reason in store.unreadable]
        self.note.setToolTip("\n".join([*listed[:LISTED], *(["…"] if len(listed) > LISTED else [])]))
        self.note.setText(" ".join(parts))
        self.note.setVisible(bool(parts))
        self.note.setStyleSheet(f"color: {colours().dim}")

    def _make_actions(self) -> None:
        make = self._action
        self.restoring = make(self.tr("Restore &Network of Run"), self.restore)
        self.restarting = make(self.tr("Restart From Same &Initial Weights"), self.restart)
        self.comparing = make(self.tr("&Compare Runs"), self.compare)
        self.renaming = make(self.tr("Re&name Run"), self.rename)
        self.deleting = make(self.tr("&Delete Runs"), self.delete, QKeySequence(Qt.Key.Key_Delete))
        self.undeleting = make(self.tr("&Bring Back Deleted Runs"), self.undelete)
        self.sorting = self._sorts.menuAction()
        self.exporting = make(self.tr("&Export Runs as CSV…"), self.ask_export)
        self.restarting.setToolTip(self.tr("Train the network as it is now from the weights that this run began with"))
        self.actions_ = [
            self.restoring,
            self.restarting,
            self.comparing,
            self.renaming,
            self.deleting,
            self.undeleting,
            self.sorting,
            self.exporting,
        ]
        self.table.addActions(self.actions_)

    def _action(self, text: str, do: Callable[[], None], keys: QKeySequence | None = None) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda: do())
        action.triggered.connect(lambda: self._offer())
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setToolTip(self.tr("What can be done with runs"))
        button.setAccessibleName(self.tr("Actions of runs"))
        button.setAutoRaise(True)
        menu = QMenu(button)
        menu.addActions(self.actions_)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button
