"""A session as the window and the command line use it."""

import threading
import time
import weakref

import msgspec
import numpy as np
import pytest

from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project
from visualnn.training.session import Session

PATIENCE = 60.0  # seconds: more than anything here takes on a busy machine


def xor(**training):
    """The sample, with other training settings."""
    project = store.load(store.find("xor"))
    return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **training))


def line(rows=((0, 0), (1, 2), (2, 4)), loss="mse", units=1, **training):
    """A table of x and y, a Dense block, a loss."""
    table = {"columns": ["x", "y"], "targets": 1, "rows": [list(row) for row in rows]}
    blocks = (
        Block("data", "table", "points", params={"table": table}),
        Block("layer", "dense", "slope", params={"units": units}),
        Block("loss", "loss", "distance", params={"loss": loss}),
    )
    wires = (Wire("data", "x", "layer", "in"), Wire("data", "y", "loss", "target"))
    settings = {"optimizer": "sgd", "learning_rate": 0.1, "batch_size": 0, "steps": 100, "threads": 1}
    graph = Graph(blocks, tuple(sorted((*wires, Wire("layer", "out", "loss", "prediction")))))
    return Project(graph, Training(**{**settings, **training}))


def ready(made: Session) -> Session:
    """The session, when it has prepared."""
    assert made.wait(PATIENCE) == "ready", made.problem
    return made


def until(condition):
    """Wait for something to be true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)


def assert_identical(one, other):
    assert set(one) == set(other)
    for key in one:
        np.testing.assert_array_equal(one[key], other[key], err_msg=key)


# ---------------------------------------------------------------------- preparing


def test_a_session_prepares_by_itself(session):
    made = session(xor(steps=10))
    assert made.state in ("preparing", "ready")
    ready(made)

    layout = made.layout
    assert [layer.name for layer in layout.layers] == ["hidden layer", "output layer"]
    assert layout.shapes == {
        "hidden layer/W": (2, 2),
        "hidden layer/b": (2,),
        "output layer/W": (2, 1),
        "output layer/b": (1,),
    }
    assert layout.parameter_count == 9
    assert (layout.batch_size, layout.steps_per_epoch, layout.total_steps) == (4, 1, 10)
    assert layout.memory_bytes > 0
    assert made.progress.fraction == 1.0
    assert made.step_count == 0


def test_progress_never_falls_and_says_what_is_done(session):
    made = session(xor())
    seen = []
    while made.state == "preparing":
        seen.append(made.progress)
        time.sleep(0.001)

    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert all(progress.message.text for progress in seen)


@pytest.mark.parametrize(
    ("project", "sentence"),
    [
        (Project(), "canvas is empty"),
        (line(units=3), "“distance” compares “slope”"),
        (line(rows=[]), "“points” has no rows"),
        (line(loss="nonsense"), "nonsense"),
        (store.load(store.find("mnist")), "choose the folder"),
    ],
    ids=["empty", "mismatch", "no rows", "setting", "no folder"],
)
def test_what_cannot_be_trained_fails_with_a_sentence(session, project, sentence):
    made = session(project)

    assert made.wait(PATIENCE) == "failed"
    assert sentence in made.problem.text
    assert made.report == "", "nothing unexpected"
    for name in ("weights", "predict", "evaluate"):
        with pytest.raises(UserError):
            made.request(name).result(PATIENCE)


def test_a_failed_session_can_be_steered_without_effect(session):
    made = session(Project())
    made.wait(PATIENCE)
    made.start()
    made.step()
    made.pause()
    made.reset()
    made.set_learning_rate(1.0)

    assert made.wait(PATIENCE) == "failed"


def test_a_source_that_is_not_there_is_named(session, tmp_path):
    made = session(store.load(store.find("mnist")), overrides={"mnist": str(tmp_path / "nowhere")})

    assert made.wait(PATIENCE) == "failed"
    assert "nowhere" in made.problem.text


def test_an_override_of_an_unknown_block_is_refused(session):
    made = session(xor(), overrides={"digits": "folder"})

    assert made.wait(PATIENCE) == "failed"
    assert "no data block called “digits”" in made.problem.text


# ---------------------------------------------------------------------- start, pause, step, reset


def test_training_runs_to_the_end_of_the_plan(session):
    made = ready(session(line(steps=150)))
    made.start()

    assert made.wait(PATIENCE) == "finished"
    assert made.step_count == 150
    steps, losses = made.history.series("loss")
    assert steps[0] == 1
    assert steps[-1] == 150
    assert losses[-1] < losses[0]
    assert made.seconds > 0
    update = made.poll()
    assert (update.state, update.step, update.epoch) == ("finished", 150, 150)
    assert update.steps_per_second > 0


def test_starting_again_goes_on_for_the_length_of_the_plan(session):
    made = ready(session(line(steps=100)))
    made.start()
    made.wait(PATIENCE)
    made.start()
    made.wait(PATIENCE)

    assert made.step_count == 200


def test_epochs_set_the_length_when_steps_do_not(session):
    made = ready(session(line(rows=[(n, n) for n in range(10)], steps=0, epochs=3, batch_size=4, learning_rate=0.001)))

    assert (made.layout.steps_per_epoch, made.layout.total_steps) == (3, 9)


def test_steps_are_made_one_by_one(session):
    made = ready(session(line()))
    for count in (1, 2, 3):
        made.step()
        assert made.wait(PATIENCE) == "paused"
        assert made.step_count == count
    made.step(10)
    made.wait(PATIENCE)
    assert made.step_count == 13


def test_pause_stops_and_start_goes_on(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    until(lambda: made.step_count > 1000)
    assert made.state == "running"
    assert made.poll().seconds_left > 0
    made.pause()
    assert made.wait(PATIENCE) == "paused"
    stopped = made.step_count
    time.sleep(0.1)
    assert made.step_count == stopped

    made.start()
    until(lambda: made.step_count > stopped)
    assert made.state == "running"


def test_a_processor_is_left_to_others_while_it_is_wanted(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6, threads=2)))
    made.start()
    until(lambda: made.step_count > 0)
    assert not made.gives_way
    made.give_way(True)
    until(lambda: made.gives_way)
    made.give_way(False)
    until(lambda: not made.gives_way)
    made.pause()
    assert made.wait(PATIENCE) == "paused"


def test_a_run_with_pauses_is_bit_for_bit_the_one_without(session):
    project = xor(steps=30_000, optimizer="adam", learning_rate=0.01)
    whole = ready(session(project))
    whole.start()
    whole.wait(PATIENCE)

    broken = ready(session(project))
    pauses = []
    while broken.step_count < 30_000:
        broken.start()
        broken.pause()  # before the first steps, or after some
        broken.wait(PATIENCE)
        pauses.append(broken.step_count)
        broken.run_to(min(30_000, broken.step_count + 1 + 997 * len(pauses) % 5000))
        broken.wait(PATIENCE)

    broken.request("predict", np.zeros((3, 2))).result(PATIENCE)
    assert len(pauses) > 3
    assert broken.step_count == whole.step_count == 30_000
    assert_identical(whole.request("weights").result(PATIENCE), broken.request("weights").result(PATIENCE))
    np.testing.assert_array_equal(whole.history.last("loss"), broken.history.last("loss"))


def test_driven_in_turns_by_other_threads_it_learns_the_same(session):
    plain, driven = ready(session(xor(steps=300))), ready(session(xor(steps=300)))
    plain.start()
    assert plain.wait(PATIENCE) == "finished"
    for step in (1, 20, 20, 150, 300):
        thread = threading.Thread(target=driven.drive, args=(step,))
        thread.start()
        thread.join(PATIENCE)
        assert (driven.state, driven.step_count) == ("finished" if step == 300 else "paused", step)
    assert_identical(driven.request("weights").result(PATIENCE), plain.request("weights").result(PATIENCE))
    np.testing.assert_array_equal(driven.history.series("loss")[1], plain.history.series("loss")[1])


def test_driven_it_answers_and_obeys_between_two_calls_to_the_engine(session):
    made = ready(session(line(steps=10**9)))
    thread = threading.Thread(target=made.drive, args=(10**9,))
    thread.start()
    until(lambda: made.step_count > 0)
    assert made.request("weights").result(PATIENCE)
    assert made.state == "running"
    made.pause()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert made.state == "paused"
    count = made.step_count
    made.step()
    assert made.wait(PATIENCE) == "paused"
    assert made.step_count == count + 1


def test_closing_ends_a_drive_and_what_has_ended_is_not_driven(session):
    made = ready(session(line(steps=10**9)))
    thread = threading.Thread(target=made.drive, args=(10**9,))
    thread.start()
    until(lambda: made.step_count > 0)
    made.close()
    thread.join(PATIENCE)
    made.join(PATIENCE)
    assert made.state == "closed"
    with pytest.raises(UserError, match="has ended"):
        made.drive(10)
    assert made.request("weights").cancelled()


def test_reset_returns_to_the_initial_weights(session):
    made = ready(session(line(), seed=4))
    initial = made.request("weights").result(PATIENCE)
    made.start()
    made.wait(PATIENCE)
    made.reset()

    assert made.wait(PATIENCE) == "ready"
    assert made.step_count == 0
    assert len(made.history.series("loss")[0]) == 0
    assert_identical(initial, made.request("weights").result(PATIENCE))

    made.reset(seed=5)
    made.wait(PATIENCE)
    assert not np.array_equal(initial["slope/W"], made.request("weights").result(PATIENCE)["slope/W"])


def test_reset_while_running(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    until(lambda: made.step_count > 100)
    made.reset()

    assert made.wait(PATIENCE) == "ready"
    assert made.step_count == 0


def test_the_seed_of_the_call_replaces_that_of_the_project(session):
    weights = [
        ready(session(line(seed=project), seed=given)).request("weights").result(PATIENCE)["slope/W"].item()
        for project, given in [(1, None), (2, 1), (2, None)]
    ]

    assert weights[0] == weights[1] != weights[2]


def test_the_learning_rate_can_change_while_running(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-9)))
    made.start()
    until(lambda: made.step_count > 100)
    before = made.history.last("loss")
    made.set_learning_rate(0.1)

    until(lambda: made.history.last("loss") < before / 100)


# ---------------------------------------------------------------------- requests


def test_requests_are_answered_while_training_runs(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    until(lambda: made.step_count > 0)

    for _ in range(5):
        before = made.step_count
        prediction = made.request("predict", np.float32([[1], [2]])).result(PATIENCE)
        weights = made.request("weights").result(PATIENCE)
        assert prediction.shape == (2, 1)
        assert set(weights) == {"slope/W", "slope/b"}
        assert made.request("evaluate", "train").result(PATIENCE)["loss"] >= 0
        assert made.state == "running"
        until(lambda before=before: made.step_count > before)


def test_values_of_what_no_loss_depends_on_are_refused_with_a_sentence(session):
    project = line()
    source = next(block for block in project.graph.blocks if not any(project.graph.into(block.id)))
    loose = Block("loose", "activation", "loose end")
    wires = (*project.graph.wires, Wire(source.id, "x", "loose", "in"))
    graph = msgspec.structs.replace(project.graph, blocks=(*project.graph.blocks, loose), wires=tuple(sorted(wires)))
    made = ready(session(msgspec.structs.replace(project, graph=graph)))

    with pytest.raises(UserError, match="“loose end” has no values here: no loss depends on it"):
        made.request("values", "loose", [[2.0]]).result(PATIENCE)
    assert made.request("tensors").result(PATIENCE)["loose", "out"].value.shape == (1, 1)  # they can be looked at


def test_predictions_follow_from_the_weights(session):
    made = ready(session(line()))
    made.request("set_weights", {"slope/W": np.float32([[3]]), "slope/b": np.float32([1])}).result(PATIENCE)

    np.testing.assert_array_equal(made.request("predict", [[2.0], [5.0]]).result(PATIENCE), [[7], [16]])
    np.testing.assert_array_equal(made.request("values", "layer", [[2.0]]).result(PATIENCE), [[7]])
    assert made.request("evaluate", "train").result(PATIENCE)["loss"] == pytest.approx((1 + 4 + 9) / 3)


def test_after_weights_were_set_by_hand_figures_are_those_of_the_next_step(session):
    made = ready(session(xor()))
    made.step(3)
    made.wait(PATIENCE)
    zero = {key: np.zeros_like(value) for key, value in made.request("weights").result(PATIENCE).items()}
    before = made.poll().last("loss")
    made.request("set_weights", zero).result(PATIENCE)
    measured = made.poll()
    assert measured.step == 3
    assert measured.history.last("loss") == before
    assert all(not value.any() for value in made.request("weights").result(PATIENCE).values()), "no step was made"

    made.step()
    made.wait(PATIENCE)
    stepped = made.poll()
    assert stepped.measured == {}
    for curve in ("loss", *(f"gradient/{layer.name}" for layer in made.layout.layers)):
        assert measured.last(curve) == stepped.last(curve) == stepped.history.last(curve)


def test_weights_set_by_hand_may_give_a_loss_that_is_no_number(session):
    made = ready(session(line(rows=((0, 0), (1, 1), (9, 0)), loss="binary_cross_entropy")))
    made.step(3)
    made.wait(PATIENCE)
    made.request("set_weights", {"slope/W": np.float32([[1e38]]), "slope/b": np.float32([0])}).result(PATIENCE)
    assert made.poll().last("loss") == np.inf
    assert np.isnan(made.poll().last("accuracy")), "what the next step would answer rightly is not known"
    assert made.step_count == 3
    assert made.request("weights").result(PATIENCE)["slope/W"] == np.float32(1e38)


def test_the_output_of_an_activation_that_is_part_of_the_loss_can_be_read(session):
    made = ready(session(xor()))
    x = np.float32([[0, 0], [0, 1]])
    last = next(block for block in reversed(made.project.graph.blocks) if block.kind == "activation")

    np.testing.assert_array_equal(
        made.request("values", last.id, x).result(PATIENCE), made.request("predict", x).result(PATIENCE)
    )


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (("predict", np.zeros((2, 3))), "rows of shape"),
        (("set_weights", {}), "slope/W"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_request_that_cannot_be_answered_says_why_and_training_lives_on(session, request_, sentence):
    made = ready(session(line()))

    with pytest.raises(UserError, match=sentence):
        made.request(*request_).result(PATIENCE)
    made.start()
    assert made.wait(PATIENCE) == "finished"


def test_gradients_are_those_of_the_last_step(session):
    made = ready(session(line()))
    made.step()
    made.wait(PATIENCE)
    gradients = made.request("gradients").result(PATIENCE)
    norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients.values()))

    assert made.history.last("gradient/slope") == pytest.approx(norm, rel=1e-5)


# ---------------------------------------------------------------------- divergence


def test_divergence_pauses_names_step_and_block_and_keeps_finite_weights(session):
    made = ready(session(line(learning_rate=100.0, steps=10_000)))
    made.start()

    assert made.wait(PATIENCE) == "paused"
    sentence = made.problem.text
    assert "no longer a finite number" in sentence
    assert "“slope”" in sentence or "“distance”" in sentence
    assert f"after step {made.step_count}" in sentence
    weights = made.request("weights").result(PATIENCE)
    assert all(np.isfinite(array).all() for array in weights.values())


def test_the_curves_show_how_the_loss_blew_up(session):
    made = ready(session(line(learning_rate=100.0, steps=10_000)))
    made.start()
    made.wait(PATIENCE)

    steps, losses = made.history.series("loss")
    np.testing.assert_array_equal(steps, np.arange(1, made.step_count + 1))
    assert losses[-1] > 1e30


def test_a_last_step_that_breaks_the_weights_is_told_and_taken_back(session):
    made = ready(session(line(rows=((1e18, 1e18), (2e18, 1e18)), learning_rate=1000.0, steps=1)))
    before = made.request("weights").result(PATIENCE)
    made.start()

    assert made.wait(PATIENCE) == "paused"
    assert "“slope”" in made.problem.text
    assert made.step_count == 0
    assert made.history.last("loss") is None
    for key, array in made.request("weights").result(PATIENCE).items():
        np.testing.assert_array_equal(array, before[key])


def test_after_divergence_a_reset_with_a_lower_rate_trains(session):
    made = ready(session(line(learning_rate=100.0)))
    made.start()
    made.wait(PATIENCE)
    made.reset()
    made.set_learning_rate(0.1)
    made.start()

    assert made.wait(PATIENCE) == "finished"
    assert made.problem is None


# ---------------------------------------------------------------------- the end


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.2])
def test_close_while_preparing(session, delay):
    made = session(xor())
    time.sleep(delay)
    made.close()
    made.join(PATIENCE)

    assert made.state == "closed"


def test_close_while_running(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    until(lambda: made.step_count > 0)
    made.close()
    made.join(PATIENCE)

    assert made.state == "closed"


def test_close_twice(session):
    made = ready(session(line()))
    made.close()
    made.close()
    made.join(PATIENCE)

    assert made.state == "closed"


def test_requests_to_a_closed_session_are_cancelled(session):
    made = ready(session(line()))
    made.close()
    made.join(PATIENCE)

    assert made.request("weights").cancelled()
    assert made.wait(1.0) == "closed"


def test_wait_gives_up_after_its_time(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    began = time.monotonic()

    assert made.wait(0.05) == "running"
    assert time.monotonic() - began < 5


def test_many_threads_may_ask_at_once(session):
    made = ready(session(line(steps=10**9, learning_rate=1e-6)))
    made.start()
    answers = []

    def ask():
        answers.extend(made.request("predict", [[1.0]]).result(PATIENCE) for _ in range(10))

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(PATIENCE)

    assert len(answers) == 40


def test_two_sessions_train_side_by_side(session):
    one, other = ready(session(line(seed=1, threads=2))), ready(session(line(seed=2, threads=2)))
    one.start()
    other.start()

    assert one.wait(PATIENCE) == other.wait(PATIENCE) == "finished"


def test_a_closed_session_lets_go_of_data_and_weights_whoever_still_holds_it(session):
    made = session(line(), snapshots=True)
    made.step(5)
    made.wait(PATIENCE)
    made.request("tensors").result(PATIENCE)
    data, runner = weakref.ref(next(iter(made.data.values()))), weakref.ref(made._network.runner)
    made.close()
    made.join(PATIENCE)
    assert data() is None
    assert runner() is None
    assert len(made.history.series("loss")[0]) == 5
    assert made.poll().state == "closed"
    assert not made.gives_way
