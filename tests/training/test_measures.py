"""R², perplexity and confusion matrices."""

import numpy as np
import pytest
from networks import XOR_X, XOR_Y, Net, classifier, xor
from sklearn.metrics import confusion_matrix, r2_score

from visualnn.messages import UserError
from visualnn.training.curves import Curves
from visualnn.training.measures import confusion, spreads

SPLITS = ("train", "validation", "test")


def regression(loss="mse", outputs=2, rows=60, **split):
    """A network of numbers, far from perfect."""
    random = np.random.default_rng(3)
    net = Net()
    data = net.source(
        random.normal(size=(rows, 4)), 5 + random.normal(size=(rows, outputs)) * [1, 9][:outputs], **split
    )
    net.loss(net.dense((data, "x"), units=outputs, name="line"), (data, "y"), loss)
    return net


def measured(net, **training):
    """The curves of a network, and its runner after some steps."""
    runner = net.runner(learning_rate=0.05, **training)
    names = {block.id: block.name for block in net.graph.blocks}
    curves = Curves(runner.program, names, runner.rows["validation"] > 0, spreads(runner.program, net.data))
    return curves, runner


@pytest.mark.parametrize("loss", ["mse", "mae", "huber"])
@pytest.mark.parametrize("outputs", [1, 2])
@pytest.mark.parametrize("split", SPLITS)
def test_r2_is_that_of_scikit_learn(loss, outputs, split):
    net = regression(loss, outputs, validation=15, test=10)
    curves, runner = measured(net, batch=7)
    runner.advance(30)
    data = next(iter(net.data.values()))
    rows = data.split(split)
    expected = r2_score(data.y[rows], runner.predict(data.x[rows]), multioutput="variance_weighted")

    found = curves.summary(runner.evaluate(split), split)

    assert list(found) == ["loss", "r2"]
    assert found["r2"] == pytest.approx(expected, rel=1e-5)


def test_r2_is_a_curve_on_training_and_validation_rows():
    net = regression(validation=20)
    curves, runner = measured(net)
    record = runner.advance(5).rows

    assert curves.training[:2] == ["loss", "r2"]
    assert curves.validation == ["validation_loss", "validation_r2"]
    last = curves.of_validation(record)[-1, 1]
    assert last == pytest.approx(curves.summary(runner.evaluate("validation"), "validation")["r2"], rel=1e-6)
    assert (np.diff(curves.of_training(record)[:, 1]) > 0).all()


def test_r2_of_bytes_aimed_at():
    """An image that a network is to give back."""
    net = Net()
    pixels = np.random.default_rng(1).integers(0, 256, (30, 6), np.uint8)
    data = net.source(pixels, np.zeros((30, 1)))
    net.loss(net.dense((data, "x"), units=6, name="again"), (data, "x"), "mse")
    curves, runner = measured(net)
    expected = r2_score(pixels / 255, runner.predict(pixels), multioutput="variance_weighted")

    assert curves.summary(runner.evaluate("train"))["r2"] == pytest.approx(expected, rel=1e-5)


def test_targets_that_do_not_vary_have_no_r2():
    net = Net()
    data = net.source(XOR_X, np.ones((4, 1)))
    net.loss(net.dense((data, "x"), units=1, name="one"), (data, "y"), "mse")

    assert measured(net)[0].measures == ["loss"]


def test_targets_that_the_network_makes_have_no_r2():
    net = Net()
    data = net.source(XOR_X, XOR_Y)
    net.loss(net.dense((data, "x"), units=2, name="out"), net.activation((data, "x"), "tanh"), "mse")

    assert measured(net)[0].measures == ["loss"]


def test_classes_have_accuracy_instead():
    assert measured(classifier())[0].measures == ["loss", "accuracy"]


def sequences():
    """Symbols to be predicted at every step."""
    random = np.random.default_rng(5)
    net = Net()
    data = net.source(random.integers(0, 4, (9, 6)), random.integers(0, 4, (9, 6)), symbols=4, classes=4)
    net.loss(net.dense(net.rnn((data, "x"), units=5), units=4, name="next"), (data, "y"), "softmax_cross_entropy")
    return net


def test_sequences_have_a_perplexity():
    curves, runner = measured(sequences())
    found = curves.summary(runner.evaluate("train"))

    assert list(found) == ["loss", "accuracy", "perplexity"]
    assert found["perplexity"] == pytest.approx(np.exp(found["loss"]))


def test_a_network_that_knows_nothing_is_as_perplexed_as_there_are_symbols():
    curves, runner = measured(sequences())
    runner.set_weights({key: np.zeros_like(array) for key, array in runner.weights().items()})

    assert curves.summary(runner.evaluate("train"))["perplexity"] == pytest.approx(4, rel=1e-6)


# ---------------------------------------------------------------------- confusion


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("batch", [5, 100])
def test_confusion_is_that_of_scikit_learn(split, batch):
    net = classifier(rows=60, validation=13, test=11)
    runner = net.runner(batch=batch)
    runner.advance(20)
    data = next(iter(net.data.values()))
    rows = data.split(split)
    expected = confusion_matrix(data.y[rows], runner.predict(data.x[rows]).argmax(-1), labels=range(3))

    found = confusion(runner, split)

    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, expected)


def test_two_classes_of_a_single_output():
    net = xor()
    runner = net.runner()
    expected = confusion_matrix(XOR_Y.ravel() > 0.5, runner.predict(XOR_X).ravel() > 0.5, labels=[False, True])

    np.testing.assert_array_equal(confusion(runner, "train"), expected)


def test_every_step_of_a_sequence_counts():
    net = sequences()
    runner = net.runner()
    data = next(iter(net.data.values()))
    expected = confusion_matrix(data.y.ravel(), runner.predict(data.x).argmax(-1).ravel(), labels=range(4))

    np.testing.assert_array_equal(confusion(runner, "train"), expected)


def test_shares_count_for_their_largest():
    net = Net()
    random = np.random.default_rng(2)
    shares = random.dirichlet(np.ones(3), 20)
    data = net.source(random.normal(size=(20, 4)), shares)
    net.loss(net.dense((data, "x"), units=3, name="out"), (data, "y"), "softmax_cross_entropy")
    runner = net.runner()
    x = next(iter(net.data.values())).x
    expected = confusion_matrix(shares.argmax(-1), runner.predict(x).argmax(-1), labels=range(3))

    np.testing.assert_array_equal(confusion(runner, "train"), expected)


def test_numbers_have_no_confusion_and_no_rows_neither():
    with pytest.raises(UserError, match="“far” compares numbers"):
        confusion(regression().runner(), "train", name="far")
    with pytest.raises(UserError, match="no rows for “test”"):
        confusion(classifier().runner(), "test")


def test_a_session_answers_too(session):
    import visualnn as vn

    running = session(vn.load("xor"))
    running.run_to(3000)
    running.wait()

    np.testing.assert_array_equal(running.request("confusion", "train").result(), [[2, 0], [0, 2]])
