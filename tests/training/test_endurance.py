"""An hour of training, in fast motion: what is kept of it stays as small as it was after a minute."""

from __future__ import annotations

import gc
import tracemalloc

import msgspec
import numpy as np
import pytest

from visualnn.data.dataset import DataInfo
from visualnn.engine.runner import Checkpoint
from visualnn.project import store
from visualnn.project.runs import RunStore
from visualnn.training.metrics import CAPACITY, History
from visualnn.training.network import LayerInfo, Layout
from visualnn.training.recording import Recording
from visualnn.training.snapshots import MOST, Snapshots

PICTURES = 30 * 3600
"""Chunks of steps in an hour: one for each picture."""

CHUNK = 1000
EPOCH = 500
WEIGHTS = 10_000
MEGABYTE = 1 << 20
INFO = DataInfo({}, {"train": 2000, "validation": 500})


class Runner:
    """A runner whose state is its step; its copies are as large as those of a network with so many weights."""

    def __init__(self):
        self.step = 0
        self.memory = np.zeros(1, np.float32)
        self.program = type("Program", (), {"state_at": 0, "values_at": WEIGHTS})()

    def checkpoint(self):
        return Checkpoint(self.step, 0, 0.1, np.full(WEIGHTS, self.step, np.float32))


@pytest.mark.parametrize("pictures", [1200, pytest.param(PICTURES, marks=pytest.mark.slow)], ids=["quick", "hour"])
def test_an_hour_takes_no_more_room_than_a_minute(tmp_path, monkeypatch, pictures):
    clock = [0.0]
    for module in ("recording.time.monotonic", "snapshots.time.perf_counter"):
        monkeypatch.setattr(f"visualnn.training.{module}", lambda: clock[0])
    project = store.load(store.find("xor"))
    history = History(("loss", "gradient/hidden layer", "gradient/output layer"), ("validation_loss",), ("epoch_loss",))
    runner, runs = Runner(), RunStore(tmp_path)
    snapshots = Snapshots(runner)
    layout = Layout((LayerInfo("hidden layer", "hidden", {"W": (2, 2)}),), 12, 0, 4, EPOCH, 1000, 1, INFO)
    weights = {"hidden layer/W": np.zeros((100, 100), np.float32)}
    record = Recording(project, layout, weights)
    runs.keep(*record.beginning())
    random = np.random.default_rng(0)
    held, sizes = [], []
    tracemalloc.start()
    try:
        for picture in range(pictures):
            clock[0] += 3600 / pictures
            steps = np.arange(runner.step + 1, runner.step + CHUNK + 1)
            runner.step += CHUNK
            measured = np.full((CHUNK, 1), np.nan)
            measured[EPOCH - 1 :: EPOCH] = 0.5
            history.append(steps, random.uniform(0.1, 1, (CHUNK, 3)), measured)
            history.append_epochs(steps[EPOCH - 1 :: EPOCH], np.full((CHUNK // EPOCH, 1), 0.5))
            snapshots.take()
            if record.overdue:
                runs.keep(*record.reached("running", runner.step, clock[0], history, weights, lambda split: {}))
            if picture % (pictures // 60) == 0:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
                sizes.append(runs.size)
    finally:
        tracemalloc.stop()
    middle, end = max(held[20:40]), max(held[40:])
    print(f"{runner.step:,} steps: {middle >> 10} kB, then {end >> 10} kB; disk {max(sizes) >> 10} kB")
    assert end < middle + MEGABYTE  # of a run of steps that become two points, all are held until it is full
    assert max(sizes) < 5 * 3 * 8 * CAPACITY  # three sets of curves, of two or four columns each
    assert len(snapshots.steps) == MOST
    assert np.diff(snapshots.steps).max() <= 4 * runner.step / MOST
    (run,) = runs.runs
    assert run.steps > 0.9 * runner.step
    assert all(len(history.series(name)[0]) <= CAPACITY for name in history.names)
    assert all(len(curves.steps) <= CAPACITY for curves in runs.traces(run.id).curves)
    assert len(list(tmp_path.rglob("*.*"))) == 2  # facts and arrays, and no file besides


def test_a_day_of_runs_keeps_the_newest(tmp_path):
    """A pupil who presses Train all day fills neither memory nor disk."""
    runs = RunStore(tmp_path, most=20)
    project = store.load(store.find("xor"))
    layout = Layout((LayerInfo("hidden layer", "hidden", {"W": (2, 2)}),), 12, 0, 4, 1, 1000, 1, INFO)
    history = History(("loss",), ())
    history.append(np.arange(1, 101), np.ones((100, 1)), np.empty((100, 0)))
    held = []
    tracemalloc.start()
    try:
        for number in range(100):
            training = msgspec.structs.replace(project.training, seed=number)
            record = Recording(msgspec.structs.replace(project, training=training), layout, {"W": np.ones(1000)})
            runs.keep(*record.beginning())
            runs.keep(*record.reached("finished", 100, 1.0, history, {"W": np.ones(1000)}, lambda split: {}))
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert [run.project.training.seed for run in runs.runs] == list(range(99, 79, -1))
    assert len(list(tmp_path.iterdir())) == 20
    assert max(held[70:]) < max(held[30:50]) + 20_000  # weights held of each would be 400 kB
