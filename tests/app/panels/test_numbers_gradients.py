"""The gradients panel on real trainings: now, over time and on the map it shows what NumPy computes by hand."""

import csv
import io

import numpy as np
import pytest
import real_runs

from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.plots import RAW

CASES = {
    "xor": {"steps": 300, "learning_rate": 1.0},  # more steps than the map has columns
    "iris": {"steps": 20, "learning_rate": 0.1},
    "diabetes": {"steps": 20},
    "hello_rnn": {"steps": 20, "learning_rate": 0.5},
    "sine": {"steps": 12, "learning_rate": 0.1},
    "wide_deep": {"steps": 12, "learning_rate": 0.1},
}


@pytest.fixture
def learned(qtbot, begin, show):
    """A panel before which a sample has learned, and the gradient norm of every step by layer, by hand."""

    def learned(name, **training):
        trainer, by_hand = begin(name, **(CASES[name] | training))
        panel = show(GradientsPanel, trainer, (700, 300))
        real_runs.learn(qtbot, trainer)
        made = by_hand.train(trainer.layout.total_steps)
        return panel, {layer: np.array([step.norm(layer) for step in made]) for layer in by_hand.layers()}

    return learned


def rows(chart):
    return list(csv.reader(io.StringIO(chart.table())))[1:]


@pytest.mark.parametrize("name", CASES)
def test_bars_are_the_norms_of_the_last_step(learned, name):
    panel, norms = learned(name)
    shown = {layer: float(norm) for layer, norm in rows(panel.bars)}
    assert shown == pytest.approx({layer: values[-1] for layer, values in norms.items()}, rel=1e-4)


@pytest.mark.parametrize("name", CASES)
def test_over_time_every_step_is_there_and_the_legend_tells_it_exactly(learned, name):
    panel, norms = learned(name)
    panel.view.button("time").click()
    panel.smoothing.setValue(0)
    shown = {}
    for layer, step, norm in rows(panel.plot):
        shown.setdefault(layer, {})[int(step)] = float(norm)
    assert shown.keys() == norms.keys()
    for layer, values in norms.items():
        assert list(shown[layer]) == list(range(1, len(values) + 1))
        np.testing.assert_allclose(list(shown[layer].values()), values, rtol=1e-4, err_msg=layer)
    panel.plot.read.emit(panel.plot.readings(7.0))
    for layer, values in norms.items():
        told = panel.legend.text().partition(f"   {layer} ")[2].split()[0]
        assert float(told) == pytest.approx(values[6], rel=6e-4)  # four digits


def test_smoothed_lines_are_averages_of_the_logarithms(learned):
    panel, norms = learned("iris")
    panel.view.button("time").click()
    panel.smoothing.setValue(90)
    for layer, values in norms.items():
        total = np.cumsum(0.1 * 0.9 ** -np.arange(1, len(values) + 1) * np.log10(values))
        weights = np.cumsum(0.1 * 0.9 ** -np.arange(1, len(values) + 1))
        np.testing.assert_allclose(panel.plot.lines[layer].y, 10 ** (total / weights), rtol=1e-4)
        np.testing.assert_allclose(panel.plot.lines[f"{RAW}{layer}"].y, values, rtol=1e-4)


@pytest.mark.parametrize("name", CASES)
def test_a_cell_of_the_map_is_the_mean_of_its_steps(learned, name):
    panel, norms = learned(name)
    panel.view.button("map").click()
    shown = {layer: np.array(cells, float) for layer, *cells in rows(panel.map)}
    assert shown.keys() == norms.keys()
    for layer, values in norms.items():
        width = 2 if len(values) > 240 else 1
        means = values.reshape(-1, width).mean(axis=1)
        np.testing.assert_allclose(shown[layer], means, rtol=1e-4, err_msg=layer)
    heads = next(csv.reader(io.StringIO(panel.map.table())))
    assert len(heads) == 1 + len(means)


def test_weight_penalties_pull_at_the_weights_too(learned):
    panel, norms = learned("iris", l1=0.01, l2=0.1)
    shown = {layer: float(norm) for layer, norm in rows(panel.bars)}
    assert shown == pytest.approx({layer: values[-1] for layer, values in norms.items()}, rel=1e-4)
