"""Training runs: what they repeat, what they record, and what happens when they go wrong."""

import threading
import time

import numpy as np
import pytest
from cases import CASES
from networks import XOR_X, XOR_Y, Net, classifier, everything, xor
from twins import assert_close

from visualnn.engine import runner as runners
from visualnn.engine.lower import lower
from visualnn.engine.runner import Diverged, Runner, choose_threads
from visualnn.graph.training import Training
from visualnn.messages import UserError

NETWORK = classifier(rows=53, validation=9, test=7)
BATCH = 8
ADAM = {"optimizer": "adam", "learning_rate": 0.02}


def trained(net, chunks, **settings):
    """Weights and the record after training in calls of so many steps each."""
    runner = net.runner(batch=BATCH, **{"seed": 1, **ADAM, **settings})
    rows = np.concatenate([runner.advance(steps).rows for steps in chunks])
    runner.close()
    return runner.weights(), rows


def assert_identical(one, other):
    """The same keys, and every array the same bit for bit."""
    assert set(one) == set(other)
    for key in one:
        np.testing.assert_array_equal(one[key], other[key], err_msg=key)


# ---------------------------------------------------------------------- the same again


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("net", [NETWORK, everything()], ids=["classifier", "everything"])
def test_the_same_seed_gives_the_same_run_bit_for_bit(net, threads):
    weights, rows = trained(net, [60], threads=threads)
    again, rows_again = trained(net, [60], threads=threads)

    assert_identical(weights, again)
    np.testing.assert_array_equal(rows, rows_again)


@pytest.mark.parametrize("threads", [1, 2])
def test_a_network_that_has_learned_its_data_is_not_slowed_down_by_subnormal_numbers(threads):
    """They take a processor a hundred times as long; Adam's means of vanishing gradients would end in them."""
    runner = NETWORK.runner(batch=BATCH, threads=threads, **ADAM)
    runner.advance(1)
    state = runner.checkpoint()
    state.state[np.abs(state.state) > 0] = 1e-40
    runner.restore(state)
    runner.advance(1)
    after = np.abs(runner.checkpoint().state)
    runner.close()

    assert not ((after > 0) & (after < np.finfo(np.float32).tiny)).any()
    assert np.float32(1e-39) * np.float32(1) > 0  # the thread that called computes as before


def test_another_seed_gives_another_run():
    assert not np.array_equal(trained(NETWORK, [5])[1], trained(NETWORK, [5], seed=2)[1])


@pytest.mark.parametrize("net", [NETWORK, everything()], ids=["classifier", "everything"])
def test_the_number_of_threads_changes_nothing_but_rounding(net):
    weights, rows = trained(net, [40], threads=1)
    for threads in (2, 3):
        others, other_rows = trained(net, [40], threads=threads)
        for key in weights:
            assert_close(others[key], weights[key], 1e-3, key)
        np.testing.assert_allclose(other_rows[:, 0], rows[:, 0], rtol=1e-4)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunks", [[1] * 60, [7, 1, 12, 40], [3, 57]])
def test_calls_of_any_length_add_up_to_the_same_run(chunks, threads):
    weights, rows = trained(NETWORK, [60], threads=threads)
    others, other_rows = trained(NETWORK, chunks, threads=threads)

    assert_identical(weights, others)
    np.testing.assert_array_equal(rows, other_rows)


def test_predictions_between_steps_leave_no_trace():
    weights, _ = trained(NETWORK, [30])
    runner = NETWORK.runner(batch=BATCH, seed=1, **ADAM)
    for _ in range(30):
        runner.advance(1)
        runner.predict(np.ones((3, 5)))
        runner.evaluate("test")
        runner.weights()

    assert_identical(weights, runner.weights())


def test_reset_begins_the_same_run_again():
    runner = NETWORK.runner(batch=BATCH, seed=1, **ADAM)
    first = runner.advance(30).rows
    runner.reset(1)
    assert runner.step == 0
    np.testing.assert_array_equal(runner.advance(30).rows, first)

    runner.reset(2)
    assert not np.array_equal(runner.advance(30).rows, first)


def test_a_run_goes_on_from_a_checkpoint_bit_for_bit():
    net = everything()
    whole, rows = trained(net, [50])
    before = net.runner(batch=BATCH, seed=1, **ADAM)
    before.advance(20)
    checkpoint = before.checkpoint()
    before.advance(3)

    after = net.runner(batch=BATCH, seed=77, optimizer="adam", learning_rate=0.5)
    after.restore(checkpoint)

    np.testing.assert_array_equal(after.advance(30).rows, rows[20:])
    assert_identical(whole, after.weights())


def test_a_look_at_another_state_leaves_the_run_as_it_is():
    net = everything()
    whole, rows = trained(net, [50])
    runner = net.runner(batch=BATCH, seed=1, **ADAM)
    runner.advance(10)
    early, seen = runner.checkpoint(), (runner.weights(), runner.gradients_by_name())
    runner.advance(20)
    now = runner.checkpoint()

    with runner.as_of(early):
        assert_identical(runner.weights(), seen[0])
        assert_identical(runner.gradients_by_name(), seen[1])
    with pytest.raises(ZeroDivisionError), runner.as_of(early):
        raise ZeroDivisionError

    np.testing.assert_array_equal(runner.checkpoint().state, now.state)
    np.testing.assert_array_equal(runner.advance(20).rows, rows[30:])
    assert_identical(runner.weights(), whole)


# ---------------------------------------------------------------------- what is seen


def test_steps_and_epochs():
    runner = NETWORK.runner(batch=BATCH)

    assert runner.rows == {"train": 37, "validation": 9, "test": 7}
    assert runner.steps_per_epoch == 5, "four batches of 8 and one of 5"
    assert len(runner.advance(12).rows) == runner.step == 12


def by_hand(net, weights, rows):
    """Mean loss and accuracy of the classifier on rows of its data."""
    data = next(iter(net.data.values()))
    hidden = np.maximum(data.x[rows] @ weights["hidden/W"] + weights["hidden/b"], 0)
    logits = hidden @ weights["output/W"] + weights["output/b"]
    right = logits.argmax(1) == data.y[rows]
    logits = logits - logits.max(1, keepdims=True)
    logs = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    return -logs[np.arange(len(right)), data.y[rows]].mean(), right.mean()


@pytest.mark.parametrize("threads", [1, 3])
def test_evaluation_equals_evaluating_by_hand(threads):
    runner = NETWORK.runner(batch=BATCH, threads=threads)
    runner.advance(10)
    weights = runner.weights()

    for split, rows in {"train": slice(0, 37), "validation": slice(37, 46), "test": slice(46, 53)}.items():
        np.testing.assert_allclose(runner.evaluate(split), [by_hand(NETWORK, weights, rows)], rtol=1e-5)
    runner.close()


def test_validation_is_recorded_after_the_last_step_of_an_epoch():
    runner = NETWORK.runner(batch=BATCH)
    record = runner.advance(15).rows
    validated = record[:, 3:5]

    assert np.flatnonzero(~np.isnan(validated[:, 0])).tolist() == [4, 9, 14]
    np.testing.assert_allclose(validated[-1], by_hand(NETWORK, runner.weights(), slice(37, 46)), rtol=1e-5)


def test_without_shuffling_batches_come_in_order_and_the_last_is_smaller():
    runner = NETWORK.runner(batch=BATCH, shuffle=False)
    for start, stop in [(0, 8), (8, 16), (16, 24), (24, 32), (32, 37), (0, 8)]:
        expected = by_hand(NETWORK, runner.weights(), slice(start, stop))
        np.testing.assert_allclose(runner.advance(1).rows[0, 1:3], expected, rtol=1e-5)


def test_a_full_batch_sees_every_row():
    net = classifier()
    runner = net.runner(batch=net.rows)

    assert runner.steps_per_epoch == 1
    expected = by_hand(net, runner.weights(), slice(0, 37))
    np.testing.assert_allclose(runner.advance(1).rows[0, 1:3], expected, rtol=1e-5)


def test_the_record_holds_the_size_of_every_gradient():
    from visualnn.engine.fields import G_ABSOLUTE, G_LARGEST, G_SQUARE, STATS, W_SQUARE

    runner = NETWORK.runner(batch=BATCH, threads=2)
    row = runner.advance(1).rows[0, 5:].reshape(-1, STATS)
    for noted, parameter in zip(row, runner.program.parameters, strict=True):
        gradient = runner.gradients_by_name()[parameter.name].astype(np.float64)
        assert noted[G_SQUARE] == pytest.approx((gradient**2).sum(), rel=1e-5)
        assert noted[G_ABSOLUTE] == pytest.approx(np.abs(gradient).sum(), rel=1e-5)
        assert noted[G_LARGEST] == pytest.approx(np.abs(gradient).max(), rel=1e-5)
        assert noted[W_SQUARE] == pytest.approx((runner.weights()[parameter.name].astype(float) ** 2).sum(), rel=1e-5)
    runner.close()


def test_the_learning_rate_can_change_on_the_way():
    runner = xor().runner(learning_rate=0.5)
    runner.advance(1)
    before = runner.weights()
    runner.set_learning_rate(0.0)
    runner.advance(5)
    assert_identical(before, runner.weights())

    runner.set_learning_rate(0.5)
    runner.advance(1)
    assert not np.array_equal(before["output/W"], runner.weights()["output/W"])


def test_xor_is_learnt():
    runner = xor(hidden=4).runner(optimizer="adam", learning_rate=0.05)
    runner.advance(3000)

    np.testing.assert_allclose(runner.predict(XOR_X), XOR_Y, atol=0.1)
    np.testing.assert_allclose(runner.evaluate("train")[0, 1], 1.0)


# ---------------------------------------------------------------------- predictions and weights


def test_predictions_have_the_shape_of_the_answer():
    runner = NETWORK.runner(batch=BATCH)

    for rows in (0, 1, BATCH, 2 * BATCH + 3):
        answer = runner.predict(np.ones((rows, 5)))
        assert answer.shape == (rows, 3)
        np.testing.assert_allclose(answer.sum(1), 1, rtol=1e-5)


def test_predictions_do_not_depend_on_the_batch_or_the_threads():
    x = np.random.default_rng(0).normal(size=(29, 5))
    expected = NETWORK.runner(batch=29).predict(x)
    for batch, threads in [(1, 1), (7, 2), (37, 3)]:
        runner = NETWORK.runner(batch=batch, threads=threads)
        np.testing.assert_allclose(runner.predict(x), expected, rtol=1e-5)
        runner.close()


def test_one_hot_inputs_may_be_given_as_class_numbers():
    runner = CASES["dense on one-hot sequences"].runner()
    numbers = np.random.default_rng(0).integers(0, 5, (3, 4))

    answer = runner.predict(numbers)

    assert answer.shape == (3, 4, 3)
    np.testing.assert_array_equal(answer, runner.predict(np.eye(5)[numbers]))


@pytest.mark.parametrize("number", [-1, 5, 2**31])
def test_class_numbers_beyond_the_classes_are_refused(number):
    runner = CASES["dense on one-hot sequences"].runner()

    with pytest.raises(UserError, match="class numbers below 5"):
        runner.predict(np.array([[0, 1, 2, number]]))


@pytest.mark.parametrize("shape", [(3, 4), (5,), (3, 5, 1), ()])
def test_rows_of_another_shape_are_refused(shape):
    with pytest.raises(UserError, match=r"rows of shape \('rows', 5\)"):
        NETWORK.runner().predict(np.zeros(shape))


def test_values_of_any_block_can_be_read():
    net = CASES["matmul of static values"]
    runner = net.runner(batch=2)
    x = np.random.default_rng(0).normal(size=(5, 3))
    weights = runner.weights()

    for block in net.graph.blocks:
        place = runner.program.outputs.get((block.id, "out"))
        if place is not None:
            values = runner.values(x, place)
            assert values.shape == (5, *place.type.shape), block.name
            if block.kind == "variable":
                np.testing.assert_array_equal(values, np.broadcast_to(weights[f"{block.name}/value"], values.shape))
            if block.name == "before":
                np.testing.assert_allclose(values, x @ weights["before/W"] + weights["before/b"], rtol=1e-4, atol=1e-5)


def test_a_graph_of_constants_and_variables_computes_without_a_loss():
    net = Net()
    a = net.variable(2, 3, name="a")
    net.join("matmul", a, net.constant([[1], [10], [100]]))
    program = lower(net.graph, net.checked, batch=1, optimizer="sgd", whole=True)
    runner = Runner(program, {}, Training(threads=1))

    runner.gradients(1)
    product = program.outputs[net.graph.blocks[-1].id, "out"]
    np.testing.assert_allclose(
        runner.memory[product.offset : product.offset + 2],
        (runner.weights()["a/value"] @ np.float32([1, 10, 100])),
        rtol=1e-6,
    )


def test_several_places_are_read_in_one_pass():
    net = CASES["matmul of static values"]
    runner = net.runner(batch=2)
    x = np.random.default_rng(0).normal(size=(5, 3))
    places = list(runner.program.outputs.values())

    for place, together in zip(places, runner.collect(x, places), strict=True):
        np.testing.assert_array_equal(together, runner.values(x, place))


@pytest.mark.parametrize("threads", [1, 2])
def test_who_reads_the_same_rows_again_and_again_sees_what_the_network_has_become(threads):
    runner = NETWORK.runner(batch=BATCH, threads=threads, **ADAM)
    places = list(runner.program.outputs.values())[-2:]
    read = runner.collector({block: rows[:20].copy() for block, rows in runner.inputs("train").items()}, places)
    for _ in range(3):
        runner.advance(4)
        for found, expected in zip(read(), runner.collect(runner.inputs("train"), places), strict=True):
            np.testing.assert_allclose(found, expected[:20], rtol=1e-6)
    runner.close()


def test_weights_are_copies():
    runner = NETWORK.runner()
    weights = runner.weights()
    weights["hidden/W"][:] = 7

    assert not (runner.weights()["hidden/W"] == 7).any()


def test_weights_taken_from_one_network_predict_the_same_in_another():
    one, other = NETWORK.runner(seed=1), NETWORK.runner(seed=2)
    x = np.ones((4, 5))
    assert not np.array_equal(one.predict(x), other.predict(x))

    other.set_weights(one.weights())

    np.testing.assert_array_equal(one.predict(x), other.predict(x))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda weights: weights.pop("output/b"), "no array “output/b”"),
        (lambda weights: weights.update({"output/b": np.zeros(4)}), r"“output/b” has the shape \(4,\).*needs \(3,\)"),
        (lambda weights: weights.update({"output/b": np.zeros((3, 1))}), "“output/b”"),
    ],
)
def test_weights_that_do_not_fit_name_the_key_and_change_nothing(change, sentence):
    runner = NETWORK.runner()
    before = runner.weights()
    weights = {key: array + 1 for key, array in before.items()}
    change(weights)

    with pytest.raises(UserError, match=sentence):
        runner.set_weights(weights)
    assert_identical(before, runner.weights())


# ---------------------------------------------------------------------- data


def test_data_blocks_must_have_the_same_rows():
    net = Net()
    one, other = net.source(np.zeros((4, 2)), np.zeros((4, 1))), net.source(np.zeros((5, 2)), np.zeros((5, 1)))
    net.loss(net.dense((one, "x"), units=1), (other, "y"), "mse")

    with pytest.raises(UserError, match=r"same numbers of rows.*in “train” “.+” has \d+ and “.+” has \d+"):
        net.runner()


def test_data_without_rows_are_refused():
    net = Net()
    data = net.source(np.zeros((0, 2)), np.zeros((0, 1)))
    net.loss(net.dense((data, "x"), units=1), (data, "y"), "mse")

    with pytest.raises(UserError, match="no rows for training"):
        net.runner(batch=1)


def test_threads_are_chosen_by_the_work():
    assert choose_threads(1e3) == 1
    assert choose_threads(1e12) >= 1
    assert choose_threads(1e3, wanted=5) == 5


# ---------------------------------------------------------------------- when it goes wrong


def exploding(**settings):
    """A chain whose numbers grow with every step until they are no longer finite."""
    net = Net()
    data = net.source(np.full((4, 1), 10.0), np.full((4, 1), -10.0))
    inner = net.dense((data, "x"), units=1, name="first", initialiser="normal")
    net.loss(net.dense(inner, units=1, name="second", initialiser="normal"), (data, "y"), "mse")
    return net.runner(learning_rate=0.1, **settings)


def advance(runner, calls):
    """Calls of so many steps each."""
    for steps in calls:
        runner.advance(steps)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("calls", [[1000], [1] * 1000])
def test_divergence_keeps_the_last_finite_state(calls, threads):
    runner = exploding(threads=threads)
    with pytest.raises(Diverged) as caught:
        advance(runner, calls)
    runner.close()

    assert all(np.isfinite(array).all() for array in runner.weights().values())
    assert 0 < caught.value.restored <= caught.value.step < 100
    assert caught.value.block in {"b1", "b2", "b3"}
    assert runner.step == caught.value.restored


def test_divergence_restores_the_state_of_that_very_step():
    runner = exploding()
    with pytest.raises(Diverged) as caught:
        runner.advance(1000)

    twin = exploding()
    twin.advance(caught.value.restored)
    assert_identical(runner.weights(), twin.weights())


def test_a_broken_state_is_never_kept_to_return_to(monkeypatch):
    monkeypatch.setattr(runners, "SNAPSHOT_SECONDS", 0.0)  # keep the state before every call
    net = Net()
    data = net.source([[1e18]], [[1e19]])
    net.loss(net.dense((data, "x"), units=1, bias=False, name="one"), (data, "y"), "mse")
    runner = net.runner(learning_rate=1000.0)
    before = runner.weights()

    assert np.isfinite(runner.advance(1).rows[0, 0]), "the loss is finite, but the step leads beyond float32"
    assert not np.isfinite(runner.weights()["one/W"]).all()
    with pytest.raises(Diverged) as caught:
        runner.advance(1)

    assert (caught.value.step, caught.value.restored) == (1, 0)
    assert_identical(before, runner.weights())


def test_the_first_block_with_a_broken_number_is_named():
    net = Net()
    data = net.source(XOR_X, XOR_Y)
    inner = net.dense((data, "x"), units=2, name="good")
    broken = net.dense(inner, units=2, name="broken")
    net.loss(net.dense(broken, units=1, name="after"), (data, "y"), "mse")
    runner = net.runner()
    weights = runner.weights()
    weights["broken/b"][:] = np.nan
    runner.set_weights(weights)

    with pytest.raises(Diverged) as caught:
        runner.advance(3)
    assert caught.value.block == broken[0]
    assert caught.value.step == 0


def test_a_loss_that_overflows_by_itself_is_named():
    net = Net()
    data = net.source(XOR_X, XOR_Y)
    net.loss(net.dense((data, "x"), units=1, name="fine"), (data, "y"), "mse")
    large = net.source(XOR_X, np.full((4, 1), 1e25))
    second = net.loss(net.dense((data, "x"), units=1, name="other"), (large, "y"), "mse")

    with pytest.raises(Diverged) as caught:
        net.runner().advance(1)
    assert caught.value.block == second


def test_training_goes_on_after_divergence_with_a_lower_rate():
    runner = exploding()
    with pytest.raises(Diverged):
        runner.advance(1000)
    runner.reset(0)
    runner.set_learning_rate(1e-6)

    assert len(runner.advance(50).rows) == 50


@pytest.mark.parametrize("threads", [1, 2])
def test_stop_from_another_thread_ends_the_call_between_two_steps(threads):
    runner = classifier(rows=400, hidden=3000).runner(threads=threads)
    made = []
    thread = threading.Thread(target=lambda: made.append(len(runner.advance(10_000).rows)))
    thread.start()
    while runner.step == 0 and not runner.memory[runner.program.losses[0].prediction.offset]:
        time.sleep(0.001)  # until it is under way: a stop before the call is forgotten by it
    runner.stop()
    thread.join(30)

    assert not thread.is_alive()
    assert 0 < made[0] == runner.step < 5_000
    runner.close()


def test_a_full_record_ends_the_call():
    runner = xor().runner()

    assert len(runner.advance(10**9).rows) == len(runner._record)
    assert runner.step == len(runner._record)


# ---------------------------------------------------------------------- a thread steps aside


@pytest.mark.parametrize("threads", [2, 3])
@pytest.mark.parametrize("settings", [{}, {"clip": 0.5}], ids=["plain", "clipped"])
@pytest.mark.parametrize("net", [NETWORK, everything()], ids=["classifier", "everything"])
def test_a_thread_may_step_aside_and_return_without_changing_a_bit(net, settings, threads):
    steps = 600
    weights, rows = trained(net, [steps], threads=threads, **settings)
    runner = net.runner(batch=BATCH, threads=threads, seed=1, **{**ADAM, **settings})
    went = returned = 0
    ended = threading.Event()

    def jostle():
        nonlocal went, returned
        while not ended.is_set():
            for wanted in (True, False):
                runner.give_way(wanted)
                deadline = time.monotonic() + 0.05
                while runner.gives_way != wanted and time.monotonic() < deadline and not ended.is_set():
                    time.sleep(0)
                went += wanted and runner.gives_way
                returned += not wanted and not runner.gives_way

    other = threading.Thread(target=jostle)
    other.start()
    try:
        pieces = []
        while runner.step < steps:  # calls that end later while a thread is aside, too
            left = steps - runner.step
            pieces.append(runner.advance(min(30, left), min(60, left)).rows)
    finally:
        ended.set()
        other.join()
        runner.close()

    assert went > 0
    assert returned > 0
    assert_identical(weights, runner.weights())
    np.testing.assert_array_equal(rows, np.concatenate(pieces))


def test_one_thread_alone_never_steps_aside():
    runner = NETWORK.runner(batch=BATCH, threads=1)
    runner.give_way(True)
    runner.advance(20)
    assert not runner.gives_way
    assert not runner.wait_for_room(60)
    runner.close()


def test_who_needs_a_processor_sleeps_until_there_is_one():
    runner = NETWORK.runner(batch=BATCH, threads=2)
    runner.give_way(True)
    assert not runner.wait_for_room(0.01)  # no step is made
    thread = threading.Thread(target=runner.advance, args=(10**9,))
    thread.start()
    assert runner.wait_for_room(30)
    assert runner.gives_way
    runner.stop()
    thread.join()
    runner.close()


def test_a_call_does_not_end_while_a_thread_is_aside_if_it_need_not():
    runner = NETWORK.runner(batch=BATCH, threads=2)
    assert len(runner.advance(5, at_most=40).rows) == 5
    runner.give_way(True)
    assert len(runner.advance(5, at_most=40).rows) == 40
    runner.give_way(False)
    assert len(runner.advance(5, at_most=40).rows) == 5
    assert runner.step == 50
    runner.close()


@pytest.mark.parametrize("threads", [2, 3])
def test_divergence_and_stopping_are_heard_while_a_thread_is_aside(threads):
    runner = exploding(threads=threads)
    runner.give_way(True)
    with pytest.raises(Diverged):
        advance(runner, [50])
    assert not runner.gives_way

    quiet = NETWORK.runner(batch=BATCH, threads=threads)
    quiet.give_way(True)
    threading.Timer(0.05, quiet.stop).start()
    quiet.advance(10**9)
    assert not quiet.gives_way
    quiet.close()
