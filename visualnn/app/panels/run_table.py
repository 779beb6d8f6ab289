"""The table of runs: a row for each, columns that sort by their numbers."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from visualnn.app.inspector import training_settings
from visualnn.app.panels.panel import number
from visualnn.app.panels.race_looks import label
from visualnn.app.text import spec_text, translate
from visualnn.app.theme import colours
from visualnn.graph.race import VARYING, Vary
from visualnn.messages import Message
from visualnn.project.run import Run

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

NUMBER = Role.UserRole
"""What a column sorts by."""


class Column(NamedTuple):
    """A column: its title, what it sorts by (None: unknown), how that is written, and which of several is the best."""

    key: str
    title: str
    value: Callable[[Run], Any]
    text: Callable[[Any], str] = str
    best: Callable[[Iterable[Any]], Any] | None = None


def run_name(run: Run) -> str:
    """What a run is called; one without a name that took part in a race says as what."""
    if run.name:
        return run.name
    raced = [label(*variant) for remark in run.remarks if (variant := _variant(remark))]
    return " · ".join([_tr("run {number}").format(number=run.number), *raced])


def state_text(state: str) -> str:
    """How a run ended, in a word."""
    return {
        "running": _tr("training"),
        "paused": _tr("paused"),
        "finished": _tr("finished"),
        "diverged": _tr("diverged"),
        "interrupted": _tr("interrupted"),
    }[state]


def optimizer_text(name: str) -> str:
    """What an optimizer is called."""
    return spec_text(dict(training_settings.OPTIMIZERS).get(name, name))


def measures(runs: Iterable[Run]) -> set[str]:
    """What was measured of runs on any split, and loss and accuracy, which every table has."""
    return {"loss", "accuracy", *(name for run in runs for measured in run.metrics.values() for name in measured)}


def columns(measured: Iterable[str] = ("loss", "accuracy")) -> tuple[Column, ...]:
    """All columns, from left to right, with these measures."""
    whole: Callable[[Any], str] = lambda value: f"{value:,.0f}"  # noqa: E731
    return (
        Column("name", _tr("Run"), run_name),
        Column("steps", _tr("Steps"), lambda run: run.steps, whole),
        *_measured(sorted(measured)),
        Column("best_loss", _tr("Best loss"), lambda run: run.best.loss if run.best else None, number, min),
        Column("best_step", _tr("at step"), lambda run: run.best.step if run.best else None, whole),
        Column("optimizer", _tr("Optimizer"), lambda run: optimizer_text(run.project.training.optimizer)),
        Column("learning_rate", _tr("Rate"), lambda run: run.project.training.learning_rate, lambda rate: f"{rate:g}"),
        Column("batch_size", _tr("Batch"), lambda run: run.batch_size, whole),
        Column("epochs", _tr("Epochs"), lambda run: run.epochs, lambda value: f"{value:,.1f}".removesuffix(".0")),
        Column("parameters", _tr("Parameters"), lambda run: run.parameters, whole),
        Column("seed", _tr("Seed"), lambda run: run.project.training.seed),
        Column("seconds", _tr("Seconds"), lambda run: run.seconds, lambda value: f"{value:,.2f}"),
        Column("state", _tr("State"), lambda run: state_text(run.state)),
        Column("document", _tr("Document"), lambda run: run.document),
        Column("started", _tr("Started"), lambda run: run.started.timestamp(), lambda value: value),
    )


def _measured(names: Sequence[str]) -> Iterator[Column]:
    """The columns of measures, split by split; of several losses each has its own, such as ``loss/digit``."""
    titles = {
        "train": (_tr("Loss"), _tr("Accuracy"), _tr("R²"), _tr("Perplexity")),
        "validation": (
            _tr("Validation loss"),
            _tr("Validation accuracy"),
            _tr("Validation R²"),
            _tr("Validation perplexity"),
        ),
        "test": (_tr("Test loss"), _tr("Test accuracy"), _tr("Test R²"), _tr("Test perplexity")),
    }
    percent: Callable[[Any], str] = lambda value: f"{100 * value:.2f} %"  # noqa: E731
    kinds = (("loss", number, min), ("accuracy", percent, max), ("r2", number, max), ("perplexity", number, min))
    for split, words in titles.items():
        for (kind, text, best), title in zip(kinds, words, strict=True):
            for name in names:
                measure, _, block = name.partition("/")
                if measure == kind:
                    head = f"{title} ({block})" if block else title
                    yield Column(f"{split}_{name}", head, _measure(split, name), text, best)


def cell_text(column: Column, run: Run) -> str:
    """What stands in a cell; empty for what is not known, a dash for what cannot be written."""
    value = column.value(run)
    if value is None:
        return ""
    try:
        return f"{run.started.astimezone():%Y-%m-%d %H:%M}" if column.key == "started" else column.text(value)
    except (OverflowError, OSError, ValueError):  # a file may hold a day that the calendar here does not
        return "—"


def csv_rows(runs: Sequence[Run]) -> list[tuple[object, ...]]:
    """Runs with everything that is known of them, as rows for other programs: numbers in full, titles that stay."""
    listed = columns(measures(runs))
    found: list[tuple[object, ...]] = [(*(column.key for column in listed), "remarks")]
    for run in runs:
        codes = {"started": run.started.isoformat(), "state": run.state, "optimizer": run.project.training.optimizer}
        values = [codes.get(column.key, column.value(run)) for column in listed]
        cells = ["" if value is None else value for value in values]
        found.append((*cells, " ".join(_remarks(run, str))))
    return found


class RunModel(QAbstractTableModel):
    """All runs; the first column can be ticked, to draw a run's curves, and renamed."""

    ticked = Signal()
    renamed = Signal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self.runs: tuple[Run, ...] = ()
        self._measures = measures(())
        self._live: Run | None = None  # what was learned since the run that is learning was kept
        self.colours: dict[str, str] = {}  # of ticked runs, by id, in the order they were ticked

    def show(self, runs: Sequence[Run]) -> None:
        """Show these runs; those that were there keep their selection."""
        runs = [self._newest(run) for run in runs]
        self._add_columns(runs)
        old = [run.id for run in self.runs]
        if old == [run.id for run in runs]:
            self.runs = tuple(runs)
            if runs:
                self.dataChanged.emit(self.index(0, 0), self.index(len(runs) - 1, len(self.columns) - 1))
            return
        self.layoutAboutToBeChanged.emit()
        places = {run.id: place for place, run in enumerate(runs)}
        before = self.persistentIndexList()
        after = [
            self.createIndex(places[old[index.row()]], index.column()) if old[index.row()] in places else QModelIndex()
            for index in before
        ]
        self.runs = tuple(runs)
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def follow(self, run: Run) -> None:
        """Show what a run that is learning has reached, until it is kept with what it came to."""
        self._live = run
        for row, known in enumerate(self.runs):
            if known.id == run.id and known.state == "running":
                run = self._newest(known)
                self._add_columns([run])
                self.runs = (*self.runs[:row], run, *self.runs[row + 1 :])
                self.dataChanged.emit(self.index(row, 1), self.index(row, len(self.columns) - 1))

    def _add_columns(self, runs: Sequence[Run]) -> None:
        """A measure has its columns from the first run on of which it is known."""
        if (found := measures(runs)) <= self._measures:
            return
        self._measures |= found
        wanted = columns(self._measures)
        for place, column in enumerate(wanted):
            if column.key != self.columns[place].key:
                self.beginInsertColumns(QModelIndex(), place, place)
                self.columns = (*self.columns[:place], column, *self.columns[place:])
                self.endInsertColumns()

    def _newest(self, run: Run) -> Run:
        live = self._live
        if live is None or live.id != run.id or run.state != "running" or live.steps < run.steps:
            return run
        return msgspec.structs.replace(live, name=run.name)

    def recolour(self, shades: Mapping[str, str]) -> None:
        """Runs are ticked that have a colour here."""
        self.colours = dict(shades)
        if self.runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.runs) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:  # as what is below
            return self.data(self.index(0, section), role) if self.runs else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        run, column = self.runs[index.row()], self.columns[index.column()]
        if role == Role.DisplayRole:
            return cell_text(column, run)
        if role == NUMBER:
            value = column.value(run)
            return math.inf if isinstance(value, float) and math.isnan(value) else value
        if role == Role.TextAlignmentRole:
            right = not isinstance(column.value(run), str) and column.key != "started"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ToolTipRole:
            return "\n".join(_remarks(run, translate)) or None
        if index.column() == 0:
            shade = self.colours.get(run.id)
            if role == Role.CheckStateRole:
                return Qt.CheckState.Checked if shade else Qt.CheckState.Unchecked
            if role == Role.DecorationRole and shade:
                return QColor(shade)
            if role == Role.EditRole:
                return run_name(run)
        if role == Role.ForegroundRole and column.key == "state" and run.state == "diverged":
            return QColor(colours().error)
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        run = self.runs[index.row()]
        if role == Role.CheckStateRole:
            if Qt.CheckState(value) == Qt.CheckState.Checked:
                self.colours[run.id] = ""
            else:
                self.colours.pop(run.id, None)
            self.ticked.emit()
            return True
        if role == Role.EditRole and str(value).strip() != run_name(run):
            self.renamed.emit(run.id, str(value).strip())
            return True
        return False


class RunOrder(QSortFilterProxyModel):
    """Sorts by numbers, what is unknown last; leaves out what does not hold every word of a filter."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setSortRole(NUMBER)
        self._words: list[str] = []
        self.admits: Callable[[Run], bool] = lambda run: True

    def look_for(self, text: str) -> None:
        """Leave out the runs of which not every word of ``text`` stands in some column."""
        self._words = text.casefold().split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, RunModel)
        run = model.runs[row]
        if not self.admits(run):
            return False
        line = "\n".join(cell_text(column, run) for column in model.columns).casefold() if self._words else ""
        return all(word in line for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(NUMBER), right.data(NUMBER)
        if one is None or other is None:
            ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (one is not None) == ascending if (one is None) != (other is None) else False
        if isinstance(one, str):
            return one.casefold() < str(other).casefold()
        return bool(one < other)


def _variant(remark: Message) -> tuple[Vary, str] | None:
    vary, value = remark.arguments.get("vary"), remark.arguments.get("value")
    return (vary, str(value)) if remark.code == "race_run" and vary in VARYING and value else None


def _remarks(run: Run, say: Callable[[Message], str]) -> list[str]:
    """What is to be known of a run, in sentences; what only a newer version could say is left out."""
    said = []
    for remark in run.remarks:
        with contextlib.suppress(LookupError, ValueError, TypeError):
            said.append(say(remark))
    return said


def _measure(split: str, name: str) -> Callable[[Run], Any]:
    return lambda run: run.metrics.get(split, {}).get(name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)
