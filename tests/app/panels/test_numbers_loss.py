"""The loss panel on real trainings: its curves are those that NumPy computes from the first weights on."""

import csv
import io

import numpy as np
import pytest
import real_runs

from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.plots import RAW

CASES = {
    "xor": {"steps": 25, "learning_rate": 1.0},
    "iris": {"steps": 0, "epochs": 3, "learning_rate": 0.1},  # 90 rows in batches of 16: the last has 10
    "diabetes": {"steps": 0, "epochs": 2},
    "hello_rnn": {"steps": 25, "learning_rate": 0.5},
    "sine": {"steps": 0, "epochs": 2, "learning_rate": 0.1},
    "wide_deep": {"steps": 0, "epochs": 2, "learning_rate": 0.1},
}
MEASURES = {
    "xor": ("loss", "accuracy"),
    "iris": ("loss", "accuracy"),
    "diabetes": ("loss", "r2"),
    "hello_rnn": ("loss", "accuracy", "perplexity"),
    "sine": ("loss", "r2"),
    "wide_deep": ("loss", "accuracy"),
}


@pytest.fixture
def learned(qtbot, begin, show):
    """A panel before which a sample has learned, the network by hand, and what it went through."""

    def learned(name, **training):
        trainer, by_hand = begin(name, **(CASES[name] | training))
        panel = show(LossPanel, trainer, (700, 300))
        real_runs.learn(qtbot, trainer)
        qtbot.waitUntil(lambda: panel.plot.lines["loss"].x[-1] == trainer.layout.total_steps)
        return panel, by_hand, by_hand.train(trainer.layout.total_steps)

    return learned


def table(panel):
    """What is copied from the plot: x and y of every line, by name."""
    lines = {}
    for name, x, y in list(csv.reader(io.StringIO(panel.plot.table())))[1:]:
        lines.setdefault(name, []).append((float(x), float(y)))
    return {name: np.array(points).T for name, points in lines.items()}


@pytest.mark.parametrize("name", CASES)
def test_every_measure_of_every_step_and_epoch_is_what_numpy_computes(learned, name):
    panel, by_hand, made = learned(name)
    length = panel.trainer.layout.steps_per_epoch
    panel.smoothing.setValue(0)
    offered = [key for key in ("loss", "accuracy", "r2", "perplexity") if key in made[0].measures]
    assert tuple(offered) == MEASURES[name]
    validation = by_hand.after_epochs(made, length) if by_hand.data.info.rows["validation"] else []
    for metric in offered:
        panel.choice.button(metric).click()
        shown = table(panel)
        assert set(shown) == {"training", "validation"} if validation else {"training"}
        x, y = shown["training"]
        np.testing.assert_array_equal(x, np.arange(1, len(made) + 1))
        np.testing.assert_allclose(y, [step.measures[metric] for step in made], rtol=2e-5, atol=1e-6)
        if validation:
            x, y = shown["validation"]
            np.testing.assert_array_equal(x, np.arange(length, len(made) + 1, length))
            np.testing.assert_allclose(y, [measures[metric] for measures in validation], rtol=2e-5, atol=1e-6)


def test_over_epochs_the_training_curve_is_the_mean_of_the_steps_of_each(learned):
    panel, by_hand, made = learned("iris")
    length = panel.trainer.layout.steps_per_epoch
    validation = by_hand.after_epochs(made, length)
    panel.by_epoch.setChecked(True)
    for metric in MEASURES["iris"]:
        panel.choice.button(metric).click()
        means = np.reshape([step.measures[metric] for step in made], (-1, length)).mean(axis=1)
        shown = table(panel)
        np.testing.assert_array_equal(shown["training"][0], [1, 2, 3])
        np.testing.assert_allclose(shown["training"][1], means, rtol=2e-5)
        np.testing.assert_array_equal(shown["validation"][0], [1, 2, 3])
        np.testing.assert_allclose(shown["validation"][1], [measures[metric] for measures in validation], rtol=2e-5)


def test_the_legend_and_the_mark_tell_the_same_numbers(learned):
    panel, by_hand, made = learned("diabetes", epochs=6, learning_rate=0.15)  # the fourth epoch is the best
    length = panel.trainer.layout.steps_per_epoch
    losses = [measures["loss"] for measures in by_hand.after_epochs(made, length)]
    training = [step.measures["loss"] for step in made]
    mean = np.mean(training[-length:])  # the last batch alone would say little beside all validation rows
    assert panel.legend.text() == f"last epoch   training {mean:.4g}   validation {losses[-1]:.4g}"
    assert np.argmin(losses) + 1 == 4
    assert [mark.text for mark in panel.plot.marks] == ["best: epoch 4"]
    panel.plot.read.emit(panel.plot.readings(4.0))
    assert panel.legend.text() == f"step 4   training {training[3]:.4g}   validation {losses[0]:.4g}"


def test_a_smoothed_curve_is_the_moving_average_without_the_bias_of_its_start(learned):
    panel, _, made = learned("wide_deep")
    panel.smoothing.setValue(60)
    losses = np.array([step.measures["loss"] for step in made])
    average, smoothed = 0.0, []
    for number, loss in enumerate(losses, start=1):
        average = 0.6 * average + 0.4 * loss
        smoothed.append(average / (1 - 0.6**number))
    np.testing.assert_allclose(panel.plot.lines["loss"].y, smoothed, rtol=2e-5)
    np.testing.assert_allclose(panel.plot.lines[f"{RAW}loss"].y, losses, rtol=2e-5)


def test_losses_are_those_of_the_data_without_weight_penalties(learned):
    panel, by_hand, made = learned("iris", l1=0.01, l2=0.1)
    panel.smoothing.setValue(0)
    shown = table(panel)
    np.testing.assert_allclose(shown["training"][1], [step.measures["loss"] for step in made], rtol=2e-5)
    validation = by_hand.after_epochs(made, panel.trainer.layout.steps_per_epoch)
    np.testing.assert_allclose(shown["validation"][1], [measures["loss"] for measures in validation], rtol=2e-5)


def test_of_several_losses_each_has_its_own_curves(qtbot, begin, show):
    """Two networks on the same digits; the one with dropout is random while it learns, and not when it is asked."""
    trainer, by_hand = begin("overfitting", epochs=1, learning_rate=0.1)
    panel = show(LossPanel, trainer, (700, 300))
    real_runs.learn(qtbot, trainer)
    panel.smoothing.setValue(0)
    qtbot.waitUntil(lambda: "validation_loss/plain loss" in panel.plot.lines)
    plain = [step.measures["loss/plain loss"] for step in by_hand.train(trainer.layout.total_steps)]
    np.testing.assert_allclose(table(panel)["plain loss, training"][1], plain, rtol=2e-5)
    by_hand.weights = {k: v.astype(float) for k, v in trainer.session.request("weights").result(10).items()}
    measures = by_hand.measures(by_hand.data.split("validation"), "validation")
    for name in ("plain loss", "drop loss"):
        assert table(panel)[f"{name}, validation"][1] == pytest.approx([measures[f"loss/{name}"]], rel=2e-5)
    panel.choice.button("accuracy").click()
    for name in ("plain loss", "drop loss"):
        assert table(panel)[f"{name}, validation"][1] == pytest.approx([measures[f"accuracy/{name}"]])
