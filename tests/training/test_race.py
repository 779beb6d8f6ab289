"""A race: all variants at the same step, from the same weights and batches; who drops out does not stop the others."""

import time

import numpy as np
import pytest
from msgspec.structs import replace

import visualnn as vn
from visualnn.graph.race import Race
from visualnn.graph.stopping import Stopping
from visualnn.messages import UserError
from visualnn.training import race as racing
from visualnn.training.entrant import Position
from visualnn.training.landscape import flat, plane, unflat
from visualnn.training.metrics import History
from visualnn.training.race import Contest
from visualnn.training.standings import compared, standings, usual_goal


def project(name="xor", vary="learning_rate", values=("0.1", "1"), steps=60, **training):
    loaded = vn.load(name)
    training = replace(loaded.training, steps=steps, **training)
    return replace(loaded, training=training, race=Race(vary, values))


@pytest.fixture
def contest():
    made = []

    def begin(*arguments, keep=None, **named):
        made.append(Contest(project(*arguments, **named), keep=keep))
        return made[-1]

    yield begin
    for one in made:
        one.close()
        one.join(5)
        assert one.state == "closed"


def weights(contest):
    return [entrant.session.request("weights").result() for entrant in contest.entrants]


def test_all_begin_with_the_same_weights_and_end_at_the_same_step(contest):
    run = contest()
    assert run.wait() == "ready"
    first, second = weights(run)
    for key, value in first.items():
        np.testing.assert_array_equal(value, second[key])
    run.start()
    assert run.wait() == "finished"
    assert [position.step for position in run.poll()] == [60, 60]
    assert run.poll()[0].history.last("loss") != run.poll()[1].history.last("loss")


def test_a_variant_learns_what_it_would_learn_alone(contest):
    run = contest("digits", "optimizer", ("adam 0.01", "sgd 0.3"), steps=50)
    run.start()  # may be asked before it is ready
    assert run.wait() == "finished"
    alone = vn.load("digits")
    training = replace(alone.training, optimizer="sgd", learning_rate=0.3, steps=50)
    with vn.train(replace(alone, training=training), threads=1) as single:
        np.testing.assert_array_equal(single.history.series("loss")[1], run.poll()[1].history.series("loss")[1])


def test_pause_goes_on_and_step_and_reset(contest):
    run = contest(steps=1_000_000)
    run.wait()
    run.step()
    run.wait()
    assert run.step_count == 1
    run.start()
    while run.step_count < 50:
        time.sleep(0.001)
    run.pause()
    assert run.wait() == "paused"
    run.reset()
    run.wait()
    assert [position.step for position in run.poll()] == [0, 0]
    assert run.state == "ready"
    assert all(len(entrant.path) == 1 for entrant in run.entrants)
    run.run_to(20)
    assert run.wait() == "paused"
    assert run.step_count == 20


def test_who_diverges_drops_out_and_the_others_go_on(contest):
    run = contest("diabetes", "optimizer", ("sgd 0.01", "sgd 1000"), steps=100)
    run.start()
    assert run.wait() == "finished"
    calm, wild = run.poll()
    assert calm.step == 100
    assert calm.problem is None
    assert wild.step < 100
    assert "no longer a finite number" in str(wild.problem)
    table = standings(run.poll())
    assert [line.rank for line in table] == [1, None]
    run.reset()
    run.wait()
    assert run.poll()[1].problem is None


def test_when_all_drop_out_the_race_is_over(contest):
    run = contest("diabetes", "optimizer", ("sgd 900", "sgd 1000"), steps=1000)
    run.start()
    assert run.wait() == "finished"
    assert "No variant can go on" in str(run.problem)


def test_it_can_be_slowed_down_and_sped_up_again(contest):
    run = contest(steps=1000)
    run.wait()
    run.set_pace(60.0)
    run.start()
    time.sleep(0.15)
    run_so_far = run.step_count
    assert 0 < run_so_far < 100
    run.set_pace(0.0)
    assert run.wait(10) == "finished"


def test_a_race_that_is_slowed_down_says_that_it_leaves_time(contest):
    slow = contest(steps=10**9)
    slow.start()
    assert not slow.resting
    slow.pause()
    slow.wait(60)
    slow.set_pace(10.0**8)
    slow.start()
    deadline = time.monotonic() + 10
    while not slow.resting and time.monotonic() < deadline:
        time.sleep(0.01)
    assert slow.resting
    slow.set_pace(0)
    while slow.resting and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not slow.resting


def test_closing_while_it_prepares_or_runs_lets_go(contest):
    contest(steps=10_000_000)  # the fixture closes it at once
    run = contest(steps=10_000_000)
    run.wait()
    run.start()
    time.sleep(0.05)


def test_data_that_cannot_be_had_is_a_sentence(contest):
    run = contest("mnist", "optimizer", ("adam", "sgd"))
    assert run.wait() == "failed"
    assert run.problem is not None


def test_conditions_that_end_a_training_do_not_end_a_race():
    run = Contest(replace(project(), stopping=Stopping(epoch=3)))
    try:
        run.start()
        assert run.wait() == "finished"
        assert [(position.step, position.problem) for position in run.poll()] == [(60, None), (60, None)]
    finally:
        run.close()
        run.join()


def test_what_cannot_be_raced_is_not_begun():
    with pytest.raises(UserError, match="no dropout block"):
        Contest(project(vary="dropout", values=("0.5", "1")))


def test_paths_begin_dense_and_stay_bounded(contest, monkeypatch):
    monkeypatch.setattr(racing, "POINTS", 8)
    run = contest(steps=100)
    run.start()
    run.wait()
    steps = [step for step, _ in run.entrants[0].path]
    assert steps[0] == 0
    assert steps[-1] == 100
    assert np.diff(steps)[0] < np.diff(steps)[-1]
    np.testing.assert_array_equal(run.entrants[1].path[-1][1], flat(weights(run)[1]))
    for _ in range(9):
        run.start()
        run.wait()
    assert run.step_count == 1000
    assert 8 <= len(run.entrants[0].path) <= 17
    assert [step for step, _ in run.entrants[0].path] == [step for step, _ in run.entrants[1].path]


def test_large_networks_keep_no_paths(contest, monkeypatch):
    monkeypatch.setattr(racing, "PATH_BYTES", 100)
    run = contest()
    run.start()
    assert run.wait() == "finished"
    assert not run.paths_kept
    assert not run.entrants[0].path


def test_the_table_ranks_by_validation_loss_and_tells_who_reached_the_goal_first(contest):
    run = contest("optimizers", "learning_rate", ("0.001", "0.3"), steps=200)
    run.start()
    run.wait()
    slow, fast = standings(run.poll())
    assert compared(run.poll()) == "validation_loss"
    assert (slow.rank, fast.rank) == (2, 1)
    assert fast.accuracy > slow.accuracy
    steps, values = run.poll()[1].history.series("validation_loss")
    assert fast.reached == steps[np.flatnonzero(values <= usual_goal(run.poll()))[0]]
    assert standings(run.poll(), goal=1e-9)[1].reached is None


def test_losses_that_look_equal_share_a_rank():
    def at(value, loss):
        history = History(["loss"], [])
        history.append(np.array([1]), np.array([[loss]]), np.empty((1, 0)))
        return Position(value, 1, history, None, None)

    table = standings([at("a", 0.5), at("b", 0.1), at("c", 0.50000001), at("d", 0.7)])
    assert [line.rank for line in table] == [2, 1, 2, 4]


def test_weights_in_a_row_and_back():
    named = {"b/W": np.arange(6.0).reshape(2, 3), "a/b": np.array([7.0])}
    row = flat(named)
    np.testing.assert_array_equal(row, [7, 0, 1, 2, 3, 4, 5])
    back = unflat(row, named)
    np.testing.assert_array_equal(back["b/W"], named["b/W"])


def test_the_plane_is_that_of_the_principal_components():
    random = np.random.default_rng(0)
    paths = [random.normal(size=(20, 30)) * np.linspace(3, 0.1, 30) for _ in range(3)]
    found = plane(paths)
    rows = np.concatenate(paths)
    _, lengths, turned = np.linalg.svd(rows - rows.mean(0), full_matrices=False)
    np.testing.assert_allclose(np.abs(found.directions @ turned[:2].T), np.eye(2), atol=1e-8)
    np.testing.assert_allclose(found.shares, lengths[:2] ** 2 / (lengths**2).sum())
    np.testing.assert_allclose(found.paths[1], (paths[1] - rows.mean(0)) @ found.directions.T)


def test_a_plane_of_some_points_holds_all_and_points_the_same_way_as_the_last():
    random = np.random.default_rng(0)
    corner = np.cumsum(random.normal(size=(400, 2)), 0) @ random.normal(size=(2, 30))  # flat: any points tell the plane
    paths = [corner[:300], corner[300:]]
    exact, quick = plane(paths), plane(paths, 40)
    assert [len(path) for path in quick.paths] == [300, 100]
    for found in (exact, quick):  # both planes hold all points
        for path, places in zip(paths, found.paths, strict=True):
            np.testing.assert_allclose(found.origin + places @ found.directions, path, atol=1e-6)
    turned = plane(paths, 40, -exact.directions)
    assert ((turned.directions * exact.directions).sum(1) < 0).all()


def test_a_plane_of_a_straight_path_and_of_none():
    line = np.outer(np.arange(5.0), np.ones(4))
    found = plane([line])
    assert found.shares[0] == pytest.approx(1)
    np.testing.assert_allclose(found.directions @ found.directions.T, np.eye(2), atol=1e-9)
    assert plane([np.ones((3, 4))]) is None
    assert plane([np.array([[0.0], [0.3], [0.5]])]) is None  # a single weight
    assert plane([np.array([[0.0, 0], [1, 1], [np.inf, 0], [2, 1]])], most=2) is None


def test_a_survey_gives_the_loss_of_these_weights_and_leaves_the_run_as_it_was(contest):
    run = contest(steps=100)
    run.start()
    run.wait()
    session = run.entrants[0].session
    before, loss = weights(run)[0], session.request("evaluate", "train").result()["loss"]
    origin = flat(before).astype(np.float64)
    directions = np.eye(2, len(origin))
    found = session.request("survey", origin, directions, np.array([[0.0, 0.0], [5.0, -5.0], [1e38, 1e38]])).result()
    assert found[0] == pytest.approx(loss, rel=1e-6)
    assert found[1] != pytest.approx(loss, rel=1e-3)
    for key, value in weights(run)[0].items():
        np.testing.assert_array_equal(value, before[key])
    moved = dict(before)
    moved.update(unflat(origin + np.array([5.0, -5.0]) @ directions, before))
    session.request("set_weights", moved).result()
    assert found[1] == pytest.approx(session.request("evaluate", "train").result()["loss"], rel=1e-5)


def test_each_variant_is_kept_as_a_run_when_it_begins_and_rests(contest):
    kept = []
    run = contest(keep=lambda facts, traces: kept.append((facts, traces)))
    run.start()
    run.wait()
    assert [facts.state for facts, _ in kept] == ["running", "running", "finished", "finished"]
    first, last = kept[0], kept[2]
    assert first[0].id == last[0].id
    assert last[0].steps == 60
    assert last[0].project.training.learning_rate == 0.1
    assert last[0].project.race is None
    assert "It took part in a race as “0.1”." in [str(remark) for remark in last[0].remarks]
    assert [remark.arguments["vary"] for remark in last[0].remarks] == ["learning_rate"]
    np.testing.assert_array_equal(flat(last[1].initial), run.entrants[0].path[0][1])
    np.testing.assert_array_equal(flat(last[1].final), run.entrants[0].path[-1][1])
    run.run_to(70)
    run.wait()
    assert [(facts.state, facts.steps) for facts, _ in kept[4:]] == [("running", 60)] * 2 + [("finished", 70)] * 2
    run.reset()
    run.run_to(5)
    run.wait()
    assert kept[-1][0].steps == 5
    assert kept[-1][0].id not in {facts.id for facts, _ in kept[:4]}


def test_who_drops_out_is_kept_as_diverged_and_closing_keeps_what_was_reached(contest):
    kept = {}
    run = contest(
        "diabetes",
        "optimizer",
        ("sgd 0.01", "sgd 1000"),
        steps=100_000_000,
        keep=lambda facts, traces: kept.update({facts.project.training.learning_rate: facts}),
    )
    run.start()
    while run.step_count < 100:
        time.sleep(0.01)
    run.close()
    run.join()
    assert kept[1000.0].state == "diverged"
    assert kept[0.01].state == "interrupted"
    assert kept[0.01].steps >= 100
