"""A long training, in fast motion: memory stays flat and drawing stays cheap."""

from __future__ import annotations

import gc
import time
import tracemalloc

import numpy as np
import pytest

from visualnn.app.panels.gradients import GradientsPanel
from visualnn.app.panels.loss import LossPanel

BATCH = 5_000
"""Steps between two pictures: an hour at 30 pictures a second of a network that makes 150,000 steps a second."""


@pytest.mark.parametrize("pictures", [240, pytest.param(108_000, marks=pytest.mark.slow)])
def test_millions_of_steps_keep_memory_flat_and_drawing_quick(open_project, show, pictures):
    trainer = open_project("xor")
    loss, gradients = show(LossPanel, trainer), show(GradientsPanel, trainer)
    gradients.view.button("time").click()
    session, random = trainer.session, np.random.default_rng(0)
    took, held = [], []
    tracemalloc.start()
    try:
        for picture in range(pictures):
            first = picture * BATCH + 1
            session.record(
                loss=(1 / np.sqrt(np.arange(first, first + BATCH)) * random.uniform(0.9, 1.1, BATCH)).tolist(),
                gradient__hidden_layer=random.uniform(0.1, 1, BATCH).tolist(),
                gradient__output_layer=random.uniform(0.1, 1, BATCH).tolist(),
            )
            began = time.thread_time()
            trainer._tick()
            loss.grab()
            gradients.grab()
            took.append(time.thread_time() - began)
            if picture % 20 == 19:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert session.step_count == pictures * BATCH
    third = len(held) // 3
    assert max(held[-third:]) < 1.1 * max(held[third : 2 * third]) + 500_000, held
    assert np.median(took[-60:]) < 3 * np.median(took[60:120]) + 0.01
    assert len(loss.plot.lines["loss"].x) < 25_000
    assert loss.plot.readings(1)[0].x == 1
