"""A real race: curves, table, gradients and the slice of the loss are what NumPy computes for every variant."""

import csv
import io

import numpy as np
import pytest
import real_runs
from by_hand import ByHand
from msgspec.structs import replace
from PySide6.QtCore import Qt

from visualnn.app.panels.race import WIDE, RacePanel
from visualnn.app.racing import Racing
from visualnn.graph.race import Race

CASES = {
    "xor": (("0.3", "1", "3"), {"steps": 60}),
    "iris": (("0.03", "0.1"), {"steps": 0, "epochs": 5}),  # 6 steps each
}


@pytest.fixture
def raced(qtbot, begin):
    """A panel on which learning rates have raced, and by hand every variant's network and steps, all from the weights
    that a training of the sample begins with."""
    made = []

    def raced(name):
        rates, training = CASES[name]
        trainer, first = begin(name, **training)
        document = real_runs.plain(name, Race("learning_rate", rates), **training)
        racing = Racing(document, None, document)
        racing.set_seconds(0)
        panel = RacePanel(racing)
        document.setParent(panel)
        made.append(racing)
        qtbot.addWidget(panel)
        panel.resize(WIDE + 200, 420)
        with qtbot.waitExposed(panel):
            panel.show()
        told = []
        racing.updated.connect(lambda: told.append(racing.state))
        qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "finished" in told, timeout=real_runs.PATIENCE)
        variants = {}
        for rate in rates:
            project = replace(document.value, training=replace(document.value.training, learning_rate=float(rate)))
            variants[rate] = ByHand(project, first.data, first.weights)
        return panel, variants, {rate: one.train(trainer.layout.total_steps) for rate, one in variants.items()}

    yield raced
    for racing in made:
        racing.close()
        racing.join()


def rows(text):
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("name", CASES)
def test_the_curves_of_every_variant(raced, name):
    panel, variants, made = raced(name)
    curves = panel.curves
    curves.smoothing.setValue(0)
    splits = [False, True] if name == "iris" else [False]
    for metric in ("loss", "accuracy"):
        curves.choice.button(metric).click()
        for validation in splits:
            curves.validation.setChecked(validation)
            shown = {}
            for label, step, value in rows(curves.plot.table())[1:]:
                shown.setdefault(label, []).append((int(step), float(value)))
            assert list(shown) == [f"rate {rate}" for rate in made]
            for rate, steps in made.items():
                measures = variants[rate].after_epochs(steps, 6) if validation else [step.measures for step in steps]
                every = 6 if validation else 1
                expected = [(every * (number + 1), one[metric]) for number, one in enumerate(measures)]
                np.testing.assert_allclose(shown[f"rate {rate}"], expected, rtol=3e-5, atol=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_the_table(raced, name):
    """Validation losses are compared where there are any; the goal is half of the lowest first loss, in two digits."""
    panel, variants, made = raced(name)
    length = 6 if name == "iris" else 1
    goal = float(f"{min(steps[0].measures['loss'] for steps in made.values()) / 2:.2g}")
    judged = {
        rate: variants[rate].after_epochs(steps, 6) if name == "iris" else [step.measures for step in steps]
        for rate, steps in made.items()
    }
    last = {rate: measures[-1]["loss"] for rate, measures in judged.items()}
    head, *lines = rows(panel.table.table())
    assert [line[0] for line in lines] == [f"rate {rate}" for rate in made]
    for row, (line, (rate, measures)) in enumerate(zip(lines, judged.items(), strict=True)):
        shown = dict(zip(head, line, strict=True))
        reached = [length * (place + 1) for place, one in enumerate(measures) if one["loss"] <= goal]
        assert int(shown["rank"]) == 1 + sorted(last.values()).index(last[rate])
        assert int(shown["step"]) == len(made[rate])
        assert float(shown["loss"]) == pytest.approx(last[rate], rel=3e-5)
        assert float(shown["accuracy"]) == pytest.approx(measures[-1]["accuracy"])
        assert shown["reached the goal at step"] == (str(reached[0]) if reached else "")
        cells = [panel.table.item(row, column).text() for column in range(1, 5)]
        assert cells[0] == shown["rank"]
        assert float(cells[1]) == pytest.approx(last[rate], rel=6e-4)  # four digits
        assert cells[2] == f"{measures[-1]['accuracy']:.1%}"
        assert cells[3] == (f"step {reached[0]}" if reached else "")


@pytest.mark.parametrize("name", CASES)
def test_the_gradients_of_the_last_step(raced, name):
    panel, variants, made = raced(name)
    panel.view.button("gradients").click()
    gradients = panel.gradients.map
    head, *lines = rows(gradients.table())
    shown = {
        (line[0], column): float(value) for line in lines for column, value in zip(head[1:], line[1:], strict=True)
    }
    labels = [f"rate {rate}" for rate in made]
    layers = next(iter(variants.values())).layers()
    assert len(shown) == len(labels) * len(layers)
    for rate, steps in made.items():
        for layer in layers:
            norm, label = steps[-1].norm(layer), f"rate {rate}"
            assert shown.get((label, layer), shown.get((layer, label))) == pytest.approx(norm, rel=3e-4)


@pytest.mark.parametrize("name", CASES)
def test_the_gradients_over_time(raced, name):
    panel, variants, made = raced(name)
    panel.view.button("time").click()
    _, *lines = rows(panel.gradients.map.table())
    shown = {line[0]: np.array(line[1:], float) for line in lines}
    layers = next(iter(variants.values())).layers()
    assert list(shown) == [f"rate {rate}: {layer}" for rate in made for layer in layers]
    for rate, steps in made.items():
        for layer in layers:
            norms = shown[f"rate {rate}: {layer}"]
            np.testing.assert_allclose(norms[: len(steps)], [step.norm(layer) for step in steps], rtol=3e-4)
            assert np.isnan(norms[len(steps) :]).all()  # room for the next steps


@pytest.mark.parametrize("name", CASES)
def test_the_paths_and_the_slice_of_the_loss(qtbot, raced, name):
    """The plane of the first two principal components of all points of all paths, and on it the loss."""
    panel, variants, made = raced(name)
    panel.view.button("paths").click()
    qtbot.waitUntil(lambda: np.isfinite(panel.paths.losses).all(), timeout=30_000)
    (_, *axes, _), *lines = rows(panel.paths.table())
    shown = {rate: np.array([line[1:3] for line in lines if line[0] == f"rate {rate}"], float) for rate in made}

    entrants = panel.racing.contest.entrants
    first = entrants[0].path[0][1].astype(float)
    walked = {}
    for entrant in entrants:
        weights = [made[entrant.value][step - 1].weights for step, _ in entrant.path if step]
        walked[entrant.value] = np.array([first, *map(flat, weights)])
    points = np.concatenate(list(walked.values()))
    origin = points.mean(axis=0)
    _, spread, directions = np.linalg.svd(points - origin, full_matrices=False)
    directions = directions[:2]
    shares = spread[:2] ** 2 / (spread**2).sum()
    assert axes == [f"principal direction {number} ({share:.0%})" for number, share in enumerate(shares, start=1)]

    begin = next(iter(shown.values()))[0]
    directions *= np.sign(directions @ (first - origin) * begin)[:, None]  # which way they point is arbitrary
    for rate, states in walked.items():
        expected = (states - origin) @ directions.T
        np.testing.assert_allclose(shown[rate], expected, atol=1e-4 * np.ptp(expected))
    for walk, path in zip(panel.paths.walks.walks, shown.values(), strict=True):
        np.testing.assert_allclose(walk.path, path, atol=1e-5 * np.ptp(path))  # what is drawn

    by_hand = next(iter(variants.values()))
    ground = np.array([line[1:] for line in lines if line[0] == "loss"], float)
    assert len(ground) == 41 * 41
    for across, up, loss in ground[::7]:
        fill(by_hand, origin + np.array([across, up]) @ directions)
        assert loss == pytest.approx(by_hand.measures(by_hand.data.split("train"))["loss"], rel=3e-4)


def flat(weights):
    """All weights in a row, in the order of their names."""
    return np.concatenate([weights[name].ravel() for name in sorted(weights)])


def fill(by_hand, row):
    """Give a network these weights."""
    for name in sorted(by_hand.weights):
        shape = by_hand.weights[name].shape
        own, row = np.split(row, [int(np.prod(shape))])
        by_hand.weights[name] = own.reshape(shape)
