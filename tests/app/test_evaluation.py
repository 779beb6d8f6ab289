"""Initialise and Run, as in a session."""

from __future__ import annotations

import numpy as np

from tests.app.test_readings import PATIENCE, show  # noqa: F401 (a fixture)
from visualnn.graph import edits


def test_before_run_nothing_has_a_value_but_shape_and_rank_are_known(show):  # noqa: F811
    canvas = show("constants", shown=False)

    assert canvas.text("a") == ["not run yet · shape [], rank 0"]
    assert canvas.text("weights") == ["not initialised yet · shape [5, 2], rank 2"]


def test_to_run_before_initialising_is_refused_with_a_sentence(show):  # noqa: F811
    canvas = show("constants", shown=False)

    canvas.evaluation.run()

    assert canvas.said == [
        "“weights” has no value yet: a variable must be initialised before it is run. Press Initialise, then Run."
    ]
    assert canvas.text("a") == ["not run yet · shape [], rank 0"]


def test_what_needs_no_variable_runs_without(qtbot, show):  # noqa: F811
    canvas = show("constants", shown=False)

    canvas.evaluation.run([canvas.id("a + b")])

    qtbot.waitUntil(lambda: canvas.text("a + b")[0] == "11", timeout=PATIENCE)
    assert canvas.said == []
    assert canvas.text("a · b") == ["not run yet · shape [], rank 0"]


def test_initialise_and_run(qtbot, show):  # noqa: F811
    canvas = show("constants", shown=False)

    canvas.evaluation.initialise()
    canvas.evaluation.run()

    qtbot.waitUntil(lambda: canvas.text("a · b")[0] == "30", timeout=PATIENCE)
    assert canvas.text("a + b")[0] == "11"
    weights = canvas.trainer.session.request("tensors").result()[canvas.id("weights"), "out"].value
    np.testing.assert_allclose(canvas.cells("weights"), weights, rtol=5e-3)
    assert weights.shape == (5, 2)


def test_to_initialise_again_draws_other_numbers_and_forgets_the_old_ones(qtbot, show):  # noqa: F811
    canvas = show("constants", shown=False)
    canvas.evaluation.initialise()
    canvas.evaluation.run()
    qtbot.waitUntil(lambda: canvas.text("weights")[0].startswith("["), timeout=PATIENCE)
    before = canvas.cells("weights")

    canvas.evaluation.initialise()
    qtbot.waitUntil(lambda: canvas.text("weights") == ["not run yet · shape [5, 2], rank 2"])
    qtbot.waitUntil(lambda: canvas.text("a + b")[0] == "11")  # does not depend on it

    canvas.evaluation.run()
    qtbot.waitUntil(lambda: canvas.text("weights")[0].startswith("["))
    qtbot.waitUntil(lambda: not np.array_equal(canvas.cells("weights"), before))


def test_a_variable_that_was_changed_must_be_initialised_again(qtbot, show):  # noqa: F811
    canvas = show("constants", shown=False)
    canvas.evaluation.initialise()
    weights, wider = canvas.id("weights"), {"initialiser": "normal", "stddev": 1.0}

    canvas.document.edit_graph("edit", lambda graph: edits.change(graph, weights, params=wider))

    qtbot.waitUntil(lambda: canvas.text("weights")[0].startswith("not initialised yet"))
    canvas.evaluation.run()
    assert len(canvas.said) == 1
    canvas.evaluation.initialise()
    canvas.evaluation.run()
    qtbot.waitUntil(lambda: canvas.text("weights")[0].startswith("["), timeout=PATIENCE)
    assert canvas.cells("weights").std() > 0.3


def test_a_network_that_trains_is_initialised_by_itself(show):  # noqa: F811
    canvas = show("derivatives")

    assert not canvas.evaluation.applies
    assert canvas.text("x2")[0] == "4 ∂ 1"
