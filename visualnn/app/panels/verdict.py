"""What the gradients of the layers say, in a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from visualnn.messages import Message, define

define(
    gradients_nan="The gradient of “{layer}” is not a number: training has diverged. What usually helps: a smaller "
    "learning rate, gradient clipping.",
    gradients_zero="No gradient reaches any layer: nothing is learned. What usually helps: other initial weights; look "
    "for dead or saturated units under Distributions.",
    gradients_stopped="No gradient reaches “{layer}”: it does not learn. What usually helps: a smaller learning rate, "
    "He initial weights; look for dead or saturated units under Distributions.",
    gradients_vanishing="“{weak}” receives 1/{ratio} of the gradient of “{strong}”: vanishing. What usually helps: "
    "ReLU instead of sigmoid, He or Xavier initial weights, normalisation, shortcuts, fewer layers.",
    gradients_exploding="“{strong}” receives {ratio} times the gradient of “{weak}”: exploding. What usually helps: "
    "gradient clipping, a smaller learning rate, smaller initial weights, normalisation.",
    gradients_healthy="“{first}” to “{last}”: gradients within a factor of {ratio} of each other, healthy.",
    gradients_single="The gradient of “{layer}” is {value}.",
    gradients_still="The gradient of “{layer}” is 0: nothing more is learned (a minimum, a saddle, dead units, or a "
    "loss that does not depend on it).",
)

ALARM = 1000.0
"""Ratio of the strongest to the weakest gradient from which learning of the weak layer practically stands still."""


def verdict(norms: Sequence[tuple[str, float]]) -> Message:
    """Judge the gradient norms of the layers.

    Args:
        norms: name and L2 norm per layer, from input to output; at least one.
    """
    for name, value in norms:
        if not math.isfinite(value):
            return Message("gradients_nan", {"layer": name})
    weakest = min(range(len(norms)), key=lambda i: norms[i][1])
    strongest = max(range(len(norms)), key=lambda i: norms[i][1])
    (weak, low), (strong, high) = norms[weakest], norms[strongest]
    if len(norms) == 1 and not high:  # it may be the end of the way, or a constant's derivative
        return Message("gradients_still", {"layer": weak})
    if len(norms) == 1:  # there is none to compare it with
        return Message("gradients_single", {"layer": weak, "value": f"{low:.3g}"})
    if high == 0:
        return Message("gradients_zero")
    if low == 0:
        return Message("gradients_stopped", {"layer": weak})
    ratio = high / low
    if ratio < ALARM:
        return Message(
            "gradients_healthy", {"first": norms[0][0], "last": norms[-1][0], "ratio": f"{_round(ratio):,.10g}"}
        )
    kind = "vanishing" if weakest < strongest else "exploding"
    return Message(f"gradients_{kind}", {"weak": weak, "strong": strong, "ratio": f"{_round(ratio):,.10g}"})


def is_calm(judgement: Message) -> bool:
    """Whether a verdict tells of no trouble."""
    return judgement.code == "gradients_healthy" or is_remark(judgement)


def is_remark(judgement: Message) -> bool:
    """Whether a verdict tells what is so, and not whether it is good."""
    return judgement.code in ("gradients_single", "gradients_still")


def _round(ratio: float) -> float:
    """The ratio in two digits: more would flicker and say nothing."""
    return round(ratio, 1 - math.floor(math.log10(ratio)))
