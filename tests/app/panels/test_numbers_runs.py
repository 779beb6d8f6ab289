"""Kept runs of real trainings: the table and the curves hold what NumPy computes by hand."""

import csv

import numpy as np
import pytest
import real_runs
from PySide6.QtCore import Qt

from visualnn.app.panels.loss import LossPanel
from visualnn.app.panels.runs import RunsPanel
from visualnn.app.runs import RunBook
from visualnn.project.runs import RunStore

CASES = {
    "xor": {"steps": 25, "learning_rate": 1.0},
    "iris": {"steps": 0, "epochs": 4, "learning_rate": 0.1},
    "diabetes": {"steps": 0, "epochs": 6, "learning_rate": 0.15},  # the best epoch is not the last
    "wide_deep": {"steps": 0, "epochs": 2, "learning_rate": 0.1, "l2": 0.1},
}


@pytest.fixture
def kept(qtbot, begin, tmp_path):
    """The panels of runs and of the loss after a sample has learned, the network by hand, and what it went through."""

    def kept(name):
        trainer, by_hand = begin(name, **CASES[name])
        book = RunBook(trainer.document, lambda: name, RunStore(tmp_path / "runs"), trainer)
        trainer.keeper = book.keeper
        panels = RunsPanel(book, trainer), LossPanel(trainer)
        panels[0].overlaid.connect(panels[1].show_runs)
        for panel in panels:
            qtbot.addWidget(panel)
            panel.resize(900, 300)
            with qtbot.waitExposed(panel):
                panel.show()
        trainer.session.keep_runs(book.keeper())
        real_runs.learn(qtbot, trainer)
        qtbot.waitUntil(lambda: [run.state for run in panels[0].model.runs] == ["finished"])
        return *panels, by_hand, by_hand.train(trainer.layout.total_steps)

    return kept


def cells(panel):
    """What stands in the one line of the table, by the heads of its columns."""
    across = range(panel.order.columnCount())
    heads = [panel.order.headerData(column, Qt.Orientation.Horizontal) for column in across]
    return dict(zip(heads, (panel.order.index(0, column).data() for column in across), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_the_table_tells_the_measures_over_all_rows_of_every_split(kept, tmp_path, name):
    panel, _, by_hand, made = kept(name)
    panel.export(tmp_path / "runs.csv")
    (exported,) = csv.DictReader((tmp_path / "runs.csv").read_text(encoding="utf-8").splitlines())
    shown = cells(panel)
    for split, title in (("train", ""), ("validation", "Validation "), ("test", "Test ")):
        if not by_hand.data.info.rows[split]:
            assert exported[f"{split}_loss"] == shown[f"{title}loss"] == ""
            continue
        measures = by_hand.measures(by_hand.data.split(split), split)
        assert float(exported[f"{split}_loss"]) == pytest.approx(measures["loss"], rel=3e-5)
        assert float(shown[f"{title}loss".capitalize()]) == pytest.approx(measures["loss"], rel=6e-4)
        if "accuracy" in measures:
            assert float(exported[f"{split}_accuracy"]) == pytest.approx(measures["accuracy"])
            assert shown[f"{title}accuracy".capitalize()] == f"{100 * measures['accuracy']:.2f} %"
        else:
            assert exported[f"{split}_accuracy"] == shown[f"{title}accuracy".capitalize()] == ""
    length = panel.trainer.layout.steps_per_epoch
    if by_hand.data.info.rows["validation"]:
        losses = [measures["loss"] for measures in by_hand.after_epochs(made, length)]
        steps = range(length, len(made) + 1, length)
    else:
        losses, steps = [step.measures["loss"] for step in made], range(1, len(made) + 1)
    assert float(exported["best_loss"]) == pytest.approx(min(losses), rel=3e-5)
    assert int(exported["best_step"]) == steps[np.argmin(losses)]
    assert float(shown["Best loss"]) == pytest.approx(min(losses), rel=6e-4)
    assert int(exported["parameters"]) == sum(weight.size for weight in by_hand.weights.values())


def drawn(loss):
    """The lines of the panel by what they are called."""
    return {loss.plot.name_of(name): line for name, line in loss.plot.lines.items()}


@pytest.mark.parametrize("name", CASES)
def test_the_curves_of_a_ticked_run_are_those_it_had(qtbot, kept, name):
    panel, loss, by_hand, made = kept(name)
    panel.trainer.reset()
    qtbot.waitUntil(lambda: panel.trainer.latest.step == 0)
    loss.smoothing.setValue(0)
    panel.order.setData(panel.order.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    lines = drawn(loss)
    validation = by_hand.data.info.rows["validation"]
    assert list(lines) == (["run 1", "run 1 (validation)"] if validation else ["run 1"])
    np.testing.assert_array_equal(lines["run 1"].x, np.arange(1, len(made) + 1))
    np.testing.assert_allclose(lines["run 1"].y, [step.measures["loss"] for step in made], rtol=3e-5)
    if validation:
        length = panel.trainer.layout.steps_per_epoch
        expected = [measures["loss"] for measures in by_hand.after_epochs(made, length)]
        np.testing.assert_array_equal(lines["run 1 (validation)"].x, np.arange(length, len(made) + 1, length))
        np.testing.assert_allclose(lines["run 1 (validation)"].y, expected, rtol=3e-5)
        loss.by_epoch.setChecked(True)
        means = np.reshape([step.measures["loss"] for step in made], (-1, length)).mean(axis=1)
        np.testing.assert_allclose(drawn(loss)["run 1"].y, means, rtol=3e-5)
