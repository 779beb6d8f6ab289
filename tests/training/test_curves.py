"""From the engine's record to curves with names."""

import numpy as np
import pytest
from networks import XOR_X, XOR_Y, Net, classifier

from visualnn.engine.fields import G_SQUARE
from visualnn.training.curves import Curves


def curves_of(net, validation=False):
    """The curves of a network, and its runner."""
    runner = net.runner()
    names = {block.id: block.name for block in net.graph.blocks}
    return Curves(runner.program, names, validation), runner


def named(names, row):
    """A row of values by the curves' names."""
    assert len(names) == len(row)
    return dict(zip(names, row.tolist(), strict=True))


def test_one_loss_has_loss_accuracy_and_a_gradient_for_each_layer():
    curves, runner = curves_of(classifier())
    values = named(curves.training, curves.of_training(runner.advance(1).rows)[0])
    gradients = runner.gradients_by_name()

    assert list(values) == ["loss", "accuracy", "gradient/hidden", "gradient/output"]
    norm = np.sqrt((gradients["hidden/W"] ** 2).sum() + (gradients["hidden/b"] ** 2).sum())
    assert values["gradient/hidden"] == pytest.approx(norm, rel=1e-5)
    assert 0 <= values["accuracy"] <= 1


def test_validation_curves_are_named_so():
    curves, runner = curves_of(classifier(rows=40, validation=10), validation=True)
    values = named(curves.validation, curves.of_validation(runner.advance(1).rows)[0])

    assert list(values) == ["validation_loss", "validation_accuracy"]
    assert np.isfinite(list(values.values())).all()


def test_without_validation_there_are_no_such_curves():
    curves, runner = curves_of(classifier())

    assert curves.validation == []
    assert curves.of_validation(runner.advance(3).rows).shape == (3, 0)


def test_several_losses_each_have_their_own_curves_and_the_whole_is_weighted():
    net = Net()
    data = net.source(XOR_X, XOR_Y)
    shared = net.dense((data, "x"), units=3, name="shared")
    net.loss(net.dense(shared, units=1, name="yes"), (data, "y"), "binary_cross_entropy", name="gate", weight=2.0)
    net.loss(net.dense(shared, units=1, name="far"), (data, "y"), "mse", name="distance", weight=0.5)
    curves, runner = curves_of(net)
    values = named(curves.training, curves.of_training(runner.advance(1).rows)[0])

    assert list(values)[:4] == ["loss", "loss/gate", "accuracy/gate", "loss/distance"]
    assert values["loss"] == pytest.approx(2 * values["loss/gate"] + 0.5 * values["loss/distance"])


def test_a_summary_names_the_measures():
    curves, runner = curves_of(classifier())

    assert list(curves.summary(runner.evaluate("train"))) == ["loss", "accuracy"]


def test_a_network_that_has_nothing_to_train_has_curves_too():
    net = Net()
    text = net.source(np.zeros((4, 3)), np.zeros((4, 3)), symbols=5, classes=5)
    net.loss(net.activation((text, "x"), "tanh"), (text, "y"), "softmax_cross_entropy")
    curves, runner = curves_of(net)

    names = list(named(curves.training, curves.of_training(runner.advance(2).rows)[0]))
    assert names == ["loss", "accuracy", "perplexity"]


def test_a_gradient_that_is_infinite_is_so_in_its_own_layer_only():
    curves, runner = curves_of(classifier())
    record = runner.advance(1).rows
    record[:, 1 + 4 + G_SQUARE] = np.inf
    values = named(curves.training, curves.of_training(record)[0])

    assert values["gradient/hidden"] == np.inf
    assert np.isfinite(values["gradient/output"])
