"""Predictions of real trainings, in every view: what is shown is what NumPy computes from the weights by hand."""

import csv
import io

import numpy as np
import pytest
import real_runs
from PySide6.QtCore import QPoint, Qt

from visualnn.app.panels.predictions import PredictionsPanel

CASES = {
    "xor": {"steps": 60, "learning_rate": 1.0},
    "iris": {"steps": 30, "learning_rate": 0.1},
    "diabetes": {"steps": 40},
    "sine": {"steps": 30, "learning_rate": 0.1},
    "digits": {"steps": 60, "learning_rate": 0.3},
    "wide_deep": {"steps": 60, "learning_rate": 0.1},
    "hello_rnn": {"steps": 40, "learning_rate": 0.5},
}
SPIRALS = {"data": "spirals", "classes": 3, "rows": 90, "noise": 0.05}


@pytest.fixture
def view(qtbot, begin, show):
    """A view of what a sample has learned, and the network by hand with the weights it has then."""
    panels = []  # Qt would delete one that nobody holds

    def view(name, key, **other):
        trainer, by_hand = begin(name, **(CASES[name] | other))
        panels.append(panel := show(PredictionsPanel, trainer, (900, 500)))
        real_runs.learn(qtbot, trainer)
        weights = trainer.session.request("weights").result(10)
        by_hand.train(trainer.layout.total_steps)
        for parameter, weight in weights.items():
            np.testing.assert_allclose(weight, by_hand.weights[parameter], atol=2e-5)
        panel.choice.button(key).click()
        if key != "draw":  # which has nothing to ask yet
            answered = panel.shown_count
            panel.refresh(trainer.latest)
            qtbot.waitUntil(lambda: panel.shown_count > answered)
        return panel.view, by_hand

    return view


def rows(chart):
    return list(csv.reader(io.StringIO(chart.table())))


def held_out(by_hand):
    """The rows of the data that tell best what was learned: test rows, where there are any."""
    split = next(name for name in ("test", "validation", "train") if by_hand.data.info.rows[name])
    return by_hand.data.x[by_hand.data.split(split)], by_hand.data.y[by_hand.data.split(split)]


def test_the_surface_is_the_prediction_at_each_place(qtbot, view):
    surface, by_hand = view("xor", "surface")

    def agree():
        head, *shown = csv.reader(io.StringIO(surface.table_text()))
        assert head == ["x1", "x2", "output"]
        x1, x2, said = np.array(shown, float).T
        assert (len(said), x1.min(), x1.max()) == (64 * 64, -0.25, 1.25)
        expected = by_hand.predictions(np.stack([x1, x2], axis=1))[:, 0]
        np.testing.assert_allclose(said, expected, atol=1e-5)
        np.testing.assert_allclose(surface.image.image, expected.reshape(64, 64), atol=1e-5)

    qtbot.waitUntil(agree)
    assert surface.plot.tabulate() == surface.table_text()  # what is copied


def test_of_several_classes_each_has_a_surface_of_its_probability(qtbot, view):
    surface, by_hand = view("iris", "surface", source=SPIRALS)
    assert surface.output.count() == 3
    for number in range(3):
        surface.output.setCurrentIndex(number)

        def agree(number=number):
            shown = np.array(list(csv.reader(io.StringIO(surface.table_text())))[1:], float)
            expected = by_hand.predictions(shown[:, :2])[:, number]
            np.testing.assert_allclose(shown[:, 2], expected, atol=2e-5)
            np.testing.assert_allclose(surface.image.image, expected.reshape(64, 64), atol=2e-5)

        qtbot.waitUntil(agree)


def test_every_neuron_has_its_own_surface(qtbot, view):
    neurons, by_hand = view("xor", "neurons")
    head, *shown = rows(neurons.tiles)
    assert head == ["layer", "neuron", "x1", "x2", "value"]
    tiles = {}
    for layer, unit, *numbers in shown:
        tiles.setdefault((layer, int(unit)), []).append(numbers)
    layers = {"hidden layer": 2, "sigmoid 1": 2, "output layer": 1, "prediction": 1}
    assert list(tiles) == [(layer, unit + 1) for layer, units in layers.items() for unit in range(units)]
    for (layer, unit), numbers in tiles.items():
        x1, x2, said = np.array(numbers, float).T
        assert len(said) == 40 * 40
        values = by_hand.values(np.stack([x1, x2], axis=1))
        expected = values["sigmoid 2" if layer == "prediction" else layer][:, unit - 1]
        np.testing.assert_allclose(said, expected, atol=2e-5 * np.abs(expected).max())
    neurons.choose(1)
    large = np.array([cells[1:] for cells in rows(neurons.large)[1:]], float)
    last = np.array(tiles["hidden layer", 2], float)[:, 2].reshape(40, 40)
    np.testing.assert_allclose(large, last[::-1], rtol=1e-6)  # the second input rises upwards


@pytest.mark.parametrize("name", ["xor", "diabetes"])
def test_a_table_of_numbers(qtbot, view, name):
    table, by_hand = view(name, "table")
    x, y = held_out(by_hand)
    said = by_hand.predictions(x).ravel()
    columns = {}

    def agree():
        head, *shown = rows(table)
        columns.update(zip(head, zip(*shown, strict=True), strict=True))
        np.testing.assert_allclose(np.array(columns["predicted"], float), said, atol=2e-5)

    qtbot.waitUntil(agree)
    target = by_hand.data.info.columns[-1] + (", true" if name == "diabetes" else "")
    np.testing.assert_allclose(np.array(columns[target], float), y.ravel(), rtol=1e-6)
    for place, column in enumerate(by_hand.data.info.columns[:-1]):
        np.testing.assert_allclose(np.array(columns[column], float), x[:, place], rtol=1e-6)
    cells, place = table.cells, list(columns).index("predicted")
    for row, (number, true) in enumerate(zip(said, y.ravel(), strict=True)):
        text, _, mark = cells.item(row, place).text().partition("  ")
        assert float(text) == pytest.approx(number, abs=6e-4)  # three digits behind the point
        assert mark == ("" if name == "diabetes" else "✓" if (number > 0.5) == (true > 0.5) else "✗")


def test_a_table_of_classes(qtbot, view):
    table, by_hand = view("iris", "table")
    x, y = held_out(by_hand)
    shares, labels = by_hand.predictions(x), by_hand.data.info.labels
    best = shares.argmax(axis=1)

    def agree():
        head, *shown = rows(table)
        columns = dict(zip(head, zip(*shown, strict=True), strict=True))
        assert list(columns["species, true"]) == [labels[true] for true in y]
        assert list(columns["predicted"]) == [labels[one] for one in best]
        np.testing.assert_allclose(np.array(columns["probability"], float), shares.max(axis=1), atol=1e-5)

    qtbot.waitUntil(agree)
    heads = rows(table)[0]
    for row, true in enumerate(y):
        text = table.cells.item(row, heads.index("probability")).text()
        share = f"{shares[row].max():.0%}"
        assert text == f"{share}  {'✓' if best[row] == true else '✗'}"


@pytest.mark.parametrize("name", ["iris", "digits", "wide_deep"])
def test_the_confusion_matrix(qtbot, view, name):
    confusion, by_hand = view(name, "confusion")
    x, y = held_out(by_hand)
    best = by_hand.predictions(x).argmax(axis=1)
    classes = len(by_hand.data.info.labels)
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (y, best), 1)

    def agree():
        head, *shown = rows(confusion.map)
        assert head[1:] == list(by_hand.data.info.labels) == [line[0] for line in shown]
        np.testing.assert_array_equal(np.array([line[1:] for line in shown], float), counts)

    qtbot.waitUntil(agree)
    right = (best == y).sum()
    assert confusion.map.title == f"{right} of {len(y)} test rows right ({right / len(y):.1%})"
    assert right < len(y)  # there is something beside the diagonal


@pytest.mark.parametrize("name", ["digits", "wide_deep"])
def test_the_probabilities_of_pictures(qtbot, view, name):
    """Of 240 test rows, drawn at random, the wrong ones first: found again by their probabilities."""
    pictures, by_hand = view(name, "pictures")
    x, y = held_out(by_hand)
    shares = by_hand.predictions(x)

    def agree():
        head, *shown = rows(pictures.grid)
        assert head == ["true", "predicted", *(f"p({digit})" for digit in range(10))]
        assert len(shown) == 240
        found = np.array(shown, float)
        nearest = np.abs(found[:, None, 2:] - shares).max(axis=2).argmin(axis=1)
        assert len(set(nearest)) == 240
        np.testing.assert_allclose(found[:, 2:], shares[nearest], atol=1e-5)
        np.testing.assert_array_equal(found[:, 0], y[nearest])
        np.testing.assert_array_equal(found[:, 1], shares[nearest].argmax(axis=1))
        wrong = found[:, 0] != found[:, 1]
        assert (np.diff(wrong.astype(int)) <= 0).all()
        assert pictures.grid.title == f"{wrong.sum()} of 240 wrong, from 359 test rows"

    qtbot.waitUntil(agree)


def test_numbers_are_scattered_with_their_residuals(qtbot, view):
    regression, by_hand = view("diabetes", "regression")
    x, y = held_out(by_hand)
    said, true = by_hand.predictions(x).ravel(), y.ravel().astype(float)

    def agree():
        for plot, across, up in ((regression.scatter, true, said), (regression.residuals, said, true - said)):
            shown = np.array([numbers for name, *numbers in rows(plot)[1:] if name == "rows"], float)
            order = np.argsort(across, kind="stable")
            np.testing.assert_allclose(shown[:, 0], across[order], atol=2e-5)
            np.testing.assert_allclose(np.sort(shown[:, 1]), np.sort(up), atol=2e-5)

    qtbot.waitUntil(agree)
    error = np.sqrt(((true - said) ** 2).mean())
    r2 = 1 - ((true - said) ** 2).sum() / ((true - true.mean()) ** 2).sum()
    told = f"88 test rows: root mean squared error {error:.4g}, R² {r2:.4g}"
    assert regression.figures.text() == told


def test_the_wave_and_what_is_predicted_of_it(qtbot, view):
    wave, by_hand = view("sine", "wave")
    x, y = held_out(by_hand)
    for window in (1, 7):
        wave.window_number.setValue(window)
        said = by_hand.predictions(x[window - 1 : window])[0, :, 0]

        def agree(window=window, said=said):
            lines = {"true": [], "predicted": []}
            for name, step, value in rows(wave.plot)[1:]:
                lines[name].append((int(step), float(value)))
            np.testing.assert_allclose(lines["true"], np.stack([np.arange(1, 21), y[window - 1, :, 0]], 1), rtol=1e-6)
            np.testing.assert_allclose(lines["predicted"], np.stack([np.arange(1, 21), said], 1), atol=1e-5)

        qtbot.waitUntil(agree)
    assert wave.legend.text() == f"step 20   true {y[6, -1, 0]:.4g}   predicted {said[-1]:.4g}"


def test_the_strip_shows_hidden_states_and_the_next_characters(qtbot, view):
    strip, by_hand = view("hello_rnn", "steps")
    x, y = by_hand.data.x, by_hand.data.y
    values, labels = by_hand.values(x), by_hand.data.info.labels
    shares, states = values["loss"][0], values["memory"][0]

    def agree():
        head, *shown = rows(strip.columns)
        units = [f"h{unit}" for unit in range(1, 9)]
        assert head == ["step", "input", "target", *(f"p({label})" for label in labels), *units]
        assert [line[1] for line in shown] == list("hell")
        assert [line[2] for line in shown] == list("ello")
        figures = np.array([line[3:] for line in shown], float)
        np.testing.assert_allclose(figures, np.concatenate([shares, states], axis=1), atol=1e-5)

    qtbot.waitUntil(agree)
    said = "".join(labels[best] for best in shares.argmax(axis=1))
    right = (shares.argmax(axis=1) == y[0]).sum()
    assert strip.summary.text() == f"{right} of 4 right: predicted “{said}”"


def test_at_temperature_zero_the_most_probable_character_is_written(qtbot, view):
    writing, by_hand = view("hello_rnn", "writing")
    labels = by_hand.data.info.labels
    writing.temperature.setValue(0)
    text = [labels.index("h")]
    for _ in range(writing.length.value()):
        seen = text[-4:]
        shares = by_hand.predictions(np.array([seen + [0] * (4 - len(seen))]))
        text.append(int(shares[0, len(seen) - 1].argmax()))
    written = "".join(labels[letter] for letter in text)
    qtbot.waitUntil(lambda: writing.text.toPlainText() == written)


def test_the_pad_answers_a_picture_of_the_data_and_what_is_drawn(qtbot, view):
    pad, by_hand = view("digits", "draw")
    x, y = held_out(by_hand)

    def said():
        return np.array([share for _, share in rows(pad.bars)[1:]], float)

    qtbot.mouseClick(pad.pick, Qt.MouseButton.LeftButton)
    number = int(pad.truth.text().split()[2].removesuffix(":")) - 1
    assert pad.truth.text() == f"test picture {number + 1}:\n{y[number]}"
    expected = by_hand.predictions(x[number : number + 1])[0]
    qtbot.waitUntil(lambda: len(said()) == 10)
    np.testing.assert_allclose(said(), expected, atol=1e-5)

    qtbot.mouseClick(pad.clear, Qt.MouseButton.LeftButton)
    middle = pad.sheet.rect().center()
    qtbot.mousePress(pad.sheet, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 40))
    qtbot.mouseMove(pad.sheet, middle + QPoint(0, 40))
    qtbot.mouseRelease(pad.sheet, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 40))
    drawn = pad.picture().reshape(1, 64)
    assert drawn.sum() > 1
    expected = by_hand.predictions(drawn)[0]
    qtbot.waitUntil(lambda: len(said()) == 10 and np.allclose(said(), expected, atol=1e-5))
