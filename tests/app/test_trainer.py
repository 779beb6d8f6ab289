"""The trainer with the real engine: what its buttons do, and what becomes of an edited network."""

from __future__ import annotations

import threading
import time

import msgspec
import numpy as np
import pytest

from visualnn.app.document import Document
from visualnn.app.trainer import TRAINABLE, Trainer
from visualnn.data import catalogue
from visualnn.graph import edits
from visualnn.graph.stopping import Stopping
from visualnn.messages import Message
from visualnn.project import store
from visualnn.training.session import Session

PATIENCE = 60_000  # milliseconds: a first start compiles the engine


@pytest.fixture
def trainer(qtbot):
    document = Document(store.load(store.find("xor")))
    trainer = Trainer(document)
    document.setParent(trainer)
    trainer.prepare()
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    yield trainer
    trainer.close()
    trainer.join()


def ask(qtbot, trainer, *question):
    answers = []
    trainer.ask(*question, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def edit(trainer, change):
    trainer.document.edit_graph("edit", change)


def block(trainer, name):
    return trainer.document.graph.find(name).id


def test_while_preparing_it_says_why_training_must_wait(qtbot):
    seen = threading.Event()

    def load(*arguments, **options):
        assert seen.wait(PATIENCE / 1000)
        return catalogue.load(*arguments, **options)

    document = Document(store.load(store.find("xor")))
    trainer = Trainer(document, open_session=lambda project, base: Session(project, base=base, load=load))
    document.setParent(trainer)
    trainer.prepare()
    assert trainer.state == "preparing"
    assert trainer.obstacle.startswith("Loading")
    assert 0 <= trainer.progress < 1
    trainer.train()  # has no effect yet
    seen.set()
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    assert trainer.obstacle == ""
    assert trainer.progress is None
    trainer.close()
    trainer.join()


def test_train_pause_and_go_on(qtbot, trainer):
    with qtbot.waitSignal(trainer.updated, check_params_cb=lambda update: update.step > 0):
        trainer.train()
    trainer.pause()
    qtbot.waitUntil(lambda: trainer.state in ("paused", "finished"))
    step = trainer.latest.step
    assert trainer.latest.history.last("loss") is not None
    trainer.train()
    qtbot.waitUntil(lambda: trainer.latest.step > step)


def test_questions_do_not_put_off_the_next_picture(qtbot, trainer):
    answers = []
    qtbot.waitUntil(lambda: not trainer._timer.isActive())
    trainer.ask("weights", then=answers.append)
    due = trainer._timer.remainingTime()
    time.sleep(0.005)
    trainer.ask("weights", then=answers.append)
    assert trainer._timer.remainingTime() < due
    qtbot.waitUntil(lambda: len(answers) == 2)


def test_step_takes_exactly_one(qtbot, trainer):
    for expected in (1, 2):
        trainer.step()
        qtbot.waitUntil(lambda expected=expected: trainer.latest.step == expected)
    qtbot.waitUntil(lambda: not trainer._timer.isActive())  # it does not poll when nothing can change
    assert trainer.state == "paused"


def test_reset_gives_back_the_first_weights(qtbot, trainer):
    first = ask(qtbot, trainer, "weights")
    trainer.step()
    qtbot.waitUntil(lambda: trainer.latest.step == 1)
    assert any(not np.array_equal(first[key], now) for key, now in ask(qtbot, trainer, "weights").items())
    trainer.reset()
    qtbot.waitUntil(lambda: trainer.latest.step == 0)
    for key, now in ask(qtbot, trainer, "weights").items():
        np.testing.assert_array_equal(now, first[key])
    assert trainer.latest.history.last("loss") is None


def test_moving_a_block_does_not_outdate_the_network_an_edit_does(trainer):
    assert not trainer.stale
    edit(trainer, lambda graph: edits.move(graph, {block(trainer, "loss"): (1.0, 2.0)}))
    assert not trainer.stale
    edit(trainer, lambda graph: edits.set_param(graph, block(trainer, "hidden layer"), "units", 3, None))
    assert trainer.stale
    trainer.document.undo()
    assert not trainer.stale


def test_an_edited_network_keeps_the_weights_that_still_fit(qtbot, trainer):
    weights = {key: value + 1 for key, value in ask(qtbot, trainer, "weights").items()}
    trainer.set_weights(weights)
    edit(trainer, lambda graph: edits.rename(graph, block(trainer, "hidden layer"), "first"))
    edit(trainer, lambda graph: edits.set_param(graph, block(trainer, "first"), "units", 3, None))
    session = trainer.session
    trainer.step()
    qtbot.waitUntil(lambda: trainer.session not in (None, session) and trainer.state == "paused", timeout=PATIENCE)
    now = ask(qtbot, trainer, "weights")
    assert now["first/W"].shape == (2, 3)  # made anew: it has another shape
    np.testing.assert_allclose(now["output layer/b"], weights["output layer/b"], atol=0.2)  # kept, and one step taken


def test_the_learning_rate_changes_without_a_new_session(qtbot, trainer):
    session = trainer.session
    document = trainer.document
    new = msgspec.structs.replace(document.value.training, learning_rate=1e-12)
    before = ask(qtbot, trainer, "weights")
    document.apply("rate", lambda project: msgspec.structs.replace(project, training=new))
    trainer.step()
    qtbot.waitUntil(lambda: trainer.latest.step == 1)
    assert trainer.session is session
    for key, value in ask(qtbot, trainer, "weights").items():
        np.testing.assert_allclose(value, before[key], atol=1e-9)


def test_a_graph_with_errors_cannot_be_trained_and_says_so(trainer):
    edit(trainer, lambda graph: edits.remove(graph, [block(trainer, "loss")]))
    assert "problem" in trainer.obstacle
    trainer.train()
    assert trainer.state == "ready"


def test_a_loss_that_is_no_number_stops_training_with_a_sentence(qtbot, trainer):
    weights = {key: np.full_like(value, np.nan) for key, value in ask(qtbot, trainer, "weights").items()}
    trainer.set_weights(weights)
    with qtbot.waitSignal(trainer.stopped, timeout=10_000) as stopped:
        trainer.train()
    assert "no longer a finite number" in stopped.args[0]
    qtbot.waitUntil(lambda: not trainer.running)


def test_an_end_that_was_asked_for_is_no_trouble_and_forgotten_when_training_begins_anew(qtbot, trainer):
    trainer.document.apply("stop", lambda project: msgspec.structs.replace(project, stopping=Stopping(epoch=4)))
    troubles = []
    trainer.stopped.connect(troubles.append)
    with qtbot.waitSignal(trainer.ended, timeout=10_000) as ended:
        trainer.train()
    assert "after epoch 4" in ended.args[0]
    assert troubles == []
    trainer.reset()
    qtbot.waitUntil(lambda: troubles == [""])


def test_what_is_asked_of_a_session_that_is_gone_is_never_answered(qtbot, trainer):
    answers = []
    trainer.ask("weights", then=answers.append)
    trainer.prepare()
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    assert answers == []
    assert trainer.state in TRAINABLE


def test_what_cannot_be_answered_is_said_once(qtbot, trainer):
    said = []
    trainer.stopped.connect(said.append)
    for _ in range(3):
        trainer.ask("values", "nothing", [[0, 1]], then=lambda _: pytest.fail("there is no such block"))
    qtbot.waitUntil(lambda: not trainer._requests)

    assert len(said) == 1
    assert said[0].startswith("“nothing” has no values here")


@pytest.fixture
def slow(qtbot, monkeypatch):
    """A trainer whose data is never loaded to its end, and how often it was begun."""
    begun = []

    def load(block, overrides=None, *, base=None, report=None):
        begun.append(block)
        while True:
            report(3_000, 60_000)
            time.sleep(0.005)

    document = Document(store.load(store.find("xor")))
    trainer = Trainer(document, open_session=lambda project, base: Session(project, base=base, load=load))
    document.setParent(trainer)
    trainer.prepare()
    qtbot.waitUntil(lambda: trainer.obstacle == "Loading the data (3,000 of 60,000 rows)", timeout=PATIENCE)
    yield trainer, begun
    trainer.close()
    trainer.join()


def test_weights_that_are_given_last_are_those_it_gets(qtbot, trainer):
    own = ask(qtbot, trainer, "weights")
    for value in (1, 2):  # the second while the first are prepared for
        assert trainer.renew({name: np.full_like(array, value) for name, array in own.items()}, Message("run_from"))
    assert trainer.state == "preparing"
    qtbot.waitUntil(lambda: trainer.state == "ready", timeout=PATIENCE)
    assert all(np.all(array == 2) for array in ask(qtbot, trainer, "weights").values())


def test_loading_data_is_given_up_when_the_window_closes(slow):
    trainer, _ = slow
    began = time.perf_counter()
    trainer.close()
    trainer.join()
    assert time.perf_counter() - began < 1


def test_loading_data_begins_anew_when_the_network_is_edited(qtbot, slow):
    trainer, begun = slow
    data = begun[0].id
    edit(trainer, lambda graph: edits.rename(graph, data, "other"))
    qtbot.waitUntil(lambda: len(begun) == 2)
    assert begun[1].name == "other"
    edit(trainer, lambda graph: edits.move(graph, {data: (5.0, 5.0)}))
    qtbot.wait(60)
    assert len(begun) == 2
