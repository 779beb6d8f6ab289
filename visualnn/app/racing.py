"""The race of the document, as the window sees it.

A :class:`Racing` owns one contest at a time (``training.race``) and asks it for news at 30 Hz while there can be any.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from visualnn.app.canvas.geometry import layout
from visualnn.app.pace import Pace
from visualnn.app.panels.race_looks import label
from visualnn.app.text import translate
from visualnn.blocks import variants
from visualnn.graph import edits
from visualnn.graph.arrange import arrange
from visualnn.graph.race import Race
from visualnn.messages import Message, UserError
from visualnn.project.format import Project

if TYPE_CHECKING:
    from visualnn.app.document import Document
    from visualnn.app.trainer import Trainer
    from visualnn.training.entrant import Position
    from visualnn.training.race import Contest
    from visualnn.training.recording import Keep
    from visualnn.training.worker import Answer

INTERVAL = 32
"""Milliseconds between two polls."""

SHARE = 0.075
"""The share of a processor that drawing may take of a race at full speed: its lanes cannot do each other's work, and
wait for Python's lock, too."""

LINGER = 10
"""Polls after a command for which the race's thread is given time to obey."""

PATIENCE = 5.0
"""Seconds that the end of the program waits for the engine."""

PACES = (0.0, 5.0, 20.0, 60.0)
"""Seconds that a race lasts at least, as they are offered; 0: as short as it can be."""


def open_contest(project: Project, base: Path | None, keep: Keep | None) -> Contest:
    """A race; it prepares itself in its own thread."""
    from visualnn.training.race import Contest  # on demand: the window shows first

    return Contest(project, base=base, polite=True, keep=keep)


Opener = Callable[[Project, Path | None, "Keep | None"], "Contest"]


class Racing(QObject):
    """Sets up, starts, pauses and resets the race of a document.

    A race runs on the network as it was when it was started; what was edited since counts from the next start on.
    """

    updated = Signal()
    """New figures, or none any more."""

    changed = Signal()
    """What may be pressed, or why it may not, is different."""

    def __init__(
        self,
        document: Document,
        trainer: Trainer | None = None,
        parent: QObject | None = None,
        open_contest: Opener = open_contest,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._trainer = trainer
        self._open = open_contest
        self.keeper: Callable[[], Keep] | None = None  # gives what takes the run of every variant, on any thread
        self.contest: Contest | None = None
        self._left: weakref.WeakSet[Contest] = weakref.WeakSet()  # closed, and alive while their threads let go
        self.running_project: Project | None = None  # what the contest was made from
        self._refused: Message | None = None
        self._handing: tuple[str, Answer] | None = None  # a variant that is used, and its weights, once they come
        self._said = ""  # of the variant that was used
        self._seconds = PACES[1]
        self._seen: tuple[Any, ...] = ()
        self._shown: tuple[Any, ...] = ()
        self._lingering = 0
        self._pace = Pace(self, SHARE)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._tick)
        document.changed.connect(lambda old, new: self._edited())
        document.checked_changed.connect(lambda checked: self._announce())
        document.opened.connect(self.clear)
        if trainer:
            trainer.changed.connect(self._make_room)

    # What is asked

    @property
    def race(self) -> Race:
        """What the document races, or what a race of it would begin with."""
        return self.document.value.race or Race("optimizer", variants.offered("optimizer"))

    @property
    def state(self) -> str:
        """``none`` before there is a race, else the state of the contest."""
        return self.contest.state if self.contest else "none"

    @property
    def running(self) -> bool:
        """Whether steps are being made, or will be as soon as all is prepared."""
        return self.state in ("preparing", "running")

    @property
    def stale(self) -> bool:
        """Whether the network, the settings or the race were edited since the race was started."""
        project = self.running_project
        return project is None or _essence(project) != _essence(self._raced())

    @property
    def positions(self) -> tuple[Position, ...]:
        """Where the variants stand; empty before there is a race."""
        return self.contest.poll() if self.contest else ()

    @property
    def obstacle(self) -> str:
        """Why no race can be started now, in a sentence; empty when one can."""
        errors = sum(problem.severity == "error" for problem in self.document.checked.problems)
        if errors:
            return self.tr("%n problem(s) in the network to solve first", "", errors)
        problem = variants.obstacle(self.document.graph, self.race)
        return translate(problem) if problem else ""

    @property
    def news(self) -> str:
        """What is to be read about the race as a whole, in a sentence; often empty."""
        if self.state == "preparing" and self.contest:
            return translate(self.contest.progress[1])
        if self._said:
            return self._said
        ended = self.contest.problem if self.contest and not self.stale else None  # else there is a new race to begin
        problem = self._refused or ended
        return translate(problem) if problem else ""

    @property
    def seconds(self) -> float:
        """How long a race lasts at least."""
        return self._seconds

    # What is done

    def start(self) -> None:
        """Begin, or go on; a race of what was edited since begins anew, and one in which nobody is left."""
        self._do(lambda contest: contest.start())

    def step(self) -> None:
        """Let every variant make one step."""
        self._do(lambda contest: contest.step())

    def pause(self) -> None:
        """Stop after the turn under way."""
        if self.contest:
            self.contest.pause()
            self._keep_polling()

    def reset(self) -> None:
        """Back to the first step, of what is drawn now."""
        if self.contest is None or self.stale or self.state == "failed":
            self.clear()
        else:
            self.contest.reset()
            self._keep_polling()

    def toggle(self) -> None:
        """Start or pause."""
        if self.running:
            self.pause()
        else:
            self.start()

    def set_seconds(self, seconds: float) -> None:
        """Let a race last at least so long, from now on."""
        self._seconds = seconds
        if self.contest:
            self.contest.set_pace(seconds)

    def set_up(self, label: str, race: Race, merge: str | None = None) -> None:
        """Make the document race this: an edit that can be undone.

        Raises:
            UserError: a value is wrong; nothing is changed.
        """
        variants.check_values(race)
        self.document.apply(label, lambda project: msgspec.structs.replace(project, race=race), merge)

    def use(self, value: str) -> None:
        """Draw a variant of the race as the document's network, with its settings: an edit that can be undone. The
        weights that it has learned come along."""
        race = self.race
        graph, training = variants.varied(self.document.graph, self.document.value.training, race, value)
        if len(graph.blocks) > len(self.document.graph.blocks):  # layers more, which lie in a heap
            boxes = {block.id: layout(block.kind).box for block in graph.blocks}
            graph = edits.move(graph, arrange(graph, boxes.__getitem__))
        self.document.apply(
            self.tr("Use variant “{value}”").format(value=label(race.vary, value)),
            lambda project: msgspec.structs.replace(project, graph=graph, training=training),
        )
        ran = self.running_project
        entrants = self.contest.entrants if self.contest and ran and ran.race and ran.race.vary == race.vary else ()
        entrant = next((one for one in entrants if one.value == value), None)
        if entrant and entrant.session and entrant.position.step:
            self._handing = value, entrant.session.request("weights")
            self._keep_polling()
        else:
            self._say(self.tr("“{value}” is drawn. It has learned nothing yet: start the race first for that."), value)

    def clear(self) -> None:
        """Let the race there is go."""
        if self.contest:
            self.contest.close()
            self._left.add(self.contest)
        self.contest = self.running_project = self._refused = self._handing = None
        self._said = ""
        self._timer.stop()
        self._seen = ()
        self.updated.emit()
        self._announce()

    def close(self) -> None:
        """End the race without waiting; nothing is reported from now on."""
        self._timer.stop()
        self._pace.end()
        if self.contest:
            self.contest.close()

    def join(self) -> None:
        """After ``close``: wait for the threads of all races, but not for ever."""
        for contest in (*self._left, self.contest):
            if contest:
                contest.join(PATIENCE)

    # How it goes about it

    def _raced(self) -> Project:
        return msgspec.structs.replace(self.document.value, race=self.race)

    def _do(self, action: Callable[[Contest], None]) -> None:
        if self.obstacle:
            return
        if self.contest is None or self.stale or self.state == "failed":
            self.clear()
            project, path = self._raced(), self.document.path
            try:
                keep = self.keeper() if self.keeper else None
                self.contest = self._open(project, path.parent if path else None, keep)
            except UserError as error:
                self._refused = error.message
                self._announce()
                return
            self.contest.set_pace(self._seconds)
            self.running_project = project
        elif all(at.problem for at in self.positions):
            self.contest.reset()  # nobody can go on
        self._said, self._handing = "", None
        if self._trainer:
            self._trainer.pause()  # who races wants the processors
        action(self.contest)
        self._keep_polling()

    def _make_room(self) -> None:
        if self._trainer and self._trainer.running and self.running:
            self.pause()

    def _keep_polling(self) -> None:
        self._lingering = LINGER
        self._timer.start()
        self._tick()

    def _hand_over(self, value: str, weights: Answer) -> None:
        """Give the network that is drawn now the weights that the variant has learned, if it is that one."""
        learned = None if weights.cancelled() or weights.exception() else weights.result()
        trainer = self._trainer
        remark = Message("run_weights_of_end", {"run": label(self.race.vary, value)})
        if learned and trainer and self.document.fits(learned, part=True) and trainer.renew(learned, remark):
            self._say(self.tr("“{value}” is drawn, with the weights it has learned. Undo returns yours."), value)
        else:
            self._say(self.tr("“{value}” is drawn. What it learned does not fit the drawing: press Train."), value)

    def _edited(self) -> None:
        self._said = ""
        self._announce()

    def _say(self, sentence: str, value: str) -> None:
        self._said = sentence.format(value=label(self.race.vary, value))
        self._announce()

    def _tick(self) -> None:
        contest = self.contest
        if contest is None:
            return
        if self._handing and self._handing[1].done():
            handed, self._handing = self._handing, None
            self._hand_over(*handed)
        seen = contest.state, tuple((at.step, at.history.version if at.history else -1) for at in contest.poll())
        if seen != self._seen and (contest.state != "running" or self._pace.due(crowded=not contest.resting)):
            self._seen = seen
            self._pace.begin()
            self.updated.emit()
        if (self.state, self.news) != self._shown[:2]:  # nothing else changes by itself
            self._announce()
        self._lingering = LINGER if self.running else self._lingering - 1
        if self._lingering <= 0 and not self._handing:
            self._timer.stop()

    def _announce(self) -> None:
        shown = (self.state, self.news, self.obstacle, self.stale, self.race)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()


def _essence(project: Project) -> tuple[Any, ...]:
    """What a race is made from: where blocks stand and the lesson do not count."""
    blocks = tuple(msgspec.structs.replace(block, x=0.0, y=0.0) for block in project.graph.blocks)
    return blocks, project.graph.wires, project.training, project.race
