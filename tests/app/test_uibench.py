"""What panels cost is measured for every page of every panel, and told."""

from __future__ import annotations

import numpy as np

from visualnn.app import uibench
from visualnn.app.uibench import Cost, Costs, Smoothness, Turns
from visualnn.project import store


def test_every_page_of_every_panel_is_shown_alone_and_the_usual_ones_together(qtbot, monkeypatch):
    monkeypatch.setattr(uibench, "TURN", 0.05)
    monkeypatch.setattr(uibench, "SETTLING", 0.1)
    path = store.find("digits")

    found = uibench.measure(store.load(path), path, seconds=0.1)

    names = [cost.name for cost in found.training.costs]
    assert names[0] == "Loss + Gradients + Predictions"
    assert {"Loss / Accuracy", "Gradients / Map", "Predictions / Draw", "Weights / Pictures"} < set(names)
    assert sum(name.startswith("Distributions") for name in names) == 6
    assert len({len(cost.slowdown) for cost in found.training.costs}) == 1  # every one in every round
    assert found.turns.count > 0
    assert np.isfinite(found.training.steps_per_second)
    assert {"Race / Gradients", "Race / Gradients Over Time", "Race / Paths"} <= {
        cost.name for cost in found.race.costs
    }
    assert found.race.steps_per_second > 0


def test_it_is_told_line_by_line_with_the_worst_round():
    cost = Cost("Loss / Loss", 30.2, (0.01, 0.03, 0.02), 0.04)
    race = Costs(90.0, (Cost("Race / Curves", 30.2, (0.05,), 0.07),))

    told = str(Smoothness(Turns(900, 1.1, 4.0, 12.0), Costs(800.0, (cost,)), race))

    assert told.splitlines() == [
        "event loop: 900 turns, median 1.1 ms, 99 % 4.0 ms, longest 12.0 ms; 800 steps/s without panels",
        "  Loss / Loss: 30 pictures/s, 2.0% slower (1.0% to 3.0%), drawing 4.0% of a processor",
        "  race: 90 steps/s of each variant without panels",
        "  Race / Curves: 30 pictures/s, 5.0% slower (5.0% to 5.0%), drawing 7.0% of a processor",
    ]
