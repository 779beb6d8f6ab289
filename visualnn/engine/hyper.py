"""From training settings to the numbers that the interpreter and the update rules read."""

from __future__ import annotations

from typing import Any

import numpy as np

from visualnn.engine import fields as f
from visualnn.engine import interpreter as i
from visualnn.graph.training import Training

_PLACES = {
    "momentum": f.MOMENTUM,
    "nesterov": f.NESTEROV,
    "epsilon": f.EPSILON,
    "l1_regularization": f.L1,
    "l2_regularization": f.L2,
    "weight_decay": f.DECAY,
}
_RESTS = {"beta1": f.REST1, "beta2": f.REST2, "rho": f.REST}
_SCHEDULES = {"constant": i.CONSTANT, "step": i.STEPS, "cosine": i.COSINE}


def hyper_parameters(training: Training) -> dict[int, float]:
    """Numbers for the start of a program's memory, by their place there."""
    settings = training.resolved()
    numbers = {place: float(settings[name]) for name, place in _PLACES.items() if name in settings}
    numbers |= {place: 1.0 - settings[name] for name, place in _RESTS.items() if name in settings}
    return numbers | {f.PENALTY1: training.l1, f.PENALTY2: training.l2}


def plan(training: Training, steps_per_epoch: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The plan of learning rate and clipping: float64 [PLAN_WIDTH]."""
    settings = training.resolved()
    total = training.steps or training.epochs * steps_per_epoch
    numbers = np.zeros(i.PLAN_WIDTH)
    numbers[i.RATE] = training.learning_rate
    numbers[i.SCHEDULE] = _SCHEDULES[training.schedule]
    numbers[i.WARM_UP] = training.warm_up
    numbers[i.PERIOD] = settings.get("period") or (max(1, total // 3) if training.schedule == "step" else total)
    numbers[i.FACTOR] = settings.get("factor", 1.0)
    numbers[i.CLIP] = training.clip
    return numbers
