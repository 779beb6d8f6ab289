"""The race of the document: set up as an edit, begun anew after edits, let go with the document."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from msgspec.structs import replace

from visualnn.app.canvas.geometry import layout
from visualnn.app.document import Document
from visualnn.app.racing import Racing
from visualnn.app.trainer import Trainer
from visualnn.graph import edits
from visualnn.graph.race import Race
from visualnn.messages import Message, UserError
from visualnn.project import store

STEPS = 40


@pytest.fixture
def open_race(qtbot):
    """A sample with a short race, and what races it; no pace."""
    made = []

    def begin(name="xor", vary="learning_rate", values=("0.1", "1"), steps=STEPS, race=True):
        project = store.load(store.find(name))
        training = replace(project.training, steps=steps)
        document = Document(replace(project, training=training, race=Race(vary, values) if race else None))
        racing = Racing(document, None, document)
        racing.set_seconds(0)
        made.append((document, racing))
        return racing

    yield begin
    for document, racing in made:
        racing.close()
        racing.join()
        document.deleteLater()


def test_start_runs_to_the_end_and_tells(qtbot, open_race):
    racing = open_race()
    told = []
    racing.updated.connect(lambda: told.append(racing.state))
    assert (racing.state, racing.positions) == ("none", ())
    racing.start()
    assert racing.running
    qtbot.waitUntil(lambda: racing.state == "finished")
    assert [at.step for at in racing.positions] == [STEPS, STEPS]
    qtbot.waitUntil(lambda: "finished" in told)
    racing.reset()
    qtbot.waitUntil(lambda: racing.contest.step_count == 0 and racing.state == "ready")


def test_setting_up_is_an_edit(open_race):
    racing = open_race(race=False)
    document = racing.document
    assert racing.race.vary == "optimizer"
    assert len(racing.race.values) == 10
    racing.set_up("Race another thing", Race("activation", ("relu", "tanh")))
    assert document.value.race == Race("activation", ("relu", "tanh"))
    assert document.undo_label == "Race another thing"
    document.undo()
    assert document.value.race is None
    with pytest.raises(UserError, match="“tan”"):
        racing.set_up("Race another thing", Race("activation", ("relu", "tan")))
    assert document.value.race is None


def test_an_edit_makes_the_next_start_a_new_race(qtbot, open_race):
    racing = open_race()
    racing.start()
    qtbot.waitUntil(lambda: racing.state == "finished")
    first = racing.contest
    assert not racing.stale
    racing.document.edit_graph("move", lambda graph: edits.move(graph, {graph.blocks[0].id: (5.0, 5.0)}))
    assert not racing.stale  # where blocks stand does not matter
    racing.set_up("values", Race("learning_rate", ("0.1", "1", "2")))
    assert racing.stale
    assert len(racing.positions) == 2  # what was run stays until then
    racing.start()
    qtbot.waitUntil(lambda: racing.state == "finished")
    assert racing.contest is not first
    assert len(racing.positions) == 3
    qtbot.waitUntil(lambda: first.state == "closed")


def test_what_cannot_be_raced_says_why_and_start_does_nothing(open_race):
    racing = open_race(vary="dropout", values=("0.5", "1"))
    assert "no dropout block; add one" in racing.obstacle
    racing.start()
    assert racing.state == "none"


def test_a_network_with_problems_is_not_raced(open_race):
    racing = open_race()
    loss = next(block for block in racing.document.graph.blocks if block.kind == "loss")
    racing.document.edit_graph("cut", lambda graph: edits.disconnect(graph, *graph.into(loss.id)))
    assert "to solve first" in racing.obstacle


def test_data_that_cannot_be_had_is_told(qtbot, open_race):
    racing = open_race("mnist", "optimizer", ("adam", "sgd"))
    racing.start()
    qtbot.waitUntil(lambda: racing.state in ("failed", "none"), timeout=20000)
    assert racing.news or racing.obstacle


def test_another_document_lets_the_race_go(qtbot, open_race):
    racing = open_race(steps=10_000_000)
    racing.start()
    qtbot.waitUntil(lambda: racing.state == "running")
    running = racing.contest
    racing.document.replace(store.load(store.find("digits")))
    assert racing.state == "none"
    qtbot.waitUntil(lambda: running.state == "closed")


def test_training_that_begins_while_a_race_prepares_itself_takes_the_processors(qtbot, open_race):
    racing = open_race(steps=10**9)
    trainer = Trainer(racing.document)
    racing = Racing(racing.document, trainer, trainer, open_contest=lambda *arguments: contest)
    done = []
    contest = SimpleNamespace(
        state="preparing",
        progress=(0.0, Message("race_few")),
        problem=None,
        step_count=0,
        poll=tuple,
        set_pace=lambda seconds: None,
        start=lambda: done.append("start"),
        pause=lambda: done.append("pause"),
        close=lambda: None,
    )
    try:
        racing.start()
        trainer.train()
        qtbot.waitUntil(lambda: trainer.running, timeout=60_000)
        qtbot.waitUntil(lambda: done == ["start", "pause"])
    finally:
        racing.close()
        trainer.close()
        trainer.join()


def test_a_variant_becomes_the_network(qtbot, open_race):
    racing = open_race(vary="optimizer", values=("adam 0.01", "sgd 0.5"))
    document = racing.document
    racing.use("adam 0.01")
    assert (document.value.training.optimizer, document.value.training.learning_rate) == ("adam", 0.01)
    assert document.value.race is not None
    document.undo()
    assert document.value.training.optimizer == "sgd"


def test_after_another_thing_was_chosen_to_vary_a_variant_of_that_can_be_drawn(qtbot, open_race):
    racing = open_race(vary="learning_rate", values=("0.5", "0.1"))
    racing.start()
    qtbot.waitUntil(lambda: racing.state == "finished")
    racing.set_up("vary", replace(racing.race, vary="dropout", values=("0.5",)))
    with pytest.raises(UserError, match="dropout"):  # there is none in this network
        racing.use("0.5")
    racing.set_up("vary", replace(racing.race, vary="activation", values=("tanh",)))
    racing.use("tanh")
    assert "learned nothing yet" in racing.news, "those that learned were learning rates"


def test_what_a_variant_learned_comes_along(qtbot, open_race):
    racing = open_race(vary="activation", values=("sigmoid", "tanh"))
    document = racing.document
    trainer = racing._trainer = Trainer(document)
    kept = []
    trainer.keeper = lambda: lambda run, traces: kept.append(run)
    try:
        racing.use("sigmoid")
        assert "learned nothing yet" in racing.news
        racing.start()
        assert "drawn" not in racing.news
        qtbot.waitUntil(lambda: racing.state == "finished")
        learned = racing.contest.entrants[1].session.request("weights").result(10)
        racing.use("tanh")
        qtbot.waitUntil(lambda: "with the weights it has learned" in racing.news)
        qtbot.waitUntil(lambda: trainer.state == "ready", timeout=60_000)
        for key, value in trainer.session.request("weights").result(10).items():
            np.testing.assert_array_equal(value, learned[key])
        trainer.step()
        qtbot.waitUntil(lambda: bool(kept))
        assert kept[0].remarks[0].arguments == {"run": "Tanh"}
        hidden = document.graph.find("hidden layer").id
        document.edit_graph("wider", lambda graph: edits.set_param(graph, hidden, "units", 5, None))
        assert "learned" not in racing.news
        racing.use("tanh")
        qtbot.waitUntil(lambda: "does not fit the drawing" in racing.news)
    finally:
        trainer.close()
        trainer.join()


def test_of_several_networks_the_variant_brings_its_weights_and_the_others_keep_theirs(qtbot, open_race):
    racing = open_race("vanishing", "activation", ("sigmoid", "tanh"))
    document = racing.document
    relu = next(block.id for block in document.graph.blocks if block.name == "relu loss")
    racing.set_up("network", replace(racing.race, network=relu))
    trainer = racing._trainer = Trainer(document)
    try:
        trainer.step()
        qtbot.waitUntil(lambda: trainer.state == "paused", timeout=60_000)
        before = trainer.session.request("weights").result(10)
        racing.start()
        qtbot.waitUntil(lambda: racing.state == "finished", timeout=60_000)
        learned = racing.contest.entrants[1].session.request("weights").result(10)
        racing.use("tanh")
        qtbot.waitUntil(lambda: "with the weights it has learned" in racing.news)
        qtbot.waitUntil(lambda: trainer.state == "ready" and not trainer.stale, timeout=60_000)
        assert set(learned) == {key for key in before if key.startswith("relu")}
        for key, value in trainer.session.request("weights").result(10).items():
            np.testing.assert_array_equal(value, learned.get(key, before[key]))
        document.edit_graph("rename", lambda graph: edits.rename(graph, graph.find("relu 3").id, "third"))
        racing.use("tanh")
        qtbot.waitUntil(lambda: "does not fit the drawing" in racing.news)
    finally:
        trainer.close()
        trainer.join()


def test_of_several_networks_the_others_stay(open_race):
    racing = open_race("vanishing", "activation", ("sigmoid", "tanh"))
    count = len(racing.document.graph.blocks)
    racing.use("tanh")
    kinds = [block.params.get("function") for block in racing.document.graph.blocks if block.kind == "activation"]
    assert len(racing.document.graph.blocks) == count
    assert kinds == ["tanh"] * 8 + ["relu"] * 8


def test_a_deeper_network_is_drawn_without_a_heap(open_race):
    racing = open_race("digits", "depth", ("1", "6"))
    racing.use("6")
    blocks = racing.document.graph.blocks
    assert sum(block.kind == "dense" for block in blocks) == 7
    cards = [layout(block.kind).card.translated(block.x, block.y) for block in blocks]
    assert not any(a.intersects(b) for a, b in itertools.combinations(cards, 2))
    assert racing.document.checked.ok
