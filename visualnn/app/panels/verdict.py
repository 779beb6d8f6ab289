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
    gradients_huge="Huge gradients in all layers, the largest {value} in “{strong}”: exploding. What usually helps: "
    "smaller (He or Xavier) initial weights, normalisation, scaled data, gradient clipping, a smaller learning rate.",
    gradients_tiny="Tiny gradients in all layers, the largest {value} in “{strong}”: next to nothing is learned. So it "
    "is at the end of the way; while the loss is high, other initial weights usually help, or ReLU instead of sigmoid.",
    gradients_healthy="“{first}” to “{last}”: gradients within a factor of {ratio} of each other, healthy.",
    gradients_single="The gradient of “{layer}” is {value}.",
    gradients_still="The gradient of “{layer}” is 0: nothing more is learned (a minimum, a saddle, dead units, or a "
    "loss that does not depend on it).",
)

ALARM = 1000.0
"""Ratio of the strongest to the weakest gradient from which learning of the weak layer practically stands still."""

HUGE = 1e4
"""Norm from which even a small learning rate, 0.0001, moves a layer's weights in one step by about as much as they
measure. Layers that learn usually have norms between 0.001 and 10."""

TINY = 1e-7
"""Norm below which even a learning rate of 1 leaves weights of about 1 as they are: 32-bit numbers near 1 are 1e-7
apart."""


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
    if high == 0:
        return Message("gradients_zero")
    if low == 0:
        return Message("gradients_stopped", {"layer": weak})
    ratio = high / low
    if ratio >= ALARM:
        kind = "vanishing" if weakest < strongest else "exploding"
        return Message(f"gradients_{kind}", {"weak": weak, "strong": strong, "ratio": f"{_round(ratio):,.10g}"})
    if high >= HUGE:
        return Message("gradients_huge", {"strong": strong, "value": f"{high:.1e}"})
    if high < TINY:
        return Message("gradients_tiny", {"strong": strong, "value": f"{high:.1e}"})
    if len(norms) == 1:  # there is none to compare it with
        return Message("gradients_single", {"layer": weak, "value": f"{low:.3g}"})
    return Message("gradients_healthy", {"first": norms[0][0], "last": norms[-1][0], "ratio": f"{_round(ratio):,.10g}"})


def is_calm(judgement: Message) -> bool:
    """Whether a verdict tells of no trouble."""
    return judgement.code == "gradients_healthy" or is_remark(judgement)


def is_remark(judgement: Message) -> bool:
    """Whether a verdict tells what is so, and not whether it is good."""
    return judgement.code in ("gradients_single", "gradients_still", "gradients_tiny")


def _round(ratio: float) -> float:
    """The ratio in two digits: more would flicker and say nothing."""
    return round(ratio, 1 - math.floor(math.log10(ratio)))
