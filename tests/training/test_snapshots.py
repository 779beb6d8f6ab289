"""One can go back to steps of a run, and come back bit for bit; every run is kept."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from visualnn.engine.runner import Checkpoint
from visualnn.graph.stopping import Stopping
from visualnn.graph.training import Training
from visualnn.messages import Message
from visualnn.project import store
from visualnn.project.runs import RunStore
from visualnn.training.snapshots import MOST, Snapshots

LONG = 60.0


class Counting:
    """A runner whose state is its step."""

    def __init__(self, size=10):
        self.step = 0
        self.rate = 0.1
        self.memory = np.zeros(1, np.float32)
        self.program = type("Program", (), {"state_at": 0, "values_at": size})()

    def checkpoint(self):
        return Checkpoint(self.step, 0, self.rate, np.full(10, self.step))

    def restore(self, checkpoint):
        self.step, self.rate = checkpoint.step, checkpoint.learning_rate

    def set_learning_rate(self, rate):
        self.rate = rate


def xor(**settings):
    project = store.load(store.find("xor"))
    return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **settings))


def weights(session):
    return session.request("weights").result(LONG)


def texts(kept):
    """What is remarked of a run that was kept."""
    run, _ = kept
    return [remark.text for remark in run.remarks]


def equal(first, second):
    return all(np.array_equal(first[key], second[key]) for key in first)


def test_few_are_kept_and_they_lie_evenly(monkeypatch):
    monkeypatch.setattr("visualnn.training.snapshots.time.perf_counter", lambda: 0.0)  # a copy takes no time
    runner = Counting()
    snapshots = Snapshots(runner)
    for step in range(20_001):
        runner.step = step
        snapshots.take()
    steps = np.array(snapshots.steps)
    assert len(steps) == MOST
    assert steps[0] == 0
    assert np.diff(steps).max() <= 4 * 20_000 / MOST
    assert steps[-1] > 19_000


def test_what_is_too_large_is_not_kept():
    snapshots = Snapshots(Counting(size=100), limit=4 * 199)
    snapshots.take()
    assert snapshots.steps == ()


def test_the_learning_rate_is_the_users_not_the_pasts():
    runner = Counting()
    snapshots = Snapshots(runner)
    snapshots.take()
    runner.step = 5
    runner.set_learning_rate(0.5)
    snapshots.take(always=True)
    runner.step = 6
    snapshots.look(3)
    assert (runner.step, runner.rate, snapshots.present.step) == (0, 0.5, 6)
    snapshots.set_learning_rate(0.25)
    snapshots.look(None)
    assert (runner.step, runner.rate, snapshots.present) == (6, 0.25, None)


@pytest.fixture
def trained(session):
    """A session after 400 steps, and the runs it kept."""
    kept = []
    session = session(xor(steps=400), keep=lambda *run: kept.append(run), snapshots=True)
    session.start()
    assert session.wait(LONG) == "finished"
    return session, kept


def test_looking_back_shows_the_weights_and_curves_of_then(trained, session):
    trained, _ = trained
    now, gradients = weights(trained), trained.request("gradients").result(LONG)
    steps = trained.poll().kept_steps
    assert steps[0] == 0
    assert steps[-1] == 400
    assert len(steps) > 20
    middle = steps[len(steps) // 2]
    other = session(xor(steps=400))
    other.run_to(middle)
    other.wait(LONG)
    trained.look(middle)
    assert equal(weights(trained), weights(other))
    update = trained.poll()
    assert (update.step, update.present, update.state) == (middle, 400, "finished")
    assert update.history.last("loss") == other.history.last("loss")
    assert update.history.series("loss")[0][-1] == middle
    assert update.history.series("loss", whole=True)[0][-1] == 400
    trained.look(None)
    assert equal(weights(trained), now)
    assert equal(trained.request("gradients").result(LONG), gradients)
    assert trained.poll().present is None
    assert trained.poll().history.series("loss")[0][-1] == 400


def test_however_long_the_training_figures_of_a_kept_step_are_what_it_saw(session):
    path = store.find("iris")
    iris, base = store.load(path), path.parent
    trained = session(iris, base=base, snapshots=True)
    trained.run_to(15_000)  # more than a curve has points
    assert trained.wait(LONG) == "finished"
    length = trained.layout.steps_per_epoch
    step = next(step for step in trained.poll().kept_steps[30:] if step % length)
    other = session(iris, base=base)
    other.run_to(step)
    other.wait(LONG)
    trained.look(step)
    trained.wait(LONG)
    assert trained.poll().history.ends == other.history.ends
    trained.branch()
    trained.wait(LONG)
    assert trained.poll().history.ends == other.history.ends
    for each in (trained, other):  # the mean over the epoch has all of its steps, those before, too
        each.step(length)
        each.wait(LONG)
    assert trained.history.last("epoch_loss") == pytest.approx(other.history.last("epoch_loss"), rel=1e-12)


@pytest.mark.parametrize("kind", ["weights", "gradients", "activations"])
def test_distributions_of_a_kept_step_are_those_of_then(trained, kind):
    trained, _ = trained
    step = trained.poll().kept_steps[20]
    found = trained.request("statistics_at", step, kind, 20).result(LONG)
    trained.look(step)
    expected = trained.request("statistics", kind, 20).result(LONG)
    assert [layer.name for layer in found] == [layer.name for layer in expected]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one.counts, other.counts)
        assert (one.low, one.high, one.mean, one.std) == (other.low, other.high, other.mean, other.std)
    if kind == "weights":
        learned = weights(trained)
        for layer in found:
            own = learned[f"{layer.name}/W"]
            np.testing.assert_array_equal(layer.counts, np.histogram(own, 20, (own.min(), own.max()))[0])


def test_asking_about_the_past_changes_nothing_of_now(trained):
    trained, _ = trained

    def now():
        return trained.request("checkpoint").result(LONG)

    here = now()
    for step in trained.poll().kept_steps[::8]:
        for kind in ("weights", "gradients", "activations"):
            trained.request("statistics_at", step, kind, 10).result(LONG)
    there = now()
    assert (there.step, there.seed, there.learning_rate) == (here.step, here.seed, here.learning_rate)
    np.testing.assert_array_equal(there.state, here.state)
    trained.look(100)
    back = now()
    trained.request("statistics_at", 0, "weights", 10).result(LONG)
    np.testing.assert_array_equal(now().state, back.state)
    trained.look(None)
    np.testing.assert_array_equal(now().state, here.state)


def test_a_training_that_is_asked_about_its_past_takes_the_same_way(session):
    ends = []
    for curious in (False, True):
        made = session(store.load(store.find("digits")), snapshots=True)
        made.run_to(300)
        while curious and made.state in ("preparing", "ready", "running"):
            kept = made.poll().kept_steps
            if kept:
                made.request("statistics_at", kept[len(kept) // 2], "activations", 10).result(LONG)
        made.wait(LONG)
        ends.append(weights(made))
    assert equal(*ends)


def test_what_is_not_kept_has_no_distributions(trained, session):
    trained, _ = trained
    kept = trained.poll().kept_steps
    between = next(step for step in range(kept[-1]) if step not in kept)
    assert trained.request("statistics_at", between, "weights", 10).result(LONG) is None
    trained.reset()
    assert trained.request("statistics_at", kept[5], "weights", 10).result(LONG) is None
    without = session(xor())
    without.wait(LONG)
    assert without.request("statistics_at", 0, "weights", 10).result(LONG) is None


def test_training_goes_on_from_now_not_from_what_is_looked_at(trained, session):
    trained, _ = trained
    trained.look(100)
    trained.step()
    trained.wait(LONG)
    other = session(xor(steps=400))
    other.run_to(401)
    other.wait(LONG)
    assert trained.step_count == 401
    assert equal(weights(trained), weights(other))


def test_going_on_from_the_past_is_another_run_with_the_curves_cut(trained):
    trained, kept = trained
    before = weights(trained)
    trained.look(100)
    trained.branch()
    trained.wait(LONG)
    start = trained.poll()
    assert start.present is None
    assert start.history.series("loss")[0][-1] == start.step <= 100
    assert start.kept_steps[-1] == start.step
    trained.start()
    assert trained.wait(LONG) == "finished"
    assert equal(weights(trained), before)  # the same seed: the same course
    np.testing.assert_array_equal(trained.history.series("loss")[0], np.arange(1, 401))
    first, second = kept[1][0], kept[-1][0]
    assert first.id != second.id
    assert second.remarks == (Message("run_from", {"step": start.step}),)


def test_weights_set_while_looking_back_are_set_now(trained):
    trained, _ = trained
    trained.look(100)
    zero = {key: np.zeros_like(value) for key, value in weights(trained).items()}
    trained.request("set_weights", zero).result(LONG)
    assert trained.step_count == 400
    trained.look(100)
    trained.look(None)
    assert equal(weights(trained), zero)


def test_reset_forgets_the_past(trained):
    trained, _ = trained
    trained.look(100)
    trained.reset()
    trained.wait(LONG)
    update = trained.poll()
    assert (update.step, update.present, update.kept_steps) == (0, None, ())
    assert update.history.last("loss") is None


def test_a_run_is_kept_when_it_begins_and_when_it_rests(session):
    kept = []
    session = session(xor(steps=400), seed=3, keep=lambda *run: kept.append(run))
    session.wait(LONG)
    initial = weights(session)
    assert kept == []
    session.step(5)
    session.wait(LONG)
    session.start()
    session.wait(LONG)
    facts = [run for run, _ in kept]
    assert [(run.state, run.steps) for run in facts] == [
        ("running", 0),
        ("paused", 5),
        ("running", 5),
        ("finished", 400),
    ]
    assert len({run.id for run in facts}) == 1
    run, traces = kept[-1]
    assert run.project.training.seed == 3
    assert run.metrics["train"] == session.request("evaluate", "train").result(LONG)
    assert run.best.loss == session.history.series("loss")[1].min()
    assert equal(traces.initial, initial)
    assert equal(traces.final, weights(session))
    np.testing.assert_allclose(traces.series("loss")[1], session.history.series("loss")[1], rtol=1e-6)
    assert run.parameters == session.layout.parameter_count


def test_a_run_that_goes_on_after_it_was_deleted_is_another_one(session, tmp_path):
    runs = RunStore(tmp_path)
    session = session(xor(steps=100), keep=runs.keep)
    session.start()
    session.wait(LONG)
    (first,) = runs.runs
    runs.delete([first.id])
    session.start()
    session.wait(LONG)
    (second,) = runs.runs
    assert (second.state, second.steps, second.number) == ("finished", 200, 2)
    assert second.remarks == (Message("run_from", {"step": 100}),)
    runs.undelete([first.id])
    assert [run.steps for run in runs.runs] == [200, 100]


def test_who_pauses_before_a_step_is_made_rests(session, tmp_path):
    runs = RunStore(tmp_path)
    session = session(xor(steps=10**9), keep=runs.keep)
    session.wait(LONG)
    session.start()
    session.pause()
    session.wait(LONG)
    assert runs.runs[0].state == "paused"


def test_reset_and_close_begin_another_run(session):
    kept = []
    session = session(xor(steps=10**9), keep=lambda *run: kept.append(run))
    session.start()
    while session.step_count < 10:
        pass
    session.reset()
    session.step(2)
    session.wait(LONG)
    session.start()
    while session.step_count < 10:
        pass
    session.close()
    session.join(LONG)
    states = [run.state for run, _ in kept]
    assert states == ["running", "interrupted", "running", "paused", "running", "interrupted"]
    assert len({run.id for run, _ in kept}) == 2


def test_restarting_begins_with_the_weights_of_a_run(trained, session):
    trained, kept = trained
    other = session(xor(steps=400), seed=9, keep=lambda *run: kept.append(run))
    other.restart(kept[-1][1].initial, 0, Message("run_weights_of", {"run": "run 1"})).result(LONG)
    other.start()
    other.wait(LONG)
    assert equal(weights(other), weights(trained))
    assert kept[-1][0].project.training.seed == 0
    assert kept[-1][0].remarks == (Message("run_weights_of", {"run": "run 1"}),)


def test_a_changed_learning_rate_is_remarked(session):
    kept = []
    session = session(xor(steps=400, learning_rate=0.1), keep=lambda *run: kept.append(run))
    for rates in ((0.7, 0.5), (0.9, 0.5)):  # the last one of a step counts, and only if it is another
        session.step(3)
        session.wait(LONG)
        for rate in rates:
            session.set_learning_rate(rate)
    session.step()
    session.wait(LONG)
    assert texts(kept[-1]) == ["From step 3 on the learning rate was 0.5."]


def test_a_learning_rate_that_is_changed_while_looking_back_holds_from_now_on(trained):
    trained, kept = trained
    trained.look(100)
    trained.set_learning_rate(0.5)
    trained.step()
    trained.wait(LONG)
    assert texts(kept[-1]) == ["From step 400 on the learning rate was 0.5."]


def test_of_what_is_remarked_of_a_run_the_past_is_true_of_another_that_branches_off(trained):
    trained, kept = trained
    trained.set_learning_rate(0.5)
    trained.step()
    trained.wait(LONG)
    trained.look(100)
    trained.branch()
    trained.step()
    trained.wait(LONG)
    step = trained.step_count - 1
    assert texts(kept[-1]) == [
        f"It went on from step {step} of another run.",
        f"From step {step} on the learning rate was 0.5.",
    ]


def test_with_weights_that_were_set_training_goes_on_as_another_run(trained):
    trained, kept = trained
    first, _ = kept[-1]
    zero = {key: np.zeros_like(value) for key, value in weights(trained).items()}
    trained.request("set_weights", zero).result(LONG)
    trained.step()
    trained.wait(LONG)
    second, _ = kept[-1]
    assert second.id != first.id
    assert texts(kept[-1]) == [
        "It went on from step 400 of another run.",
        "Weights were set from outside after step 400.",
    ]
    assert [(run.state, run.steps) for run, _ in kept if run.id == first.id][-1] == ("finished", 400)
    trained.request("set_weights", zero).result(LONG)
    trained.look(100)
    trained.branch()  # from before that
    trained.step()
    trained.wait(LONG)
    assert len(texts(kept[-1])) == 1


def test_with_weights_that_were_set_and_taken_back_the_run_goes_on(trained):
    trained, kept = trained
    run, _ = kept[-1]
    own = weights(trained)
    for weight in (1.0, 2.0):
        trained.request("set_weights", {key: np.full_like(value, weight) for key, value in own.items()}).result(LONG)
    trained.request("set_weights", own).result(LONG)
    assert trained.poll().measured == {}, "figures are those of the last step, as before"
    trained.step()
    trained.wait(LONG)
    assert (kept[-1][0].id, kept[-1][0].remarks) == (run.id, ())


def test_weights_that_were_given_to_a_run_are_still_those_when_others_were_set_and_taken_back(session):
    kept = []
    session = session(xor(steps=400), keep=lambda *run: kept.append(run))
    given = {key: np.ones_like(value) for key, value in weights(session).items()}
    remark = Message("run_weights_of_end", {"run": "run 1"})
    session.request("set_weights", given, remark)
    session.request("set_weights", {key: 2 * value for key, value in given.items()})
    session.request("set_weights", given).result(LONG)
    session.step()
    session.wait(LONG)
    assert kept[-1][0].remarks == (remark,)


def test_a_run_has_the_learning_rate_and_the_conditions_it_began_with(session):
    kept = []
    session = session(xor(steps=20), keep=lambda *run: kept.append(run))
    session.set_learning_rate(0.25)
    session.set_stopping(Stopping(loss=1e-9))
    session.start()
    session.wait(LONG)
    session.set_learning_rate(0.75)
    session.reset()
    session.start()
    session.wait(LONG)
    rates = {run.id: run.project.training.learning_rate for run, _ in kept}
    assert list(rates.values()) == [0.25, 0.75]
    assert kept[0][0].project.stopping == Stopping(loss=1e-9)
    assert not any(run.remarks for run, _ in kept)


def test_a_run_that_diverges_says_so(session):
    kept = []
    training = Training(optimizer="sgd", learning_rate=1e3, steps=400)
    project = msgspec.structs.replace(store.load(store.find("diabetes")), training=training)
    session = session(project, keep=lambda *run: kept.append(run), snapshots=True)
    session.start()
    session.wait(LONG)
    assert session.problem.code == "diverged"
    assert kept[-1][0].state == "diverged"
    assert kept[-1][1].series("loss")[0][-1] == session.step_count
    assert session.poll().kept_steps[-1] == session.step_count
