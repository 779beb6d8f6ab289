"""Training ends after the very epoch in which a condition first holds."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from visualnn.graph.stopping import Stopping
from visualnn.project import store
from visualnn.training.epochs import EpochMeans
from visualnn.training.session import Session
from visualnn.training.stopping import Watch

LOSSES = np.array([0.9, 0.5, 0.6, 0.7, 0.4, 0.45, 0.46])
EPOCHS = np.arange(1, 8)


@pytest.mark.parametrize(
    ("stopping", "epoch", "says"),
    [
        (Stopping(loss=0.55), 2, "loss of 0.5 is not above 0.55"),
        (Stopping(accuracy=0.3), 4, "accuracy of 0.35 is not below 0.3"),
        (Stopping(epoch=6), 6, "as was asked for"),
        (Stopping(patience=2), 4, "for 2 epochs the loss has not fallen below the 0.5 of epoch 2"),
        (Stopping(loss=0.4, patience=3), 5, "loss of 0.4"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_the_first_condition_that_holds_ends_it(stopping, epoch, says, at_once):
    watch = Watch(stopping)
    accuracies = np.array([0.1, 0.1, 0.2, 0.35, 0.4, 0.5, 0.6])
    parts = [slice(0, 7)] if at_once else [slice(i, i + 1) for i in range(7)]
    stops = [watch.see(EPOCHS[part], LOSSES[part], accuracies[part]) for part in parts]
    stop = next(stop for stop in stops if stop)
    assert stop.epoch == epoch
    assert says in stop.reason.text


def test_a_condition_ends_training_once():
    watch = Watch(Stopping(loss=0.55))
    assert watch.see(EPOCHS, LOSSES, None).epoch == 2
    assert watch.see(EPOCHS[2:], LOSSES[2:], None) is None


def test_nothing_to_judge_is_no_end():
    watch = Watch(Stopping(accuracy=0.5, epoch=3))
    assert watch.see(EPOCHS[:0], LOSSES[:0], None) is None
    assert watch.see(EPOCHS[:2], LOSSES[:2], None) is None


def test_means_of_epochs_whatever_the_pieces():
    values = np.random.default_rng(0).normal(size=(23, 2))
    expected = values[:20].reshape(4, 5, 2).mean(1)
    for piece in (1, 2, 3, 5, 7, 23):
        means, found, ends = EpochMeans(5), [], []
        for start in range(0, 23, piece):
            steps = np.arange(start, min(start + piece, 23)) + 1
            last, mean = means.add(steps, values[start : start + piece])
            found.append(mean)
            ends.append(last)
        np.testing.assert_allclose(np.concatenate(found), expected)
        np.testing.assert_array_equal(np.concatenate(ends), [5, 10, 15, 20])


def trained(project, stopping):
    session = Session(project)
    session.wait()
    session.set_stopping(stopping)
    session.start()
    session.wait()
    return session


def test_of_several_losses_the_sum_and_the_lowest_accuracy_are_judged():
    """The accuracy never ended a training, and the message called the sum "the loss", which no curve shows."""
    project = store.load(store.find("overfitting"))
    session = trained(project, Stopping(accuracy=0.5))
    names = [name for name in session.history.names if name.startswith("validation_accuracy/")]
    lowest = np.min([session.history.series(name)[1] for name in names], axis=0)
    assert len(names) == 2
    assert lowest[-1] >= 0.5 > lowest[:-1].max()
    assert f"the lowest of the accuracies, {lowest[-1]:.4g}, is not below 0.5" in session.problem.text
    session.set_stopping(Stopping(loss=2.0))
    session.start()
    session.wait()
    assert "the sum of all losses" in session.problem.text
    session.close()
    session.join()


def test_short_epochs_are_taken_back_to_the_one_that_counts():
    project = store.load(store.find("xor"))
    session = trained(project, Stopping(loss=0.5))
    steps, losses = session.history.series("loss")
    assert session.state == "paused"
    assert "not above 0.5" in session.problem.text
    assert losses[-1] <= 0.5 < losses[-2]
    assert steps[-1] == session.step_count == session.poll().step
    weights = session.request("weights").result()
    session.close()
    plain = Session(project)
    plain.run_to(session.step_count)
    plain.wait()
    for key, value in plain.request("weights").result().items():
        np.testing.assert_array_equal(value, weights[key])
    plain.close()
    session.join()
    plain.join()


def test_long_epochs_and_their_means():
    project = store.load(store.find("digits"))
    session = trained(project, Stopping(epoch=3))
    length = session.layout.steps_per_epoch
    assert session.step_count == 3 * length
    steps, means = session.history.series("epoch_loss")
    _, losses = session.history.series("loss")
    np.testing.assert_array_equal(steps, [length, 2 * length, 3 * length])
    np.testing.assert_allclose(means, losses.reshape(3, length).mean(1))
    session.start()  # was asked for again: goes on to the end of the plan
    session.pause()
    session.close()
    session.join()


def test_calls_that_last_longer_while_a_thread_is_aside_end_with_the_epoch_all_the_same(monkeypatch):
    monkeypatch.setattr("visualnn.training.session.CALL_SECONDS", 0.0005)  # several calls to an epoch
    session = Session(store.load(store.find("digits")), threads=2)
    session.wait()
    session.give_way(True)
    session.set_stopping(Stopping(epoch=3))
    session.start()
    session.wait()
    assert session.step_count == 3 * session.layout.steps_per_epoch
    session.close()
    session.join()


def test_early_stopping_judges_the_validation_rows():
    project = store.load(store.find("digits"))
    blocks = tuple(
        msgspec.structs.replace(block, params=block.params | {"validation": 0.2}) if block.kind == "digits" else block
        for block in project.graph.blocks
    )
    project = msgspec.structs.replace(project, graph=msgspec.structs.replace(project.graph, blocks=blocks))
    project = msgspec.structs.replace(
        project, training=msgspec.structs.replace(project.training, epochs=500, learning_rate=0.01)
    )
    session = trained(project, Stopping(patience=2))
    _, losses = session.history.series("validation_loss")
    best = int(losses.argmin())
    assert len(losses) == best + 3
    assert f"The network has the weights of epoch {best + 1} again" in session.problem.text
    assert session.stopped
    assert session.restored == best + 1
    assert session.step_count == len(losses) * session.layout.steps_per_epoch, "training can go on from where it was"
    assert session.request("evaluate", "validation").result()["loss"] == pytest.approx(losses[best], rel=1e-5)
    session.start()
    session.pause()
    session.wait()
    assert session.restored is None
    session.close()
    session.join()
    left = trained(project, Stopping(patience=2, restore=False))
    assert left.restored is None
    assert "again" not in left.problem.text
    assert left.request("evaluate", "validation").result()["loss"] == pytest.approx(losses[-1], rel=1e-5)
    left.close()
    left.join()


def test_the_best_of_many_epochs_in_one_call_is_made_again():
    project = store.load(store.find("xor"))  # an epoch is a step
    rate = msgspec.structs.replace(project.training, learning_rate=30.0, steps=50_000)  # too high: the loss jumps
    session = trained(msgspec.structs.replace(project, training=rate), Stopping(patience=500))
    assert session.restored
    assert session.step_count == session.restored + 500
    weights = session.request("weights").result()
    plain = Session(msgspec.structs.replace(project, training=rate))
    plain.run_to(session.restored)
    plain.wait()
    for key, value in plain.request("weights").result().items():
        np.testing.assert_array_equal(value, weights[key])
    for one in (session, plain):
        one.close()
        one.join()
